-- The seal of every list of a run: SHA-256, hexadecimal, over its lines and their months as UTF-8 text.
--
-- Parameters  run
-- Rows        list id, seal
-- Locks       none
-- Why SQL     sealed where the rows are; a third party can run this file to verify
--
-- The text is the list's head, then its lines by position, each with its months by month, as JSON arrays
-- separated by line feeds.
WITH months AS (
    SELECT line_id,
           json_agg(json_build_array(month, kind, due, paid_before, amount, base, coefficient, units)
                    ORDER BY month) AS months
      FROM payments_paymentmonth
     WHERE line_id IN (
        SELECT line.id FROM payments_paymentline line
          JOIN payments_paymentlist list ON list.id = line.payment_list_id WHERE list.run_id = %(run)s
     )
     GROUP BY line_id
),
bodies AS (
    SELECT line.payment_list_id,
           string_agg(json_build_array(
               position, person_code, name, born, sex, id_number, hamlet, group_code, coefficient, base,
               units, regular, arrears, recovery, total, method, bank, account_number, account_owner,
               collector_name, collector_id, collector_relation, note, months.months
           )::text, E'\n' ORDER BY position) AS body
      FROM payments_paymentline line
      JOIN months ON months.line_id = line.id
     GROUP BY line.payment_list_id
)
SELECT list.id,
       encode(sha256(convert_to(json_build_array(
           run.month, run.as_of, list.office_code, list.office_name, list.province_name, list.persons,
           list.regular, list.arrears, list.recovery, list.total
       )::text || E'\n' || bodies.body, 'UTF8')), 'hex')
  FROM payments_paymentlist list
  JOIN payments_paymentrun run ON run.id = list.run_id
  JOIN bodies ON bodies.payment_list_id = list.id
 WHERE list.run_id = %(run)s
