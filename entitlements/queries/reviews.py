"""Reads of mass reviews, every one within the scope of the actor; and the changes of the law to review."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum

from beneficiaries.names import fold
from entitlements.enums import ReviewState
from entitlements.models import Entitlement, MassReview, MassReviewLine
from entitlements.rules import ReviewKind
from offices import scope
from offices.actors import Actor
from offices.enums import OfficeKind
from offices.models import Office
from offices.roles import Permission
from policy.models import Coefficient, Rate
from policy.months import first_of


@dataclass(frozen=True)
class ChangeOfLaw:
    """What offices began to apply on a day: the first month it is for, and the instruments behind it."""

    known_on: dt.date
    change_month: dt.date
    instruments: tuple[str, ...]

    @property
    def known_before(self) -> dt.date:
        """The last day of the law before."""
        return self.known_on - dt.timedelta(days=1)


def changes_of_law(today: dt.date) -> list[ChangeOfLaw]:
    """Changes of bases and coefficients known by a day, newest first; two queries."""
    found: dict[dt.date, list[tuple[dt.date, str]]] = defaultdict(list)
    local = Q(province_code__in=("", settings.PROVINCE_CODE))
    for rows in (Rate.objects.filter(local), Coefficient.objects.all()):
        figures = rows.filter(known_from__lte=today).values_list(
            "known_from", "valid_from", "instrument__kind", "instrument__number"
        )
        for known_from, valid_from, kind, number in figures:
            found[known_from].append((first_of(valid_from), f"{kind} {number}"))
    return [
        ChangeOfLaw(
            day,
            min(month for month, _name in found[day]),
            tuple(sorted({name for _month, name in found[day]})),
        )
        for day in sorted(found, reverse=True)
    ]


def communes_to_review(actor: Actor) -> QuerySet[Office]:
    """The communes whose reviews the actor may prepare: the own one, or every one of the own province."""
    own = Q(parent_id=actor.office_id) if actor.is_province else Q(pk=actor.office_id)
    return Office.objects.filter(own, kind=OfficeKind.COMMUNE)


def reviews_in_scope(actor: Actor) -> QuerySet[MassReview]:
    """Reviews the actor may see."""
    return scope.mass_reviews(MassReview.objects.all(), actor).select_related(
        "office", "prepared_by", "submitted_by", "signed_by", "applied_by", "moved_by"
    )


def reviews_listed(actor: Actor) -> QuerySet[MassReview]:
    """Reviews with how many people and how much money each is about, newest change first."""
    return (
        reviews_in_scope(actor)
        .annotate(
            persons=Count("lines__person_id", distinct=True),
            monthly=_decided("lines__new_amount") - _decided("lines__old_amount"),
            arrears=_decided("lines__arrears"),
        )
        .order_by("-known_on", "office__name", "-pk")
    )


# Whose step comes next.
NEXT_HAND = {
    ReviewState.PREPARED: Permission.REVIEW_SUBMIT,
    ReviewState.SUBMITTED: Permission.REVIEW_SIGN,
    ReviewState.SIGNED: Permission.REVIEW_PREPARE,
}


def reviews_waiting(actor: Actor) -> list[MassReview]:
    """Reviews of the own commune whose next step is this actor's."""
    states = [state for state, permission in NEXT_HAND.items() if actor.may(permission)]
    if not states or actor.is_province:
        return []
    own_work = Q(prepared_by=actor.user_id) & ~Q(state=ReviewState.SIGNED)
    return list(reviews_in_scope(actor).filter(~own_work, state__in=states))


def _decided(field: str) -> Sum:
    return Sum(field, filter=~Q(lines__reason__in=MassReviewLine.UNDECIDED), default=0)


@dataclass(frozen=True)
class KindSum:
    """Lines of one kind: how many, and what they paid and will pay a month, in đồng."""

    kind: str
    lines: int
    old: int
    new: int
    arrears: int


