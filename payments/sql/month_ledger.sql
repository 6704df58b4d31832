-- What every person of a province is due for every month up to the run's, what was paid, what follows.
--
-- Parameters  office (the province), province (its two-digit code), month (the run's), as_of (the day the
--             law is known on), ledger_start (the first month kept)
-- Rows        one per person, slot and month from the first allowance of the slot: entitlement in charge,
--             due with rate, coefficient and units, paid, turn, kind and amount (null: nothing to do),
--             `nothing_due` (why due is 0), `owed_back` (overpaid and not taken back now)
-- Locks       none; the caller holds the run
-- Why SQL     100,000 people x 28 months in one pass. Oracle: policy/rules/amounts.py for `due`,
--             payments/rules.py for what follows; tests/payments/test_ledger_equals_rules.py compares.
--
-- A person's allowances of one slot never overlap (exclusion constraint), so each is in charge from its
-- start until the next begins: what an earlier one was paid counts against the later one.
WITH months AS (
    SELECT m::date AS month,
           LEAST((m + interval '1 month - 1 day')::date, %(as_of)s::date) AS law_day,
           (EXTRACT(YEAR FROM m) * 12 + EXTRACT(MONTH FROM m))::int AS number
      FROM generate_series(%(ledger_start)s::date::timestamp, %(month)s::date::timestamp, interval '1 month') AS m
),

-- The law, as known on as_of: latest valid_from, then latest known_from, but for what is withdrawn (policy/law).
newest_rates AS (
    SELECT DISTINCT ON (r.kind, r.province_code, months.month)
           r.kind, r.province_code, months.month, r.id, r.amount
      FROM months
      JOIN policy_rate r
        ON r.valid_from <= months.month AND r.known_from <= %(as_of)s
       AND (r.valid_to IS NULL OR months.month <= r.valid_to)
     WHERE r.province_code IN ('', %(province)s)
       AND NOT EXISTS (
           SELECT 1 FROM policy_withdrawal w WHERE w.rate_id = r.id AND w.known_from <= %(as_of)s
       )
     ORDER BY r.kind, r.province_code, months.month, r.valid_from DESC, r.known_from DESC
),
rates AS (  -- the greater of national and provincial; the national one when equal
    SELECT DISTINCT ON (kind, month) kind, month, id, amount
      FROM newest_rates ORDER BY kind, month, amount DESC, province_code
),
citations AS (
    SELECT DISTINCT c.group_id, months.month
      FROM months
      JOIN policy_citation c
        ON c.valid_from <= months.law_day AND (c.valid_to IS NULL OR months.law_day <= c.valid_to)
),
applying AS (
    SELECT c.group_id, months.month, c.id, c.value, c.valid_from, c.known_from,
           COALESCE(c.age_from, 0) AS age_from, c.age_to
      FROM months
      JOIN policy_coefficient c
        ON c.valid_from <= months.month AND c.known_from <= %(as_of)s
       AND (c.valid_to IS NULL OR months.month <= c.valid_to)
     WHERE NOT EXISTS (
           SELECT 1 FROM policy_withdrawal w WHERE w.coefficient_id = c.id AND w.known_from <= %(as_of)s
     )
),
edges AS (
    SELECT group_id, month, age_from AS age FROM applying
     UNION
    SELECT group_id, month, age_to FROM applying WHERE age_to IS NOT NULL
),
covering AS (
    SELECT DISTINCT ON (e.group_id, e.month, e.age) e.group_id, e.month, e.age, a.id, a.value
      FROM edges e
      LEFT JOIN applying a
        ON a.group_id = e.group_id AND a.month = e.month
       AND a.age_from <= e.age AND (a.age_to IS NULL OR e.age < a.age_to)
     ORDER BY e.group_id, e.month, e.age, a.valid_from DESC, a.known_from DESC
),
bands AS MATERIALIZED (  -- from each age at which anything may change to the next; id null: nobody of that age
    SELECT group_id, month, age AS age_from, id, value,
           LEAD(age) OVER (PARTITION BY group_id, month ORDER BY age) AS age_to
      FROM covering
),
groups AS MATERIALIZED (  -- lowest age of a group, and the row taken when there is no birth date
    SELECT group_id, month, MIN(age_from) AS entry,
           (ARRAY_AGG(id ORDER BY value, age_from) FILTER (WHERE id IS NOT NULL))[1] AS lowest_id,
           MIN(value) AS lowest_value
      FROM bands GROUP BY group_id, month
),

