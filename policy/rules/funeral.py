"""Funeral support: Articles 11, 14 and 25 of Decree 20/2021, Articles 11 to 13 and 31 of Decree 335/2026."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from policy.enums import BenefitKey, Outcome, Payee, PovertyStatus
from policy.law import Benefit, Law
from policy.reasons import Finding, Reason
from policy.rules.shares import Share, Support, condition, either, highest, priced, undated
from policy.support_facts import FuneralFacts
from policy.support_reasons import SupportReason


def funeral_support_due(
    *, facts: FuneralFacts, known_on: date, law: Law, province: str | None = None
) -> Support:
    """The highest funeral support a death gives, by the law and the base of the day of death.

    What other texts give counts too: the highest only. The amounts are the least the law allows.
    """
    if facts.died_on is None:
        return Support(open=undated(_GROUNDS, "died_on"))
    on = facts.died_on
    shares = []
    for key, judge in _GROUNDS.items():
        row = next(iter(law.benefits_of(key, on, known_on)), None)
        if row is not None:
            share = Share(key, tuple(judge(facts, row, on)))
            shares.append(priced(share, row, on=on, known_on=known_on, law=law, province=province))
    if not shares:
        return Support(findings=(Finding(SupportReason.IN_FORCE, Outcome.UNMET, field="died_on"),))
    shares = [_with_cost(share, facts.actual_cost) for share in shares]
    return _beside_others(highest(shares), facts.other_funeral_support)


def payee_of(share: Share) -> Payee:
    """Who is paid: whoever buries, never the dead person's account; after a disaster the household."""
    return Payee.HOUSEHOLD if share.benefit == BenefitKey.FUNERAL_EMERGENCY else Payee.ORGANISER


def _with_cost(share: Share, cost: int | None) -> Share:
    """Burying someone nobody claims is refunded at cost when that is more than the least amount."""
    if share.benefit != BenefitKey.FUNERAL_UNCLAIMED or share.fits is False:
        return share
    known = condition(SupportReason.ACTUAL_COST, None if cost is None else True, "actual_cost")
    known = replace(known, article=share.article)
    return replace(share, worth=max(share.worth, cost or 0), findings=(*share.findings, known))


def _beside_others(support: Support, other: int | None) -> Support:
    if not support.chosen and not support.open:
        return support
    if other is None:
        unknown = condition(SupportReason.NO_HIGHER_FUNERAL_SUPPORT, None, "other_funeral_support")
        article = (*support.chosen, *support.open)[0].article
        return replace(support, findings=(replace(unknown, article=article),))

    found = (*support.chosen, *support.open)
    lower = tuple(share for share in found if share.worth < other)
    # A cost not yet known may still come to more.
    waiting = tuple(share for share in lower if "actual_cost" in share.needs)
    refused = tuple(
        share.refused(SupportReason.NO_HIGHER_FUNERAL_SUPPORT) for share in lower if share not in waiting
    )
    return Support(
        tuple(share for share in support.chosen if share not in lower),
        support.not_given + refused,
        tuple(share for share in support.open if share not in lower) + waiting,
    )


Judge = Callable[[FuneralFacts, Benefit, date], Iterable[Finding]]


def _flag(reason: SupportReason, field: str) -> Judge:
    """A ground that is one fact."""

    def judge(facts: FuneralFacts, row: Benefit, on: date) -> Iterable[Finding]:
        yield condition(reason, getattr(facts, field), field)

    return judge


def _survivor(facts: FuneralFacts, row: Benefit, on: date) -> Iterable[Finding]:
    yield from _age(facts, row, on)
    known = either(facts.on_survivor_allowance, facts.on_other_allowance)
    missing = "on_other_allowance" if facts.on_survivor_allowance is False else "on_survivor_allowance"
    yield condition(SupportReason.ON_SURVIVOR_OR_OTHER, known, missing)
    if known is None and facts.on_survivor_allowance is None and facts.on_other_allowance is None:
        yield condition(SupportReason.ON_SURVIVOR_OR_OTHER, None, "on_other_allowance")


def _survivor_poor(facts: FuneralFacts, row: Benefit, on: date) -> Iterable[Finding]:
    yield from _age(facts, row, on)
    poor = None if facts.poverty is None else facts.poverty != PovertyStatus.NOT_POOR
    yield condition(Reason.POOR_OR_NEAR_POOR, poor, "poverty", fact=str(facts.poverty or ""), number=on.year)
    yield condition(SupportReason.ON_SURVIVOR, facts.on_survivor_allowance, "on_survivor_allowance")


def _emergency(facts: FuneralFacts, row: Benefit, on: date) -> Iterable[Finding]:
    yield condition(SupportReason.DIED_IN_EMERGENCY, facts.died_in_emergency, "died_in_emergency")
    household = None if facts.buried_by_others is None else not facts.buried_by_others
    yield condition(SupportReason.BURIED_BY_HOUSEHOLD, household, "buried_by_others")


def _unclaimed(facts: FuneralFacts, row: Benefit, on: date) -> Iterable[Finding]:
    yield condition(SupportReason.DIED_IN_EMERGENCY, facts.died_in_emergency, "died_in_emergency")
    yield condition(SupportReason.BURIED_BY_OTHERS, facts.buried_by_others, "buried_by_others")


def _age(facts: FuneralFacts, row: Benefit, on: date) -> Iterable[Finding]:
    """The ages of a row, on the day of death."""
    ages = facts.born.age_range(on) if facts.born else None
    for reason, limit, at_least in (
        (Reason.AGE_AT_LEAST, row.age_from, True),
        (Reason.AGE_UNDER, row.age_to, False),
    ):
        if limit is not None:
            answers = {(age >= limit) == at_least for age in ages} if ages else set()
            known = answers.pop() if len(answers) == 1 else None
            yield condition(reason, known, "born", fact=str(facts.born or ""), number=limit)


# In the order of the law.
_GROUNDS: dict[BenefitKey, Judge] = {
    BenefitKey.FUNERAL_BENEFICIARY: _flag(SupportReason.ON_MONTHLY_ASSISTANCE, "on_monthly_assistance"),
    BenefitKey.FUNERAL_APPLICANT: _flag(SupportReason.APPLIED_AND_QUALIFIED, "applied_and_qualified"),
    BenefitKey.FUNERAL_CHILD: _flag(SupportReason.CHILD_OF_SINGLE_PARENT, "child_of_single_parent"),
    BenefitKey.FUNERAL_SURVIVOR: _survivor,
    BenefitKey.FUNERAL_SURVIVOR_POOR: _survivor_poor,
    BenefitKey.FUNERAL_PENSIONER: _flag(SupportReason.ON_SOCIAL_PENSION, "on_social_pension"),
    BenefitKey.FUNERAL_EMERGENCY: _emergency,
    BenefitKey.FUNERAL_UNCLAIMED: _unclaimed,
    BenefitKey.FUNERAL_FACILITY: _flag(SupportReason.LIVED_IN_FACILITY, "lived_in_facility"),
}
