"""Money of a month: Articles 4, 6 and 8 of Decrees 20/2021 and 335/2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from policy.enums import Outcome
from policy.months import months_between
from policy.reasons import Reason
from policy.rules import first_payable_month, last_payable_month, monthly_due
from tests.policy.people import LAW, born, due

# What each age pays at the three bases. Age is reached in the month asked for or long before.
TABLE = [
    ("1", "child_both_dead", 3, 900_000, 1_250_000, 1_350_000),
    ("1", "child_both_dead", 4, 540_000, 750_000, 810_000),
    ("1", "child_no_care", 15, 540_000, 750_000, 810_000),
    ("2", "youth_studying", 17, 540_000, 750_000, 810_000),
    ("3", "child_hiv", 0, 900_000, 1_250_000, 1_350_000),
    ("3", "child_hiv", 4, 720_000, 1_000_000, 1_080_000),
    ("4", "single_parent", 30, 360_000, 500_000, 540_000),
    ("5.a", "elderly_poor", 60, 540_000, 750_000, 810_000),
    ("5.a", "elderly_poor", 74, 540_000, 750_000, 810_000),
    ("5.a", "elderly_poor", 75, 540_000, 750_000, 1_080_000),
    ("5.a", "elderly_poor", 80, 720_000, 1_000_000, 1_080_000),
    ("5.d, 5.b", "elderly_facility_eligible", 66, 1_080_000, 1_500_000, 1_620_000),
    ("6", "disability_extreme", 15, 900_000, 1_250_000, 1_350_000),
    ("6", "disability_extreme", 16, 720_000, 1_000_000, 1_080_000),
    ("6", "disability_extreme", 59, 720_000, 1_000_000, 1_080_000),
    ("6", "disability_extreme", 60, 900_000, 1_250_000, 1_350_000),
    ("6", "disability_severe", 15, 720_000, 1_000_000, 1_080_000),
    ("6", "disability_severe", 16, 540_000, 750_000, 810_000),
    ("6", "disability_severe", 59, 540_000, 750_000, 810_000),
    ("6", "disability_severe", 60, 720_000, 1_000_000, 1_080_000),
    ("7", "toddler_poor", 2, 540_000, 750_000, 810_000),
    ("8", "adult_hiv", 40, 540_000, 750_000, 810_000),
    ("HT", "pension_75", 75, 0, 500_000, 540_000),
    ("HT", "pension_70", 70, 0, 500_000, 540_000),
]


@pytest.mark.parametrize(
    ("group", "age", "old", "middle", "new"),
    [pytest.param(*row[1:], id=f"{row[0]} at {row[2]}") for row in TABLE],
)
def test_amount_at_three_bases(group: str, age: int, old: int, middle: int, new: int) -> None:
    paid = [
        due(group, f"10/02/{year - age}", f"{year}-05" if year < 2026 else "2026-11").amount
        for year in (2024, 2026)
    ]
    at_500 = due(group, f"10/02/{2026 - age}", "2026-06", known="2026-06-20").amount
    assert [paid[0], at_500, paid[1]] == [old, middle, new]


def test_single_parent_is_paid_per_child() -> None:
    paid = [due("single_parent", "1990", "2026-11", units=units) for units in (0, 1, 3)]
    assert [(item.amount, item.coefficient, item.needs) for item in paid] == [
        (0, Decimal(0), ()),
        (540_000, Decimal("1.0"), ()),
        (1_620_000, Decimal("1.0"), ()),
    ]
    assert [finding.reason for finding in paid[0].reasons] == [Reason.UNITS]


@pytest.mark.parametrize(
    ("group", "units"), [("disability_severe", 2), ("disability_severe", 0), ("single_parent", -1)]
)
def test_units_are_children_only(group: str, units: int) -> None:
    with pytest.raises(ValueError, match="times"):
        due(group, "1990", "2026-11", units=units)


def test_month_is_a_first_day() -> None:
    with pytest.raises(ValueError, match="2026-11-02"):
        monthly_due(
            group="adult_hiv", born=born("1990"), month=date(2026, 11, 2), known_on=date(2026, 11, 2), law=LAW
        )


def test_due_explains_itself() -> None:
    found = due("elderly_facility_eligible", "10/02/1950", "2026-11")
    assert (found.code, found.citation, found.base, found.coefficient, found.age) == (
        "5.b",
        "điểm b khoản 5 Điều 5 Nghị định 335/2026/NĐ-CP",
        540_000,
        Decimal("3.0"),
        76,
    )
    assert (found.rate_article, found.coefficient_article) == (
        "Điều 4 và Điều 32 Nghị định 335/2026/NĐ-CP",
        "điểm đ khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP",
    )


@pytest.mark.parametrize(
    ("month", "known", "code"),
    [
        ("2026-09", "2026-09-20", "5.d"),
        ("2026-09", "2026-11-20", "5.d"),
        ("2026-10", "2026-09-24", "5.d"),
        ("2026-10", "2026-10-05", "5.b"),
    ],
)
def test_code_of_the_month_as_known(month: str, known: str, code: str) -> None:
    assert due("elderly_facility_eligible", "1950", month, known).code == code


# Birthdays: a new band pays from the month of the birthday, an age limit stops after it. Article 8.
@pytest.mark.parametrize(
    ("group", "birth", "months", "amounts"),
    [
        pytest.param(
            "child_both_dead",
            "30/11/2022",
            ("2026-10", "2026-11", "2026-12"),
            (1350, 810, 810),
            id="1 turns 4",
        ),
        pytest.param(
            "child_both_dead", "01/11/2010", ("2026-10", "2026-11", "2026-12"), (810, 810, 0), id="1 turns 16"
        ),
        pytest.param(
            "child_no_care",
            "30/11/2010",
            ("2026-10", "2026-11", "2026-12"),
            (810, 810, 0),
            id="1 turns 16, last day",
        ),
        pytest.param(
            "child_hiv", "15/11/2010", ("2026-10", "2026-11", "2026-12"), (1080, 1080, 0), id="3 turns 16"
        ),
        pytest.param(
            "toddler_poor", "15/11/2023", ("2026-10", "2026-11", "2026-12"), (810, 810, 0), id="7 turns 3"
        ),
        pytest.param(
            "disability_severe",
            "15/11/2010",
            ("2026-10", "2026-11", "2026-12"),
            (1080, 810, 810),
            id="6 turns 16",
        ),
        pytest.param(
            "disability_extreme",
            "15/11/1966",
            ("2026-10", "2026-11", "2026-12"),
            (1080, 1350, 1350),
            id="6 turns 60",
        ),
        pytest.param(
            "elderly_poor",
            "15/11/1951",
            ("2026-10", "2026-11", "2026-12"),
            (810, 1080, 1080),
            id="5.a turns 75",
        ),
        pytest.param(
            "youth_studying", "15/11/2010", ("2026-10", "2026-11", "2026-12"), (0, 810, 810), id="2 from 16"
        ),
        pytest.param("pension_75", "15/11/1951", ("2026-10", "2026-11"), (0, 540), id="HT from 75"),
        pytest.param(
            "pension_70", "15/11/1951", ("2026-10", "2026-11", "2026-12"), (540, 540, 540), id="HT stays"
        ),
        pytest.param("elderly_poor", "15/11/1966", ("2026-10", "2026-11"), (0, 810), id="5.a from 60"),
    ],
)
def test_birthday_months(group: str, birth: str, months: tuple[str, ...], amounts: tuple[int, ...]) -> None:
    assert tuple(due(group, birth, month, "2026-12-20").amount // 1000 for month in months) == amounts


def test_age_limit_says_so() -> None:
    reasons = [
        due("toddler_poor", "15/11/2023", month, "2026-12-20").reasons for month in ("2026-11", "2026-12")
    ]
    assert [(found[0].reason, found[0].outcome, found[0].number) for found in reasons] == [
        (Reason.AGE_LIMIT, Outcome.MET, 3),
        (Reason.AGE_LIMIT, Outcome.UNMET, 3),
    ]


def test_age_limit_of_someone_far_past_it() -> None:
    found = due("child_both_dead", "15/11/1990", "2026-11")
    assert (found.amount, [finding.reason for finding in found.reasons]) == (0, [Reason.AGE_LIMIT])


@pytest.mark.parametrize(
    ("birth", "month", "known", "amount"),
    [
        pytest.param("20/08/2004", "2026-08", "2026-08-20", 750_000, id="20/2021: month of turning 22"),
        pytest.param("20/08/2004", "2026-09", "2026-09-20", 0, id="20/2021: after turning 22"),
        pytest.param("20/08/2004", "2026-09", "2026-11-20", 0, id="20/2021: still so for September"),
        pytest.param("20/10/2004", "2026-11", "2026-11-20", 810_000, id="335/2026: no cap at 22"),
        pytest.param("20/10/2004", "2026-11", "2026-09-20", 0, id="335/2026 not yet known"),
        pytest.param("20/11/2000", "2026-11", "2026-11-20", 810_000, id="335/2026: 26 and studying"),
    ],
)
def test_cap_at_22(birth: str, month: str, known: str, amount: int) -> None:
    assert due("youth_studying", birth, month, known).amount == amount


@pytest.mark.parametrize(
    ("month", "amount"), [("2025-01", 1_250_000), ("2025-06", 1_250_000), ("2026-05", 1_250_000)]
)
def test_months_up_to_birth_count_as_age_0(month: str, amount: int) -> None:
    assert due("child_no_care", "02/06/2026", month).amount == amount


# Known later: rates and coefficients of Decree 335/2026 reach back to 2026-07.
@pytest.mark.parametrize(
    ("month", "known", "amount"),
    [
        ("2026-06", "2026-11-20", 750_000),
        ("2026-07", "2026-10-04", 750_000),
        ("2026-07", "2026-10-05", 1_080_000),
        ("2026-09", "2026-09-30", 750_000),
        ("2026-09", "2026-10-05", 1_080_000),
    ],
)
def test_5a_at_77_as_known(month: str, known: str, amount: int) -> None:
    assert due("elderly_poor", "02/01/1949", month, known).amount == amount


def test_arrears_of_the_base_change_for_a_single_parent() -> None:
    """Lists of July to October 2026 paid at 500,000, the new level entered for November."""
    paid_as_known = {
        "2026-07": "2026-06-24",
        "2026-08": "2026-07-24",
        "2026-09": "2026-08-24",
        "2026-10": "2026-09-24",
    }
    arrears = sum(
        due("single_parent", "1990", month, "2026-10-24").amount
        - due("single_parent", "1990", month, known).amount
        for month, known in paid_as_known.items()
    )
    november = due("single_parent", "1990", "2026-11", "2026-10-24").amount
    assert (arrears, november, arrears + november) == (160_000, 540_000, 700_000)


def test_arrears_of_a_disability_certificate_before_the_decision() -> None:
    """Certificate 20/03/2025, decision 10/06/2025 under Decree 20/2021: March to June with July's list."""
    first = first_payable_month(
        group="disability_severe",
        received_on=date(2025, 4, 1),
        signed_on=date(2025, 6, 10),
        certificate_on=date(2025, 3, 20),
        law=LAW,
    )
    months = months_between(first, date(2025, 7, 1))
    paid = [due("disability_severe", "1980", f"{month:%Y-%m}", "2025-06-24").amount for month in months]
    assert (first, paid, sum(paid)) == (date(2025, 3, 1), [750_000] * 5, 3_750_000)


