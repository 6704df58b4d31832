-- End the allowances of a review whose group the law no longer names.
--
-- Parameters  review, reason
-- Rows        one per allowance that still ran on
-- Locks       the rows it updates; the caller holds the review
-- Why SQL     one pass at any size
UPDATE entitlements_entitlement entitlement
   SET end_month = ended.last_month, end_reason = %(reason)s
  FROM ({ended_by_review}) ended
 WHERE entitlement.id = ended.entitlement_id
