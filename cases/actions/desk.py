"""Steps at the one-stop desk: receipt, supplement received, withdrawal."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from audit import recorder
from beneficiaries.models import Person
from cases import events
from cases.actions.issuing import issue
from cases.documents.receipt import receipt_of
from cases.enums import DocumentKind
from cases.models import Case
from cases.queries import facts_judged, standing_of
from cases.rules import Condition, Reason, to_receive
from cases.taking import CaseNotReady, keep, refuse_unless, take
from offices.actors import Actor
from offices.numbering import next_number
from offices.roles import Permission
from policy.clock import due_on
from policy.queries import current_law, working_calendar


@transaction.atomic
def receive(*, case: Case, version: int, by: Actor, at: dt.datetime) -> Case:
    """Received the file: gives it its code and due date, freezes the facts, issues the receipt.

    A change the office makes of its own accord has the same clock and no receipt.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 118/2025/ND-CP, Articles 17 and 18.
    """
    case = take(case, transition="receive", version=version, permission=Permission.CASE_REGISTER, by=by)
    _admit(case, by=by, at=at)
    today = timezone.localdate(at)
    number = next_number(office=case.office, kind="case", period=f"{today:%y%m%d}")
    case.code = f"{case.office.agency_code}-{today:%y%m%d}-{number:04d}"
    case.receive(at=at)
    case.first_received_at = at
    keep(case, by=by)
    _issue_receipt(case, by=by, at=at)
    recorder.record(
        events.received,
        subject=case,
        by=by,
        before={"state": "draft"},
        after={"state": case.state, "code": case.code, "regime": case.regime, "due_on": case.due_on},
    )
    return case


@transaction.atomic
def resume(*, case: Case, version: int, by: Actor, at: dt.datetime) -> Case:
    """Received the supplement: the time limit begins again from zero.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 118/2025/ND-CP, Article 19(5).
    """
    case = take(case, transition="resume", version=version, permission=Permission.CASE_REGISTER, by=by)
    before = {"state": case.state, "attempt": case.attempt, "due_on": case.due_on}
    _admit(case, by=by, at=at)
    case.resume(at=at)
    keep(case, by=by)
    _issue_receipt(case, by=by, at=at)
    recorder.record(
        events.resumed,
        subject=case,
        by=by,
        before=before,
        after={"state": case.state, "attempt": case.attempt, "due_on": case.due_on},
    )
    return case


@transaction.atomic
def withdraw(*, case: Case, version: int, reason: str, by: Actor, at: dt.datetime) -> Case:
    """Recorded the withdrawal the applicant asked for, before the decision.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 118/2025/ND-CP, Article 21.
    """
    case = take(case, transition="withdraw", version=version, permission=Permission.CASE_REGISTER, by=by)
    if not reason.strip():
        raise CaseNotReady([Condition(Reason.STATED, False)])
    before = {"state": case.state}
    case.withdraw(at=at)
    keep(case, by=by)
    recorder.record(
        events.withdrawn, subject=case, by=by, before=before, after={"state": case.state}, reason=reason
    )
    return case


def _admit(case: Case, *, by: Actor, at: dt.datetime) -> None:
    """What every complete file gets: its regime, clock and amount; one running case per allowance."""
    # Receipts for one person queue here, so that two desks cannot both find "no other case".
    case.person = Person.objects.select_for_update().get(pk=case.person_id)
    today = timezone.localdate(at)
    standing = standing_of(case, today=today)
    refuse_unless(to_receive(standing))
    # The procedure is that of the day the file was first received. Decree 335/2026/ND-CP, Article 33.
    regime = current_law().regime_on(timezone.localdate(case.first_received_at or at))
    case.regime, case.working_days = regime.key, regime.working_days
    case.due_on = due_on(timezone.localtime(at), regime.working_days, working_calendar()).date
    case.attempt += 1
    case.facts = facts_judged(case, today=today).to_json()
    case.units, case.amount = max(standing.units, 1), standing.amount
    case.supplement_request = ""
    case.submitted_by_id = by.user_id


def _issue_receipt(case: Case, *, by: Actor, at: dt.datetime) -> None:
    if not case.asked:
        return
    issue(
        case=case,
        kind=DocumentKind.RECEIPT,
        number=f"{case.code}/{case.attempt}",
        snapshot=receipt_of(case, by=by, at=at),
        by=by,
        at=at,
    )
