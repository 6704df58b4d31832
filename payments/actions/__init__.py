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
from payments.actions.contracts import (
    add_provider,
    close_contract,
    confirm_contract,
    decline_contract,
    propose_contract,
)
from payments.actions.handover import (
    correct_run,
    download_file,
    export_answer_sheet,
    hand_over,
    print_minutes,
    start_paying,
)
from payments.actions.holds import download_notice, hold_payment, lift_hold, place_holds, send_holds
from payments.actions.printing import export_list, print_line, print_list, print_run
from payments.actions.results import print_receipt, record_result, settle_result_finding, take_answer
from payments.actions.settling import (
    close_report,
    export_settlement,
    print_settlement,
    reconcile,
    reopen_report,
    settle,
)
from payments.refusals import AnswerRefused
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
    "AnswerRefused",
    "EarlierRunOpen",
    "NothingToPay",
    "PaymentRefusal",
    "RunLocked",
    "RunMoved",
    "RunOutOfOrder",
    "RunOutdated",
    "RunTooEarly",
    "SameHands",
    "add_provider",
    "approve_run",
    "build_again",
    "build_run",
    "check_run",
    "close_contract",
    "close_report",
    "confirm_contract",
    "correct_run",
    "decline_contract",
    "download_file",
    "download_notice",
    "export_answer_sheet",
    "export_list",
    "export_settlement",
    "fail_build",
    "finish_build",
    "hand_over",
    "hold_payment",
    "lift_hold",
    "place_holds",
    "print_line",
    "print_list",
    "print_minutes",
    "print_receipt",
    "print_run",
    "print_settlement",
    "propose_contract",
    "reconcile",
    "record_result",
    "reopen_report",
    "reopen_run",
    "send_back_run",
    "send_holds",
    "settle",
    "settle_result_finding",
    "start_build",
    "start_paying",
    "take_answer",
]
