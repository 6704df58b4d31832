"""Support for carers in the community: Article 20 of Decree 20/2021, Article 17 of Decree 335/2026."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from policy.enums import CLAUSE_1, BenefitKey, CareArrangement, GroupKey, MaritalState, Outcome, Sex
from policy.facts import Child, Facts
from policy.law import Law
from policy.months import first_of, last_day_of, require_month
from policy.reasons import Finding, Reason
from policy.rules.amounts import band_for
from policy.rules.groups import GroupAssessment, assess
from policy.rules.shares import Share, Support, condition, either, highest, priced
from policy.support_facts import CareFacts
from policy.support_reasons import SupportReason

TODDLER_YEARS = 3  # under 36 months
_SEVERE = (GroupKey.DISABILITY_EXTREME, GroupKey.DISABILITY_SEVERE)


def care_support_due(
    *,
    person: Facts,
    care: CareFacts,
    month: date,
    known_on: date,
    law: Law,
    province: str | None = None,
    granted: Collection[str] = (),
) -> Support:
    """What carers are paid for one person in a month, on top of that person's own allowance.

    Of the lines for looking after the person the highest only, since no text adds them up; likewise of
    those for a disabled person who is pregnant or raises small children, one share per couple. The two run
    side by side. `granted` names the groups the person has by decision; other groups are judged from the
    facts.
    """
    require_month(month)
    on = min(last_day_of(month), known_on)
    groups = {item.group: item for item in assess(person, on, law, province)}

    def share(key: BenefitKey, members: Iterable[str], *conditions: Finding) -> Share:
        rows = law.benefits_of(key, month, known_on)
        row, age = band_for(rows, person.born, month) if rows else (None, ())
        findings = (*_in_group(members, groups, granted), *conditions, *_alive(person, care, month), *age)
        found = Share(key, findings if rows else ())
        return priced(found, row, on=month, known_on=known_on, law=law, province=province)

    taken_in = _arranged(SupportReason.TAKEN_IN_BY_CARER, care, CareArrangement.TAKEN_IN)
    at_home = _arranged(SupportReason.CARED_FOR_AT_HOME, care, CareArrangement.OWN_HOUSEHOLD)
    extreme = (GroupKey.DISABILITY_EXTREME,)
    looking_after = highest(
        [
            share(BenefitKey.CARE_CHILD, CLAUSE_1, taken_in),
            share(BenefitKey.CARE_ELDERLY, (GroupKey.ELDERLY_FACILITY_ELIGIBLE,), taken_in),
            share(BenefitKey.CARE_EXTREME_TAKEN_IN, extreme, taken_in),
            share(BenefitKey.CARE_EXTREME_AT_HOME, extreme, at_home),
        ]
    )
    one, two = _small_children(person, care, month)
    couple = _one_share(person, care)
    small_children = highest(
        [
            share(BenefitKey.CARE_ONE_EXPECTED_OR_CHILD, _SEVERE, *one, couple),
            share(BenefitKey.CARE_TWO_EXPECTED_OR_CHILDREN, _SEVERE, *two, couple),
        ]
    )
    return looking_after.joined(small_children)


def _in_group(
    members: Iterable[str], groups: dict[str, GroupAssessment], granted: Collection[str]
) -> tuple[Finding, ...]:
    """Whether the person is in one of some groups: one finding, or one per fact that would tell."""
    found = [groups[key] for key in members if key in groups]
    held = [key for key in members if key in granted] or [item.group for item in found if item.fits]
    reason = SupportReason.CARED_PERSON_IN_GROUP
    if held:
        return (Finding(reason, Outcome.MET, fact=",".join(held)),)
    needs = dict.fromkeys(field for item in found if item.fits is None for field in item.needs)
    if needs:
        return tuple(Finding(reason, Outcome.UNKNOWN, field=field) for field in needs)
    return (Finding(reason, Outcome.UNMET),)


def _arranged(reason: SupportReason, care: CareFacts, wanted: CareArrangement) -> Finding:
    known = None if care.arrangement is None else care.arrangement == wanted
    return condition(reason, known, "arrangement", fact=str(care.arrangement or ""))


def _alive(person: Facts, care: CareFacts, month: date) -> tuple[Finding, ...]:
    findings: tuple[Finding, ...] = ()
    if person.died_on and month > first_of(person.died_on):
        findings += (condition(Reason.NOT_AFTER_DEATH, False, "died_on", fact=f"{person.died_on:%d/%m/%Y}"),)
    if care.carer_died_on and month > first_of(care.carer_died_on):
        fact = f"{care.carer_died_on:%d/%m/%Y}"
        findings += (condition(SupportReason.CARER_ALIVE, False, "carer_died_on", fact=fact),)
    return findings


def _one_share(person: Facts, care: CareFacts) -> Finding:
    alone = person.marital_state is not None and person.marital_state != MaritalState.MARRIED
    has = False if alone else care.spouse_has_share
    known = None if has is None else not has
    return condition(SupportReason.ONE_SHARE_PER_COUPLE, known, "spouse_has_share")


def _small_children(
    person: Facts, care: CareFacts, month: date
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Pregnant or raising one, and pregnant and raising one or raising two: each with the facts it needs."""
    pregnant = False if person.sex == Sex.MALE else care.pregnant
    sure, most = _toddlers(person.children, month)

    def raises(count: int) -> bool | None:
        return True if sure >= count else None if most is None or most >= count else False

    one = either(pregnant, raises(1))
    both = False if False in (pregnant, raises(1)) else None if None in (pregnant, raises(1)) else True
    two = either(both, raises(2))
    fields = [
        name
        for name, missing in (("pregnant", pregnant is None), ("children", most is None or most > sure))
        if missing
    ]
    return (
        _about(SupportReason.EXPECTS_OR_RAISES_ONE, one, fields),
        _about(SupportReason.EXPECTS_OR_RAISES_TWO, two, fields),
    )


def _about(reason: SupportReason, known: bool | None, fields: list[str]) -> tuple[Finding, ...]:
    return tuple(condition(reason, known, field) for field in (fields if known is None else ["children"]))


def _toddlers(children: tuple[Child, ...] | None, month: date) -> tuple[int, int | None]:
    """Children surely under 36 months in a month, and how many at most; None when there may be any number.

    The month of the third birthday is still paid.
    """
    if children is None:
        return 0, None
    states = [_is_toddler(child, month) for child in children]
    return states.count(True), len(states) - states.count(False)


def _is_toddler(child: Child, month: date) -> bool | None:
    if child.born is None:
        return None
    fits = {
        first_of(day) <= month <= date(day.year + TODDLER_YEARS, day.month, 1)
        for day in (child.born.earliest, child.born.latest)
    }
    return fits.pop() if len(fits) == 1 else None
