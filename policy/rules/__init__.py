"""Decisions of the law, pure: facts and dates in, reasons and amounts out."""

from policy.rules.amounts import Due, last_payable_month, monthly_due
from policy.rules.care import care_support_due
from policy.rules.carers import CarerAssessment, judge_carer
from policy.rules.conditions import judge
from policy.rules.emergency import (
    essentials_due,
    house_support_due,
    injury_due,
    protection_food_due,
    rice_due,
)
from policy.rules.facility import (
    CommunityChoice,
    community_beside_facility,
    facility_ceilings,
    facility_due,
    facility_meal_ceiling,
    facility_nurturing_due,
)
from policy.rules.funeral import funeral_support_due, payee_of
from policy.rules.groups import GroupAssessment, assess
from policy.rules.highest import Choice, SetAside, entitlements_due
from policy.rules.protection import transport_due, treatment_due
from policy.rules.shares import Share, Support
from policy.rules.starts import first_payable_month
from policy.rules.visits import visit_due

__all__ = [
    "CarerAssessment",
    "Choice",
    "CommunityChoice",
    "Due",
    "GroupAssessment",
    "SetAside",
    "Share",
    "Support",
    "assess",
    "care_support_due",
    "community_beside_facility",
    "entitlements_due",
    "essentials_due",
    "facility_ceilings",
    "facility_due",
    "facility_meal_ceiling",
    "facility_nurturing_due",
    "first_payable_month",
    "funeral_support_due",
    "house_support_due",
    "injury_due",
    "judge",
    "judge_carer",
    "last_payable_month",
    "monthly_due",
    "payee_of",
    "protection_food_due",
    "rice_due",
    "transport_due",
    "treatment_due",
    "visit_due",
]
