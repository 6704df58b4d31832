"""Everything an officer does to a payment run: one function a deed."""

from payments.actions.approval import approve_run, check_run
from payments.actions.building import (
    build_again,
    build_run,
    fail_build,
    finish_build,
    reopen_run,
    send_back_run,
    start_build,
)
from payments.actions.printing import export_list, print_line, print_list, print_run
from payments.taking import (
    EarlierRunOpen,
    NothingToPay,
    PaymentRefusal,
    RunLocked,
    RunMoved,
    RunOutdated,
    RunOutOfOrder,
    RunTooEarly,
    SameHands,
)

__all__ = [
    "EarlierRunOpen",
    "NothingToPay",
    "PaymentRefusal",
    "RunLocked",
    "RunMoved",
    "RunOutOfOrder",
    "RunOutdated",
    "RunTooEarly",
    "SameHands",
    "approve_run",
    "build_again",
    "build_run",
    "check_run",
    "export_list",
    "fail_build",
    "finish_build",
    "print_line",
    "print_list",
    "print_run",
    "reopen_run",
    "send_back_run",
    "start_build",
]
