"""What holds for the money of every person and month, tried on made-up ones."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from policy.enums import GroupKey
from policy.facts import PartialDate
from policy.months import add_months, months_between
from policy.rules import last_payable_month, monthly_due
from tests.policy.people import LAW

BIRTHS = st.builds(
    PartialDate.from_columns,
    st.dates(date(1925, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
)
MONTHS = st.integers(0, 29).map(lambda index: add_months(date(2024, 7, 1), index))
KNOWN = st.dates(date(2026, 7, 1), date(2026, 12, 31))
GROUPS = st.sampled_from([key for key in GroupKey if key not in ("elderly_75_hardship", "elderly_80")])


@given(GROUPS, BIRTHS, MONTHS, KNOWN)
def test_due_is_the_product_it_shows(group: str, birth: PartialDate, month: date, known: date) -> None:
    found = monthly_due(group=group, born=birth, month=month, known_on=known, law=LAW)
    assert found.amount == found.base * found.coefficient
    assert found.amount in {
        0,
        *(base * tenth // 10 for base in (500_000, 540_000) for tenth in (10, 15, 20, 25, 30)),
    }


@given(GROUPS, BIRTHS, MONTHS)
def test_due_never_shrinks_when_more_is_known(group: str, birth: PartialDate, month: date) -> None:
    """No decree so far lowered a month already paid: knowing more gives arrears, never a recovery."""
    before, after = (
        monthly_due(group=group, born=birth, month=month, known_on=known, law=LAW).amount
        for known in (date(2026, 10, 4), date(2026, 12, 31))
    )
    assert before <= after


@given(GROUPS, BIRTHS, MONTHS, KNOWN)
def test_nothing_is_due_after_the_last_payable_month(
    group: str, birth: PartialDate, month: date, known: date
) -> None:
    last = last_payable_month(group=group, born=birth, known_on=known, law=LAW)
    found = monthly_due(group=group, born=birth, month=month, known_on=known, law=LAW)
    # Decree 335/2026 lifted the limit of group 2: whoever is still on the books goes on from October 2026.
    if last is not None and month > last and (group != "youth_studying" or month < date(2026, 10, 1)):
        assert found.amount == 0


@given(GROUPS, BIRTHS, MONTHS, KNOWN)
def test_a_paper_proving_the_birth_date_settles_it(
    group: str, birth: PartialDate, month: date, known: date
) -> None:
    """Without doubt shown, every birth date the papers allow gives the same amount."""
    found = monthly_due(group=group, born=birth, month=month, known_on=known, law=LAW)
    possible = {
        monthly_due(group=group, born=PartialDate.from_date(day), month=month, known_on=known, law=LAW).amount
        for day in (*months_between(birth.earliest.replace(day=1), birth.latest), birth.latest)
    }
    assert (len(possible) > 1) == bool(found.needs)


@given(GROUPS, BIRTHS, MONTHS, st.dates(date(2024, 7, 1), date(2026, 12, 31)))
def test_nothing_is_due_after_the_month_of_death(
    group: str, birth: PartialDate, month: date, died: date
) -> None:
    found = monthly_due(
        group=group, born=birth, month=month, known_on=date(2026, 12, 31), law=LAW, died_on=died
    )
    alive = monthly_due(group=group, born=birth, month=month, known_on=date(2026, 12, 31), law=LAW)
    assert found.amount == (alive.amount if month <= died else 0)
