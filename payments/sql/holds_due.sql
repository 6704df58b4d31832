-- Payments out with providers that must not be paid out any more, and why.
--
-- Parameters  run
-- Rows        instruction, reason (dead, ended) of each payment without a hold that is not reported as paid
-- Locks       none
-- Why SQL     the months of every payment in one pass. Oracle: payments/rules/settlements.py (hold_reason)
SELECT i.id,
       CASE WHEN bool_or(m.month > person.died_on) THEN 'dead' ELSE 'ended' END AS reason
  FROM payments_instruction i
  JOIN payments_providerfile file ON file.id = i.file_id
  JOIN payments_paymentmonth m ON m.line_id = i.line_id AND m.kind <> 'recovery'
  JOIN beneficiaries_person person ON person.id = m.person_id
  JOIN entitlements_entitlement e ON e.id = m.entitlement_id
 WHERE file.run_id = %(run)s
   AND (m.month > person.died_on OR m.month > e.end_month)
   AND NOT EXISTS (SELECT FROM payments_hold h WHERE h.instruction_id = i.id AND h.lifted_at IS NULL)
   AND COALESCE((SELECT r.state FROM payments_paymentresult r
                  WHERE r.instruction_id = i.id ORDER BY r.id DESC LIMIT 1), '') <> 'paid'
 GROUP BY i.id
 ORDER BY i.id
