-- What did not reach people in a run, and where it goes.
--
-- Parameters  run, next_day (first day of the month after the run's)
-- Rows        one leftover per payment not paid in full
-- Locks       rows it inserts; the caller holds the run's row
-- Why SQL     one pass at any size. Oracle: payments/rules/settlements.py (disposal)
INSERT INTO payments_leftover (instruction_id, amount, disposal)
SELECT i.id, i.amount - newest.amount,
       CASE WHEN NOT held.yes AND EXISTS (
                SELECT FROM payments_contract next
                 WHERE next.provider_id = contract.provider_id AND next.state = 'confirmed'
                   AND next.valid_from <= %(next_day)s
                   AND (next.valid_to IS NULL OR next.valid_to >= %(next_day)s)
                   AND i.method = ANY(next.methods)
                   AND (NOT EXISTS (SELECT FROM payments_contract_communes c WHERE c.contract_id = next.id)
                        OR EXISTS (SELECT FROM payments_contract_communes c
                                    WHERE c.contract_id = next.id AND c.office_id = i.office_id)))
            THEN 'carry' ELSE 'return' END
  FROM payments_instruction i
  JOIN payments_providerfile file ON file.id = i.file_id
  JOIN payments_contract contract ON contract.id = file.contract_id
 CROSS JOIN LATERAL (
       SELECT r.amount FROM payments_paymentresult r WHERE r.instruction_id = i.id ORDER BY r.id DESC LIMIT 1
 ) newest
 CROSS JOIN LATERAL (
       SELECT EXISTS (SELECT FROM payments_hold h
                       WHERE h.instruction_id = i.id AND h.lifted_at IS NULL) AS yes
 ) held
 WHERE file.run_id = %(run)s AND newest.amount < i.amount
