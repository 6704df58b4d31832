"""Living in a social-assistance facility: the nurturing allowance and what it replaces. Article 25."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.enums import Admission, BenefitKey, Outcome, Programme
from policy.law import Law
from policy.months import first_of, require_month
from policy.reasons import Finding, Reason
from policy.rules.amounts import band_for
from policy.rules.groups import GroupAssessment
from policy.rules.highest import Choice, SetAside, entitlements_due
from policy.rules.shares import Share, condition, priced
from policy.support_facts import FacilityFacts
from policy.support_reasons import SupportReason

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
    refused = (Admission.VOLUNTARY, Admission.NOT_ADMITTED)
    known = None if facts.admitted_as is None else facts.admitted_as not in refused
    fact = str(facts.admitted_as or "")
    findings: tuple[Finding, ...] = (condition(SupportReason.ADMITTED, known, "admitted_as", fact=fact), *age)
    if facts.died_on and month > first_of(facts.died_on):
        died = f"{facts.died_on:%d/%m/%Y}"
        findings += (condition(Reason.NOT_AFTER_DEATH, False, "died_on", fact=died),)
    return priced(Share(key, findings), row, on=month, known_on=known_on, law=law, province=province)


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
