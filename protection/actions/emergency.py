"""Emergency measures and temporary isolation."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from offices.actors import Actor
from offices.roles import Permission
from protection import logbook
from protection.enums import ASSESSED_STATES, MeasureKind, State
from protection.events import Event
from protection.models import ChildCase, Measure, Plan
from protection.queries import isolation_in_force, isolations, standing_of
from protection.rules.conditions import isolation_period, to_change_isolation, to_isolate
from protection.taking import keep, refuse_unless, take
from protection.wall import behind_the_wall

P = Permission


@behind_the_wall
def record_measure(
    *,
    case: ChildCase,
    version: int,
    kind: str,
    taken_at: dt.datetime,
    done_by: str = "",
    note: str = "",
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Recorded an emergency measure. Raises NotPermitted, CaseMoved. Decree 56/2017/ND-CP, Article 31."""
    case = take(case, P.PROTECTION_WORK, P.PROTECTION_DECIDE, version=version, by=by, states=ASSESSED_STATES)
    before = {"state": case.state}
    _protect(case, taken_at=taken_at, by=by, at=at)
    Measure.objects.create(
        case=case, cycle=case.cycle, kind=kind, taken_at=taken_at, done_by=done_by, note=note
    )
    after = {"state": case.state, "kind": kind, "taken_at": taken_at}
    logbook.record(Event.MEASURE_TAKEN, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def isolate(
    *,
    case: ChildCase,
    version: int,
    ground: str,
    decision_number: str,
    place: str,
    ends_on: dt.date,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Ordered temporary isolation from parent or carer, from today to a day foreseen, at most 15 days in all.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 56/2017/ND-CP, Article 32.
    """
    case = take(case, P.PROTECTION_DECIDE, version=version, by=by, states=ASSESSED_STATES)
    today = timezone.localdate(at)
    first = isolations(case).order_by("first_on").first()
    first_on = first.first_on if first and first.first_on else today
    refuse_unless(to_isolate(standing_of(case, today=today)))
    refuse_unless(isolation_period(first_on=first_on, starts_on=today, ends_on=ends_on))
    before = {"state": case.state}
    _protect(case, taken_at=at, by=by, at=at)
    # What has run out no longer holds a later period off.
    isolations(case).filter(lifted_at__isnull=True).update(lifted_at=at)
    Measure.objects.create(
        case=case,
        cycle=case.cycle,
        kind=MeasureKind.ISOLATION,
        taken_at=at,
        done_by=by.name,
        ground=ground,
        decision_number=decision_number,
        place=place,
        first_on=first_on,
        starts_on=today,
        ends_on=ends_on,
    )
    after = {"state": case.state, "starts_on": today, "ends_on": ends_on, "ground": ground}
    logbook.record(Event.ISOLATED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def extend_isolation(
    *,
    case: ChildCase,
    version: int,
    decision_number: str,
    ends_on: dt.date,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Extended the isolation in force, still within 15 days of its first day.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 56/2017/ND-CP, Article 32(3).
    """
    case = take(case, P.PROTECTION_DECIDE, version=version, by=by, states=ASSESSED_STATES)
    period = _in_force(case, today=timezone.localdate(at))
    assert period.first_on is not None  # by constraint
    assert period.starts_on is not None
    refuse_unless(isolation_period(first_on=period.first_on, starts_on=period.starts_on, ends_on=ends_on))
    before = {"ends_on": period.ends_on, "decision_number": period.decision_number}
    period.ends_on, period.decision_number = ends_on, decision_number
    period.save()
    keep(case, by=by)
    after = {"ends_on": ends_on, "decision_number": decision_number}
    logbook.record(
        Event.ISOLATION_EXTENDED, case=case, by=by, at=at, before=before, after=after, reason=reason
    )
    return case


@behind_the_wall
def lift_isolation(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Lifted the isolation: the parent or carer is assessed to be safe.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 56/2017/ND-CP, Article 32(3).
    """
    case = take(case, P.PROTECTION_DECIDE, version=version, by=by, states=ASSESSED_STATES)
    period = _in_force(case, today=timezone.localdate(at))
    period.lifted_at = at
    period.save()
    keep(case, by=by)
    logbook.record(
        Event.ISOLATION_LIFTED, case=case, by=by, at=at, after={"ends_on": period.ends_on}, reason=reason
    )
    return case


def _in_force(case: ChildCase, *, today: dt.date) -> Measure:
    refuse_unless(to_change_isolation(standing_of(case, today=today)))
    period = isolation_in_force(case, today=today)
    assert period is not None  # the condition says so
    return period


def _protect(case: ChildCase, *, taken_at: dt.datetime, by: Actor, at: dt.datetime) -> None:
    if case.state != State.IN_EMERGENCY:
        # A plan that waits for the chair falls: the emergency asks for another.
        Plan.objects.filter(case=case, approved_at__isnull=True, returned_at__isnull=True).update(
            returned_at=at
        )
        case.protect(at=at, taken_at=taken_at)
    keep(case, by=by)
