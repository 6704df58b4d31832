"""The time limit of a file from its events, on Vietnam's calendar of 2024 to 2026."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clock import DayKind, WorkingCalendar, due_on
from policy.deadlines import (
    Event,
    EventKind,
    ExtensionRefusal,
    OutOfOrder,
    Standing,
    deadline_of,
    extension_refused,
    standing_on,
)
from policy.enums import ProcedureKey
from policy.holidays_seed import vietnam_holidays
from policy.procedures import Procedure, procedure_on

VIETNAM = vietnam_holidays([2024, 2025, 2026, 2027])
K = EventKind


def event(kind: EventKind, at: str, until: str = "") -> Event:
    return Event(kind, datetime.fromisoformat(at), date.fromisoformat(until) if until else None)


def monthly(on: str) -> Procedure:
    return procedure_on(ProcedureKey.MONTHLY_ASSISTANCE, date.fromisoformat(on))


# (events, procedure of the day, due, attempt)
FILES: dict[str, tuple[list[tuple[Any, ...]], str, int]] = {
    "335/2026 8: seven days": ([(K.RECEIVED, "2026-10-05T09:00")], "2026-10-14", 1),
    "118/2025 18: after 15:00": ([(K.RECEIVED, "2026-10-05T15:01")], "2026-10-15", 1),
    "118/2025 19(5): begins again from zero": (
        [
            (K.RECEIVED, "2026-10-05T09:00"),
            (K.RETURNED, "2026-10-12T09:00"),
            (K.COMPLETED, "2026-10-19T09:00"),
        ],
        "2026-10-28",
        2,
    ),
    "118/2025 19(5), 18: completed after 15:00": (
        [
            (K.RECEIVED, "2026-10-05T09:00"),
            (K.RETURNED, "2026-10-06T09:00"),
            (K.COMPLETED, "2026-10-16T15:30"),
        ],
        "2026-10-28",
        2,
    ),
    "147/2025: ten days over National Day and its swap": (
        [(K.RECEIVED, "2026-08-21T09:00")],
        "2026-09-08",
        1,
    ),
    "20/2021: twenty days over Tet of 2025": ([(K.RECEIVED, "2025-01-20T09:00")], "2025-02-24", 1),
    "20/2021: twenty days over Tet of 2024": ([(K.RECEIVED, "2024-02-05T09:00")], "2024-03-11", 1),
    "20/2021: days used stay used": (
        [
            (K.RECEIVED, "2025-03-03T09:00"),
            (K.RETURNED, "2025-03-07T09:00"),  # four days used
            (K.COMPLETED, "2025-03-17T09:00"),  # sixteen to go, one of the days is the Hung Kings' day
        ],
        "2025-04-09",
        2,
    ),
    "20/2021 8(1)(b): a complaint stops the count": (
        [
            (K.RECEIVED, "2025-03-03T09:00"),
            (K.COMPLAINED, "2025-03-12T09:00"),  # seven days used
            (K.SETTLED, "2025-03-26T16:00"),
        ],
        "2025-04-15",
        1,
    ),
    "118/2025 19(6): extended once": (
        [(K.RECEIVED, "2026-10-05T09:00"), (K.EXTENDED, "2026-10-12T09:00", "2026-10-20")],
        "2026-10-20",
        1,
    ),
    "118/2025 19(5): a supplement after an extension begins again": (
        [
            (K.RECEIVED, "2026-10-05T09:00"),
            (K.EXTENDED, "2026-10-12T09:00", "2026-10-20"),
            (K.RETURNED, "2026-10-13T09:00"),
            (K.COMPLETED, "2026-10-14T09:00"),
        ],
        "2026-10-23",
        2,
    ),
}


@pytest.mark.parametrize("article", FILES)
def test_file_is_due_as_its_article_says(article: str) -> None:
    told, due, attempt = FILES[article]
    events = [event(*words) for words in told]
    found = deadline_of(events, monthly(told[0][1][:10]), VIETNAM)
    assert (found.due_on, found.attempt) == (date.fromisoformat(due), attempt)


def test_returned_file_has_no_due_date_and_lapses_after_fifteen_days() -> None:
    events = [event(K.RECEIVED, "2026-10-05T09:00"), event(K.RETURNED, "2026-10-07T09:00")]
    found = deadline_of(events, monthly("2026-10-05"), VIETNAM)
    assert (found.due_on, found.lines, found.lapses_on) == (None, (), date(2026, 10, 22))
    assert standing_on(found, date(2026, 12, 1), VIETNAM) == Standing.WAITING


def test_every_day_of_the_count_is_shown() -> None:
    events = [
        event(K.RECEIVED, "2025-03-03T15:30"),
        event(K.RETURNED, "2025-03-05T09:00"),
        event(K.COMPLETED, "2025-03-07T09:00"),
    ]
    found = deadline_of(events, procedure_on(ProcedureKey.FUNERAL, date(2025, 3, 3)), VIETNAM)
    assert [(line.date.day, line.why, line.number) for line in found.lines] == [
        (3, DayKind.RECEIVED_LATE, None),
        (4, DayKind.TAKEN_AS_RECEIVED, None),
        (5, DayKind.WORKING, 1),
        (6, DayKind.WITH_APPLICANT, None),
        (7, DayKind.WITH_APPLICANT, None),
        (8, DayKind.WEEKEND, None),
        (9, DayKind.WEEKEND, None),
        (10, DayKind.WORKING, 2),
        (11, DayKind.WORKING, 3),
        (12, DayKind.WORKING, 4),
        (13, DayKind.WORKING, 5),
    ]


def test_each_step_is_due_from_the_end_of_the_one_before() -> None:
    procedure = monthly("2025-03-03")
    events = [event(K.RECEIVED, "2025-03-03T09:00")]
    planned = deadline_of(events, procedure, VIETNAM)
    assert [step.due_on for step in planned.steps] == [
        date(2025, 3, 12),
        date(2025, 3, 17),
        date(2025, 3, 26),
        date(2025, 3, 31),
    ]
    assert planned.steps[-1].due_on == planned.due_on
    done = deadline_of([*events, event(K.STEP_DONE, "2025-03-05T10:00")], procedure, VIETNAM)
    assert [(step.due_on, step.done_on) for step in done.steps[:2]] == [
        (date(2025, 3, 12), date(2025, 3, 5)),
        (date(2025, 3, 10), None),
    ]


def test_general_complaint_counts_every_day_and_ends_on_a_working_one() -> None:
    procedure = procedure_on(ProcedureKey.COMPLAINT, date(2026, 10, 5))
    found = deadline_of([event(K.RECEIVED, "2026-11-06T09:00")], procedure, VIETNAM)
    assert (found.lines[1].date, found.lines[1].why, found.due_on) == (
        date(2026, 12, 6),  # a Sunday
        DayKind.CALENDAR,
        date(2026, 12, 7),
    )
    assert [step.due_on for step in found.steps] == [date(2026, 11, 16), date(2026, 12, 7)]


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        ("2026-10-09", Standing.ON_TIME),
        ("2026-10-12", Standing.SOON),
        ("2026-10-14", Standing.SOON),
        ("2026-10-15", Standing.OVERDUE),
    ],
)
def test_colour_follows_working_days(today: str, standing: Standing) -> None:
    found = deadline_of([event(K.RECEIVED, "2026-10-05T09:00")], monthly("2026-10-05"), VIETNAM)
    assert standing_on(found, date.fromisoformat(today), VIETNAM) == standing


@pytest.mark.parametrize(
    ("closed", "standing"),
    [("2026-10-14T16:00", Standing.CLOSED_ON_TIME), ("2026-10-15T08:00", Standing.CLOSED_LATE)],
)
def test_closed_file_is_judged_by_its_last_attempt(closed: str, standing: Standing) -> None:
    events = [event(K.RECEIVED, "2026-10-05T09:00"), event(K.CLOSED, closed)]
    found = deadline_of(events, monthly("2026-10-05"), VIETNAM)
    assert standing_on(found, date(2027, 1, 1), VIETNAM) == standing


EXTENSIONS: dict[str, tuple[list[tuple[Any, ...]], str, str, ExtensionRefusal | None]] = {
    "a day before": ([], "2026-10-13", "2026-10-20", None),
    "on the day": ([], "2026-10-14", "2026-10-20", ExtensionRefusal.TOO_LATE),
    "to the same day": ([], "2026-10-12", "2026-10-14", ExtensionRefusal.NOT_LATER),
    "a second time": (
        [(K.EXTENDED, "2026-10-12T09:00", "2026-10-20")],
        "2026-10-13",
        "2026-10-25",
        ExtensionRefusal.ALREADY,
    ),
    "while the applicant has it": (
        [(K.RETURNED, "2026-10-07T09:00")],
        "2026-10-08",
        "2026-10-20",
        ExtensionRefusal.NOT_RUNNING,
    ),
    "once it is closed": (
        [(K.CLOSED, "2026-10-07T09:00")],
        "2026-10-08",
        "2026-10-20",
        ExtensionRefusal.NOT_RUNNING,
    ),
}


@pytest.mark.parametrize("case", EXTENSIONS)
def test_date_is_moved_once_and_in_time(case: str) -> None:
    told, on, until, refusal = EXTENSIONS[case]
    events = [event(K.RECEIVED, "2026-10-05T09:00"), *(event(*words) for words in told)]
    found = deadline_of(events, monthly("2026-10-05"), VIETNAM)
    asked = extension_refused(found, on=date.fromisoformat(on), until=date.fromisoformat(until))
    assert asked is refusal


@pytest.mark.parametrize(
    "kinds",
    [
        [K.RETURNED],
        [K.RECEIVED, K.RECEIVED],
        [K.RECEIVED, K.COMPLETED],
        [K.RECEIVED, K.RETURNED, K.RETURNED],
        [K.RECEIVED, K.SETTLED],
        [K.RECEIVED, K.CLOSED, K.RETURNED],
        [K.RECEIVED, K.EXTENDED],
        [K.RECEIVED, K.STEP_DONE, K.STEP_DONE],
    ],
)
def test_events_out_of_order_are_refused(kinds: list[EventKind]) -> None:
    with pytest.raises(OutOfOrder):
        deadline_of([event(kind, "2026-10-05T09:00") for kind in kinds], monthly("2026-10-05"), VIETNAM)


def test_file_never_received_has_no_limit() -> None:
    with pytest.raises(OutOfOrder):
        deadline_of([], monthly("2026-10-05"), VIETNAM)


HOURS = st.times(min_value=time(7), max_value=time(17))
DAYS = st.dates(date(2024, 1, 2), date(2026, 12, 20))


@given(day=DAYS, hour=HOURS)
def test_plain_file_agrees_with_the_plain_clock(day: date, hour: time) -> None:
    procedure = procedure_on(ProcedureKey.MONTHLY_ASSISTANCE, day)
    at = datetime.combine(day, hour)
    found = deadline_of([Event(K.RECEIVED, at)], procedure, VIETNAM)
    plain = due_on(at, procedure.working_days or 0, VIETNAM)
    assert (found.due_on, found.lines) == (plain.date, plain.lines)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """A file received, then returned and completed up to three times."""
    at = datetime.combine(draw(DAYS), draw(HOURS))
    events = [Event(K.RECEIVED, at)]
    for _time in range(draw(st.integers(0, 3))):
        for kind in (K.RETURNED, K.COMPLETED):
            at = datetime.combine(at.date() + timedelta(days=draw(st.integers(1, 12))), draw(HOURS))
            events.append(Event(kind, at))
    return events


@given(events=histories())
def test_count_uses_exactly_the_limit_and_no_day_of_the_applicant(events: list[Event]) -> None:
    procedure = procedure_on(ProcedureKey.MONTHLY_ASSISTANCE, events[0].at.date())
    # Twenty days are enough to be still running when the last supplement of an older file comes.
    found = deadline_of(events, procedure, VIETNAM)
    counted = [line.date for line in found.lines if line.counted]
    assert len(counted) == procedure.working_days
    assert all(VIETNAM.is_working(day) for day in counted)
    waits = [
        (back.at.date(), full.at.date())
        for back, full in zip(events[1::2], events[2::2], strict=True)
        if back.at.date() >= found.lines[0].date
    ]
    assert [day for day in counted if any(first < day <= last for first, last in waits)] == []


@given(events=histories(), cut=st.integers(1, 7))
def test_recomputing_later_gives_what_was_given_then(events: list[Event], cut: int) -> None:
    procedure = procedure_on(ProcedureKey.MONTHLY_ASSISTANCE, events[0].at.date())
    then = deadline_of(events[:cut], procedure, VIETNAM)
    again = deadline_of(
        list(events[:cut]), procedure, WorkingCalendar(VIETNAM.holidays, VIETNAM.make_up_days)
    )
    assert then == again


@given(events=histories())
def test_restarted_file_is_that_of_its_last_completion(events: list[Event]) -> None:
    if events[0].at.date() < date(2025, 7, 1):
        return
    procedure = procedure_on(ProcedureKey.MONTHLY_ASSISTANCE, events[0].at.date())
    found = deadline_of(events, procedure, VIETNAM)
    assert found.due_on == due_on(events[-1].at, procedure.working_days or 0, VIETNAM).date
