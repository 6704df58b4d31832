"""Several groups at once: the highest only, with the single-parent exception. Article 6(2); Article 31."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policy.enums import Outcome, Programme, Slot
from policy.reasons import Finding, Reason
from policy.rules.groups import GroupAssessment


@dataclass(frozen=True)
class SetAside:
    """A fitting group that is not paid, and why."""

    assessment: GroupAssessment
    finding: Finding


@dataclass(frozen=True)
class Choice:
    """What is paid together to one person, and what gives way."""

    chosen: tuple[GroupAssessment, ...]
    reasons: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def total(self) -> int:
        """Đồng for the month."""
        return sum(item.amount for item in self.chosen)


def entitlements_due(assessments: Iterable[GroupAssessment]) -> Choice:
    """Choose what one person is paid among the groups that fit, compared in đồng of that month.

    The highest amount only; a poor single parent who is also in clause 5, 6 or 8 has both that allowance
    (the best of them) and clause 4; social pension and monthly assistance never go together. At equal
    amounts monthly assistance is kept, then the group the law names first: the text fixes no order.
    """
    fitting = [item for item in assessments if item.fits and item.slot != Slot.CARE and item.amount > 0]
    choices: list[tuple[GroupAssessment, ...]] = [(item,) for item in fitting]
    parent = next((item for item in fitting if item.slot == Slot.SINGLE_PARENT), None)
    if parent is not None:
        choices += [(parent, item) for item in fitting if item.adds_to_single_parent]
    chosen = max(choices, key=_preference, default=())
    set_aside = tuple(SetAside(item, _why_not(item, chosen)) for item in fitting if item not in chosen)
    return Choice(chosen, _why(chosen, fitting), set_aside)


def _preference(choice: tuple[GroupAssessment, ...]) -> tuple[int, int]:
    assistance = all(item.programme == Programme.MONTHLY_ASSISTANCE for item in choice)
    return sum(item.amount for item in choice), int(assistance)


def _why(chosen: tuple[GroupAssessment, ...], fitting: list[GroupAssessment]) -> tuple[Finding, ...]:
    reasons = []
    if len(chosen) > 1:
        reasons.append(Finding(Reason.SINGLE_PARENT_AND_OTHER, Outcome.MET, chosen[0].article))
    if len(fitting) > len(chosen):
        crosses = len({item.programme for item in fitting}) > 1
        reason = Reason.PENSION_OR_ASSISTANCE if crosses else Reason.HIGHEST_ONLY
        reasons.append(Finding(reason, Outcome.MET, chosen[0].article))
    return tuple(reasons)


def _why_not(item: GroupAssessment, chosen: tuple[GroupAssessment, ...]) -> Finding:
    if item.programme != chosen[0].programme:
        return Finding(Reason.PENSION_OR_ASSISTANCE, Outcome.UNMET, item.article)
    if Slot.SINGLE_PARENT in (item.slot, chosen[0].slot) and not item.adds_to_single_parent:
        return Finding(Reason.SINGLE_PARENT_AND_OTHER, Outcome.UNMET, item.article)
    return Finding(Reason.HIGHEST_ONLY, Outcome.UNMET, item.article)
