"""What the office knows about a person; None means not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from policy.enums import (
    DisabilityDegree,
    MaritalState,
    ParentState,
    PovertyStatus,
    Sex,
    StudyStatus,
    SupporterState,
)
from policy.months import last_day_of

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_VIETNAMESE = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


def completed_years(born: date, on: date) -> int:
    """Age in completed years; someone born on 29/02 completes a year on 28/02 when there is no 29th.

    Never below 0: a day before birth counts as age 0.
    """
    birthday = (born.month, born.day)
    if birthday == (2, 29) and on.month == 2 and on == last_day_of(on):
        birthday = (2, on.day)
    return max(0, on.year - born.year - ((on.month, on.day) < birthday))


@dataclass(frozen=True)
class PartialDate:
    """A birth date as far as papers prove it: a day, a month, or only a year."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        # The calendar refuses month 0 and 31/02 (ValueError).
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def precision(self) -> str:
        """'day', 'month' or 'year'."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        if self.day is not None:
            return self.earliest
        return last_day_of(date(self.year, self.month or 12, 1))

    def age_range(self, on: date) -> tuple[int, int]:
        """The least and the greatest age in completed years this date allows."""
        return completed_years(self.latest, on), completed_years(self.earliest, on)

    def __str__(self) -> str:
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04d}"])

    def iso(self) -> str:
        """The stored form: 1950, 1950-06 or 1950-06-12."""
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([f"{self.year:04d}", *parts])

    @classmethod
    def from_date(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_columns(cls, earliest: date, precision: str) -> PartialDate:
        """Build from a first possible day and 'day', 'month' or 'year'; ValueError for another word."""
        if precision == "day":
            return cls.from_date(earliest)
        if precision == "month":
            return cls(earliest.year, earliest.month)
        if precision == "year":
            return cls(earliest.year)
        raise ValueError(f"not a precision: {precision!r}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "1950", "06/1950", "12/06/1950" or the ISO forms; ValueError otherwise."""
        text = text.strip()
        if found := _ISO.fullmatch(text):
            year, month, day = found.groups()
        elif found := _VIETNAMESE.fullmatch(text):
            day, month, year = found.groups()
        else:
            raise ValueError(f"not a date: {text!r}")
        return cls(int(year), int(month) if month else None, int(day) if day else None)


@dataclass(frozen=True)
class Child:
    """A child someone raises."""

    born: PartialDate | None
    studying: bool | None = None


@dataclass(frozen=True)
class Facts:
    """The facts Article 5 turns on, for one person on one day."""

    born: PartialDate | None = None
    sex: Sex | None = None
    father_state: ParentState | None = None
    mother_state: ParentState | None = None
    abandoned: bool | None = None
    adopted: bool | None = None
    study_status: StudyStatus | None = None
    had_clause1_before_16: bool | None = None
    hiv_confirmed: bool | None = None
    poverty: PovertyStatus | None = None
    in_special_difficulty_area: bool | None = None
    marital_state: MaritalState | None = None
    children: tuple[Child, ...] | None = None
    supporter_state: SupporterState | None = None
    can_live_in_community: bool | None = None
    taken_in_instead_of_facility: bool | None = None
    disability_degree: DisabilityDegree | None = None
    has_pension_or_si: bool | None = None
    has_stable_income: bool | None = None
    died_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage, unknown facts included as null."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    def without_health(self) -> Facts:
        """The same facts for a reader who may not know of health: as if nobody had told."""
        return replace(self, hiv_confirmed=None)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Facts:
        """Read what `to_json` wrote; missing names are not known; ValueError for an unknown name or value."""
        if strange := set(data) - {field.name for field in fields(cls)}:
            raise ValueError(f"unknown facts: {', '.join(sorted(strange))}")
        values: dict[str, Any] = {
            name: _READERS[name](value) if name in _READERS else _flag(name, value)
            for name, value in data.items()
            if value is not None
        }
        return cls(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [{"born": _plain(child.born), "studying": child.studying} for child in value]
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} is true or false, not {value!r}")
    return value


def _children(value: list[dict[str, Any]]) -> tuple[Child, ...]:
    return tuple(
        Child(PartialDate.parse(child["born"]) if child.get("born") else None, child.get("studying"))
        for child in value
    )


_READERS: dict[str, Any] = {
    "born": PartialDate.parse,
    "sex": Sex,
    "father_state": ParentState,
    "mother_state": ParentState,
    "study_status": StudyStatus,
    "poverty": PovertyStatus,
    "marital_state": MaritalState,
    "children": _children,
    "supporter_state": SupporterState,
    "disability_degree": DisabilityDegree,
    "died_on": date.fromisoformat,
}
