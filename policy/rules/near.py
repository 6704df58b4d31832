"""Why a person is in a group, and why not in the groups near to it. Articles 5 and 6(2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policy.enums import Outcome
from policy.facts import Facts
from policy.law import Law
from policy.rules.groups import GroupAssessment, assess
from policy.rules.highest import Choice, entitlements_due


@dataclass(frozen=True)
class WhyGroup:
    """One group weighed on a day, and the groups near to it that it is not, or that give way to it.

    `applied` is None when the law does not name the group on that day.
    """

    group: str
    on: date
    applied: GroupAssessment | None
    near: tuple[GroupAssessment, ...]
    choice: Choice


def why_group(facts: Facts, group: str, on: date, law: Law, province: str | None = None) -> WhyGroup:
    """Weigh a group and its neighbours on facts as they are. Articles 5, 6(2) and 31."""
    return neighbours(assess(facts, on, law, province, held=group), group, on)


def neighbours(assessed: Sequence[GroupAssessment], group: str, on: date) -> WhyGroup:
    """The same for groups already weighed.

    Near is a group of the same clause, one that fits as well, or one that fails on a single condition
    while another is met.
    """
    applied = next((item for item in assessed if item.group == group), None)
    clause = _clause(applied.code) if applied else ""
    near = tuple(
        item
        for item in assessed
        if item.group != group and (item.fits or _clause(item.code) == clause or _misses_one(item))
    )
    return WhyGroup(group, on, applied, near, entitlements_due(assessed))


def _clause(code: str) -> str:
    return code.partition(".")[0]


def _misses_one(item: GroupAssessment) -> bool:
    met = sum(finding.outcome == Outcome.MET for finding in item.findings)
    return met > 0 and len(item.findings) - met == 1
