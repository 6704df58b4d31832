"""Living in a social-assistance facility: the nurturing allowance and what it replaces. Article 25."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from policy.enums import Admission, BenefitKey, Outcome, Programme, StudyStatus
from policy.law import Law
from policy.months import add_months, first_of, require_month
from policy.reasons import Finding, Reason
from policy.rules.amounts import band_for
from policy.rules.groups import GroupAssessment
from policy.rules.highest import Choice, SetAside, entitlements_due
from policy.rules.shares import Share, Support, condition, highest, priced
from policy.support_facts import FacilityFacts
from policy.support_reasons import SupportReason

ADULT_YEARS = 16
_REFUSED = (Admission.VOLUNTARY, Admission.NOT_ADMITTED)
# Article 26(5) helps those of Article 24(1) and (3) on their way out, not those of emergency protection.
_HELPED_OUT = (Admission.HARDSHIP, Admission.SANCTION)
_STUDYING = (StudyStatus.STUDYING, StudyStatus.PAUSED)

_CEILINGS = (
    BenefitKey.FACILITY_EFFECTS,
    BenefitKey.FACILITY_MEDICINE,
    BenefitKey.FACILITY_UTILITIES,
    BenefitKey.FACILITY_EQUIPMENT_PERSON,
    BenefitKey.FACILITY_EQUIPMENT,
)


@dataclass(frozen=True)
class CommunityChoice:
    """What is paid in the community beside a facility; `needs` names what would settle it."""

    choice: Choice
    finding: Finding
    needs: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        return self.finding.outcome != Outcome.UNKNOWN


def facility_nurturing_due(
    *, facts: FacilityFacts, month: date, known_on: date, law: Law, province: str | None = None
) -> Share:
    """The nurturing allowance of a month, by age; not for those who came by contract. Articles 24 and 25."""
    require_month(month)
    key = BenefitKey.FACILITY_NURTURING
    rows = law.benefits_of(key, month, known_on)
    if not rows:
        return priced(Share(key), None, on=month, known_on=known_on, law=law)
    row, age = band_for(rows, facts.born, month)
    findings = (_admitted(facts), *age, *_alive(facts, month))
    return priced(Share(key, findings), row, on=month, known_on=known_on, law=law, province=province)


def facility_due(
    *, facts: FacilityFacts, month: date, known_on: date, law: Law, province: str | None = None
) -> Support:
    """What a facility has for a person in a month, with what changes for those who came as children.

    Under 16, or come as an adult: the nurturing allowance. Who came as a child has it from the month after
    the 16th birthday while studying, and by Decree 20/2021 for 24 months after that when not yet living on
    own means. Articles 25 and 26 of Decree 20/2021, Article 23 of Decree 335/2026.
    """
    nurturing = facility_nurturing_due(
        facts=facts, month=month, known_on=known_on, law=law, province=province
    )
    if facts.born is None or not _past_16(facts.born.earliest, month):
        return highest([nurturing])
    grown_up = _came_as_adult(facts)
    if not _past_16(facts.born.latest, month) and grown_up is not True:
        # Under 16 as far as is proven: nothing changes until a paper proves the birthday.
        return highest([nurturing])
    if grown_up is None:
        unknown = condition(SupportReason.CAME_AS_ADULT, None, "admitted_on")
        unknown = replace(unknown, article=nurturing.article)
        return highest([replace(nurturing, findings=(*nurturing.findings, unknown))])
    if grown_up:
        return highest([nurturing])
    return highest(
        _after_16(key, facts, month, known_on, law, province)
        for key in (BenefitKey.FACILITY_STUDYING, BenefitKey.FACILITY_LEAVING)
    )


def _after_16(
    key: BenefitKey, facts: FacilityFacts, month: date, known_on: date, law: Law, province: str | None
) -> Share:
    rows = law.benefits_of(key, month, known_on)
    row, age = band_for(rows, facts.born, month) if rows else (None, ())
    studying = None if facts.study_status is None else facts.study_status in _STUDYING
    findings = (_admitted(facts), *age, *_alive(facts, month))
    if key == BenefitKey.FACILITY_STUDYING:
        findings += (condition(SupportReason.STUDYING_AFTER_16, studying, "study_status"),)
    else:
        left = None if studying is None else not studying
        helped = None if facts.admitted_as is None else facts.admitted_as in _HELPED_OUT
        still = None if facts.self_reliant is None else not facts.self_reliant
        limit = row.months_at_most if row else None
        ended, soon = facts.study_ended_on, None
        if ended is not None and limit is not None:
            soon = month <= add_months(first_of(ended), limit)
        findings += (
            condition(SupportReason.LEFT_SCHOOL, left, "study_status"),
            condition(SupportReason.ADMITTED, helped, "admitted_as", fact=str(facts.admitted_as or "")),
            condition(SupportReason.NOT_YET_SELF_RELIANT, still, "self_reliant"),
            condition(SupportReason.MONTHS_SINCE_SCHOOL, soon, "study_ended_on", number=limit),
        )
    share = Share(key, findings if rows else ())
    return priced(share, row, on=month, known_on=known_on, law=law, province=province)


def _admitted(facts: FacilityFacts) -> Finding:
    known = None if facts.admitted_as is None else facts.admitted_as not in _REFUSED
    return condition(SupportReason.ADMITTED, known, "admitted_as", fact=str(facts.admitted_as or ""))


def _alive(facts: FacilityFacts, month: date) -> tuple[Finding, ...]:
    if facts.died_on is None or month <= first_of(facts.died_on):
        return ()
    return (condition(Reason.NOT_AFTER_DEATH, False, "died_on", fact=f"{facts.died_on:%d/%m/%Y}"),)


def _past_16(born_on: date, month: date) -> bool:
    """Whether a month lies after that of the 16th birthday, which still counts as a child's."""
    return month > date(born_on.year + ADULT_YEARS, born_on.month, 1)


