"""Why an allowance that stands may be changed or not; sentences as in `reasons.py`."""

from __future__ import annotations

from policy.reasons import ReasonCode


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class AllowanceReason(ReasonCode):
    """Conditions of an adjustment, a stop, a suspension and a resumption. Articles 8 and 9."""

    CAUSE_NAMED = (
        "cause_named",
        _("The law names this cause."),
        _("The law names no such cause."),
        _("The cause is not recorded yet."),
    )
    EVENT_PAST = (
        "event_past",
        _("The day it happened is recorded."),
        _("The day it happened lies ahead."),
        _("The day it happened is not recorded yet."),
    )
    DEATH_RECORDED = (
        "death_recorded",
        _("The death is recorded with its paper."),
        _("The death is not recorded: record it on the page of the person first."),
        _("It is not known whether the person has died."),
    )
    NO_LONGER_FITS = (
        "no_longer_fits",
        _("On that day the facts no longer fit the group."),
        _("On that day the facts still fit the group."),
        _("It cannot be told from the facts whether they still fit the group on that day."),
    )
    STILL_RUNS = (
        "still_runs",
        _("The allowance runs until then."),
        _("The allowance ended before."),
        _("It is not known until when the allowance runs."),
    )
    AFTER_FIRST_MONTH = (
        "after_first_month",
        _("The allowance began before that month."),
        _("The allowance begins only in that month or later."),
        _("It is not known from which month the change counts."),
    )
    MONTH_COME = (
        "month_come",
        _("The month from which the change counts has come."),
        _("The month from which the change counts lies ahead."),
        _("The month from which the change counts is not recorded yet."),
    )
    CHANGES_SOMETHING = (
        "changes_something",
        _("The group, the children counted or the amount changes in that month."),
        _("Neither the group nor the children counted nor the amount changes in that month."),
        _("It cannot be told whether anything changes."),
    )
    UNCOLLECTED_THREE_MONTHS = (
        "uncollected_three_months",
        _("Three months in a row were not collected."),
        _("Three whole months have not gone by since the first month not collected."),
        _("It is not known since which month the allowance is not collected."),
    )
    DETAINED_ONE_MONTH = (
        "detained_one_month",
        _("The person has been detained for a month or longer."),
        _("The person has not been detained for a month yet."),
        _("It is not known since when the person is detained."),
    )
    SUSPENDED_THREE_MONTHS = (
        "suspended_three_months",
        _("Three months have gone by since the suspension was decided for not complying."),
        _("The suspension was not decided for not complying, or less than three months ago."),
        _("It is not known when the suspension was decided."),
    )
    SUSPENDED = (
        "suspended",
        _("The allowance is suspended."),
        _("The allowance is not suspended."),
        _("It is not known whether the allowance is suspended."),
    )
    NOT_SUSPENDED = (
        "not_suspended",
        _("The allowance is not suspended already."),
        _("The allowance is suspended: resume it, with the change if there is one."),
        _("It is not known whether the allowance is suspended."),
    )
