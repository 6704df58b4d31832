"""Words for supports beside the monthly allowances; `labels.py` offers them together with its own."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policy.enums import (
    Admission,
    BenefitKey,
    CareArrangement,
    CarerOf,
    Chapter,
    HouseDamage,
    HungerCause,
    Measure,
    Payee,
    ProtectionKind,
    TransportMeans,
    VisitLevel,
    Visitor,
)

SUPPORT_LABELS: dict[type[StrEnum], dict[str, str | Promise]] = {
    BenefitKey: {
        BenefitKey.CARE_CHILD: _("Care support: taking in a child of clause 1"),
        BenefitKey.CARE_ELDERLY: _("Care support: taking in an elderly person"),
        BenefitKey.CARE_ONE_EXPECTED_OR_CHILD: _(
            "Care support: disabled person, pregnant or raising one child under 36 months"
        ),
        BenefitKey.CARE_TWO_EXPECTED_OR_CHILDREN: _(
            "Care support: disabled person, pregnant and raising a child, or raising two under 36 months"
        ),
        BenefitKey.CARE_EXTREME_AT_HOME: _(
            "Care support: household of a person with an extremely severe disability"
        ),
        BenefitKey.CARE_EXTREME_TAKEN_IN: _(
            "Care support: taking in a person with an extremely severe disability"
        ),
        BenefitKey.FUNERAL_BENEFICIARY: _("Funeral support: person on monthly assistance"),
        BenefitKey.FUNERAL_APPLICANT: _("Funeral support: person whose decision was still to come"),
        BenefitKey.FUNERAL_CHILD: _("Funeral support: child of a poor single parent"),
        BenefitKey.FUNERAL_SURVIVOR: _("Funeral support: old person on another monthly allowance"),
        BenefitKey.FUNERAL_SURVIVOR_POOR: _(
            "Funeral support: old person, poor or near-poor, on a survivor's allowance"
        ),
        BenefitKey.FUNERAL_PENSIONER: _("Funeral support: person on the social pension"),
        BenefitKey.FUNERAL_EMERGENCY: _("Funeral support: death in a disaster or serious accident"),
        BenefitKey.FUNERAL_UNCLAIMED: _("Funeral support: burying a victim nobody claims"),
        BenefitKey.FUNERAL_FACILITY: _("Funeral support: person in a facility"),
        BenefitKey.RICE_NEW_YEAR: _("Rice at the lunar new year, per person"),
        BenefitKey.RICE_HUNGER: _("Rice after a disaster or in the lean season, per person and month"),
        BenefitKey.INJURY: _("Treatment of a serious injury"),
        BenefitKey.HOUSE_REBUILT: _("House destroyed: building another"),
        BenefitKey.HOUSE_MOVED: _("House moved at once by decision"),
        BenefitKey.HOUSE_REPAIRED: _("House badly damaged: repair"),
        BenefitKey.PROTECTION_FOOD: _("Food in emergency protection, per person and day"),
        BenefitKey.FACILITY_NURTURING: _("Nurturing allowance in a facility, monthly"),
        BenefitKey.FACILITY_EFFECTS: _("Facility: personal effects, per person and year"),
        BenefitKey.FACILITY_MEDICINE: _("Facility: medicine and rehabilitation, per person and year"),
        BenefitKey.FACILITY_UTILITIES: _("Facility: utilities, per person and year"),
        BenefitKey.FACILITY_EQUIPMENT_PERSON: _("Facility: equipment, per person and year"),
        BenefitKey.FACILITY_EQUIPMENT: _("Facility: equipment, per facility and year"),
        BenefitKey.FACILITY_STUDYING: _("Nurturing allowance in a facility after 16, while studying"),
        BenefitKey.FACILITY_LEAVING: _("Nurturing allowance in a facility after 16, until self-reliant"),
        BenefitKey.FACILITY_GOODS: _("Facility: things for daily life"),
        BenefitKey.FACILITY_MEALS: _("Facility: meals on holidays and for the sick"),
        BenefitKey.ESSENTIALS: _("Essential goods after a disaster"),
        BenefitKey.PROTECTION_TREATMENT: _("Treatment in emergency protection without a health card"),
        BenefitKey.TRANSPORT_PUBLIC: _("Taking home or to a facility: public transport"),
        BenefitKey.TRANSPORT_OFFICE: _("Taking home or to a facility: vehicle of the agency"),
        BenefitKey.TRANSPORT_HIRED: _("Taking home or to a facility: hired vehicle"),
        BenefitKey.VISIT_NATIONAL_FIRST: _("Visit by national leaders, first level: money"),
        BenefitKey.VISIT_NATIONAL_SECOND: _("Visit by national leaders, second level: money"),
        BenefitKey.VISIT_NATIONAL_THIRD: _("Visit by national leaders, third level: money"),
        BenefitKey.GIFT_NATIONAL_FIRST: _("Visit by national leaders, first level: gift in kind"),
        BenefitKey.GIFT_NATIONAL_SECOND: _("Visit by national leaders, second level: gift in kind"),
        BenefitKey.GIFT_NATIONAL_THIRD: _("Visit by national leaders, third level: gift in kind"),
        BenefitKey.VISIT_LOCAL_FIRST: _("Visit by ministry or province, first level: money"),
        BenefitKey.VISIT_LOCAL_SECOND: _("Visit by ministry or province, second level: money"),
        BenefitKey.VISIT_LOCAL_THIRD: _("Visit by ministry or province, third level: money"),
        BenefitKey.GIFT_LOCAL_FIRST: _("Visit by ministry or province, first level: gift in kind"),
        BenefitKey.GIFT_LOCAL_SECOND: _("Visit by ministry or province, second level: gift in kind"),
        BenefitKey.GIFT_LOCAL_THIRD: _("Visit by ministry or province, third level: gift in kind"),
    },
    Chapter: {
        Chapter.CARE: _("Care and nurturing in the community"),
        Chapter.PROTECTION: _("Emergency protection"),
        Chapter.FUNERAL: _("Funeral support"),
        Chapter.EMERGENCY: _("Emergency assistance"),
        Chapter.FACILITY: _("Care and nurturing in a facility"),
        Chapter.VISITS: _("Visits and gifts"),
    },
    Measure: {
        Measure.TIMES_BASE: _("Times the base standard"),
        Measure.DONG: _("Đồng"),
        Measure.KG_RICE: _("Kilograms of rice"),
        Measure.TIMES_COST: _("Times the price or cost the text names"),
        Measure.LITRES_PER_KM: _("Litres of petrol a kilometre"),
        Measure.DONG_IN_KIND: _("Đồng, given in kind"),
        Measure.IN_KIND: _("In kind, without a figure"),
    },
    CarerOf: {
        CarerOf.CHILD: _("A child"),
        CarerOf.ADULT: _("A person with an extremely severe disability, or an elderly person"),
    },
    TransportMeans: {
        TransportMeans.PUBLIC: _("Public transport"),
        TransportMeans.OFFICE: _("A vehicle of the agency"),
        TransportMeans.HIRED: _("A hired vehicle"),
    },
    Visitor: {
        Visitor.NATIONAL: _("National leaders"),
        Visitor.LOCAL: _("Leaders of a ministry or province"),
    },
    VisitLevel: {
        VisitLevel.FIRST: _("First level"),
        VisitLevel.SECOND: _("Second level"),
        VisitLevel.THIRD: _("Third level"),
    },
    CareArrangement: {
        CareArrangement.OWN_HOUSEHOLD: _("Looked after by the own household"),
        CareArrangement.TAKEN_IN: _("Taken in by decision"),
        CareArrangement.NONE: _("Looked after by nobody in the community"),
    },
    HungerCause: {
        HungerCause.NEW_YEAR: _("Lunar new year"),
        HungerCause.DISASTER: _("Disaster, fire, crop failure, lean season or force majeure"),
        HungerCause.OTHER: _("Another cause"),
    },
    HouseDamage: {
        HouseDamage.DESTROYED: _("Completely destroyed"),
        HouseDamage.BADLY_DAMAGED: _("Badly damaged"),
        HouseDamage.AT_RISK: _("At risk, to be moved at once"),
        HouseDamage.NONE: _("No such damage"),
    },
    ProtectionKind: {
        ProtectionKind.CHILD_WITHOUT_KIN: _(
            "Child whose parents are dead or missing, without kin able to care"
        ),
        ProtectionKind.VICTIM: _("Victim of violence, abuse, trafficking or forced labour"),
        ProtectionKind.HOMELESS: _("Homeless child or beggar waiting to be taken home"),
        ProtectionKind.BY_PROVINCE: _("Another case by decision of the province"),
        ProtectionKind.NONE: _("No case of emergency protection"),
    },
    Admission: {
        Admission.HARDSHIP: _("Special hardship"),
        Admission.EMERGENCY: _("Emergency protection in a facility"),
        Admission.SANCTION: _("Under the law on administrative sanctions"),
        Admission.VOLUNTARY: _("Voluntary, by contract"),
        Admission.NOT_ADMITTED: _("Not in a facility"),
    },
    Payee: {
        Payee.ORGANISER: _("Whoever organised the burial, not the dead person's account"),
        Payee.HOUSEHOLD: _("The household of the dead person"),
    },
}

_CARER_FACTS: dict[str, str | Promise] = {
    "capacity": _("Full civil capacity, keeps the law"),
    "voluntary": _("Takes the person in of free will"),
    "home": _("Stable home with room for the person"),
    "economic_means": _("Economic means"),
    "health": _("Health and experience for the care"),
    "lives_with_spouse": _("Lives with husband or wife"),
    "spouse_capacity": _("Husband or wife: full civil capacity, keeps the law"),
    "spouse_voluntary": _("Husband or wife: agrees of free will"),
    "spouse_health": _("Husband or wife: health and experience for the care"),
    "ill_treated": _("Has ill-treated the person taken in"),
    "profiteered": _("Makes a profit of the care"),
    "no_longer_able": _("Is no longer able to care"),
    "violated_rights": _("Has gravely violated the person's rights"),
    "sanctioned": _("Sanctioned in this field, or convicted"),
    "close_kin_of_clause_1": _("Grandparent, aunt, uncle, brother or sister of a child of clause 1"),
}

SUPPORT_FACT_LABELS: dict[str, str | Promise] = {
    "arrangement": _("Who looks after the person"),
    "pregnant": _("Pregnant"),
    "spouse_has_share": _("Husband or wife has this support already"),
    "carer_died_on": _("Day the carer died"),
    "on_monthly_assistance": _("Was on monthly assistance"),
    "applied_and_qualified": _("File waiting for a decision, conditions met"),
    "child_of_single_parent": _("Child of a poor single parent of clause 4"),
    "on_survivor_allowance": _("Had a monthly survivor's allowance"),
    "on_other_allowance": _("Had another monthly allowance"),
    "on_social_pension": _("Was on the social pension"),
    "died_in_emergency": _("Died in a disaster or serious accident"),
    "buried_by_others": _("Buried by others, as nobody took the responsibility"),
    "actual_cost": _("Actual cost of the burial"),
    "lived_in_facility": _("Lived in a facility"),
    "other_funeral_support": _("Funeral support by other texts"),
    "happened_on": _("Day it happened"),
    "short_of_food": _("Household short of food"),
    "cause": _("Cause of the shortage"),
    "people": _("Number of people"),
    "months": _("Number of months"),
    "emergency_cause": _("Caused by a disaster, fire or accident"),
    "seriously_injured": _("Seriously injured"),
    "treated_days": _("Days of treatment"),
    "damage": _("What happened to the house"),
    "cannot_live_there": _("Cannot live in the house any more"),
    "in_hardship": _("Household in hardship"),
    "moved_by_order": _("Decision to move the house at once"),
    "kind": _("Case of emergency protection"),
    "started_on": _("First day"),
    "ended_on": _("Last day"),
    "admitted_as": _("Ground of living in a facility"),
    "lost_home": _("Home lost"),
    "cannot_provide": _("Cannot provide for essential needs"),
    "has_health_card": _("Has a health-insurance card"),
    "insurance_would_pay": _("What health insurance would pay (đồng)"),
    "transport": _("Means of transport"),
    "fare": _("Fare or price of the hire (đồng)"),
    "kilometres": _("Kilometres"),
    "petrol_price": _("Price of a litre of petrol (đồng)"),
    "admitted_on": _("Day of admission to the facility"),
    "stays_as_adult": _("Stays on a ground for adults (disabled, elderly)"),
    "study_ended_on": _("Day the studies ended"),
    "self_reliant": _("Earns a living"),
    "meal_cost": _("Cost of an ordinary meal (đồng)"),
    "visitor": _("Who visits"),
    "level": _("Level of the visit"),
    **_CARER_FACTS,
}

SUPPORT_FACT_ENUMS: dict[str, type[StrEnum]] = {
    "arrangement": CareArrangement,
    "cause": HungerCause,
    "damage": HouseDamage,
    "kind": ProtectionKind,
    "admitted_as": Admission,
    "transport": TransportMeans,
    "visitor": Visitor,
    "level": VisitLevel,
}
