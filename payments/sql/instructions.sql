-- The payments of a run that one contract makes, written under a file whose number is already drawn.
--
-- Parameters  file (its number), run, contract, provider, methods (array), everywhere (no commune is named),
--             communes (array)
-- Rows        one instruction per line with anything to pay, then one per sum of earlier lists that the
--             provider still holds
-- Locks       rows it inserts; the caller holds the run's row
-- Why SQL     one pass at any size; the payee is frozen as told
--
-- Money carried over goes to the payee as the new list names them, else as the earlier file did.
WITH run AS (SELECT * FROM payments_paymentrun WHERE id = %(run)s),
own AS (
    SELECT line.*, list.office_id, list.office_name
      FROM payments_paymentline line
      JOIN payments_paymentlist list ON list.id = line.payment_list_id
     WHERE list.run_id = %(run)s AND line.total > 0 AND line.method = ANY(%(methods)s::text[])
       AND (%(everywhere)s OR list.office_id = ANY(%(communes)s::bigint[]))
),
payees AS (SELECT DISTINCT ON (person_id) * FROM own ORDER BY person_id, position),
carried AS (
    SELECT leftover.id AS leftover_id, leftover.amount AS waiting, line.person_id, earlier.*
      FROM payments_leftover leftover
      JOIN payments_instruction earlier ON earlier.id = leftover.instruction_id
      JOIN payments_paymentline line ON line.id = earlier.line_id
      JOIN payments_providerfile file ON file.id = earlier.file_id
      JOIN payments_contract contract ON contract.id = file.contract_id
     WHERE leftover.disposal = 'carry' AND contract.provider_id = %(provider)s
       AND earlier.method = ANY(%(methods)s::text[])
       AND (%(everywhere)s OR earlier.office_id = ANY(%(communes)s::bigint[]))
       AND NOT EXISTS (SELECT FROM payments_instruction later WHERE later.carried_from_id = leftover.id)
),
told AS (
    SELECT own.id AS line_id, own.office_id, own.office_name, NULL::bigint AS carried_from_id,
           run.month AS period, own.total AS amount, own.position AS place, own.hamlet, own.person_code,
           own.name, own.born, own.id_number, own.method, own.bank, own.account_number, own.account_owner,
           own.collector_name, own.collector_id
      FROM own CROSS JOIN run
     UNION ALL
    SELECT c.line_id, COALESCE(p.office_id, c.office_id), COALESCE(p.office_name, c.office_name),
           c.leftover_id, c.period, c.waiting, COALESCE(p.position, 1000000), COALESCE(p.hamlet, c.hamlet),
           COALESCE(p.person_code, c.person_code), COALESCE(p.name, c.name), COALESCE(p.born, c.born),
           COALESCE(p.id_number, c.id_number), COALESCE(p.method, c.method), COALESCE(p.bank, c.bank),
           COALESCE(p.account_number, c.account_number), COALESCE(p.account_owner, c.account_owner),
           COALESCE(p.collector_name, c.collector_name), COALESCE(p.collector_id, c.collector_id)
      FROM carried c
      LEFT JOIN payees p ON p.person_id = c.person_id
)
INSERT INTO payments_instruction
       (file_id, line_id, office_id, office_name, carried_from_id, position, reference, period, amount,
        hamlet, person_code, name, born, id_number, method, bank, account_number, account_owner,
        collector_name, collector_id)
SELECT %(file)s, line_id, told.office_id, office_name, carried_from_id,
       ROW_NUMBER() OVER (ORDER BY office_name, place, period DESC, line_id),
       to_char(run.month, 'YYYYMM') || '-' || line_id, period, amount,
       hamlet, person_code, name, born, id_number, method, bank, account_number, account_owner,
       collector_name, collector_id
  FROM told CROSS JOIN run
