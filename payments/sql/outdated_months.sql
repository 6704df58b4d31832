-- Months of a built run that would no longer be paid so: someone died, an allowance ended, was suspended or
-- lowered,
-- another office's books came in, the law was corrected.
--
-- Parameters  run, and those of month_ledger.sql, which stands in for the ledger
-- Rows        person code and name of each line with such a month, in order
-- Locks       none; the caller holds the run
-- Why SQL     the ledger of the whole province is recomputed and compared in one pass
--
-- People who have come in since are no reason: their first month becomes arrears of the next run.
WITH ledger AS MATERIALIZED ({ledger})
SELECT DISTINCT line.person_code, line.name
  FROM payments_paymentmonth m
  JOIN payments_paymentline line ON line.id = m.line_id
  JOIN payments_paymentlist list ON list.id = line.payment_list_id
  LEFT JOIN ledger l
    ON l.person_id = m.person_id AND l.slot = m.slot AND l.month = m.month
   AND l.entitlement_id = m.entitlement_id AND l.kind = m.kind AND l.turn = m.turn AND l.amount = m.amount
 WHERE list.run_id = %(run)s AND l.person_id IS NULL
 ORDER BY line.person_code
