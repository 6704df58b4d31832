"""What providers were told and answered never changes; a month paid may only be undone; settled stays settled."""

from django.db import migrations

FORWARD = """
-- Of what a build wrote, only `undone` may grow, once: money given back, or a run replaced before hand-over.
DROP TRIGGER payments_months_never_edited ON payments_paymentmonth;
CREATE FUNCTION payments_guard_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.undone <> 0 OR NEW.undone <= 0
       OR to_jsonb(NEW) - 'undone' IS DISTINCT FROM to_jsonb(OLD) - 'undone'
       OR NOT EXISTS (
            SELECT FROM payments_paymentline line
              JOIN payments_paymentlist list ON list.id = line.payment_list_id
              JOIN payments_paymentrun run ON run.id = list.run_id
             WHERE line.id = NEW.line_id AND run.state NOT IN ('open', 'building', 'built', 'checked'))
    THEN
        RAISE EXCEPTION 'payments_paymentmonth: lines are built anew, never edited'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_months_never_edited BEFORE UPDATE ON payments_paymentmonth
    FOR EACH ROW EXECUTE FUNCTION payments_guard_month();

CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: what was told and answered never changes', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_file_stays BEFORE UPDATE OR DELETE ON payments_providerfile
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_instruction_stays BEFORE UPDATE OR DELETE ON payments_instruction
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_notice_stays BEFORE UPDATE OR DELETE ON payments_holdnotice
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_answer_stays BEFORE UPDATE OR DELETE ON payments_resultfile
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_result_stays BEFORE UPDATE OR DELETE ON payments_paymentresult
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();

-- A result is never more than was handed over, and comes while the run is being paid or reported.
CREATE FUNCTION payments_check_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written
          JOIN payments_instruction i ON i.id = written.instruction_id
         WHERE written.amount > i.amount OR (written.state = 'paid') <> (written.amount = i.amount)
    ) THEN
        RAISE EXCEPTION 'payments_paymentresult: not what was handed over'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
        SELECT FROM written
          JOIN payments_instruction i ON i.id = written.instruction_id
          JOIN payments_providerfile file ON file.id = i.file_id
          JOIN payments_paymentrun run ON run.id = file.run_id
         WHERE run.state NOT IN ('being_paid', 'reported')
    ) THEN
        RAISE EXCEPTION 'payments_paymentresult: the run is not being paid' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_result_fits AFTER INSERT ON payments_paymentresult
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION payments_check_result();

-- Leftovers and settlements fall when a report is sent back, never once the month is settled.
CREATE FUNCTION payments_refuse_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE settled boolean;
BEGIN
    IF TG_TABLE_NAME = 'payments_leftover' THEN
        SELECT run.state = 'settled' INTO settled
          FROM payments_instruction i
          JOIN payments_providerfile file ON file.id = i.file_id
          JOIN payments_paymentrun run ON run.id = file.run_id WHERE i.id = OLD.instruction_id;
    ELSE
        SELECT run.state = 'settled' INTO settled
          FROM payments_providerfile file
          JOIN payments_paymentrun run ON run.id = file.run_id WHERE file.id = OLD.file_id;
    END IF;
    IF TG_OP = 'UPDATE' OR settled THEN
        RAISE EXCEPTION '%: a settled month never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER payments_leftover_stays BEFORE UPDATE OR DELETE ON payments_leftover
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_settled();
CREATE TRIGGER payments_settlement_stays BEFORE UPDATE OR DELETE ON payments_settlement
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_settled();

-- A settled run, and one that was replaced, stay as they are.
CREATE FUNCTION payments_run_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('settled', 'superseded') THEN
        RAISE EXCEPTION 'payments_paymentrun: a run that ended never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_run_ended BEFORE UPDATE ON payments_paymentrun
    FOR EACH ROW EXECUTE FUNCTION payments_run_ended();
"""
BACKWARD = """
DROP TRIGGER payments_run_ended ON payments_paymentrun;
DROP TRIGGER payments_settlement_stays ON payments_settlement;
DROP TRIGGER payments_leftover_stays ON payments_leftover;
DROP TRIGGER payments_result_fits ON payments_paymentresult;
DROP TRIGGER payments_result_stays ON payments_paymentresult;
DROP TRIGGER payments_answer_stays ON payments_resultfile;
DROP TRIGGER payments_notice_stays ON payments_holdnotice;
DROP TRIGGER payments_instruction_stays ON payments_instruction;
DROP TRIGGER payments_file_stays ON payments_providerfile;
DROP TRIGGER payments_months_never_edited ON payments_paymentmonth;
DROP FUNCTION payments_run_ended();
DROP FUNCTION payments_refuse_settled();
DROP FUNCTION payments_check_result();
DROP FUNCTION payments_refuse_change();
DROP FUNCTION payments_guard_month();
CREATE TRIGGER payments_months_never_edited BEFORE UPDATE ON payments_paymentmonth
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_edit();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0005_providers")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
