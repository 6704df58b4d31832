"""A change to and from the columns of a proposal, and rows of the law from plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from policy.enums import BenefitKey, Mark, Measure, RateKind, Regime, RowKind
from policy.law import Benefit, Coefficient, Instrument, Naming, Rate, RegimeLimit
from policy.rules.changes.kinds import (
    BenefitChange,
    CalendarChange,
    CoefficientChange,
    DayCancelledChange,
    Figure,
    NamingChange,
    RateChange,
    RegimeChange,
    VerificationChange,
    WithdrawalChange,
)


def to_data(change: Any) -> dict[str, Any]:
    """A change, any dataclass of this kind, as plain values for a JSON column."""
    data: dict[str, Any] = _plain(asdict(change))
    if isinstance(change, WithdrawalChange):
        data["row_kind"] = row_kind(change.row).value
    return data


def row_kind(row: Figure) -> RowKind:
    """What kind of figure a row is."""
    kinds = {Rate: RowKind.RATE, Coefficient: RowKind.COEFFICIENT, Benefit: RowKind.BENEFIT}
    return kinds[type(row)]


# Each reads what `to_data` wrote. TypeError, KeyError or ValueError names what does not belong.


def rate_change(data: Mapping[str, Any]) -> RateChange:
    return RateChange(rate_row(data["row"]), instrument_row(data["instrument"]))


def coefficient_change(data: Mapping[str, Any]) -> CoefficientChange:
    return CoefficientChange(coefficient_row(data["row"]), instrument_row(data["instrument"]))


def benefit_change(data: Mapping[str, Any]) -> BenefitChange:
    return BenefitChange(benefit_row(data["row"]), instrument_row(data["instrument"]))


def withdrawal_change(data: Mapping[str, Any]) -> WithdrawalChange:
    row = FIGURES[RowKind(data["row_kind"])](data["row"])
    return WithdrawalChange(row, date.fromisoformat(data["known_from"]))


def naming_change(data: Mapping[str, Any]) -> NamingChange:
    return NamingChange(naming_row(data["row"]), instrument_row(data["instrument"]))


def regime_change(data: Mapping[str, Any]) -> RegimeChange:
    return RegimeChange(limit_row(data["row"]), instrument_row(data["instrument"]))


def verification_change(data: Mapping[str, Any]) -> VerificationChange:
    return VerificationChange(**{**data, "kind": RowKind(data["kind"])})


def calendar_change(data: Mapping[str, Any]) -> CalendarChange:
    return CalendarChange(**_days(data))


def day_cancelled_change(data: Mapping[str, Any]) -> DayCancelledChange:
    return DayCancelledChange(**_days(data))


def rate_row(values: Mapping[str, Any]) -> Rate:
    """A rate from plain values."""
    return Rate(**_days(values) | {"kind": RateKind(values["kind"]), "mark": Mark(values["mark"])})


def coefficient_row(values: Mapping[str, Any]) -> Coefficient:
    """A coefficient from plain values."""
    return Coefficient(**_days(values) | {"value": Decimal(values["value"]), "mark": Mark(values["mark"])})


def benefit_row(values: Mapping[str, Any]) -> Benefit:
    """The figure of a support from plain values."""
    read = {
        "key": BenefitKey(values["key"]),
        "measure": Measure(values["measure"]),
        "value": Decimal(values["value"]),
        "mark": Mark(values["mark"]),
    }
    return Benefit(**_days(values) | read)


def naming_row(values: Mapping[str, Any]) -> Naming:
    """The name of a group from plain values."""
    return Naming(**_days(values) | {"mark": Mark(values["mark"])})


def limit_row(values: Mapping[str, Any]) -> RegimeLimit:
    """Time limits from plain values."""
    read = {
        "regime": Regime(values["regime"]),
        "step_days": tuple(values["step_days"]),
        "mark": Mark(values["mark"]),
    }
    return RegimeLimit(**_days(values) | read)


def instrument_row(values: Mapping[str, Any]) -> Instrument:
    """An instrument from plain values."""
    return Instrument(**_days(values) | {"mark": Mark(values["mark"])})


FIGURES: dict[RowKind, Callable[[Mapping[str, Any]], Figure]] = {
    RowKind.RATE: rate_row,
    RowKind.COEFFICIENT: coefficient_row,
    RowKind.BENEFIT: benefit_row,
}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _days(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with dates read where the name says so."""
    dated = {
        "valid_from", "valid_to", "known_from", "withdrawn_from", "received_from", "issued_on",
        "in_force_on", "ended_on", "day",
    }  # fmt: skip
    return {
        name: date.fromisoformat(value) if name in dated and value is not None else value
        for name, value in values.items()
    }
