"""Who is entitled to what, from when to when, by which decision; mass reviews and caseload workbooks."""

from entitlements.models.allowances import Entitlement, OpeningPayment, Suspension
from entitlements.models.caseload import CaseloadImport, CaseloadRow
from entitlements.models.reviews import EntitlementLevel, MassReview, MassReviewLine

__all__ = [
    "CaseloadImport",
    "CaseloadRow",
    "Entitlement",
    "EntitlementLevel",
    "MassReview",
    "MassReviewLine",
    "OpeningPayment",
    "Suspension",
]
