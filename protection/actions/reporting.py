"""A report comes in: the case opens and its 12 hours run."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from offices.actors import Actor, NotPermitted
from offices.models import Office
from offices.roles import Permission
from protection import logbook
from protection.enums import WORKED_STATES, Duty, SealedKind
from protection.events import Event
from protection.intake import ReportData
from protection.keys import give_key
from protection.models import ChildCase, Report, Sealed
from protection.queries import people_with
from protection.sealing import seal
from protection.taking import NobodyThere, keep, take
from protection.wall import behind_the_wall, may_enter

P = Permission
DUTIES = (
    (Duty.OFFICER, P.PROTECTION_WORK),
    (Duty.SUPERVISOR, P.PROTECTION_SUPERVISE),
    (Duty.CHAIR, P.PROTECTION_DECIDE),
)


@behind_the_wall
def receive_report(
    *, report: ReportData, person_id: int | None = None, by: Actor, at: dt.datetime
) -> ChildCase:
    """Received the report: opens the case for the own office, its officer, supervisor and chair.

    The clock begins at `report.received_at`. Raises NotPermitted, NobodyThere.
    Decree 56/2017/ND-CP, Article 25.
    """
    if not may_enter(by) or by.office_id is None:
        raise NotPermitted(P.PROTECTION_WORK)
    office = Office.objects.get(pk=by.office_id)
    case = ChildCase(
        id=uuid.uuid4(),
        office=office,
        person_id=person_id,
        received_at=report.received_at,
        moved_at=at,
        moved_by_id=by.user_id,
        **report.child.values(),
    )
    give_duties(case=case, office=office, by=by, at=at)
    case.save(force_insert=True)
    _keep_report(case, report, by=by, at=at)
    logbook.record(
        Event.REPORTED,
        case=case,
        by=by,
        at=at,
        after={"state": case.state, "channel": report.channel, "received_at": report.received_at},
    )
    return case


@behind_the_wall
def add_report(*, case: ChildCase, version: int, report: ReportData, by: Actor, at: dt.datetime) -> ChildCase:
    """Received a further report on the same child. Raises NotPermitted, CaseMoved."""
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=WORKED_STATES)
    case.harms = sorted({*case.harms, *report.child.harms})
    keep(case, by=by)
    _keep_report(case, report, by=by, at=at)
    logbook.record(
        Event.REPORT_ADDED,
        case=case,
        by=by,
        at=at,
        after={"channel": report.channel, "received_at": report.received_at},
    )
    return case


def give_duties(*, case: ChildCase, office: Office, by: Actor, at: dt.datetime) -> None:
    """Name the officer, the supervisor and the chair of an office for a case: who acts comes first.

    A supervisor may be of the office above. Raises NobodyThere without an officer.
    """
    today = timezone.localdate(at)
    for duty, permission in DUTIES:
        if by.user_id is not None and by.office_id == office.pk and by.may(permission):
            give_key(case, user_id=by.user_id, office_id=office.pk, duty=duty, at=at)
            continue
        places = [office.pk, office.parent_id] if duty == Duty.SUPERVISOR else [office.pk]
        found = people_with(permission, places, on=today)
        if found:
            give_key(case, user_id=found[0].user_id, office_id=found[0].office_id, duty=duty, at=at)
        elif duty == Duty.OFFICER:
            raise NobodyThere(office)


def _keep_report(case: ChildCase, report: ReportData, *, by: Actor, at: dt.datetime) -> None:
    Report.objects.create(case=case, taken_by=by.name, **report.values())
    for kind, told in ((SealedKind.REPORTER, report.reporter), (SealedKind.HARMER, report.harmer)):
        if known := {name: value for name, value in told.items() if value}:
            Sealed.objects.create(case=case, kind=kind, content=seal(known), at=at)
