"""Facts, the papers they rest on and the papers still needed, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from policy.enums import EvidenceKind, Outcome, ParentState
from policy.facts import HEALTH_FACTS, Child, Evidence, Facts, StudyPause, Supporter
from policy.labels import fact_label, fact_words, label
from policy.presenters.sums import dong
from policy.reasons import Finding, Reason
from policy.rules.areas import FACT as AREA_FACT
from policy.rules.areas import is_stated
from policy.rules.papers import PaperNeed

# Shown with the fact they belong to.
_WITH_ANOTHER = ("evidence", "poverty_year")


def evidence_words(paper: Evidence) -> str:
    """A paper as cited beside a fact: kind, number, date, who issued it."""
    if paper.kind == EvidenceKind.AREA_LIST:
        return paper.number
    words = label(paper.kind)
    if paper.number:
        words = _("%(paper)s no. %(number)s") % {"paper": words, "number": paper.number}
    if paper.issued_on:
        words = _("%(paper)s of %(day)s") % {"paper": words, "day": f"{paper.issued_on:%d/%m/%Y}"}
    return f"{words}, {paper.issuer}" if paper.issuer else words


def fact_rows(
    facts: Facts, *, health: bool, but: Collection[str] = (), guard: Callable[[str], str] = str
) -> list[tuple[str, str]]:
    """(name, value with its paper) of each known fact; health and its paper only to those who may see it.

    `guard` is passed every value with words someone typed.
    """
    return [
        (fact_label(name), guard(_with_paper(facts, name)))
        for name in facts.to_json()
        if name not in but
        and name not in _WITH_ANOTHER
        and getattr(facts, name) is not None
        and (health or name not in HEALTH_FACTS)
    ]


def grounds(finding: Finding, facts: Facts) -> str:
    """The fact a condition rests on, with its paper; of the parents, each with their own."""
    if finding.reason == Reason.PARENTS_CANNOT_CARE:
        parents = (
            (_("Father"), facts.father_state, facts.evidence_of("father_state")),
            (_("Mother").lower(), facts.mother_state, facts.evidence_of("mother_state")),
        )
        return "; ".join(_parent_words(*parent) for parent in parents)
    words = fact_words(finding)
    paper = facts.evidence_of(finding.field)
    if finding.outcome == Outcome.UNKNOWN or paper is None:
        return words
    return _joined(words, evidence_words(paper), facts, finding.field)


def paper_need_words(need: PaperNeed) -> str:
    """Which paper is to be recorded, and for what."""
    words = {"paper": label(need.kind), "fact": fact_label(need.fact)}
    if need.expired_on:
        words["day"] = f"{need.expired_on:%d/%m/%Y}"
        return _("Needs a new paper, the present one expired on %(day)s: %(paper)s (%(fact)s)") % words
    return _("Needs the paper: %(paper)s (%(fact)s)") % words


def fact_value(value: Any) -> str:
    """The value of a fact in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, int):
        return dong(value)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return "; ".join(_row_words(row) for row in value) or _("None")
    return str(value)


def _with_paper(facts: Facts, name: str) -> str:
    words = fact_value(getattr(facts, name))
    if name == "poverty" and facts.poverty_year:
        words = _("%(status)s in %(year)s") % {"status": words, "year": facts.poverty_year}
    paper = next((row for row in facts.evidence if row.fact == name), None)
    return _joined(words, evidence_words(paper) if paper else "", facts, name)


def _joined(words: str, paper: str, facts: Facts, name: str) -> str:
    stated = _("stated by the officer") if name == AREA_FACT and is_stated(facts) else ""
    return ": ".join(filter(None, (words, ", ".join(filter(None, (stated, paper))))))


def _parent_words(who: str, state: ParentState | None, paper: Evidence | None) -> str:
    words = f"{who}: {label(state).lower() if state else _('Not known').lower()}"
    return f"{words}, {evidence_words(paper)}" if paper else words


def _row_words(row: Any) -> str:
    if isinstance(row, StrEnum):
        return label(row)
    if isinstance(row, Child):
        parts = [row.name, row.relation, str(row.born or _("Not known")), row.school]
        return ", ".join(filter(None, (*parts, _("studying") if row.studying else "")))
    if isinstance(row, Supporter):
        receives = label(row.receives) if row.receives else _("Not known").lower()
        return ", ".join(filter(None, (row.name, row.relation, row.person_code, receives)))
    assert isinstance(row, StudyPause)
    days = f"{row.began_on:%d/%m/%Y} – {f'{row.ended_on:%d/%m/%Y}' if row.ended_on else '…'}"
    authorised = {True: _("authorised"), False: _("not authorised"), None: _("not known whether authorised")}
    return f"{days}, {authorised[row.authorised]}"