@pytest.mark.parametrize(
    ("group", "received", "signed", "certificate", "first"),
    [
        pytest.param(
            "disability_severe", "2026-10-20", "2026-11-12", "2026-10-20", "2026-11-01", id="335 Art.8"
        ),
        pytest.param(
            "disability_severe", "2026-10-01", "2026-11-12", "2026-08-20", "2026-08-01", id="335 Art.33"
        ),
        pytest.param(
            "disability_severe", "2026-10-01", "2026-11-12", None, "2026-11-01", id="no certificate"
        ),
        pytest.param("single_parent", "2025-03-01", "2025-04-30", None, "2025-04-01", id="20/2021 Art.8(1)"),
        pytest.param("elderly_80", "2025-03-01", "2025-04-30", None, "2025-02-01", id="5.c from turning 80"),
    ],
)
def test_first_payable_month(
    group: str, received: str, signed: str, certificate: str | None, first: str
) -> None:
    found = first_payable_month(
        group=group,
        received_on=date.fromisoformat(received),
        signed_on=date.fromisoformat(signed),
        certificate_on=date.fromisoformat(certificate) if certificate else None,
        born=born("14/02/1945"),
        law=LAW,
    )
    assert found == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("month", "amount"), [("2026-09", 810_000), ("2026-10", 810_000), ("2026-11", 0), ("2027-01", 0)]
)
def test_month_of_death_is_the_last(month: str, amount: int) -> None:
    found = due("disability_severe", "1980", month, "2027-01-20", died_on=date(2026, 10, 2))
    assert found.amount == amount


