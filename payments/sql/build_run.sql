-- Write the lists, lines and months of a run, and who is not paid: one statement, all or nothing.
--
-- Parameters  run, and those of month_ledger.sql, which stands in for the ledger; hamlets and hamlet_ranks
--             (hamlet names in Vietnamese order, computed in Python: the database has no such collation)
-- Rows        a list per commune with anyone to pay (kept when it exists), a line per person and slot to
--             pay, a month per month paid or taken back, an unpaid row per allowance left out
-- Locks       rows it inserts; the caller holds the run's row and has emptied the run
-- Why SQL     one pass at any size; printed columns are frozen as they are now
WITH ledger AS MATERIALIZED ({ledger}),
paying AS (
    SELECT person_id, slot, office_id,
           SUM(amount) FILTER (WHERE kind = 'regular') AS regular,
           SUM(amount) FILTER (WHERE kind = 'arrears') AS arrears,
           MIN(month) FILTER (WHERE kind = 'arrears') AS arrears_from,
           MAX(month) FILTER (WHERE kind = 'arrears') AS arrears_to,
           SUM(amount) FILTER (WHERE kind = 'recovery') AS recovery,
           MIN(month) FILTER (WHERE kind = 'recovery') AS recovery_from,
           MAX(month) FILTER (WHERE kind = 'recovery') AS recovery_to,
           MAX(stood) > 0 AS known,
           SUM(paid) FILTER (WHERE month = %(month)s::date - interval '1 month') AS month_before
      FROM ledger
     GROUP BY person_id, slot, office_id
    HAVING SUM(amount) FILTER (WHERE kind IN ('regular', 'arrears')) > 0
),
codes AS (  -- the clause a group is named by on the run's month, else the last one it had
    SELECT DISTINCT ON (group_id) group_id, code
      FROM policy_citation
     WHERE valid_from <= LEAST((%(month)s::date + interval '1 month - 1 day')::date, %(as_of)s::date)
     ORDER BY group_id, valid_from DESC
),
accounts AS (
    SELECT DISTINCT ON (person_id) * FROM beneficiaries_payeeaccount
     WHERE state = 'confirmed' AND (usable_from IS NULL OR usable_from <= %(as_of)s)
     ORDER BY person_id, id DESC
),
collectors AS (
    SELECT DISTINCT ON (person_id) * FROM beneficiaries_collector
     WHERE (valid_from IS NULL OR valid_from <= %(as_of)s) AND (valid_to IS NULL OR valid_to >= %(as_of)s)
     ORDER BY person_id, id DESC
),
lists AS (
    INSERT INTO payments_paymentlist
           (run_id, office_id, office_code, office_name, province_name, seal,
            persons, regular, arrears, recovery, total)
    SELECT %(run)s, o.id, o.code, o.name, province.name, '',
           COUNT(DISTINCT p.person_id), COALESCE(SUM(p.regular), 0), COALESCE(SUM(p.arrears), 0),
           COALESCE(SUM(p.recovery), 0),
           COALESCE(SUM(p.regular), 0) + COALESCE(SUM(p.arrears), 0) - COALESCE(SUM(p.recovery), 0)
      FROM paying p
      JOIN offices_office o ON o.id = p.office_id
      JOIN offices_office province ON province.id = o.parent_id
     GROUP BY o.id, o.code, o.name, province.name
    ON CONFLICT (run_id, office_id) DO UPDATE
       SET office_code = EXCLUDED.office_code, office_name = EXCLUDED.office_name,
           province_name = EXCLUDED.province_name, persons = EXCLUDED.persons, regular = EXCLUDED.regular,
           arrears = EXCLUDED.arrears, recovery = EXCLUDED.recovery, total = EXCLUDED.total
    RETURNING id, office_id
),
lines AS (
    INSERT INTO payments_paymentline
           (payment_list_id, person_id, entitlement_id, slot, position, person_code, name, born, sex,
            id_number, hamlet, group_code, coefficient, base, units,
            regular, arrears, arrears_from, arrears_to, recovery, recovery_from, recovery_to, total,
            method, bank, account_number, account_owner, collector_name, collector_id, collector_relation,
            note)
    SELECT lists.id, p.person_id, now.entitlement_id, p.slot,
           ROW_NUMBER() OVER (
               PARTITION BY lists.id ORDER BY hamlet.rank, person.hamlet, person.sort_key, person.code, p.slot
           ),
           person.code, person.name,
           COALESCE(to_char(person.born_on, CASE person.born_precision
               WHEN 'day' THEN 'DD/MM/YYYY' WHEN 'month' THEN 'MM/YYYY' ELSE 'YYYY' END), ''),
           person.sex, person.id_number, person.hamlet, COALESCE(codes.code, ''),
           now.coefficient, now.base, now.units,
           COALESCE(p.regular, 0), COALESCE(p.arrears, 0), p.arrears_from, p.arrears_to,
           COALESCE(p.recovery, 0), p.recovery_from, p.recovery_to,
           COALESCE(p.regular, 0) + COALESCE(p.arrears, 0) - COALESCE(p.recovery, 0),
           COALESCE(account.method, 'cash'), COALESCE(account.bank, ''),
           COALESCE(account.account_number, ''), COALESCE(account.owner_name, ''),
           COALESCE(collector.name, ''), COALESCE(collector.id_number, ''),
           COALESCE(collector.relation, ''),
           CASE WHEN NOT p.known THEN 'joined'
                WHEN p.month_before > 0 AND p.month_before <> p.regular THEN 'adjusted' ELSE '' END
      FROM paying p
      JOIN lists ON lists.office_id = p.office_id
      JOIN ledger now ON now.person_id = p.person_id AND now.slot = p.slot AND now.month = %(month)s
      JOIN beneficiaries_person person ON person.id = p.person_id
      LEFT JOIN UNNEST(%(hamlets)s::text[], %(hamlet_ranks)s::int[]) AS hamlet (name, rank)
        ON hamlet.name = person.hamlet
      LEFT JOIN codes ON codes.group_id = now.group_id
      LEFT JOIN accounts account ON account.person_id = p.person_id
      LEFT JOIN collectors collector ON collector.person_id = p.person_id
    RETURNING id, person_id, slot
),
months AS (
    INSERT INTO payments_paymentmonth
           (line_id, entitlement_id, person_id, slot, month, kind, turn, due, paid_before, amount,
            base, coefficient, units, rate_id, coefficient_row_id)
    SELECT lines.id, l.entitlement_id, l.person_id, l.slot, l.month, l.kind, l.turn, l.due, l.paid,
           l.amount, l.base, l.coefficient, l.units, l.rate_id, l.coefficient_id
      FROM ledger l
      JOIN lines ON lines.person_id = l.person_id AND lines.slot = l.slot
     WHERE l.amount IS NOT NULL
     ORDER BY lines.id, l.month
    RETURNING 1
),
debts AS (
    SELECT person_id, slot, SUM(owed_back) AS owed_back FROM ledger GROUP BY person_id, slot
),
-- Left out: still open on the books, paid the month before, or with something to give back.
unpaid AS (
    INSERT INTO payments_unpaidallowance
           (run_id, office_id, person_id, entitlement_id, slot, person_code, name, group_code, reason,
            owed_back)
    SELECT %(run)s, l.office_id, l.person_id, l.entitlement_id, l.slot, person.code, person.name,
           COALESCE(codes.code, ''), COALESCE(l.nothing_due, 'already_paid'), debts.owed_back
      FROM ledger l
      JOIN debts ON debts.person_id = l.person_id AND debts.slot = l.slot
      JOIN beneficiaries_person person ON person.id = l.person_id
      LEFT JOIN codes ON codes.group_id = l.group_id
      LEFT JOIN ledger before ON before.person_id = l.person_id AND before.slot = l.slot
                             AND before.month = %(month)s::date - interval '1 month'
     WHERE l.month = %(month)s AND COALESCE(l.kind, '') NOT IN ('regular', 'arrears')
       AND (l.end_month IS NULL OR l.end_month >= l.month OR before.paid > 0 OR debts.owed_back > 0)
    RETURNING 1
)
SELECT (SELECT COUNT(*) FROM lines) AS lines, (SELECT COUNT(*) FROM months) AS months,
       (SELECT COUNT(*) FROM unpaid) AS unpaid
