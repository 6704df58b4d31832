-- Allowances a review ends, each with the last month the law named its group.
--
-- Parameters  review
-- Rows        subject id, label, before, after as the trail keeps them; entitlement id, its last month
-- Locks       none
-- Why SQL     feeds INSERT ... SELECT into the trail, and the end itself
SELECT e.id::text AS subject_id, person.code AS subject_label,
       jsonb_build_object('end_month', e.end_month) AS before,
       jsonb_build_object('end_month', named.last_month, 'review', line.review_id) AS after,
       e.id AS entitlement_id, named.last_month
  FROM entitlements_massreviewline line
  JOIN entitlements_entitlement e ON e.id = line.entitlement_id
  JOIN beneficiaries_person person ON person.id = e.person_id
  JOIN entitlements_massreview review ON review.id = line.review_id
 CROSS JOIN LATERAL (
       SELECT GREATEST(e.start_month, date_trunc('month', MAX(c.valid_to))::date) AS last_month
         FROM policy_citation c WHERE c.group_id = e.group_id AND c.valid_to < review.known_on
 ) named
 WHERE line.review_id = %(review)s AND line.kind = 'ended'
   AND (e.end_month IS NULL OR e.end_month > named.last_month)
