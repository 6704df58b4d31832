"""Whether the facts allow a step of a case. Pure: a standing in, conditions out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from cases.papers import papers_for
from policy.enums import Outcome, Slot, Turn
from policy.law import Group
from policy.reasons import Finding, ReasonCode
from policy.rules.allowance_changes import Effect


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


class Reason(Enum):
    """A condition of a step: code, sentence when it holds, sentence when it does not, article."""

    GROUP_CHOSEN = (
        "group_chosen",
        _("A group is chosen."),
        _("No group is chosen yet."),
        _("Decree 335/2026/ND-CP, Article 5"),
    )
    APPLICANT_NAMED = (
        "applicant_named",
        _("The applicant is named."),
        _("The applicant is not named yet."),
        _("Decree 118/2025/ND-CP, Article 17"),
    )
    PAPER_PRESENT = (
        "paper_present",
        _("Present: %(detail)s"),
        _("Missing: %(detail)s"),
        _("Decree 335/2026/ND-CP, Article 7"),
    )
    ALIVE = (
        "alive",
        _("The person is alive."),
        _("The person has died (%(detail)s)."),
        _("Decree 335/2026/ND-CP, Article 9"),
    )
    NO_OTHER_CASE = (
        "no_other_case",
        _("No other case for this allowance is running."),
        _("Another case for this allowance is running: %(detail)s."),
        _("Decree 118/2025/ND-CP, Article 17"),
    )
    RECORD_UNCHANGED = (
        "record_unchanged",
        _("The person's record is as it was at receipt."),
        _("The person's birth date or sex was changed after receipt: return the file to receive it anew."),
        _("Decree 118/2025/ND-CP, Article 19"),
    )
    FACTS_FIT = (
        "facts_fit",
        _("The facts fit the group."),
        _("The facts do not fit the group: %(detail)s"),
        _("Decree 335/2026/ND-CP, Article 5"),
    )
    AMOUNT_PAYABLE = (
        "amount_payable",
        _("The allowance is payable this month."),
        _("Nothing would be payable this month."),
        _("Decree 335/2026/ND-CP, Article 6"),
    )
    HIGHEST_ONLY = (
        "highest_only",
        _("No allowance of equal or greater amount is running."),
        _("An allowance of equal or greater amount is running: %(detail)s."),
        _("Decree 335/2026/ND-CP, Article 6"),
    )
    REPLACEABLE = (
        "replaceable",
        _("No other allowance begins this month or later."),
        _("Another allowance begins this month or later: %(detail)s."),
        _("Decree 335/2026/ND-CP, Article 6"),
    )
    PROPOSED_GRANT = (
        "proposed_grant",
        _("The department proposes to grant."),
        _("The department proposes to refuse."),
        _("Decree 335/2026/ND-CP, Article 8"),
    )
    GOES_TOGETHER = (
        "goes_together",
        _("The allowance goes together with the others that run."),
        _("The allowance does not go together with another that runs: %(detail)s."),
        _("Decree 335/2026/ND-CP, Article 6"),
    )
    PROPOSED_CHANGE = (
        "proposed_change",
        _("The department proposes the change."),
        _("The department proposes not to make the change."),
        _("Decree 335/2026/ND-CP, Article 9"),
    )
    STATED = (
        "stated",
        _("The reason is stated."),
        _("The reason is not stated."),
        _("Decree 118/2025/ND-CP, Article 17"),
    )

    def __init__(self, code: str, met: str, unmet: str, article: str) -> None:
        self.code = code
        self.met_sentence = met
        self.unmet_sentence = unmet
        self.article = article


@dataclass(frozen=True)
class Condition:
    """A reason weighed: `met` is None when it cannot be told. `detail` is data, already in words.

    `finding` is a condition of the law with its own sentence and article.
    """

    reason: Reason | ReasonCode
    met: bool | None
    detail: str = ""
    finding: Finding | None = None


@dataclass(frozen=True)
class RunningAllowance:
    """An allowance the person has; `amount` is what this month pays, in đồng.

    `excluded`: it and the one applied for do not go together.
    """

    entitlement_id: int
    start_month: dt.date
    amount: int
    decision_number: str
    excluded: bool


@dataclass(frozen=True)
class Change:
    """A change of an allowance that stands: what it would do today, and whether a citizen asked for it."""

    effect: Effect
    asked: bool


@dataclass(frozen=True)
class Standing:
    """All that the steps of a case turn on, as of one day."""

    group_key: str
    start_month: dt.date
    units: int
    amount: int
    fits: bool | None
    fit_detail: str
    papers: frozenset[str]
    applicant_name: str
    died_on: dt.date | None
    record_changed: bool
    other_case: str
    running: tuple[RunningAllowance, ...]
    proposes_grant: bool
    change: Change | None = None


def exclude_each_other(one: Group, other: Group) -> bool:
    """Whether a person may have only the higher of two allowances.

    A poor single parent also keeps the best allowance of clauses 5, 6 and 8.
    Decree 335/2026/ND-CP, Article 6(2).
    """
    if one.slot == Slot.SINGLE_PARENT and other.slot != Slot.SINGLE_PARENT:
        return not other.adds_to_single_parent
    if other.slot == Slot.SINGLE_PARENT and one.slot != Slot.SINGLE_PARENT:
        return not one.adds_to_single_parent
    return True


def replaced_by(standing: Standing) -> tuple[RunningAllowance, ...]:
    """Running allowances that end when this one begins: the lower ones it excludes."""
    return tuple(
        allowance
        for allowance in standing.running
        if allowance.excluded
        and allowance.amount < standing.amount
        and allowance.start_month < standing.start_month
    )


def to_receive(standing: Standing) -> tuple[Condition, ...]:
    """A complete file: whether it fits is for the appraisal to say. Decree 118/2025/ND-CP, Article 17."""
    if standing.change:
        return _to_take_up(standing, standing.change)
    chosen = Condition(Reason.GROUP_CHOSEN, bool(standing.group_key))
    return (
        chosen,
        Condition(Reason.APPLICANT_NAMED, bool(standing.applicant_name.strip())),
        *(_papers(standing) if standing.group_key else ()),
        _alive(standing),
        _no_other_case(standing),
    )


def to_grant(standing: Standing) -> tuple[Condition, ...]:
    """What the law asks before an allowance is proposed, approved or signed; of the dead, nothing more."""
    if standing.change:
        return _to_change(standing, standing.change)
    if standing.died_on:
        return (_alive(standing),)
    excluded = [allowance for allowance in standing.running if allowance.excluded]
    as_high = [a.decision_number for a in excluded if a.amount >= standing.amount]
    later = [
        a.decision_number
        for a in excluded
        if a.amount < standing.amount and a.start_month >= standing.start_month
    ]
    fits = Condition(Reason.FACTS_FIT, standing.fits, standing.fit_detail)
    payable = Condition(Reason.AMOUNT_PAYABLE, standing.amount > 0)
    return (
        *((fits,) if standing.fits is False else (fits, payable)),
        _alive(standing),
        Condition(Reason.RECORD_UNCHANGED, not standing.record_changed),
        Condition(Reason.HIGHEST_ONLY, not as_high, ", ".join(as_high)),
        Condition(Reason.REPLACEABLE, not later, ", ".join(later)),
    )


def to_approve(standing: Standing) -> tuple[Condition, ...]:
    """A proposal to refuse may go to the chair as it is; one to grant must hold."""
    return to_grant(standing) if standing.proposes_grant else ()


def to_sign(standing: Standing) -> tuple[Condition, ...]:
    """Signature of a decision to grant or to change. Decree 335/2026/ND-CP, Articles 8 and 9."""
    if standing.change:
        proposed = Condition(Reason.PROPOSED_CHANGE, standing.proposes_grant)
        return (proposed, *_to_change(standing, standing.change))
    return (Condition(Reason.PROPOSED_GRANT, standing.proposes_grant), *to_grant(standing))


def nothing_asked(standing: Standing) -> tuple[Condition, ...]:
    """Steps whose order and person suffice."""
    return ()


def unmet(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Conditions that do not hold or cannot be told."""
    return tuple(condition for condition in conditions if condition.met is not True)


