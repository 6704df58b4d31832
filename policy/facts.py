"""What the office knows about a person; None means not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from policy.enums import (
    DisabilityDegree,
    DisabilityType,
    EvidenceKind,
    MaritalState,
    ParentState,
    PovertyStatus,
    Sex,
    SiAllowanceKind,
    StudyLevel,
    StudyStatus,
    SupporterIncome,
    SupporterState,
)
from policy.months import last_day_of

# Facts of the restricted field: shown to those who may see health, and named to nobody else.
HEALTH_FACTS = frozenset({"hiv_confirmed"})

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
    """A child someone raises; "" is not known."""

    born: PartialDate | None = None
    studying: bool | None = None
    name: str = ""
    relation: str = ""
    id_number: str = ""
    school: str = ""


@dataclass(frozen=True)
class Supporter:
    """Someone who has the duty and the right to support a person; "" and None are not known."""

    name: str
    relation: str = ""
    person_code: str = ""
    receives: SupporterIncome | None = None


@dataclass(frozen=True)
class StudyPause:
    """A break in someone's studies, both days included; open while `ended_on` is None."""

    began_on: date
    ended_on: date | None = None
    authorised: bool | None = None

    def covers(self, on: date) -> bool:
        return self.began_on <= on and (self.ended_on is None or on <= self.ended_on)