def test_group_not_in_force_pays_nothing() -> None:
    found = due("elderly_80", "1940", "2025-07")
    assert (found.amount, [finding.reason for finding in found.reasons]) == (0, [Reason.GROUP_IN_FORCE])


# An unproven birthday changes nothing until a paper proves it.
@pytest.mark.parametrize(
    ("group", "birth", "month", "amount", "needs"),
    [
        pytest.param(
            "elderly_poor", "1951", "2026-11", 810_000, ("born",), id="75 in some month of the year"
        ),
        pytest.param("elderly_poor", "1951", "2026-12", 1_080_000, (), id="75 by December whatever the day"),
        pytest.param("elderly_poor", "11/1951", "2026-11", 1_080_000, (), id="the month is enough"),
        pytest.param("elderly_poor", "12/1951", "2026-11", 810_000, (), id="the month is enough, before it"),
        pytest.param("elderly_poor", "1955", "2026-11", 810_000, (), id="far from every band"),
        pytest.param("elderly_poor", "1966", "2026-11", 810_000, ("born",), id="perhaps not yet 60"),
        pytest.param("pension_75", "1951", "2026-11", 540_000, ("born",), id="perhaps not yet 75"),
        pytest.param("child_both_dead", "2022", "2026-11", 1_350_000, ("born",), id="perhaps 4"),
        pytest.param("child_both_dead", "2010", "2026-11", 810_000, ("born",), id="perhaps past 16"),
        pytest.param("toddler_poor", "2023", "2026-12", 810_000, ("born",), id="perhaps past 3"),
        pytest.param("child_both_dead", None, "2026-11", 810_000, ("born",), id="no date at all"),
        pytest.param("disability_severe", None, "2026-11", 810_000, ("born",), id="no date, adult amount"),
        pytest.param("single_parent", None, "2026-11", 540_000, (), id="no age in the coefficient"),
    ],
)
def test_unproven_birth_date(
    group: str, birth: str | None, month: str, amount: int, needs: tuple[str, ...]
) -> None:
    found = due(group, birth, month)
    assert (found.amount, found.needs) == (amount, needs)


