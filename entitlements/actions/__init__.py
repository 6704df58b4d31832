"""What officers do to entitlements and to caseload workbooks."""

from entitlements.actions.caseload import cancel_caseload, confirm_caseload, preview_caseload
from entitlements.actions.grants import adjust, end, grant, record_death
from entitlements.actions.resolving import (
    accept_as_another_person,
    accept_as_present,
    accept_as_same_person,
    accept_lawful_amount,
    accept_until_death,
    accept_until_move,
    leave_out,
)
from entitlements.actions.suspensions import resume, suspend
from entitlements.refusals import (
    AlreadySuspended,
    EndsBeforeStart,
    EntitlementRefusal,
    ImportClosed,
    ImportRefusal,
    NothingToImport,
    NotSuspended,
    OverlappingEntitlement,
    PaidThroughTooEarly,
    PaidThroughTooLate,
    PersonDeceased,
    RowResolved,
)

__all__ = [
    "AlreadySuspended",
    "EndsBeforeStart",
    "EntitlementRefusal",
    "ImportClosed",
    "ImportRefusal",
    "NotSuspended",
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
    "adjust",
    "cancel_caseload",
    "confirm_caseload",
    "end",
    "grant",
    "leave_out",
    "preview_caseload",
    "record_death",
    "resume",
    "suspend",
]
