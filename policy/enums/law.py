"""Words of the law itself: groups, figures, procedures and changes."""

from __future__ import annotations

from enum import StrEnum


class Programme(StrEnum):
    MONTHLY_ASSISTANCE = "monthly_assistance"
    SOCIAL_PENSION = "social_pension"


class Slot(StrEnum):
    """Allowances of one slot never run together for one person."""

    MAIN = "main"
    SINGLE_PARENT = "single_parent"
    CARE = "care"


class RateKind(StrEnum):
    BASE = "base"
    PENSION = "pension"


class GroupKey(StrEnum):
    """Groups by meaning, which outlives their clause letters. Article 5."""

    CHILD_ABANDONED = "child_abandoned"
    CHILD_BOTH_DEAD = "child_both_dead"
    CHILD_ONE_DEAD_OTHER_MISSING = "child_one_dead_other_missing"
    CHILD_ONE_DEAD_OTHER_FACILITY = "child_one_dead_other_facility"
    CHILD_ONE_DEAD_OTHER_SENTENCE = "child_one_dead_other_sentence"
    CHILD_BOTH_MISSING = "child_both_missing"
    CHILD_BOTH_FACILITY = "child_both_facility"
    CHILD_BOTH_SENTENCE = "child_both_sentence"
    CHILD_MISSING_FACILITY = "child_missing_facility"
    CHILD_MISSING_SENTENCE = "child_missing_sentence"
    CHILD_FACILITY_SENTENCE = "child_facility_sentence"
    CHILD_NO_CARE = "child_no_care"
    YOUTH_STUDYING = "youth_studying"
    CHILD_HIV = "child_hiv"
    SINGLE_PARENT = "single_parent"
    ELDERLY_POOR = "elderly_poor"
    ELDERLY_75_HARDSHIP = "elderly_75_hardship"
    ELDERLY_80 = "elderly_80"
    ELDERLY_FACILITY_ELIGIBLE = "elderly_facility_eligible"
    DISABILITY_EXTREME = "disability_extreme"
    DISABILITY_SEVERE = "disability_severe"
    TODDLER_POOR = "toddler_poor"
    ADULT_HIV = "adult_hiv"
    PENSION_75 = "pension_75"
    PENSION_70 = "pension_70"


class StopCause(StrEnum):
    """Why an allowance stops for good. Decree 335/2026, Article 9; Circular 02/2021, Article 2(1)."""

    DEATH = "death"
    MISSING = "missing"
    NOT_ELIGIBLE = "not_eligible"
    SENTENCE = "sentence"
    REFUSES = "refuses"
    STILL_NOT_COMPLYING = "still_not_complying"
    MOVED = "moved"


class SuspendCause(StrEnum):
    """Why payment is held back for a time. Decree 335/2026, Article 9; Circular 02/2021, Article 2(3)."""

    NOT_COLLECTED = "not_collected"
    NOT_COMPLYING = "not_complying"
    DETAINED = "detained"


class Turn(StrEnum):
    """What a decision does to an allowance that stands."""

    ADJUST = "adjust"
    STOP = "stop"
    SUSPEND = "suspend"
    RESUME = "resume"


# Whoever may not know of a person's health must not learn of it from a group: these go by their clause.
HEALTH_GROUPS = frozenset({GroupKey.CHILD_HIV, GroupKey.ADULT_HIV})
HEALTH_FACT = "hiv_confirmed"


# Clause 1 of Article 5, by meaning: another decree may give it another number.
CLAUSE_1 = tuple(key for key in GroupKey if key.startswith("child_") and key != GroupKey.CHILD_HIV)


class Mark(StrEnum):
    """How sure a figure is."""

    SOURCED = "sourced"
    RECALLED = "recalled"
    INTERPRETATION = "interpretation"


class Regime(StrEnum):
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"


class DecidedBy(StrEnum):
    DISTRICT_CHAIR = "district_chair"
    COMMUNE_CHAIR = "commune_chair"
    FACILITY_HEAD = "facility_head"
    COUNCIL = "council"


class ProcedureKey(StrEnum):
    """What an office is asked for, each with its own steps and time limit."""

    MONTHLY_ASSISTANCE = "monthly_assistance"
    SOCIAL_PENSION = "social_pension"
    CARE_SUPPORT = "care_support"
    RESIDENCE_CHANGE = "residence_change"
    FUNERAL = "funeral"
    EMERGENCY = "emergency"
    EMERGENCY_CARE = "emergency_care"
    FACILITY_ADMISSION = "facility_admission"
    FACILITY_EMERGENCY = "facility_emergency"
    FACILITY_LEAVING = "facility_leaving"
    DISABILITY_DEGREE = "disability_degree"
    DISABILITY_CERTIFICATE = "disability_certificate"
    COMPLAINT = "complaint"


class StartsFrom(StrEnum):
    """The first month a new entitlement is paid for. Article 8."""

    SIGNATURE_MONTH = "signature_month"
    CERTIFICATE_MONTH = "certificate_month"
    BIRTHDAY_MONTH = "birthday_month"


class Outcome(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class ChangeKind(StrEnum):
    """What an administrator may change in the law, always by adding a row."""

    RATE = "rate"
    COEFFICIENT = "coefficient"
    BENEFIT = "benefit"
    WITHDRAWAL = "withdrawal"
    NAMING = "naming"
    REGIME = "regime"
    VERIFICATION = "verification"
    CALENDAR_DAY = "calendar_day"
    DAY_CANCELLED = "day_cancelled"
    DIFFICULTY_AREAS = "difficulty_areas"


class RowKind(StrEnum):
    """Rows of the law that can be withdrawn or compared with the official text."""

    INSTRUMENT = "instrument"
    RATE = "rate"
    COEFFICIENT = "coefficient"
    BENEFIT = "benefit"
    GROUP = "group"
    REGIME = "regime"


class ChangeState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


# How instruments are named, as cited on papers.
INSTRUMENT_KINDS = ("Nghị quyết", "Nghị định", "Quyết định", "Thông tư")
