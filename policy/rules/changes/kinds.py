"""What may be changed in the law on screen, and what such a change is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from policy.enums import BenefitKey, Chapter, RowKind, chapter_of
from policy.law import (
    Benefit,
    Coefficient,
    Group,
    Instrument,
    Law,
    Naming,
    ProcedureRegime,
    Rate,
    RegimeLimit,
)

_MONTHLY = (BenefitKey.FACILITY_NURTURING, BenefitKey.FACILITY_STUDYING, BenefitKey.FACILITY_LEAVING)
Figure = Rate | Coefficient | Benefit
Row = Figure | Instrument | Group | ProcedureRegime


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
class BenefitChange:
    """The figure of a support to be added."""

    row: Benefit
    instrument: Instrument


@dataclass(frozen=True)
class WithdrawalChange:
    """A figure entered by mistake, not counted any more from the day it is known."""

    row: Figure
    known_from: date


@dataclass(frozen=True)
class NamingChange:
    """Where a new instrument names a group."""

    row: Naming
    instrument: Instrument


@dataclass(frozen=True)
class RegimeChange:
    """Other time limits of a procedure."""

    row: RegimeLimit
    instrument: Instrument


@dataclass(frozen=True)
class VerificationChange:
    """A row compared with the official text; `title` is the official one of an instrument, or ""."""

    kind: RowKind
    key: str
    document: str
    title: str = ""


@dataclass(frozen=True)
class CalendarChange:
    """A public holiday, or a weekend day worked in place of a swapped one."""

    day: date
    holiday: bool
    name: str = ""


@dataclass(frozen=True)
class DayCancelledChange:
    """An entry of the calendar that is wrong: the day is what its weekday says."""

    day: date


MoneyChange = RateChange | CoefficientChange | BenefitChange
FigureChange = MoneyChange | WithdrawalChange
Change = FigureChange | NamingChange | RegimeChange | VerificationChange | CalendarChange | DayCancelledChange
F = TypeVar("F", Rate, Coefficient, Benefit)


def is_monthly(row: Figure) -> bool:
    """Whether a figure is for months; other supports are for what happens on a day."""
    if not isinstance(row, Benefit):
        return True
    return chapter_of(row.key) == Chapter.CARE or row.key in _MONTHLY


def key_of(row: Row) -> str:
    """What names a row for good, among those of its kind."""
    if isinstance(row, Rate):
        return f"{row.kind}|{row.province}|{row.valid_from}|{row.known_from}"
    if isinstance(row, Coefficient):
        return f"{row.group}|{_age(row)}|{row.valid_from}|{row.known_from}"
    if isinstance(row, Benefit):
        return f"{row.key}|{_age(row)}|{row.valid_from}|{row.known_from}"
    if isinstance(row, Group):
        return f"{row.key}|{row.instrument}"
    return row.id if isinstance(row, Instrument) else row.key.value


def rows_of(law: Law) -> dict[tuple[RowKind, str], Row]:
    """Every row of the law that can be verified, by kind and key."""
    found: dict[RowKind, tuple[Row, ...]] = {
        RowKind.INSTRUMENT: law.instruments,
        RowKind.RATE: law.rates,
        RowKind.COEFFICIENT: law.coefficients,
        RowKind.BENEFIT: law.benefits,
        RowKind.GROUP: law.groups,
        RowKind.REGIME: law.regimes,
    }
    return {(kind, key_of(row)): row for kind, rows in found.items() for row in rows}


def figures_of(law: Law) -> dict[tuple[RowKind, str], Figure]:
    """Every figure of the law, by kind and key."""
    return {name: row for name, row in rows_of(law).items() if isinstance(row, (Rate, Coefficient, Benefit))}


def known_no_earlier(change: Change, day: date) -> Change:
    """The change as offices can apply it when it is confirmed on a day: a figure never before that day."""
    if isinstance(change, WithdrawalChange):
        return replace(change, known_from=max(change.known_from, day))
    if isinstance(change, (RateChange, CoefficientChange, BenefitChange)) and change.row.known_from < day:
        return replace(change, row=replace(change.row, known_from=day))  # type: ignore[arg-type]
    return change


def with_change(law: Law, change: FigureChange) -> Law:
    """The law as it would stand with a change of a figure."""
    if isinstance(change, WithdrawalChange):
        return law.with_money(
            rates=_withdrawn(law.rates, change),
            coefficients=_withdrawn(law.coefficients, change),
            benefits=_withdrawn(law.benefits, change),
        )
    known = {instrument.id for instrument in law.instruments}
    more = () if change.instrument.id in known else (change.instrument,)
    law = law.with_instruments((*law.instruments, *more))
    if isinstance(change, RateChange):
        return law.with_money(rates=(*law.rates, change.row))
    if isinstance(change, CoefficientChange):
        return law.with_money(coefficients=(*law.coefficients, change.row))
    return law.with_money(benefits=(*law.benefits, change.row))


def _withdrawn(rows: tuple[F, ...], change: WithdrawalChange) -> list[F]:
    return [replace(row, withdrawn_from=change.known_from) if row == change.row else row for row in rows]


def _age(row: Coefficient | Benefit) -> str:
    return "" if row.age_from is None else str(row.age_from)
