"""Everything an officer does to a case: one function a deed."""

from cases.actions.appraisal import (
    approve,
    propose_grant,
    propose_refusal,
    return_for_supplement,
    send_back,
    start_appraisal,
)
from cases.actions.decision import refuse, sign
from cases.actions.desk import receive, resume, withdraw
from cases.actions.drafts import choose_group, open_draft, record_facts, record_intake
from cases.actions.issuing import print_document, print_explanation
from cases.taking import CaseMoved, CaseNotReady, CaseRefusal, SameHands

__all__ = [
    "CaseMoved",
    "CaseNotReady",
    "CaseRefusal",
    "SameHands",
    "approve",
    "choose_group",
    "open_draft",
    "print_document",
    "print_explanation",
    "propose_grant",
    "propose_refusal",
    "receive",
    "record_facts",
    "record_intake",
    "refuse",
    "resume",
    "return_for_supplement",
    "send_back",
    "sign",
    "start_appraisal",
    "withdraw",
]
