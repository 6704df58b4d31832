"""Time limits: elapsed hours over nights and holidays, working days over Tết, visits by risk."""

from __future__ import annotations

import datetime as dt

import pytest

from policy.clock import WorkingCalendar
from protection.rules.clocks import (
    ClockKind,
    Events,
    Standing,
    clocks,
    emergency_due,
    end_of_working_day,
    next_visit,
)
from tests.factories.protection import ZONE

# Tết Bính Ngọ: 14 to 22 February 2026, weekends included.
TET = WorkingCalendar({dt.date(2026, 2, day): "Tết Nguyên đán" for day in range(16, 21)})


def at(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("16/11/2026 09:00", "16/11/2026 21:00", id="Art.31(2)-same-day"),
        pytest.param("16/11/2026 15:01", "17/11/2026 03:01", id="Art.31(2)-no-cut-off-at-15"),
        pytest.param("31/12/2026 22:30", "01/01/2027 10:30", id="Art.31(2)-new-year-night"),
        pytest.param("16/02/2026 22:30", "17/02/2026 10:30", id="Art.31(2)-first-night-of-Tet"),
        pytest.param("14/11/2026 23:00", "15/11/2026 11:00", id="Art.31(2)-saturday-night"),
    ],
)
def test_emergency_is_due_after_twelve_elapsed_hours(received: str, due: str) -> None:
    assert emergency_due(at(received)) == at(due)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        pytest.param("16/11/2026 09:00", 5, dt.date(2026, 11, 23), id="Art.28(1)-over-a-weekend"),
        pytest.param("16/11/2026 16:30", 5, dt.date(2026, 11, 23), id="Art.28(1)-afternoon-is-the-same"),
        pytest.param("13/02/2026 10:00", 5, dt.date(2026, 2, 27), id="Art.28(1)-over-Tet"),
        pytest.param("13/02/2026 10:00", 2, dt.date(2026, 2, 24), id="Art.28(4)-over-Tet"),
        pytest.param("18/02/2026 23:50", 2, dt.date(2026, 2, 24), id="Art.28(4)-within-Tet"),
    ],
)
def test_working_days_end_with_their_last_day(start: str, days: int, last: dt.date) -> None:
    assert end_of_working_day(at(start), days, TET) == dt.datetime.combine(
        last, dt.time(23, 59, 59), tzinfo=ZONE
    )


RECEIVED = at("31/12/2026 22:30")


@pytest.mark.parametrize(
    ("events", "now", "standing"),
    [
        (Events(RECEIVED), "01/01/2027 07:29", Standing.RUNNING),
        (Events(RECEIVED), "01/01/2027 07:30", Standing.SOON),
        (Events(RECEIVED), "01/01/2027 10:30", Standing.SOON),
        (Events(RECEIVED), "01/01/2027 10:31", Standing.LATE),
        (Events(RECEIVED, at("31/12/2026 23:00"), "high"), "01/01/2027 00:00", Standing.RUNNING),
        (Events(RECEIVED, at("31/12/2026 23:00"), "medium"), "01/01/2027 23:00", Standing.MET),
        (Events(RECEIVED, at("01/01/2027 10:31"), "low"), "01/01/2027 23:00", Standing.MET_LATE),
        (
            Events(RECEIVED, at("31/12/2026 23:00"), "high", at("01/01/2027 01:00")),
            "02/01/2027 00:00",
            Standing.MET,
        ),
        (
            Events(RECEIVED, at("31/12/2026 23:00"), "high", at("01/01/2027 10:31")),
            "02/01/2027 00:00",
            Standing.MET_LATE,
        ),
    ],
)
def test_emergency_clock_stands(events: Events, now: str, standing: Standing) -> None:
    (clock,) = clocks(events, now=at(now), calendar=TET)
    assert (clock.kind, clock.hours, clock.standing) == (ClockKind.EMERGENCY, True, standing)


def test_clocks_follow_the_events() -> None:
    events = Events(
        received_at=at("16/11/2026 09:00"),
        assessed_at=at("16/11/2026 11:00"),
        level="medium",
        planning_at=at("16/11/2026 11:00"),
        submitted_at=at("23/11/2026 16:00"),
        approved_at=at("26/11/2026 08:00"),
        next_visit_on=dt.date(2026, 12, 10),
    )
    found = clocks(events, now=at("10/12/2026 08:00"), calendar=TET)
    assert [(clock.kind, clock.due_at.date(), clock.standing) for clock in found] == [
        (ClockKind.EMERGENCY, dt.date(2026, 11, 16), Standing.MET),
        (ClockKind.PLAN, dt.date(2026, 11, 23), Standing.MET),
        (ClockKind.APPROVAL, dt.date(2026, 11, 25), Standing.MET_LATE),
        (ClockKind.VISIT, dt.date(2026, 12, 10), Standing.SOON),
    ]


@pytest.mark.parametrize(("level", "days"), [("high", 7), ("medium", 14), ("low", 30), ("", 7)])
def test_visits_follow_the_risk(level: str, days: int) -> None:
    assert (next_visit(dt.date(2026, 11, 16), level) - dt.date(2026, 11, 16)).days == days