-- The people.
paid AS MATERIALIZED (
    -- What was given back, or stood in a run since corrected, was never paid; it keeps its turn.
    SELECT person_id, slot, month, SUM(amount)::bigint AS amount, COUNT(*)::int AS turns,
           COUNT(*) FILTER (WHERE stands)::int AS stood
      FROM (
        SELECT e.person_id, e.slot, o.month, o.amount, true AS stands
          FROM entitlements_openingpayment o
          JOIN entitlements_entitlement e ON e.id = o.entitlement_id
         UNION ALL
        SELECT m.person_id, m.slot, m.month,
               CASE m.kind WHEN 'recovery' THEN m.undone - m.amount ELSE m.amount - m.undone END,
               m.undone < m.amount
          FROM payments_paymentmonth m
          JOIN payments_paymentline line ON line.id = m.line_id
          JOIN payments_paymentlist list ON list.id = line.payment_list_id
          JOIN payments_paymentrun run ON run.id = list.run_id
         WHERE run.state NOT IN ('open', 'building', 'built', 'checked')
           AND NOT (run.office_id = %(office)s AND run.month >= %(month)s AND run.state <> 'superseded')
      ) payment
     GROUP BY person_id, slot, month
),
first_paid AS (
    SELECT person_id, slot, MIN(month) AS month FROM paid GROUP BY person_id, slot
),
charges AS MATERIALIZED (
    SELECT e.id AS entitlement_id, e.person_id, e.slot, e.group_id, g.rate_kind, e.units,
           e.start_month, e.end_month, p.office_id,
           GREATEST(%(ledger_start)s::date, CASE
               WHEN LAG(e.id) OVER slot_order IS NULL THEN LEAST(e.start_month, f.month) ELSE e.start_month
           END) AS first_month,
           LEAST(%(month)s::date,
                 (LEAD(e.start_month) OVER slot_order - interval '1 month')::date) AS last_month,
           date_trunc('month', p.died_on)::date AS died_month,
           (EXTRACT(YEAR FROM p.born_on) * 12 + EXTRACT(MONTH FROM p.born_on))::int AS born_first,
           (EXTRACT(YEAR FROM p.born_latest_on) * 12 + EXTRACT(MONTH FROM p.born_latest_on))::int AS born_last
      FROM entitlements_entitlement e
      JOIN beneficiaries_person p ON p.id = e.person_id
      JOIN offices_office o ON o.id = p.office_id
      JOIN policy_group g ON g.key = e.group_id
      LEFT JOIN first_paid f ON f.person_id = e.person_id AND f.slot = e.slot
     WHERE o.parent_id = %(office)s AND e.start_month <= %(month)s
    WINDOW slot_order AS (PARTITION BY e.person_id, e.slot ORDER BY e.start_month)
),
aged AS (
    -- Completed years on the last day of a month need only years and months. An unproven birthday changes
    -- nothing until proven: age counts from the latest day, but may enter the group from the earliest.
    SELECT c.*, months.month, groups.lowest_id, groups.lowest_value,
           CASE WHEN c.born_last IS NULL THEN NULL
                WHEN GREATEST(0, (months.number - c.born_last) / 12) >= groups.entry
                THEN GREATEST(0, (months.number - c.born_last) / 12)
                WHEN GREATEST(0, (months.number - c.born_first) / 12) >= groups.entry THEN groups.entry
           END AS age,
           -- The month of the last birthday keeps the band before.
           CASE WHEN (months.number - c.born_last) - 12 * ((months.number - c.born_last) / 12) = 0
                 AND GREATEST(0, (months.number - c.born_last) / 12) >= groups.entry
                THEN GREATEST(0, (months.number - c.born_last) / 12) - 1
           END AS age_before
      FROM charges c
      JOIN months ON months.month BETWEEN c.first_month AND c.last_month
      LEFT JOIN groups ON groups.group_id = c.group_id AND groups.month = months.month
),
priced AS (
    SELECT a.*, cited.group_id IS NOT NULL AS cited, rates.id AS rate_id, rates.amount AS base,
           CASE WHEN a.born_last IS NULL THEN a.lowest_id ELSE COALESCE(band.id, before.id) END
               AS coefficient_id,
           CASE WHEN a.born_last IS NULL THEN a.lowest_value
                WHEN band.id IS NOT NULL THEN band.value ELSE before.value END AS coefficient
      FROM aged a
      LEFT JOIN citations cited ON cited.group_id = a.group_id AND cited.month = a.month
      LEFT JOIN rates ON rates.kind = a.rate_kind AND rates.month = a.month
      LEFT JOIN bands band
        ON band.group_id = a.group_id AND band.month = a.month
       AND band.age_from <= a.age AND (band.age_to IS NULL OR a.age < band.age_to)
      LEFT JOIN bands before
        ON before.group_id = a.group_id AND before.month = a.month AND band.id IS NULL
       AND before.age_from <= a.age_before AND (before.age_to IS NULL OR a.age_before < before.age_to)
),
held_back AS (  -- a lifted suspension holds nothing back: its months are arrears
    SELECT entitlement_id, from_month, to_month FROM entitlements_suspension WHERE lifted_on IS NULL
),
judged AS (
    SELECT p.*, CASE
               WHEN month > died_month THEN 'dead'
               WHEN month < start_month OR month > end_month THEN 'ended'
               WHEN held.entitlement_id IS NOT NULL THEN 'suspended'
               WHEN NOT cited THEN 'group_not_in_force'
               WHEN rate_id IS NULL OR lowest_id IS NULL THEN 'no_rate'
               WHEN coefficient_id IS NULL THEN 'age'
           END AS nothing_due
      FROM priced p
      LEFT JOIN held_back held
        ON held.entitlement_id = p.entitlement_id
       AND held.from_month <= p.month AND (held.to_month IS NULL OR p.month <= held.to_month)
),
standing AS (
    SELECT j.*,
           CASE WHEN nothing_due IS NULL THEN ROUND(base * coefficient * units)::bigint ELSE 0 END AS due,
           COALESCE(paid.amount, 0) AS paid, COALESCE(paid.turns, 0) + 1 AS turn,
           COALESCE(paid.stood, 0) AS stood
      FROM judged j
      LEFT JOIN paid ON paid.person_id = j.person_id AND paid.slot = j.slot AND paid.month = j.month
),
owed AS (
    SELECT s.*, GREATEST(paid - due, 0) AS overpaid,
           SUM(GREATEST(due - paid, 0)) OVER (PARTITION BY person_id, slot) AS funds,
           SUM(GREATEST(paid - due, 0)) OVER (
               PARTITION BY person_id, slot ORDER BY month ROWS UNBOUNDED PRECEDING
           ) AS overpaid_so_far
      FROM standing s
),
-- What was overpaid is taken back from what is paid now, oldest month first, never beyond it.
settled AS (
    SELECT o.*, LEAST(overpaid, GREATEST(0, funds - (overpaid_so_far - overpaid)))::bigint AS taken_back
      FROM owed o
)
SELECT person_id, slot, month, entitlement_id, office_id, group_id, units,
       CASE WHEN nothing_due IS NULL THEN rate_id END AS rate_id,
       CASE WHEN nothing_due IS NULL THEN base END AS base,
       CASE WHEN nothing_due IS NULL THEN coefficient_id END AS coefficient_id,
       CASE WHEN nothing_due IS NULL THEN coefficient END AS coefficient,
       due, paid, turn, nothing_due, end_month,
       CASE WHEN due > paid AND month = %(month)s AND paid = 0 THEN 'regular'
            WHEN due > paid THEN 'arrears'
            WHEN taken_back > 0 THEN 'recovery' END AS kind,
       CASE WHEN due > paid THEN due - paid WHEN taken_back > 0 THEN taken_back END AS amount,
       overpaid - taken_back AS owed_back, stood
  FROM settled
