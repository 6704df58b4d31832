"""The law as dated data: read from `law/*.toml`, looked up by month and by the day it is known on.

A rate or coefficient says "for months from `valid_from`, applied by offices from `known_from`". For month
m as known on day k, of the rows with valid_from <= m and known_from <= k the one with the latest
valid_from counts, then the latest known_from: so a back-dated decree changes nothing already decided and
yields arrears from the day it is known.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from policy.enums import (
    BenefitKey,
    CarerCondition,
    CarerOf,
    DecidedBy,
    Mark,
    Measure,
    Programme,
    RateKind,
    Regime,
    Slot,
    StartsFrom,
    Turn,
)
from policy.grounds import Ground
from policy.law.rows import (
    Benefit,
    CarerRule,
    Coefficient,
    Group,
    Instrument,
    Naming,
    ProcedureRegime,
    Rate,
    RegimeLimit,
    RegimeStep,
)

__all__ = [
    "Benefit",
    "CarerRule",
    "Coefficient",
    "Group",
    "Instrument",
    "Law",
    "Naming",
    "NotInForce",
    "ProcedureRegime",
    "Rate",
    "RegimeLimit",
    "RegimeStep",
    "packaged_law",
    "read_law",
]

LAW_FOLDER = Path(__file__).parent


class NotInForce(LookupError):
    """The law holds no such group or regime on that day."""


@dataclass(frozen=True)
class Law:
    """All instruments together. Immutable; a changed law is another `Law`."""

    instruments: tuple[Instrument, ...]
    rates: tuple[Rate, ...]
    groups: tuple[Group, ...]
    coefficients: tuple[Coefficient, ...]
    regimes: tuple[ProcedureRegime, ...]
    regime_steps: tuple[RegimeStep, ...] = field(default=())
    benefits: tuple[Benefit, ...] = field(default=())
    grounds: tuple[Ground, ...] = field(default=())
    carer_rules: tuple[CarerRule, ...] = field(default=())
    regime_limits: tuple[RegimeLimit, ...] = field(default=())

    def with_money(
        self,
        rates: Iterable[Rate] | None = None,
        coefficients: Iterable[Coefficient] | None = None,
        benefits: Iterable[Benefit] | None = None,
    ) -> Law:
        """The same groups and procedures with other figures (edited ones, or a what-if)."""
        return replace(
            self,
            rates=self.rates if rates is None else tuple(rates),
            coefficients=self.coefficients if coefficients is None else tuple(coefficients),
            benefits=self.benefits if benefits is None else tuple(benefits),
        )

    def with_instruments(self, instruments: Iterable[Instrument]) -> Law:
        """The same law knowing other instruments, so that figures taken from them can be cited."""
        return replace(self, instruments=tuple(instruments))

    def with_naming(self, naming: Naming) -> Law:
        """The same groups, one named otherwise from a day on. Raises NotInForce when it is not named then."""
        before = self._group_or_raise(naming.group, naming.valid_from)
        after = replace(
            before,
            code=naming.code,
            name_vi=naming.name_vi,
            valid_from=naming.valid_from,
            article=naming.article,
            mark=naming.mark,
            instrument=naming.instrument,
        )
        ended = replace(before, valid_to=naming.valid_from - timedelta(days=1))
        groups: list[Group] = []
        for group in self.groups:
            groups += [ended, after] if group is before else [group]
        return replace(self, groups=tuple(groups))

    def with_limits(self, limits: Iterable[RegimeLimit]) -> Law:
        """The same procedures with other time limits for files received later."""
        return replace(self, regime_limits=tuple(limits))

    # Look-ups

    def rates_for(
        self, kind: str, month: date, known_on: date, province: str | None = None
    ) -> tuple[Rate | None, Rate | None]:
        """The national and the provincial amount for a month; None where none is. Article 4."""
        rows = [row for row in self._rates_of.get(kind, ()) if _applies(row, month, known_on)]
        national = next((row for row in rows if not row.province), None)
        local = next((row for row in rows if province and row.province == province), None)
        return national, local

    def rate(self, kind: str, month: date, known_on: date, province: str | None = None) -> Rate | None:
        """The amount for a month, the greater of national and provincial; None when none is. Article 4."""
        national, local = self.rates_for(kind, month, known_on, province)
        if national is None or local is None:
            return national or local
        return local if local.amount > national.amount else national

    def figures_of(self, kind: str, group: str) -> tuple[Rate | Coefficient, ...]:
        """Every rate of a kind and coefficient of a group, whenever they are for."""
        return (*self._rates_of.get(kind, ()), *self._coefficients_of.get(group, ()))

    def bands(self, group: str, month: date, known_on: date) -> tuple[Coefficient, ...]:
        """Every coefficient row that may apply to a group in a month, newest first. Article 6."""
        return tuple(row for row in self._coefficients_of.get(group, ()) if _applies(row, month, known_on))

    def coefficient(self, group: str, age: int, month: date, known_on: date) -> Coefficient | None:
        """The coefficient for an age in completed years; None outside every age band. Article 6."""
        return next((row for row in self.bands(group, month, known_on) if row.covers(age)), None)

    def benefits_of(self, key: str, on: date, known_on: date) -> tuple[Benefit, ...]:
        """The rows of a support for a day, or for a month by its first day; newest first."""
        return tuple(row for row in self._benefits_of.get(key, ()) if _applies(row, on, known_on))

    def carer_rules_on(self, carer_of: CarerOf, on: date) -> tuple[CarerRule, ...]:
        """What is asked of a carer on a day, in the order of the text."""
        return tuple(row for row in self.carer_rules if row.carer_of == carer_of and row.in_force(on))

    def groups_on(self, on: date) -> tuple[Group, ...]:
        """The groups in force on a day, in the order of the law. Article 5."""
        return tuple(group for group in self.groups if group.in_force(on))

    def group(self, key: str, on: date) -> Group | None:
        """A group as the law in force on a day defines it; None when it does not. Article 5."""
        return next((group for group in self._groups_of.get(key, ()) if group.in_force(on)), None)

    def citation(self, key: str, on: date) -> str:
        """Where the law names a group: điểm b khoản 5 Điều 5 Nghị định 335/2026/NĐ-CP. Raises NotInForce."""
        group = self._group_or_raise(key, on)
        return self.cite(group.article, group.instrument)

    def code(self, key: str, on: date) -> str:
        """The neutral clause.point printed on lists: "5.b", "6", "HT". Raises NotInForce."""
        return self._group_or_raise(key, on).code

    def cite(self, article: str, instrument: str) -> str:
        """An article with the name of its instrument; the instrument alone when no article is on file."""
        return f"{article} {self._instruments_by_id[instrument].name_vi}".strip()

    def regime_on(self, received_on: date) -> ProcedureRegime:
        """The procedure for a file received on a day. Raises NotInForce before the first one."""
        for regime in self.regimes:
            if regime.received_from <= received_on and (
                regime.received_to is None or received_on <= regime.received_to
            ):
                limit = self.limit_of(regime.key, received_on)
                return self._limited(regime, limit) if limit else regime
        raise NotInForce(f"no procedure for files received on {received_on}")

    def limit_of(self, regime: Regime, received_on: date) -> RegimeLimit | None:
        """The time limit that took the place of the first one, for files received on a day."""
        rows = [
            row for row in self.regime_limits if row.regime == regime and row.received_from <= received_on
        ]
        return max(rows, key=lambda row: row.received_from, default=None)

    def steps_of(self, regime: Regime, received_on: date | None = None) -> tuple[RegimeStep, ...]:
        """The steps in order, as first fixed or for files received on a day."""
        rows = sorted(
            (step for step in self.regime_steps if step.regime == regime), key=lambda step: step.position
        )
        limit = self.limit_of(regime, received_on) if received_on else None
        if limit is None:
            return tuple(rows)
        return tuple(
            replace(step, working_days=days, mark=limit.mark, instrument=limit.instrument)
            for step, days in zip(rows, limit.step_days, strict=True)
        )

    @staticmethod
    def _limited(regime: ProcedureRegime, limit: RegimeLimit) -> ProcedureRegime:
        return replace(
            regime,
            working_days=limit.working_days,
            posting_days=limit.posting_days,
            article=limit.article,
            mark=limit.mark,
            instrument=limit.instrument,
        )

    def _group_or_raise(self, key: str, on: date) -> Group:
        group = self.group(key, on)
        if group is None:
            raise NotInForce(f"no group {key} on {on}")
        return group

    @cached_property
    def _instruments_by_id(self) -> dict[str, Instrument]:
        return {instrument.id: instrument for instrument in self.instruments}

    @cached_property
    def _rates_of(self) -> Mapping[str, list[Rate]]:
        return _by(sorted(self.rates, key=_newness, reverse=True), lambda rate: rate.kind)

    @cached_property
    def _coefficients_of(self) -> Mapping[str, list[Coefficient]]:
        return _by(sorted(self.coefficients, key=_newness, reverse=True), lambda row: row.group)

    @cached_property
    def _benefits_of(self) -> Mapping[str, list[Benefit]]:
        return _by(sorted(self.benefits, key=_newness, reverse=True), lambda row: row.key)

    @cached_property
    def _groups_of(self) -> Mapping[str, list[Group]]:
        return _by(self.groups, lambda group: group.key)


def read_law(folder: Path) -> Law:
    """Read every instrument of a folder. TypeError or ValueError names a field or word not known here."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            tables = tomllib.load(file)
        instrument = _row(Instrument, tables.pop("instrument"), {})
        rows["instrument"].append(instrument)
        for name, entries in tables.items():
            rows[name] += [_row(_TABLES[name], entry, {"instrument": instrument.id}) for entry in entries]
    return Law(
        instruments=tuple(sorted(rows["instrument"], key=lambda row: (row.in_force_on, row.id))),
        rates=tuple(rows["rate"]),
        groups=tuple(sorted(rows["group"], key=lambda row: row.programme)),
        coefficients=tuple(rows["coefficient"]),
        regimes=tuple(sorted(rows["regime"], key=lambda row: row.received_from)),
        regime_steps=tuple(rows["regime_step"]),
        benefits=tuple(rows["benefit"]),
        grounds=tuple(rows["ground"]),
        carer_rules=tuple(rows["carer_condition"]),
    )


