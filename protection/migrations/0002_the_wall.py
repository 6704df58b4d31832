"""Row-level security on every table of child protection, forced, and the log append-only.

The application sees a row only while `ansinh.actor` names a user who holds a key (`protection_member`) to its
case. The functions that read keys and codes run as the owner, who alone may see those three tables without a
key; that is why the policies name the two roles. Nothing is ever deleted: no policy allows it.
"""

from django.db import migrations

from config.database import logins

FUNCTIONS = """
CREATE FUNCTION protection_actor() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_setting('ansinh.actor', true) ~ '^[0-9]+$'
                THEN current_setting('ansinh.actor', true)::bigint END
$$;
CREATE FUNCTION protection_job() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('ansinh.actor', true) IS NOT DISTINCT FROM 'job'
$$;
-- Cases the actor holds a standing key to: of these duties, or of any.
CREATE FUNCTION protection_circle(duties text[] DEFAULT NULL) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.case_id FROM protection_member m
    WHERE m.user_id = protection_actor() AND m.ended_at IS NULL
      AND (m.expires_at IS NULL OR m.expires_at > now())
      AND (duties IS NULL OR m.duty = ANY (duties))
      AND NOT EXISTS (
          SELECT 1 FROM protection_withheld w WHERE w.case_id = m.case_id AND w.user_id = m.user_id)
$$;
-- A case nobody holds a key to yet: it is just being opened.
CREATE FUNCTION protection_unopened(which uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT NOT EXISTS (SELECT 1 FROM protection_member m WHERE m.case_id = which)
$$;
-- Emergency access begins with a code somebody was told: which case, at which office.
CREATE FUNCTION protection_case_of_code(told text) RETURNS TABLE (case_id uuid, office_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.office_id FROM protection_childcase c
    WHERE protection_actor() IS NOT NULL AND c.code = told
$$;
-- A child known elsewhere: offices that can be asked, and nothing else.
CREATE FUNCTION protection_offices_to_ask(child bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT c.office_id FROM protection_childcase c
    WHERE protection_actor() IS NOT NULL AND c.person_id = child
      AND c.id NOT IN (SELECT protection_circle())
$$;
CREATE FUNCTION protection_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of child protection is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER protection_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON protection_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION protection_log_is_append_only();
"""
DEFINERS = (
    "protection_circle(text[])",
    "protection_unopened(uuid)",
    "protection_case_of_code(text)",
    "protection_offices_to_ask(bigint)",
)

IN_CIRCLE = "case_id IN (SELECT protection_circle())"
JOB_TOO = f"protection_job() OR {IN_CIRCLE}"
GLASS = (
    "duty = 'break_glass' AND user_id = protection_actor() AND ended_at IS NULL"
    " AND expires_at <= clock_timestamp() + interval '24 hours 5 minutes'"  # clocks may differ
)
OF_INQUIRY = (
    "asked_by_id = protection_actor() OR EXISTS (SELECT 1 FROM protection_childcase c"
    " WHERE c.person_id = protection_inquiry.person_id AND c.office_id = protection_inquiry.to_office_id)"
)
# table: what may be selected, inserted, updated ("" for nothing)
POLICIES = {
    "childcase": (
        "protection_job() OR id IN (SELECT protection_circle())",
        "id IN (SELECT protection_circle())",
        "id IN (SELECT protection_circle())",
    ),
    "member": (
        f"{JOB_TOO} OR user_id = protection_actor()",
        f"{IN_CIRCLE} OR protection_actor() IS NOT NULL AND protection_unopened(case_id) OR {GLASS}",
        IN_CIRCLE,
    ),
    "withheld": (IN_CIRCLE, IN_CIRCLE, ""),
    "report": (IN_CIRCLE, IN_CIRCLE, ""),
    # Further restricted: the assigned officer and the supervisor alone open a seal.
    "sealed": ("case_id IN (SELECT protection_circle(ARRAY['officer', 'supervisor']))", IN_CIRCLE, ""),
    "filledform": (IN_CIRCLE, IN_CIRCLE, ""),
    "measure": (IN_CIRCLE, IN_CIRCLE, IN_CIRCLE),
    "plan": (IN_CIRCLE, IN_CIRCLE, IN_CIRCLE),
    "planitem": (IN_CIRCLE, IN_CIRCLE, ""),
    "referral": (IN_CIRCLE, IN_CIRCLE, IN_CIRCLE),
    "visit": (JOB_TOO, IN_CIRCLE, JOB_TOO),
    "handover": (IN_CIRCLE, IN_CIRCLE, IN_CIRCLE),
    "task": (JOB_TOO, JOB_TOO, IN_CIRCLE),
    "inquiry": (OF_INQUIRY, "asked_by_id = protection_actor()", OF_INQUIRY),
    # Deeds are seen by the circle, looks by the supervisor; everybody writes in their own name.
    "logentry": (
        "trace = 'deed' AND case_key IN (SELECT protection_circle())"
        " OR case_key IN (SELECT protection_circle(ARRAY['supervisor']))",
        "user_id = protection_actor() OR protection_job() AND user_id IS NULL",
        "",
    ),
}
OWNER_READS = ("childcase", "member", "withheld")


def build(apps, schema_editor):
    app = schema_editor.quote_name(logins().app.user)
    schema_editor.execute(FUNCTIONS)
    for function in DEFINERS:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {app}")
    for name, (seen, added, changed) in POLICIES.items():
        table = f"protection_{name}"
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY seen ON {table} FOR SELECT TO {app} USING ({seen})")
        schema_editor.execute(f"CREATE POLICY added ON {table} FOR INSERT TO {app} WITH CHECK ({added})")
        if changed:
            schema_editor.execute(
                f"CREATE POLICY changed ON {table} FOR UPDATE TO {app} USING ({changed}) WITH CHECK (true)"
            )
    for name in OWNER_READS:
        schema_editor.execute(
            f"CREATE POLICY read_by_functions ON protection_{name} FOR SELECT TO CURRENT_USER USING (true)"
        )


def tear_down(apps, schema_editor):
    for name in POLICIES:
        table = f"protection_{name}"
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        for policy in ("seen", "added", "changed", "read_by_functions"):
            schema_editor.execute(f"DROP POLICY IF EXISTS {policy} ON {table}")
    schema_editor.execute("DROP TRIGGER protection_log_append_only ON protection_logentry")
    for function in (
        *DEFINERS,
        "protection_actor()",
        "protection_job()",
        "protection_log_is_append_only()",
    ):
        schema_editor.execute(f"DROP FUNCTION {function}")


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial")]
    operations = [migrations.RunPython(build, tear_down)]
