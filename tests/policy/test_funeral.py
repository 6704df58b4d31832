"""Funeral support: Articles 11, 14 and 25 of Decree 20/2021, Articles 11 to 13 and 31 of Decree 335/2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import Payee, PovertyStatus
from policy.facts import PartialDate
from policy.rules import Support, funeral_support_due, payee_of
from policy.support_facts import FuneralFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, born

BEFORE = date(2026, 6, 10)
AFTER = date(2026, 11, 3)
KNOWN = date(2026, 11, 20)
NOTHING = FuneralFacts(
    died_on=AFTER,
    born=born("10/02/1980"),
    on_monthly_assistance=False,
    applied_and_qualified=False,
    child_of_single_parent=False,
    on_survivor_allowance=False,
    on_other_allowance=False,
    on_social_pension=False,
    poverty=PovertyStatus.NOT_POOR,
    died_in_emergency=False,
    buried_by_others=False,
    actual_cost=0,
    lived_in_facility=False,
    other_funeral_support=0,
)


def due(known_on: date = KNOWN, **known: Any) -> Support:
    return funeral_support_due(facts=replace(NOTHING, **known), known_on=known_on, law=LAW)


OLD_75 = {"born": born("10/02/1951"), "on_survivor_allowance": True}
OLD_70 = {"born": born("10/02/1956"), "on_survivor_allowance": True, "poverty": PovertyStatus.NEAR_POOR}
DISASTER = {"died_in_emergency": True}


@pytest.mark.parametrize(
    ("known", "benefit", "old", "new"),
    [
        pytest.param(
            {"on_monthly_assistance": True}, "funeral_beneficiary", 10_000_000, 10_800_000, id="11(1)(a)"
        ),
        pytest.param({"applied_and_qualified": True}, "funeral_applicant", 0, 10_800_000, id="335 11 filed"),
        pytest.param(
            {"child_of_single_parent": True}, "funeral_child", 10_000_000, 10_800_000, id="11(1)(b)"
        ),
        pytest.param(
            {"born": born("10/02/1946"), "on_other_allowance": True},
            "funeral_survivor",
            10_000_000,
            10_800_000,
            id="11(1)(c) at 80",
        ),
        pytest.param(OLD_75, "funeral_survivor", 0, 10_800_000, id="335 11 at 75"),
        pytest.param(OLD_70, "funeral_survivor_poor", 0, 10_800_000, id="335 11 at 70, near-poor"),
        pytest.param({"on_social_pension": True}, "funeral_pensioner", 10_000_000, 10_800_000, id="335 31"),
        pytest.param(DISASTER, "funeral_emergency", 25_000_000, 27_000_000, id="14(1)"),
        pytest.param(
            {**DISASTER, "buried_by_others": True}, "funeral_unclaimed", 25_000_000, 27_000_000, id="14(2)"
        ),
        pytest.param({"lived_in_facility": True}, "funeral_facility", 25_000_000, 27_000_000, id="25(3)"),
        pytest.param({}, None, 0, 0, id="no ground"),
    ],
)
def test_ground_under_both_decrees(known: dict[str, Any], benefit: str | None, old: int, new: int) -> None:
    before, after = due(died_on=BEFORE, known_on=BEFORE, **known), due(**known)
    found = [([share.benefit for share in item.chosen], item.amount, item.fits) for item in (before, after)]
    assert found == [([benefit] if amount else [], amount, bool(amount)) for amount in (old, new)]


@pytest.mark.parametrize(
    ("died_on", "known_on", "amount"),
    [
        pytest.param(date(2023, 5, 1), date(2023, 5, 9), 7_200_000, id="base 360.000"),
        pytest.param(date(2024, 7, 1), date(2024, 7, 9), 10_000_000, id="base 500.000"),
        pytest.param(date(2026, 8, 1), date(2026, 8, 9), 10_000_000, id="335/2026 not yet known"),
        pytest.param(date(2026, 8, 1), date(2026, 10, 5), 10_800_000, id="335/2026 base back to July"),
    ],
)
def test_base_of_the_month_of_death(died_on: date, known_on: date, amount: int) -> None:
    assert due(died_on=died_on, known_on=known_on, on_monthly_assistance=True).amount == amount


@pytest.mark.parametrize(
    ("known", "benefit", "amount"),
    [
        pytest.param({"died_on": date(2026, 10, 4)}, None, 0, id="20/2021 the day before"),
        pytest.param(
            {"died_on": date(2026, 10, 5)}, "funeral_survivor", 10_800_000, id="335/2026 the first day"
        ),
        pytest.param({"born": born("04/11/1951")}, None, 0, id="335 11 the day before 75"),
        pytest.param({"born": born("03/11/1951")}, "funeral_survivor", 10_800_000, id="335 11 on turning 75"),
    ],
)
def test_age_75_on_the_day_of_death(known: dict[str, Any], benefit: str | None, amount: int) -> None:
    found = due(**{**OLD_75, **known})
    assert ([share.benefit for share in found.chosen], found.amount) == ([benefit] if benefit else [], amount)


def test_335_11_another_allowance_does_not_count_from_70_to_75() -> None:
    found = due(**{**OLD_70, "on_survivor_allowance": False, "on_other_allowance": True})
    assert (found.fits, found.amount) == (False, 0)


def test_11_2_several_grounds_give_the_highest_only() -> None:
    found = due(on_monthly_assistance=True, lived_in_facility=True, died_in_emergency=True)
    assert ([share.benefit for share in found.chosen], found.amount) == (["funeral_emergency"], 27_000_000)
    assert {
        share.benefit for share in found.not_given if share.unmet[-1].reason == SupportReason.HIGHEST_SUPPORT
    } == {"funeral_beneficiary", "funeral_facility"}


@pytest.mark.parametrize(
    ("other", "fits", "amount", "needs"),
    [
        pytest.param(0, True, 10_800_000, (), id="none"),
        pytest.param(10_800_000, True, 10_800_000, (), id="the same"),
        pytest.param(20_000_000, False, 0, (), id="more"),
        pytest.param(None, None, 10_800_000, ("other_funeral_support",), id="not known"),
    ],
)
def test_11_2_what_other_texts_give(
    other: int | None, fits: bool | None, amount: int, needs: tuple[str, ...]
) -> None:
    found = due(on_monthly_assistance=True, other_funeral_support=other)
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


@pytest.mark.parametrize(
    ("cost", "other", "fits", "amount", "needs"),
    [
        pytest.param(40_000_000, 0, True, 40_000_000, (), id="actual cost"),
        pytest.param(12_000_000, 0, True, 27_000_000, (), id="at least 50 times"),
        pytest.param(None, 0, True, 27_000_000, ("actual_cost",), id="cost not known"),
        pytest.param(None, 30_000_000, None, 0, ("actual_cost",), id="cost may beat the other text"),
        pytest.param(28_000_000, 30_000_000, False, 0, (), id="cost below the other text"),
    ],
)
def test_14_2_burial_of_someone_nobody_claims(
    cost: int | None, other: int, fits: bool | None, amount: int, needs: tuple[str, ...]
) -> None:
    found = due(**DISASTER, buried_by_others=True, actual_cost=cost, other_funeral_support=other)
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


@pytest.mark.parametrize(
    ("known", "amount", "needs"),
    [
        pytest.param({"died_on": None}, 0, ("died_on",), id="day of death"),
        pytest.param({"on_monthly_assistance": None}, 0, ("on_monthly_assistance",), id="assistance"),
        pytest.param({"applied_and_qualified": None}, 0, ("applied_and_qualified",), id="file"),
        pytest.param({"died_in_emergency": None}, 0, ("died_in_emergency",), id="disaster"),
        pytest.param({**DISASTER, "buried_by_others": None}, 0, ("buried_by_others",), id="who buries"),
        pytest.param({**OLD_75, "born": born("1951")}, 0, ("born",), id="birth date"),
        pytest.param({**OLD_70, "poverty": None}, 0, ("poverty",), id="poverty"),
        pytest.param(
            {**OLD_75, "on_survivor_allowance": None, "on_other_allowance": None},
            0,
            ("on_survivor_allowance", "on_other_allowance"),
            id="either allowance",
        ),
        pytest.param(
            {"on_monthly_assistance": True, "lived_in_facility": None},
            10_800_000,
            ("lived_in_facility",),
            id="what may be higher",
        ),
    ],
)
def test_unknown_fact_is_never_a_no(known: dict[str, Any], amount: int, needs: tuple[str, ...]) -> None:
    found = due(**known)
    assert (found.fits, found.amount, found.needs) == (None, amount, needs)


def test_what_cannot_be_higher_is_not_asked() -> None:
    found = due(on_monthly_assistance=True, on_social_pension=None, child_of_single_parent=None)
    assert (found.fits, found.amount, found.needs) == (True, 10_800_000, ())


def test_death_before_the_first_decree() -> None:
    found = due(died_on=date(2021, 6, 30), on_monthly_assistance=True)
    assert (found.fits, [finding.reason for finding in found.findings]) == (False, [SupportReason.IN_FORCE])


@pytest.mark.parametrize(
    ("known", "payee"),
    [
        pytest.param({"on_monthly_assistance": True}, Payee.ORGANISER, id="11(3)(a)"),
        pytest.param(DISASTER, Payee.HOUSEHOLD, id="14(1)"),
        pytest.param({**DISASTER, "buried_by_others": True}, Payee.ORGANISER, id="14(2)"),
    ],
)
def test_payee(known: dict[str, Any], payee: Payee) -> None:
    assert [payee_of(share) for share in due(**known).chosen] == [payee]


FLAG = st.none() | st.booleans()
MONEY = st.none() | st.integers(0, 60_000_000)


@given(
    known=st.builds(
        FuneralFacts,
        died_on=st.none() | st.dates(date(2021, 6, 1), date(2026, 11, 20)),
        born=st.none() | st.builds(PartialDate, st.integers(1930, 2020)),
        on_monthly_assistance=FLAG,
        applied_and_qualified=FLAG,
        child_of_single_parent=FLAG,
        on_survivor_allowance=FLAG,
        on_other_allowance=FLAG,
        on_social_pension=FLAG,
        poverty=st.none() | st.sampled_from(PovertyStatus),
        died_in_emergency=FLAG,
        buried_by_others=FLAG,
        actual_cost=MONEY,
        lived_in_facility=FLAG,
        other_funeral_support=MONEY,
    )
)
def test_amount_is_the_highest_part_and_unknown_names_a_fact(known: FuneralFacts) -> None:
    found = funeral_support_due(facts=known, known_on=KNOWN, law=LAW)
    parts = [share.amount for share in (*found.chosen, *found.not_given) if share.fits]
    assert (len(found.chosen) <= 1, found.amount == max(parts, default=0)) == (True, True)
    assert (found.fits is None) <= bool(found.needs)
    assert all(share.worth >= found.amount for share in found.open)
