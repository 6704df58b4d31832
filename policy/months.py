"""Months, written as the date of their first day."""

import calendar
import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})")
_VIETNAMESE = re.compile(r"(\d{1,2})/(\d{4})")


def first_of(day: date) -> date:
    """The month a day lies in."""
    return date(day.year, day.month, 1)


def last_day_of(month: date) -> date:
    """The last day of a month."""
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def add_months(month: date, count: int) -> date:
    """The month `count` months later (earlier when negative)."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def next_month(month: date) -> date:
    return first_of(last_day_of(month) + timedelta(days=1))


def previous_month(month: date) -> date:
    return first_of(first_of(month) - timedelta(days=1))


def months_between(first: date, last: date) -> list[date]:
    """Every month from `first` to `last`, both included; none when `last` is earlier."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, index) for index in range(count)]


def parse_month(text: str) -> date:
    """Read "2026-10" or "10/2026"; ValueError otherwise."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), 1)
    if found := _VIETNAMESE.fullmatch(text):
        return date(int(found[2]), int(found[1]), 1)
    raise ValueError(f"not a month: {text!r}")


def format_month(month: date) -> str:
    """The month as people write it: 10/2026."""
    return f"{month.month:02d}/{month.year}"


def require_month(month: date) -> date:
    """Refuse a day that is not the first of its month (ValueError)."""
    if month.day != 1:
        raise ValueError(f"a month is its first day, not {month.isoformat()}")
    return month
