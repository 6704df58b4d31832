"""Granting and ending allowances, and the death of a beneficiary."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from audit import recorder
from beneficiaries import actions as people
from beneficiaries.models import Person
from entitlements import events
from entitlements.enums import EndReason, Source
from entitlements.models import Entitlement
from entitlements.queries import overlapping
from entitlements.refusals import EndsBeforeStart, OverlappingEntitlement, PersonDeceased
from offices.actors import Actor
from offices.roles import Permission
from policy.models import Citation, Group
from policy.months import first_of, previous_month, require_month


@transaction.atomic
def grant(
    *,
    person: Person,
    group_key: str,
    units: int = 1,
    start_month: dt.date,
    decision_number: str,
    decision_on: dt.date | None,
    source: Source,
    by: Actor,
) -> Entitlement:
    """Granted the allowance from a month on. The caller's action has checked its own permission.

    Raises PersonDeceased, OverlappingEntitlement.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.died_on and require_month(start_month) > first_of(person.died_on):
        raise PersonDeceased(person.died_on)
    group = Group.objects.get(pk=group_key)
    if standing := overlapping(person, slot=group.slot, start_month=start_month):
        raise OverlappingEntitlement(standing)
    entitlement = Entitlement.objects.create(
        person=person,
        group=group,
        slot=group.slot,
        units=units,
        start_month=start_month,
        decision_number=decision_number,
        decision_on=decision_on,
        source=source,
    )
    recorder.record(
        events.granted,
        subject=entitlement,
        by=by,
        after={
            "person": person.code,
            "clause": _clause(group_key),
            "units": units,
            "start_month": start_month,
            "decision_number": decision_number,
            "decision_on": decision_on,
            "source": source,
        },
    )
    return entitlement


@transaction.atomic
def end(*, entitlement: Entitlement, last_month: dt.date, reason: str, by: Actor) -> Entitlement:
    """Ended the allowance with its last payable month; an earlier end stays. Raises EndsBeforeStart."""
    entitlement = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
    if require_month(last_month) < entitlement.start_month:
        raise EndsBeforeStart(entitlement.start_month)
    if entitlement.end_month is not None and entitlement.end_month <= last_month:
        return entitlement
    return _end(entitlement, last_month, reason, by)


@transaction.atomic
def adjust(
    *,
    entitlement: Entitlement,
    group_key: str,
    units: int,
    from_month: dt.date,
    decision_number: str,
    decision_on: dt.date,
    by: Actor,
) -> Entitlement:
    """Adjusted the allowance: it ends the month before, and the new one begins. Returns the new one.

    A last month already decided stays that of the new one. The caller's action has checked its own
    permission. Raises EndsBeforeStart, PersonDeceased, OverlappingEntitlement. Article 8.
    """
    standing = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
    last, why = standing.end_month, standing.end_reason
    reason = _("Adjusted by decision %(number)s") % {"number": decision_number}
    end(entitlement=standing, last_month=previous_month(from_month), reason=reason, by=by)
    new = grant(
        person=standing.person,
        group_key=group_key,
        units=units,
        start_month=from_month,
        decision_number=decision_number,
        decision_on=decision_on,
        source=Source.CASE,
        by=by,
    )
    return end(entitlement=new, last_month=last, reason=why, by=by) if last else new


@transaction.atomic
def record_death(*, person: Person, died_on: dt.date, document: str, by: Actor) -> Person:
    """Recorded the death; every allowance ends with the month of death, which is still paid. Article 8.

    A corrected day moves the ends it set before. Raises NotPermitted, DeathBeforeBirth.
    """
    person = people.record_death(person=person, died_on=died_on, document=document, by=by)
    end_by_death(person=person, by=by)
    return person


@transaction.atomic
def end_by_death(*, person: Person, by: Actor) -> list[Entitlement]:
    """Ended every allowance of a deceased person with the month of death. Raises NotPermitted. Article 8."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if person.died_on is None:
        return []
    month, ended = first_of(person.died_on), []
    running = Q(end_month__isnull=True) | Q(end_month__gt=month) | Q(end_reason=EndReason.DEATH)
    for entitlement in Entitlement.objects.select_for_update().filter(running, person=person).order_by("pk"):
        last = max(month, entitlement.start_month)
        if entitlement.end_month != last:
            ended.append(_end(entitlement, last, EndReason.DEATH, by))
    return ended


def _end(entitlement: Entitlement, last_month: dt.date, reason: str, by: Actor) -> Entitlement:
    before = {"end_month": entitlement.end_month}
    entitlement.end_month, entitlement.end_reason = last_month, reason[:60]
    entitlement.save(update_fields=["end_month", "end_reason"])
    recorder.record(
        events.ended,
        subject=entitlement,
        by=by,
        before=before,
        after={"end_month": last_month},
        reason=reason,
    )
    return entitlement


def _clause(group_key: str) -> str:
    """The neutral clause of a group in the newest instrument."""
    rows = Citation.objects.filter(group_id=group_key).order_by(F("valid_from").desc())
    return rows.values_list("code", flat=True).first() or ""
