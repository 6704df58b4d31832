-- The seal of reviews: SHA-256, hexadecimal, over their lines as UTF-8 text.
--
-- Parameters  reviews (their ids)
-- Rows        review id, seal
-- Locks       none
-- Why SQL     sealed where the rows are; a third party can run this file to verify
--
-- The text is the review's terms, then its lines by position, as JSON arrays separated by line feeds.
SELECT review.id,
       encode(sha256(convert_to(json_build_array(
           office.code, review.change_month, review.payable_from, review.known_before, review.known_on
       )::text || E'\n' || string_agg(json_build_array(
           line.position, line.person_code, line.name, line.born, line.units, line.month,
           line.old_code, line.old_base, line.old_coefficient, line.old_amount,
           line.new_code, line.new_base, line.new_coefficient, line.new_amount,
           line.kind, line.reason, line.arrears_from, line.arrears_to, line.arrears, line.spans
       )::text, E'\n' ORDER BY line.position), 'UTF8')), 'hex')
  FROM entitlements_massreview review
  JOIN offices_office office ON office.id = review.office_id
  JOIN entitlements_massreviewline line ON line.review_id = review.id
 WHERE review.id = ANY(%(reviews)s)
 GROUP BY review.id, office.code
