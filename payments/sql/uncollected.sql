-- Allowances of which nothing was collected in any of the last three months paid.
--
-- Parameters  office (the province), months (those months), count (how many they are), last (the newest)
-- Rows        entitlement, person and office of each, with the sum waiting, by person code
-- Locks       none
-- Why SQL     the newest result of every payment of three months. Oracle: uncollected_in_a_row in
--             payments/rules/settlements.py
WITH outcomes AS (
    SELECT line.entitlement_id, line.person_id, run.month, i.office_id, i.person_code, i.name, i.amount,
           i.carried_from_id,
           (SELECT r.state FROM payments_paymentresult r
             WHERE r.instruction_id = i.id ORDER BY r.id DESC LIMIT 1) AS state
      FROM payments_paymentrun run
      JOIN payments_providerfile file ON file.run_id = run.id
      JOIN payments_instruction i ON i.file_id = file.id
      JOIN payments_paymentline line ON line.id = i.line_id
     WHERE run.office_id = %(office)s AND run.month = ANY(%(months)s::date[])
       AND run.state IN ('reported', 'reconciled', 'settled')
),
months AS (
    SELECT entitlement_id, month, MAX(person_id) AS person_id, MAX(office_id) AS office_id,
           MAX(person_code) AS person_code, MAX(name) AS name, SUM(amount) AS amount
      FROM outcomes
     GROUP BY entitlement_id, month
    HAVING bool_and(state = 'uncollected') AND bool_or(carried_from_id IS NULL)
)
SELECT entitlement_id, MAX(person_id), MAX(office_id), MAX(person_code), MAX(name),
       (SUM(amount) FILTER (WHERE month = %(last)s))::bigint AS waiting
  FROM months
 GROUP BY entitlement_id
HAVING COUNT(*) = %(count)s
 ORDER BY MAX(person_code)
