"""Life events and proposed cases, each reached through the actions of an officer or of the nightly job."""

from __future__ import annotations

import datetime as dt
from typing import Any

from beneficiaries.actions import EventData, add_relation
from beneficiaries.models import LifeEvent, Person
from cases import actions
from cases.actions import Proposed
from cases.models import Prompt
from entitlements.models import Entitlement
from offices.actors import Actor, system_job
from policy.facts import PartialDate
from policy.life import LifeEventKind
from tests.factories import offices, people

TODAY = dt.date(2026, 11, 16)
JOB = system_job("propose_changes")
SENTENCED = EventData(
    LifeEventKind.SENTENCE,
    dt.date(2026, 11, 2),
    until=dt.date(2028, 11, 2),
    document_number="Bản án 12/2026/HS-ST",
    issuer="Tòa án nhân dân khu vực",
)


def birthday() -> Entitlement:
    """An allowance whose amount changes in January 2027: the person turns 60."""
    return people.entitlement(people.person(born="10/01/1967"), group="disability_severe")


def propose(today: dt.date = TODAY) -> Proposed:
    return actions.propose(today=today, by=JOB)


def proposed() -> Prompt:
    """A proposal that waits: an adjustment at a birthday."""
    birthday()
    propose()
    return Prompt.objects.get()


def event(person: Person, kind: str, on: str, *, by: Actor | None = None, **told: Any) -> LifeEvent:
    """A life event recorded by an officer of the commune; `on` as dd/mm/yyyy."""
    day = PartialDate.parse(on).earliest
    corrects = told.pop("corrects", None)
    return actions.record_life_event(
        person=person,
        data=EventData(LifeEventKind(kind), day, **told),
        corrects=corrects,
        today=TODAY,
        by=by or offices.actor("commune_officer"),
    )


def followed_event(by: Actor) -> LifeEvent:
    """A sentence of someone who has a carer and an allowance of which one case is proposed."""
    person = people.entitlement(people.person("Bùi Văn Án", born="01/02/1980", sex="M", by=by)).person
    add_relation(person=person, other=people.person("Bùi Thị Con", by=by), kind="guardian", by=by)
    return event(person, "sentence", "02/11/2026", by=by)
