"""What the home page and the page of a person read."""

from __future__ import annotations

import datetime as dt

import pytest

from payments.queries import PersonPayment, month_state, payments_of
from tests.factories import offices, payments

pytestmark = pytest.mark.django_db

OCTOBER = dt.date(2026, 10, 1)


def waits(who: str, state: str) -> bool:
    payments.allowance()
    hands = payments.crew()
    payments.IN_STATE[state](hands)
    found = month_state(getattr(hands, who))
    assert found is not None
    return found.waits


@pytest.mark.parametrize(
    ("state", "who", "theirs"),
    [
        ("open", "accountant", True),
        ("building", "accountant", False),
        ("built", "accountant", True),
        ("built", "approver", False),
        ("checked", "accountant", False),
        ("checked", "approver", True),
        ("approved", "approver", False),
    ],
)
def test_month_waits_for_whose_step_it_is(state: str, who: str, theirs: bool) -> None:
    assert waits(who, state) is theirs


def test_month_of_a_commune_counts_its_own_list() -> None:
    payments.allowance()
    payments.allowance("Đinh Thị Sâm", code=offices.SON_HA, group="disability_extreme")
    payments.built(payments.crew())
    found = month_state(offices.actor("commune_officer", code=offices.SON_HA))
    assert found is not None
    assert (found.persons, found.total, found.waits) == (1, 1_080_000 + 240_000, False)


def test_month_without_any_run() -> None:
    hands = payments.crew()
    found = month_state(hands.accountant)
    assert found is not None
    assert (found.run, found.may_build) == (None, True)
    assert month_state(hands.approver) is None
    assert month_state(offices.actor("administrator", code=offices.PROVINCE)) is None


def test_payments_of_a_person_month_by_month() -> None:
    one = payments.allowance(start="2026-08")
    payments.approved(payments.crew())
    found = payments_of(one.person, offices.actor("commune_officer"))
    line = one.payment_lines.get().pk
    assert found == [
        PersonPayment(OCTOBER, "main", "regular", 810_000, OCTOBER, "approved", line),
        PersonPayment(dt.date(2026, 9, 1), "main", "arrears", 60_000, OCTOBER, "approved", line),
        PersonPayment(dt.date(2026, 9, 1), "main", "opening", 750_000),
        PersonPayment(dt.date(2026, 8, 1), "main", "arrears", 60_000, OCTOBER, "approved", line),
        PersonPayment(dt.date(2026, 8, 1), "main", "opening", 750_000),
    ]


def test_payments_of_a_person_take_three_queries(django_assert_num_queries) -> None:
    one = payments.allowance()
    payments.built(payments.crew())
    officer = offices.actor("commune_officer")
    with django_assert_num_queries(3):
        payments_of(one.person, officer)
