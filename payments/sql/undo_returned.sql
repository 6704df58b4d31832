-- Take what a provider gave back out of the months it was for: that money never reached anybody.
--
-- Parameters  run
-- Rows        the months of each line of which money was given back in the run
-- Locks       the rows it changes; the caller holds the run's row
-- Why SQL     one pass at any size. Oracle: payments/rules/settlements.py (months_undone)
WITH returned AS (
    SELECT i.line_id, l.amount
      FROM payments_leftover l
      JOIN payments_instruction i ON i.id = l.instruction_id
      JOIN payments_providerfile file ON file.id = i.file_id
     WHERE file.run_id = %(run)s AND l.disposal = 'return'
),
placed AS (
    SELECT m.id, m.amount, m.kind, line.total, r.amount AS returned,
           COALESCE(SUM(m.amount) FILTER (WHERE m.kind <> 'recovery') OVER (
               PARTITION BY m.line_id ORDER BY m.month DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ), 0) AS later
      FROM returned r
      JOIN payments_paymentline line ON line.id = r.line_id
      JOIN payments_paymentmonth m ON m.line_id = r.line_id
),
undone AS (
    SELECT id, CASE WHEN returned = total THEN amount
                    WHEN kind = 'recovery' THEN 0
                    ELSE LEAST(amount, GREATEST(0, returned - later)) END AS amount
      FROM placed
)
UPDATE payments_paymentmonth m SET undone = undone.amount
  FROM undone WHERE undone.id = m.id AND undone.amount > 0
