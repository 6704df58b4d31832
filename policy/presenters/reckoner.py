"""What the rules answer to a reckoner, in words: the amount, every condition, what is still needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from offices.actors import Actor
from policy.enums import Chapter, Outcome
from policy.forms.reckoner import Answer, ReckonerForm
from policy.labels import fact_label, fact_words, label, sentence
from policy.presenters.pages import frame
from policy.presenters.sums import coefficient_text, dong, worth_lines
from policy.queries import current_law_of_supports
from policy.reasons import Finding
from policy.reckoners import RECKONERS, Reckoner
from policy.rules import CarerAssessment, Share, Support
from ui.presenters import CheckItem, Tone

States = Literal["met", "unmet", "unknown"]
_STATES: dict[Outcome, States] = {
    Outcome.MET: "met",
    Outcome.UNMET: "unmet",
    Outcome.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class Part:
    """One support of an answer: its sum and its conditions."""

    title: str
    article: str
    lines: Sequence[str]
    checks: Sequence[CheckItem]


@dataclass(frozen=True)
class AnswerWords:
    """An answer: the headline, what is given, what cannot be told, what is not given and why."""

    headline: str
    tone: Tone
    given: Sequence[Part] = ()
    waiting: Sequence[Part] = ()
    refused: Sequence[tuple[str, Sequence[str]]] = ()
    notes: Sequence[str] = ()


def chooser_page(actor: Actor) -> dict[str, Any]:
    """The reckoners by chapter."""
    chapters: dict[Chapter, list[tuple[Promise, str]]] = {}
    for row in RECKONERS:
        chapters.setdefault(row.chapter, []).append((row.label, reverse(row.url_name)))
    return frame(actor, "law_supports") | {
        "chapters": [(label(chapter), links) for chapter, links in chapters.items()]
    }


def reckoner_page(reckoner: Reckoner, form: ReckonerForm, actor: Actor) -> dict[str, Any]:
    """One reckoner with its answer, once something valid was typed."""
    page = frame(actor, "law_supports") | {"reckoner": reckoner, "form": form}
    if form.is_bound and form.is_valid():
        answer = form.answer(current_law_of_supports(), settings.PROVINCE_CODE)
        page["answer"] = answer_words(answer, monthly=reckoner.monthly)
    return page


def answer_words(answer: Answer, *, monthly: bool = False) -> AnswerWords:
    """An answer of the rules in words."""
    if isinstance(answer, CarerAssessment):
        return _carer(answer)
    if isinstance(answer, tuple):
        found = [share for share in answer if share.row is not None]
        if not found:
            return AnswerWords(_("The law gives no such support on that day."), "neutral")
        return AnswerWords(_("No more than the following."), "info", given=_parts(found))
    support = answer if isinstance(answer, Support) else _alone(answer)
    headline, tone = _headline(support, monthly=monthly)
    return AnswerWords(
        headline,
        tone,
        given=_parts(support.chosen),
        waiting=_parts(support.open),
        refused=[(label(share.benefit), _why_not(share)) for share in support.not_given],
        notes=[sentence(finding) for finding in support.findings],
    )


def _alone(share: Share) -> Support:
    """One support on its own."""
    if share.fits is None:
        return Support(open=(share,))
    return Support(chosen=(share,)) if share.fits else Support(not_given=(share,))


def _headline(support: Support, *, monthly: bool) -> tuple[str, Tone]:
    needs = ", ".join(fact_label(field) for field in support.needs)
    if support.fits is False:
        return _("By these facts there is no such support."), "neutral"
    if not support.chosen:
        return _("Cannot tell yet. Needed: %(facts)s.") % {"facts": needs}, "warn"
    worth = _worth(support, monthly=monthly)
    if needs:
        words = {"worth": worth, "facts": needs}
        return _("As far as is certain: %(worth)s. Still needed: %(facts)s.") % words, "warn"
    return _("Support: %(worth)s.") % {"worth": worth}, "good"


def _worth(support: Support, *, monthly: bool) -> str:
    kilograms = sum(share.quantity for share in support.chosen)
    if kilograms:
        text = coefficient_text(kilograms).removesuffix(",0")
        return _("%(kilograms)s kg of rice") % {"kilograms": text}
    if not support.amount:
        unknown = any(share.needs for share in support.chosen)
        return _("an amount still open") if unknown else _("in kind")
    words = {"amount": dong(support.amount)}
    return (_("%(amount)s đồng a month") if monthly else _("%(amount)s đồng")) % words


def _carer(answer: CarerAssessment) -> AnswerWords:
    part = Part(_("Conditions on the carer"), "", (), _checks(answer.findings))
    if answer.fits is None:
        needs = ", ".join(fact_label(field) for field in answer.needs)
        return AnswerWords(
            _("Cannot tell yet. Needed: %(facts)s.") % {"facts": needs}, "warn", waiting=[part]
        )
    if answer.fits:
        return AnswerWords(_("This carer meets the conditions."), "good", given=[part])
    return AnswerWords(_("This carer does not meet the conditions."), "neutral", given=[part])


def _parts(shares: Iterable[Share]) -> list[Part]:
    return [
        Part(
            title=label(share.benefit),
            article=share.article,
            lines=worth_lines(share) if share.row is not None else [],
            checks=_checks(share.findings),
        )
        for share in shares
    ]


def _checks(findings: Iterable[Finding]) -> list[CheckItem]:
    return [
        CheckItem(sentence(finding), _STATES[finding.outcome], fact_words(finding), finding.article)
        for finding in findings
    ]


def _why_not(share: Share) -> list[str]:
    return [sentence(finding) for finding in share.unmet]