@dataclass(frozen=True)
class GroupSum:
    """Lines of one clause before and after."""

    old_code: str
    new_code: str
    article: str
    instrument: str
    lines: int
    old: int
    new: int
    arrears: int


@dataclass(frozen=True)
class Totals:
    """A review in figures; money counts only what it decides."""

    persons: int
    lines: int
    old: int
    new: int
    arrears: int
    kinds: tuple[KindSum, ...]
    groups: tuple[GroupSum, ...]

    @property
    def monthly(self) -> int:
        return self.new - self.old

    def count(self, kind: ReviewKind) -> int:
        return sum(row.lines for row in self.kinds if row.kind == kind)


def totals_of(review: MassReview) -> Totals:
    """Everything a review comes to, by kind and by clause; three queries."""
    sums = {
        "count": Count("pk"),
        "old": Sum("old_amount"),
        "new": Sum("new_amount"),
        "behind": Sum("arrears"),
    }
    lines = MassReviewLine.objects.filter(review=review)
    kinds: Iterable[Mapping[str, Any]] = lines.order_by().values("kind").annotate(**sums)
    by_kind = {row["kind"]: row for row in kinds}
    decided = lines.decided()
    by_group: Iterable[Mapping[str, Any]] = (
        decided.order_by("new_code", "old_code")
        .values(
            "old_code",
            "new_code",
            article=F("new_citation__article"),
            instrument=F("new_citation__instrument_id"),
        )
        .annotate(**sums)
    )
    money = decided.aggregate(**sums)
    return Totals(
        persons=lines.aggregate(count=Count("person_id", distinct=True))["count"],
        lines=sum(row["count"] for row in by_kind.values()),
        old=money["old"] or 0,
        new=money["new"] or 0,
        arrears=money["behind"] or 0,
        kinds=tuple(
            KindSum(kind, row["count"], row["old"], row["new"], row["behind"])
            for kind in ReviewKind
            if (row := by_kind.get(kind))
        ),
        groups=tuple(
            GroupSum(
                row["old_code"],
                row["new_code"],
                row["article"] or "",
                row["instrument"] or "",
                row["count"],
                row["old"],
                row["new"],
                row["behind"],
            )
            for row in sorted(by_group, key=lambda row: code_order(row["new_code"] or row["old_code"]))
        ),
    )


def lines_listed(
    review: MassReview, *, text: str = "", kind: str = "", code: str = ""
) -> QuerySet[MassReviewLine]:
    """Lines of a review in its order: by name or code of the person, kind, clause."""
    rows = (
        MassReviewLine.objects.filter(review=review)
        .select_related("rate", "coefficient_row", "old_citation", "new_citation")
        .order_by("position")
    )
    if text.strip():
        named = Q(person_code__icontains=text.strip())
        if words := fold(text).split():
            alike = Q()
            for word in words:
                alike &= Q(person__search_name__contains=word)
            named |= alike
        rows = rows.filter(named)
    if kind:
        rows = rows.filter(kind=kind)
    if code:
        rows = rows.filter(Q(new_code=code) | Q(old_code=code))
    return rows


def codes_listed(review: MassReview) -> list[str]:
    """The clauses that occur in a review, in the order of the law."""
    pairs = (
        MassReviewLine.objects.filter(review=review).order_by().values_list("old_code", "new_code").distinct()
    )
    return sorted({code for pair in pairs for code in pair if code}, key=code_order)


def granted_since(review: MassReview) -> int:
    """Allowances of the commune decided since the change, each at the new level by its own decision."""
    return Entitlement.objects.filter(
        person__office_id=review.office_id, decision_on__gte=review.known_on
    ).count()


def code_order(code: str) -> tuple[int, str, int]:
    """The order of clauses and points: a b c d đ e; what has no number comes last."""
    clause, _dot, point = code.partition(".")
    alphabet = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    return (
        int(clause) if clause.isdigit() else 99,
        "" if clause.isdigit() else clause,
        alphabet.find(point[:1]),
    )