def _came_as_adult(facts: FacilityFacts) -> bool | None:
    if facts.stays_as_adult:
        return True
    if facts.admitted_on is None or facts.born is None:
        return None
    answers = {age >= ADULT_YEARS for age in facts.born.age_range(facts.admitted_on)}
    return answers.pop() if len(answers) == 1 else None


def facility_meal_ceiling(*, cost: int | None, on: date, known_on: date, law: Law) -> Share:
    """What a meal may cost at most on holidays and for the sick, from an ordinary one. Raises ValueError."""
    if cost is not None and cost < 0:
        raise ValueError("a meal costs nothing or more")
    key = BenefitKey.FACILITY_MEALS
    row = next(iter(law.benefits_of(key, on, known_on)), None)
    known = condition(SupportReason.MEAL_COST, None if cost is None else cost > 0, "meal_cost")
    share = Share(key, (known,) if row else ())
    return priced(share, row, on=on, known_on=known_on, law=law, cost=cost)


def facility_ceilings(
    *, on: date, known_on: date, law: Law, province: str | None = None
) -> tuple[Share, ...]:
    """What a facility may spend at most in a year, per person but for the last; new in Decree 335/2026."""
    return tuple(
        priced(Share(key), row, on=on, known_on=known_on, law=law, province=province)
        for key in _CEILINGS
        for row in law.benefits_of(key, on, known_on)[:1]
    )


def community_beside_facility(nurturing: Share, assessments: Iterable[GroupAssessment]) -> CommunityChoice:
    """Monthly assistance gives way to the nurturing allowance. Article 25(5) of Decree 20/2021.

    The text names monthly assistance only, so the social pension is left as it is. While it cannot be told
    whether there is a nurturing allowance, the choice is the one without it and `needs` says what is missing.
    """
    items = list(assessments)
    reason, article = SupportReason.FACILITY_INSTEAD, nurturing.article
    if nurturing.fits is None:
        unknown = Finding(reason, Outcome.UNKNOWN, article)
        return CommunityChoice(entitlements_due(items), unknown, nurturing.needs)
    if nurturing.fits is False:
        return CommunityChoice(entitlements_due(items), Finding(reason, Outcome.MET, article))
    instead = Finding(reason, Outcome.UNMET, article)
    assistance = [item for item in items if item.programme == Programme.MONTHLY_ASSISTANCE]
    rest = entitlements_due(item for item in items if item.programme != Programme.MONTHLY_ASSISTANCE)
    aside = tuple(SetAside(item, instead) for item in assistance if item.fits and item.amount)
    return CommunityChoice(Choice(rest.chosen, rest.reasons, rest.set_aside + aside), instead)
