"""The conditions of Article 5, each judged met, unmet or not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policy.enums import Outcome, ParentState, PovertyStatus, StudyLevel, SupporterState
from policy.facts import Child, Facts
from policy.law import Group
from policy.reasons import Finding, Reason
from policy.rules.as_of import facts_as_of, study_on

CHILD_AGE = 16

_REQUIRED = {
    "abandoned": Reason.ABANDONED,
    "had_clause1_before_16": Reason.CLAUSE_1_BEFORE_16,
    "hiv_confirmed": Reason.HIV_CONFIRMED,
    "in_special_difficulty_area": Reason.SPECIAL_DIFFICULTY_AREA,
    "taken_in_instead_of_facility": Reason.TAKEN_IN,
}
_FORBIDDEN = {
    "adopted": Reason.NOT_ADOPTED,
    "can_live_in_community": Reason.CANNOT_LIVE_IN_COMMUNITY,
    "has_pension_or_si": Reason.NO_PENSION,
    "has_stable_income": Reason.NO_STABLE_INCOME,
}
_DISABILITY = {"extreme": Reason.DISABILITY_EXTREME, "severe": Reason.DISABILITY_SEVERE}


def judge(group: Group, facts: Facts, on: date, article: str) -> tuple[Finding, ...]:
    """Every condition of one group but exclusion by other groups, in the order of the text. Article 5."""
    return tuple(
        Finding(reason, outcome, article, fact, field, number)
        for reason, outcome, fact, field, number in _conditions(group, facts, on)
    )


def combine(outcomes: Iterable[Outcome]) -> bool | None:
    """True when all are met, False when any is unmet, None when it cannot be told."""
    found = set(outcomes)
    if Outcome.UNMET in found:
        return False
    return None if Outcome.UNKNOWN in found else True


def children_counted(group: Group, facts: Facts, on: date) -> tuple[int, int]:
    """Children who surely count for a single parent, and those who may. Article 5(4)."""
    states = [_child_counts(child, group.child_study_below, on) for child in facts.children or ()]
    return states.count(True), states.count(None)


_Condition = tuple[Reason, Outcome, str, str, int | None]


def _conditions(group: Group, told: Facts, on: date) -> Iterable[_Condition]:
    facts = facts_as_of(told, on)
    if facts.died_on is not None and facts.died_on <= on:
        yield Reason.ALIVE, Outcome.UNMET, f"{facts.died_on:%d/%m/%Y}", "died_on", None
    if group.age_from is not None:
        yield _age(facts, on, Reason.AGE_AT_LEAST, group.age_from, at_least=True)
    if group.age_below is not None:
        yield _age(facts, on, Reason.AGE_UNDER, group.age_below, at_least=False)
    if group.parents_first:
        yield from _parents(group, facts)
    for field in group.requires:
        yield _REQUIRED[field], _outcome(getattr(facts, field)), "", field, None
    for field in group.forbids:
        value = getattr(facts, field)
        yield _FORBIDDEN[field], _outcome(None if value is None else not value), "", field, None
    if group.study:
        yield from _studies(group, told, on)
    if group.poverty:
        alone = tuple(group.poverty) == (PovertyStatus.POOR,)
        reason = Reason.POOR if alone else Reason.POOR_OR_NEAR_POOR
        yield _one_of(reason, "poverty", facts, group.poverty, number=on.year)
    if group.marital:
        yield _one_of(Reason.NO_SPOUSE, "marital_state", facts, group.marital)
    if group.per_child:
        yield _children(group, facts, on)
    if group.supporters:
        alone = tuple(group.supporters) == (SupporterState.NONE,)
        reason = Reason.SUPPORTERS_ABSENT if alone else Reason.SUPPORTERS_ABSENT_OR_ON_ALLOWANCE
        listed = "supporter_state" if told.supporters is None else "supporters"
        known = _one_of(reason, "supporter_state", facts, group.supporters, (SupporterState.UNKNOWN,))
        yield (*known[:3], listed, None)
    if group.disability:
        yield _one_of(_DISABILITY[group.disability], "disability_degree", facts, (group.disability,))


def _outcome(value: bool | None) -> Outcome:
    return Outcome.UNKNOWN if value is None else Outcome.MET if value else Outcome.UNMET


def _age(facts: Facts, on: date, reason: Reason, limit: int, at_least: bool) -> _Condition:
    if facts.born is None:
        return reason, Outcome.UNKNOWN, "", "born", limit
    answers = {(age >= limit) == at_least for age in facts.born.age_range(on)}
    outcome = _outcome(answers.pop() if len(answers) == 1 else None)
    return reason, outcome, str(facts.born), "born", limit


def _one_of(
    reason: Reason,
    field: str,
    facts: Facts,
    allowed: Iterable[str],
    unclear: Iterable[str] = (),
    number: int | None = None,
) -> _Condition:
    value = getattr(facts, field)
    known = None if value is None or value in unclear else value in allowed
    return reason, _outcome(known), str(value or ""), field, number


def _studies(group: Group, facts: Facts, on: date) -> Iterable[_Condition]:
    status, field = study_on(facts, on)
    known = None if status is None or status in group.study_unclear else status in group.study
    yield Reason.STUDYING, _outcome(known), str(status or ""), field, None
    if facts.study_level is not None:
        counts = facts.study_level != StudyLevel.OTHER
        yield Reason.STUDY_COUNTS, _outcome(counts), str(facts.study_level), "study_level", None


def _parents(group: Group, facts: Facts) -> Iterable[_Condition]:
    father, mother = facts.father_state, facts.mother_state
    ways = [
        (_state_in(one, group.parents_first), _state_in(other, group.parents_second))
        for one, other in ((father, mother), (mother, father))
    ]
    each = [False if False in way else None if None in way else True for way in ways]
    known = True if True in each else None if None in each else False
    fact = f"{father or ''}/{mother or ''}"
    fields = [
        name for name in ("father_state", "mother_state") if known is None and getattr(facts, name) is None
    ]
    for field in fields or ["father_state"]:
        yield Reason.PARENTS_CANNOT_CARE, _outcome(known), fact, field, None


def _state_in(state: ParentState | None, allowed: Iterable[str]) -> bool | None:
    return None if state is None else state in allowed


def _children(group: Group, facts: Facts, on: date) -> _Condition:
    sure, possible = children_counted(group, facts, on)
    known = True if sure else None if possible or facts.children is None else False
    return Reason.RAISES_CHILDREN, _outcome(known), "", "children", sure


def _child_counts(child: Child, study_below: int | None, on: date) -> bool | None:
    """A child under 16, or older and studying (under 22 where the decree says so)."""
    if child.born is None:
        return None
    youngest, oldest = child.born.age_range(on)
    if oldest < CHILD_AGE:
        return True
    if study_below is not None and youngest >= study_below:
        return False
    if youngest >= CHILD_AGE and (study_below is None or oldest < study_below):
        return child.studying
    # The birth date leaves open on which side of a limit the child is.
    if child.studying and (study_below is None or oldest < study_below):
        return True
    if child.studying is False and youngest >= CHILD_AGE:
        return False
    return None


def fields_of(group: Group) -> tuple[str, ...]:
    """The facts the conditions of a group turn on, in the order of its text."""
    found: list[str] = []
    if group.parents_first:
        found += ["father_state", "mother_state"]
    found += [*group.requires, *group.forbids]
    asked = {
        "study_status": group.study,
        "poverty": group.poverty,
        "marital_state": group.marital,
        "children": group.per_child,
        "supporters": group.supporters,
        "disability_degree": group.disability,
    }
    return tuple(dict.fromkeys([*found, *(field for field, wanted in asked.items() if wanted)]))
