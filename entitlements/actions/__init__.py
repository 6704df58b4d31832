"""What officers do to entitlements and to caseload workbooks."""

from entitlements.actions.caseload import cancel_caseload, confirm_caseload, preview_caseload
from entitlements.actions.grants import end, end_by_death, grant, record_death
from entitlements.actions.resolving import (
    accept_as_another_person,
    accept_as_present,
    accept_as_same_person,
    accept_lawful_amount,
    accept_until_death,
    accept_until_move,
    leave_out,
)
from entitlements.refusals import (
    EndsBeforeStart,
    EntitlementRefusal,
    ImportClosed,
    ImportRefusal,
    NothingToImport,
    OverlappingEntitlement,
    PaidThroughTooEarly,
    PaidThroughTooLate,
    PersonDeceased,
    RowResolved,
)

__all__ = [
    "EndsBeforeStart",
    "EntitlementRefusal",
    "ImportClosed",
    "ImportRefusal",
    "NothingToImport",
    "OverlappingEntitlement",
    "PaidThroughTooEarly",
    "PaidThroughTooLate",
    "PersonDeceased",
    "RowResolved",
    "accept_as_another_person",
    "accept_as_present",
    "accept_as_same_person",
    "accept_lawful_amount",
    "accept_until_death",
    "accept_until_move",
    "cancel_caseload",
    "confirm_caseload",
    "end",
    "end_by_death",
    "grant",
    "leave_out",
    "preview_caseload",
    "record_death",
]
