"""Why a change of the law cannot stand; `labels.objection_words` translates the sentences."""

from __future__ import annotations

from enum import StrEnum


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class Objection(StrEnum):
    """Why a change cannot stand, with its sentence."""

    sentence: str

    def __new__(cls, code: str, sentence: str) -> Objection:
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member

    NOT_MORE_THAN_ZERO = "not_more_than_zero", _("The figure must be more than zero.")
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins", _("The last month lies before the first.")
    APPLIED_IN_THE_PAST = (
        "applied_in_the_past",
        _("Offices cannot have applied it before today: what was decided until now stays as it was."),
    )
    APPLIED_BEFORE_ISSUED = (
        "applied_before_issued",
        _("Offices cannot apply an instrument before it is issued."),
    )
    INSTRUMENT_KNOWN = (
        "instrument_known",
        _("An instrument of this number is already on record: choose it from the list."),
    )
    NOT_HIGHER_THAN_NATIONAL = (
        "not_higher_than_national",
        _("A provincial level must be higher than the national one."),
    )
    AGES_OUT_OF_ORDER = "ages_out_of_order", _("The upper age must be above the lower one.")
    GROUP_NOT_IN_FORCE = (
        "group_not_in_force",
        _("The law does not name this group in the first month of the change."),
    )
    ALREADY_SO = "already_so", _("This is already what the law says: nothing would change.")
    ALREADY_THERE = (
        "already_there",
        _("A figure for the same months, applied from the same day, is already on record."),
    )
    DAY_PAST = "day_past", _("The day is past: due dates already given stay as they are.")
    DAY_LISTED = "day_listed", _("This day is already in the calendar.")
    DAY_WITHOUT_NAME = "day_without_name", _("A public holiday needs its name.")
    NO_AREA = "no_area", _("Name at least one commune or hamlet.")
    COMMUNE_UNKNOWN = "commune_unknown", _("A commune code is not one of this province.")
    HAMLET_WITHOUT_NAME = "hamlet_without_name", _("The name of a hamlet has letters or digits.")
    LAST_DAY_BEFORE_FIRST = "last_day_before_first", _("The last day lies before the first.")
    PLACE_TWICE = "place_twice", _("A place is named twice for the same days.")
    PERIOD_TAKEN = (
        "period_taken",
        _("A later period of the same place is already on record and meets this one."),
    )
    NOT_A_WEEKEND = "not_a_weekend", _("Only a Saturday or Sunday can be worked to make up for a day off.")
    NOT_FIRST_OF_MONTH = (
        "not_first_of_month",
        _("This support is paid by the month: it begins on the first day of a month."),
    )
    NOT_ON_RECORD = "not_on_record", _("This figure is not on record.")
    LOADED_WITH_THE_PACKAGE = (
        "loaded_with_the_package",
        _("This figure was not entered on screen: to correct it, propose the right one for the same months."),
    )
    ALREADY_WITHDRAWN = "already_withdrawn", _("This figure is already withdrawn.")
    ALREADY_NAMED = "already_named", _("This instrument already names this group.")
    NAMED_IN_THE_PAST = (
        "named_in_the_past",
        _("Papers until today already name the group otherwise: choose today or a later day."),
    )
    RECEIVED_IN_THE_PAST = (
        "received_in_the_past",
        _("Files received before today keep the time limit they were given: choose today or a later day."),
    )
    STEPS_DO_NOT_MATCH = (
        "steps_do_not_match",
        _("Each step of the procedure needs its working days, one number a step."),
    )
    POSTING_TOO_LONG = "posting_too_long", _("The posting cannot take longer than the whole time limit.")
    REGIME_OVER = "regime_over", _("No file is received under this procedure on that day.")
    LIMIT_ON_RECORD = (
        "limit_on_record",
        _("A time limit of this procedure from the same day is already on record."),
    )
    NOTHING_TO_VERIFY = "nothing_to_verify", _("This row is not on record, or it is already sourced.")
    DOCUMENT_NOT_NAMED = (
        "document_not_named",
        _("Name the document it was compared with: its number, its day and where it was published."),
    )
    DAY_NOT_LISTED = "day_not_listed", _("This day is not in the calendar: there is nothing to cancel.")
