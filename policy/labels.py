"""Translated words for what the rules say: choices of facts, groups, reasons, days."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.causes import Cause, ProposedKind
from policy.clock import DayKind
from policy.deadlines import ExtensionRefusal, Standing
from policy.enums import (
    ChangeKind,
    ChangeState,
    DecidedBy,
    DisabilityDegree,
    GroupKey,
    MaritalState,
    Mark,
    Outcome,
    ParentState,
    PovertyStatus,
    Programme,
    RateKind,
    Regime,
    RowKind,
    Sex,
    Slot,
    StartsFrom,
    StopCause,
    StudyStatus,
    SupporterState,
    SuspendCause,
    Turn,
)
from policy.fact_labels import MORE_FACT_ENUMS, MORE_FACT_LABELS, MORE_LABELS
from policy.life_labels import CAUSE_NAMES, LIFE_LABELS, PROPOSED_KINDS
from policy.reasons import Finding, Reason
from policy.rules.changes import Objection
from policy.support_labels import SUPPORT_FACT_ENUMS, SUPPORT_FACT_LABELS, SUPPORT_LABELS
from policy.support_reasons import SupportReason

Words = str | Promise

LABELS: dict[type[StrEnum], dict[str, Words]] = {
    Programme: {
        Programme.MONTHLY_ASSISTANCE: _("Monthly social assistance"),
        Programme.SOCIAL_PENSION: _("Social pension"),
    },
    Slot: {
        Slot.MAIN: _("Main allowance"),
        Slot.SINGLE_PARENT: _("Allowance for a single parent"),
        Slot.CARE: _("Support for carers"),
    },
    RateKind: {
        RateKind.BASE: _("Base standard of social assistance"),
        RateKind.PENSION: _("Level of the social pension"),
    },
    ParentState: {
        ParentState.ALIVE: _("Alive"),
        ParentState.DEAD: _("Dead"),
        ParentState.MISSING: _("Declared missing by a court"),
        ParentState.UNIDENTIFIED: _("Cannot be identified"),
        ParentState.IN_FACILITY: _("In a social-assistance facility"),
        ParentState.SERVING_SENTENCE: _("Serving a prison sentence or a compulsory measure"),
    },
    PovertyStatus: {
        PovertyStatus.POOR: _("Poor household"),
        PovertyStatus.NEAR_POOR: _("Near-poor household"),
        PovertyStatus.NOT_POOR: _("Neither poor nor near-poor"),
    },
    MaritalState: {
        MaritalState.SINGLE: _("Never married"),
        MaritalState.MARRIED: _("Married"),
        MaritalState.WIDOWED: _("Husband or wife dead"),
        MaritalState.SPOUSE_MISSING: _("Husband or wife declared missing"),
        MaritalState.DIVORCED: _("Divorced"),
    },
    DisabilityDegree: {
        DisabilityDegree.NONE: _("No disability"),
        DisabilityDegree.MILD: _("Mild disability"),
        DisabilityDegree.SEVERE: _("Severe disability"),
        DisabilityDegree.EXTREME: _("Extremely severe disability"),
    },
    SupporterState: {
        SupporterState.NONE: _("Nobody is obliged to support"),
        SupporterState.ALL_ON_ALLOWANCE: _("Those obliged live on monthly social assistance"),
        SupporterState.ABLE: _("Somebody is obliged and able to support"),
        SupporterState.UNKNOWN: _("Not known"),
    },
    StudyStatus: {
        StudyStatus.STUDYING: _("Studying without interruption"),
        StudyStatus.PAUSED: _("On an authorised pause"),
        StudyStatus.RESUMED: _("Studying again after breaking off"),
        StudyStatus.NOT_STUDYING: _("Not studying"),
    },
    Sex: {Sex.MALE: _("Male"), Sex.FEMALE: _("Female")},
    Mark: {
        Mark.SOURCED: _("Sourced"),
        Mark.RECALLED: _("To be verified"),
        Mark.INTERPRETATION: _("Interpretation"),
    },
    Regime: {
        Regime.R1: _("Files received until 30/06/2025"),
        Regime.R2: _("Files received from 01/07/2025 to 04/10/2026"),
        Regime.R3: _("Files received from 05/10/2026"),
    },
    DecidedBy: {
        DecidedBy.DISTRICT_CHAIR: _("Chair of the district People's Committee"),
        DecidedBy.COMMUNE_CHAIR: _("Chair of the commune People's Committee"),
        DecidedBy.FACILITY_HEAD: _("Head of the facility"),
        DecidedBy.COUNCIL: _("Council of the degree of disability"),
    },
    StartsFrom: {
        StartsFrom.SIGNATURE_MONTH: _("From the month the decision is signed"),
        StartsFrom.CERTIFICATE_MONTH: _("From the month of the disability certificate"),
        StartsFrom.BIRTHDAY_MONTH: _("From the month of the birthday"),
    },
    Outcome: {
        Outcome.MET: _("Met"),
        Outcome.UNMET: _("Not met"),
        Outcome.UNKNOWN: _("Cannot be told yet"),
    },
    GroupKey: {
        GroupKey.CHILD_ABANDONED: _("Abandoned child whom nobody has adopted"),
        GroupKey.CHILD_BOTH_DEAD: _("Child who lost both parents"),
        GroupKey.CHILD_ONE_DEAD_OTHER_MISSING: _("Child: one parent dead, the other missing"),
        GroupKey.CHILD_ONE_DEAD_OTHER_FACILITY: _("Child: one parent dead, the other in a facility"),
        GroupKey.CHILD_ONE_DEAD_OTHER_SENTENCE: _("Child: one parent dead, the other serving a sentence"),
        GroupKey.CHILD_BOTH_MISSING: _("Child: both parents missing"),
        GroupKey.CHILD_BOTH_FACILITY: _("Child: both parents in a facility"),
        GroupKey.CHILD_BOTH_SENTENCE: _("Child: both parents serving a sentence"),
        GroupKey.CHILD_MISSING_FACILITY: _("Child: one parent missing, the other in a facility"),
        GroupKey.CHILD_MISSING_SENTENCE: _("Child: one parent missing, the other serving a sentence"),
        GroupKey.CHILD_FACILITY_SENTENCE: _("Child: one parent in a facility, the other serving a sentence"),
        GroupKey.CHILD_NO_CARE: _("Child without a source of care"),
        GroupKey.YOUTH_STUDYING: _("Young person of clause 1 still studying"),
        GroupKey.CHILD_HIV: _("Child of clause 3 in a poor household"),
        GroupKey.SINGLE_PARENT: _("Poor single parent raising children"),
        GroupKey.ELDERLY_POOR: _("Elderly person in a poor household, without support"),
        GroupKey.ELDERLY_75_HARDSHIP: _("Elderly person of 75 to 80 in an area of special difficulty"),
        GroupKey.ELDERLY_80: _("Elderly person of 80 or older without a pension"),
        GroupKey.ELDERLY_FACILITY_ELIGIBLE: _("Elderly person eligible for a facility, taken in by someone"),
        GroupKey.DISABILITY_EXTREME: _("Person with an extremely severe disability"),
        GroupKey.DISABILITY_SEVERE: _("Person with a severe disability"),
        GroupKey.TODDLER_POOR: _("Child under 3, poor or near-poor, in an area of special difficulty"),
        GroupKey.ADULT_HIV: _("Person of clause 8 in a poor household"),
        GroupKey.PENSION_75: _("Social pension from 75"),
        GroupKey.PENSION_70: _("Social pension from 70, poor or near-poor"),
    },
    StopCause: {
        StopCause.DEATH: _("Death"),
        StopCause.MISSING: _("Declared missing by a court"),
        StopCause.NOT_ELIGIBLE: _("No longer eligible"),
        StopCause.SENTENCE: _("Serving a prison sentence or a compulsory measure"),
        StopCause.REFUSES: _("Refuses the allowance"),
        StopCause.STILL_NOT_COMPLYING: _("Still not complying three months after the suspension"),
        StopCause.MOVED: _("Moved away"),
    },
    SuspendCause: {
        SuspendCause.NOT_COLLECTED: _("Not collected for three months in a row or longer"),
        SuspendCause.NOT_COMPLYING: _("Does not comply with a request of the office"),
        SuspendCause.DETAINED: _("Detained for a month or longer"),
    },
    Turn: {
        Turn.ADJUST: _("Adjustment"),
        Turn.STOP: _("Stop"),
        Turn.SUSPEND: _("Suspension"),
        Turn.RESUME: _("Resumption"),
    },
    ChangeKind: {
        ChangeKind.RATE: _("Base or level"),
        ChangeKind.COEFFICIENT: _("Coefficient"),
        ChangeKind.BENEFIT: _("Level of a support"),
        ChangeKind.WITHDRAWAL: _("Withdrawal of a figure"),
        ChangeKind.NAMING: _("Name of a group"),
        ChangeKind.REGIME: _("Time limit of a procedure"),
        ChangeKind.VERIFICATION: _("Comparison with the official text"),
        ChangeKind.CALENDAR_DAY: _("Calendar day"),
        ChangeKind.DAY_CANCELLED: _("Calendar day cancelled"),
        ChangeKind.DIFFICULTY_AREAS: _("Areas of difficulty"),
    },
    RowKind: {
        RowKind.INSTRUMENT: _("Instrument"),
        RowKind.RATE: _("Base or level"),
        RowKind.COEFFICIENT: _("Coefficient"),
        RowKind.BENEFIT: _("Level of a support"),
        RowKind.GROUP: _("Name of a group"),
        RowKind.REGIME: _("Time limit of a procedure"),
    },
    ChangeState: {
        ChangeState.PROPOSED: _("Waiting for confirmation"),
        ChangeState.CONFIRMED: _("Confirmed"),
        ChangeState.REJECTED: _("Rejected"),
    },
    DayKind: {
        DayKind.RECEIVED: _("Day of receipt, not counted"),
        DayKind.RECEIVED_LATE: _("Received after 15:00: taken as received on the next working day"),
        DayKind.RECEIVED_CLOSED: _("Received on a day off: taken as received on the next working day"),
        DayKind.TAKEN_AS_RECEIVED: _("Taken as the day of receipt, not counted"),
        DayKind.WORKING: _("Working day"),
        DayKind.MAKE_UP: _("Make-up working day"),
        DayKind.WEEKEND: _("Weekend"),
        DayKind.HOLIDAY: _("Public holiday"),
        DayKind.WITH_APPLICANT: _("The applicant has the file, not counted"),
        DayKind.COMPLAINT: _("A complaint is being settled, not counted"),
        DayKind.CALENDAR: _("Last day, every day counted"),
    },
    Standing: {
        Standing.ON_TIME: _("On time"),
        Standing.SOON: _("Due soon"),
        Standing.OVERDUE: _("Overdue"),
        Standing.WAITING: _("Waiting for others"),
        Standing.CLOSED_ON_TIME: _("Finished on time"),
        Standing.CLOSED_LATE: _("Finished late"),
    },
    ExtensionRefusal: {
        ExtensionRefusal.ALREADY: _("The date was already moved once; it cannot be moved again."),
        ExtensionRefusal.TOO_LATE: _("The date can be moved at the latest one day before it is due."),
        ExtensionRefusal.NOT_LATER: _("The new date must be later than the one given."),
        ExtensionRefusal.NOT_RUNNING: _("No time limit is running now."),
    },
    **MORE_LABELS,
    Cause: CAUSE_NAMES,
    ProposedKind: PROPOSED_KINDS,
    **LIFE_LABELS,
    **SUPPORT_LABELS,
}

FACT_LABELS: dict[str, Words] = {
    "born": _("Date of birth"),
    "sex": _("Sex"),
    "father_state": _("State of the father"),
    "mother_state": _("State of the mother"),
    "abandoned": _("Abandoned"),
    "adopted": _("Adopted"),
    "study_status": _("Studies"),
    "had_clause1_before_16": _("Had the allowance of clause 1 before turning 16"),
    "hiv_confirmed": _("Health condition of clauses 3 and 8 confirmed"),
    "poverty": _("Poverty status of the household"),
    "in_special_difficulty_area": _("Lives in an area of special difficulty"),
    "marital_state": _("Marital state"),
    "children": _("Children raised"),
    "supporter_state": _("People obliged to support"),
    "can_live_in_community": _("Has the means to live in the community"),
    "taken_in_instead_of_facility": _("Taken in by someone instead of a facility"),
    "disability_degree": _("Degree of disability"),
    "has_pension_or_si": _("Has a pension or monthly social-insurance allowance"),
    "has_stable_income": _("Has a stable monthly income"),
    "died_on": _("Died on"),
    **MORE_FACT_LABELS,
}

_FACT_ENUMS: dict[str, type[StrEnum]] = {
    "study_status": StudyStatus,
    "poverty": PovertyStatus,
    "marital_state": MaritalState,
    "supporter_state": SupporterState,
    "disability_degree": DisabilityDegree,
    **MORE_FACT_ENUMS,
    **SUPPORT_FACT_ENUMS,
}


def label(member: StrEnum) -> str:
    """The words for one value of a list of choices; KeyError for a list without labels."""
    return str(LABELS[type(member)][member])


def choices(kind: type[StrEnum]) -> list[tuple[str, Words]]:
    """The values and words of a list, for a form field."""
    return [(member.value, words) for member, words in LABELS[kind].items()]  # type: ignore[attr-defined]


def group_label(key: str) -> str:
    """The short name of a group."""
    return label(GroupKey(key))


def fact_label(field: str) -> str:
    """The name of a fact, for "cannot tell, needs ..."."""
    return str(FACT_LABELS[field] if field in FACT_LABELS else SUPPORT_FACT_LABELS[field])


def need_words(finding: Finding) -> str:
    """The fact a finding needs; of the poverty status, the year too."""
    if finding.field == "poverty" and finding.number:
        return gettext("Poverty status of the household in %(year)s") % {"year": finding.number}
    return fact_label(finding.field)


def sentence(finding: Finding) -> str:
    """A finding as a sentence in the language of the reader."""
    values: dict[str, Any] = {"number": finding.number}
    return gettext(finding.sentence) % values


def objection_words(objection: Objection) -> str:
    """Why a change cannot stand, in the language of the reader."""
    return gettext(objection.sentence)


def fact_words(finding: Finding) -> str:
    """The fact a finding rests on, in words; "" when there is none to show."""
    if finding.reason in (Reason.NOT_IN_OTHER_GROUP, SupportReason.CARED_PERSON_IN_GROUP):
        return ", ".join(group_label(key) for key in finding.fact.split(",") if key)
    if finding.field in ("father_state", "mother_state") and "/" in finding.fact:
        parts = [
            label(ParentState(part)) if part else gettext("Not known") for part in finding.fact.split("/")
        ]
        return gettext("Father: %(father)s; mother: %(mother)s") % {"father": parts[0], "mother": parts[1]}
    if finding.fact and finding.field == "supporters":
        return label(SupporterState(finding.fact))
    if finding.fact and finding.field in _FACT_ENUMS:
        return label(_FACT_ENUMS[finding.field](finding.fact))
    return finding.fact
