"""Emergency assistance in money and in kind: Articles 12 to 16 of Decrees 20/2021 and 335/2026.

The law of the day of the event counts, at the base of its month. The amounts are the least the law allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from policy.enums import BenefitKey, HouseDamage, HungerCause, PovertyStatus, ProtectionKind
from policy.law import Benefit, Law
from policy.months import add_months, last_day_of
from policy.reasons import Finding
from policy.rules.shares import Share, Support, condition, either, highest, priced, undated
from policy.support_facts import EssentialsFacts, HouseFacts, HungerFacts, InjuryFacts, ProtectionFacts
from policy.support_reasons import SupportReason


def rice_due(*, facts: HungerFacts, known_on: date, law: Law) -> Share:
    """Rice in kg for a household short of food, in one spell; what exceeds the months of the law is left out.

    Raises ValueError for a negative number.
    """
    if min(facts.people or 0, facts.months or 0) < 0:
        raise ValueError("people and months are not negative")
    key = BenefitKey.RICE_NEW_YEAR if facts.cause == HungerCause.NEW_YEAR else BenefitKey.RICE_HUNGER
    if facts.happened_on is None:
        return undated([key], "happened_on")[0]
    row = _row(key, facts.happened_on, known_on, law)
    if row is None or row.months_at_most is None:
        return priced(Share(key), None, on=facts.happened_on, known_on=known_on, law=law)
    named = None if facts.cause is None else facts.cause != HungerCause.OTHER
    limit = row.months_at_most
    findings = (
        condition(SupportReason.SHORT_OF_FOOD, facts.short_of_food, "short_of_food"),
        condition(SupportReason.HUNGER_CAUSE, named, "cause", fact=str(facts.cause or "")),
        _counted(SupportReason.PEOPLE_COUNTED, facts.people, "people"),
        condition(
            SupportReason.MONTHS_AT_MOST,
            None if facts.months is None else facts.months <= limit,
            "months",
            number=limit,
        ),
    )
    months = min(1 if facts.months is None else facts.months, limit)
    return priced(
        Share(key, findings),
        row,
        on=facts.happened_on,
        known_on=known_on,
        law=law,
        units=(facts.people or 0) * months,
    )


def essentials_due(*, facts: EssentialsFacts, known_on: date, law: Law) -> Share:
    """Tents, water, food, blankets and the like, in kind and without a figure. Article 12(2)."""
    key = BenefitKey.ESSENTIALS
    if facts.happened_on is None:
        return undated([key], "happened_on")[0]
    row = _row(key, facts.happened_on, known_on, law)
    conditions = (
        condition(SupportReason.EMERGENCY_CAUSE, facts.emergency_cause, "emergency_cause"),
        condition(SupportReason.LOST_HOME, facts.lost_home, "lost_home"),
        condition(SupportReason.CANNOT_PROVIDE, facts.cannot_provide, "cannot_provide"),
    )
    share = Share(key, conditions if row else ())
    return priced(share, row, on=facts.happened_on, known_on=known_on, law=law)


def injury_due(*, facts: InjuryFacts, known_on: date, law: Law, province: str | None = None) -> Share:
    """Support for someone seriously injured. Article 13."""
    key = BenefitKey.INJURY
    if facts.happened_on is None:
        return undated([key], "happened_on")[0]
    row = _row(key, facts.happened_on, known_on, law)
    findings: tuple[Finding, ...] = (
        condition(SupportReason.EMERGENCY_CAUSE, facts.emergency_cause, "emergency_cause"),
        condition(SupportReason.SERIOUSLY_INJURED, facts.seriously_injured, "seriously_injured"),
    )
    if row and row.days_at_least:
        days = facts.treated_days
        long_enough = None if days is None else days >= row.days_at_least
        findings += (
            condition(SupportReason.TREATED_DAYS, long_enough, "treated_days", number=row.days_at_least),
        )
    return priced(
        Share(key, findings if row else ()),
        row,
        on=facts.happened_on,
        known_on=known_on,
        law=law,
        province=province,
    )


def house_support_due(*, facts: HouseFacts, known_on: date, law: Law) -> Support:
    """Support to build, move or repair a house; one per household. Article 15."""
    if facts.happened_on is None:
        return Support(open=undated(_HOUSES, "happened_on"))
    shares = []
    for key, damage in _HOUSES.items():
        row = _row(key, facts.happened_on, known_on, law)
        share = Share(key, tuple(_house_conditions(facts, damage)) if row else ())
        shares.append(priced(share, row, on=facts.happened_on, known_on=known_on, law=law))
    return highest(shares)


def protection_food_due(*, facts: ProtectionFacts, known_on: date, law: Law) -> Support:
    """Food money per day in emergency protection, at the amount of each day, three months at most.

    Counted to the last day, or to `known_on` while the protection goes on. Article 18(3) of Decree 20/2021;
    Article 16 of Decree 335/2026.
    """
    key = BenefitKey.PROTECTION_FOOD
    if facts.started_on is None:
        return Support(open=undated([key], "started_on"))
    named = None if facts.kind is None else facts.kind != ProtectionKind.NONE
    need = condition(SupportReason.NEEDS_PROTECTION, named, "kind", fact=str(facts.kind or ""))
    last = known_on if facts.ended_on is None else facts.ended_on
    days: dict[Benefit | None, int] = {}
    findings: tuple[Finding, ...] = ()
    for offset in range((last - facts.started_on).days + 1):
        day = facts.started_on + timedelta(days=offset)
        row = _row(key, day, known_on, law)
        if row and row.months_at_most and day >= _months_after(facts.started_on, row.months_at_most):
            findings = (
                condition(SupportReason.MONTHS_AT_MOST, False, "ended_on", number=row.months_at_most),
            )
            break
        days[row] = days.get(row, 0) + 1
    shares = [
        priced(Share(key, (need,) if row else ()), row, on=last, known_on=known_on, law=law, units=count)
        for row, count in days.items()
    ] or [Share(key, (need, condition(SupportReason.DAYS_COUNTED, False, "ended_on")))]
    return Support(
        tuple(share for share in shares if share.fits),
        tuple(share for share in shares if share.fits is False),
        tuple(share for share in shares if share.fits is None),
        findings,
    )


_HOUSES = {
    BenefitKey.HOUSE_REBUILT: HouseDamage.DESTROYED,
    BenefitKey.HOUSE_MOVED: HouseDamage.AT_RISK,
    BenefitKey.HOUSE_REPAIRED: HouseDamage.BADLY_DAMAGED,
}


def _house_conditions(facts: HouseFacts, damage: HouseDamage) -> Iterable[Finding]:
    known = None if facts.damage is None else facts.damage == damage
    yield condition(SupportReason.HOUSE_DAMAGE, known, "damage", fact=str(facts.damage or ""))
    yield condition(SupportReason.EMERGENCY_CAUSE, facts.emergency_cause, "emergency_cause")
    if damage == HouseDamage.AT_RISK:
        yield condition(SupportReason.MOVED_BY_ORDER, facts.moved_by_order, "moved_by_order")
        return
    yield condition(SupportReason.CANNOT_LIVE_IN_HOUSE, facts.cannot_live_there, "cannot_live_there")
    poor = None if facts.poverty is None else facts.poverty != PovertyStatus.NOT_POOR
    hard = either(poor, facts.in_hardship)
    missing = "poverty" if facts.poverty is None else "in_hardship"
    yield condition(SupportReason.POOR_OR_IN_HARDSHIP, hard, missing)
    if hard is None and facts.poverty is None and facts.in_hardship is None:
        yield condition(SupportReason.POOR_OR_IN_HARDSHIP, None, "in_hardship")


def _counted(reason: SupportReason, number: int | None, field: str) -> Finding:
    return condition(reason, None if number is None else number > 0, field, number=number)


def _row(key: BenefitKey, on: date, known_on: date, law: Law) -> Benefit | None:
    return next(iter(law.benefits_of(key, on, known_on)), None)


def _months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    month = add_months(day, months)
    return month.replace(day=min(day.day, last_day_of(month).day))
