"""Papers a fitting group still lacks: said, and without weight for the answer or the amount."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policy.enums import EvidenceKind as K
from policy.facts import Evidence, Facts
from policy.law import packaged_law
from policy.rules.conditions import fields_of
from policy.rules.papers import EVIDENCED, papers_needed
from tests.policy.people import NEW, facts, judged

ORPHAN = {"father_state": "dead", "mother_state": "missing"}
CASES: list[Any] = [
    pytest.param("child_one_dead_other_missing", "2018", ORPHAN,
                 [("father_state", K.DEATH_EXTRACT), ("mother_state", K.COURT_DECISION)], id="1.c"),
    pytest.param("child_abandoned", "2020", {"abandoned": True},
                 [("abandoned", K.ABANDONMENT_MINUTES)], id="1.a"),
    pytest.param("youth_studying", "2009", {"had_clause1_before_16": True, "study_status": "studying"},
                 [("had_clause1_before_16", K.DECISION), ("study_status", K.SCHOOL_CONFIRMATION)], id="2"),
    pytest.param("child_hiv", "2018", {"hiv_confirmed": True, "poverty": "poor"},
                 [("hiv_confirmed", K.MEDICAL_CONFIRMATION), ("poverty", K.POVERTY_CERTIFICATE)], id="3"),
    pytest.param("elderly_poor", "1960", {"poverty": "poor", "supporter_state": "none"},
                 [("poverty", K.POVERTY_CERTIFICATE)], id="5.a"),
    pytest.param("disability_severe", "1980", {"disability_degree": "severe"},
                 [("disability_degree", K.DISABILITY_CERTIFICATE)], id="6"),
    pytest.param("toddler_poor", "2025", {"poverty": "near_poor", "in_special_difficulty_area": True},
                 [("poverty", K.POVERTY_CERTIFICATE), ("in_special_difficulty_area", K.COMMUNE_CONFIRMATION)],
                 id="7"),
    pytest.param("pension_75", "1945", {"has_pension_or_si": False}, [], id="HT no paper for what is not so"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "birth", "known", "needed"), CASES)
def test_papers_of_a_group(group: str, birth: str, known: dict[str, Any], needed: list) -> None:
    told = facts(birth, **known)
    found = judged(told, group, NEW)
    assert found.fits is True
    needs = papers_needed(found.findings, told, NEW)
    assert sorted((need.fact, need.kind) for need in needs) == sorted(needed)

    shown = told
    for fact, kind in needed:
        shown = shown.with_evidence(Evidence(fact, kind, "12", NEW, "UBND xã"))
    again = judged(shown, group, NEW)
    assert papers_needed(again.findings, shown, NEW) == ()
    assert (again.fits, again.amount) == (found.fits, found.amount)


def test_conditions_not_met_ask_for_no_paper() -> None:
    told = facts("1980", disability_degree="mild")
    assert papers_needed(judged(told, "disability_severe", NEW).findings, told, NEW) == ()


@pytest.mark.parametrize(
    ("ends", "asked"), [(NEW, []), (date(2026, 11, 15), [date(2026, 11, 15)]), (None, [])]
)
def test_certificate_is_a_paper_until_it_expires(ends: date | None, asked: list[date]) -> None:
    told = facts(
        "1980", disability_degree="severe", certificate_number="05/2024", certificate_expires_on=ends
    )
    found = judged(told, "disability_severe", NEW)
    assert [need.expired_on for need in papers_needed(found.findings, told, NEW)] == asked
    assert found.fits is True


def test_papers_may_be_recorded_for_every_condition_that_asks_for_one() -> None:
    assert set(EVIDENCED) <= set(Facts.__dataclass_fields__)
    asked = {field for group in packaged_law().groups for field in fields_of(group)}
    assert asked - set(EVIDENCED) == {"can_live_in_community", "has_stable_income"}
