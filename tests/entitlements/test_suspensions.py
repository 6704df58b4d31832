"""Suspending, resuming and adjusting an allowance, and what the database refuses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit.queries import history_of
from entitlements import actions
from entitlements.models import Entitlement, Suspension
from entitlements.queries import pauses_of, running_suspension
from tests.factories import offices, people

pytestmark = pytest.mark.django_db

JULY, AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 1) for month in (7, 8, 9, 10))


def suspend(entitlement: Entitlement, from_month: dt.date = AUGUST, number: str = "12/QĐ-UBND") -> Suspension:
    return actions.suspend(
        entitlement=entitlement,
        from_month=from_month,
        cause="not_collected",
        decision_number=number,
        decision_on=dt.date(2026, 8, 3),
        by=offices.actor("commune_chair"),
    )


def resume(entitlement: Entitlement, decision_on: dt.date) -> Suspension:
    return actions.resume(
        entitlement=entitlement,
        decision_number="20/QĐ-UBND",
        decision_on=decision_on,
        by=offices.actor("commune_chair"),
    )


def test_suspension_runs_until_it_is_lifted() -> None:
    one = people.entitlement(start="2025-01")
    row = suspend(one)
    assert running_suspension(one) == row
    assert [pause.holds(month) for pause in pauses_of(one) for month in (JULY, AUGUST, OCTOBER)] == [
        False, True, True,
    ]  # fmt: skip
    entry = history_of(one).get(event="entitlement.suspended")
    assert entry.after == {
        "from_month": "2026-08-01", "cause": "not_collected", "decision_number": "12/QĐ-UBND",
        "decision_on": "2026-08-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("decided_on", "to_month"),
    [(dt.date(2026, 10, 31), SEPTEMBER), (dt.date(2026, 11, 1), OCTOBER), (dt.date(2026, 8, 20), AUGUST)],
    ids=["the day before", "the day", "the month it began"],
)
def test_lifted_suspension_holds_nothing_back(decided_on: dt.date, to_month: dt.date) -> None:
    one = people.entitlement(start="2025-01")
    suspend(one)
    row = resume(one, decided_on)
    assert (row.to_month, row.lifted_number, row.lifted_on) == (to_month, "20/QĐ-UBND", decided_on)
    assert (running_suspension(one), pauses_of(one)) == (None, [])


def test_only_one_suspension_runs() -> None:
    one = people.entitlement(start="2025-01")
    suspend(one)
    with pytest.raises(actions.AlreadySuspended, match="12/QĐ-UBND"):
        suspend(one, SEPTEMBER)
    resume(one, dt.date(2026, 9, 10))
    assert suspend(one, AUGUST, "30/QĐ-UBND").from_month == AUGUST


def test_suspension_from_the_first_month_and_resumption_of_nothing_are_refused() -> None:
    one = people.entitlement(start="2026-08")
    with pytest.raises(actions.EndsBeforeStart):
        suspend(one, AUGUST)
    with pytest.raises(actions.NotSuspended):
        resume(one, dt.date(2026, 9, 10))


def row(entitlement: Entitlement, **fields: Any) -> Suspension:
    return Suspension(
        **{
            "entitlement": entitlement, "from_month": AUGUST, "cause": "not_collected",
            "decision_number": "1/QĐ", "decision_on": AUGUST,
        } | fields
    )  # fmt: skip


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("suspension_months_are_first_days", {"from_month": dt.date(2026, 8, 2)}),
        ("suspension_months_in_order", {"to_month": JULY}),
        ("suspension_lifted_is_over", {"lifted_on": AUGUST, "lifted_number": "2/QĐ"}),
        ("suspension_lifted_is_over", {"to_month": AUGUST, "lifted_on": AUGUST}),
        ("suspension_one_at_a_time", {"from_month": SEPTEMBER, "to_month": OCTOBER}),
    ],
)
def test_database_refuses(constraint: str, fields: dict[str, Any]) -> None:
    one = people.entitlement(start="2025-01")
    if constraint == "suspension_one_at_a_time":
        suspend(one)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(one, **fields).save()


def test_adjustment_leaves_no_gap_and_no_overlap() -> None:
    one = people.entitlement(start="2025-01")
    new = actions.adjust(
        entitlement=one,
        group_key="disability_extreme",
        units=1,
        from_month=SEPTEMBER,
        decision_number="31/QĐ-UBND",
        decision_on=dt.date(2026, 10, 6),
        by=offices.actor("commune_chair"),
    )
    one.refresh_from_db()
    assert (one.end_month, new.start_month, new.end_month) == (AUGUST, SEPTEMBER, None)


def test_adjustment_in_the_first_month_is_refused_whole() -> None:
    one = people.entitlement(start="2026-08")
    with pytest.raises(actions.EndsBeforeStart), transaction.atomic():
        actions.adjust(
            entitlement=one,
            group_key="disability_extreme",
            units=1,
            from_month=AUGUST,
            decision_number="31/QĐ-UBND",
            decision_on=dt.date(2026, 10, 6),
            by=offices.actor("commune_chair"),
        )
    assert list(Entitlement.objects.values_list("pk", "end_month")) == [(one.pk, None)]
