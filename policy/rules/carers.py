"""Who may take someone in: Articles 22 and 23 of Decree 20/2021, Articles 19 and 20 of Decree 335/2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy.carer_reasons import CarerReason
from policy.enums import CarerCondition, CarerOf, Outcome
from policy.law import CarerRule, Law
from policy.reasons import Finding
from policy.rules.conditions import combine
from policy.support_facts import CarerFacts
from policy.support_reasons import SupportReason


@dataclass(frozen=True)
class CarerAssessment:
    """Whether somebody may be a carer: True, False, or None when it cannot be told (see `needs`)."""

    findings: tuple[Finding, ...]

    @property
    def fits(self) -> bool | None:
        return combine(finding.outcome for finding in self.findings)

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts that would settle it."""
        if self.fits is not None:
            return ()
        return tuple(dict.fromkeys(f.field for f in self.findings if f.outcome == Outcome.UNKNOWN))

    @property
    def unmet(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome == Outcome.UNMET)


def judge_carer(*, facts: CarerFacts, carer_of: CarerOf, on: date, law: Law) -> CarerAssessment:
    """Every condition on a carer by the law of a day, each with its article.

    Grandparents, aunts, uncles, brothers and sisters who take in a child of clause 1 are excused from some.
    """
    rules = law.carer_rules_on(carer_of, on)
    if not rules:
        return CarerAssessment((Finding(SupportReason.IN_FORCE, Outcome.UNMET),))
    return CarerAssessment(tuple(_judged(rule, facts, law) for rule in rules))


def _judged(rule: CarerRule, facts: CarerFacts, law: Law) -> Finding:
    known, field = _known(rule.condition, facts)
    article = law.cite(rule.article, rule.instrument)
    if known is True or not rule.kin_excused:
        return Finding(CarerReason[rule.condition.name], _outcome(known), article, field=field)
    if facts.close_kin_of_clause_1 is True:
        return Finding(CarerReason.KIN_EXCUSED, Outcome.MET, article, field="close_kin_of_clause_1")
    if facts.close_kin_of_clause_1 is None and known is False:
        return Finding(CarerReason.KIN_EXCUSED, Outcome.UNKNOWN, article, field="close_kin_of_clause_1")
    return Finding(CarerReason[rule.condition.name], _outcome(known), article, field=field)


def _known(condition: CarerCondition, facts: CarerFacts) -> tuple[bool | None, str]:
    """Whether a condition is met, and the fact that says so or would say so."""
    if condition in _SPOUSE:
        if facts.lives_with_spouse is None:
            return None, "lives_with_spouse"
        field = condition.value
        return (
            (True, "lives_with_spouse")
            if facts.lives_with_spouse is False
            else (getattr(facts, field), field)
        )
    if condition in _AGAINST:
        field = _AGAINST[condition]
        value = getattr(facts, field)
        return (None if value is None else not value), field
    return getattr(facts, condition.value), condition.value


_SPOUSE = (
    CarerCondition.SPOUSE_CAPACITY,
    CarerCondition.SPOUSE_VOLUNTARY,
    CarerCondition.SPOUSE_HEALTH,
)
# What ends the care: facts that must be false.
_AGAINST = {
    CarerCondition.NO_ILL_TREATMENT: "ill_treated",
    CarerCondition.NO_PROFITEERING: "profiteered",
    CarerCondition.STILL_ABLE: "no_longer_able",
    CarerCondition.RIGHTS_KEPT: "violated_rights",
    CarerCondition.NO_SANCTION: "sanctioned",
}


def _outcome(known: bool | None) -> Outcome:
    return Outcome.UNKNOWN if known is None else Outcome.MET if known else Outcome.UNMET
