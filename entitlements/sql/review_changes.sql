-- What a review would say otherwise if it were prepared now.
--
-- Parameters  review, and those of review_rows.sql, which stands in for the rows
-- Rows        person code, name and what happened ('added', 'gone', 'changed') of each line concerned, in order
-- Locks       none; the caller holds the review
-- Why SQL     the caseload is recomputed and compared in one pass
WITH fresh AS MATERIALIZED ({review_rows}),
kept AS (SELECT * FROM entitlements_massreviewline WHERE review_id = %(review)s)
SELECT COALESCE(kept.person_code, person.code), COALESCE(kept.name, person.name),
       CASE WHEN kept.id IS NULL THEN 'added' WHEN fresh.entitlement_id IS NULL THEN 'gone' ELSE 'changed' END
  FROM kept
  FULL JOIN fresh ON fresh.entitlement_id = kept.entitlement_id
  LEFT JOIN beneficiaries_person person ON person.id = fresh.person_id
 WHERE (kept.units, kept.month, kept.old_code, kept.old_amount, kept.new_code, kept.new_amount,
        kept.rate_id, kept.coefficient_row_id, kept.kind, kept.reason, kept.arrears, kept.spans)
       IS DISTINCT FROM
       (fresh.units, fresh.month, fresh.old_code, fresh.old_amount, fresh.new_code, fresh.new_amount,
        fresh.rate_id, fresh.coefficient_id, fresh.kind, fresh.reason, fresh.arrears, fresh.spans)
 ORDER BY 1, 3
