-- Take the months of a run out of what was paid: a corrected version replaces it before anybody was paid.
--
-- Parameters  run
-- Rows        every month of the run
-- Locks       the rows it changes; the caller holds the run's row
-- Why SQL     one pass at any size
UPDATE payments_paymentmonth m SET undone = m.amount
  FROM payments_paymentline line
  JOIN payments_paymentlist list ON list.id = line.payment_list_id
 WHERE m.line_id = line.id AND list.run_id = %(run)s
