"""Steps of the department: appraisal, return for supplement, proposal, approval, sending back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from audit import recorder
from cases import events
from cases.actions.issuing import issue
from cases.documents.supplement import supplement_of
from cases.enums import DocumentKind, Proposal, State
from cases.models import Case
from cases.queries import standing_of
from cases.rules import Condition, Reason, to_approve, to_grant
from cases.taking import (
    CaseMoved,
    CaseNotReady,
    keep,
    lock,
    refuse_unless,
    take,
)
from offices.actors import Actor
from offices.numbering import next_number
from offices.roles import Permission


@transaction.atomic
def start_appraisal(*, case: Case, version: int, by: Actor, at: dt.datetime) -> Case:
    """Began the appraisal. Raises NotPermitted, CaseMoved."""
    case = take(
        case, transition="start_appraisal", version=version, permission=Permission.CASE_APPRAISE, by=by
    )
    before = {"state": case.state}
    case.start_appraisal(at=at)
    case.appraised_by_id = by.user_id
    keep(case, by=by)
    recorder.record(events.appraisal_started, subject=case, by=by, before=before, after={"state": case.state})
    return case


@transaction.atomic
def return_for_supplement(*, case: Case, version: int, reason: str, by: Actor, at: dt.datetime) -> Case:
    """Returned the file for supplement: the applicant is asked once, for everything.

    Where nobody applied, the officer is asked and no paper is given out.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 118/2025/ND-CP, Articles 16(3) and 19(5).
    """
    case = take(
        case, transition="return_for_supplement", version=version, permission=Permission.CASE_APPRAISE, by=by
    )
    if not reason.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    before = {"state": case.state, "due_on": case.due_on}
    case.return_for_supplement(at=at)
    case.supplement_request, case.due_on = reason.strip(), None
    keep(case, by=by)
    number = _ask_applicant(case, by=by, at=at) if case.asked else ""
    recorder.record(
        events.returned,
        subject=case,
        by=by,
        before=before,
        after={"state": case.state, "number": number},
        reason=reason,
    )
    return case


def _ask_applicant(case: Case, *, by: Actor, at: dt.datetime) -> str:
    serial = next_number(office=case.office, kind="HDHS", period=f"{timezone.localdate(at):%Y}")
    number = f"{serial:02d}/HDHS"
    snapshot = supplement_of(case, number=number, by=by, at=at)
    issue(case=case, kind=DocumentKind.SUPPLEMENT, number=number, snapshot=snapshot, by=by, at=at)
    return number


def propose_grant(*, case: Case, version: int, note: str, by: Actor, at: dt.datetime) -> Case:
    """Appraised the file: proposes to grant. Raises NotPermitted, CaseMoved, CaseNotReady."""
    return _appraise(case, Proposal.GRANT, version=version, note=note, by=by, at=at)


def propose_refusal(*, case: Case, version: int, reason: str, by: Actor, at: dt.datetime) -> Case:
    """Appraised the file: proposes to refuse, with reasons. Raises NotPermitted, CaseMoved, CaseNotReady."""
    return _appraise(case, Proposal.REFUSE, version=version, note=reason, by=by, at=at)


@transaction.atomic
def _appraise(case: Case, proposal: Proposal, *, version: int, note: str, by: Actor, at: dt.datetime) -> Case:
    case = take(case, transition="appraise", version=version, permission=Permission.CASE_APPRAISE, by=by)
    if proposal == Proposal.GRANT:
        refuse_unless(to_grant(standing_of(case, today=timezone.localdate(at))))
    elif not note.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    before = {"state": case.state}
    case.appraise(at=at)
    case.proposal, case.appraisal_note, case.appraised_by_id = proposal, note.strip(), by.user_id
    keep(case, by=by)
    recorder.record(
        events.appraised,
        subject=case,
        by=by,
        before=before,
        after={"state": case.state, "proposal": case.proposal},
        reason=note,
    )
    return case


@transaction.atomic
def approve(*, case: Case, version: int, by: Actor, at: dt.datetime) -> Case:
    """Approved the proposal: it goes to the chair.

    Raises NotPermitted, CaseMoved, SameHands, CaseNotReady.
    """
    case = take(case, transition="approve", version=version, permission=Permission.CASE_APPROVE, by=by)
    refuse_unless(to_approve(standing_of(case, today=timezone.localdate(at))))
    before = {"state": case.state}
    case.approve(at=at)
    case.approved_by_id = by.user_id
    keep(case, by=by)
    recorder.record(
        events.approved,
        subject=case,
        by=by,
        before=before,
        after={"state": case.state, "proposal": case.proposal},
    )
    return case


# The approver sends back what waits for approval, the chair what waits for signature.
_SENDS_BACK = {State.APPRAISED: Permission.CASE_APPROVE, State.APPROVED: Permission.CASE_SIGN}


@transaction.atomic
def send_back(*, case: Case, version: int, reason: str, by: Actor, at: dt.datetime) -> Case:
    """Sent the file back to appraisal; the earlier proposal and approval fall.

    Raises NotPermitted, CaseMoved, CaseNotReady.
    """
    permission = _SENDS_BACK.get(State(lock(case).state))
    if permission is None:
        raise CaseMoved(lock(case))
    case = take(case, transition="send_back", version=version, permission=permission, by=by)
    if not reason.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    before = {"state": case.state, "proposal": case.proposal}
    case.send_back(at=at)
    case.proposal, case.approved_by = "", None
    keep(case, by=by)
    recorder.record(
        events.sent_back, subject=case, by=by, before=before, after={"state": case.state}, reason=reason
    )
    return case
