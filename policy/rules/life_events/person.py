"""What follows from an event for the person it is about."""

from __future__ import annotations

from collections.abc import Iterator

from policy.causes import Cause, ProposedKind
from policy.enums import (
    GroupKey,
    Slot,
)
from policy.life import Consequence, LifeEventKind, Link, Relative
from policy.rules.articles import Deed
from policy.rules.life_events.desk import CLAUSE_1, Desk, plain_facts, rests_on

E, K, P = LifeEventKind, Link, ProposedKind
_STOPS = {
    E.MISSING: (Cause.DECLARED_MISSING, Deed.STOP),
    E.SENTENCE: (Cause.SERVES_SENTENCE, Deed.STOP),
    E.MOVED: (Cause.MOVED_AWAY, Deed.MOVE),
    E.ENTERED_FACILITY: (Cause.IN_FACILITY, Deed.FACILITY),
}
_RETURNS = {
    E.FOUND: Cause.FOUND_AGAIN,
    E.RELEASE: Cause.RELEASED,
    E.LEFT_FACILITY: Cause.LEFT_FACILITY,
}


def for_person(desk: Desk, relatives: tuple[Relative, ...]) -> Iterator[Consequence]:
    kind, person = desk.event.kind, desk.person
    running, told = desk.running(person), plain_facts(desk.event)
    if kind == E.DEATH:
        for held in (held for held in person.held if held.runs_in(desk.month) or held.runs_in(desk.after)):
            article = desk.article(Deed.STOP)
            yield desk.told(person, Cause.DIED, P.STOP, article, held=held.ident, automatic=True)
        if any(held.runs_in(desk.month) for held in person.held) or _child_of_single_parent(desk, relatives):
            yield desk.told(person, Cause.FUNERAL, P.REVIEW, desk.article(Deed.FUNERAL))
    if kind in _STOPS:
        cause, deed = _STOPS[kind]
        for held in running:
            if kind == E.ENTERED_FACILITY and held.group.startswith("pension"):
                continue  # the text names monthly assistance only
            yield desk.told(person, cause, P.STOP, desk.article(deed), held=held.ident)
    if kind in _RETURNS:
        yield desk.told(person, _RETURNS[kind], P.REVIEW, desk.article(Deed.ADJUST))
    if kind == E.CONDITION_ENDED:
        for held in running:
            if rests_on(desk, held, desk.event.condition):
                article = desk.article(Deed.STOP)
                yield desk.told(
                    person,
                    Cause.CONDITION_ENDED,
                    P.STOP,
                    article,
                    held=held.ident,
                    facts=told,
                )
    if kind == E.MARRIAGE:
        for held in running:
            if held.slot == Slot.SINGLE_PARENT:
                article = desk.of_group(GroupKey.SINGLE_PARENT)
                yield desk.told(person, Cause.MARRIED, P.STOP, article, held=held.ident, facts=told)
    if kind == E.ADOPTED:
        for held in running:
            if held.group in CLAUSE_1:
                sure = held.group == GroupKey.CHILD_ABANDONED
                yield desk.told(
                    person,
                    Cause.ADOPTED,
                    P.STOP if sure else P.REVIEW,
                    desk.of_group(held.group),
                    held=held.ident,
                    facts=told,
                )


def _child_of_single_parent(desk: Desk, relatives: tuple[Relative, ...]) -> bool:
    return any(
        K.PARENT in relative.links and held.slot == Slot.SINGLE_PARENT and held.runs_in(desk.month)
        for relative in relatives
        for held in relative.party.held
    )
