"""What follows for months from what is due and what was paid."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from payments.enums import MonthKind
from payments.rules import Kind, MonthPayment, MonthStanding, month_payments
from policy.months import add_months

JULY, AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 1) for month in (7, 8, 9, 10))
AMOUNTS = st.integers(0, 2_000_000)


def standings(*pairs: tuple[int, int]) -> list[MonthStanding]:
    """Months up to October 2026 as (due, paid)."""
    first = add_months(OCTOBER, 1 - len(pairs))
    return [MonthStanding(add_months(first, index), due, paid) for index, (due, paid) in enumerate(pairs)]


def test_kinds_are_those_of_the_table() -> None:
    assert [kind.value for kind in Kind] == MonthKind.values


def test_month_unpaid_is_regular_and_raised_months_are_arrears() -> None:
    found = month_payments(
        standings((540_000, 500_000), (540_000, 500_000), (540_000, 500_000), (540_000, 0)), run_month=OCTOBER
    )
    assert found == (
        MonthPayment(JULY, Kind.ARREARS, 540_000, 500_000, 40_000),
        MonthPayment(AUGUST, Kind.ARREARS, 540_000, 500_000, 40_000),
        MonthPayment(SEPTEMBER, Kind.ARREARS, 540_000, 500_000, 40_000),
        MonthPayment(OCTOBER, Kind.REGULAR, 540_000, 0, 540_000),
    )


def test_month_already_paid_is_not_paid_again() -> None:
    assert month_payments(standings((540_000, 540_000)), run_month=OCTOBER) == ()


def test_month_paid_in_part_gets_the_rest_as_arrears() -> None:
    assert month_payments(standings((540_000, 500_000)), run_month=OCTOBER) == (
        MonthPayment(OCTOBER, Kind.ARREARS, 540_000, 500_000, 40_000),
    )


def test_recovery_takes_the_oldest_month_first_and_leaves_the_rest() -> None:
    found = month_payments(standings((0, 500_000), (0, 500_000), (540_000, 0)), run_month=OCTOBER)
    assert found == (
        MonthPayment(AUGUST, Kind.RECOVERY, 0, 500_000, 500_000),
        MonthPayment(SEPTEMBER, Kind.RECOVERY, 0, 500_000, 40_000),
        MonthPayment(OCTOBER, Kind.REGULAR, 540_000, 0, 540_000),
    )


def test_nothing_is_taken_back_from_someone_who_is_paid_nothing() -> None:
    assert month_payments(standings((0, 500_000), (0, 0)), run_month=OCTOBER) == ()


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=30))
def test_run_never_takes_more_than_it_gives_and_settles_what_it_can(pairs: list[tuple[int, int]]) -> None:
    found = month_payments(standings(*pairs), run_month=OCTOBER)
    given_out = sum(row.amount for row in found if row.kind != Kind.RECOVERY)
    taken = sum(row.amount for row in found if row.kind == Kind.RECOVERY)
    assert given_out == sum(max(due - paid, 0) for due, paid in pairs)
    assert taken == min(given_out, sum(max(paid - due, 0) for due, paid in pairs))
