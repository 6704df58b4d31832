"""A life event with all that follows from it: done where the law leaves no choice, proposed elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit import recorder
from beneficiaries import actions as people
from beneficiaries.actions import EventData
from beneficiaries.models import LifeEvent, Person
from beneficiaries.queries import current_facts
from cases import events
from cases.actions.prompts import lapse
from cases.enums import PromptOutcome, PromptSource
from cases.models import Prompt
from cases.prompting import Followed, followed_by, happening_of
from entitlements.actions import end_by_death
from offices.actors import Actor
from offices.roles import Permission
from policy.life import LifeEventKind
from policy.rules.life_events import own_facts


@transaction.atomic
def record_life_event(
    *, person: Person, data: EventData, corrects: LifeEvent | None = None, today: dt.date, by: Actor
) -> LifeEvent:
    """Recorded a life event; a death ends the allowances, everything else that follows is proposed.

    A correction closes what the corrected event proposed and no longer holds. Raises NotPermitted,
    DeathBeforeBirth, EventRefused.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    found = followed_by(person, data, today=today)
    event = people.record_event(person=person, data=data, corrects=corrects, by=by)
    if told := own_facts(happening_of(data)):
        people.record_facts(person=person, facts=replace(current_facts(person), **told), by=by)
    if data.kind == LifeEventKind.DEATH:
        end_by_death(person=person, by=by)
    kept = _propose(event, [one for one in found if not one.consequence.automatic], by)
    if event.corrects is not None:
        earlier = Prompt.objects.waiting().filter(life_event=event.corrects).exclude(pk__in=kept)
        reason = _("The event was corrected, and this no longer follows from it.")
        lapse(prompts=earlier.select_related("person"), reason=reason, by=by)
    return event


def _propose(event: LifeEvent, found: list[Followed], by: Actor) -> list[int]:
    """Propose what follows; what is already proposed is kept, now by this event."""
    made, kept = [], []
    for one in found:
        consequence = one.consequence
        key: dict[str, Any] = {
            "person": one.person,
            "entitlement": one.entitlement,
            "reason": consequence.cause.value,
            "about_month": consequence.month,
        }
        values = {
            "kind": consequence.kind.value,
            "article": consequence.article,
            "source": PromptSource.LIFE_EVENT,
            "life_event": event,
            "data": {
                "facts": dict(consequence.facts),
                "group": consequence.group,
                "needs": list(consequence.needs),
                "decides": True,
            },
        }
        known = Prompt.objects.filter(**key).first()
        if known is None:
            made.append(Prompt.objects.create(**key, **values))
        elif known.outcome in (PromptOutcome.OPEN, PromptOutcome.LAPSED):
            again = {"outcome": PromptOutcome.OPEN, "answer": "", "answered_at": None, "answered_by": None}
            for name, value in (values | again).items():
                setattr(known, name, value)
            known.save()
            kept.append(known)
    for event_of_trail, prompts in ((events.prompt_proposed, made), (events.prompt_renewed, kept)):
        subjects = [
            (
                row,
                {
                    "person": row.person.code,
                    "kind": row.kind,
                    "reason": row.reason,
                    "about_month": row.about_month,
                },
            )
            for row in prompts
        ]
        recorder.record_many(event_of_trail, subjects=subjects, by=by)
    return [row.pk for row in (*made, *kept)]
