"""Decisions of the law, pure: facts and dates in, reasons and amounts out."""

from policy.rules.amounts import Due, last_payable_month, monthly_due
from policy.rules.care import care_support_due
from policy.rules.carers import CarerAssessment, judge_carer
from policy.rules.conditions import judge
from policy.rules.course import MonthRow, Paid, Stretch, Turn, course, fold, next_turn
from policy.rules.emergency import (
    essentials_due,
    house_support_due,
    injury_due,
    protection_food_due,
    rice_due,
)
from policy.rules.explanation import (
    Held,
    KnownBefore,
    MonthExplained,
    MonthPart,
    Recipient,
    explain_month,
    known_before,
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
from policy.rules.groups import GroupAssessment, assess, fits_group
from policy.rules.highest import Choice, SetAside, entitlements_due
from policy.rules.near import WhyGroup, neighbours, why_group
from policy.rules.protection import transport_due, treatment_due
from policy.rules.shares import Share, Support
from policy.rules.starts import first_list_month, first_payable_month
from policy.rules.visits import visit_due

__all__ = [
    "CarerAssessment",
    "Choice",
    "CommunityChoice",
    "Due",
    "GroupAssessment",
    "Held",
    "KnownBefore",
    "MonthExplained",
    "MonthPart",
    "MonthRow",
    "Paid",
    "Recipient",
    "SetAside",
    "Share",
    "Stretch",
    "Support",
    "Turn",
    "WhyGroup",
    "assess",
    "care_support_due",
    "community_beside_facility",
    "course",
    "entitlements_due",
    "essentials_due",
    "explain_month",
    "facility_ceilings",
    "facility_due",
    "facility_meal_ceiling",
    "facility_nurturing_due",
    "first_list_month",
    "first_payable_month",
    "fits_group",
    "fold",
    "funeral_support_due",
    "house_support_due",
    "injury_due",
    "judge",
    "judge_carer",
    "known_before",
    "last_payable_month",
    "monthly_due",
    "neighbours",
    "next_turn",
    "payee_of",
    "protection_food_due",
    "rice_due",
    "transport_due",
    "treatment_due",
    "visit_due",
    "why_group",
]
