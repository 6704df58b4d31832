"""The queue in words: codes, states and clocks, never a child."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from policy.clock import WorkingCalendar
from protection.enums import Level, State, TaskKind
from protection.labels import CLOCK_NAMES
from protection.models import ChildCase, Task
from protection.queries import clocks_of
from protection.rules.clocks import ARTICLES, Clock, Standing
from ui.formats import day, moment
from ui.presenters import Tone

TONES: dict[str, Tone] = {
    State.REPORTED: "warn",
    State.FORWARDED: "warn",
    State.IN_EMERGENCY: "bad",
    State.CLOSED: "good",
    State.SET_ASIDE: "neutral",
}
LEVEL_TONES: dict[str, Tone] = {Level.HIGH: "bad", Level.MEDIUM: "warn", Level.LOW: "neutral"}
CLOCK_TONES: dict[Standing, Tone] = {
    Standing.RUNNING: "neutral",
    Standing.SOON: "warn",
    Standing.LATE: "bad",
    Standing.MET: "good",
    Standing.MET_LATE: "warn",
}


@dataclass(frozen=True)
class ClockRow:
    """A clock in words and colour."""

    name: str
    due: str
    left: str
    tone: Tone
    article: str


@dataclass(frozen=True)
class QueueRow:
    """One case of the queue: its code, never its child."""

    url: str
    code: str
    state: str
    tone: Tone
    level: str
    level_tone: Tone
    office: str
    clocks: tuple[ClockRow, ...]


def clock_row(clock: Clock, now: dt.datetime) -> ClockRow:
    """How a clock stands, in hours or days."""
    name = str(CLOCK_NAMES[clock.kind])
    due = moment(clock.due_at) if clock.hours else day(clock.due_at.date())
    return ClockRow(name, due, _left(clock, now), CLOCK_TONES[clock.standing], _(ARTICLES[clock.kind]))


def queue_row(case: ChildCase, *, now: dt.datetime, days: WorkingCalendar) -> QueueRow:
    """A case as the queue shows it."""
    clocks = clocks_of(case, now=now, calendar=days)
    return QueueRow(
        url=reverse("protection_case", args=[case.code]),
        code=case.code,
        state=str(State(case.state).label),
        tone=TONES.get(case.state, "info"),
        level=str(Level(case.level).label) if case.level else "",
        level_tone=LEVEL_TONES.get(case.level, "neutral"),
        office=case.office.name,
        clocks=tuple(clock_row(clock, timezone.localtime(now)) for clock in clocks if clock.open),
    )


def task_row(task: Task) -> dict[str, Any]:
    """A task as the queue shows it."""
    return {
        "url": reverse("protection_task", args=[task.pk]),
        "name": TaskKind(task.kind).label,
        "code": task.case.code,
        "about": task.about.full_name if task.about else "",
        "due_on": task.due_on,
    }


def _left(clock: Clock, now: dt.datetime) -> str:
    if clock.met_at:
        return _("Met late") if clock.standing == Standing.MET_LATE else _("Met")
    if clock.hours:
        minutes = abs(int((clock.due_at - now).total_seconds())) // 60
        words = {"hours": minutes // 60, "minutes": minutes % 60}
        late = clock.standing == Standing.LATE
        sentence = _("%(hours)s h %(minutes)s min overdue") if late else _("%(hours)s h %(minutes)s min left")
        return sentence % words
    days = (clock.due_at.date() - now.date()).days
    if days == 0:
        return _("Due today")
    sentence = _("%(days)s day overdue") if days < 0 else _("%(days)s day left")
    return sentence % {"days": abs(days)}
