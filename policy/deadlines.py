"""The time limit of a file, recomputed from its events at any time; nothing is counted once and kept.

Under Decree 118/2025/ND-CP (files received from 01/07/2025) a supplement starts the limit again from zero;
for older files the days already used stay used and the count goes on when the file is complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from policy.clock import CUT_OFF, DayKind, DueLine, WorkingCalendar
from policy.procedures import Procedure

RESTARTS_FROM = date(2025, 7, 1)
DAYS_TO_COMPLETE = 15  # calendar days from the request. Decree 118/2025/ND-CP, Article 19(5)
SOON = 2  # working days


class EventKind(StrEnum):
    """What moves the time limit of a file."""

    RECEIVED = "received"
    RETURNED = "returned"
    COMPLETED = "completed"
    EXTENDED = "extended"
    COMPLAINED = "complained"
    SETTLED = "settled"
    STEP_DONE = "step_done"
    CLOSED = "closed"


@dataclass(frozen=True)
class Event:
    """Something that happened to a file at a local time; `until` is the new date of an extension."""

    kind: EventKind
    at: datetime
    until: date | None = None


class Standing(StrEnum):
    """How a file stands to its time limit."""

    ON_TIME = "on_time"
    SOON = "soon"
    OVERDUE = "overdue"
    WAITING = "waiting"
    CLOSED_ON_TIME = "closed_on_time"
    CLOSED_LATE = "closed_late"


@dataclass(frozen=True)
class StepDue:
    """One step: when it is due, counted from the day the step before ended, or is to end."""

    actor: str
    name_vi: str
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class Deadline:
    """Where the limit of a file stands; `due_on` is None while it waits for someone outside the office."""

    due_on: date | None
    attempt: int
    lines: tuple[DueLine, ...] = ()
    steps: tuple[StepDue, ...] = ()
    first_due_on: date | None = None  # before the extension
    extended: bool = False
    lapses_on: date | None = None  # the last day to complete a returned file
    closed_on: date | None = None


class ExtensionRefusal(StrEnum):
    """Why a new date cannot be given. Decree 118/2025/ND-CP, Article 19(6)."""

    ALREADY = "already"
    TOO_LATE = "too_late"
    NOT_LATER = "not_later"
    NOT_RUNNING = "not_running"


class OutOfOrder(ValueError):
    """The events of a file do not follow from each other."""


def deadline_of(events: Sequence[Event], procedure: Procedure, calendar: WorkingCalendar) -> Deadline:
    """Recompute the time limit of a file from its events in order of time. Raises OutOfOrder.

    Decree 118/2025/ND-CP, Articles 17 to 19; Civil Code, Articles 147 and 148.
    """
    count = _Count(procedure, calendar)
    for event in events:
        count.take(event)
    return count.deadline()


def standing_on(deadline: Deadline, today: date, calendar: WorkingCalendar) -> Standing:
    """How a file stands on a day: due soon is within two working days, overdue the day after."""
    if deadline.closed_on is not None:
        late = deadline.due_on is not None and deadline.closed_on > deadline.due_on
        return Standing.CLOSED_LATE if late else Standing.CLOSED_ON_TIME
    if deadline.due_on is None:
        return Standing.WAITING
    if today > deadline.due_on:
        return Standing.OVERDUE
    day = today
    for _day in range(SOON):
        day = calendar.next_working(day)
    return Standing.SOON if deadline.due_on <= day else Standing.ON_TIME


def extension_refused(deadline: Deadline, *, on: date, until: date) -> ExtensionRefusal | None:
    """Why the date cannot be moved; None when it can: once, and a day before it is due at the latest.

    Decree 118/2025/ND-CP, Article 19(6).
    """
    if deadline.due_on is None or deadline.closed_on is not None:
        return ExtensionRefusal.NOT_RUNNING
    if deadline.extended:
        return ExtensionRefusal.ALREADY
    if on > deadline.due_on - timedelta(days=1):
        return ExtensionRefusal.TOO_LATE
    return ExtensionRefusal.NOT_LATER if until <= deadline.due_on else None


@dataclass
class _Count:
    """The events taken so far."""

    procedure: Procedure
    calendar: WorkingCalendar
    started_at: datetime | None = None
    attempt: int = 0
    restarts: bool = True
    pauses: list[tuple[date, date | None, DayKind]] = field(default_factory=list)
    returned_on: date | None = None
    until: date | None = None
    extended: bool = False
    done: list[date] = field(default_factory=list)
    closed_on: date | None = None

    def take(self, event: Event) -> None:
        kind, day = event.kind, event.at.date()
        if (kind == EventKind.RECEIVED) is not (self.started_at is None) or self.closed_on is not None:
            raise OutOfOrder(f"{kind} on {day}")
        waiting = self.waiting_kind()
        if kind == EventKind.RECEIVED:
            self.restarts = day >= RESTARTS_FROM
            self.start(event.at)
        elif kind == EventKind.RETURNED and waiting is None:
            self.returned_on = day
            self.pauses.append((day, None, DayKind.WITH_APPLICANT))
        elif kind == EventKind.COMPLETED and waiting is DayKind.WITH_APPLICANT:
            self.complete(event.at)
        elif kind == EventKind.COMPLAINED and waiting is None:
            self.pauses.append((day, None, DayKind.COMPLAINT))
        elif kind == EventKind.SETTLED and waiting is DayKind.COMPLAINT:
            self.carry_on(day)
        elif kind == EventKind.EXTENDED and event.until is not None:
            self.until, self.extended = event.until, True
        elif kind == EventKind.STEP_DONE and len(self.done) < len(self.procedure.steps):
            self.done.append(day)
        elif kind == EventKind.CLOSED:
            self.closed_on = day
        else:
            raise OutOfOrder(f"{kind} on {day}")

    def start(self, at: datetime) -> None:
        self.started_at, self.attempt = at, self.attempt + 1
        self.pauses, self.done, self.until, self.returned_on = [], [], None, None

    def complete(self, at: datetime) -> None:
        if self.restarts:
            self.start(at)
            return
        self.attempt, self.returned_on = self.attempt + 1, None
        self.carry_on(self.taken_as_received(at))

    def carry_on(self, day: date) -> None:
        first, _open, kind = self.pauses[-1]
        self.pauses[-1] = (first, day, kind)

    def waiting_kind(self) -> DayKind | None:
        return self.pauses[-1][2] if self.pauses and self.pauses[-1][1] is None else None

    def taken_as_received(self, at: datetime) -> date:
        """The day a file counts as received: that day, or the next working one after 15:00 or when closed."""
        day = at.date()
        late = at.time() > CUT_OFF or not self.calendar.is_working(day)
        return self.calendar.next_working(day) if late else day

    def deadline(self) -> Deadline:
        if self.started_at is None:
            raise OutOfOrder("the file was never received")
        waiting = self.waiting_kind()
        lines = () if waiting else self.lines(self.started_at)
        counted = lines[-1].date if lines else None
        returned = self.returned_on if waiting is DayKind.WITH_APPLICANT else None
        return Deadline(
            due_on=(self.until or counted) if counted else None,
            attempt=self.attempt,
            lines=lines,
            steps=() if waiting else self.steps(),
            first_due_on=counted,
            extended=self.extended,
            lapses_on=returned + timedelta(days=DAYS_TO_COMPLETE) if returned and self.restarts else None,
            closed_on=self.closed_on,
        )

    def lines(self, received_at: datetime) -> tuple[DueLine, ...]:
        """The count day by day, the day of receipt first."""
        first, day = self.receipt_lines(received_at)
        limit = self.procedure.working_days
        if limit is None:
            return (*first, *self.calendar_lines(received_at.date()))
        lines, number = list(first), 0
        while number < limit:
            day += timedelta(days=1)
            kind = self.kind_of(day)
            counts = kind in (DayKind.WORKING, DayKind.MAKE_UP)
            number += counts
            name = self.calendar.holidays.get(day, "") if kind is DayKind.HOLIDAY else ""
            lines.append(DueLine(day, counts, kind, number if counts else None, name))
        return tuple(lines)

    def receipt_lines(self, received_at: datetime) -> tuple[tuple[DueLine, ...], date]:
        received, taken = received_at.date(), self.taken_as_received(received_at)
        if taken == received:
            return (DueLine(received, False, DayKind.RECEIVED),), taken
        closed = not self.calendar.is_working(received)
        why = DayKind.RECEIVED_CLOSED if closed else DayKind.RECEIVED_LATE
        lines = [DueLine(received, False, why, name=self.calendar.holidays.get(received, ""))]
        day = received
        while (day := day + timedelta(days=1)) < taken:
            name = self.calendar.holidays.get(day, "")
            lines.append(DueLine(day, False, self.calendar.kind(day), name=name))
        lines.append(DueLine(taken, False, DayKind.TAKEN_AS_RECEIVED))
        return tuple(lines), taken

    def calendar_lines(self, received: date) -> tuple[DueLine, ...]:
        """Every day counts; a last day on which offices are closed moves to the next working day."""
        days = self.procedure.calendar_days or 0
        last = received + timedelta(days=days)
        lines = [DueLine(last, True, DayKind.CALENDAR, days)]
        while not self.calendar.is_working(lines[-1].date):
            day = lines[-1].date + timedelta(days=1)
            lines.append(
                DueLine(day, False, self.calendar.kind(day), name=self.calendar.holidays.get(day, ""))
            )
        return tuple(lines)

    def kind_of(self, day: date) -> DayKind:
        for first, last, kind in self.pauses:
            if first < day and (last is None or day <= last):
                return kind
        return self.calendar.kind(day)

    def steps(self) -> tuple[StepDue, ...]:
        assert self.started_at is not None
        found, start = [], self.taken_as_received(self.started_at)
        for place, step in enumerate(self.procedure.steps):
            due = self.step_due(start, step.working_days, step.calendar_days)
            done = self.done[place] if place < len(self.done) else None
            found.append(StepDue(step.actor, step.name_vi, due, done))
            # Steps in calendar days run side by side from receipt; the others one after the other.
            if step.calendar_days is None:
                start = done or due
        return tuple(found)

    def step_due(self, start: date, working_days: int | None, calendar_days: int | None) -> date:
        if calendar_days is not None:
            day = start + timedelta(days=calendar_days)
            return day if self.calendar.is_working(day) else self.calendar.next_working(day)
        day, number = start, 0
        while number < (working_days or 0):
            day += timedelta(days=1)
            number += self.kind_of(day) in (DayKind.WORKING, DayKind.MAKE_UP)
        return day
