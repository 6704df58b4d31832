"""Treatment and transport in emergency protection: Circular 02/2021, Article 3; Decree 335/2026, Article 16.

The law of the first day of the protection counts. Food money: `emergency.py`.
"""

from __future__ import annotations

from datetime import date

from policy.enums import BenefitKey, ProtectionKind, TransportMeans
from policy.law import Benefit, Law
from policy.reasons import Finding
from policy.rules.shares import Share, Support, condition, highest, priced, undated
from policy.support_facts import TransportFacts, TreatmentFacts
from policy.support_reasons import SupportReason


def treatment_due(*, facts: TreatmentFacts, known_on: date, law: Law) -> Share:
    """Treatment of someone without a card, at what health insurance would pay. Raises ValueError below 0."""
    _require_not_negative(facts.insurance_would_pay)
    key = BenefitKey.PROTECTION_TREATMENT
    if facts.started_on is None:
        return undated([key], "started_on")[0]
    row = _row(key, facts.started_on, known_on, law)
    card = None if facts.has_health_card is None else not facts.has_health_card
    conditions = (
        _needed(facts.kind),
        condition(SupportReason.NO_HEALTH_CARD, card, "has_health_card"),
        _priced(SupportReason.INSURANCE_LEVEL, facts.insurance_would_pay, "insurance_would_pay"),
    )
    return priced(
        Share(key, conditions if row else ()),
        row,
        on=facts.started_on,
        known_on=known_on,
        law=law,
        cost=facts.insurance_would_pay,
    )


def transport_due(*, facts: TransportFacts, known_on: date, law: Law) -> Support:
    """The way home or to a facility: the public fare, 0,2 litres of petrol a km, or the hire agreed.

    Raises ValueError for a price or distance below 0.
    """
    _require_not_negative(facts.fare, facts.kilometres, facts.petrol_price)
    if facts.started_on is None:
        return Support(open=undated(_MEANS, "started_on"))
    return highest(_transport(key, facts, facts.started_on, known_on, law) for key in _MEANS)


def _transport(key: BenefitKey, facts: TransportFacts, on: date, known_on: date, law: Law) -> Share:
    row = _row(key, on, known_on, law)
    known = None if facts.transport is None else facts.transport == _MEANS[key]
    conditions: tuple[Finding, ...] = (
        _needed(facts.kind),
        condition(SupportReason.TRANSPORT_MEANS, known, "transport", fact=str(facts.transport or "")),
    )
    if key == BenefitKey.TRANSPORT_OFFICE:
        units, cost = facts.kilometres or 0, facts.petrol_price
        conditions += (
            _priced(SupportReason.DISTANCE_KNOWN, facts.kilometres, "kilometres"),
            _priced(SupportReason.PETROL_PRICE_KNOWN, facts.petrol_price, "petrol_price"),
        )
    else:
        units, cost = 1, facts.fare
        conditions += (_priced(SupportReason.FARE_KNOWN, facts.fare, "fare"),)
    share = Share(key, conditions if row else ())
    return priced(share, row, on=on, known_on=known_on, law=law, units=units, cost=cost)


_MEANS = {
    BenefitKey.TRANSPORT_PUBLIC: TransportMeans.PUBLIC,
    BenefitKey.TRANSPORT_OFFICE: TransportMeans.OFFICE,
    BenefitKey.TRANSPORT_HIRED: TransportMeans.HIRED,
}


def _needed(kind: ProtectionKind | None) -> Finding:
    known = None if kind is None else kind != ProtectionKind.NONE
    return condition(SupportReason.NEEDS_PROTECTION, known, "kind", fact=str(kind or ""))


def _priced(reason: SupportReason, value: int | None, field: str) -> Finding:
    return condition(reason, None if value is None else value > 0, field)


def _require_not_negative(*values: int | None) -> None:
    if min(value or 0 for value in values) < 0:
        raise ValueError("prices and distances are not negative")


def _row(key: BenefitKey, on: date, known_on: date, law: Law) -> Benefit | None:
    return next(iter(law.benefits_of(key, on, known_on)), None)
