"""Reviewing every allowance of a commune when the law changes, and applying what its chair decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audit import recorder
from entitlements import events
from entitlements.documents import paper_of, render_review
from entitlements.enums import EndReason, ReviewState
from entitlements.models import Entitlement, MassReview
from entitlements.refusals import (
    NothingToReview,
    ReviewerSameHands,
    ReviewMoved,
    ReviewOutdated,
    ReviewStanding,
    excluded_reviewer,
)
from entitlements.reviewing import (
    end_reviewed,
    review_changes,
    review_seals,
    stamp_levels,
    terms_of,
    write_lines,
)
from entitlements.rules import Terms
from entitlements.sql import statement
from entitlements.workbook import render_workbook
from offices.actors import Actor, NotPermitted
from offices.models import Office
from offices.numbering import next_number
from offices.roles import Permission


@transaction.atomic
def prepare_reviews(
    *, offices: Sequence[Office], terms: Terms, by: Actor, at: dt.datetime
) -> list[MassReview]:
    """Prepared the review of communes: what every allowance is before and after a change of the law.

    A review still being prepared is prepared anew; one further on stays as it is and is not given back.
    Asked again with nothing changed, nothing is written. Raises NotPermitted; ReviewStanding when the only
    commune asked for is further on; NothingToReview. Decree 335/2026/ND-CP, Article 32(3) to (5).
    """
    offices = list(
        Office.objects.select_for_update(no_key=True).filter(pk__in=[o.pk for o in offices]).order_by("pk")
    )
    for office in offices:
        _require_preparer(by, office)
    standing = {
        review.office_id: review
        for review in MassReview.objects.select_for_update(of=("self",))
        .select_related("office")
        .filter(office__in=offices, known_on=terms.known_on)
        .exclude(state=ReviewState.CANCELLED)
    }
    if len(offices) == 1 and standing and not can_proceed(standing[offices[0].pk].prepare_again):
        raise ReviewStanding(standing[offices[0].pk])
    reviews = [
        _set_terms(standing.get(office.pk), office, terms)
        for office in offices
        if office.pk not in standing or can_proceed(standing[office.pk].prepare_again)
    ]
    write_lines(reviews, terms)
    seals = review_seals(reviews)
    for review in reviews:
        if review.pk not in seals and not review.seal:
            review.delete()  # made just now, for nobody
    reviews = [review for review in reviews if review.pk]
    moved = [review for review in reviews if seals.get(review.pk, "") != review.seal]
    for review in moved:
        review.seal = seals.get(review.pk, "")
        review.prepare_again(at=at)
        review.prepared_by_id = by.user_id
        _keep(review, by)
    recorder.record_many(
        events.review_prepared, subjects=[(review, _terms(review) | _sums(review)) for review in moved], by=by
    )
    if not seals:
        raise NothingToReview
    return reviews


@transaction.atomic
def prepare_review_again(*, review: MassReview, version: int, by: Actor, at: dt.datetime) -> MassReview:
    """Prepared the review anew, as people and allowances are now.

    Raises NotPermitted, ReviewMoved, NothingToReview.
    """
    Office.objects.select_for_update(no_key=True).get(pk=review.office_id)  # in the order of prepare_reviews
    review = _take(review, version=version, transition="prepare_again")
    _require_preparer(by, review.office)
    (prepared,) = prepare_reviews(offices=[review.office], terms=terms_of(review), by=by, at=at)
    return prepared


@transaction.atomic
def submit_review(*, review: MassReview, version: int, by: Actor, at: dt.datetime) -> MassReview:
    """Submitted the review to the chair.

    Raises NotPermitted, ReviewMoved, ReviewerSameHands, NothingToReview, ReviewOutdated.
    """
    review = _take(review, version=version, transition="submit_review")
    by.require(Permission.REVIEW_SUBMIT, office_id=review.office_id)
    _refuse_same_hands(review, "submit_review", by)
    if not review.seal:
        raise NothingToReview
    _refuse_outdated(review)
    before = {"state": review.state}
    review.submit_review(at=at)
    review.submitted_by_id = by.user_id
    _keep(review, by)
    after = _sums(review) | {"state": review.state}
    recorder.record(events.review_submitted, subject=review, by=by, before=before, after=after)
    return review


@transaction.atomic
def send_back_review(
    *, review: MassReview, version: int, reason: str, by: Actor, at: dt.datetime
) -> MassReview:
    """Sent the review back to be prepared again. Raises NotPermitted, ReviewMoved."""
    review = _take(review, version=version, transition="send_back_review")
    if not by.may(Permission.REVIEW_SUBMIT):
        by.require(Permission.REVIEW_SIGN)
    if by.office_id != review.office_id:
        raise NotPermitted(Permission.REVIEW_SIGN)
    before = {"state": review.state}
    review.send_back_review(at=at)
    review.submitted_by = None
    _keep(review, by)
    after = {"state": review.state}
    recorder.record(events.review_sent_back, subject=review, by=by, before=before, after=after, reason=reason)
    return review


@transaction.atomic
def sign_review(*, review: MassReview, version: int, by: Actor, at: dt.datetime) -> MassReview:
    """Signed the list decision: every allowance on the list moves to its new level.

    The list must still be what it would be today. Raises NotPermitted, ReviewMoved, ReviewerSameHands,
    ReviewOutdated. Decree 335/2026/ND-CP, Article 32(3) to (5).
    """
    review = _take(review, version=version, transition="sign_review")
    by.require(Permission.REVIEW_SIGN, office_id=review.office_id)
    _refuse_same_hands(review, "sign_review", by)
    _refuse_outdated(review)
    before = {"state": review.state}
    today = timezone.localdate(at)
    serial = next_number(office=review.office, kind="QD", period=f"{today:%Y}")
    review.decision_number, review.decision_on = f"{serial:02d}/QĐ-UBND", today
    review.signed_by_id = by.user_id
    review.paper = paper_of(review, signer=by.name).to_json()
    review.sign_review(at=at)
    _keep(review, by)
    recorder.record(
        events.review_signed,
        subject=review,
        by=by,
        before=before,
        after=_sums(review)
        | {
            "state": review.state,
            "decision_number": review.decision_number,
            "decision_on": review.decision_on,
        },
    )
    return review


@transaction.atomic
def apply_review(*, review: MassReview, version: int, by: Actor, at: dt.datetime) -> MassReview:
    """Applied the list decision: its levels stand on the allowances, those no longer in the law end.

    The end of an allowance is the last month the law named its group. Raises NotPermitted, ReviewMoved.
    """
    review = _take(review, version=version, transition="apply_review")
    _require_preparer(by, review.office)
    before = {"state": review.state}
    about = {"review": review.pk}
    levels = stamp_levels(review)
    allowances = recorder.record_selected(
        events.level_decided,
        subject_type=Entitlement,
        rows=statement("levels_of_review"),
        parameters=about,
        by=by,
    )
    ended = recorder.record_selected(
        events.ended,
        subject_type=Entitlement,
        rows=statement("ended_by_review"),
        parameters=about,
        by=by,
        reason=_("Decision %(number)s: the law no longer names the group")
        % {"number": review.decision_number},
    )
    end_reviewed(review, reason=EndReason.GROUP_ENDED)
    review.apply_review(at=at)
    review.applied_by_id = by.user_id
    _keep(review, by)
    recorder.record(
        events.review_applied,
        subject=review,
        by=by,
        before=before,
        after={
            "state": review.state,
            "decision_number": review.decision_number,
            "allowances": allowances,
            "levels": levels,
            "ended": ended,
        },
    )
    return review


@transaction.atomic
def cancel_review(*, review: MassReview, version: int, reason: str, by: Actor, at: dt.datetime) -> MassReview:
    """Cancelled a review nobody has signed. Raises NotPermitted, ReviewMoved."""
    review = _take(review, version=version, transition="cancel_review")
    _require_preparer(by, review.office)
    before = {"state": review.state}
    review.cancel_review(at=at)
    _keep(review, by)
    after = {"state": review.state}
    recorder.record(events.review_cancelled, subject=review, by=by, before=before, after=after, reason=reason)
    return review


@transaction.atomic
def print_review(*, review: MassReview, by: Actor) -> bytes:
    """Printed the list decision with its annex; before signature, a draft. Raises NotPermitted."""
    by.require(Permission.REVIEW_VIEW)
    content = render_review(review)
    recorder.record(
        events.review_printed,
        subject=review,
        by=by,
        after={"decision_number": review.decision_number, "seal": review.seal},
    )
    return content


@transaction.atomic
def export_review(*, review: MassReview, by: Actor) -> bytes:
    """Exported the lines of a review as an Excel workbook. Raises NotPermitted."""
    by.require(Permission.REVIEW_VIEW)
    content = render_workbook(review)
    recorder.record(events.review_exported, subject=review, by=by, after=_sums(review))
    return content


def _take(review: MassReview, *, version: int, transition: str) -> MassReview:
    """Lock the row and read it again; refuse when it changed or the step does not follow."""
    MassReview.objects.select_for_update().values_list("pk", flat=True).get(pk=review.pk)
    locked = MassReview.objects.select_related("office", "office__parent").get(pk=review.pk)
    if locked.version != version or not can_proceed(getattr(locked, transition)):
        raise ReviewMoved(locked)
    return locked


def _require_preparer(by: Actor, office: Office) -> None:
    """The commune's officer, or an administrator of its province."""
    above = by.is_province and office.parent_id == by.office_id
    by.require(Permission.REVIEW_PREPARE, office_id=None if above else office.pk)


def _refuse_same_hands(review: MassReview, transition: str, by: Actor) -> None:
    if sentence := excluded_reviewer(review, transition, by):
        raise ReviewerSameHands(sentence)


def _refuse_outdated(review: MassReview) -> None:
    if changes := review_changes(review):
        raise ReviewOutdated(changes)


def _set_terms(review: MassReview | None, office: Office, terms: Terms) -> MassReview:
    if review is None:
        review = MassReview(office=office, known_on=terms.known_on)
    review.change_month, review.payable_from = terms.change_month, terms.payable_from
    review.known_before = terms.known_before
    review.save()
    return review


def _keep(review: MassReview, by: Actor) -> None:
    """Save a step taken: the version moves on and the review says who moved it."""
    review.version += 1
    review.moved_by_id = by.user_id
    review.save()


def _terms(review: MassReview) -> dict[str, Any]:
    return {
        "change_month": review.change_month,
        "payable_from": review.payable_from,
        "known_before": review.known_before,
        "known_on": review.known_on,
    }


def _sums(review: MassReview) -> dict[str, Any]:
    decided = review.lines.decided().aggregate(arrears=Sum("arrears"))
    return {"lines": review.lines.count(), "arrears": decided["arrears"] or 0, "seal": review.seal}
