"""A life event is corrected by a new row, never edited or taken away."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION beneficiaries_refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'beneficiaries_lifeevent: an event is corrected by a new row';
END $$;
CREATE TRIGGER beneficiaries_events_never_change
    BEFORE UPDATE OR DELETE ON beneficiaries_lifeevent
    FOR EACH STATEMENT EXECUTE FUNCTION beneficiaries_refuse_event_change();
"""
BACKWARD = """
DROP TRIGGER beneficiaries_events_never_change ON beneficiaries_lifeevent;
DROP FUNCTION beneficiaries_refuse_event_change();
"""


class Migration(migrations.Migration):
    dependencies = [("beneficiaries", "0003_life_events")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
