"""Values of single cells: birth dates, money, coefficients, months, decisions. Strict: never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from beneficiaries.caseload.enums import Code
from beneficiaries.names import tidy_name
from policy.facts import PartialDate

YEARS = range(1880, 2101)

_DAY = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
_MONTH = re.compile(r"(?:tháng|thang|t)?\s*([0-9]{1,2})\s*(?:[/.\-]|năm|nam)\s*([0-9]{4})", re.IGNORECASE)
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR = re.compile(r"(?:(?:sinh\s+)?năm\s+|nam\s+|sinh\s+)?([0-9]{4})", re.IGNORECASE)
_MONEY_UNIT = re.compile(r"\s*(đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_MONEY = re.compile(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+")
# Beyond this it is another number that slipped into the column.
_MOST_MONEY = 10**12
_COEFFICIENT = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?")
_PRECISION_FINDINGS = {"month": Code.DOB_MONTH_YEAR, "year": Code.DOB_YEAR_ONLY}
# "?/?/1950" and "…/1950": parts somebody left open.
_UNKNOWN_PARTS = re.compile(r"^[?.…_\-–/ ]+(?=[0-9])")
_EMPTY = re.compile(r"[-–—_.]*")
_DECISION_LEAD = re.compile(r"^(?:theo\s+)?(?:quyết định|qđ)?\s*(?:số)?\s*[:.]?\s*(?=[0-9])", re.IGNORECASE)
_LONGEST_DECISION_NUMBER = 60
# The number itself at the head of a sentence about the decision.
_DECISION_NUMBER = re.compile(r"[0-9]+\s*/\s*[^\s,;:()]+")
_DECISION_DAY = re.compile(
    r"[\s,;:(]*(?:ngày|ngay|ng\.?)?[\s:]*"
    r"([0-9]{1,2})\s*(?:[/.\-]|tháng)\s*([0-9]{1,2})\s*(?:[/.\-]|năm)\s*([0-9]{4})\s*\)?\s*$",
    re.IGNORECASE,
)


class CellRefused(ValueError):
    """A cell that cannot be read with certainty; names the cell, what it shows and what was expected."""

    def __init__(self, cell: str, shown: str, expected: str) -> None:
        super().__init__(f"{cell}: {shown!r} cannot be read as {expected}")
        self.cell, self.shown, self.expected = cell, shown, expected


@dataclass(frozen=True)
class Birth:
    """A birth date as far as the cell proves it, with the finding it leaves."""

    born: PartialDate | None
    finding: Code | None = None


@dataclass(frozen=True)
class Decision:
    """Number and day of a decision; either may be missing."""

    number: str = ""
    on: date | None = None


def as_text(value: Any) -> str:
    """A cell as a person sees it: whole numbers without a decimal point, days as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)


def is_empty(value: Any) -> bool:
    """Nothing there, or only a dash."""
    return _EMPTY.fullmatch(tidy_name(as_text(value))) is not None


