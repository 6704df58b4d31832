"""Who fits which group: Article 5 of Decrees 20/2021 and 335/2026, and Decree 176/2025."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import Outcome
from policy.facts import Child, Facts
from policy.reasons import Reason
from policy.rules import assess
from tests.policy.people import LAW, NEW, OLD, born, facts, fitting, judged

OLD_PENSION = date(2025, 3, 10)  # before the social pension

PARENTS = [
    # article, father, mother, group under 20/2021, group under 335/2026
    ("1.b", "dead", "dead", "child_both_dead", "child_both_dead"),
    ("1.b one unidentified", "dead", "unidentified", None, "child_both_dead"),
    ("1.c", "missing", "dead", "child_one_dead_other_missing", "child_one_dead_other_missing"),
    ("1.c one unidentified", "unidentified", "missing", None, "child_one_dead_other_missing"),
    ("1.d", "dead", "in_facility", "child_one_dead_other_facility", "child_one_dead_other_facility"),
    ("1.d one unidentified", "in_facility", "unidentified", None, "child_one_dead_other_facility"),
    ("1.đ", "serving_sentence", "dead", "child_one_dead_other_sentence", "child_one_dead_other_sentence"),
    ("1.đ one unidentified", "unidentified", "serving_sentence", None, "child_one_dead_other_sentence"),
    ("1.e", "missing", "missing", "child_both_missing", "child_both_missing"),
    ("1.g", "in_facility", "in_facility", "child_both_facility", "child_both_facility"),
    ("1.h", "serving_sentence", "serving_sentence", "child_both_sentence", "child_both_sentence"),
    ("1.i", "in_facility", "missing", "child_missing_facility", "child_missing_facility"),
    ("1.k", "missing", "serving_sentence", "child_missing_sentence", "child_missing_sentence"),
    ("1.l", "serving_sentence", "in_facility", "child_facility_sentence", "child_facility_sentence"),
    ("one parent left", "dead", "alive", None, None),
    ("both unidentified", "unidentified", "unidentified", None, None),
]


@pytest.mark.parametrize(
    ("father", "mother", "old", "new"), [pytest.param(*row[1:], id=row[0]) for row in PARENTS]
)
def test_clause_1_by_the_state_of_both_parents(
    father: str, mother: str, old: str | None, new: str | None
) -> None:
    child = facts("10/02/2016", father_state=father, mother_state=mother)
    assert (fitting(child, OLD), fitting(child, NEW)) == ({old} - {None}, {new} - {None})


@pytest.mark.parametrize(
    ("adopted", "fits"),
    [(False, True), (True, False), (None, None)],
    ids=["not adopted", "adopted", "not known"],
)
def test_1a_abandoned_child(adopted: bool | None, fits: bool | None) -> None:
    assert judged(facts("2020", abandoned=True, adopted=adopted), "child_abandoned", NEW).fits is fits


def test_clause_1_ends_at_16() -> None:
    child = facts("16/11/2010", father_state="dead", mother_state="dead")
    found = [judged(child, "child_both_dead", day).fits for day in (date(2026, 11, 15), date(2026, 11, 16))]
    assert found == [True, False]


def test_clause_1_cannot_tell_without_the_mother() -> None:
    found = judged(facts("2016", father_state="dead", mother_state=None), "child_both_dead", NEW)
    assert (found.fits, found.needs) == (None, ("mother_state",))


def test_clause_1_cannot_tell_without_either_parent() -> None:
    found = judged(facts("2016", father_state=None, mother_state=None), "child_both_dead", NEW)
    assert (found.fits, found.needs) == (None, ("father_state", "mother_state"))


def test_clause_1_can_tell_when_one_state_rules_it_out() -> None:
    found = judged(facts("2016", father_state="alive", mother_state=None), "child_both_dead", NEW)
    assert found.fits is False


STUDENTS = [
    # article, born, study, had clause 1, fits under 20/2021, fits under 335/2026
    ("2", "2008", "studying", True, True, True),
    ("2 not on clause 1 before", "2008", "studying", False, False, False),
    ("2 not studying", "2008", "not_studying", True, False, False),
    ("2 authorised pause", "2008", "paused", True, None, True),
    ("2 after breaking off", "2008", "resumed", True, True, False),
    ("2 at 23", "2003", "studying", True, False, True),
    ("2 under 16", "02/2012", "studying", True, False, False),
    ("2 perhaps 22", "2004", "studying", True, None, True),
    ("2 unknown past", "2008", "studying", None, None, None),
]


@pytest.mark.parametrize(
    ("birth", "study", "before", "old", "new"), [pytest.param(*row[1:], id=row[0]) for row in STUDENTS]
)
def test_clause_2(birth: str, study: str, before: bool | None, old: bool | None, new: bool | None) -> None:
    young = facts(birth, study_status=study, had_clause1_before_16=before)
    assert (judged(young, "youth_studying", OLD).fits, judged(young, "youth_studying", NEW).fits) == (
        old,
        new,
    )


CONDITIONS: list[tuple[str, str, str, dict[str, Any], bool | None]] = [
    ("3 poor", "child_hiv", "2018", {"hiv_confirmed": True, "poverty": "poor"}, True),
    (
        "3 near-poor does not count",
        "child_hiv",
        "2018",
        {"hiv_confirmed": True, "poverty": "near_poor"},
        False,
    ),
    ("3 at 16 goes to 8", "child_hiv", "2009", {"hiv_confirmed": True, "poverty": "poor"}, False),
    ("3 poverty unknown", "child_hiv", "2018", {"hiv_confirmed": True, "poverty": None}, None),
    ("5.a nobody", "elderly_poor", "1960", {"poverty": "poor", "supporter_state": "none"}, True),
    (
        "5.a on allowance",
        "elderly_poor",
        "1960",
        {"poverty": "poor", "supporter_state": "all_on_allowance"},
        True,
    ),
    ("5.a able", "elderly_poor", "1960", {"poverty": "poor", "supporter_state": "able"}, False),
    ("5.a unknown", "elderly_poor", "1960", {"poverty": "poor", "supporter_state": "unknown"}, None),
    ("5.a near-poor", "elderly_poor", "1960", {"poverty": "near_poor", "supporter_state": "none"}, False),
    ("5.a at 59", "elderly_poor", "1968", {"poverty": "poor", "supporter_state": "none"}, False),
    ("5.a perhaps 60", "elderly_poor", "1966", {"poverty": "poor", "supporter_state": "none"}, None),
    ("6 severe", "disability_severe", "1980", {"disability_degree": "severe"}, True),
    ("6 severe is not extreme", "disability_extreme", "1980", {"disability_degree": "severe"}, False),
    ("6 extreme", "disability_extreme", "1980", {"disability_degree": "extreme"}, True),
    ("6 mild", "disability_severe", "1980", {"disability_degree": "mild"}, False),
    ("6 unknown", "disability_severe", "1980", {"disability_degree": None}, None),
    (
        "7 near-poor",
        "toddler_poor",
        "2025",
        {"poverty": "near_poor", "in_special_difficulty_area": True},
        True,
    ),
    ("7 elsewhere", "toddler_poor", "2025", {"poverty": "poor", "in_special_difficulty_area": False}, False),
    ("7 area unknown", "toddler_poor", "2025", {"poverty": "poor", "in_special_difficulty_area": None}, None),
    ("7 at 3", "toddler_poor", "2022", {"poverty": "poor", "in_special_difficulty_area": True}, False),
    (
        "7 disabled goes to 6",
        "toddler_poor",
        "2025",
        {"poverty": "poor", "in_special_difficulty_area": True, "disability_degree": "severe"},
        False,
    ),
    (
        "7 degree unknown",
        "toddler_poor",
        "2025",
        {"poverty": "poor", "in_special_difficulty_area": True, "disability_degree": None},
        None,
    ),
    (
        "8 poor without income",
        "adult_hiv",
        "1985",
        {"hiv_confirmed": True, "poverty": "poor", "has_stable_income": False, "has_pension_or_si": False},
        True,
    ),
    (
        "8 near-poor",
        "adult_hiv",
        "1985",
        {
            "hiv_confirmed": True,
            "poverty": "near_poor",
            "has_stable_income": False,
            "has_pension_or_si": False,
        },
        False,
    ),
    (
        "8 with wages",
        "adult_hiv",
        "1985",
        {"hiv_confirmed": True, "poverty": "poor", "has_stable_income": True, "has_pension_or_si": False},
        False,
    ),
    ("HT 75", "pension_75", "1950", {"has_pension_or_si": False}, True),
    ("HT 75 with a pension", "pension_75", "1950", {"has_pension_or_si": True}, False),
    ("HT perhaps 75", "pension_75", "1951", {"has_pension_or_si": False}, None),
    ("HT 70 near-poor", "pension_70", "1955", {"has_pension_or_si": False, "poverty": "near_poor"}, True),
    ("HT 70 not poor", "pension_70", "1955", {"has_pension_or_si": False}, False),
    ("HT 70 at 75", "pension_70", "1950", {"has_pension_or_si": False, "poverty": "poor"}, False),
]


@pytest.mark.parametrize(
    ("group", "birth", "known", "fits"), [pytest.param(*row[1:], id=row[0]) for row in CONDITIONS]
)
@pytest.mark.parametrize("on", [OLD, NEW], ids=["20/2021", "335/2026"])
def test_group_conditions(group: str, birth: str, known: dict[str, Any], fits: bool | None, on: date) -> None:
    assert judged(facts(birth, **known), group, on).fits is fits


TAKEN_IN = {
    "poverty": "poor",
    "supporter_state": "none",
    "can_live_in_community": False,
    "taken_in_instead_of_facility": True,
}


@pytest.mark.parametrize(
    ("changed", "fits"),
    [
        ({}, True),
        ({"supporter_state": "all_on_allowance"}, False),
        ({"can_live_in_community": True}, False),
        ({"taken_in_instead_of_facility": False}, False),
        ({"taken_in_instead_of_facility": None}, None),
        ({"poverty": "near_poor"}, False),
    ],
)
def test_5d_and_5b_taken_in_instead_of_a_facility(changed: dict[str, Any], fits: bool | None) -> None:
    assert judged(facts("1950", **{**TAKEN_IN, **changed}), "elderly_facility_eligible", NEW).fits is fits


def test_5b_changes_meaning() -> None:
    """The letter names three situations over the years; the group keeps its meaning."""
    hardship = facts("1949", poverty="poor", in_special_difficulty_area=True)
    taken_in = facts("1950", **TAKEN_IN)
    named = [
        {item.code: item.group for item in assess(person, on, LAW) if item.fits}
        for person, on in ((hardship, OLD_PENSION), (taken_in, OLD), (taken_in, NEW))
    ]
    assert named == [
        {"5.b": "elderly_75_hardship"},
        {"5.a": "elderly_poor", "5.d": "elderly_facility_eligible"},
        {"5.a": "elderly_poor", "5.b": "elderly_facility_eligible"},
    ]


def test_old_5b_and_5c_give_way_to_5a() -> None:
    old = facts("1940", poverty="poor", supporter_state="none", has_pension_or_si=False)
    assert fitting(old, OLD_PENSION) == {"elderly_poor"}


def test_old_5c_gives_way_to_the_pension() -> None:
    old = facts("1940", has_pension_or_si=False)
    assert (fitting(old, OLD_PENSION), fitting(old, date(2025, 7, 1))) == ({"elderly_80"}, {"pension_75"})


CHILDREN = [
    # article, children, children counted under 20/2021, under 335/2026
    ("two under 16", [("2015", None), ("2020", None)], 2, 2),
    ("17 studying", [("2008", True)], 1, 1),
    ("17 not studying", [("2008", False)], 0, 0),
    ("23 studying", [("2002", True)], 0, 1),
    ("17 schooling unknown", [("2008", None)], None, None),
    ("16 or not, studying", [("2010", True)], 1, 1),
    ("16 or not, schooling unknown", [("2010", None)], None, None),
    ("16 or not, not studying", [("2010", False)], None, None),
    ("no child", [], 0, 0),
    ("one sure, one unknown", [("2015", None), ("2008", None)], 1, 1),
]


@pytest.mark.parametrize(("children", "old", "new"), [pytest.param(*row[1:], id=row[0]) for row in CHILDREN])
def test_clause_4_counts_children(
    children: list[tuple[str, bool | None]], old: int | None, new: int | None
) -> None:
    parent = facts(
        "1990",
        poverty="near_poor",
        marital_state="widowed",
        children=tuple(Child(born(birth), studying) for birth, studying in children),
    )
    found = [judged(parent, "single_parent", on) for on in (OLD, NEW)]
    assert [None if item.fits is None else item.units for item in found] == [old, new]
    assert [item.fits for item in found] == [None if count is None else count > 0 for count in (old, new)]


@pytest.mark.parametrize(
    ("marital", "fits"),
    [
        ("single", True),
        ("widowed", True),
        ("spouse_missing", True),
        ("married", False),
        ("divorced", False),
        (None, None),
    ],
)
def test_clause_4_by_marital_state(marital: str | None, fits: bool | None) -> None:
    parent = facts("1990", poverty="poor", marital_state=marital, children=(Child(born("2015")),))
    assert judged(parent, "single_parent", NEW).fits is fits


def test_the_dead_fit_nothing() -> None:
    person = facts("1980", disability_degree="severe", died_on=date(2026, 11, 1))
    found = judged(person, "disability_severe", NEW)
    assert (found.fits, found.amount, [item.reason for item in found.unmet]) == (False, 0, [Reason.ALIVE])


def test_findings_name_what_was_found() -> None:
    found = judged(facts("1960", poverty="near_poor", supporter_state="none"), "elderly_poor", NEW)
    assert [(item.reason, item.outcome, item.fact, item.field, item.number) for item in found.findings] == [
        (Reason.AGE_AT_LEAST, Outcome.MET, "1960", "born", 60),
        (Reason.POOR, Outcome.UNMET, "near_poor", "poverty", 2026),
        (Reason.SUPPORTERS_ABSENT_OR_ON_ALLOWANCE, Outcome.MET, "none", "supporter_state", None),
    ]
    assert {item.article for item in found.findings} == {"điểm a khoản 5 Điều 5 Nghị định 335/2026/NĐ-CP"}


def test_assess_puts_fitting_groups_first_dearest_first() -> None:
    person = facts(
        "1945", poverty="poor", supporter_state="none", has_pension_or_si=False, disability_degree=None
    )
    found = assess(person, NEW, LAW)
    assert [(item.group, item.fits, item.amount) for item in found if item.fits is not False] == [
        ("elderly_poor", True, 1_080_000),
        ("pension_75", True, 540_000),
        ("disability_extreme", None, 1_350_000),
        ("disability_severe", None, 1_080_000),
    ]


def test_assess_never_proposes_the_group_without_a_point() -> None:
    assert {item.group for item in assess(Facts(), NEW, LAW)} == {
        group.key for group in LAW.groups_on(NEW)
    } - {"child_no_care"}


def test_nothing_known_means_nothing_can_be_told() -> None:
    assert {item.fits for item in assess(Facts(), NEW, LAW)} == {None}


KNOWN = st.fixed_dictionaries(
    {
        "father_state": st.sampled_from(
            ["alive", "dead", "missing", "unidentified", "in_facility", "serving_sentence"]
        ),
        "mother_state": st.sampled_from(
            ["alive", "dead", "missing", "unidentified", "in_facility", "serving_sentence"]
        ),
        "abandoned": st.booleans(),
        "adopted": st.booleans(),
        "study_status": st.sampled_from(["studying", "resumed", "not_studying"]),
        "had_clause1_before_16": st.booleans(),
        "hiv_confirmed": st.booleans(),
        "poverty": st.sampled_from(["poor", "near_poor", "not_poor"]),
        "in_special_difficulty_area": st.booleans(),
        "marital_state": st.sampled_from(["single", "married", "widowed", "spouse_missing", "divorced"]),
        "children": st.lists(
            st.builds(
                Child, st.sampled_from(["02/01/2003", "02/01/2008", "02/01/2020"]).map(born), st.booleans()
            ),
            max_size=2,
        ).map(tuple),
        "supporter_state": st.sampled_from(["none", "all_on_allowance", "able"]),
        "can_live_in_community": st.booleans(),
        "taken_in_instead_of_facility": st.booleans(),
        "disability_degree": st.sampled_from(["none", "mild", "severe", "extreme"]),
        "has_pension_or_si": st.booleans(),
        "has_stable_income": st.booleans(),
    }
)
AGES = st.integers(0, 100).map(lambda age: f"02/01/{2026 - age}")


@given(AGES, KNOWN, st.sampled_from([OLD_PENSION, OLD, NEW]))
def test_everything_known_means_everything_can_be_told(birth: str, known: dict[str, Any], on: date) -> None:
    assert None not in {item.fits for item in assess(facts(birth, **known), on, LAW)}


@given(AGES, KNOWN, st.sampled_from([OLD, NEW]), st.data())
def test_learning_a_fact_never_overturns_an_answer(
    birth: str, known: dict[str, Any], on: date, data: st.DataObject
) -> None:
    """What is told with facts missing is told the same when they are known; `needs` names the missing."""
    hidden = data.draw(st.sets(st.sampled_from(sorted(known)), max_size=4))
    whole = {item.group: item.fits for item in assess(facts(birth, **known), on, LAW)}
    partly = assess(facts(birth, **{**known, **dict.fromkeys(hidden)}), on, LAW)
    assert all(item.fits is None or item.fits == whole[item.group] for item in partly)
    assert all(set(item.needs) <= hidden and bool(item.needs) == (item.fits is None) for item in partly)
