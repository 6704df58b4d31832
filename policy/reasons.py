"""Why a condition of the law is met or not, as data that screens, letters and tests share.

A sentence is its English message id; `labels.sentence` translates it. `%(number)s` is the finding's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from policy.enums import Outcome


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class ReasonCode(StrEnum):
    """A condition with a stable code and its sentence when met, unmet and not known."""

    met: str
    unmet: str
    unknown: str

    def __new__(cls, code: str, met: str, unmet: str, unknown: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.met, member.unmet, member.unknown = met, unmet, unknown
        return member


class Reason(ReasonCode):
    """Conditions and sums of monthly assistance and the social pension."""

    # Conditions of Article 5
    ALIVE = (
        "alive",
        _("The person is alive."),
        _("The person has died."),
        _("It is not known whether the person is alive."),
    )
    AGE_AT_LEAST = (
        "age_at_least",
        _("The person is %(number)s or older."),
        _("The person is not yet %(number)s."),
        _("It cannot be told whether the person is %(number)s: a paper with the birth date is needed."),
    )
    AGE_UNDER = (
        "age_under",
        _("The person is under %(number)s."),
        _("The person is %(number)s or older, past the age for this group."),
        _("It cannot be told whether the person is under %(number)s: a paper with the birth date is needed."),
    )
    PARENTS_CANNOT_CARE = (
        "parents_cannot_care",
        _("The states of father and mother are those of this group."),
        _("The states of father and mother are not those of this group."),
        _("The state of the father or of the mother is not known."),
    )
    ABANDONED = (
        "abandoned",
        _("The child was abandoned."),
        _("The child was not abandoned."),
        _("It is not known whether the child was abandoned."),
    )
    NOT_ADOPTED = (
        "not_adopted",
        _("Nobody has adopted the child."),
        _("The child has been adopted."),
        _("It is not known whether the child has been adopted."),
    )
    CLAUSE_1_BEFORE_16 = (
        "clause_1_before_16",
        _("The person received the allowance of clause 1 until turning 16."),
        _("The person did not receive the allowance of clause 1 before turning 16."),
        _("It is not known whether the person received the allowance of clause 1 before turning 16."),
    )
    STUDYING = (
        "studying",
        _("The person is studying as the law asks."),
        _("The person is not studying, or broke off studying without permission."),
        _("It cannot be told whether the person is studying as the law asks."),
    )
    STUDY_COUNTS = (
        "study_counts",
        _("The course is one of those the law names."),
        _("The course is not one of those the law names: general education, a trade, a first degree."),
        _("It is not known which course the person takes."),
    )
    HIV_CONFIRMED = (
        "hiv_confirmed",
        _("The health condition of this clause is confirmed by a paper."),
        _("The health condition of this clause is not present."),
        _("There is no paper about the health condition of this clause."),
    )
    POOR = (
        "poor",
        _("The household is poor in %(number)s."),
        _("The household is not poor in %(number)s; near-poor does not count for this group."),
        _("Whether the household is poor in %(number)s is not known: the result of that year is needed."),
    )
    POOR_OR_NEAR_POOR = (
        "poor_or_near_poor",
        _("The household is poor or near-poor in %(number)s."),
        _("The household is neither poor nor near-poor in %(number)s."),
        _("Whether the household is poor or near-poor in %(number)s is not known: it is needed."),
    )
    SPECIAL_DIFFICULTY_AREA = (
        "special_difficulty_area",
        _("The person lives in a commune or hamlet of special difficulty."),
        _("The person does not live in a commune or hamlet of special difficulty."),
        _("It is not known whether the commune or hamlet is of special difficulty."),
    )
    NO_SPOUSE = (
        "no_spouse",
        _("The person has no husband or wife, or the husband or wife is dead or declared missing."),
        _("The person is married or divorced, which is not the case of this clause."),
        _("The marital state is not known."),
    )
    RAISES_CHILDREN = (
        "raises_children",
        _("The person raises children who count: %(number)s."),
        _("The person raises no child who counts."),
        _("The children raised, their age or their schooling are not known."),
    )
    SUPPORTERS_ABSENT_OR_ON_ALLOWANCE = (
        "supporters_absent_or_on_allowance",
        _("Nobody is obliged to support the person, or those obliged live on the monthly allowance."),
        _("Someone is obliged and able to support the person."),
        _("It is not known whether anybody is obliged to support the person."),
    )
    SUPPORTERS_ABSENT = (
        "supporters_absent",
        _("Nobody is obliged to support the person."),
        _("Somebody is obliged to support the person."),
        _("It is not known who is obliged to support the person."),
    )
    CANNOT_LIVE_IN_COMMUNITY = (
        "cannot_live_in_community",
        _("The person has no means to live in the community."),
        _("The person has the means to live in the community."),
        _("It is not known whether the person has the means to live in the community."),
    )
    TAKEN_IN = (
        "taken_in",
        _("Someone has taken the person in, in place of a social-assistance facility."),
        _("Nobody has taken the person in, in place of a social-assistance facility."),
        _("It is not known whether someone has taken the person in."),
    )
    DISABILITY_EXTREME = (
        "disability_extreme",
        _("The disability certificate says extremely severe."),
        _("The disability is not extremely severe."),
        _("The degree of disability is not known."),
    )
    DISABILITY_SEVERE = (
        "disability_severe",
        _("The disability certificate says severe."),
        _("The disability is not of the severe degree."),
        _("It is not known whether the disability is severe."),
    )
    NO_PENSION = (
        "no_pension",
        _("The person has no pension and no monthly social-insurance allowance."),
        _("The person has a pension or a monthly social-insurance allowance."),
        _("It is not known whether the person has a pension or a monthly social-insurance allowance."),
    )
    NO_STABLE_INCOME = (
        "no_stable_income",
        _("The person has no stable monthly income."),
        _("The person has a stable monthly income."),
        _("It is not known whether the person has a stable monthly income."),
    )
    NOT_IN_OTHER_GROUP = (
        "not_in_other_group",
        _("The person is in none of the groups that exclude this one."),
        _("The person is in a group that excludes this one."),
        _("It cannot be told whether the person is in a group that excludes this one."),
    )

    # Several groups at once: Article 6(2)
    HIGHEST_ONLY = (
        "highest_only",
        _("Of several amounts a person may have, this is the highest."),
        _("A person who fits several groups has only the highest amount."),
        _("It cannot be told which amount is the highest."),
    )
    SINGLE_PARENT_AND_OTHER = (
        "single_parent_and_other",
        _("A poor single parent who is elderly, disabled or in clause 8 has both allowances."),
        _("The allowance for single parents does not go with this one."),
        _("It cannot be told whether both allowances go together."),
    )
    PENSION_OR_ASSISTANCE = (
        "pension_or_assistance",
        _("Between the social pension and monthly assistance this is the higher."),
        _("The social pension and monthly assistance do not go together: only the higher is paid."),
        _("It cannot be told which of social pension and monthly assistance is higher."),
    )

    # Money of a month
    GROUP_IN_FORCE = (
        "group_in_force",
        _("The law names this group in that month."),
        _("The law does not name this group in that month."),
        _("It cannot be told whether the law names this group in that month."),
    )
    RATE_IN_FORCE = (
        "rate_in_force",
        _("An amount was fixed for that month."),
        _("No amount was fixed for that month."),
        _("It is not known which amount was fixed for that month."),
    )
    NOT_AFTER_DEATH = (
        "not_after_death",
        _("The month of death is paid."),
        _("Nothing is due after the month of death."),
        _("It is not known in which month the person died."),
    )
    AGE_LIMIT = (
        "age_limit",
        _("The month of turning %(number)s is still paid; payment stops from the next month."),
        _("The age limit of %(number)s is passed: payment stopped after the month of that birthday."),
        _("It cannot be told in which month the person turns %(number)s."),
    )
    AGE_REACHED = (
        "age_reached",
        _("The person has reached the age of %(number)s."),
        _("The person has not reached the age of %(number)s in that month."),
        _("It cannot be told whether the person has reached the age of %(number)s."),
    )
    BIRTH_DATE_PROVEN = (
        "birth_date_proven",
        _("The birth date is proven."),
        _("There is no birth date: the lowest amount is taken until a paper proves it."),
        _("The birth date is not fully proven and the amount turns on it: a paper is needed."),
    )
    UNITS = (
        "units",
        _("Children counted: %(number)s."),
        _("No child is counted, so nothing is due."),
        _("The number of children is not known."),
    )


@dataclass(frozen=True)
class Finding:
    """One condition judged: what was found, by which article, on which fact."""

    reason: ReasonCode
    outcome: Outcome
    article: str = ""
    fact: str = ""
    field: str = ""
    number: int | None = None

    @property
    def sentence(self) -> str:
        """The English sentence, to be translated and filled by `labels.sentence`."""
        sentences = {
            Outcome.MET: self.reason.met,
            Outcome.UNMET: self.reason.unmet,
            Outcome.UNKNOWN: self.reason.unknown,
        }
        return sentences[self.outcome]
