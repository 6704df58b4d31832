-- Count the people on allowances in a span of months by all that their amounts turn on.
--
-- Parameters  offices (ids), first and last (months, both included)
-- Rows        one per office, sex, birth month and set of allowances, with the number of people. Within a
--             month the day of birth changes no amount (policy/rules/amounts.py), so it is left out.
-- Locks       none
-- Why SQL     people are grouped after their allowances are gathered; 100,000 rows need not leave the
--             database one by one
WITH running AS (
    SELECT e.id AS entitlement_id, e.person_id, e.slot, e.group_id, e.units,
           GREATEST(e.start_month, %(first)s::date) AS first_month,
           LEAST(e.end_month, date_trunc('month', p.died_on)::date, %(last)s::date) AS last_month
      FROM entitlements_entitlement e
      JOIN beneficiaries_person p ON p.id = e.person_id
     WHERE p.office_id = ANY(%(offices)s)
       AND e.start_month <= %(last)s
       AND (e.end_month IS NULL OR e.end_month >= %(first)s)
       AND (p.died_on IS NULL OR p.died_on >= %(first)s)
),
suspended AS (
    SELECT entitlement_id,
           RANGE_AGG(daterange(from_month, (to_month + interval '1 month')::date)) AS months
      FROM entitlements_suspension
     WHERE lifted_on IS NULL
     GROUP BY entitlement_id
),
paid AS (  -- a suspended allowance costs nothing: it counts for the months before and after
    SELECT r.person_id, r.slot, r.group_id, r.units, r.first_month, r.last_month
      FROM running r
     WHERE r.first_month <= r.last_month
       AND NOT EXISTS (SELECT FROM suspended s WHERE s.entitlement_id = r.entitlement_id)
     UNION ALL
    SELECT r.person_id, r.slot, r.group_id, r.units,
           LOWER(span), date_trunc('month', UPPER(span) - 1)::date
      FROM running r
      JOIN suspended s ON s.entitlement_id = r.entitlement_id,
           UNNEST(datemultirange(daterange(r.first_month, (r.last_month + interval '1 month')::date))
                  - s.months) AS span
     WHERE r.first_month <= r.last_month
),
gathered AS (
    SELECT r.person_id,
           ARRAY_AGG(r.group_id ORDER BY r.slot, r.first_month) AS groups,
           ARRAY_AGG(r.units ORDER BY r.slot, r.first_month) AS units,
           ARRAY_AGG(r.first_month ORDER BY r.slot, r.first_month) AS first_months,
           ARRAY_AGG(r.last_month ORDER BY r.slot, r.first_month) AS last_months
      FROM paid r
     GROUP BY r.person_id
)
SELECT p.office_id, p.sex, date_trunc('month', p.born_on)::date AS born_month, p.born_precision = 'year',
       g.groups, g.units, g.first_months, g.last_months, COUNT(*)
  FROM gathered g
  JOIN beneficiaries_person p ON p.id = g.person_id
 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
