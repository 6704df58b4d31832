"""Steps of the chair: signature and refusal."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import recorder
from beneficiaries.models import Person
from cases import events
from cases.actions.issuing import issue
from cases.documents.decision import decision_of
from cases.documents.refusal import refusal_of
from cases.enums import DocumentKind
from cases.models import Case
from cases.queries import standing_of
from cases.rules import Condition, Reason, replaced_by, to_sign
from cases.taking import CaseNotReady, keep, refuse_unless, take
from entitlements.actions import end, grant
from entitlements.enums import Source
from entitlements.models import Entitlement
from offices.actors import Actor
from offices.numbering import next_number
from offices.roles import Permission
from policy.months import first_of, previous_month


@transaction.atomic
def sign(*, case: Case, version: int, by: Actor, at: dt.datetime) -> Case:
    """Signed the decision: numbers it and grants the allowance from the month of signature.

    A lower allowance it excludes ends with the month before. Raises NotPermitted, CaseMoved, SameHands,
    CaseNotReady. Decree 335/2026/ND-CP, Articles 6(2) and 8.
    """
    case = take(case, transition="sign", version=version, permission=Permission.CASE_SIGN, by=by)
    case.person = Person.objects.select_for_update().get(pk=case.person_id)
    today = timezone.localdate(at)
    standing = standing_of(case, today=today)
    refuse_unless(to_sign(standing))

    before = {"state": case.state}
    start = first_of(today)
    serial = next_number(office=case.office, kind="QD", period=f"{today:%Y}")
    case.decision_number = f"{serial:02d}/QĐ-UBND"
    replaced = replaced_by(standing)
    for allowance in replaced:
        end(
            entitlement=Entitlement.objects.get(pk=allowance.entitlement_id),
            last_month=previous_month(start),
            reason=_("Replaced by decision %(number)s") % {"number": case.decision_number},
            by=by,
        )
    case.entitlement = grant(
        person=case.person,
        group_key=str(case.group_id),
        units=case.units,
        start_month=start,
        decision_number=case.decision_number,
        decision_on=today,
        source=Source.CASE,
        by=by,
    )
    case.decided_on, case.amount, case.signed_by_id = today, standing.amount, by.user_id
    case.sign(at=at)
    keep(case, by=by)
    issue(
        case=case,
        kind=DocumentKind.DECISION,
        number=case.decision_number,
        snapshot=decision_of(case, signer=by, replaced=replaced),
        by=by,
        at=at,
    )
    recorder.record(
        events.signed,
        subject=case,
        by=by,
        before=before,
        after={
            "state": case.state,
            "decision_number": case.decision_number,
            "decided_on": case.decided_on,
            "start_month": start,
            "amount": case.amount,
            "entitlement": case.entitlement.pk,
        },
    )
    return case


@transaction.atomic
def refuse(*, case: Case, version: int, reason: str, by: Actor, at: dt.datetime) -> Case:
    """Refused the request in writing, with reasons.

    Raises NotPermitted, CaseMoved, SameHands, CaseNotReady. Decree 335/2026/ND-CP, Article 8;
    Decree 118/2025/ND-CP, Article 19(3).
    """
    case = take(case, transition="refuse", version=version, permission=Permission.CASE_SIGN, by=by)
    if not reason.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    before = {"state": case.state}
    today = timezone.localdate(at)
    serial = next_number(office=case.office, kind="VHXH", period=f"{today:%Y}")
    number = f"{serial:02d}/UBND-VHXH"
    case.refusal_reasons, case.decided_on = reason.strip(), today
    case.refuse(at=at)
    keep(case, by=by)
    issue(
        case=case,
        kind=DocumentKind.REFUSAL,
        number=number,
        snapshot=refusal_of(case, number=number, signer=by),
        by=by,
        at=at,
    )
    recorder.record(
        events.refused,
        subject=case,
        by=by,
        before=before,
        after={"state": case.state, "number": number},
        reason=reason,
    )
    return case
