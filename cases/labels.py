"""Words for the conditions of a step, the papers and the groups."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.papers import Paper, paper_named
from cases.rules import Condition, Reason
from cases.scanned import ScanRefused
from policy.labels import sentence


def paper_label(paper: Paper) -> str:
    """The neutral name of a paper."""
    return _(paper.sentence)


def condition_sentence(condition: Condition) -> str:
    """What holds, or what does not, in words."""
    if condition.finding is not None:
        return sentence(condition.finding)
    assert isinstance(condition.reason, Reason)
    detail = condition.detail
    if condition.reason is Reason.PAPER_PRESENT:
        detail = paper_label(paper_named(detail))
    if condition.met is None and condition.reason is Reason.FACTS_FIT:
        return _("It cannot be told yet whether the facts fit the group: %(detail)s") % {"detail": detail}
    words = condition.reason.met_sentence if condition.met else condition.reason.unmet_sentence
    return _(words) % {"detail": detail} if "%(" in words else _(words)


def condition_article(condition: Condition) -> str:
    """The article a condition rests on."""
    if condition.finding is not None:
        return condition.finding.article
    assert isinstance(condition.reason, Reason)
    return _(condition.reason.article)


def scan_refusal(refused: ScanRefused) -> str:
    """Why a file is not kept."""
    return _(refused.refusal.value)
