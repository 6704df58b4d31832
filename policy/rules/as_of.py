"""What the facts say on one day: lists, dates and amounts read as the answers Article 5 asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policy.enums import PovertyStatus, StudyStatus, SupporterIncome, SupporterState
from policy.facts import Facts

# The text names the monthly social allowance; whether the social pension counts like it is left to the
# officer's own statement. Article 5(5)(a).
_ON_ALLOWANCE = (SupporterIncome.MONTHLY_ASSISTANCE,)
_LEFT_OPEN = (SupporterIncome.SOCIAL_PENSION, None)


def facts_as_of(facts: Facts, on: date) -> Facts:
    """The same facts with what follows from lists, dates and amounts on a day put in place of statements."""
    return replace(
        facts,
        adopted=_adopted(facts, on),
        study_status=study_on(facts, on)[0],
        poverty=poverty_in_year(facts, on.year),
        supporter_state=supporters_stand(facts),
        has_pension_or_si=_pension(facts),
    )


def poverty_in_year(facts: Facts, year: int) -> PovertyStatus | None:
    """The status of the household in a year; that of another year says nothing. Decree 07/2021/ND-CP."""
    return facts.poverty if facts.poverty_year in (None, year) else None


def supporters_stand(facts: Facts) -> SupporterState | None:
    """How those obliged to support stand, from the list where there is one. Article 5(5)(a).

    Where the list leaves it open, the officer's own statement about those listed counts.
    """
    if facts.supporters is None:
        return facts.supporter_state
    incomes = [supporter.receives for supporter in facts.supporters]
    if not incomes:
        return SupporterState.NONE
    if any(income not in _ON_ALLOWANCE and income not in _LEFT_OPEN for income in incomes):
        return SupporterState.ABLE
    if all(income in _ON_ALLOWANCE for income in incomes):
        return SupporterState.ALL_ON_ALLOWANCE
    stated = facts.supporter_state
    about_them = stated in (SupporterState.ABLE, SupporterState.ALL_ON_ALLOWANCE)
    return stated if about_them else SupporterState.UNKNOWN


def study_on(facts: Facts, on: date) -> tuple[StudyStatus | None, str]:
    """How someone studies on a day, and the fact that would tell when it cannot be told. Article 5(2).

    An authorised pause is not an interruption; one nobody authorised is. A course that has ended needs
    word of what came after.
    """
    stated = facts.study_status
    if stated in (None, StudyStatus.NOT_STUDYING):
        return stated, "study_status"
    if facts.course_ends_on is not None and facts.course_ends_on < on:
        return None, "course_ends_on"
    begun = [pause for pause in facts.study_pauses or () if pause.began_on <= on]
    if not begun:
        return stated, "study_status"
    if now := [pause for pause in begun if pause.covers(on)]:
        if any(pause.authorised is False for pause in now):
            return StudyStatus.NOT_STUDYING, "study_pauses"
        known = all(pause.authorised for pause in begun)
        broken = any(pause.authorised is False for pause in begun)
        return (StudyStatus.RESUMED if broken else StudyStatus.PAUSED if known else None), "study_pauses"
    if any(pause.authorised is False for pause in begun):
        return StudyStatus.RESUMED, "study_pauses"
    if any(pause.authorised is None for pause in begun):
        return None, "study_pauses"
    return (StudyStatus.STUDYING if stated == StudyStatus.PAUSED else stated), "study_status"


def _adopted(facts: Facts, on: date) -> bool | None:
    if facts.adopted is False or facts.adopted_on is None:
        return facts.adopted
    return facts.adopted_on <= on


def _pension(facts: Facts) -> bool | None:
    amounts = (facts.pension_amount, facts.si_allowance_amount)
    if any(amount for amount in amounts):
        return True
    return False if amounts == (0, 0) else facts.has_pension_or_si
