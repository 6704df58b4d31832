"""Life events, recorded once on the person, and relations between people."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from audit import recorder
from beneficiaries import events
from beneficiaries.models import LifeEvent, Person, Relation
from beneficiaries.recording import lock
from offices import scope
from offices.actors import Actor, NotPermitted
from offices.roles import Permission
from policy.life import LifeEventKind, RelationKind


class DeathBeforeBirth(ValueError):
    """The day of death lies before the birth date."""


class EventRefused(ValueError):
    """An event that cannot be recorded as told."""


class EventBeforeBirth(EventRefused):
    """The day of the event lies before the birth date."""


class EventAfterDeath(EventRefused):
    """The person had died by the day of the event."""


class EventCorrected(EventRefused):
    """The event has been corrected already, or is another person's or of another kind."""


class RelationKnown(ValueError):
    """The two already stand in this relation, or are one person."""


@dataclass(frozen=True)
class EventData:
    """An event as told."""

    kind: LifeEventKind
    happened_on: dt.date
    until: dt.date | None = None
    condition: str = ""
    place: str = ""
    document_number: str = ""
    document_on: dt.date | None = None
    issuer: str = ""


@transaction.atomic
def record_event(
    *, person: Person, data: EventData, corrects: LifeEvent | None = None, by: Actor
) -> LifeEvent:
    """Recorded a life event; a death is written on the person too. What follows is for the caller.

    A second death corrects the first. Raises NotPermitted, DeathBeforeBirth, EventRefused.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if data.kind == LifeEventKind.DEATH and corrects is None:
        corrects = _standing_death(person)
    _refuse_impossible(person, data, corrects)
    event = LifeEvent.objects.create(
        person=person, corrects=corrects, recorded_by_id=by.user_id, **asdict(data)
    )
    after = {"kind": event.kind, "happened_on": event.happened_on}
    if data.kind == LifeEventKind.DEATH:
        _write_death(person, data, by=by)
    else:
        before = {"happened_on": corrects.happened_on} if corrects else None
        recorder.record(events.event_recorded, subject=person, by=by, before=before, after=after)
    return event


@transaction.atomic
def record_death(*, person: Person, died_on: dt.date, document: str, by: Actor) -> Person:
    """Recorded the death. Allowances are ended by the caller; the same death told again changes nothing.

    Raises NotPermitted, DeathBeforeBirth.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if (person.died_on, person.death_document) == (died_on, document.strip()):
        return person
    data = EventData(LifeEventKind.DEATH, died_on, document_number=document.strip())
    return record_event(person=person, data=data, by=by).person


@transaction.atomic
def add_relation(
    *, person: Person, other: Person, kind: str, valid_from: dt.date | None = None, by: Actor
) -> Relation:
    """Added a relation: the other is this to the person. Raises NotPermitted, RelationKnown."""
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if not scope.persons(Person.objects.filter(pk=other.pk), by).exists():
        raise NotPermitted(Permission.PERSON_VIEW)
    known = Relation.objects.filter(person=person, other=other, kind=kind, valid_to=None)
    if person.pk == other.pk or known.exists():
        raise RelationKnown
    relation = Relation.objects.create(
        person=person, other=other, kind=RelationKind(kind).value, valid_from=valid_from
    )
    after = {"kind": relation.kind, "other": other.code, "valid_from": valid_from}
    recorder.record(events.relation_added, subject=person, by=by, after=after)
    return relation


@transaction.atomic
def end_relation(*, relation: Relation, valid_to: dt.date, by: Actor) -> Relation:
    """Ended a relation with its last day; the row stays. Raises NotPermitted, RelationKnown."""
    relation = (
        Relation.objects.select_for_update(of=("self",)).select_related("person", "other").get(pk=relation.pk)
    )
    by.require(Permission.PERSON_EDIT, office_id=relation.person.office_id)
    if relation.valid_to is not None or (relation.valid_from and valid_to < relation.valid_from):
        raise RelationKnown
    relation.valid_to = valid_to
    relation.save(update_fields=["valid_to"])
    after = {"kind": relation.kind, "other": relation.other.code, "valid_to": valid_to}
    recorder.record(events.relation_ended, subject=relation.person, by=by, after=after)
    return relation


def _standing_death(person: Person) -> LifeEvent | None:
    """The death recorded of a person, if any, as last corrected."""
    return LifeEvent.objects.filter(person=person, kind=LifeEventKind.DEATH, corrected_by=None).first()


def _refuse_impossible(person: Person, data: EventData, corrects: LifeEvent | None) -> None:
    if person.born_on is not None and data.happened_on < person.born_on:
        raise DeathBeforeBirth if data.kind == LifeEventKind.DEATH else EventBeforeBirth
    if data.kind != LifeEventKind.DEATH and person.died_on and data.happened_on > person.died_on:
        raise EventAfterDeath
    if corrects is not None:
        same = (corrects.person_id, corrects.kind) == (person.pk, data.kind)
        if not same or LifeEvent.objects.filter(corrects=corrects).exists():
            raise EventCorrected


def _write_death(person: Person, data: EventData, *, by: Actor) -> None:
    before = {"died_on": person.died_on, "death_document": person.death_document}
    person.died_on, person.death_document = data.happened_on, data.document_number
    person.save(update_fields=["died_on", "death_document"])
    after = {"died_on": person.died_on, "death_document": person.death_document}
    recorder.record(events.died, subject=person, by=by, before=before, after=after)
