"""Words of the supports beside the monthly allowances."""

from __future__ import annotations

from enum import StrEnum


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
