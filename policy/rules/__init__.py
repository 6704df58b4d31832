"""Decisions of the law, pure: facts and dates in, reasons and amounts out."""

from policy.rules.amounts import Due, last_payable_month, monthly_due
from policy.rules.conditions import judge
from policy.rules.groups import GroupAssessment, assess
from policy.rules.highest import Choice, SetAside, entitlements_due
from policy.rules.starts import first_payable_month

__all__ = [
    "Choice",
    "Due",
    "GroupAssessment",
    "SetAside",
    "assess",
    "entitlements_due",
    "first_payable_month",
    "judge",
    "last_payable_month",
    "monthly_due",
]
