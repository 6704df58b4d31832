"""What a chair signed is never changed: the review, its lines and the levels it set."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION entitlements_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: rows are written anew, never edited', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entitlements_review_lines_never_edited BEFORE UPDATE ON entitlements_massreviewline
    FOR EACH STATEMENT EXECUTE FUNCTION entitlements_refuse_edit();
CREATE TRIGGER entitlements_levels_never_change BEFORE UPDATE OR DELETE ON entitlements_entitlementlevel
    FOR EACH STATEMENT EXECUTE FUNCTION entitlements_refuse_edit();

CREATE FUNCTION entitlements_refuse_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed JOIN entitlements_massreview review ON review.id = changed.review_id
                WHERE review.state IN ('signed', 'applied')) THEN
        RAISE EXCEPTION '%: the list of a signed review is sealed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entitlements_review_lines_sealed_insert AFTER INSERT ON entitlements_massreviewline
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entitlements_refuse_decided();
CREATE TRIGGER entitlements_review_lines_sealed_delete AFTER DELETE ON entitlements_massreviewline
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entitlements_refuse_decided();

CREATE FUNCTION entitlements_guard_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('signed', 'applied') THEN
            RAISE EXCEPTION 'entitlements_massreview: a signed review is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('signed', 'applied') AND (
        NEW.state NOT IN ('signed', 'applied') OR (OLD.state = 'applied' AND NEW.state <> 'applied')
        OR (NEW.office_id, NEW.change_month, NEW.payable_from, NEW.known_before, NEW.known_on, NEW.seal,
            NEW.decision_number, NEW.decision_on, NEW.paper, NEW.prepared_by_id, NEW.submitted_by_id,
            NEW.signed_by_id, NEW.signed_at)
           IS DISTINCT FROM
           (OLD.office_id, OLD.change_month, OLD.payable_from, OLD.known_before, OLD.known_on, OLD.seal,
            OLD.decision_number, OLD.decision_on, OLD.paper, OLD.prepared_by_id, OLD.submitted_by_id,
            OLD.signed_by_id, OLD.signed_at)
    ) THEN
        RAISE EXCEPTION 'entitlements_massreview: a signed review is sealed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entitlements_review_guarded BEFORE UPDATE OR DELETE ON entitlements_massreview
    FOR EACH ROW EXECUTE FUNCTION entitlements_guard_review();
"""
BACKWARD = """
DROP TRIGGER entitlements_review_guarded ON entitlements_massreview;
DROP TRIGGER entitlements_review_lines_sealed_delete ON entitlements_massreviewline;
DROP TRIGGER entitlements_review_lines_sealed_insert ON entitlements_massreviewline;
DROP TRIGGER entitlements_levels_never_change ON entitlements_entitlementlevel;
DROP TRIGGER entitlements_review_lines_never_edited ON entitlements_massreviewline;
DROP FUNCTION entitlements_guard_review();
DROP FUNCTION entitlements_refuse_decided();
DROP FUNCTION entitlements_refuse_edit();
"""


class Migration(migrations.Migration):
    dependencies = [("entitlements", "0003_mass_reviews")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
