"""Which papers the facts of a group still lack. They change no answer and no amount. Article 7."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.enums import EvidenceKind, MaritalState, Outcome, ParentState
from policy.facts import Facts
from policy.reasons import Finding, Reason

K = EvidenceKind
_PARENT = {
    ParentState.DEAD: K.DEATH_EXTRACT,
    ParentState.MISSING: K.COURT_DECISION,
    ParentState.UNIDENTIFIED: K.BIRTH_CERTIFICATE,
    ParentState.IN_FACILITY: K.FACILITY_CONFIRMATION,
    ParentState.SERVING_SENTENCE: K.SENTENCE_PAPER,
}
_MARITAL = {
    MaritalState.SINGLE: K.MARITAL_CONFIRMATION,
    MaritalState.MARRIED: K.MARRIAGE_CERTIFICATE,
    MaritalState.WIDOWED: K.DEATH_EXTRACT,
    MaritalState.SPOUSE_MISSING: K.COURT_DECISION,
    MaritalState.DIVORCED: K.COURT_DECISION,
}
# Conditions that hold because a fact is true; those that hold because it is not need no paper.
_RESTS_ON = {
    "abandoned": K.ABANDONMENT_MINUTES,
    "study_status": K.SCHOOL_CONFIRMATION,
    "had_clause1_before_16": K.DECISION,
    "hiv_confirmed": K.MEDICAL_CONFIRMATION,
    "poverty": K.POVERTY_CERTIFICATE,
    "in_special_difficulty_area": K.COMMUNE_CONFIRMATION,
    "children": K.BIRTH_CERTIFICATE,
    "taken_in_instead_of_facility": K.CARE_UNDERTAKING,
    "disability_degree": K.DISABILITY_CERTIFICATE,
}
# Facts a paper may be recorded for, in the order of the form.
EVIDENCED = (
    "father_state",
    "mother_state",
    "abandoned",
    "adopted",
    "study_status",
    "had_clause1_before_16",
    "poverty",
    "in_special_difficulty_area",
    "marital_state",
    "children",
    "supporters",
    "taken_in_instead_of_facility",
    "disability_degree",
    "has_pension_or_si",
    "hiv_confirmed",
)


@dataclass(frozen=True)
class PaperNeed:
    """A fact that counts for the person without a paper, or with one out of date since `expired_on`."""

    fact: str
    kind: EvidenceKind
    expired_on: date | None = None


def usual_paper(facts: Facts, fact: str) -> EvidenceKind | None:
    """The paper that usually proves a fact as it is told; None where none is asked for."""
    if fact in ("father_state", "mother_state"):
        return _PARENT.get(getattr(facts, fact))
    if fact == "marital_state":
        return _MARITAL.get(facts.marital_state) if facts.marital_state else None
    return _RESTS_ON.get(fact)


def papers_needed(findings: Iterable[Finding], facts: Facts, on: date) -> tuple[PaperNeed, ...]:
    """The papers still to be recorded for the conditions that hold, in the order of the text."""
    needs = []
    for fact in dict.fromkeys(_facts_met(findings)):
        kind = usual_paper(facts, fact)
        if kind is not None and facts.evidence_of(fact) is None:
            needs.append(PaperNeed(fact, kind))
        elif fact == "disability_degree" and (ends := facts.certificate_expires_on) and ends < on:
            needs.append(PaperNeed(fact, K.DISABILITY_CERTIFICATE, ends))
    return tuple(needs)


def _facts_met(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        if finding.outcome != Outcome.MET:
            continue
        if finding.reason == Reason.PARENTS_CANNOT_CARE:
            yield from ("father_state", "mother_state")
        else:
            yield finding.field
