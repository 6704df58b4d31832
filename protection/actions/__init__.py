"""Everything done to a child-protection case: one function a deed, each behind the wall."""

from protection.actions.assessing import (
    assess_initially,
    assess_specifically,
    hold_meeting,
    record_child,
    record_consent,
    record_groups,
)
from protection.actions.circle import break_glass, end_access, give_duty, review_glass, share, withhold
from protection.actions.emergency import extend_isolation, isolate, lift_isolation, record_measure
from protection.actions.ending import conclude, go_on, reopen, review, set_aside
from protection.actions.looking import find, look, note_print, unseal
from protection.actions.moving import accept, answer, ask, decline, forward, take_back, transfer
from protection.actions.planning import approve_plan, return_plan, submit_plan
from protection.actions.reporting import add_report, receive_report
from protection.actions.supporting import finish_task, record_reply, record_visit, refer, report_missed_visits
from protection.taking import CaseMoved, CaseNotReady, NobodyThere, ProtectionRefusal, SameHands

__all__ = [
    "CaseMoved",
    "CaseNotReady",
    "NobodyThere",
    "ProtectionRefusal",
    "SameHands",
    "accept",
    "add_report",
    "answer",
    "approve_plan",
    "ask",
    "assess_initially",
    "assess_specifically",
    "break_glass",
    "conclude",
    "decline",
    "end_access",
    "extend_isolation",
    "find",
    "finish_task",
    "forward",
    "give_duty",
    "go_on",
    "hold_meeting",
    "isolate",
    "lift_isolation",
    "look",
    "note_print",
    "receive_report",
    "record_child",
    "record_consent",
    "record_groups",
    "record_measure",
    "record_reply",
    "record_visit",
    "refer",
    "reopen",
    "report_missed_visits",
    "return_plan",
    "review",
    "review_glass",
    "set_aside",
    "share",
    "submit_plan",
    "take_back",
    "transfer",
    "unseal",
    "withhold",
]
