"""Facts of made-up people and short calls, shared by the tests of the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from policy.enums import (
    DisabilityDegree,
    MaritalState,
    ParentState,
    PovertyStatus,
    StudyStatus,
    SupporterState,
)
from policy.facts import Facts, PartialDate
from policy.law import packaged_law
from policy.rules import Due, GroupAssessment, assess, monthly_due

LAW = packaged_law()
OLD = date(2026, 9, 15)  # Decree 20/2021 in force
NEW = date(2026, 11, 16)  # Decree 335/2026 in force


def born(text: str) -> PartialDate:
    return PartialDate.parse(text)


def facts(birth: str, **known: Any) -> Facts:
    """Someone of whom everything is known and nothing gives a right, but what is named."""
    plain: dict[str, Any] = {
        "father_state": ParentState.ALIVE,
        "mother_state": ParentState.ALIVE,
        "abandoned": False,
        "adopted": False,
        "study_status": StudyStatus.NOT_STUDYING,
        "had_clause1_before_16": False,
        "hiv_confirmed": False,
        "poverty": PovertyStatus.NOT_POOR,
        "in_special_difficulty_area": False,
        "marital_state": MaritalState.MARRIED,
        "children": (),
        "supporter_state": SupporterState.ABLE,
        "can_live_in_community": True,
        "taken_in_instead_of_facility": False,
        "disability_degree": DisabilityDegree.NONE,
        "has_pension_or_si": True,
        "has_stable_income": True,
    }
    return Facts(born=born(birth), **{**plain, **known})


def judged(person: Facts, group: str, on: date) -> GroupAssessment:
    return next(item for item in assess(person, on, LAW) if item.group == group)


def fitting(person: Facts, on: date) -> set[str]:
    return {item.group for item in assess(person, on, LAW) if item.fits}


def due(group: str, birth: str | None, month: str, known: str = "2026-11-20", **more: Any) -> Due:
    return monthly_due(
        group=group,
        born=born(birth) if birth else None,
        month=date.fromisoformat(f"{month}-01"),
        known_on=date.fromisoformat(known),
        law=LAW,
        **more,
    )
