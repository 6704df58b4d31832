-- The money of a run by provider: what came in, what was paid, kept for the next list, given back.
--
-- Parameters  run
-- Rows        one per file, in the order of the files. Before reconciling, what is not paid counts as kept
-- Locks       none
-- Why SQL     sums over the newest result of every payment. Oracle: payments/rules/settlements.py (Balance)
SELECT file.id,
       COUNT(*) FILTER (WHERE i.carried_from_id IS NOT NULL) AS carried_in_count,
       COALESCE(SUM(i.amount) FILTER (WHERE i.carried_from_id IS NOT NULL), 0)::bigint AS carried_in,
       COUNT(*) FILTER (WHERE i.carried_from_id IS NULL) AS received_count,
       COALESCE(SUM(i.amount) FILTER (WHERE i.carried_from_id IS NULL), 0)::bigint AS received,
       COUNT(*) FILTER (WHERE newest.amount > 0 AND i.method = 'account') AS paid_account_count,
       COALESCE(SUM(newest.amount) FILTER (WHERE i.method = 'account'), 0)::bigint AS paid_account,
       COUNT(*) FILTER (WHERE newest.amount > 0 AND i.method = 'cash') AS paid_cash_count,
       COALESCE(SUM(newest.amount) FILTER (WHERE i.method = 'cash'), 0)::bigint AS paid_cash,
       COUNT(*) FILTER (WHERE i.amount > COALESCE(newest.amount, 0)
                          AND COALESCE(l.disposal, 'carry') = 'carry') AS unpaid_count,
       COALESCE(SUM(i.amount - COALESCE(newest.amount, 0))
                FILTER (WHERE COALESCE(l.disposal, 'carry') = 'carry'), 0)::bigint AS unpaid,
       COUNT(*) FILTER (WHERE l.disposal = 'return') AS returned_count,
       COALESCE(SUM(l.amount) FILTER (WHERE l.disposal = 'return'), 0)::bigint AS returned,
       COUNT(*) FILTER (WHERE newest.amount IS NULL) AS unanswered
  FROM payments_providerfile file
  JOIN payments_instruction i ON i.file_id = file.id
  LEFT JOIN payments_leftover l ON l.instruction_id = i.id
  LEFT JOIN LATERAL (
       SELECT r.amount FROM payments_paymentresult r WHERE r.instruction_id = i.id ORDER BY r.id DESC LIMIT 1
  ) newest ON true
 WHERE file.run_id = %(run)s
 GROUP BY file.id
 ORDER BY file.id
