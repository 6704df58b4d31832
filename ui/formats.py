"""Numbers, money, dates and months as Vietnamese readers write them. Pure: screen and paper share it."""

from __future__ import annotations

import datetime as dt


def grouped(number: int) -> str:
    """A whole number with a dot every three digits: 1234567 -> "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def vnd(amount: int) -> str:
    """An amount of whole đồng with its sign: 540000 -> "540.000 đ"."""
    return f"{grouped(amount)} đ"


def day(date: dt.date) -> str:
    """A date as dd/mm/yyyy."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def month(date: dt.date) -> str:
    """The month of a date as mm/yyyy."""
    return f"{date.month:02d}/{date.year:04d}"


def moment(instant: dt.datetime) -> str:
    """An instant, already in local time, as "HH:MM dd/mm/yyyy"."""
    return f"{instant.hour:02d}:{instant.minute:02d} {day(instant)}"