@dataclass(frozen=True)
class Evidence:
    """The paper one fact rests on; `fact` is the name of a field of `Facts`, "" is not known."""

    fact: str
    kind: EvidenceKind
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True)
class Facts:
    """The facts Article 5 turns on, for one person on one day.

    Amounts are đồng a month. `poverty_year` is the year `poverty` is for: None means the year judged.
    """

    born: PartialDate | None = None
    sex: Sex | None = None
    father_state: ParentState | None = None
    mother_state: ParentState | None = None
    abandoned: bool | None = None
    adopted: bool | None = None
    adopted_on: date | None = None
    study_status: StudyStatus | None = None
    study_level: StudyLevel | None = None
    school: str | None = None
    course_ends_on: date | None = None
    study_pauses: tuple[StudyPause, ...] | None = None
    had_clause1_before_16: bool | None = None
    hiv_confirmed: bool | None = None
    poverty: PovertyStatus | None = None
    poverty_year: int | None = None
    in_special_difficulty_area: bool | None = None
    marital_state: MaritalState | None = None
    children: tuple[Child, ...] | None = None
    supporters: tuple[Supporter, ...] | None = None
    supporter_state: SupporterState | None = None
    can_live_in_community: bool | None = None
    taken_in_instead_of_facility: bool | None = None
    disability_degree: DisabilityDegree | None = None
    disability_types: tuple[DisabilityType, ...] | None = None
    certificate_number: str | None = None
    certificate_on: date | None = None
    certificate_expires_on: date | None = None
    has_pension_or_si: bool | None = None
    pension_amount: int | None = None
    si_allowance_amount: int | None = None
    si_allowance_kind: SiAllowanceKind | None = None
    has_stable_income: bool | None = None
    died_on: date | None = None
    evidence: tuple[Evidence, ...] = ()

    def evidence_of(self, fact: str) -> Evidence | None:
        """The paper a fact rests on. The disability certificate is one by its own number or date."""
        found = next((row for row in self.evidence if row.fact == fact), None)
        if found is None and fact == "disability_degree" and (self.certificate_number or self.certificate_on):
            return Evidence(
                fact,
                EvidenceKind.DISABILITY_CERTIFICATE,
                self.certificate_number or "",
                self.certificate_on,
            )
        return found

    def with_evidence(self, paper: Evidence) -> Facts:
        """The same facts, one resting on this paper in place of another."""
        others = [row for row in self.evidence if row.fact != paper.fact]
        return replace(self, evidence=tuple(sorted((*others, paper), key=lambda row: row.fact)))

    def without_evidence(self, fact: str) -> Facts:
        """The same facts, one resting on no paper."""
        return replace(self, evidence=tuple(row for row in self.evidence if row.fact != fact))

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage, unknown facts included as null."""
        values = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        papers = sorted(self.evidence, key=lambda row: row.fact)
        return values | {"evidence": {row.fact: _record(row, but="fact") for row in papers}}

    def without_health(self) -> Facts:
        """The same facts for a reader who may not know of health: as if nobody had told."""
        papers = tuple(paper for paper in self.evidence if paper.fact not in HEALTH_FACTS)
        return replace(self, hiv_confirmed=None, evidence=papers)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Facts:
        """Read what `to_json` wrote; missing names are not known; ValueError for an unknown name or value."""
        known = {field.name for field in fields(cls)}
        if strange := (set(data) | set(data.get("evidence") or ())) - known:
            raise ValueError(f"unknown facts: {', '.join(sorted(strange))}")
        values: dict[str, Any] = {
            name: _READERS[name](value) if name in _READERS else _flag(name, value)
            for name, value in data.items()
            if value is not None
        }
        return cls(**values)


def without_health(data: Mapping[str, Any]) -> dict[str, Any]:
    """Stored facts without the restricted ones and the papers about them."""
    kept = {name: value for name, value in data.items() if name not in HEALTH_FACTS}
    if papers := kept.get("evidence"):
        kept["evidence"] = {fact: paper for fact, paper in papers.items() if fact not in HEALTH_FACTS}
    return kept


def changed_facts(before: Facts, after: Facts) -> list[str]:
    """Names of the facts that differ, in their order; a fact whose paper alone differs counts too.

    The year of the poverty status is part of it.
    """
    papers = {row.fact: row for row in before.evidence}
    others = {row.fact: row for row in after.evidence}
    names = [
        "poverty" if field.name == "poverty_year" else field.name
        for field in fields(Facts)
        if field.name != "evidence"
        and (
            getattr(before, field.name) != getattr(after, field.name)
            or papers.get(field.name) != others.get(field.name)
        )
    ]
    return list(dict.fromkeys(names))


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) if isinstance(item, StrEnum) else _record(item) for item in value]
    return value


def _record(row: Any, but: str = "") -> dict[str, Any]:
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row) if field.name != but}


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} is true or false, not {value!r}")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"not a text: {value!r}")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"not a whole number from 0: {value!r}")
    return value


R = TypeVar("R")


def _rows(kind: type[R]) -> Callable[[list[Mapping[str, Any]]], tuple[R, ...]]:
    """A reader of rows; what a row does not say keeps its default. ValueError for what it may not say."""

    def read(rows: list[Mapping[str, Any]]) -> tuple[R, ...]:
        try:
            return tuple(kind(**_row_values(row)) for row in rows)
        except TypeError as refusal:
            raise ValueError(str(refusal)) from refusal

    return read


def _row_values(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _ROW_READERS[name](value) if name in _ROW_READERS and value is not None else value
        for name, value in row.items()
    }


def _evidence(value: Mapping[str, Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return _rows(Evidence)([{"fact": fact, **paper} for fact, paper in sorted(value.items())])


_ROW_READERS: dict[str, Any] = {
    "born": PartialDate.parse,
    "receives": SupporterIncome,
    "began_on": date.fromisoformat,
    "ended_on": date.fromisoformat,
    "issued_on": date.fromisoformat,
    "kind": EvidenceKind,
}
_READERS: dict[str, Any] = {
    "born": PartialDate.parse,
    "sex": Sex,
    "father_state": ParentState,
    "mother_state": ParentState,
    "adopted_on": date.fromisoformat,
    "study_status": StudyStatus,
    "study_level": StudyLevel,
    "school": _text,
    "course_ends_on": date.fromisoformat,
    "study_pauses": _rows(StudyPause),
    "poverty": PovertyStatus,
    "poverty_year": _whole,
    "marital_state": MaritalState,
    "children": _rows(Child),
    "supporters": _rows(Supporter),
    "supporter_state": SupporterState,
    "disability_degree": DisabilityDegree,
    "disability_types": lambda values: tuple(DisabilityType(value) for value in values),
    "certificate_number": _text,
    "certificate_on": date.fromisoformat,
    "certificate_expires_on": date.fromisoformat,
    "pension_amount": _whole,
    "si_allowance_amount": _whole,
    "si_allowance_kind": SiAllowanceKind,
    "died_on": date.fromisoformat,
    "evidence": _evidence,
}
