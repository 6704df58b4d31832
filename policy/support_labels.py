"""Words for supports beside the monthly allowances; `labels.py` offers them together with its own."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policy.enums import (
    Admission,
    BenefitKey,
    CareArrangement,
    HouseDamage,
    HungerCause,
    Measure,
    Payee,
    ProtectionKind,
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
    },
    Measure: {
        Measure.TIMES_BASE: _("Times the base standard"),
        Measure.DONG: _("Đồng"),
        Measure.KG_RICE: _("Kilograms of rice"),
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
}

SUPPORT_FACT_ENUMS: dict[str, type[StrEnum]] = {
    "arrangement": CareArrangement,
    "cause": HungerCause,
    "damage": HouseDamage,
    "kind": ProtectionKind,
    "admitted_as": Admission,
}
