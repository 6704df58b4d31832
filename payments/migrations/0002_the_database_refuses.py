"""Sealed lists never change, what a build wrote is never edited, nobody is paid after the month of death."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION payments_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: lines are built anew, never edited', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_lines_never_edited BEFORE UPDATE ON payments_paymentline
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_edit();
CREATE TRIGGER payments_months_never_edited BEFORE UPDATE ON payments_paymentmonth
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_edit();

-- One function for every table under a run. `changed` holds the rows written or taken away.
CREATE FUNCTION payments_refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed boolean;
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'payments_paymentlist' THEN
            SELECT EXISTS (
                SELECT FROM changed JOIN payments_paymentrun run ON run.id = changed.run_id
                 WHERE run.state NOT IN ('open', 'building', 'built', 'checked')) INTO sealed;
        WHEN 'payments_paymentline' THEN
            SELECT EXISTS (
                SELECT FROM changed JOIN payments_paymentlist list ON list.id = changed.payment_list_id
                  JOIN payments_paymentrun run ON run.id = list.run_id
                 WHERE run.state NOT IN ('open', 'building', 'built', 'checked')) INTO sealed;
        WHEN 'payments_paymentmonth' THEN
            SELECT EXISTS (
                SELECT FROM changed JOIN payments_paymentline line ON line.id = changed.line_id
                  JOIN payments_paymentlist list ON list.id = line.payment_list_id
                  JOIN payments_paymentrun run ON run.id = list.run_id
                 WHERE run.state NOT IN ('open', 'building', 'built', 'checked')) INTO sealed;
    END CASE;
    IF sealed THEN
        RAISE EXCEPTION '%: the lists of an approved run are sealed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_list_sealed_insert AFTER INSERT ON payments_paymentlist
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();
CREATE TRIGGER payments_list_sealed_update AFTER UPDATE ON payments_paymentlist
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();
CREATE TRIGGER payments_list_sealed_delete AFTER DELETE ON payments_paymentlist
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();
CREATE TRIGGER payments_line_sealed_insert AFTER INSERT ON payments_paymentline
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();
CREATE TRIGGER payments_line_sealed_delete AFTER DELETE ON payments_paymentline
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();
CREATE TRIGGER payments_month_sealed_insert AFTER INSERT ON payments_paymentmonth
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();
CREATE TRIGGER payments_month_sealed_delete AFTER DELETE ON payments_paymentmonth
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_sealed();

CREATE FUNCTION payments_refuse_after_death() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE refused text;
BEGIN
    SELECT person.code || ' ' || to_char(written.month, 'MM/YYYY') INTO refused
      FROM written JOIN beneficiaries_person person ON person.id = written.person_id
     WHERE written.kind <> 'recovery' AND person.died_on IS NOT NULL
       AND written.month > date_trunc('month', person.died_on) LIMIT 1;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION 'payments_paymentmonth: paid after the month of death: %', refused
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_month_not_after_death AFTER INSERT ON payments_paymentmonth
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_after_death();

-- A run once approved keeps its content and never goes back; one about to be approved pays no dead.
CREATE FUNCTION payments_guard_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unsealed text[] := ARRAY['open', 'building', 'built', 'checked'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> ALL (unsealed) THEN
            RAISE EXCEPTION 'payments_paymentrun: an approved run is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> ALL (unsealed) AND (
        NEW.state = ANY (unsealed)
        OR (NEW.office_id, NEW.month, NEW.as_of, NEW.built_by_id, NEW.approved_by_id, NEW.approved_at,
            NEW.persons, NEW.regular, NEW.arrears, NEW.recovery, NEW.total)
           IS DISTINCT FROM
           (OLD.office_id, OLD.month, OLD.as_of, OLD.built_by_id, OLD.approved_by_id, OLD.approved_at,
            OLD.persons, OLD.regular, OLD.arrears, OLD.recovery, OLD.total)
    ) THEN
        RAISE EXCEPTION 'payments_paymentrun: an approved run is sealed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = ANY (unsealed) AND NEW.state <> ALL (unsealed) AND EXISTS (
        SELECT FROM payments_paymentmonth paid
          JOIN payments_paymentline line ON line.id = paid.line_id
          JOIN payments_paymentlist list ON list.id = line.payment_list_id
          JOIN beneficiaries_person person ON person.id = paid.person_id
         WHERE list.run_id = NEW.id AND paid.kind <> 'recovery' AND person.died_on IS NOT NULL
           AND paid.month > date_trunc('month', person.died_on)
    ) THEN
        RAISE EXCEPTION 'payments_paymentrun: a list pays someone after the month of death'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_run_guarded BEFORE UPDATE OR DELETE ON payments_paymentrun
    FOR EACH ROW EXECUTE FUNCTION payments_guard_run();
"""
BACKWARD = """
DROP TRIGGER payments_run_guarded ON payments_paymentrun;
DROP TRIGGER payments_month_not_after_death ON payments_paymentmonth;
DROP TRIGGER payments_month_sealed_delete ON payments_paymentmonth;
DROP TRIGGER payments_month_sealed_insert ON payments_paymentmonth;
DROP TRIGGER payments_line_sealed_delete ON payments_paymentline;
DROP TRIGGER payments_line_sealed_insert ON payments_paymentline;
DROP TRIGGER payments_list_sealed_delete ON payments_paymentlist;
DROP TRIGGER payments_list_sealed_update ON payments_paymentlist;
DROP TRIGGER payments_list_sealed_insert ON payments_paymentlist;
DROP TRIGGER payments_months_never_edited ON payments_paymentmonth;
DROP TRIGGER payments_lines_never_edited ON payments_paymentline;
DROP FUNCTION payments_guard_run();
DROP FUNCTION payments_refuse_after_death();
DROP FUNCTION payments_refuse_sealed();
DROP FUNCTION payments_refuse_edit();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
