"""Words of what the office knows about a person."""

from __future__ import annotations

from enum import StrEnum


class ParentState(StrEnum):
    ALIVE = "alive"
    DEAD = "dead"
    MISSING = "missing"
    UNIDENTIFIED = "unidentified"
    IN_FACILITY = "in_facility"
    SERVING_SENTENCE = "serving_sentence"


class PovertyStatus(StrEnum):
    POOR = "poor"
    NEAR_POOR = "near_poor"
    NOT_POOR = "not_poor"


class MaritalState(StrEnum):
    SINGLE = "single"
    MARRIED = "married"
    WIDOWED = "widowed"
    SPOUSE_MISSING = "spouse_missing"
    DIVORCED = "divorced"


class DisabilityDegree(StrEnum):
    NONE = "none"
    MILD = "mild"
    SEVERE = "severe"
    EXTREME = "extreme"


class SupporterState(StrEnum):
    """The people who have the duty and the right to support someone."""

    NONE = "none"
    ALL_ON_ALLOWANCE = "all_on_allowance"
    ABLE = "able"
    UNKNOWN = "unknown"


class SupporterIncome(StrEnum):
    """What someone obliged to support lives on."""

    MONTHLY_ASSISTANCE = "monthly_assistance"
    SOCIAL_PENSION = "social_pension"
    PENSION = "pension"
    OWN_INCOME = "own_income"
    NOTHING = "nothing"  # no allowance of any kind


class SiAllowanceKind(StrEnum):
    """Monthly allowances of social insurance beside the pension."""

    LOSS_OF_CAPACITY = "loss_of_capacity"
    WORK_INJURY = "work_injury"
    SURVIVOR = "survivor"
    OTHER = "other"


class DisabilityType(StrEnum):
    """Law on Persons with Disabilities 51/2010, Article 3(1)."""

    MOVEMENT = "movement"
    HEARING_SPEECH = "hearing_speech"
    SIGHT = "sight"
    MENTAL = "mental"
    INTELLECTUAL = "intellectual"
    OTHER = "other"


class StudyLevel(StrEnum):
    GENERAL = "general"
    CONTINUING = "continuing"
    VOCATIONAL = "vocational"
    SECONDARY_PROFESSIONAL = "secondary_professional"
    COLLEGE = "college"
    UNIVERSITY_FIRST = "university_first"
    OTHER = "other"  # a second degree, postgraduate studies, a short course


class DifficultyClass(StrEnum):
    """How an area of ethnic minorities and mountains is classed; SPECIAL is what Article 5 asks for."""

    SPECIAL = "special"
    DIFFICULT = "difficult"
    ORDINARY = "ordinary"


class EvidenceKind(StrEnum):
    """Papers a fact may rest on."""

    BIRTH_CERTIFICATE = "birth_certificate"
    DEATH_EXTRACT = "death_extract"
    COURT_DECISION = "court_decision"
    FACILITY_CONFIRMATION = "facility_confirmation"
    SENTENCE_PAPER = "sentence_paper"
    ABANDONMENT_MINUTES = "abandonment_minutes"
    ADOPTION_CERTIFICATE = "adoption_certificate"
    SCHOOL_CONFIRMATION = "school_confirmation"
    MEDICAL_CONFIRMATION = "medical_confirmation"
    MARRIAGE_CERTIFICATE = "marriage_certificate"
    MARITAL_CONFIRMATION = "marital_confirmation"
    DISABILITY_CERTIFICATE = "disability_certificate"
    POVERTY_CERTIFICATE = "poverty_certificate"
    PENSION_CONFIRMATION = "pension_confirmation"
    COMMUNE_CONFIRMATION = "commune_confirmation"
    CARE_UNDERTAKING = "care_undertaking"
    DECISION = "decision"
    AREA_LIST = "area_list"  # the dated table of areas, never typed by an officer
    NATIONAL_DATABASE = "national_database"
    OTHER = "other"


class StudyStatus(StrEnum):
    STUDYING = "studying"
    PAUSED = "paused"  # an authorised pause (bảo lưu)
    RESUMED = "resumed"  # studying again after a break nobody authorised
    NOT_STUDYING = "not_studying"


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"
