"""Nobody opened a case: what a birthday changes is paid right all the same, month by month.

The ledger pays, the rule foresees; neither knows the other. What needs a decision goes on unchanged until
there is one, and is foreseen as such.
"""

from __future__ import annotations

import datetime as dt

import pytest

from entitlements.foreseen import foreseen_rows
from entitlements.models import Entitlement
from payments.ledger import ledger_rows
from payments.models import PaymentLine
from policy.months import add_months, months_between
from policy.queries import current_law
from policy.rules.foreseen import Foreseen
from tests.factories import offices, payments

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 16)
NOW, LAST = dt.date(2026, 11, 1), dt.date(2027, 11, 1)
BIRTHDAYS = {
    "5(7) 3 years": ("toddler_poor", "10/01/2024"),
    "6(1)a 4 years": ("child_both_dead", "31/01/2023"),
    "8(2)c 6 years": ("disability_severe", "10/01/2021"),
    "5(2) 16 years, clause 1": ("child_both_dead", "01/05/2011"),
    "5(8) 16 years, clause 3": ("child_hiv", "10/01/2011"),
    "6(1)e 16 years, clause 6": ("disability_extreme", "29/02/2012"),
    "22 years": ("youth_studying", "10/01/2005"),
    "6(1)e 60 years": ("disability_severe", "10/10/1967"),
    "pension 70 years": ("pension_70", "10/01/1957"),
    "pension 75 years": ("pension_70", "10/01/1952"),
    "6(1)c 75 years": ("elderly_poor", "30/06/1952"),
    "80 years": ("elderly_poor", "10/01/1947"),
}


def changes() -> list[Foreseen]:
    rows = foreseen_rows(
        Entitlement.objects.all(), first=add_months(NOW, 1), last=LAST, known_on=TODAY, law=current_law()
    )
    return [row.change for row in rows]


def due_by_month() -> dict[dt.date, int]:
    office = offices.office(offices.PROVINCE)
    return {
        row.month: row.due for row in ledger_rows(office=office, month=LAST, as_of=TODAY) if row.month >= NOW
    }


@pytest.mark.parametrize(("group", "born"), BIRTHDAYS.values(), ids=BIRTHDAYS)
def test_ledger_pays_every_month_what_is_foreseen(group: str, born: str) -> None:
    payments.allowance(group=group, born=born, paid_through="2026-10")
    paid = due_by_month()
    expected, amount = {}, paid[NOW]
    by_age = {change.month: change for change in changes() if change.kind != "decision" and change.age}
    for month in months_between(NOW, LAST):
        if month in by_age:
            assert by_age[month].before.amount == amount
            amount = by_age[month].amount_after
        expected[month] = amount
    assert paid == expected


def test_run_of_the_birthday_month_has_the_new_amount_without_a_case() -> None:
    payments.allowance(group="disability_severe", born="10/01/1967", paid_through="2026-12")
    hands, january = payments.crew(), dt.date(2027, 1, 1)
    payments.built(hands, january, dt.date(2027, 1, 5))
    (line,) = PaymentLine.objects.all()
    (change,) = changes()
    assert (line.regular, change.amount_after, change.decides) == (1_080_000, 1_080_000, False)


def test_run_after_the_last_birthday_pays_nothing_without_a_case() -> None:
    payments.allowance(group="toddler_poor", born="10/01/2024", paid_through="2027-01")
    hands, february = payments.crew(), dt.date(2027, 2, 1)
    payments.built(hands, february, dt.date(2027, 2, 5))
    # What earlier months still lack at the newer base is arrears; the month itself pays nothing.
    (line,) = PaymentLine.objects.all()
    assert (line.regular, line.total) == (0, line.arrears)


def test_what_needs_a_decision_is_paid_on_and_foreseen_as_such() -> None:
    payments.allowance(group="elderly_poor", born="12/06/1958", paid_through="2026-10")
    (change,) = changes()
    assert (change.cause.value, change.month, change.decides) == (
        "poverty_missing",
        dt.date(2027, 1, 1),
        True,
    )
    assert set(due_by_month().values()) == {change.before.amount}
