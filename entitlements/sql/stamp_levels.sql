-- Stamp the levels a signed review decided on its allowances, by month from which each is due.
--
-- Parameters  review
-- Rows        a level per allowance and change of level; none for what could not be told
-- Locks       rows it inserts; the caller holds the review
-- Why SQL     one pass at any size
WITH decided AS (
    SELECT line.entitlement_id, (span.value ->> 'first')::date AS from_month,
           (span.value -> 'new' ->> 0)::bigint AS base, (span.value -> 'new' ->> 1)::numeric AS coefficient,
           (span.value -> 'new' ->> 2)::bigint AS amount
      FROM entitlements_massreviewline line
     CROSS JOIN LATERAL jsonb_array_elements(line.spans) AS span
     WHERE line.review_id = %(review)s AND line.reason NOT IN ('only_highest', 'no_rate')
),
changing AS (
    SELECT d.*, (base, coefficient, amount) IS DISTINCT FROM
               LAG((base, coefficient, amount)) OVER (PARTITION BY entitlement_id ORDER BY from_month) AS begins
      FROM decided d
)
INSERT INTO entitlements_entitlementlevel
       (entitlement_id, review_id, from_month, base, coefficient, amount, decision_number, decision_on)
SELECT c.entitlement_id, review.id, c.from_month, c.base, c.coefficient, c.amount,
       review.decision_number, review.decision_on
  FROM changing c
  JOIN entitlements_massreview review ON review.id = %(review)s
 WHERE c.begins AND c.amount > 0
