"""What may be added to the law on screen: whether it fits, and what it does to amounts. Articles 4 and 6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from policy.clock import SATURDAY, DayKind, WorkingCalendar
from policy.enums import Mark, RateKind
from policy.law import Coefficient, Instrument, Law, Rate
from policy.months import first_of, last_day_of, previous_month


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class Objection(StrEnum):
    """Why a change cannot stand, with its sentence; `labels.objection_words` translates it."""

    sentence: str

    def __new__(cls, code: str, sentence: str) -> Objection:
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member

    NOT_MORE_THAN_ZERO = "not_more_than_zero", _("The figure must be more than zero.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("The last month lies before the first.")
    APPLIED_IN_THE_PAST = (
        "applied_in_the_past",
        _("Offices cannot have applied it before today: what was decided until now stays as it was."),
    )
    APPLIED_BEFORE_ISSUED = (
        "applied_before_issued",
        _("Offices cannot apply an instrument before it is issued."),
    )
    INSTRUMENT_KNOWN = (
        "instrument_known",
        _("An instrument of this number is already on record: choose it from the list."),
    )
    NOT_HIGHER_THAN_NATIONAL = (
        "not_higher_than_national",
        _("A provincial level must be higher than the national one."),
    )
    AGES_OUT_OF_ORDER = "ages_out_of_order", _("The upper age must be above the lower one.")
    GROUP_NOT_IN_FORCE = (
        "group_not_in_force",
        _("The law does not name this group in the first month of the change."),
    )
    ALREADY_SO = "already_so", _("This is already what the law says: nothing would change.")
    ALREADY_THERE = (
        "already_there",
        _("A figure for the same months, applied from the same day, is already on record."),
    )
    DAY_PAST = "day_past", _("The day is past: due dates already given stay as they are.")
    DAY_LISTED = "day_listed", _("This day is already in the calendar.")
    DAY_WITHOUT_NAME = "day_without_name", _("A public holiday needs its name.")
    NO_AREA = "no_area", _("Name at least one commune or hamlet.")
    COMMUNE_UNKNOWN = "commune_unknown", _("A commune code is not one of this province.")
    HAMLET_WITHOUT_NAME = "hamlet_without_name", _("The name of a hamlet has letters or digits.")
    LAST_DAY_BEFORE_FIRST = "last_day_before_first", _("The last day lies before the first.")
    PLACE_TWICE = "place_twice", _("A place is named twice for the same days.")
    PERIOD_TAKEN = (
        "period_taken",
        _("A later period of the same place is already on record and meets this one."),
    )
    NOT_A_WEEKEND = "not_a_weekend", _("Only a Saturday or Sunday can be worked to make up for a day off.")


@dataclass(frozen=True)
class RateChange:
    """A base or a pension level to be added, nationally or for one province."""

    row: Rate
    instrument: Instrument


@dataclass(frozen=True)
class CoefficientChange:
    """A coefficient to be added for a group and age band."""

    row: Coefficient
    instrument: Instrument


@dataclass(frozen=True)
class CalendarChange:
    """A public holiday, or a weekend day worked in place of a swapped one."""

    day: date
    holiday: bool
    name: str = ""


MoneyChange = RateChange | CoefficientChange
Change = MoneyChange | CalendarChange


@dataclass(frozen=True)
class Consequence:
    """What a change of a figure does: the months whose amounts move, from what to what."""

    first_month: date
    last_month: date | None
    known_from: date
    before: Rate | Coefficient | None
    after: Rate | Coefficient
    overruled_by: Rate | None = None

    @property
    def reaches_back(self) -> bool:
        """Whether months already paid get the difference afterwards."""
        return self.first_month < first_of(self.known_from)


def known_no_earlier(change: Change, day: date) -> Change:
    """The change as offices can apply it when it is confirmed on a day: never before that day."""
    if isinstance(change, CalendarChange) or change.row.known_from >= day:
        return change
    return replace(change, row=replace(change.row, known_from=day))  # type: ignore[arg-type]


def with_change(law: Law, change: MoneyChange) -> Law:
    """The law as it would stand with the change."""
    known = {instrument.id for instrument in law.instruments}
    more = () if change.instrument.id in known else (change.instrument,)
    law = law.with_instruments((*law.instruments, *more))
    if isinstance(change, RateChange):
        return law.with_money(rates=(*law.rates, change.row))
    return law.with_money(coefficients=(*law.coefficients, change.row))


def objections(change: Change, *, law: Law, calendar: WorkingCalendar, today: date) -> tuple[Objection, ...]:
    """Every reason why the change cannot be added to the law and calendar as they stand on a day."""
    if isinstance(change, CalendarChange):
        return _objections_to_day(change, calendar, today)
    row = change.row
    figure = row.amount if isinstance(row, Rate) else row.value
    found = {
        Objection.NOT_MORE_THAN_ZERO: figure <= 0,
        Objection.ENDS_BEFORE_IT_BEGINS: row.valid_to is not None and row.valid_to < row.valid_from,
        Objection.APPLIED_IN_THE_PAST: row.known_from < today,
        Objection.APPLIED_BEFORE_ISSUED: row.known_from < change.instrument.issued_on,
        Objection.INSTRUMENT_KNOWN: any(
            (known.number == change.instrument.number) != (known.id == change.instrument.id)
            for known in law.instruments
        ),
        **(_of_rate(row, law) if isinstance(row, Rate) else _of_coefficient(row, law)),
    }
    return tuple(objection for objection, stands in found.items() if stands)


def consequence(change: MoneyChange, *, law: Law, province: str) -> Consequence:
    """The months a change reaches until a later figure takes over, before and after. Articles 4 and 6."""
    row, changed = change.row, with_change(law, change)
    month, known_on = row.valid_from, row.known_from
    before: Rate | Coefficient | None
    overruled_by = None
    if isinstance(row, Rate):
        before = law.rate(row.kind, month, known_on, row.province or None)
        counts = changed.rate(row.kind, month, known_on, province)
        overruled_by = counts if counts is not None and counts.province != row.province else None
    else:
        before = law.coefficient(row.group, row.age_from or 0, month, known_on)
    later = [other.valid_from for other in _rivals(row, law) if other.valid_from > month]
    ends = [previous_month(start) for start in later] + ([first_of(row.valid_to)] if row.valid_to else [])
    return Consequence(month, min(ends, default=None), known_on, before, row, overruled_by)


def day_before(change: CalendarChange, calendar: WorkingCalendar) -> DayKind:
    """What the day is without the change."""
    return calendar.kind(change.day)


def _of_rate(row: Rate, law: Law) -> dict[Objection, bool]:
    national = law.rate(row.kind, row.valid_from, row.known_from)
    own = [other for other in _rivals(row, law) if _counts_for(other, row)]
    return {
        Objection.NOT_HIGHER_THAN_NATIONAL: bool(row.province)
        and national is not None
        and national.amount >= row.amount,
        Objection.ALREADY_SO: bool(own) and _same(max(own, key=_newness), row),
        Objection.ALREADY_THERE: _on_record(row, law),
    }


def _of_coefficient(row: Coefficient, law: Law) -> dict[Objection, bool]:
    own = [other for other in _rivals(row, law) if _counts_for(other, row)]
    return {
        Objection.AGES_OUT_OF_ORDER: row.age_to is not None and row.age_to <= (row.age_from or 0),
        Objection.GROUP_NOT_IN_FORCE: law.group(row.group, last_day_of(row.valid_from)) is None,
        Objection.ALREADY_SO: bool(own) and _same(max(own, key=_newness), row),
        Objection.ALREADY_THERE: _on_record(row, law),
    }


def _objections_to_day(
    change: CalendarChange, calendar: WorkingCalendar, today: date
) -> tuple[Objection, ...]:
    found = {
        Objection.DAY_PAST: change.day < today,
        Objection.DAY_LISTED: change.day in calendar.holidays or change.day in calendar.make_up_days,
        Objection.DAY_WITHOUT_NAME: change.holiday and not change.name.strip(),
        Objection.NOT_A_WEEKEND: not change.holiday and change.day.weekday() < SATURDAY,
    }
    return tuple(objection for objection, stands in found.items() if stands)


def _rivals(row: Rate | Coefficient, law: Law) -> list[Rate | Coefficient]:
    """Figures about the same thing: kind and province, or group and ages."""
    if isinstance(row, Rate):
        return [other for other in law.rates if (other.kind, other.province) == (row.kind, row.province)]
    return [other for other in law.coefficients if other.group == row.group and _ages_meet(other, row)]


def _ages_meet(one: Coefficient, other: Coefficient) -> bool:
    return (one.age_to is None or (other.age_from or 0) < one.age_to) and (
        other.age_to is None or (one.age_from or 0) < other.age_to
    )


def _counts_for(other: Rate | Coefficient, row: Rate | Coefficient) -> bool:
    """Whether a figure applies in the first month of another, as known when that one is."""
    begun = other.valid_from <= row.valid_from and other.known_from <= row.known_from
    return begun and (other.valid_to is None or row.valid_from <= other.valid_to)


def _same(one: Rate | Coefficient, other: Rate | Coefficient) -> bool:
    return replace(one, valid_from=other.valid_from, known_from=other.known_from) == other


def _on_record(row: Rate | Coefficient, law: Law) -> bool:
    """Whether the place of a figure is taken: one per months and day of application."""
    if isinstance(row, Rate):
        return any(_newness(other) == _newness(row) for other in _rivals(row, law))
    return any(
        (other.group, other.age_from, *_newness(other)) == (row.group, row.age_from, *_newness(row))
        for other in law.coefficients
    )


def _newness(row: Rate | Coefficient) -> tuple[date, date]:
    return row.valid_from, row.known_from


# To and from the columns of a proposal


def to_data(change: Any) -> dict[str, Any]:
    """A change, any dataclass of this kind, as plain values for a JSON column."""
    return {
        key: {name: _plain(item) for name, item in value.items()}
        if isinstance(value, dict)
        else _plain(value)
        for key, value in asdict(change).items()
    }


def rate_change(data: Mapping[str, Any]) -> RateChange:
    """Read what `to_data` wrote. TypeError, KeyError or ValueError names what does not belong."""
    return RateChange(rate_row(data["row"]), instrument_of(data))


def coefficient_change(data: Mapping[str, Any]) -> CoefficientChange:
    """Read what `to_data` wrote. TypeError, KeyError or ValueError names what does not belong."""
    return CoefficientChange(coefficient_row(data["row"]), instrument_of(data))


def rate_row(values: Mapping[str, Any]) -> Rate:
    """A rate from plain values."""
    return Rate(**_days(values) | {"kind": RateKind(values["kind"]), "mark": Mark(values["mark"])})


def coefficient_row(values: Mapping[str, Any]) -> Coefficient:
    """A coefficient from plain values."""
    return Coefficient(**_days(values) | {"value": Decimal(values["value"]), "mark": Mark(values["mark"])})


def calendar_change(data: Mapping[str, Any]) -> CalendarChange:
    """Read what `to_data` wrote. TypeError or ValueError names what does not belong."""
    return CalendarChange(**_days(data))


def instrument_of(data: Mapping[str, Any]) -> Instrument:
    """The instrument of a stored change."""
    return Instrument(**_days(data["instrument"]) | {"mark": Mark(data["instrument"]["mark"])})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _days(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with dates read where the name says so."""
    dated = ("valid_from", "valid_to", "known_from", "issued_on", "in_force_on", "ended_on", "day")
    return {
        name: date.fromisoformat(value) if name in dated and value is not None else value
        for name, value in values.items()
    }
