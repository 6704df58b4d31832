"""A figure confirmed on screen moves the rule and the payment SQL alike, from its date only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from freezegun import freeze_time

from payments.ledger import ledger_rows
from payments.models import PaymentMonth
from payments.presenters.runs import line_page
from policy import actions
from policy.months import months_between
from policy.queries import current_law
from policy.rules import monthly_due
from policy.rules.changes import CoefficientChange, RateChange
from tests.factories import law, offices, payments

pytestmark = pytest.mark.django_db

SEPTEMBER = dt.date(2026, 9, 1)
DECEMBER = dt.date(2026, 12, 1)
AS_OF = dt.date(2026, 12, 2)


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


def change(wanted: RateChange | CoefficientChange) -> None:
    hands = law.crew()
    propose = actions.propose_rate if isinstance(wanted, RateChange) else actions.propose_coefficient
    made = propose(change=wanted, reason="Theo nghị quyết.", by=hands.proposer)  # type: ignore[arg-type]
    actions.confirm_change(change=made, by=hands.confirmer)


def amounts(as_of: dt.date = AS_OF) -> dict[str, int]:
    """What a month pays by the ledger in SQL, once it is known to be what the rule says."""
    allowance = payments.allowance()
    now, province = current_law(), offices.office(offices.PROVINCE)
    by_rule = {
        month: monthly_due(
            group=allowance.group_id,
            born=allowance.person.born,
            month=month,
            known_on=as_of,
            law=now,
            province=offices.PROVINCE,
        ).amount
        for month in months_between(SEPTEMBER, DECEMBER)
    }
    by_sql = {
        row.month: row.due
        for row in ledger_rows(office=province, month=DECEMBER, as_of=as_of)
        if row.month >= SEPTEMBER
    }
    assert by_sql == by_rule
    return {f"{month:%m}": amount for month, amount in by_sql.items()}


def test_provincial_rate_pays_more_from_its_month_only() -> None:
    change(law.rate(600_000))
    assert amounts() == {"09": 810_000, "10": 810_000, "11": 900_000, "12": 900_000}


def test_provincial_rate_is_unknown_before_its_day() -> None:
    change(law.rate(600_000, known_from=dt.date(2026, 12, 2)))
    assert amounts(as_of=dt.date(2026, 12, 1)) == {"09": 810_000, "10": 810_000, "11": 810_000, "12": 810_000}


def test_provincial_rate_of_some_months_ends() -> None:
    change(law.rate(600_000, valid_to=dt.date(2026, 11, 30)))
    assert amounts() == {"09": 810_000, "10": 810_000, "11": 900_000, "12": 810_000}


def test_greater_of_national_and_provincial_applies() -> None:
    change(law.rate(600_000))
    change(law.rate(620_000, province="", valid_from=DECEMBER))
    assert amounts() == {"09": 810_000, "10": 810_000, "11": 900_000, "12": 930_000}


def test_rate_of_another_province_changes_nothing_here() -> None:
    change(law.rate(600_000, province="48"))
    assert amounts() == {"09": 810_000, "10": 810_000, "11": 810_000, "12": 810_000}


def test_coefficient_pays_from_its_month_only() -> None:
    change(law.coefficient("2.0"))
    assert amounts() == {"09": 810_000, "10": 810_000, "11": 1_080_000, "12": 1_080_000}


def test_back_dated_rate_becomes_arrears_that_cite_its_resolution() -> None:
    hands: payments.Crew = payments.crew()
    payments.allowance()
    payments.approved(hands)
    change(law.rate(600_000, valid_from=dt.date(2026, 10, 1), known_from=dt.date(2026, 11, 1)))

    run = payments.built(hands, payments.NOVEMBER, dt.date(2026, 11, 3))

    months = PaymentMonth.objects.filter(line__payment_list__run=run).order_by("month")
    assert [(f"{row.month:%m}", row.kind, row.amount) for row in months] == [
        ("10", "arrears", 90_000),
        ("11", "regular", 900_000),
    ]
    sections = line_page(months[0].line)["months"].sections
    assert [[note for row in section.lines for note in row.notes] for section in sections] == [
        [
            "600.000 × 1,5 = 900.000 đồng: mức chuẩn theo Điều 1 Nghị quyết 999/2026/NQ-HĐND; hệ số theo "
            "điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP.",
        ],
        [
            "600.000 × 1,5 = 900.000 đồng: mức chuẩn theo Điều 1 Nghị quyết 999/2026/NQ-HĐND; hệ số theo "
            "điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP.",
            "900.000 − 810.000 đã chi = 90.000 đồng.",
            "Theo quy định áp dụng đến hết ngày 31/10/2026: 540.000 × 1,5 = 810.000 đồng.",
        ],
    ]
