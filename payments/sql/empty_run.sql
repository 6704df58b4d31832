-- Take away the lines, months, unpaid allowances and differences of a run, to build it again.
--
-- Parameters  run
-- Rows        all of the run's but its lists, which keep their address
-- Locks       the rows it deletes; the caller holds the run
-- Why SQL     four deletes without reading a row; the ORM would collect every line to ask about its months
WITH lines AS (
    SELECT line.id FROM payments_paymentline line
      JOIN payments_paymentlist list ON list.id = line.payment_list_id WHERE list.run_id = %(run)s
),
months_gone AS (DELETE FROM payments_paymentmonth WHERE line_id IN (SELECT id FROM lines)),
lines_gone AS (DELETE FROM payments_paymentline WHERE id IN (SELECT id FROM lines)),
unpaid_gone AS (DELETE FROM payments_unpaidallowance WHERE run_id = %(run)s)
DELETE FROM payments_difference WHERE run_id = %(run)s
