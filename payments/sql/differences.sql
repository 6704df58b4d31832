-- Lay out why a run's regular amounts are not those of the month before.
--
-- Parameters  run, month (the run's), previous (the approved run before it, or null)
-- Rows        one per person and slot that joined, left or changed
-- Locks       rows it inserts; the caller holds the run
-- Why SQL     a full join of two months with the law behind each; the ORM has no full join
--
-- The month before is the previous run's. Where earlier books paid it (opening payments), they kept no
-- base: the one in force and known at the end of that month explains the amount.
WITH opening_rates AS (
    SELECT DISTINCT ON (kind) kind, amount
      FROM policy_rate
     WHERE province_code = '' AND valid_from < %(month)s AND known_from < %(month)s
       AND (valid_to IS NULL OR valid_to >= (%(month)s::date - interval '1 month')::date)
       AND NOT EXISTS (
           SELECT 1 FROM policy_withdrawal w
            WHERE w.rate_id = policy_rate.id AND w.known_from < %(month)s
       )
     ORDER BY kind, valid_from DESC, known_from DESC
),
previous AS (
    SELECT m.person_id, m.slot, m.entitlement_id, e.group_id, m.amount, m.base, m.coefficient, m.units
      FROM payments_paymentmonth m
      JOIN payments_paymentline line ON line.id = m.line_id
      JOIN payments_paymentlist list ON list.id = line.payment_list_id
      JOIN entitlements_entitlement e ON e.id = m.entitlement_id
     WHERE list.run_id = %(previous)s AND m.kind = 'regular'
),
opened AS (
    SELECT e.person_id, e.slot, e.id AS entitlement_id, e.group_id, o.amount, r.amount AS base,
           o.amount::numeric / (r.amount * e.units) AS coefficient, e.units
      FROM entitlements_openingpayment o
      JOIN entitlements_entitlement e ON e.id = o.entitlement_id
      JOIN beneficiaries_person p ON p.id = e.person_id
      JOIN offices_office office ON office.id = p.office_id
      JOIN payments_paymentrun run ON run.id = %(run)s AND run.office_id = office.parent_id
      JOIN policy_group g ON g.key = e.group_id
      LEFT JOIN opening_rates r ON r.kind = g.rate_kind
     WHERE o.month = (%(month)s::date - interval '1 month')::date AND o.amount > 0
       AND NOT EXISTS (SELECT FROM previous v WHERE v.person_id = e.person_id AND v.slot = e.slot)
),
before AS (SELECT * FROM previous UNION ALL SELECT * FROM opened),
after AS (
    SELECT m.person_id, m.slot, m.entitlement_id, e.group_id, m.amount, m.base, m.coefficient, m.units,
           m.rate_id, m.coefficient_row_id, line.group_code, line.person_code, line.name, line.note,
           list.office_id
      FROM payments_paymentmonth m
      JOIN payments_paymentline line ON line.id = m.line_id
      JOIN payments_paymentlist list ON list.id = line.payment_list_id
      JOIN entitlements_entitlement e ON e.id = m.entitlement_id
     WHERE list.run_id = %(run)s AND m.kind = 'regular'
),
compared AS (
    SELECT COALESCE(a.person_id, b.person_id) AS person_id, COALESCE(a.slot, b.slot) AS slot,
           COALESCE(a.entitlement_id, b.entitlement_id) AS entitlement_id,
           COALESCE(b.amount, 0) AS before, COALESCE(a.amount, 0) AS after,
           CASE WHEN b.person_id IS NULL THEN 'joined' WHEN a.person_id IS NULL THEN 'left'
                ELSE 'changed' END AS kind,
           a.office_id, a.person_code, a.name, a.group_code, a.rate_id, a.coefficient_row_id, a.note,
           a.group_id <> b.group_id AS group_changed, a.units <> b.units AS units_changed,
           a.base IS DISTINCT FROM b.base AS base_changed,
           a.coefficient IS DISTINCT FROM b.coefficient AS coefficient_changed
      FROM before b
      FULL JOIN after a ON a.person_id = b.person_id AND a.slot = b.slot
     WHERE COALESCE(a.amount, 0) <> COALESCE(b.amount, 0)
),
explained AS (
    SELECT c.*, u.office_id AS unpaid_office_id, CASE
               WHEN c.kind = 'joined' AND c.note = 'joined' THEN 'new_decision'
               WHEN c.kind = 'joined' THEN 'resumed'
               WHEN c.kind = 'left' THEN COALESCE(u.reason, 'ended')
               WHEN c.group_changed THEN 'group'
               WHEN c.units_changed THEN 'units'
               WHEN c.base_changed AND c.coefficient_changed THEN 'base_and_coefficient'
               WHEN c.base_changed THEN 'base'
               WHEN c.coefficient_changed THEN 'coefficient'
               ELSE 'other'
           END AS reason
      FROM compared c
      LEFT JOIN payments_unpaidallowance u
        ON u.run_id = %(run)s AND u.person_id = c.person_id AND u.slot = c.slot
)
INSERT INTO payments_difference
       (run_id, office_id, person_id, entitlement_id, slot, person_code, name, group_code, kind, reason,
        before, after, rate_id, coefficient_row_id)
SELECT %(run)s, COALESCE(x.office_id, person.office_id), x.person_id, x.entitlement_id, x.slot,
       COALESCE(x.person_code, person.code), COALESCE(x.name, person.name),
       COALESCE(x.group_code, u.group_code, ''), x.kind, x.reason, x.before, x.after,
       CASE WHEN x.reason IN ('base', 'base_and_coefficient') THEN x.rate_id END,
       CASE WHEN x.reason IN ('coefficient', 'base_and_coefficient') THEN x.coefficient_row_id END
  FROM explained x
  JOIN beneficiaries_person person ON person.id = x.person_id
  LEFT JOIN payments_unpaidallowance u
    ON u.run_id = %(run)s AND u.person_id = x.person_id AND u.slot = x.slot
