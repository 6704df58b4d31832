"""A paper given out is never changed or taken away."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'cases_issueddocument: a paper given out is never changed';
END $$;
CREATE TRIGGER cases_papers_never_change
    BEFORE UPDATE OR DELETE ON cases_issueddocument
    FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse_change();
"""
BACKWARD = """
DROP TRIGGER cases_papers_never_change ON cases_issueddocument;
DROP FUNCTION cases_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