def read_birth(value: Any) -> Birth:
    """A birth date of any precision; 00 stands for an unknown day or month, 31/02 leaves only its year."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Birth(PartialDate.from_date(day)) if day.year in YEARS else Birth(None, Code.DOB_UNREADABLE)
    text = tidy_name(as_text(value)).removesuffix(" 00:00:00")
    if is_empty(text):
        return Birth(None, Code.DOB_MISSING)
    text = _UNKNOWN_PARTS.sub("", text)
    if found := _DAY.fullmatch(text):
        day_number, month, year = (int(part) for part in found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day_number = (int(part) for part in found.groups())
    elif found := _MONTH.fullmatch(text):
        day_number, month, year = 0, int(found[1]), int(found[2])
    elif found := _YEAR.fullmatch(text):
        day_number, month, year = 0, 0, int(found[1])
    else:
        return Birth(None, Code.DOB_UNREADABLE)
    return _birth(year, month, day_number)


def _birth(year: int, month: int, day: int) -> Birth:
    if year not in YEARS:
        return Birth(None, Code.DOB_UNREADABLE)
    try:
        born = PartialDate(year, month or None, day if day and month else None)
    except ValueError:
        return Birth(PartialDate(year), Code.DOB_IMPOSSIBLE)
    if day and not month:
        return Birth(PartialDate(year), Code.DOB_IMPOSSIBLE)
    return Birth(born, _PRECISION_FINDINGS.get(born.precision))


def parse_money(value: Any, cell: str = "") -> int | None:
    """Whole đồng, None when empty. CellRefused for anything but digits in groups of one separator."""
    if is_empty(value):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value < _MOST_MONEY and value == int(value):
            return int(value)
        raise CellRefused(cell, as_text(value), "amount")
    text = _MONEY_UNIT.sub("", tidy_name(as_text(value)))
    if isinstance(value, bool) or not _MONEY.fullmatch(text):
        raise CellRefused(cell, as_text(value), "amount")
    if (amount := int(re.sub(r"[., ]", "", text))) >= _MOST_MONEY:
        raise CellRefused(cell, text, "amount")
    return amount


def parse_coefficient(value: Any, cell: str = "") -> Decimal | None:
    """A coefficient such as 1,5 or 2.0, None when empty. CellRefused otherwise."""
    text = tidy_name(as_text(value))
    if is_empty(text):
        return None
    if isinstance(value, bool) or not _COEFFICIENT.fullmatch(text):
        raise CellRefused(cell, text, "coefficient")
    return Decimal(text.replace(",", "."))


def parse_start(value: Any, cell: str = "") -> date | None:
    """The first month paid (04/2024, tháng 4/2024, a day in it), None when empty. CellRefused otherwise."""
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    text = tidy_name(as_text(value))
    if is_empty(text):
        return None
    try:
        if found := _MONTH.fullmatch(text):
            return _month(int(found[2]), int(found[1]))
        if found := _ISO_MONTH.fullmatch(text):
            return _month(int(found[1]), int(found[2]))
        day = parse_day(text, cell)
    except ValueError:
        raise CellRefused(cell, text, "month") from None
    return day.replace(day=1) if day else None


def _month(year: int, month: int) -> date:
    """The month; ValueError for one nobody can have lived in."""
    if year not in YEARS:
        raise ValueError(year)
    return date(year, month, 1)


def parse_day(value: Any, cell: str = "") -> date | None:
    """A whole day, None when empty. CellRefused otherwise."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = tidy_name(as_text(value))
    if is_empty(text):
        return None
    birth = read_birth(text)
    if birth.born is None or birth.born.precision != "day":
        raise CellRefused(cell, text, "day")
    return birth.born.earliest


def parse_decision(value: Any, cell: str = "") -> Decision:
    """Number and day out of "2449/QĐ-UBND ngày 01/03/2024". CellRefused when its day does not exist."""
    if isinstance(value, date):
        return Decision(on=parse_day(value))
    text = tidy_name(as_text(value))
    if is_empty(text):
        return Decision()
    on = None
    if found := _DECISION_DAY.search(text):
        try:
            on = date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            raise CellRefused(cell, text, "decision") from None
        text = text[: found.start()]
    number = _DECISION_LEAD.sub("", text).strip(" ,;:(")
    if len(number) > _LONGEST_DECISION_NUMBER:
        found = _DECISION_NUMBER.match(number)
        if not found or len(found[0]) > _LONGEST_DECISION_NUMBER:
            raise CellRefused(cell, text, "decision")
        number = found[0]
    return Decision(number, on)


def parse_count(value: Any, cell: str = "") -> int | None:
    """A small whole number, None when empty. CellRefused otherwise."""
    text = tidy_name(as_text(value))
    if is_empty(text):
        return None
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise CellRefused(cell, text, "count")
    return int(text)
