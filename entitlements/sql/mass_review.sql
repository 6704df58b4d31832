-- Write the lines of reviews just emptied: from, to, why, arrears.
--
-- Parameters  those of review_rows.sql, which stands in for the rows
-- Rows        a line per allowance; names and birth dates frozen as they are now
-- Locks       rows it inserts; the caller holds the reviews
-- Why SQL     one pass at any size
INSERT INTO entitlements_massreviewline
       (review_id, entitlement_id, person_id, position, person_code, name, born, hamlet, units, month,
        old_citation_id, old_code, old_base, old_coefficient, old_amount,
        new_citation_id, new_code, new_base, new_coefficient, new_amount, rate_id, coefficient_row_id,
        kind, reason, arrears_from, arrears_to, arrears_months, arrears, spans)
SELECT r.review_id, r.entitlement_id, r.person_id,
       ROW_NUMBER() OVER (PARTITION BY r.review_id ORDER BY ARRAY_POSITION(
           ARRAY['raised', 'band_changed', 'lowered', 'same', 'ended', 'cannot_tell'], r.kind
       ), person.sort_key, person.code, r.slot, r.month, r.entitlement_id),
       person.code, person.name,
       COALESCE(to_char(person.born_on, CASE person.born_precision
           WHEN 'day' THEN 'DD/MM/YYYY' WHEN 'month' THEN 'MM/YYYY' ELSE 'YYYY' END), ''),
       person.hamlet, r.units, r.month,
       r.old_citation_id, r.old_code, r.old_base, r.old_coefficient, r.old_amount,
       r.new_citation_id, r.new_code, r.new_base, r.new_coefficient, r.new_amount, r.rate_id, r.coefficient_id,
       r.kind, r.reason, r.arrears_from, r.arrears_to, r.arrears_months, r.arrears, r.spans
  FROM ({review_rows}) r
  JOIN beneficiaries_person person ON person.id = r.person_id
