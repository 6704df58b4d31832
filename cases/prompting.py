"""Reads of proposed cases and of what follows from a life event."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from beneficiaries.actions import EventData
from beneficiaries.models import LifeEvent, Person
from beneficiaries.queries import facts_to_edit
from beneficiaries.relations import relatives_of
from cases.enums import CHANGE_KINDS, CaseKind, PromptKind, PromptOutcome, PromptSource
from cases.models import Prompt
from entitlements.models import Entitlement
from offices import scope
from offices.actors import Actor
from offices.models import Office
from offices.names import fold
from offices.roles import Permission
from policy.causes import Cause
from policy.enums import Slot
from policy.life import Consequence, EndedCondition, Happening, Held, Party, Relative
from policy.queries import current_law
from policy.rules.life_events import consequences


def prompt_rows(actor: Actor) -> QuerySet[Prompt]:
    """Proposed cases the actor may see, with what a row shows."""
    return scope.prompts(Prompt.objects.all(), actor).select_related(
        "person", "person__office", "entitlement", "case", "answered_by", "life_event", "life_event__person"
    )


def prompts_listed(
    actor: Actor,
    *,
    kind: str = "",
    month: dt.date | None = None,
    reason: str = "",
    outcome: str = PromptOutcome.OPEN,
    office: int | None = None,
    text: str = "",
) -> QuerySet[Prompt]:
    """The list page, by month: of a kind, month, cause, answer, office, or name."""
    rows = prompt_rows(actor)
    asked = {"kind": kind, "reason": reason, "outcome": outcome, "about_month": month}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if office:
        rows = rows.filter(person__office_id=office)
    for word in fold(text).split():
        rows = rows.filter(person__search_name__contains=word)
    return rows.order_by("about_month", "person__sort_key", "pk")


def prompts_waiting(actor: Actor) -> QuerySet[Prompt]:
    """Proposed cases that wait for this actor: whoever registers cases in the person's own office."""
    if not actor.may(Permission.CASE_REGISTER):
        return Prompt.objects.none()
    return prompts_listed(actor, office=actor.office_id)


def prompts_of(actor: Actor, person: Person) -> QuerySet[Prompt]:
    """What is proposed for a person and not answered."""
    return prompts_listed(actor).filter(person=person)


def offices_prompted(actor: Actor) -> list[Office]:
    """The offices with proposed cases the actor may see, by name, for a filter."""
    rows = scope.prompts(Prompt.objects.order_by(), actor)
    return list(Office.objects.filter(pk__in=rows.values("person__office_id")).order_by("name"))


def kinds_open_to(prompt: Prompt) -> tuple[CaseKind, ...]:
    """The kinds of case a proposal may be answered with; a review leaves the choice."""
    if prompt.kind != PromptKind.REVIEW:
        return (CaseKind(prompt.kind),)
    if prompt.entitlement_id is None:
        return (CaseKind.NEW,)
    return (CaseKind.ADJUST, CaseKind.STOP, CaseKind.SUSPEND, CaseKind.NEW)


def events_of(actor: Actor, person: Person) -> QuerySet[LifeEvent]:
    """A person's life events, the latest first, corrected ones included."""
    rows = scope.life_events(LifeEvent.objects.filter(person=person), actor)
    return rows.select_related("recorded_by", "corrected_by")


# What follows from an event


@dataclass(frozen=True)
class Followed:
    """A consequence with the person and the allowance it is about."""

    consequence: Consequence
    person: Person
    entitlement: Entitlement | None


def followed_by(person: Person, data: EventData, *, today: dt.date) -> list[Followed]:
    """Everything that would follow from an event, for the person and those related on its day."""
    relatives = relatives_of(person, data.happened_on)
    people = {one.pk: one for one in (person, *relatives)}
    allowances = _allowances_of(people)
    found = consequences(
        happening_of(data),
        _party(person, allowances[person.pk], data.happened_on),
        [
            Relative(_party(other, allowances[other.pk], data.happened_on), frozenset(links))
            for other, links in relatives.items()
        ],
        known_on=today,
        law=current_law(),
    )
    rows = {row.pk: row for own in allowances.values() for row in own}
    return [Followed(one, people[one.party], rows[one.held] if one.held else None) for one in found]


def happening_of(data: EventData) -> Happening:
    """An event as the rules take it."""
    condition = EndedCondition(data.condition) if data.condition else None
    return Happening(data.kind, data.happened_on, data.until, condition)


def _allowances_of(people: Iterable[int]) -> dict[int, list[Entitlement]]:
    found: dict[int, list[Entitlement]] = defaultdict(list)
    for row in Entitlement.objects.filter(person_id__in=list(people)).order_by("start_month", "pk"):
        found[row.person_id].append(row)
    return found


def _party(person: Person, allowances: Iterable[Entitlement], day: dt.date) -> Party:
    held = tuple(
        Held(row.pk, str(row.group_id), Slot(row.slot), row.units, row.start_month, row.end_month)
        for row in allowances
    )
    return Party(person.pk, facts_to_edit(person, day), held)


def without_cause() -> QuerySet[Prompt]:
    """Waiting proposals from events that nothing is left of: the person died, or the allowance ended."""
    died = Q(person__died_on__isnull=False) & ~Q(reason=Cause.FUNERAL)
    ended = Q(kind__in=CHANGE_KINDS, entitlement__end_month__lt=F("about_month"))
    return Prompt.objects.waiting().filter(died | ended, source=PromptSource.LIFE_EVENT)
