"""Working days and due dates of procedures, with the arithmetic row by row."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

CUT_OFF = time(15, 0)
SATURDAY = 5


class DayKind(StrEnum):
    """Why a day counts or does not."""

    RECEIVED = "received"
    RECEIVED_LATE = "received_late"
    RECEIVED_CLOSED = "received_closed"
    TAKEN_AS_RECEIVED = "taken_as_received"
    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    WITH_APPLICANT = "with_applicant"
    COMPLAINT = "complaint"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class WorkingCalendar:
    """Public holidays with their names, and weekend days worked in their place."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up_days: AbstractSet[date] = frozenset()

    def __post_init__(self) -> None:
        if both := sorted(set(self.holidays) & set(self.make_up_days)):
            raise ValueError(f"both a holiday and a make-up day: {both[0]}")

    def kind(self, day: date) -> DayKind:
        if day in self.make_up_days:
            return DayKind.MAKE_UP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKING

    def is_working(self, day: date) -> bool:
        return self.kind(day) in (DayKind.WORKING, DayKind.MAKE_UP)

    def next_working(self, day: date) -> date:
        """The first working day after a day."""
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


@dataclass(frozen=True)
class DueLine:
    """One day of the count: `number` is the working day reached, None when the day does not count."""

    date: date
    counted: bool
    why: DayKind
    number: int | None = None
    name: str = ""


@dataclass(frozen=True)
class DueDate:
    """The last day of a time limit and how it was counted."""

    date: date
    lines: tuple[DueLine, ...]


def is_working_day(day: date, holidays: AbstractSet[date], make_up_days: AbstractSet[date]) -> bool:
    """Monday to Friday without public holidays, and the make-up days."""
    return WorkingCalendar(dict.fromkeys(holidays, ""), frozenset(make_up_days)).is_working(day)


def add_working_days(
    start: date,
    days: int,
    holidays: AbstractSet[date] = frozenset(),
    make_up_days: AbstractSet[date] = frozenset(),
) -> date:
    """The day on which `days` working days after `start` are used up; day 1 is the day after `start`."""
    if days < 0:
        raise ValueError("a time limit is not negative")
    calendar = WorkingCalendar(dict.fromkeys(holidays, ""), frozenset(make_up_days))
    for _number in range(days):
        start = calendar.next_working(start)
    return start


def due_on(received_at: datetime, working_days: int, calendar: WorkingCalendar) -> DueDate:
    """When a file received at a local time is due, counting from a complete file.

    Day 1 is the working day after receipt. A file that comes after 15:00, or on a day the office is closed,
    is taken as received on the next working day. ValueError for a limit below one day.
    Decree 118/2025, Articles 17(3) and 18; Civil Code, Articles 147 and 148.
    """
    if working_days < 1:
        raise ValueError("a time limit is at least one working day")
    received = received_at.date()
    lines = []
    if not calendar.is_working(received):
        lines.append(
            DueLine(received, False, DayKind.RECEIVED_CLOSED, name=calendar.holidays.get(received, ""))
        )
    elif received_at.time() > CUT_OFF:
        lines.append(DueLine(received, False, DayKind.RECEIVED_LATE))
    else:
        lines.append(DueLine(received, False, DayKind.RECEIVED))
    day, number = received + timedelta(days=1), 0
    starts_later = lines[0].why != DayKind.RECEIVED
    while number < working_days:
        kind = calendar.kind(day)
        if not calendar.is_working(day):
            lines.append(DueLine(day, False, kind, name=calendar.holidays.get(day, "")))
        elif starts_later:
            lines.append(DueLine(day, False, DayKind.TAKEN_AS_RECEIVED))
            starts_later = False
        else:
            number += 1
            lines.append(DueLine(day, True, kind, number))
        day += timedelta(days=1)
    return DueDate(lines[-1].date, tuple(lines))