@lru_cache(maxsize=1)
def packaged_law() -> Law:
    """The national law shipped with the product."""
    return read_law(LAW_FOLDER)


_TABLES: dict[str, type] = {
    "rate": Rate,
    "group": Group,
    "coefficient": Coefficient,
    "benefit": Benefit,
    "ground": Ground,
    "carer_condition": CarerRule,
    "regime": ProcedureRegime,
    "regime_step": RegimeStep,
}
_READERS: dict[str, Any] = {
    "kind": RateKind,
    "rate_kind": RateKind,
    "value": Decimal,
    "measure": Measure,
    "mark": Mark,
    "programme": Programme,
    "slot": Slot,
    "starts_from": StartsFrom,
    "turn": Turn,
    "regime": Regime,
    "decided_by": DecidedBy,
    "carer_of": CarerOf,
    "condition": CarerCondition,
}
_KEYS: dict[type, Any] = {ProcedureRegime: Regime, Benefit: BenefitKey}


def _row(kind: type, entry: Mapping[str, Any], extra: Mapping[str, Any]) -> Any:
    values = {**entry, **extra}
    if kind in _KEYS:
        values["key"] = _KEYS[kind](values["key"])
    known = {item.name for item in fields(kind)}
    for name, value in values.items():
        if name not in known:
            raise TypeError(f"{kind.__name__} has no field {name!r}")
        if name in _READERS:
            values[name] = _READERS[name](value)
        elif isinstance(value, list):
            values[name] = tuple(value)
    return kind(**values)


def _by(rows: Iterable[Any], key: Any) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _applies(row: Rate | Coefficient | Benefit, month: date, known_on: date) -> bool:
    begun = row.valid_from <= month and row.known_from <= known_on
    if row.withdrawn_from is not None and row.withdrawn_from <= known_on:
        return False
    return begun and (row.valid_to is None or month <= row.valid_to)


def _newness(row: Rate | Coefficient | Benefit) -> tuple[date, date]:
    return row.valid_from, row.known_from
