"""Temporary isolation: at most 15 calendar days in all, by rule and by the database, whoever writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from protection import actions
from protection.models import ChildCase, Measure
from protection.wall import inside
from tests.factories import protection

pytestmark = pytest.mark.django_db

DAY = protection.TODAY


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def at(days: int) -> dt.datetime:
    return protection.AT + dt.timedelta(days=days)


@pytest.fixture
def hands() -> protection.Crew:
    return protection.crew()


def isolate(case: ChildCase, hands: protection.Crew, *, ends_on: dt.date, on: int = 0) -> ChildCase:
    return protection.step(
        case, actions.isolate, hands.chair, at(on),
        ground="by_carer", decision_number=f"{on + 1}/QĐ", place="Nhà tạm lánh", ends_on=ends_on,
    )  # fmt: skip


def test_fifteenth_day_is_the_last(hands) -> None:
    case = isolate(protection.initially_assessed(hands, "high"), hands, ends_on=later(14))
    with inside(hands.chair):
        period = Measure.objects.get(case=case)
    assert (case.state, period.first_on, period.ends_on) == ("in_emergency", DAY, later(14))


def test_sixteenth_day_is_refused_with_the_article(hands) -> None:
    case = protection.initially_assessed(hands, "high")
    with pytest.raises(actions.CaseNotReady, match="15 ngày") as refusal:
        isolate(case, hands, ends_on=later(15))
    assert refusal.value.conditions[0].reason.article == "Decree 56/2017/ND-CP, Article 32(3)"


def test_extension_beyond_fifteen_days_is_refused(hands) -> None:
    case = isolate(protection.initially_assessed(hands, "high"), hands, ends_on=later(6))
    told = {"decision_number": "9/QĐ", "reason": "Chưa an toàn."}
    case = protection.step(case, actions.extend_isolation, hands.chair, at(5), ends_on=later(14), **told)
    with pytest.raises(actions.CaseNotReady, match="15 ngày"):
        protection.step(case, actions.extend_isolation, hands.chair, at(13), ends_on=later(15), **told)


def test_second_isolation_counts_from_the_first_day(hands) -> None:
    case = isolate(protection.initially_assessed(hands, "high"), hands, ends_on=later(3))
    case = protection.step(case, actions.lift_isolation, hands.chair, at(2), reason="Gia đình an toàn.")
    with pytest.raises(actions.CaseNotReady, match="15 ngày"):
        isolate(case, hands, ends_on=later(15), on=10)
    assert isolate(case, hands, ends_on=later(14), on=10).state == "in_emergency"


def test_isolation_that_ran_out_does_not_let_another_begin_beyond(hands) -> None:
    case = isolate(protection.initially_assessed(hands, "high"), hands, ends_on=later(14))
    with pytest.raises(actions.CaseNotReady, match="15 ngày"):
        isolate(case, hands, ends_on=later(20), on=16)


def test_two_isolations_do_not_run_at_once(hands) -> None:
    case = isolate(protection.initially_assessed(hands, "high"), hands, ends_on=later(10))
    with pytest.raises(actions.CaseNotReady, match="gia hạn hoặc hủy bỏ"):
        isolate(case, hands, ends_on=later(12), on=2)


PERIOD = {
    "kind": "isolation", "cycle": 1, "taken_at": protection.AT, "decision_number": "1/QĐ", "place": "Nhà bà",
    "first_on": DAY, "starts_on": DAY, "ends_on": later(14),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"ends_on": later(15)}, "isolation_at_most_15_days"),
        ({"ends_on": later(-1)}, "isolation_in_order"),
        ({"first_on": None}, "isolation_is_complete"),
        ({"decision_number": ""}, "isolation_is_complete"),
    ],
)
def test_database_refuses_a_period(hands, changed: dict[str, Any], constraint: str) -> None:
    case = protection.in_emergency(hands)
    with inside(hands.chair), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Measure.objects.create(case=case, **PERIOD | changed)


@pytest.mark.parametrize(
    ("second", "constraint"),
    [
        (
            {"first_on": later(5), "starts_on": later(15), "ends_on": later(19)},
            "isolation_one_first_day_per_cycle",
        ),
        ({"starts_on": later(14)}, "isolation_one_at_a_time"),
    ],
)
def test_database_refuses_a_second_period(hands, second: dict[str, Any], constraint: str) -> None:
    case = protection.in_emergency(hands)
    with inside(hands.chair):
        Measure.objects.create(case=case, **PERIOD)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Measure.objects.create(case=case, **PERIOD | second)


def test_database_refuses_to_stretch_a_period(hands) -> None:
    case = protection.in_emergency(hands)
    with inside(hands.chair):
        Measure.objects.create(case=case, **PERIOD)
        with pytest.raises(IntegrityError, match="isolation_at_most_15_days"), transaction.atomic():
            Measure.objects.update(ends_on=later(15))


def test_case_does_not_close_while_an_isolation_runs(hands) -> None:
    case = protection.reviewed(hands)
    with inside(hands.chair):
        Measure.objects.create(case=case, **PERIOD)
    with pytest.raises(actions.CaseNotReady, match="hủy bỏ trước"):
        protection.step(case, actions.conclude, hands.chair, reason="Kết thúc.")
