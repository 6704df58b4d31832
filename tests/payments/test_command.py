"""`manage.py build_payment_run`."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from entitlements.actions import record_death
from offices.actors import Actor
from offices.models import User
from payments.models import PaymentRun
from tests.factories import offices, payments

pytestmark = pytest.mark.django_db


def build(month: str = "2026-10", *, by: Actor | None = None, **options: Any) -> str:
    who = by or offices.actor("payment_accountant", code=offices.PROVINCE)
    out = StringIO()
    username = User.objects.get(pk=who.user_id).username
    call_command("build_payment_run", month, by=username, stdout=out, **{"as_of": "2026-10-06", **options})
    return out.getvalue()


def test_report_holds_every_line_and_who_is_skipped(tmp_path: Path) -> None:
    one = payments.allowance()
    dead = payments.allowance("Lê Văn Nam", code=offices.SON_HA, paid_through="2026-06")
    record_death(
        person=dead.person,
        died_on=dt.date(2026, 6, 9),
        document="",
        by=offices.actor("commune_officer", code=offices.SON_HA),
    )
    report = tmp_path / "run.json"
    build(report=str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    money = {"persons": 1, "regular": 810_000, "arrears": 180_000, "recovery": 0, "total": 990_000}
    assert told == {
        "month": "2026-10",
        "as_of": "2026-10-06",
        "state": "built",
        "totals": money | {"lists": 1, "lines": 1},
        "lists": [{"commune_code": "21211", "name": "Xã Tịnh Khê"} | money],
        "lines": [
            {
                "commune_code": "21211",
                "person_id": one.person_id,
                "person_code": one.person.code,
                "name": "Nguyễn Thị Hoa",
                "group": "6",
                "coefficient": "1.50",
                "base": 540_000,
                "units": 1,
                "regular": 810_000,
                "arrears": 180_000,
                "arrears_months": [
                    {"month": month, "due": 810_000, "paid": 750_000, "amount": 60_000}
                    for month in ("2026-07", "2026-08", "2026-09")
                ],
                "recovery": 0,
                "recovery_months": [],
                "total": 990_000,
            }
        ],
        "skipped": [],
    }


def test_skipped_says_why(tmp_path: Path) -> None:
    payments.allowance()
    dead = payments.allowance("Lê Văn Nam")
    record_death(
        person=dead.person, died_on=dt.date(2026, 9, 9), document="", by=offices.actor("commune_officer")
    )
    payments.allowance("Trần Thị Lan", group="child_no_care", born="30/09/2010")
    report = tmp_path / "run.json"
    build(report=str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    assert {(row["name"], row["reason"]) for row in told["skipped"]} == {
        ("Lê Văn Nam", "dead"),
        ("Trần Thị Lan", "age"),
    }


def test_asked_twice_is_one_run() -> None:
    payments.allowance()
    assert build() == build()
    assert PaymentRun.objects.count() == 1


def test_approved_run_is_a_clear_error() -> None:
    payments.allowance()
    run = payments.approved(payments.crew())
    with pytest.raises(CommandError, match="10/2026"):
        build()
    assert PaymentRun.objects.get().version == run.version


@pytest.mark.parametrize(
    ("month", "options"), [("thang 10", {}), ("2026-13", {}), ("2026-10", {"as_of": "6/10"})]
)
def test_unreadable_month_or_day_is_a_clear_error(month: str, options: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        build(month, **options)
    assert PaymentRun.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "code"), [("payment_approver", offices.PROVINCE), ("payment_accountant", offices.TINH_KHE)]
)
def test_only_the_accountant_of_the_province_builds(role: str, code: str) -> None:
    payments.allowance()
    with pytest.raises(CommandError):
        build(by=offices.actor(role, code=code))
    assert PaymentRun.objects.count() == 0
