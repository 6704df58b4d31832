"""Typed calls of the statements under sql/: the lines of reviews, what changed since, levels and ends."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from entitlements.models import MassReview, MassReviewLine
from entitlements.rules import Terms
from entitlements.sql import statement
from policy.law import packaged_law
from policy.months import last_day_of


@dataclass(frozen=True)
class ReviewRow:
    """An allowance under the law known on two days, as SQL computes it; see review_rows.sql."""

    review_id: int
    entitlement_id: int
    person_id: int
    slot: str
    units: int
    month: dt.date
    old_citation_id: int | None
    old_code: str
    old_base: int
    old_coefficient: Decimal
    old_amount: int
    new_citation_id: int | None
    new_code: str
    new_base: int
    new_coefficient: Decimal
    new_amount: int
    rate_id: int | None
    coefficient_id: int | None
    kind: str
    reason: str
    arrears_from: dt.date | None
    arrears_to: dt.date | None
    arrears_months: int
    arrears: int
    spans: Any


@dataclass(frozen=True)
class ReviewChange:
    """A line that would not be the same now: 'added', 'gone' or 'changed'."""

    person_code: str
    name: str
    what: str


def terms_of(review: MassReview) -> Terms:
    """What a review compares."""
    return Terms(
        change_month=review.change_month,
        payable_from=review.payable_from,
        known_before=review.known_before,
        known_on=review.known_on,
    )


def review_rows(reviews: Sequence[MassReview], terms: Terms) -> Iterator[ReviewRow]:
    """What the lines of reviews would be now."""
    with _joining_many() as cursor:
        cursor.execute(statement("review_rows"), _parameters(reviews, terms))
        for row in cursor.fetchall():
            values = [*row[:-1], json.loads(row[-1])]  # Django leaves jsonb as text
            yield ReviewRow(*values)


def write_lines(reviews: Sequence[MassReview], terms: Terms) -> int:
    """Write the lines of reviews of one change anew, as things stand now; returns how many."""
    MassReviewLine.objects.filter(review__in=reviews).delete()  # one statement: nothing points at a line
    with _joining_many() as cursor:
        cursor.execute(statement("mass_review"), _parameters(reviews, terms))
        return int(cursor.rowcount)


def review_changes(review: MassReview) -> list[ReviewChange]:
    """What a review would say otherwise if it were prepared now: nothing when it still stands."""
    with _joining_many() as cursor:
        cursor.execute(
            statement("review_changes"), _parameters([review], terms_of(review)) | {"review": review.pk}
        )
        return [ReviewChange(*row) for row in cursor.fetchall()]


def review_seals(reviews: Sequence[MassReview]) -> dict[int, str]:
    """The seal of each review that has lines, computed from them as they are."""
    with connection.cursor() as cursor:
        cursor.execute(statement("review_seals"), {"reviews": [review.pk for review in reviews]})
        return dict(cursor.fetchall())


def stamp_levels(review: MassReview) -> int:
    """Write the levels a review decided; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(statement("stamp_levels"), {"review": review.pk})
        return int(cursor.rowcount)


def end_reviewed(review: MassReview, *, reason: str) -> int:
    """End the allowances of a review whose group the law no longer names; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(statement("end_reviewed"), {"review": review.pk, "reason": reason})
        return int(cursor.rowcount)


@contextmanager
def _joining_many() -> Iterator[CursorWrapper]:
    """A cursor whose statements join by hash alone.

    What a statement computes on its way has no statistics: the planner takes it for a row or two and would
    compare every allowance with every other.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop = on")


def _parameters(reviews: Sequence[MassReview], terms: Terms) -> dict[str, Any]:
    groups = packaged_law().groups_on(min(last_day_of(terms.payable_from), terms.known_on))
    return {
        "reviews": [review.pk for review in reviews],
        "change_month": terms.change_month,
        "payable_from": terms.payable_from,
        "known_before": terms.known_before,
        "known_on": terms.known_on,
        "province": settings.PROVINCE_CODE,
        "groups": [group.key for group in groups],
        "ranks": list(range(len(groups))),
        "adds": [group.adds_to_single_parent for group in groups],
    }
