-- A result for every payment of a run that no answer named: nothing of it was paid.
--
-- Parameters  run, reason, by (user)
-- Rows        one result per payment without any; cash was not collected, a transfer failed
-- Locks       rows it inserts; the caller holds the run's row
-- Why SQL     one pass at any size
INSERT INTO payments_paymentresult (instruction_id, place, state, amount, reason, recorded_by_id)
SELECT i.id, '', CASE i.method WHEN 'cash' THEN 'uncollected' ELSE 'failed' END, 0, %(reason)s, %(by)s
  FROM payments_instruction i
  JOIN payments_providerfile file ON file.id = i.file_id
 WHERE file.run_id = %(run)s
   AND NOT EXISTS (SELECT FROM payments_paymentresult r WHERE r.instruction_id = i.id)
