-- What every allowance that stands is under the law known on two days, and what follows.
--
-- Parameters  reviews (their ids; office and nothing else is read from them), change_month, payable_from,
--             known_before, known_on, province (its two-digit code), groups, ranks, adds (the groups in force
--             at the new level in the order of the law, and whether each adds to a single parent's)
-- Rows        one per allowance decided before known_on that counts for a month from change_month to
--             payable_from; old_ and new_ are of `month`, the last of these
-- Locks       none; the caller holds the reviews
-- Why SQL     100,000 allowances x months x two laws in one pass. Oracle: entitlements/rules/reviews.py over
--             policy/rules/amounts.py; tests/entitlements/test_reviews_equal_rules.py compares.
--
-- Allowances alike in all that the sum turns on (a profile) are computed once.
WITH months AS (
    SELECT m::date AS month, (EXTRACT(YEAR FROM m) * 12 + EXTRACT(MONTH FROM m))::int AS number
      FROM generate_series(
               %(change_month)s::date::timestamp, %(payable_from)s::date::timestamp, interval '1 month'
           ) AS m
),
terms AS (
    SELECT sides.side, sides.as_of, months.month, months.number,
           LEAST((months.month + interval '1 month - 1 day')::date, sides.as_of) AS law_day
      FROM (VALUES ('old', %(known_before)s::date), ('new', %(known_on)s::date)) AS sides (side, as_of)
     CROSS JOIN months
),

-- The law, as known on either day: latest valid_from, then latest known_from (policy/law.py).
newest_rates AS (
    SELECT DISTINCT ON (t.side, r.kind, r.province_code, t.month)
           t.side, r.kind, r.province_code, t.month, r.id, r.amount
      FROM terms t
      JOIN policy_rate r
        ON r.valid_from <= t.month AND r.known_from <= t.as_of
       AND (r.valid_to IS NULL OR t.month <= r.valid_to)
     WHERE r.province_code IN ('', %(province)s)
     ORDER BY t.side, r.kind, r.province_code, t.month, r.valid_from DESC, r.known_from DESC
),
rates AS (  -- the greater of national and provincial; the national one when equal
    SELECT DISTINCT ON (side, kind, month) side, kind, month, id, amount
      FROM newest_rates ORDER BY side, kind, month, amount DESC, province_code
),
citations AS (
    SELECT DISTINCT ON (t.side, c.group_id, t.month) t.side, c.group_id, t.month, c.id, c.code
      FROM terms t
      JOIN policy_citation c ON c.valid_from <= t.law_day AND (c.valid_to IS NULL OR t.law_day <= c.valid_to)
     ORDER BY t.side, c.group_id, t.month, c.valid_from DESC
),
applying AS (
    SELECT t.side, c.group_id, t.month, c.id, c.value, c.valid_from, c.known_from,
           COALESCE(c.age_from, 0) AS age_from, c.age_to,
           c.age_from IS NOT NULL OR c.age_to IS NOT NULL AS banded
      FROM terms t
      JOIN policy_coefficient c
        ON c.valid_from <= t.month AND c.known_from <= t.as_of
       AND (c.valid_to IS NULL OR t.month <= c.valid_to)
),
edges AS (
    SELECT side, group_id, month, age_from AS age FROM applying
     UNION
    SELECT side, group_id, month, age_to FROM applying WHERE age_to IS NOT NULL
),
covering AS (
    SELECT DISTINCT ON (e.side, e.group_id, e.month, e.age)
           e.side, e.group_id, e.month, e.age, a.id, a.value, a.banded
      FROM edges e
      LEFT JOIN applying a
        ON a.side = e.side AND a.group_id = e.group_id AND a.month = e.month
       AND a.age_from <= e.age AND (a.age_to IS NULL OR e.age < a.age_to)
     ORDER BY e.side, e.group_id, e.month, e.age, a.valid_from DESC, a.known_from DESC
),
bands AS MATERIALIZED (  -- from each age at which anything may change to the next; id null: nobody of that age
    SELECT side, group_id, month, age AS age_from, id, value, banded,
           LEAD(age) OVER (PARTITION BY side, group_id, month ORDER BY age) AS age_to
      FROM covering
),
groups AS MATERIALIZED (  -- lowest age of a group, and the row taken when there is no birth date
    SELECT side, group_id, month, MIN(age_from) AS entry, BOOL_OR(banded) AS banded,
           (ARRAY_AGG(id ORDER BY value, age_from) FILTER (WHERE id IS NOT NULL))[1] AS lowest_id,
           MIN(value) AS lowest_value
      FROM bands GROUP BY side, group_id, month
),

-- The allowances.
standing AS (
    SELECT r.id AS review_id, e.id AS entitlement_id, e.person_id, e.slot, e.group_id, e.units, g.programme,
           g.rate_kind, GREATEST(%(change_month)s::date, e.start_month) AS first_month,
           LEAST(%(payable_from)s::date, e.end_month, date_trunc('month', p.died_on)::date) AS last_month,
           (EXTRACT(YEAR FROM p.born_on) * 12 + EXTRACT(MONTH FROM p.born_on))::int AS born_first,
           (EXTRACT(YEAR FROM p.born_latest_on) * 12 + EXTRACT(MONTH FROM p.born_latest_on))::int AS born_last
      FROM entitlements_massreview r
      JOIN beneficiaries_person p ON p.office_id = r.office_id
      JOIN entitlements_entitlement e ON e.person_id = p.id
      JOIN policy_group g ON g.key = e.group_id
     WHERE r.id = ANY(%(reviews)s)
       AND e.start_month <= %(payable_from)s AND (e.end_month IS NULL OR e.end_month >= %(change_month)s)
       -- Decided since then, it was decided at the new level.
       AND (e.decision_on IS NULL OR e.decision_on < %(known_on)s)
),
held AS MATERIALIZED (
    SELECT s.*, DENSE_RANK() OVER (
               ORDER BY group_id, units, first_month, last_month, born_first, born_last
           ) AS profile
      FROM standing s
     WHERE first_month <= last_month
),
profiles AS MATERIALIZED (
    SELECT DISTINCT ON (profile)
           profile, group_id, rate_kind, units, first_month, last_month, born_first, born_last
      FROM held ORDER BY profile
),
aged AS (
    -- Completed years on the last day of a month need only years and months. An unproven birthday changes
    -- nothing until proven: age counts from the latest day, but may enter the group from the earliest.
    SELECT p.*, t.side, t.month, t.number, g.entry, g.banded, g.lowest_id, g.lowest_value, ages.low, ages.high,
           CASE WHEN ages.low >= g.entry THEN ages.low WHEN ages.high >= g.entry THEN g.entry END AS age,
           -- The month of the last birthday keeps the band before.
           CASE WHEN (t.number - p.born_last) %% 12 = 0 AND ages.low >= g.entry THEN ages.low - 1 END
               AS age_before
      FROM profiles p
      JOIN terms t ON t.month BETWEEN p.first_month AND p.last_month
      LEFT JOIN groups g ON g.side = t.side AND g.group_id = p.group_id AND g.month = t.month
     CROSS JOIN LATERAL (
           SELECT GREATEST(0, (t.number - p.born_last) / 12) AS low,
                  GREATEST(0, (t.number - p.born_first) / 12) AS high
            WHERE p.born_last IS NOT NULL
            UNION ALL SELECT NULL, NULL WHERE p.born_last IS NULL
     ) ages
),
priced AS (
    SELECT a.*, c.id AS citation_id, c.code, rates.id AS rate_id, rates.amount AS base,
           CASE WHEN a.born_last IS NULL THEN a.lowest_id ELSE COALESCE(band.id, before.id) END
               AS coefficient_id,
           CASE WHEN a.born_last IS NULL THEN a.lowest_value
                WHEN band.id IS NOT NULL THEN band.value ELSE before.value END AS coefficient,
           oldest.value AS highest_value
      FROM aged a
      LEFT JOIN citations c ON c.side = a.side AND c.group_id = a.group_id AND c.month = a.month
      LEFT JOIN rates ON rates.side = a.side AND rates.kind = a.rate_kind AND rates.month = a.month
      LEFT JOIN bands band
        ON band.side = a.side AND band.group_id = a.group_id AND band.month = a.month
       AND band.age_from <= a.age AND (band.age_to IS NULL OR a.age < band.age_to)
      LEFT JOIN bands before
        ON before.side = a.side AND before.group_id = a.group_id AND before.month = a.month
       AND band.id IS NULL
       AND before.age_from <= a.age_before AND (before.age_to IS NULL OR a.age_before < before.age_to)
      LEFT JOIN bands oldest
        ON oldest.side = a.side AND oldest.group_id = a.group_id AND oldest.month = a.month
       AND a.born_first <> a.born_last
       AND oldest.age_from <= a.high AND (oldest.age_to IS NULL OR a.high < oldest.age_to)
),
judged AS (
    SELECT p.*, CASE
               WHEN citation_id IS NULL THEN 'group_not_in_force'
               WHEN rate_id IS NULL OR lowest_id IS NULL THEN 'no_rate'
               WHEN coefficient_id IS NULL THEN 'age'
           END AS nothing_due,
           -- Whether another possible birth date would give another level.
           CASE WHEN born_last IS NULL THEN banded
                WHEN low < entry THEN TRUE
                ELSE born_first <> born_last AND (
                    COALESCE(highest_value <> coefficient, FALSE)
                    OR (highest_value IS NULL AND born_first < number - 12 * high)
                )
           END AS open_birth
      FROM priced p
),
due AS MATERIALIZED (
    SELECT profile, side, month, last_month, citation_id, code, rate_id, nothing_due,
           CASE WHEN nothing_due IS NULL THEN base ELSE 0 END AS base,
           CASE WHEN nothing_due IS NULL THEN coefficient_id END AS coefficient_id,
           CASE WHEN nothing_due IS NULL THEN coefficient ELSE 0 END AS coefficient,
           CASE WHEN nothing_due IS NULL THEN ROUND(base * coefficient * units)::bigint ELSE 0 END AS amount,
           nothing_due IS NULL AND open_birth AS open_birth
      FROM judged
),
paired AS MATERIALIZED (
    SELECT new.profile, new.month, new.last_month,
           old.citation_id AS old_citation_id, old.code AS old_code, old.base AS old_base,
           old.coefficient AS old_coefficient, old.amount AS old_amount,
           new.citation_id AS new_citation_id, new.code AS new_code, new.base AS new_base,
           new.coefficient AS new_coefficient, new.amount AS new_amount,
           CASE WHEN new.nothing_due IS NULL THEN new.rate_id END AS rate_id, new.coefficient_id,
           new.nothing_due, old.open_birth OR new.open_birth AS open_birth,
           (old.base, old.coefficient, old.amount, new.base, new.coefficient, new.amount) IS DISTINCT FROM
               LAG((old.base, old.coefficient, old.amount, new.base, new.coefficient, new.amount))
               OVER (PARTITION BY new.profile ORDER BY new.month) AS begins
      FROM due new
      JOIN due old ON old.profile = new.profile AND old.month = new.month AND old.side = 'old'
     WHERE new.side = 'new'
),
numbered AS (
    SELECT p.*, COUNT(*) FILTER (WHERE begins) OVER (PARTITION BY profile ORDER BY month) AS span FROM paired p
),
spans AS (
    SELECT profile, jsonb_agg(jsonb_build_object(
               'first', first, 'last', last,
               'old', jsonb_build_array(old_base, old_coefficient::text, old_amount),
               'new', jsonb_build_array(new_base, new_coefficient::text, new_amount)
           ) ORDER BY first) AS spans
      FROM (
        SELECT profile, span, MIN(month) AS first, MAX(month) AS last, old_base, old_coefficient, old_amount,
               new_base, new_coefficient, new_amount
          FROM numbered
         GROUP BY profile, span, old_base, old_coefficient, old_amount, new_base, new_coefficient, new_amount
      ) run
     GROUP BY profile
),
behind AS (  -- months of lists paid at the old level
    SELECT profile, BOOL_OR(open_birth) AS open_birth,
           MIN(month) FILTER (WHERE counts) AS arrears_from, MAX(month) FILTER (WHERE counts) AS arrears_to,
           COUNT(*) FILTER (WHERE counts) AS arrears_months,
           COALESCE(SUM(new_amount - old_amount) FILTER (WHERE counts), 0)::bigint AS arrears
      FROM (SELECT p.*, month < %(payable_from)s AND new_amount <> old_amount AS counts FROM paired p) months
     GROUP BY profile
),

-- Of two allowances the law does not pay together, the higher stays; see policy/rules/highest.py.
at_once AS (
    SELECT h.entitlement_id, h.person_id, h.slot, known.rank, known.adds, n.new_amount,
           (h.programme = 'monthly_assistance')::int AS assistance
      FROM held h
      JOIN paired n ON n.profile = h.profile AND n.month = %(payable_from)s AND n.new_amount > 0
      JOIN UNNEST(%(groups)s::text[], %(ranks)s::int[], %(adds)s::boolean[]) AS known (group_id, rank, adds)
        ON known.group_id = h.group_id
),
giving_way AS (
    SELECT CASE WHEN (parent.new_amount, parent.assistance, -parent.rank)
                   > (other.new_amount, other.assistance, -other.rank)
                THEN other.entitlement_id ELSE parent.entitlement_id END AS entitlement_id
      FROM at_once parent
      JOIN at_once other
        ON other.person_id = parent.person_id AND other.slot <> 'single_parent' AND NOT other.adds
     WHERE parent.slot = 'single_parent'
),
last_named AS (  -- what a group was named by when the law before no longer did
    SELECT DISTINCT ON (group_id) group_id, id, code
      FROM policy_citation WHERE valid_from <= %(known_before)s ORDER BY group_id, valid_from DESC
),
found AS (
    SELECT h.review_id, h.entitlement_id, h.person_id, h.slot, h.units, p.month,
           COALESCE(p.old_citation_id, named.id) AS old_citation_id,
           COALESCE(p.old_code, named.code) AS old_code, p.old_base, p.old_coefficient, p.old_amount,
           p.new_citation_id, p.new_code, p.new_base, p.new_coefficient, p.new_amount,
           p.rate_id, p.coefficient_id, p.nothing_due, b.open_birth, b.arrears_from, b.arrears_to,
           b.arrears_months, b.arrears, s.spans, g.entitlement_id IS NOT NULL AS gives_way
      FROM held h
      JOIN paired p ON p.profile = h.profile AND p.month = p.last_month
      JOIN behind b ON b.profile = h.profile
      JOIN spans s ON s.profile = h.profile
      LEFT JOIN last_named named ON named.group_id = h.group_id
      LEFT JOIN giving_way g ON g.entitlement_id = h.entitlement_id
)
SELECT review_id, entitlement_id, person_id, slot, units, month,
       old_citation_id, COALESCE(old_code, '') AS old_code, old_base, old_coefficient, old_amount,
       new_citation_id, COALESCE(new_code, '') AS new_code, new_base, new_coefficient, new_amount,
       rate_id, coefficient_id,
       CASE WHEN gives_way THEN 'cannot_tell'
            WHEN nothing_due = 'group_not_in_force' THEN 'ended'
            WHEN nothing_due = 'no_rate' OR open_birth THEN 'cannot_tell'
            WHEN new_amount < old_amount THEN 'lowered'
            WHEN old_amount > 0 AND new_coefficient <> old_coefficient THEN 'band_changed'
            WHEN new_amount > old_amount THEN 'raised' ELSE 'same' END AS kind,
       CASE WHEN gives_way THEN 'only_highest'
            WHEN nothing_due IN ('group_not_in_force', 'no_rate') THEN nothing_due
            WHEN open_birth THEN 'birth_unproven'
            WHEN nothing_due = 'age' THEN 'age'
            WHEN old_amount = 0 THEN 'came_in'
            WHEN new_base <> old_base AND new_coefficient <> old_coefficient THEN 'base_and_coefficient'
            WHEN new_base <> old_base THEN 'base'
            WHEN new_coefficient <> old_coefficient THEN 'coefficient' ELSE 'unchanged' END AS reason,
       CASE WHEN NOT gives_way THEN arrears_from END AS arrears_from,
       CASE WHEN NOT gives_way THEN arrears_to END AS arrears_to,
       CASE WHEN gives_way THEN 0 ELSE arrears_months END AS arrears_months,
       CASE WHEN gives_way THEN 0 ELSE arrears END AS arrears,
       spans
  FROM found
