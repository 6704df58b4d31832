"""Everything an officer does to a case: one function a deed."""

from cases.actions.appraisal import (
    approve,
    propose_grant,
    propose_refusal,
    return_for_supplement,
    send_back,
    start_appraisal,
)
from cases.actions.changing import open_change, record_change
from cases.actions.decision import refuse, sign
from cases.actions.desk import receive, resume, withdraw
from cases.actions.drafts import choose_group, open_draft, record_facts, record_intake
from cases.actions.issuing import print_document, print_explanation
from cases.actions.life import record_life_event
from cases.actions.prompts import (
    KindNotOffered,
    NoReasonGiven,
    PromptAnswered,
    Proposed,
    dismiss_prompt,
    open_from_prompt,
    propose,
)
from cases.actions.scans import ScanGone, Upload, add_scans, take_back_scan, view_scan
from cases.taking import (
    AnotherCaseRuns,
    CaseMoved,
    CaseNotReady,
    CaseRefusal,
    SameHands,
    SlotDiffers,
)

__all__ = [
    "AnotherCaseRuns",
    "CaseMoved",
    "CaseNotReady",
    "CaseRefusal",
    "KindNotOffered",
    "NoReasonGiven",
    "PromptAnswered",
    "Proposed",
    "SameHands",
    "ScanGone",
    "SlotDiffers",
    "Upload",
    "add_scans",
    "approve",
    "choose_group",
    "dismiss_prompt",
    "open_change",
    "open_draft",
    "open_from_prompt",
    "print_document",
    "print_explanation",
    "propose",
    "propose_grant",
    "propose_refusal",
    "receive",
    "record_change",
    "record_facts",
    "record_intake",
    "record_life_event",
    "refuse",
    "resume",
    "return_for_supplement",
    "send_back",
    "sign",
    "start_appraisal",
    "take_back_scan",
    "view_scan",
    "withdraw",
]