# What an officer records of a change; the other conditions of the law are for the appraisal.
_RECORDED = ("cause", "event_on", "effective_month")


def _to_take_up(standing: Standing, change: Change) -> tuple[Condition, ...]:
    """What is to be recorded before the office takes up a change. Only who applies hands in papers."""
    recorded = [
        law_condition(finding)
        for finding in change.effect.findings
        if finding.field in _RECORDED and finding.outcome == Outcome.UNKNOWN
    ]
    papers = _papers(standing) if change.asked and change.effect.turn == Turn.ADJUST else ()
    alive = () if change.effect.turn == Turn.STOP else (_alive(standing),)
    return (*recorded, *papers, *alive, _no_other_case(standing))


def _to_change(standing: Standing, change: Change) -> tuple[Condition, ...]:
    """What the law asks of a change, and that the facts bear a new group. Articles 6, 8 and 9."""
    turn = change.effect.turn
    if standing.died_on and turn != Turn.STOP:
        return (_alive(standing),)
    law = tuple(law_condition(finding) for finding in change.effect.findings)
    if turn not in (Turn.ADJUST, Turn.RESUME):
        return law
    excluded = ", ".join(row.decision_number for row in standing.running if row.excluded)
    payable = Condition(Reason.AMOUNT_PAYABLE, standing.amount > 0)
    return (
        *law,
        Condition(Reason.FACTS_FIT, standing.fits, standing.fit_detail),
        *((payable,) if standing.fits else ()),
        _alive(standing),
        Condition(Reason.RECORD_UNCHANGED, not standing.record_changed),
        Condition(Reason.GOES_TOGETHER, not excluded, excluded),
    )


def law_condition(finding: Finding) -> Condition:
    """A condition of the law as a condition of a step."""
    met = {Outcome.MET: True, Outcome.UNMET: False, Outcome.UNKNOWN: None}[finding.outcome]
    return Condition(finding.reason, met, finding=finding)


def _papers(standing: Standing) -> tuple[Condition, ...]:
    return tuple(
        Condition(Reason.PAPER_PRESENT, paper.key in standing.papers, paper.key)
        for paper in papers_for(standing.group_key)
    )


def _no_other_case(standing: Standing) -> Condition:
    return Condition(Reason.NO_OTHER_CASE, not standing.other_case, standing.other_case)


def _alive(standing: Standing) -> Condition:
    return Condition(
        Reason.ALIVE, standing.died_on is None, f"{standing.died_on:%d/%m/%Y}" if standing.died_on else ""
    )
