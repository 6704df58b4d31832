"""Changes of an allowance that stands: opened, recorded, and carried out by the signature."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from audit import recorder
from beneficiaries.actions import record_facts as record_facts_of_person
from beneficiaries.models import Person
from beneficiaries.queries import facts_to_edit, of_person
from cases import events
from cases.changes import AllowanceChange
from cases.enums import CaseKind, State
from cases.models import Case
from cases.queries import clause_of
from cases.rules import Condition, Reason
from cases.taking import AnotherCaseRuns, CaseNotReady, SlotDiffers, keep, take_for_editing
from entitlements import actions as allowances
from entitlements.models import Entitlement
from offices.actors import Actor
from offices.roles import Permission
from policy.enums import StopCause, Turn
from policy.facts import Facts
from policy.models import Group
from policy.months import previous_month


@transaction.atomic
def open_change(
    *, kind: CaseKind, target: Entitlement, by: Actor, reason: str, facts: Facts | None = None
) -> Case:
    """Opened a change of an allowance that stands; a draft of the same change is taken up again.

    `reason` says in words why, `facts` what is known now (else the facts last recorded of the person). No
    application is needed: naming an applicant on the papers page makes it one. Raises NotPermitted,
    AnotherCaseRuns, CaseNotReady. Decree 335/2026/ND-CP, Articles 8 and 9.
    """
    if kind == CaseKind.NEW:
        raise ValueError("a new allowance is no change of another")
    person = Person.objects.select_for_update().get(pk=target.person_id)
    by.require(Permission.CASE_REGISTER, office_id=person.office_id)
    if not reason.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    if other := Case.objects.running().filter(person=person, slot=target.slot).first():
        raise AnotherCaseRuns(other)
    if facts is not None:
        record_facts_of_person(person=person, facts=facts, by=by)
    known = of_person(facts, person) if facts else facts_to_edit(person, timezone.localdate())
    case = Case.objects.filter(target=target, kind=kind, state=State.DRAFT).first() or Case(
        office_id=person.office_id, person=person, kind=kind, target=target, registered_by_id=by.user_id,
        group=target.group, programme=target.group.programme, slot=target.slot, units=target.units,
    )  # fmt: skip
    case.change_reason, case.facts = reason.strip(), known.to_json()
    keep(case, by=by)
    recorder.record(
        events.change_opened,
        subject=case,
        by=by,
        after={"person": person.code, "kind": kind, "decision_number": target.decision_number},
        reason=reason,
    )
    return case


@transaction.atomic
def record_change(
    *,
    case: Case,
    by: Actor,
    reason: str,
    cause: str = "",
    event_on: dt.date | None = None,
    effective_month: dt.date | None = None,
    group_key: str = "",
) -> Case:
    """Recorded what the change is: cause and day of a stop or suspension, month and group of an adjustment.

    Raises NotPermitted, CaseMoved, CaseNotReady, SlotDiffers.
    """
    case = take_for_editing(case, by=by)
    if not reason.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    assert case.target is not None
    group = Group.objects.get(pk=group_key or case.group_id)
    if group.slot != case.target.slot:
        raise SlotDiffers
    before = _told(case)
    case.cause, case.event_on, case.effective_month = cause, event_on, effective_month
    case.group, case.programme, case.change_reason = group, group.programme, reason.strip()
    keep(case, by=by)
    recorder.record(
        events.change_recorded, subject=case, by=by, before=before, after=_told(case), reason=reason
    )
    return case


def carry_out(*, case: Case, change: AllowanceChange, by: Actor) -> dt.date:
    """Do what a change just decided says; returns its first month. Part of the signature, which tells of it.

    Arrears and recoveries follow from what was paid. Raises what the actions of allowances raise.
    """
    turn, month = change.effect.turn, change.effect.from_month
    number, on = case.decision_number, case.decided_on
    assert case.target is not None
    assert month is not None
    assert on is not None
    if turn == Turn.STOP:
        reason = case.cause or StopCause.NOT_ELIGIBLE
        allowances.end(entitlement=case.target, last_month=previous_month(month), reason=reason, by=by)
    elif turn == Turn.SUSPEND:
        allowances.suspend(
            entitlement=case.target, from_month=month, cause=case.cause, decision_number=number,
            decision_on=on, by=by,
        )  # fmt: skip
    elif change.standing.pause is not None:
        allowances.resume(entitlement=case.target, decision_number=number, decision_on=on, by=by)
    if turn == Turn.ADJUST:
        case.entitlement = allowances.adjust(
            entitlement=case.target, group_key=change.group, units=change.units, from_month=month,
            decision_number=number, decision_on=on, by=by,
        )  # fmt: skip
    return month


def _told(case: Case) -> dict[str, object]:
    """What the trail keeps of a change: the group by its clause only."""
    return {
        "cause": case.cause,
        "event_on": case.event_on,
        "effective_month": case.effective_month,
        "clause": clause_of(case.group_id, on=timezone.localdate()),
    }
