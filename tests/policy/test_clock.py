"""Working days and due dates; the calendar is Vietnam's of 2026 unless a test says otherwise."""

from datetime import date, datetime

import pytest

from policy.clock import DayKind, WorkingCalendar, add_working_days, due_on, is_working_day
from policy.holidays_seed import vietnam_holidays

VIETNAM = vietnam_holidays([2026, 2027])
PLAIN = WorkingCalendar()


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        pytest.param("2026-10-05T09:00", 7, date(2026, 10, 14), id="Monday morning"),
        pytest.param("2026-10-05T15:00", 7, date(2026, 10, 14), id="at 15:00 sharp"),
        pytest.param("2026-10-05T15:01", 7, date(2026, 10, 15), id="after 15:00"),
        pytest.param("2026-10-09T16:00", 7, date(2026, 10, 21), id="Friday after 15:00"),
        pytest.param("2026-10-10T09:00", 7, date(2026, 10, 21), id="Saturday"),
        pytest.param("2026-10-09T10:00", 1, date(2026, 10, 12), id="one day over a weekend"),
        pytest.param("2026-11-20T09:00", 7, date(2026, 12, 2), id="24/11 holiday does not count"),
        pytest.param("2026-11-24T09:00", 1, date(2026, 11, 26), id="received on a holiday"),
        pytest.param("2026-08-27T09:00", 2, date(2026, 9, 3), id="swap and National Day"),
        pytest.param("2026-08-21T09:00", 1, date(2026, 8, 22), id="make-up Saturday counts"),
        pytest.param("2026-12-30T09:00", 2, date(2027, 1, 4), id="across New Year"),
    ],
)
def test_due_on(received: str, days: int, due: date) -> None:
    found = due_on(datetime.fromisoformat(received), days, VIETNAM)
    assert (found.date, sum(line.counted for line in found.lines)) == (due, days)


def test_due_on_shows_the_arithmetic() -> None:
    found = due_on(datetime(2026, 11, 20, 15, 30), 2, VIETNAM)
    assert [(line.date, line.counted, line.why, line.number) for line in found.lines] == [
        (date(2026, 11, 20), False, DayKind.RECEIVED_LATE, None),
        (date(2026, 11, 21), False, DayKind.WEEKEND, None),
        (date(2026, 11, 22), False, DayKind.WEEKEND, None),
        (date(2026, 11, 23), False, DayKind.TAKEN_AS_RECEIVED, None),
        (date(2026, 11, 24), False, DayKind.HOLIDAY, None),
        (date(2026, 11, 25), True, DayKind.WORKING, 1),
        (date(2026, 11, 26), True, DayKind.WORKING, 2),
    ]


def test_due_on_refuses_a_limit_of_no_days() -> None:
    with pytest.raises(ValueError, match="one working day"):
        due_on(datetime(2026, 11, 20, 9), 0, PLAIN)


def test_add_working_days_counts_from_the_day_after() -> None:
    assert [add_working_days(date(2026, 10, 8), days) for days in (0, 1, 2, 5)] == [
        date(2026, 10, 8),
        date(2026, 10, 9),
        date(2026, 10, 12),
        date(2026, 10, 15),
    ]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
        (date(2026, 11, 28), False),
        (date(2026, 8, 22), True),
    ],
)
def test_is_working_day(day: date, working: bool) -> None:
    assert is_working_day(day, VIETNAM.holidays.keys(), VIETNAM.make_up_days) is working


def test_calendar_refuses_a_day_both_off_and_worked() -> None:
    day = date(2026, 8, 22)
    with pytest.raises(ValueError, match="2026-08-22"):
        WorkingCalendar({day: "x"}, frozenset({day}))


def test_seed_knows_the_holidays_of_2026() -> None:
    seed = vietnam_holidays([2026])
    assert sorted(day for day in seed.holidays if day.month in (1, 4, 5, 9, 11)) == [
        date(2026, 1, 1),
        date(2026, 4, 26),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    ]
    assert seed.make_up_days == frozenset({date(2026, 8, 22)})
