"""Why a case is proposed for someone: changes foreseen for an allowance, and consequences of life events."""

from __future__ import annotations

from enum import StrEnum


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class ProposedKind(StrEnum):
    """What kind of case is proposed; a review leaves the kind to the officer."""

    NEW = "new"
    ADJUST = "adjust"
    STOP = "stop"
    SUSPEND = "suspend"
    RESUME = "resume"
    REVIEW = "review"


class Cause(StrEnum):
    """One cause with its sentence; `cause_sentence` of `life_labels` translates it.

    `stands` marks causes that hold until the fact behind them changes, however late they are noticed.
    """

    sentence: str
    stands: bool

    def __new__(cls, code: str, sentence: str, stands: bool = False) -> Cause:
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence, member.stands = sentence, stands
        return member

    # Foreseen
    AGE_AMOUNT = "age_amount", _("A birthday changes the amount; it is paid from the month of the birthday.")
    AGE_ENDS = (
        "age_ends",
        _("The age limit of the group is reached; the month of the birthday is the last one paid."),
    )
    AGE_22_ENDS = (
        "age_22_ends",
        _("The allowance for studying ends at 22 under the older decree."),
    )
    STUDIES = (
        "studies",
        _(
            "If the person goes on studying, the allowance for studying goes on by a new decision: ask for "
            "the school's confirmation."
        ),
    )
    CLAUSE_8 = (
        "clause_8",
        _("The person may meet the conditions of the clause for adults: look at them before the end."),
    )
    PENSION_75 = (
        "pension_75",
        _("From 75 the social pension no longer depends on the household being poor or near-poor."),
    )
    CERTIFICATE_AT_6 = (
        "certificate_at_6",
        _(
            "The disability certificate is issued again from the sixth birthday, except for some extremely "
            "severe disabilities."
        ),
    )
    CERTIFICATE_EXPIRES = (
        "certificate_expires",
        _("The disability certificate ceases to be valid: ask for the degree to be determined again."),
        True,
    )
    COURSE_ENDS = (
        "course_ends",
        _("The course ends: the allowance for studying stops from the month after."),
        True,
    )
    CHILD_TURNS_16 = (
        "child_turns_16",
        _("A child raised turns 16 and counts only while studying."),
        True,
    )
    CHILD_COURSE_ENDS = (
        "child_course_ends",
        _("The course of a child raised ends: the child no longer counts."),
        True,
    )
    POVERTY_MISSING = (
        "poverty_missing",
        _("The poverty status of the household is not recorded for the year."),
        True,
    )
    POVERTY_ENDED = (
        "poverty_ended",
        _("The household is no longer of the poverty status that the allowance asks for."),
        True,
    )
    RECORDED_END = "recorded_end", _("The end of the allowance is recorded.")
    RECORDED_SUSPENSION = "recorded_suspension", _("The suspension of the allowance is recorded.")

    # Consequences of a life event, for the person
    DIED = "died", _("The person died: the allowance ends with the month of death.")
    FUNERAL = "funeral", _("Funeral support may be due to whoever organised the funeral.")
    DECLARED_MISSING = "declared_missing", _("A court declared the person missing: the allowance stops.")
    FOUND_AGAIN = (
        "found_again",
        _("The person declared missing has been found: look at what is due again."),
    )
    SERVES_SENTENCE = (
        "serves_sentence",
        _("The person serves a prison sentence or a compulsory measure: the allowance stops."),
    )
    RELEASED = "released", _("The person has been released: look at what is due again.")
    MOVED_AWAY = (
        "moved_away",
        _("The person moved away: the allowance stops here, and the new commune goes on with it."),
    )
    CONDITION_ENDED = "condition_ended", _("The person no longer meets a condition of the allowance.")
    IN_FACILITY = (
        "in_facility",
        _("The person is cared for in a facility: the allowance in the community stops."),
    )
    LEFT_FACILITY = (
        "left_facility",
        _("The person left the facility: an allowance in the community may be due again."),
    )
    MARRIED = "married", _("The person married: the allowance of a single parent stops.")
    ADOPTED = "adopted", _("The child was adopted and may no longer be without a source of care.")

    # Consequences of a life event, for others
    CARED_PERSON_GONE = (
        "cared_person_gone",
        _("The person cared for died, left or no longer qualifies: support for the carer stops."),
    )
    CARER_GONE = (
        "carer_gone",
        _("The carer died, is missing or can no longer care: the support stops, another carer is needed."),
    )
    GUARDIAN_GONE = "guardian_gone", _("The guardian died, is missing or is away: another one is needed.")
    PARENT_GONE = (
        "parent_gone",
        _("The state of a parent changed: the child may now be without a source of care."),
    )
    PARENT_CHANGED = (
        "parent_changed",
        _("The state of a parent changed: the point of clause 1 that applies is another one."),
    )
    PARENT_BACK = (
        "parent_back",
        _("A parent is back: the child may no longer be without a source of care."),
    )
    SUPPORTER_GONE = (
        "supporter_gone",
        _("Someone obliged to support the person is gone: clause 5 may now apply."),
    )
    SUPPORTER_BACK = (
        "supporter_back",
        _("Someone obliged to support the person is back: clause 5 may no longer apply."),
    )
    CHILD_GONE = "child_gone", _("A child raised no longer counts: the number of children changes.")
    SPOUSE_GONE = (
        "spouse_gone",
        _("The husband or wife died or is declared missing: the person may now be a single parent."),
    )
    SPOUSE_BACK = (
        "spouse_back",
        _("The husband or wife is back: the person is no longer a single parent."),
    )
    HOUSEHOLD_NOT_POOR = (
        "household_not_poor",
        _("The household left the list of poor or near-poor households: the allowance stops."),
    )


# Those a date brings about by itself; the others follow from a life event.
FORESEEN = frozenset(list(Cause)[: list(Cause).index(Cause.DIED)])
BY_CODE = {cause.value: cause for cause in Cause}