def test_amount_rounds_half_a_dong_up() -> None:
    base = replace(LAW.rates[-1], kind="base", province="51", amount=540_001)
    law = LAW.with_money(
        rates=[*LAW.rates, replace(base, valid_from=date(2026, 7, 1), known_from=date(2026, 7, 1))]
    )
    found = monthly_due(
        group="adult_hiv",
        born=born("1990"),
        month=date(2026, 11, 1),
        known_on=date(2026, 11, 1),
        law=law,
        province="51",
    )
    assert (found.base, found.amount) == (540_001, 810_002)


@pytest.mark.parametrize(
    ("group", "birth", "known", "died", "last"),
    [
        ("child_both_dead", "15/11/2010", "2026-11-20", None, "2026-11-01"),
        ("child_both_dead", "2010", "2026-11-20", None, "2026-12-01"),
        ("toddler_poor", "15/11/2024", "2026-11-20", None, "2027-11-01"),
        ("toddler_poor", "15/11/2024", "2026-11-20", "2026-10-31", "2026-10-01"),
        ("youth_studying", "20/08/2004", "2026-09-20", None, "2026-08-01"),
        ("youth_studying", "20/12/2006", "2026-09-20", None, "2028-12-01"),
        ("youth_studying", "20/12/2006", "2026-11-20", None, None),
        ("disability_severe", "15/11/2010", "2026-11-20", None, None),
        ("elderly_80", "1930", "2026-11-20", None, "2025-06-01"),
        ("child_both_dead", None, "2026-11-20", None, None),
    ],
)
def test_last_payable_month(
    group: str, birth: str | None, known: str, died: str | None, last: str | None
) -> None:
    found = last_payable_month(
        group=group,
        born=born(birth) if birth else None,
        known_on=date.fromisoformat(known),
        law=LAW,
        died_on=date.fromisoformat(died) if died else None,
    )
    assert found == (date.fromisoformat(last) if last else None)
