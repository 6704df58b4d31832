"""What follows from an event for those related to the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from policy.causes import Cause, ProposedKind
from policy.enums import (
    GroupKey,
    MaritalState,
    ParentState,
    Sex,
    Slot,
    SupporterState,
)
from policy.facts import Facts
from policy.life import Consequence, EndedCondition, Held, LifeEventKind, Link, Party, Relative
from policy.rules.articles import Deed
from policy.rules.conditions import CHILD_AGE
from policy.rules.life_events.desk import CLAUSE_1, Desk, of_age, plain_facts, rests_on

E, K, P = LifeEventKind, Link, ProposedKind
ELDERLY_AGE = 60
# Where the Civil Code changes a guardian who died or is declared missing. Recalled.
GUARDIAN_ARTICLE = "điểm b khoản 1 Điều 60 Bộ luật Dân sự số 91/2015/QH13"
# The state a parent is in after an event; back again is alive.
PARENT_STATES = {
    E.DEATH: ParentState.DEAD,
    E.MISSING: ParentState.MISSING,
    E.SENTENCE: ParentState.SERVING_SENTENCE,
    E.ENTERED_FACILITY: ParentState.IN_FACILITY,
    E.FOUND: ParentState.ALIVE,
    E.RELEASE: ParentState.ALIVE,
    E.LEFT_FACILITY: ParentState.ALIVE,
}
_SPOUSE = {
    E.DEATH: MaritalState.WIDOWED,
    E.MISSING: MaritalState.SPOUSE_MISSING,
    E.FOUND: MaritalState.MARRIED,
}
# After these the person looks after nobody, and nobody is paid for looking after the person.
_AWAY = frozenset({E.DEATH, E.MISSING, E.SENTENCE, E.ENTERED_FACILITY, E.MOVED})
_LOST = frozenset({E.DEATH, E.MISSING})
_BACK = frozenset({E.FOUND})


def for_relative(desk: Desk, relative: Relative) -> Iterator[Consequence]:
    party, links = relative.party, relative.links
    if K.CARER in links:
        yield from _for_carer(desk, party)
    if K.CARED_FOR in links and desk.event.kind in _AWAY:
        yield from _care_ends(desk, party, Cause.CARER_GONE)
    if K.WARD in links and desk.event.kind in _LOST:
        yield desk.told(party, Cause.GUARDIAN_GONE, P.REVIEW, GUARDIAN_ARTICLE)
    if K.CHILD in links and desk.event.kind in PARENT_STATES:
        yield from _for_child(desk, party)
    if K.SPOUSE in links and desk.event.kind in _SPOUSE:
        yield from _for_spouse(desk, party)
    if K.PARENT in links:
        yield from _for_parent(desk, party)
    if K.SUPPORTED in links or (K.PARENT in links and of_age(desk.person, CHILD_AGE, desk.event.on)):
        yield from _for_supported(desk, party)
    if K.HOUSEHOLD in links and desk.event.condition == EndedCondition.POVERTY:
        for held in desk.running(party):
            if rests_on(desk, held, EndedCondition.POVERTY):
                article = desk.article(Deed.STOP)
                facts = plain_facts(desk.event)
                cause = Cause.HOUSEHOLD_NOT_POOR
                yield desk.told(party, cause, P.STOP, article, held=held.ident, facts=facts)


def _for_carer(desk: Desk, party: Party) -> Iterator[Consequence]:
    """Whoever cares for the person: the support stops when the person is gone or no longer qualifies."""
    lost = desk.event.condition == EndedCondition.DISABILITY
    if desk.event.kind in _AWAY or desk.event.kind == E.ADOPTED or lost:
        yield from _care_ends(desk, party, Cause.CARED_PERSON_GONE)


def _care_ends(desk: Desk, party: Party, cause: Cause) -> Iterator[Consequence]:
    article = desk.article(Deed.STOP_CARE)
    supports = [held for held in desk.running(party) if held.slot == Slot.CARE]
    for held in supports:
        yield desk.told(party, cause, P.STOP, article, held=held.ident)
    if not supports:
        # The support may be on the other's record, or was never granted: somebody has to look.
        yield desk.told(party, cause, P.REVIEW, article)


def _for_child(desk: Desk, child: Party) -> Iterator[Consequence]:
    """Clause 1 by the states of both parents. A parent alive leaves the child with a source of care."""
    if child.facts.born and child.facts.born.age_range(desk.known_on)[0] >= CHILD_AGE:
        return
    state = PARENT_STATES[desk.event.kind]
    field = {Sex.MALE: "father_state", Sex.FEMALE: "mother_state"}.get(desk.person.sex)  # type: ignore[arg-type]
    on_clause_1 = [held for held in desk.running(child) if held.group in CLAUSE_1]
    if field is None:
        cause = Cause.PARENT_BACK if state == ParentState.ALIVE else Cause.PARENT_GONE
        article = desk.article(Deed.ADJUST)
        yield desk.told(child, cause, P.REVIEW, article, needs=("father_state", "mother_state"))
        return
    told: dict[str, Any] = {field: state}
    facts = replace(child.facts, **told)
    changed = ((field, state.value),)
    other = "mother_state" if field == "father_state" else "father_state"
    fits = {key: item for key, item in desk.weighed(facts).items() if key in CLAUSE_1}
    now = next((key for key, item in fits.items() if item.fits), "")
    if on_clause_1:
        yield from _of_clause_1(desk, child, on_clause_1[0], now, facts, other, changed)
    elif now:
        kind = P.REVIEW if desk.running(child) else P.NEW
        yield desk.told(child, Cause.PARENT_GONE, kind, desk.of_group(now), facts=changed, group=now)
    elif state != ParentState.ALIVE and getattr(facts, other) is None:
        article = desk.of_clause_1
        yield desk.told(child, Cause.PARENT_GONE, P.REVIEW, article, facts=changed, needs=(other,))


def _of_clause_1(
    desk: Desk,
    child: Party,
    held: Held,
    now: str,
    facts: Facts,
    other: str,
    changed: tuple[tuple[str, str | bool], ...],
) -> Iterator[Consequence]:
    """A child already on the allowance: the same point, another one, or none any more."""
    if now == held.group or held.group == GroupKey.CHILD_ABANDONED:
        return
    back = PARENT_STATES[desk.event.kind] == ParentState.ALIVE
    if now:
        cause, kind = Cause.PARENT_CHANGED, P.ADJUST
    elif back:
        cause, kind = Cause.PARENT_BACK, P.STOP
    else:
        cause, kind = Cause.PARENT_CHANGED, P.REVIEW
    needs = (other,) if not now and not back and getattr(facts, other) is None else ()
    yield desk.told(
        child,
        cause,
        kind,
        desk.of_group(now or held.group),
        held=held.ident,
        facts=changed,
        group=now,
        needs=needs,
    )


def _for_spouse(desk: Desk, party: Party) -> Iterator[Consequence]:
    """Clause 4 asks for no spouse, or one dead or declared missing."""
    state = _SPOUSE[desk.event.kind]
    changed = (("marital_state", state.value),)
    article = desk.of_group(GroupKey.SINGLE_PARENT)
    single = [held for held in desk.running(party) if held.slot == Slot.SINGLE_PARENT]
    if state == MaritalState.MARRIED:
        for held in single:
            yield desk.told(party, Cause.SPOUSE_BACK, P.STOP, article, held=held.ident, facts=changed)
        return
    judged = desk.weighed(replace(party.facts, marital_state=state)).get(GroupKey.SINGLE_PARENT)
    if single or judged is None or judged.fits is False:
        return
    yield desk.told(
        party,
        Cause.SPOUSE_GONE,
        P.NEW,
        article,
        facts=changed,
        group=str(GroupKey.SINGLE_PARENT),
        needs=judged.needs,
    )


def _for_parent(desk: Desk, party: Party) -> Iterator[Consequence]:
    """A single parent is paid by the child: one fewer from the month of the change, the last one stops."""
    event = desk.event
    gone = event.kind in _LOST | {E.ADOPTED} or (
        event.condition == EndedCondition.STUDIES and of_age(desk.person, CHILD_AGE, event.on)
    )
    for held in desk.running(party) if gone else ():
        if held.slot == Slot.SINGLE_PARENT:
            kind = P.STOP if held.units == 1 else P.ADJUST
            article = desk.of_group(GroupKey.SINGLE_PARENT)
            yield desk.told(party, Cause.CHILD_GONE, kind, article, held=held.ident)


def _for_supported(desk: Desk, party: Party) -> Iterator[Consequence]:
    """Clause 5.a asks that nobody be obliged to support, or that those obliged live on an allowance."""
    kind, facts = desk.event.kind, party.facts
    if facts.born and facts.born.age_range(desk.known_on)[1] < ELDERLY_AGE:
        return
    article = desk.of_group(GroupKey.ELDERLY_POOR)
    has = [
        held
        for held in desk.running(party)
        if held.group in (GroupKey.ELDERLY_POOR, GroupKey.ELDERLY_FACILITY_ELIGIBLE)
    ]
    if kind in _BACK:
        for held in has:
            yield desk.told(
                party, Cause.SUPPORTER_BACK, P.REVIEW, article, held=held.ident, needs=("supporter_state",)
            )
    if kind not in _LOST or has:
        return
    judged = desk.weighed(replace(facts, supporter_state=SupporterState.NONE)).get(GroupKey.ELDERLY_POOR)
    if judged is None or judged.fits is False:
        return
    # Others may be obliged too: nobody knows that from this event.
    needs = tuple(dict.fromkeys(("supporter_state", *judged.needs)))
    kind_of_case = P.REVIEW if desk.running(party) else P.NEW
    yield desk.told(
        party,
        Cause.SUPPORTER_GONE,
        kind_of_case,
        article,
        group=str(GroupKey.ELDERLY_POOR),
        needs=needs,
    )
