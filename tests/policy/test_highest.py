"""Several groups at once: Article 6(2), and Article 31 of Decree 335/2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import Slot
from policy.facts import Child, Facts
from policy.reasons import Reason
from policy.rules import assess, entitlements_due
from tests.policy.people import LAW, NEW, OLD, born, facts
from tests.policy.test_groups import AGES, KNOWN

TWO_CHILDREN = (Child(born("2015")), Child(born("2018")))
SINGLE_PARENT = {"poverty": "near_poor", "marital_state": "single", "children": TWO_CHILDREN}

WORKED = [
    pytest.param(facts("1990", **SINGLE_PARENT), ["single_parent"], 1_080_000, id="4 with two children"),
    pytest.param(
        facts("1990", **SINGLE_PARENT, disability_degree="severe"),
        ["single_parent", "disability_severe"],
        1_890_000,
        id="4 and 6 together",
    ),
    pytest.param(
        facts("05/02/2021", father_state="dead", mother_state="dead", disability_degree="extreme"),
        ["disability_extreme"],
        1_350_000,
        id="1.b and 6: the highest",
    ),
    pytest.param(
        facts("1949", poverty="poor", supporter_state="none", has_pension_or_si=False),
        ["elderly_poor"],
        1_080_000,
        id="5.a over the pension",
    ),
    pytest.param(
        facts("2024", poverty="poor", in_special_difficulty_area=True, disability_degree="severe"),
        ["disability_severe"],
        1_080_000,
        id="6 excludes 7",
    ),
    pytest.param(
        facts(
            "1985",
            **{**SINGLE_PARENT, "poverty": "poor"},
            hiv_confirmed=True,
            has_stable_income=False,
            has_pension_or_si=False,
            disability_degree="extreme",
        ),
        ["single_parent", "disability_extreme"],
        2_160_000,
        id="4 with the best of 6 and 8",
    ),
    pytest.param(
        facts(
            "1950",
            poverty="near_poor",
            marital_state="widowed",
            children=TWO_CHILDREN,
            has_pension_or_si=False,
        ),
        ["single_parent"],
        1_080_000,
        id="4 over the pension",
    ),
    pytest.param(
        facts(
            "1950",
            poverty="near_poor",
            marital_state="widowed",
            children=TWO_CHILDREN[:1],
            has_pension_or_si=False,
        ),
        ["single_parent"],
        540_000,
        id="equal to the pension: monthly assistance stays",
    ),
    pytest.param(facts("1950", has_pension_or_si=False), ["pension_75"], 540_000, id="the pension alone"),
    pytest.param(facts("1990"), [], 0, id="nothing"),
]


@pytest.mark.parametrize(("person", "groups", "total"), WORKED)
def test_worked_cases(person: Facts, groups: list[str], total: int) -> None:
    choice = entitlements_due(assess(person, NEW, LAW))
    assert ([item.group for item in choice.chosen], choice.total) == (groups, total)


def test_what_gives_way_says_why() -> None:
    person = facts(
        "1949", poverty="poor", supporter_state="none", has_pension_or_si=False, disability_degree="severe"
    )
    choice = entitlements_due(assess(person, NEW, LAW))
    assert [(item.assessment.group, item.finding.reason) for item in choice.set_aside] == [
        ("disability_severe", Reason.HIGHEST_ONLY),
        ("pension_75", Reason.PENSION_OR_ASSISTANCE),
    ]
    assert [finding.reason for finding in choice.reasons] == [Reason.PENSION_OR_ASSISTANCE]


def test_a_higher_pension_in_one_province_wins() -> None:
    rate = LAW.rate("pension", date(2026, 11, 1), NEW)
    assert rate is not None
    law = LAW.with_money(rates=[*LAW.rates, replace(rate, province="22", amount=1_200_000)])
    person = facts("1949", poverty="poor", supporter_state="none", has_pension_or_si=False)
    chosen = [
        entitlements_due(assess(person, NEW, law, province)).chosen[0].group for province in ("22", "51")
    ]
    assert chosen == ["pension_75", "elderly_poor"]


@given(AGES, KNOWN, st.sampled_from([OLD, NEW]))
def test_the_choice_is_lawful_and_never_beaten(birth: str, known: dict, on: date) -> None:
    assessments = assess(facts(birth, **known), on, LAW)
    choice = entitlements_due(assessments)
    slots = [item.slot for item in choice.chosen]
    assert len(slots) == len(set(slots)) <= 2
    assert all(item.fits for item in choice.chosen)
    assert choice.total >= max((item.amount for item in assessments if item.fits), default=0)
    if len(choice.chosen) == 2:
        assert Slot.SINGLE_PARENT in slots
        assert {item.code[0] for item in choice.chosen} <= {"4", "5", "6", "8"}
    shown = {item.group for item in choice.chosen} | {item.assessment.group for item in choice.set_aside}
    assert shown == {item.group for item in assessments if item.fits}
