"""Support for carers: Article 20 of Decree 20/2021, Article 17 of Decree 335/2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import CareArrangement, DisabilityDegree, MaritalState, ParentState, PovertyStatus, Sex
from policy.facts import Child, Facts, PartialDate
from policy.rules import Support, assess, care_support_due, entitlements_due
from policy.support_facts import CareFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, born, facts

MONTH = date(2026, 11, 1)
KNOWN = date(2026, 11, 20)
ORPHAN = {"father_state": ParentState.DEAD, "mother_state": ParentState.DEAD}
EXTREME = {"disability_degree": DisabilityDegree.EXTREME}
SEVERE = {"disability_degree": DisabilityDegree.SEVERE, "sex": Sex.FEMALE}
ELDERLY = {
    "poverty": PovertyStatus.POOR,
    "supporter_state": "none",
    "taken_in_instead_of_facility": True,
    "can_live_in_community": False,
}
TAKEN_IN = CareFacts(CareArrangement.TAKEN_IN, pregnant=False, spouse_has_share=False)
AT_HOME = CareFacts(CareArrangement.OWN_HOUSEHOLD, pregnant=False, spouse_has_share=False)
NOBODY = CareFacts(CareArrangement.NONE, pregnant=False, spouse_has_share=False)


def due(
    person: Facts, care: CareFacts, month: date = MONTH, known_on: date = KNOWN, granted: Any = ()
) -> Support:
    return care_support_due(
        person=person, care=care, month=month, known_on=known_on, law=LAW, granted=granted
    )


def babies(*births: str) -> tuple[Child, ...]:
    return tuple(Child(born(text)) for text in births)


@pytest.mark.parametrize(
    ("person", "care", "benefit", "old", "new"),
    [
        pytest.param(
            facts("10/02/2024", **ORPHAN), TAKEN_IN, "care_child", 1_250_000, 1_350_000, id="20(1)(a)"
        ),
        pytest.param(facts("10/02/2018", **ORPHAN), TAKEN_IN, "care_child", 750_000, 810_000, id="20(1)(b)"),
        pytest.param(
            facts("10/02/1955", **ELDERLY), TAKEN_IN, "care_elderly", 750_000, 810_000, id="20(1)(b) old"
        ),
        pytest.param(
            facts("1990", **EXTREME), AT_HOME, "care_extreme_at_home", 500_000, 540_000, id="20(2)(c)"
        ),
        pytest.param(
            facts("1990", **EXTREME), TAKEN_IN, "care_extreme_taken_in", 750_000, 810_000, id="20(2)(d) adult"
        ),
        pytest.param(
            facts("2015", **EXTREME),
            TAKEN_IN,
            "care_extreme_taken_in",
            1_250_000,
            1_350_000,
            id="20(2)(d) child",
        ),
        pytest.param(
            facts("1995", **SEVERE, children=babies("05/05/2025")),
            NOBODY,
            "care_one_expected_or_child",
            750_000,
            810_000,
            id="20(2)(a) one child",
        ),
        pytest.param(
            facts("1995", **SEVERE, children=babies("05/05/2025", "07/2024")),
            NOBODY,
            "care_two_expected_or_children",
            1_000_000,
            1_080_000,
            id="20(2)(a) two children",
        ),
        pytest.param(
            facts("1995", **SEVERE, children=babies("05/05/2025")),
            CareFacts(CareArrangement.NONE, pregnant=True, spouse_has_share=False),
            "care_two_expected_or_children",
            1_000_000,
            1_080_000,
            id="20(2)(a) pregnant and one",
        ),
    ],
)
def test_one_line_under_both_decrees(
    person: Facts, care: CareFacts, benefit: str, old: int, new: int
) -> None:
    before = due(person, care, date(2026, 6, 1), date(2026, 6, 20))
    after = due(person, care)
    assert [
        (found.fits, [share.benefit for share in found.chosen], found.amount) for found in (before, after)
    ] == [
        (True, [benefit], old),
        (True, [benefit], new),
    ]


@pytest.mark.parametrize(
    ("known_on", "amount", "article"),
    [
        pytest.param(
            date(2026, 10, 4), 500_000, "điểm c khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP", id="20/2021"
        ),
        pytest.param(date(2026, 10, 5), 540_000, "Điều 17 Nghị định 335/2026/NĐ-CP", id="335/2026 Art.32"),
    ],
)
def test_september_before_and_after_the_new_decree_is_known(
    known_on: date, amount: int, article: str
) -> None:
    found = due(facts("1990", **EXTREME), AT_HOME, date(2026, 9, 1), known_on)
    assert (found.amount, found.chosen[0].article) == (amount, article)


def test_article_20_2b_the_persons_own_allowance_is_not_touched() -> None:
    mother = facts("1995", **SEVERE, children=babies("05/05/2025"))
    own = entitlements_due(assess(mother, KNOWN, LAW)).total
    assert (own, due(mother, NOBODY).amount) == (810_000, 810_000)


def test_mother_with_an_extreme_disability_has_both_lines() -> None:
    mother = facts("1995", **EXTREME, sex=Sex.FEMALE, children=babies("05/05/2025"))
    found = due(mother, AT_HOME)
    assert ([share.benefit for share in found.chosen], found.amount) == (
        ["care_extreme_at_home", "care_one_expected_or_child"],
        540_000 + 810_000,
    )


def test_highest_only_for_a_child_of_clause_1_with_an_extreme_disability() -> None:
    found = due(facts("10/02/2018", **ORPHAN, **EXTREME), TAKEN_IN)
    assert ([share.benefit for share in found.chosen], found.amount) == (["care_extreme_taken_in"], 1_350_000)
    assert [share.unmet[-1].reason for share in found.not_given if share.benefit == "care_child"] == [
        SupportReason.HIGHEST_SUPPORT
    ]


@pytest.mark.parametrize(
    ("has_share", "marital", "fits", "amount", "needs"),
    [
        pytest.param(True, MaritalState.MARRIED, False, 0, (), id="the other has it"),
        pytest.param(False, MaritalState.MARRIED, True, 810_000, (), id="the other has not"),
        pytest.param(None, MaritalState.MARRIED, None, 0, ("spouse_has_share",), id="not known"),
        pytest.param(None, MaritalState.SINGLE, True, 810_000, (), id="not married"),
    ],
)
def test_one_share_for_a_couple(
    has_share: bool | None, marital: MaritalState, fits: bool | None, amount: int, needs: tuple[str, ...]
) -> None:
    mother = facts("1995", **SEVERE, marital_state=marital, children=babies("05/05/2025"))
    found = due(mother, CareFacts(CareArrangement.NONE, pregnant=False, spouse_has_share=has_share))
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


@pytest.mark.parametrize(
    ("care", "person", "needs"),
    [
        pytest.param(
            CareFacts(pregnant=False, spouse_has_share=False),
            facts("1990", **EXTREME),
            ("arrangement",),
            id="who looks after",
        ),
        pytest.param(
            CareFacts(CareArrangement.NONE, spouse_has_share=False),
            facts("1995", **SEVERE),
            ("pregnant",),
            id="pregnant",
        ),
        pytest.param(NOBODY, facts("1995", **{**SEVERE, "children": None}), ("children",), id="children"),
        pytest.param(
            NOBODY, facts("1995", **SEVERE, children=(Child(None),)), ("children",), id="birth of the child"
        ),
        pytest.param(
            AT_HOME,
            facts("1990", disability_degree=None),
            ("disability_degree",),
            id="degree",
        ),
    ],
)
def test_unknown_fact_is_never_a_no(care: CareFacts, person: Facts, needs: tuple[str, ...]) -> None:
    found = due(person, care)
    assert (found.fits, found.needs) == (None, needs)


def test_of_what_is_certain_and_what_may_be_more() -> None:
    mother = facts("1995", **SEVERE, children=babies("05/05/2025"))
    found = due(mother, CareFacts(CareArrangement.NONE, spouse_has_share=False))
    assert (found.fits, found.amount, found.needs) == (None, 810_000, ("pregnant",))
    assert [share.worth for share in found.open] == [1_080_000]


@pytest.mark.parametrize(
    ("birth", "month", "amount"),
    [
        pytest.param("15/11/2023", date(2026, 11, 1), 810_000, id="month of the third birthday"),
        pytest.param("15/11/2023", date(2026, 12, 1), 0, id="month after"),
        pytest.param("15/12/2026", date(2026, 11, 1), 0, id="not yet born"),
    ],
)
def test_child_under_36_months_by_month(birth: str, month: date, amount: int) -> None:
    assert due(facts("1995", **SEVERE, children=babies(birth)), NOBODY, month, KNOWN).amount == amount


@pytest.mark.parametrize(
    ("birth", "month", "amount"),
    [
        pytest.param("15/11/2022", date(2026, 10, 1), 1_350_000, id="before 4"),
        pytest.param("15/11/2022", date(2026, 11, 1), 810_000, id="month of turning 4"),
        pytest.param("15/11/2010", date(2026, 11, 1), 810_000, id="month of turning 16"),
        pytest.param("15/11/2010", date(2026, 12, 1), 0, id="month after 16"),
    ],
)
def test_ages_of_a_child_with_a_decision(birth: str, month: date, amount: int) -> None:
    found = due(facts(birth, **ORPHAN), TAKEN_IN, month, date(2026, 12, 20), granted=["child_both_dead"])
    assert found.amount == amount


def test_unproven_birth_pays_the_least_and_says_what_is_needed() -> None:
    found = due(facts("2022", **ORPHAN), TAKEN_IN)
    assert (found.fits, found.amount, found.needs) == (True, 1_350_000, ("born",))


@pytest.mark.parametrize(
    ("who", "month", "amount"),
    [
        pytest.param("carer", date(2026, 10, 1), 540_000, id="month of the carer's death"),
        pytest.param("carer", date(2026, 11, 1), 0, id="after the carer's death"),
        pytest.param("person", date(2026, 10, 1), 540_000, id="month of death"),
        pytest.param("person", date(2026, 11, 1), 0, id="after death"),
    ],
)
def test_nothing_after_a_death(who: str, month: date, amount: int) -> None:
    died = date(2026, 10, 20)
    person = facts("1990", **EXTREME, died_on=died if who == "person" else None)
    care = CareFacts(
        CareArrangement.OWN_HOUSEHOLD, False, False, carer_died_on=died if who == "carer" else None
    )
    assert due(person, care, month, granted=["disability_extreme"]).amount == amount


def test_father_is_not_asked_about_pregnancy() -> None:
    father = facts(
        "1990", disability_degree=DisabilityDegree.SEVERE, sex=Sex.MALE, children=babies("05/2025")
    )
    found = due(father, CareFacts(CareArrangement.NONE, spouse_has_share=False))
    assert (found.fits, found.amount) == (True, 810_000)


BIRTHS = st.builds(PartialDate, st.integers(1930, 2026), st.none() | st.integers(1, 10))


@given(
    person=st.builds(
        Facts,
        born=st.none() | BIRTHS,
        sex=st.none() | st.sampled_from(Sex),
        father_state=st.none() | st.sampled_from(ParentState),
        mother_state=st.none() | st.sampled_from(ParentState),
        disability_degree=st.none() | st.sampled_from(DisabilityDegree),
        marital_state=st.none() | st.sampled_from(MaritalState),
        children=st.none() | st.lists(st.builds(Child, st.none() | BIRTHS), max_size=3).map(tuple),
    ),
    care=st.builds(
        CareFacts,
        arrangement=st.none() | st.sampled_from(CareArrangement),
        pregnant=st.none() | st.booleans(),
        spouse_has_share=st.none() | st.booleans(),
    ),
    month=st.sampled_from([date(2021, 7, 1), date(2024, 7, 1), date(2026, 9, 1), MONTH]),
)
def test_amount_is_never_negative_nor_below_a_part(person: Facts, care: CareFacts, month: date) -> None:
    found = due(person, care, month)
    judged = (*found.chosen, *found.not_given, *found.open)
    fitting = [share.amount for share in judged if share.fits]
    assert (found.amount >= max(fitting, default=0) >= 0, len(judged)) == (True, 6)
    assert (found.fits is None) == bool(found.open)
    assert all(share.needs for share in found.open)
