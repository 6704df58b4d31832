"""Whether a change fits the law as it stands. Articles 4 and 6."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from policy.clock import SATURDAY, WorkingCalendar
from policy.enums import Mark
from policy.law import Benefit, Coefficient, Instrument, Law, Rate, packaged_law
from policy.months import last_day_of
from policy.rules.changes.kinds import (
    BenefitChange,
    CalendarChange,
    Change,
    CoefficientChange,
    DayCancelledChange,
    Figure,
    MoneyChange,
    NamingChange,
    RateChange,
    RegimeChange,
    VerificationChange,
    WithdrawalChange,
    figures_of,
    is_monthly,
    key_of,
    rows_of,
)
from policy.rules.changes.objections import Objection

Found = dict[Objection, bool]


def objections(change: Change, *, law: Law, calendar: WorkingCalendar, today: date) -> tuple[Objection, ...]:
    """Every reason why the change cannot be added to the law and calendar as they stand on a day."""
    if isinstance(change, (RateChange, CoefficientChange, BenefitChange)):
        found = _to_figure(change, law, today)
    elif isinstance(change, WithdrawalChange):
        found = _to_withdrawal(change, law, today)
    elif isinstance(change, NamingChange):
        found = _to_naming(change, law, today)
    elif isinstance(change, RegimeChange):
        found = _to_regime(change, law, today)
    elif isinstance(change, VerificationChange):
        found = _to_verification(change, law)
    elif isinstance(change, CalendarChange):
        found = _to_day(change, calendar, today)
    elif isinstance(change, DayCancelledChange):
        found = {
            Objection.DAY_PAST: change.day < today,
            Objection.DAY_NOT_LISTED: not _listed(change.day, calendar),
        }
    else:
        assert_never(change)
    return tuple(objection for objection, stands in found.items() if stands)


def rivals(row: Figure, law: Law) -> list[Figure]:
    """Figures about the same thing that count: kind and province, group and ages, or support and ages."""
    rows: list[Figure]
    if isinstance(row, Rate):
        rows = [other for other in law.rates if (other.kind, other.province) == (row.kind, row.province)]
    elif isinstance(row, Coefficient):
        rows = [other for other in law.coefficients if other.group == row.group and _ages_meet(other, row)]
    else:
        rows = [other for other in law.benefits if other.key == row.key and _ages_meet(other, row)]
    return [other for other in rows if other.withdrawn_from is None]


def _to_figure(change: MoneyChange, law: Law, today: date) -> Found:
    row = change.row
    figure = row.amount if isinstance(row, Rate) else row.value
    own = [other for other in rivals(row, law) if _counts_for(other, row)]
    found = {
        Objection.NOT_MORE_THAN_ZERO: figure <= 0,
        Objection.ENDS_BEFORE_IT_BEGINS: row.valid_to is not None and row.valid_to < row.valid_from,
        Objection.APPLIED_IN_THE_PAST: row.known_from < today,
        Objection.APPLIED_BEFORE_ISSUED: row.known_from < change.instrument.issued_on,
        Objection.INSTRUMENT_KNOWN: _taken(change.instrument, law),
    }
    if isinstance(row, Rate):
        national = law.rate(row.kind, row.valid_from, row.known_from)
        found[Objection.NOT_HIGHER_THAN_NATIONAL] = (
            bool(row.province) and national is not None and national.amount >= row.amount
        )
    else:
        found[Objection.AGES_OUT_OF_ORDER] = row.age_to is not None and row.age_to <= (row.age_from or 0)
    if isinstance(row, Coefficient):
        found[Objection.GROUP_NOT_IN_FORCE] = law.group(row.group, last_day_of(row.valid_from)) is None
    if isinstance(row, Benefit):
        found[Objection.NOT_FIRST_OF_MONTH] = is_monthly(row) and row.valid_from.day != 1
    return found | {
        Objection.ALREADY_SO: bool(own) and _same(max(own, key=_newness), row),
        Objection.ALREADY_THERE: key_of(row) in {key_of(other) for other in figures_of(law).values()},
    }


def _to_withdrawal(change: WithdrawalChange, law: Law, today: date) -> Found:
    names = {name for name, row in figures_of(law).items() if row == change.row}
    loaded = set(figures_of(packaged_law()))
    return {
        Objection.NOT_ON_RECORD: not names and change.row.withdrawn_from is None,
        Objection.LOADED_WITH_THE_PACKAGE: bool(names & loaded),
        Objection.ALREADY_WITHDRAWN: _is_withdrawn(change.row, law),
        Objection.APPLIED_IN_THE_PAST: change.known_from < today,
    }


def _is_withdrawn(row: Figure, law: Law) -> bool:
    return any(
        key_of(other) == key_of(row) and type(other) is type(row) and other.withdrawn_from is not None
        for other in figures_of(law).values()
    )


def _to_naming(change: NamingChange, law: Law, today: date) -> Found:
    row = change.row
    return {
        Objection.GROUP_NOT_IN_FORCE: law.group(row.group, row.valid_from) is None,
        Objection.NAMED_IN_THE_PAST: row.valid_from < today,
        Objection.APPLIED_BEFORE_ISSUED: row.valid_from < change.instrument.issued_on,
        Objection.INSTRUMENT_KNOWN: _taken(change.instrument, law),
        Objection.ALREADY_NAMED: (row.group, row.instrument)
        in {(group.key, group.instrument) for group in law.groups},
    }


def _to_regime(change: RegimeChange, law: Law, today: date) -> Found:
    row = change.row
    regime = next(item for item in law.regimes if item.key == row.regime)
    steps, now = law.steps_of(row.regime), law.limit_of(row.regime, row.received_from)
    days = now.step_days if now else tuple(step.working_days for step in steps)
    posting = now.posting_days if now else regime.posting_days
    return {
        Objection.NOT_MORE_THAN_ZERO: any(number < 1 for number in row.step_days),
        Objection.STEPS_DO_NOT_MATCH: len(row.step_days) != len(steps),
        Objection.POSTING_TOO_LONG: row.posting_days > row.working_days,
        Objection.RECEIVED_IN_THE_PAST: row.received_from < today,
        Objection.REGIME_OVER: row.received_from < regime.received_from
        or (regime.received_to is not None and regime.received_to < row.received_from),
        Objection.APPLIED_BEFORE_ISSUED: row.received_from < change.instrument.issued_on,
        Objection.INSTRUMENT_KNOWN: _taken(change.instrument, law),
        Objection.ALREADY_SO: (row.step_days, row.posting_days) == (days, posting),
        Objection.LIMIT_ON_RECORD: now is not None and now.received_from == row.received_from,
    }


def _to_verification(change: VerificationChange, law: Law) -> Found:
    row = rows_of(law).get((change.kind, change.key))
    return {
        Objection.NOTHING_TO_VERIFY: row is None or row.mark == Mark.SOURCED,
        Objection.DOCUMENT_NOT_NAMED: not change.document.strip(),
    }


def _to_day(change: CalendarChange, calendar: WorkingCalendar, today: date) -> Found:
    return {
        Objection.DAY_PAST: change.day < today,
        Objection.DAY_LISTED: _listed(change.day, calendar),
        Objection.DAY_WITHOUT_NAME: change.holiday and not change.name.strip(),
        Objection.NOT_A_WEEKEND: not change.holiday and change.day.weekday() < SATURDAY,
    }


def _listed(day: date, calendar: WorkingCalendar) -> bool:
    return day in calendar.holidays or day in calendar.make_up_days


def _taken(instrument: Instrument, law: Law) -> bool:
    """Whether another instrument has this number, or this one another number."""
    return any(
        (known.number == instrument.number) != (known.id == instrument.id) for known in law.instruments
    )


def _ages_meet(one: Coefficient | Benefit, other: Coefficient | Benefit) -> bool:
    return (one.age_to is None or (other.age_from or 0) < one.age_to) and (
        other.age_to is None or (one.age_from or 0) < other.age_to
    )


def _counts_for(other: Figure, row: Figure) -> bool:
    """Whether a figure applies in the first month of another, as known when that one is."""
    begun = other.valid_from <= row.valid_from and other.known_from <= row.known_from
    return begun and (other.valid_to is None or row.valid_from <= other.valid_to)


def _same(one: Figure, other: Figure) -> bool:
    return replace(one, valid_from=other.valid_from, known_from=other.known_from) == other


def _newness(row: Figure) -> tuple[date, date]:
    return row.valid_from, row.known_from
