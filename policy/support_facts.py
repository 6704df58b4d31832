"""What the office knows for supports beside the monthly allowances; None means not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy.enums import (
    Admission,
    CareArrangement,
    HouseDamage,
    HungerCause,
    PovertyStatus,
    ProtectionKind,
)
from policy.facts import PartialDate


@dataclass(frozen=True)
class CareFacts:
    """How someone is cared for in a month, beside that person's own facts."""

    arrangement: CareArrangement | None = None
    pregnant: bool | None = None
    spouse_has_share: bool | None = None
    carer_died_on: date | None = None


@dataclass(frozen=True)
class FuneralFacts:
    """What a funeral support turns on; `died_on` is also the day someone went missing in a disaster."""

    died_on: date | None = None
    born: PartialDate | None = None
    on_monthly_assistance: bool | None = None
    applied_and_qualified: bool | None = None
    child_of_single_parent: bool | None = None
    on_survivor_allowance: bool | None = None
    on_other_allowance: bool | None = None
    on_social_pension: bool | None = None
    poverty: PovertyStatus | None = None
    died_in_emergency: bool | None = None
    buried_by_others: bool | None = None
    actual_cost: int | None = None
    lived_in_facility: bool | None = None
    other_funeral_support: int | None = None


@dataclass(frozen=True)
class HungerFacts:
    """A household short of food, in one spell."""

    happened_on: date | None = None
    short_of_food: bool | None = None
    cause: HungerCause | None = None
    people: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class InjuryFacts:
    """A person injured in a disaster or serious accident."""

    happened_on: date | None = None
    emergency_cause: bool | None = None
    seriously_injured: bool | None = None
    treated_days: int | None = None


@dataclass(frozen=True)
class HouseFacts:
    """A house hit or threatened by a disaster."""

    happened_on: date | None = None
    emergency_cause: bool | None = None
    damage: HouseDamage | None = None
    cannot_live_there: bool | None = None
    poverty: PovertyStatus | None = None
    in_hardship: bool | None = None
    moved_by_order: bool | None = None


@dataclass(frozen=True)
class ProtectionFacts:
    """Someone in emergency protection with a carer, both days included."""

    kind: ProtectionKind | None = None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class FacilityFacts:
    """Someone in a social-assistance facility in a month."""

    admitted_as: Admission | None = None
    born: PartialDate | None = None
    died_on: date | None = None
