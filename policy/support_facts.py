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
    StudyStatus,
    TransportMeans,
    VisitLevel,
    Visitor,
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
class EssentialsFacts:
    """Someone who lost the home in a disaster and has nothing to live on for now."""

    happened_on: date | None = None
    emergency_cause: bool | None = None
    lost_home: bool | None = None
    cannot_provide: bool | None = None


@dataclass(frozen=True)
class TreatmentFacts:
    """Treatment of someone in emergency protection; the sum is what health insurance would pay, in đồng."""

    started_on: date | None = None
    kind: ProtectionKind | None = None
    has_health_card: bool | None = None
    insurance_would_pay: int | None = None


@dataclass(frozen=True)
class TransportFacts:
    """Taking someone in emergency protection home or to a facility; prices in đồng, petrol per litre."""

    started_on: date | None = None
    kind: ProtectionKind | None = None
    transport: TransportMeans | None = None
    fare: int | None = None
    kilometres: int | None = None
    petrol_price: int | None = None


@dataclass(frozen=True)
class FacilityFacts:
    """Someone in a social-assistance facility in a month."""

    admitted_as: Admission | None = None
    born: PartialDate | None = None
    died_on: date | None = None
    admitted_on: date | None = None
    stays_as_adult: bool | None = None
    study_status: StudyStatus | None = None
    study_ended_on: date | None = None
    self_reliant: bool | None = None


@dataclass(frozen=True)
class VisitFacts:
    """A visit by leaders: who comes, and at which of the three levels."""

    happened_on: date | None = None
    visitor: Visitor | None = None
    level: VisitLevel | None = None


@dataclass(frozen=True)
class CarerFacts:
    """What the office knows about somebody who takes a person in."""

    capacity: bool | None = None
    voluntary: bool | None = None
    home: bool | None = None
    economic_means: bool | None = None
    health: bool | None = None
    lives_with_spouse: bool | None = None
    spouse_capacity: bool | None = None
    spouse_voluntary: bool | None = None
    spouse_health: bool | None = None
    ill_treated: bool | None = None
    profiteered: bool | None = None
    no_longer_able: bool | None = None
    violated_rights: bool | None = None
    sanctioned: bool | None = None
    close_kin_of_clause_1: bool | None = None
