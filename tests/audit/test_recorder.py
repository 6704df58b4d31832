"""The trail: complete entries, append-only, and no change without one."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from audit.events import Event, MissingDatum, UndeclaredEvent, declare, event_named
from audit.models import Entry
from audit.queries import history_of
from audit.recorder import record, record_many, record_selected
from offices.models import Office
from tests.factories import offices

pytestmark = pytest.mark.django_db

TESTED = declare("test.happened", "Something happened", requires=["amount"], reason_required=True)


def test_entry_says_who_in_which_role_and_office_what_and_why() -> None:
    by = offices.actor("inspector", name="Thanh tra A")
    subject = offices.office()

    record(TESTED, subject=subject, by=by, before={"amount": 1}, after={"amount": 2}, reason="Vì thử")

    entry = history_of(subject).get()
    assert (entry.event, entry.actor_id, entry.actor_name, entry.role) == (
        "test.happened",
        by.user_id,
        "Thanh tra A",
        "inspector",
    )
    assert (entry.office_code, entry.office_name) == ("21211", "Xã Tịnh Khê")
    assert (entry.subject_type, entry.subject_id) == ("offices.office", str(subject.pk))
    assert (entry.before, entry.after, entry.reason) == ({"amount": 1}, {"amount": 2}, "Vì thử")


def test_entry_without_required_datum_is_refused() -> None:
    with pytest.raises(MissingDatum, match="amount"):
        record(TESTED, subject=offices.office(), by=offices.actor("inspector"), after={}, reason="x")
    assert Entry.objects.filter(event="test.happened").count() == 0


def test_entry_without_required_reason_is_refused() -> None:
    with pytest.raises(MissingDatum, match="reason"):
        record(
            TESTED, subject=offices.office(), by=offices.actor("inspector"), after={"amount": 1}, reason=" "
        )


def test_undeclared_event_is_refused() -> None:
    with pytest.raises(UndeclaredEvent):
        record(Event("test.unknown", "?"), subject=offices.office(), by=offices.actor("inspector"))


def test_event_cannot_be_declared_twice() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare("test.happened", "Again")
    assert event_named("test.happened") is TESTED


def test_many_entries_are_written_at_once() -> None:
    by = offices.actor("inspector")
    subjects = [(offices.office(), {"amount": 1}), (offices.office(offices.SON_HA), {"amount": 2})]
    assert record_many(TESTED, subjects=subjects, by=by, reason="x") == 2
    assert Entry.objects.filter(event="test.happened").count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'khác'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
    ],
)
def test_application_role_cannot_alter_entries(statement: str) -> None:
    record(TESTED, subject=offices.office(), by=offices.actor("inspector"), after={"amount": 1}, reason="x")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.get(event="test.happened").reason == "x"


def test_application_role_has_no_ddl() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("CREATE TABLE x (id int)")


def test_application_role_cannot_bypass_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


ROWS = """SELECT code AS subject_id, name AS subject_label, NULL::jsonb AS before, {after} AS after
            FROM offices_office WHERE kind = %(kind)s ORDER BY id LIMIT 3"""


def test_selected_rows_get_one_entry_each() -> None:
    by = offices.actor("inspector")
    count = record_selected(
        TESTED,
        subject_type=Office,
        rows=ROWS.format(after="jsonb_build_object('amount', id)"),
        parameters={"kind": "commune"},
        by=by,
        reason="Vì thử",
    )
    chosen = Office.objects.filter(kind="commune").order_by("id")[:3]
    entries = Entry.objects.filter(event="test.happened").order_by("id")
    assert count == 3
    assert [
        (e.subject_type, e.subject_id, e.subject_label, e.after, e.reason, e.actor_id) for e in entries
    ] == [
        ("offices.office", office.code, office.name, {"amount": office.pk}, "Vì thử", by.user_id)
        for office in chosen
    ]


def test_selected_row_without_required_datum_writes_nothing() -> None:
    with pytest.raises(MissingDatum, match="amount"):
        record_selected(
            TESTED,
            subject_type=Office,
            rows=ROWS.format(
                after="CASE WHEN code = '21211' THEN '{}'::jsonb ELSE jsonb_build_object('amount', id) END"
            ).replace("LIMIT 3", ""),
            parameters={"kind": "commune"},
            by=offices.actor("inspector"),
            reason="Vì thử",
        )
    assert Entry.objects.filter(event="test.happened").count() == 0
