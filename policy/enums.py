"""Words the law is written in, free of Django; their labels are in `labels.py`."""

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


class BenefitKey(StrEnum):
    """Supports beside the monthly allowances, by meaning."""

    CARE_CHILD = "care_child"
    CARE_ELDERLY = "care_elderly"
    CARE_ONE_EXPECTED_OR_CHILD = "care_one_expected_or_child"
    CARE_TWO_EXPECTED_OR_CHILDREN = "care_two_expected_or_children"
    CARE_EXTREME_AT_HOME = "care_extreme_at_home"
    CARE_EXTREME_TAKEN_IN = "care_extreme_taken_in"
    FUNERAL_BENEFICIARY = "funeral_beneficiary"
    FUNERAL_APPLICANT = "funeral_applicant"
    FUNERAL_CHILD = "funeral_child"
    FUNERAL_SURVIVOR = "funeral_survivor"
    FUNERAL_SURVIVOR_POOR = "funeral_survivor_poor"
    FUNERAL_PENSIONER = "funeral_pensioner"
    FUNERAL_EMERGENCY = "funeral_emergency"
    FUNERAL_UNCLAIMED = "funeral_unclaimed"
    FUNERAL_FACILITY = "funeral_facility"
    RICE_NEW_YEAR = "rice_new_year"
    RICE_HUNGER = "rice_hunger"
    INJURY = "injury"
    HOUSE_REBUILT = "house_rebuilt"
    HOUSE_MOVED = "house_moved"
    HOUSE_REPAIRED = "house_repaired"
    PROTECTION_FOOD = "protection_food"
    FACILITY_NURTURING = "facility_nurturing"
    FACILITY_EFFECTS = "facility_effects"
    FACILITY_MEDICINE = "facility_medicine"
    FACILITY_UTILITIES = "facility_utilities"
    FACILITY_EQUIPMENT_PERSON = "facility_equipment_person"
    FACILITY_EQUIPMENT = "facility_equipment"
    FACILITY_STUDYING = "facility_studying"
    FACILITY_LEAVING = "facility_leaving"
    FACILITY_GOODS = "facility_goods"
    FACILITY_MEALS = "facility_meals"
    ESSENTIALS = "essentials"
    PROTECTION_TREATMENT = "protection_treatment"
    TRANSPORT_PUBLIC = "transport_public"
    TRANSPORT_OFFICE = "transport_office"
    TRANSPORT_HIRED = "transport_hired"
    VISIT_NATIONAL_FIRST = "visit_national_first"
    VISIT_NATIONAL_SECOND = "visit_national_second"
    VISIT_NATIONAL_THIRD = "visit_national_third"
    GIFT_NATIONAL_FIRST = "gift_national_first"
    GIFT_NATIONAL_SECOND = "gift_national_second"
    GIFT_NATIONAL_THIRD = "gift_national_third"
    VISIT_LOCAL_FIRST = "visit_local_first"
    VISIT_LOCAL_SECOND = "visit_local_second"
    VISIT_LOCAL_THIRD = "visit_local_third"
    GIFT_LOCAL_FIRST = "gift_local_first"
    GIFT_LOCAL_SECOND = "gift_local_second"
    GIFT_LOCAL_THIRD = "gift_local_third"


class Chapter(StrEnum):
    """Supports of one chapter are read together."""

    CARE = "care"
    PROTECTION = "protection"
    FUNERAL = "funeral"
    EMERGENCY = "emergency"
    FACILITY = "facility"
    VISITS = "visits"


# The first word of a key tells its chapter; these are the ones of Chapter III, each with a word of its own.
_CHAPTERS = {
    "care": Chapter.CARE,
    "protection": Chapter.PROTECTION,
    "transport": Chapter.PROTECTION,
    "funeral": Chapter.FUNERAL,
    "facility": Chapter.FACILITY,
    "visit": Chapter.VISITS,
    "gift": Chapter.VISITS,
}


def chapter_of(key: BenefitKey) -> Chapter:
    """The chapter a support belongs to."""
    return _CHAPTERS.get(key.partition("_")[0], Chapter.EMERGENCY)


class Measure(StrEnum):
    """What the value of a support counts."""

    TIMES_BASE = "times_base"
    DONG = "dong"
    KG_RICE = "kg_rice"
    TIMES_COST = "times_cost"  # of a price or cost named in the text
    LITRES_PER_KM = "litres_per_km"
    DONG_IN_KIND = "dong_in_kind"
    IN_KIND = "in_kind"  # things the text lists without a figure


class CareArrangement(StrEnum):
    """Who looks after a person in the community."""

    OWN_HOUSEHOLD = "own_household"
    TAKEN_IN = "taken_in"  # by a household or person under a decision
    NONE = "none"


class HungerCause(StrEnum):
    NEW_YEAR = "new_year"
    DISASTER = "disaster"  # also fire, crop failure, the lean season, force majeure
    OTHER = "other"  # none the law names


class HouseDamage(StrEnum):
    DESTROYED = "destroyed"
    BADLY_DAMAGED = "badly_damaged"
    AT_RISK = "at_risk"
    NONE = "none"


class ProtectionKind(StrEnum):
    """Why someone needs emergency protection."""

    CHILD_WITHOUT_KIN = "child_without_kin"
    VICTIM = "victim"
    HOMELESS = "homeless"
    BY_PROVINCE = "by_province"
    NONE = "none"


class Admission(StrEnum):
    """On what ground someone lives in a social-assistance facility."""

    HARDSHIP = "hardship"
    EMERGENCY = "emergency"
    SANCTION = "sanction"
    VOLUNTARY = "voluntary"
    NOT_ADMITTED = "not_admitted"


class TransportMeans(StrEnum):
    """How someone in emergency protection is taken home or to a facility."""

    PUBLIC = "public"
    OFFICE = "office"  # a vehicle of the agency
    HIRED = "hired"


class Visitor(StrEnum):
    """Who visits. Decree 335/2026, Article 14."""

    NATIONAL = "national"
    LOCAL = "local"  # leaders of ministries and provinces


class VisitLevel(StrEnum):
    """The three levels of Article 14, the highest first."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class CarerOf(StrEnum):
    """Whom a carer takes in: the conditions differ. Decree 20/2021, Articles 22 and 23."""

    CHILD = "child"
    ADULT = "adult"  # extremely severely disabled, or elderly and eligible for a facility


class CarerCondition(StrEnum):
    """What the law asks of a carer, by meaning."""

    CAPACITY = "capacity"
    VOLUNTARY = "voluntary"
    HOME = "home"
    MEANS = "economic_means"
    HEALTH = "health"
    SPOUSE_CAPACITY = "spouse_capacity"
    SPOUSE_VOLUNTARY = "spouse_voluntary"
    SPOUSE_HEALTH = "spouse_health"
    NO_ILL_TREATMENT = "no_ill_treatment"
    NO_PROFITEERING = "no_profiteering"
    STILL_ABLE = "still_able"
    RIGHTS_KEPT = "rights_kept"
    NO_SANCTION = "no_sanction"


class Payee(StrEnum):
    """Who is paid a funeral support."""

    ORGANISER = "organiser"
    HOUSEHOLD = "household"


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
