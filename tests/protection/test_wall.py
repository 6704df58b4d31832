"""The database's wall, asked in SQL as the application's role: in the case, out of it, with no setting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from offices.actors import Actor, NotPermitted
from protection import actions
from protection.models import ChildCase, LogEntry, Member
from protection.wall import inside
from tests.factories import offices, protection

pytestmark = pytest.mark.django_db

TABLES = sorted(model._meta.db_table for model in apps.get_app_config("protection").get_models())


@contextmanager
def told(actor: str) -> Iterator[None]:
    """The setting as it would be inside a transaction; taken back afterwards."""
    with transaction.atomic():
        run("SELECT set_config('ansinh.actor', %s, true)", actor)
        yield
        run("SELECT set_config('ansinh.actor', '', true)")


def run(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def counted(actor: str) -> dict[str, int]:
    with told(actor):
        return {table: run(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


@pytest.fixture
def full() -> tuple[ChildCase, protection.Crew]:
    """A case with a row in every table."""
    hands = protection.crew()
    case = protection.in_emergency(hands)
    case = protection.step(
        case, actions.assess_specifically, hands.officer, level="high", answers=protection.SPECIFIC
    )
    case = protection.step(case, actions.hold_meeting, hands.officer, answers=protection.MEETING)
    case = protection.step(case, actions.submit_plan, hands.officer, goal="An toàn.", items=[protection.ITEM])
    case = protection.step(case, actions.approve_plan, hands.chair, decision_number="1/QĐ")
    case = protection.step(
        case, actions.refer, hands.officer, service="medical", to_whom="Trạm y tế", told="Khám."
    )
    case = protection.step(case, actions.withhold, hands.officer, who="Người chú", reason="Gây hại.")
    other = offices.actor("child_protection_officer")
    now = timezone.now()
    actions.break_glass(code=case.code, reason="Trực đêm.", hours=1, by=other, at=now)
    offices.actor("child_protection_officer", code=offices.SON_HA)
    case = protection.reread(case, hands.officer)
    case = protection.step(
        case,
        actions.transfer,
        hands.officer,
        to_office=offices.office(offices.SON_HA),
        reason="Trẻ chuyển nơi ở.",
    )
    return case, hands


def test_every_table_forces_row_security() -> None:
    found = run(
        "SELECT relname FROM pg_class WHERE relname LIKE 'protection\\_%%' AND relkind = 'r'"
        " AND relrowsecurity AND relforcerowsecurity ORDER BY 1"
    )
    assert [name for (name,) in found] == TABLES


def test_application_role_cannot_bypass() -> None:
    assert run("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [(False, False)]
    owners = run(
        "SELECT DISTINCT tableowner = current_user FROM pg_tables WHERE tablename LIKE 'protection%%'"
    )
    assert owners == [(False,)]
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic():
        run("ALTER TABLE protection_childcase DISABLE ROW LEVEL SECURITY")


def test_without_the_setting_every_table_is_empty(full: tuple) -> None:
    assert counted("") == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("setting", ["0", "nobody", "1; DROP TABLE x", "-1"])
def test_setting_that_names_nobody_sees_nothing(full: tuple, setting: str) -> None:
    assert counted(setting) == dict.fromkeys(TABLES, 0)


def test_who_holds_no_key_sees_no_row(full: tuple) -> None:
    strangers = [
        offices.actor("child_protection_officer"),
        offices.actor("child_protection_supervisor"),
        offices.actor("commune_chair"),
        offices.actor("administrator"),
        offices.actor("inspector", code=offices.PROVINCE),
    ]
    for stranger in strangers:
        assert counted(str(stranger.user_id)) == dict.fromkeys(TABLES, 0)


def test_officer_sees_the_case_and_not_who_looked(full: tuple) -> None:
    case, hands = full
    actions.look(case=case, part="now", by=hands.officer, at=protection.AT)
    seen = counted(str(hands.officer.user_id))
    assert {table for table, rows in seen.items() if rows == 0} == {"protection_inquiry"}
    with told(str(hands.officer.user_id)):
        assert run("SELECT DISTINCT trace FROM protection_logentry") == [("deed",)]
    with told(str(hands.supervisor.user_id)):
        assert run("SELECT DISTINCT trace FROM protection_logentry ORDER BY 1") == [("deed",), ("look",)]


def test_seals_are_seen_by_officer_and_supervisor_alone(full: tuple) -> None:
    _case, hands = full
    seals = {
        name: counted(str(who.user_id))["protection_sealed"]
        for name, who in (
            ("officer", hands.officer),
            ("supervisor", hands.supervisor),
            ("chair", hands.chair),
        )
    }
    assert seals == {"officer": 2, "supervisor": 2, "chair": 0}


def test_sealed_content_is_not_readable_in_the_table(full: tuple) -> None:
    _case, hands = full
    with told(str(hands.officer.user_id)):
        for (content,) in run("SELECT content FROM protection_sealed"):
            assert "Bà Hàng Xóm".encode() not in bytes(content)
            assert b"0905999888" not in bytes(content)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted_by_anybody(full: tuple, table: str) -> None:
    _case, hands = full
    before = counted(str(hands.supervisor.user_id))[table]
    with told(str(hands.supervisor.user_id)):
        if table == "protection_logentry":
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                run(f"DELETE FROM {table}")
        else:
            run(f"DELETE FROM {table}")
    assert counted(str(hands.supervisor.user_id))[table] == before


def test_stranger_cannot_write_into_a_case(full: tuple) -> None:
    case, _hands = full
    stranger = offices.actor("child_protection_officer")
    with told(str(stranger.user_id)):
        run("UPDATE protection_childcase SET child_name = 'x' WHERE id = %s", case.pk)
        run("UPDATE protection_member SET ended_at = now() WHERE case_id = %s", case.pk)
        for sql in (
            "INSERT INTO protection_withheld (id, case_id, who, reason, at)"
            " VALUES (gen_random_uuid(), %s, 'x', 'x', now())",
            "INSERT INTO protection_member (id, case_id, user_id, office_id, duty, since_at, reason)"
            f" VALUES (gen_random_uuid(), %s, {stranger.user_id}, {stranger.office_id}, 'chair', now(), '')",
        ):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                run(sql, case.pk)
    with inside(_hands.officer):
        assert ChildCase.objects.get(pk=case.pk).child_name == protection.CHILD.child_name


def test_emergency_key_of_more_than_a_day_is_refused_by_the_database(full: tuple) -> None:
    case, _hands = full
    stranger = offices.actor("child_protection_officer")
    with inside(stranger), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Member.objects.create(
            case=case,
            user_id=stranger.user_id,
            office_id=stranger.office_id,
            duty="break_glass",
            reason="Trực.",
            since_at=timezone.now(),
            expires_at=timezone.now() + dt.timedelta(hours=25),
        )


def test_log_is_written_in_nobody_elses_name(full: tuple) -> None:
    case, hands = full
    with (
        inside(hands.officer),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        LogEntry.objects.create(
            case_key=case.pk, at=protection.AT, trace="look", event="viewed",
            user_id=hands.chair.user_id, user_name="x", role="x",
        )  # fmt: skip


def test_setting_ends_with_its_transaction(full: tuple) -> None:
    _case, hands = full
    with inside(hands.officer):
        assert ChildCase.objects.count() == 1
    assert ChildCase.objects.count() == 0
    with pytest.raises(ValueError, match="fault"), inside(hands.officer):
        raise ValueError("fault")
    assert ChildCase.objects.count() == 0


def test_wall_within_a_wall_gives_the_eyes_back(full: tuple) -> None:
    _case, hands = full
    stranger = offices.actor("child_protection_officer")
    with inside(hands.officer):
        with inside(stranger):
            assert ChildCase.objects.count() == 0
        assert ChildCase.objects.count() == 1


@pytest.mark.parametrize("role", ["administrator", "inspector", "commune_officer", "department_approver"])
def test_role_without_business_does_not_enter(role: str) -> None:
    who: Actor = offices.actor(role)
    with pytest.raises(NotPermitted), inside(who):
        pass
