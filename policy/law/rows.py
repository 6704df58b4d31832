"""The rows of the law: instruments, figures, groups, supports, procedures, conditions on carers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
)


@dataclass(frozen=True)
class Instrument:
    """A decree, circular or resolution."""

    id: str
    number: str
    title_vi: str
    issued_on: date
    in_force_on: date
    mark: Mark
    ended_on: date | None = None
    kind_vi: str = "Nghị định"

    @property
    def name_vi(self) -> str:
        """As cited: Nghị định 335/2026/NĐ-CP."""
        return f"{self.kind_vi} {self.number}"


@dataclass(frozen=True)
class Rate:
    """An amount in đồng a month that coefficients multiply; `province` is a two-digit code or "".

    A figure entered by mistake is withdrawn: known on `withdrawn_from` or later, it does not count.
    """

    kind: RateKind
    amount: int
    valid_from: date
    known_from: date
    article: str
    mark: Mark
    instrument: str
    valid_to: date | None = None
    province: str = ""
    withdrawn_from: date | None = None


@dataclass(frozen=True)
class Coefficient:
    """What a group's rate is multiplied by, in completed years from `age_from` to before `age_to`."""

    group: str
    value: Decimal
    valid_from: date
    known_from: date
    article: str
    mark: Mark
    instrument: str
    age_from: int | None = None
    age_to: int | None = None
    valid_to: date | None = None
    withdrawn_from: date | None = None

    def covers(self, age: int) -> bool:
        return (self.age_from is None or self.age_from <= age) and (self.age_to is None or age < self.age_to)


@dataclass(frozen=True)
class Benefit:
    """A support beside the monthly allowances: times the base, đồng or a quantity; a ceiling is a "no more".

    Monthly ones are for months from `valid_from`; the others for what happened from that day.
    """

    key: BenefitKey
    measure: Measure
    value: Decimal
    valid_from: date
    known_from: date
    article: str
    mark: Mark
    instrument: str
    age_from: int | None = None
    age_to: int | None = None
    months_at_most: int | None = None
    days_at_least: int | None = None
    ceiling: bool = False
    valid_to: date | None = None
    withdrawn_from: date | None = None

    def covers(self, age: int) -> bool:
        return (self.age_from is None or self.age_from <= age) and (self.age_to is None or age < self.age_to)


@dataclass(frozen=True)
class Group:
    """A group as one instrument defines it, with the conditions of its Article 5."""

    key: str
    programme: Programme
    slot: Slot
    rate_kind: RateKind
    name_vi: str
    code: str
    article: str
    valid_from: date
    mark: Mark
    instrument: str
    valid_to: date | None = None
    per_child: bool = False
    proposed: bool = True
    adds_to_single_parent: bool = False
    starts_from: StartsFrom = StartsFrom.SIGNATURE_MONTH
    starts_at_age: int | None = None
    age_from: int | None = None
    age_below: int | None = None
    requires: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    poverty: tuple[str, ...] = ()
    marital: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    study: tuple[str, ...] = ()
    study_unclear: tuple[str, ...] = ()
    child_study_below: int | None = None
    disability: str = ""
    parents_first: tuple[str, ...] = ()
    parents_second: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class CarerRule:
    """One thing asked of a carer; close kin taking in a child of clause 1 may be excused from it."""

    carer_of: CarerOf
    condition: CarerCondition
    article: str
    mark: Mark
    instrument: str
    valid_from: date
    valid_to: date | None = None
    kin_excused: bool = False

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class RegimeStep:
    """One step of a procedure and the working days it may take."""

    regime: Regime
    position: int
    actor: str
    name_vi: str
    working_days: int
    mark: Mark
    instrument: str


@dataclass(frozen=True)
class ProcedureRegime:
    """How files received in a period are handled."""

    key: Regime
    decided_by: DecidedBy
    working_days: int
    posting_days: int
    article: str
    mark: Mark
    instrument: str
    received_from: date
    received_to: date | None = None


@dataclass(frozen=True)
class Naming:
    """Where an instrument names a group from a day on: its code, its article and its words."""

    group: str
    code: str
    name_vi: str
    valid_from: date
    article: str
    mark: Mark
    instrument: str


@dataclass(frozen=True)
class RegimeLimit:
    """The working days of each step of a procedure, for files received from a day on."""

    regime: Regime
    step_days: tuple[int, ...]
    posting_days: int
    received_from: date
    article: str
    mark: Mark
    instrument: str

    @property
    def working_days(self) -> int:
        """The whole time limit."""
        return sum(self.step_days)
