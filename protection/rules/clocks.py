"""Time limits of a case, counted anew from its events each time. Pure: the instant is passed in.

The 12 hours are elapsed hours: nights, weekends and holidays count. The other limits are working days, and
day 1 is the working day after the event (Civil Code, Article 147). The 15:00 cut-off of the one-stop desk
does not concern them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from policy.clock import WorkingCalendar

EMERGENCY_HOURS = 12  # Decree 56/2017/ND-CP, Articles 26(3), 31(2), 32(2)
PLAN_DAYS = 5  # Article 28(1)
APPROVAL_DAYS = 2  # Article 28(4)
SOON_HOURS = 3
# Days between visits by risk. No article sets them: the rule of this installation.
VISIT_DAYS = {"high": 7, "medium": 14, "low": 30}


class ClockKind(StrEnum):
    EMERGENCY = "emergency"
    PLAN = "plan"
    APPROVAL = "approval"
    VISIT = "visit"


class Standing(StrEnum):
    """How a clock stands at an instant."""

    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


ARTICLES = {
    ClockKind.EMERGENCY: _("Decree 56/2017/ND-CP, Article 26(3) and Article 31(2)"),
    ClockKind.PLAN: _("Decree 56/2017/ND-CP, Article 28(1)"),
    ClockKind.APPROVAL: _("Decree 56/2017/ND-CP, Article 28(4)"),
    ClockKind.VISIT: _("Decree 56/2017/ND-CP, Article 29(1)"),
}


@dataclass(frozen=True)
class Events:
    """What happened when, in local time; None for what has not. `level` concludes the initial assessment."""

    received_at: dt.datetime
    assessed_at: dt.datetime | None = None
    level: str = ""
    protected_at: dt.datetime | None = None
    planning_at: dt.datetime | None = None
    submitted_at: dt.datetime | None = None
    approved_at: dt.datetime | None = None
    next_visit_on: dt.date | None = None


@dataclass(frozen=True)
class Clock:
    """One time limit: when it began, the last moment, when it was met, and how it stands."""

    kind: ClockKind
    started_at: dt.datetime
    due_at: dt.datetime
    met_at: dt.datetime | None
    standing: Standing

    @property
    def hours(self) -> bool:
        """Whether it runs in hours rather than days."""
        return self.kind == ClockKind.EMERGENCY

    @property
    def open(self) -> bool:
        return self.met_at is None


def emergency_due(received_at: dt.datetime) -> dt.datetime:
    """The last moment for emergency measures: 12 elapsed hours after the information came."""
    return received_at + dt.timedelta(hours=EMERGENCY_HOURS)


def end_of_working_day(start: dt.datetime, days: int, calendar: WorkingCalendar) -> dt.datetime:
    """The last moment of the `days`-th working day after a local instant."""
    day = start.date()
    for _number in range(days):
        day = calendar.next_working(day)
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=start.tzinfo)


def clocks(events: Events, *, now: dt.datetime, calendar: WorkingCalendar) -> tuple[Clock, ...]:
    """Every clock that has begun, in the order of the process; met ones included.

    The emergency clock is met by the first measure, or by an assessment that finds no high risk.
    """
    found = [
        _clock(
            ClockKind.EMERGENCY, events.received_at, emergency_due(events.received_at), _safe_at(events), now
        )
    ]
    if events.planning_at:
        due = end_of_working_day(events.planning_at, PLAN_DAYS, calendar)
        found.append(_clock(ClockKind.PLAN, events.planning_at, due, events.submitted_at, now))
    if events.submitted_at:
        due = end_of_working_day(events.submitted_at, APPROVAL_DAYS, calendar)
        found.append(_clock(ClockKind.APPROVAL, events.submitted_at, due, events.approved_at, now))
    if events.next_visit_on and events.approved_at:
        due = dt.datetime.combine(events.next_visit_on, dt.time(23, 59, 59), tzinfo=now.tzinfo)
        found.append(_clock(ClockKind.VISIT, events.approved_at, due, None, now))
    return tuple(found)


def next_visit(last_on: dt.date, level: str) -> dt.date:
    """When the next visit is due after a visit or the approval; soonest while the level is unknown."""
    return last_on + dt.timedelta(days=VISIT_DAYS.get(level, min(VISIT_DAYS.values())))


def _safe_at(events: Events) -> dt.datetime | None:
    """When the emergency was answered, or found not to be one."""
    no_emergency = events.assessed_at if events.level and events.level != "high" else None
    answers = [at for at in (events.protected_at, no_emergency) if at]
    return min(answers, default=None)


def _clock(
    kind: ClockKind, started: dt.datetime, due: dt.datetime, met: dt.datetime | None, now: dt.datetime
) -> Clock:
    if met is not None:
        standing = Standing.MET if met <= due else Standing.MET_LATE
    elif now > due:
        standing = Standing.LATE
    else:
        hours = kind == ClockKind.EMERGENCY
        soon = due - now <= dt.timedelta(hours=SOON_HOURS) if hours else due.date() == now.date()
        standing = Standing.SOON if soon else Standing.RUNNING
    return Clock(kind, started, due, met, standing)
