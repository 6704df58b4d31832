"""The draft of a change of an allowance that stands."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from audit import recorder
from beneficiaries.models import Person
from beneficiaries.queries import facts_to_edit
from cases import events
from cases.enums import CHANGE_KINDS, CaseKind, State
from cases.models import Case
from entitlements.models import Entitlement
from offices.actors import Actor
from offices.roles import Permission
from policy.facts import Facts


class NotAChange(ValueError):
    """The kind of case does not change an allowance."""


@transaction.atomic
def open_change(
    *, kind: CaseKind, target: Entitlement, by: Actor, reason: str, facts: Facts | None = None
) -> Case:
    """Opened a draft of a change; a draft of the same kind for the same allowance is taken up again.

    Begins with the facts given, or those last recorded of the person. Raises NotPermitted, NotAChange.
    """
    person = Person.objects.select_for_update().get(pk=target.person_id)
    by.require(Permission.CASE_REGISTER, office_id=person.office_id)
    if kind not in CHANGE_KINDS:
        raise NotAChange(kind)
    target = Entitlement.objects.select_related("group").get(pk=target.pk)
    draft = Case.objects.filter(target=target, kind=kind, state=State.DRAFT).first()
    if draft is not None:
        return draft
    known = facts_to_edit(person, timezone.localdate()) if facts is None else facts
    case = Case.objects.create(
        office_id=person.office_id,
        person=person,
        kind=kind,
        target=target,
        group=target.group,
        programme=target.group.programme,
        slot=target.slot,
        units=target.units,
        facts=known.to_json(),
        registered_by_id=by.user_id,
        applicant_name=person.name,
        applicant_phone=person.phone,
        applicant_address=person.address or person.hamlet,
    )
    after = {"person": person.code, "kind": kind, "decision_number": target.decision_number}
    recorder.record(events.change_opened, subject=case, by=by, after=after, reason=reason)
    return case
