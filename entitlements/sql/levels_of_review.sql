-- The entries of the trail about levels stamped by a review.
--
-- Parameters  review
-- Rows        subject id, label, before (null), after: one per allowance
-- Locks       none
-- Why SQL     feeds INSERT ... SELECT into the trail
SELECT level.entitlement_id::text AS subject_id, person.code AS subject_label, NULL::jsonb AS before,
       jsonb_build_object(
           'decision_number', MIN(level.decision_number), 'review', %(review)s::bigint,
           'levels', jsonb_agg(jsonb_build_array(level.from_month, level.amount) ORDER BY level.from_month)
       ) AS after
  FROM entitlements_entitlementlevel level
  JOIN entitlements_entitlement e ON e.id = level.entitlement_id
  JOIN beneficiaries_person person ON person.id = e.person_id
 WHERE level.review_id = %(review)s
 GROUP BY level.entitlement_id, person.code
