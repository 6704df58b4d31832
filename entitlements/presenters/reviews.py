"""Mass reviews in the words of a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.queries import history_of
from entitlements.documents import factor_of, span_of
from entitlements.enums import ReviewState
from entitlements.forms import ReviewStepForm
from entitlements.labels import REVIEW_KINDS, REVIEW_REASONS
from entitlements.models import MassReview, MassReviewLine
from entitlements.queries import granted_since, totals_of
from entitlements.refusals import excluded_reviewer
from entitlements.reviewing import ReviewChange, review_changes
from entitlements.rules import ReviewKind, ReviewReason
from entitlements.steps import ReviewStep, review_steps_open_to
from offices.actors import Actor
from offices.presenters import history_line
from offices.roles import Permission
from policy.law import Law
from policy.months import format_month
from policy.presenters import coefficient_text, dong
from policy.queries import citing_law
from ui.formats import grouped, vnd
from ui.presenters import PathStep, Tone

PATH = (ReviewState.PREPARED, ReviewState.SUBMITTED, ReviewState.SIGNED, ReviewState.APPLIED)
TONES: dict[str, Tone] = {
    ReviewState.PREPARED: "info",
    ReviewState.SUBMITTED: "warn",
    ReviewState.SIGNED: "warn",
    ReviewState.APPLIED: "good",
    ReviewState.CANCELLED: "neutral",
}
KIND_TONES: dict[str, Tone] = {
    ReviewKind.RAISED: "good",
    ReviewKind.BAND_CHANGED: "good",
    ReviewKind.LOWERED: "warn",
    ReviewKind.SAME: "neutral",
    ReviewKind.ENDED: "bad",
    ReviewKind.CANNOT_TELL: "warn",
}
CHANGES_SHOWN = 10


@dataclass(frozen=True)
class StepButton:
    """A step this person may press now."""

    step: ReviewStep
    url: str
    form: ReviewStepForm

    @property
    def tone(self) -> str:
        return "primary" if self.step.main else "secondary"


@dataclass(frozen=True)
class Level:
    """What a month pays in words: the clause, the sum, the article, the figure."""

    code: str
    sum: str
    article: str
    amount: int


@dataclass(frozen=True)
class LineRow:
    """A line of a review in the table."""

    line: MassReviewLine
    kind: str
    tone: Tone
    old: Level
    new: Level
    change: str
    arrears: str
    arrears_months: str
    why: tuple[str, ...]
    spans: tuple[str, ...]


def review_list_page(page: Page, actor: Actor) -> dict[str, Any]:
    """Reviews with their state in words."""
    rows = [(row, *state_of(row), signed(row.monthly), signed(row.arrears)) for row in page]
    return {"page": page, "rows": rows, "may_prepare": actor.may(Permission.REVIEW_PREPARE)}


def state_of(review: MassReview) -> tuple[str, Tone]:
    """The state in words and colour."""
    return str(ReviewState(review.state).label), TONES[review.state]


def title_of(review: MassReview) -> str:
    """ "Review of Xã Tịnh Khê, new level from 07/2026"."""
    return _("Review of %(office)s, new level from %(month)s") % {
        "office": review.office.name,
        "month": format_month(review.change_month),
    }


def prepared_words(reviews: Sequence[MassReview]) -> str:
    """What was prepared."""
    return ngettext("%(count)s review is prepared.", "%(count)s reviews are prepared.", len(reviews)) % {
        "count": len(reviews)
    }


def review_page(review: MassReview, page: Page, actor: Actor, *, seal: str) -> dict[str, Any]:
    """Everything the page of a review shows this person."""
    law, totals = citing_law(), totals_of(review)
    state, tone = state_of(review)
    changes = [] if review.is_decided or review.state == ReviewState.CANCELLED else review_changes(review)
    return {
        "review": review,
        "title": title_of(review),
        "state": state,
        "tone": tone,
        "path": [PathStep(step, step.label) for step in PATH],
        "stopped": state if review.state == ReviewState.CANCELLED else "",
        "buttons": step_buttons(review, actor),
        "same_hands": _own_work(review, actor),
        "changes": change_words(changes[:CHANGES_SHOWN]),
        "changed": len(changes),
        "granted_since": granted_since(review),
        "totals": totals,
        "monthly": signed(totals.monthly),
        "arrears": signed(totals.arrears),
        "counts": {kind.value: totals.count(kind) for kind in ReviewKind},
        "up": totals.count(ReviewKind.RAISED) + totals.count(ReviewKind.BAND_CHANGED),
        "kinds": [(REVIEW_KINDS[row.kind], row, signed(row.new - row.old)) for row in totals.kinds],
        "groups": [
            (row, law.cite(row.article, row.instrument) if row.article else "", signed(row.new - row.old))
            for row in totals.groups
        ],
        "page": page,
        "rows": [line_row(line, review, law) for line in page],
        "facts": review_facts(review),
        "may_open": actor.may(Permission.PERSON_VIEW),
        "seal_claimed": bool(seal),
        "seal_agrees": bool(seal) and seal == review.seal and review.is_decided,
        "history": [history_line(entry) for entry in history_of(review)]
        if actor.may(Permission.AUDIT_VIEW)
        else [],
    }


def review_facts(review: MassReview) -> list[tuple[str, Any]]:
    """What is compared, by which decision, and who did what."""
    rows: list[tuple[str, Any]] = [
        (_("Law known on (before)"), f"{review.known_before:%d/%m/%Y}"),
        (_("Law known on (now)"), f"{review.known_on:%d/%m/%Y}"),
        (_("New level for months from"), format_month(review.change_month)),
        (_("Lists pay the new level from"), format_month(review.payable_from)),
    ]
    if review.decision_on:
        rows.append((_("Decision"), f"{review.decision_number}, {review.decision_on:%d/%m/%Y}"))
    for label, person in (
        (_("Prepared by"), review.prepared_by),
        (_("Submitted by"), review.submitted_by),
        (_("Signed by"), review.signed_by),
        (_("Applied by"), review.applied_by),
    ):
        if person is not None:
            rows.append((label, person.get_full_name()))
    return rows


def step_buttons(review: MassReview, actor: Actor) -> list[StepButton]:
    """Only the buttons this person may press now."""
    return [
        StepButton(
            step=step,
            url=reverse("review_step", args=[review.pk, step.slug]),
            form=step.form(initial={"version": review.version}, auto_id=f"{step.slug}-%s"),
        )
        for step in review_steps_open_to(review, actor)
    ]


def review_step_page(
    review: MassReview, step: ReviewStep, form: ReviewStepForm, actor: Actor
) -> dict[str, Any]:
    """A step that asks for something; `open` is whether it may be taken now."""
    return {
        "review": review,
        "title": title_of(review),
        "step": step,
        "form": form,
        "open": step in review_steps_open_to(review, actor),
        "url": reverse("review_step", args=[review.pk, step.slug]),
    }


def change_words(changes: Sequence[ReviewChange]) -> list[str]:
    """What happened since the review was prepared, a person a line."""
    words = {
        "added": _("%(name)s (%(code)s): an allowance has come in since"),
        "gone": _("%(name)s (%(code)s): the allowance no longer counts"),
        "changed": _("%(name)s (%(code)s): the amounts are no longer the same"),
    }
    return [words[row.what] % {"name": row.name, "code": row.person_code} for row in changes]


def line_row(line: MassReviewLine, review: MassReview, law: Law) -> LineRow:
    """A line from and to, with why."""
    decided = line.reason not in MassReviewLine.UNDECIDED
    return LineRow(
        line=line,
        kind=str(REVIEW_KINDS[line.kind]),
        tone=KIND_TONES[line.kind],
        old=_level(line, "old", law),
        new=_level(line, "new", law),
        change=signed(line.new_amount - line.old_amount) if decided else "",
        arrears=signed(line.arrears) if line.arrears else "",
        arrears_months=span_of(line.arrears_from, line.arrears_to),
        why=tuple(why(line, review, law)),
        spans=tuple(map(_span_words, line.spans)) if len(line.spans) > 1 else (),
    )


def why(line: MassReviewLine, review: MassReview, law: Law) -> list[str]:
    """The reason in sentences, with the article."""
    reason = ReviewReason(line.reason)
    lines = []
    if reason in (ReviewReason.BASE, ReviewReason.BASE_AND_COEFFICIENT) and line.rate is not None:
        lines.append(
            _("The base goes from %(old)s to %(new)s đồng (%(article)s).")
            % {
                "old": dong(line.old_base),
                "new": dong(line.new_base),
                "article": law.cite(line.rate.article, line.rate.instrument_id),
            }
        )
    if (
        reason in (ReviewReason.COEFFICIENT, ReviewReason.BASE_AND_COEFFICIENT)
        and line.coefficient_row is not None
    ):
        row = line.coefficient_row
        lines.append(
            _("The coefficient goes from %(old)s to %(new)s (%(article)s).")
            % {
                "old": coefficient_text(line.old_coefficient),
                "new": coefficient_text(line.new_coefficient),
                "article": law.cite(row.article, row.instrument_id),
            }
        )
    if reason == ReviewReason.BIRTH_UNPROVEN:
        lines.append(
            _(
                "Another possible birth date would give another level: a paper with the birth date is "
                "needed. Until then the level that is certain is paid."
            )
        )
    elif reason == ReviewReason.GROUP_NOT_IN_FORCE:
        words = {"day": f"{review.known_on:%d/%m/%Y}"}
        lines.append(_("The law known on %(day)s no longer names this group: the allowance ends.") % words)
    elif reason == ReviewReason.ONLY_HIGHEST:
        lines.append(
            _(
                "The person has a higher allowance that this one is not paid beside: settle which one stays. "
                "The review decides nothing about this one."
            )
        )
    return lines or [f"{REVIEW_REASONS[reason]}."]


def signed(amount: int) -> str:
    """A change with its sign: +40.000, −540.000; 0 without."""
    if not amount:
        return "0"
    return f"+{grouped(amount)}" if amount > 0 else f"−{grouped(-amount)}"


def _level(line: MassReviewLine, side: str, law: Law) -> Level:
    base, amount = getattr(line, f"{side}_base"), getattr(line, f"{side}_amount")
    citation = getattr(line, f"{side}_citation")
    return Level(
        code=getattr(line, f"{side}_code"),
        sum=f"{dong(base)} × {factor_of(getattr(line, f'{side}_coefficient'), line.units)}" if amount else "",
        article=law.cite(citation.article, citation.instrument_id) if citation else "",
        amount=amount,
    )


def _span_words(span: dict[str, Any]) -> str:
    """ "07-08/2026: 750.000 đ → 810.000 đ"."""
    first, last = dt.date.fromisoformat(span["first"]), dt.date.fromisoformat(span["last"])
    (_base, _coefficient, old), (_base, _coefficient, new) = span["old"], span["new"]
    return f"{span_of(first, last)}: {vnd(old)} → {vnd(new)}"


def _own_work(review: MassReview, actor: Actor) -> str:
    """Why this person's earlier step keeps them from the one that comes next; "" when nothing does."""
    following = {
        ReviewState.PREPARED: ("submit_review", Permission.REVIEW_SUBMIT),
        ReviewState.SUBMITTED: ("sign_review", Permission.REVIEW_SIGN),
    }.get(ReviewState(review.state))
    if following is None or not actor.may(following[1]):
        return ""
    return excluded_reviewer(review, following[0], actor)
