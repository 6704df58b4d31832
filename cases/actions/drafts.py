"""The draft of a case: opened, then filled in page by page; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from audit import recorder
from beneficiaries.actions import record_facts as record_facts_of_person
from beneficiaries.models import Person
from beneficiaries.queries import facts_to_edit, of_person
from cases import events
from cases.enums import CaseKind, State
from cases.models import Case
from cases.queries import assessments_of, clause_of
from cases.taking import CaseMoved, keep, take_for_editing
from offices.actors import Actor
from offices.roles import Permission
from policy.facts import Facts
from policy.models import Group


@transaction.atomic
def open_draft(*, person: Person, by: Actor, today: dt.date) -> Case:
    """Opened a draft of a case; a draft the office already has for this person is taken up again.

    Begins with the facts last recorded of the person. Raises NotPermitted.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    by.require(Permission.CASE_REGISTER, office_id=person.office_id)
    draft = Case.objects.filter(person=person, state=State.DRAFT, kind=CaseKind.NEW).first()
    if draft is not None:
        return draft
    case = Case.objects.create(
        office_id=person.office_id,
        person=person,
        facts=facts_to_edit(person, today).to_json(),
        registered_by_id=by.user_id,
        applicant_name=person.name,
        applicant_phone=person.phone,
        applicant_address=person.address or person.hamlet,
    )
    recorder.record(events.opened, subject=case, by=by, after={"person": person.code})
    return case


@transaction.atomic
def record_facts(*, case: Case, facts: Facts, by: Actor) -> Case:
    """Recorded the facts of a case, and of its person. A group chosen before is to be chosen again.

    Raises NotPermitted, CaseMoved.
    """
    case = take_for_editing(case, by=by)
    data = of_person(facts, case.person).to_json()
    changed = sorted(
        "health" if key == "hiv_confirmed" else key for key in data if data[key] != case.facts.get(key)
    )
    if not changed:
        return case
    record_facts_of_person(person=case.person, facts=facts, by=by)
    case.facts = data
    if case.state == State.DRAFT:
        case.group, case.programme, case.slot, case.units, case.amount = None, "", "", 1, None
    keep(case, by=by)
    # Values stay on the fact sheet, which guards health; the trail names the fields only.
    recorder.record(events.facts_recorded, subject=case, by=by, after={"fields": changed})
    return case


@transaction.atomic
def choose_group(*, case: Case, group_key: str, by: Actor, today: dt.date) -> Case:
    """Chose the group applied for, in a draft; units and amount come from the facts.

    Raises NotPermitted, CaseMoved, LookupError when no such group is in force.
    """
    case = take_for_editing(case, by=by)
    if case.state != State.DRAFT:
        raise CaseMoved(case)
    chosen = next((item for item in assessments_of(case, today=today) if item.group == group_key), None)
    if chosen is None:
        raise LookupError(group_key)
    before = {"clause": clause_of(case.group_id, on=today)} if case.group_id else None
    group = Group.objects.get(pk=group_key)
    case.group, case.programme, case.slot = group, group.programme, group.slot
    case.units, case.amount = max(chosen.units, 1), chosen.amount
    keep(case, by=by)
    recorder.record(
        events.group_chosen,
        subject=case,
        by=by,
        before=before,
        after={"clause": clause_of(group_key, on=today), "units": case.units, "amount": case.amount},
    )
    return case


INTAKE_FIELDS = (
    "papers",
    "channel",
    "applicant_name",
    "applicant_relation",
    "applicant_phone",
    "applicant_address",
)


@transaction.atomic
def record_intake(*, case: Case, by: Actor, **intake: str | Mapping[str, str]) -> Case:
    """Recorded the papers and the applicant. `intake` holds INTAKE_FIELDS.

    Raises NotPermitted, CaseMoved.
    """
    case = take_for_editing(case, by=by)
    before = {field: getattr(case, field) for field in INTAKE_FIELDS}
    for field in INTAKE_FIELDS:
        setattr(case, field, intake[field])
    keep(case, by=by)
    after = {field: getattr(case, field) for field in INTAKE_FIELDS}
    recorder.record(events.intake_recorded, subject=case, by=by, before=before, after=after)
    return case
