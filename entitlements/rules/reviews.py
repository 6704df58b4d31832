"""What a change of the law does to an allowance that stands: from, to, why, arrears. Pure.

Decree 335/2026/ND-CP, Article 32(3) to (5): whoever is on an allowance moves to the new level from the month
the law gives it for, with what earlier months were paid too little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from policy.enums import Slot
from policy.facts import PartialDate
from policy.law import Law
from policy.months import first_of, last_day_of, months_between, require_month
from policy.reasons import Reason
from policy.rules import Due, GroupAssessment, entitlements_due, monthly_due


class ReviewKind(StrEnum):
    """What becomes of an allowance."""

    RAISED = "raised"
    BAND_CHANGED = "band_changed"
    SAME = "same"
    ENDED = "ended"
    LOWERED = "lowered"
    CANNOT_TELL = "cannot_tell"


class ReviewReason(StrEnum):
    """Why."""

    BASE = "base"
    COEFFICIENT = "coefficient"
    BASE_AND_COEFFICIENT = "base_and_coefficient"
    CAME_IN = "came_in"
    UNCHANGED = "unchanged"
    AGE = "age"
    GROUP_NOT_IN_FORCE = "group_not_in_force"
    NO_RATE = "no_rate"
    BIRTH_UNPROVEN = "birth_unproven"
    ONLY_HIGHEST = "only_highest"


@dataclass(frozen=True)
class Terms:
    """What is compared: the law known on two days, from a month on; lists pay the new from `payable_from`."""

    change_month: date
    payable_from: date
    known_before: date
    known_on: date

    def __post_init__(self) -> None:
        require_month(self.change_month)
        require_month(self.payable_from)
        if self.payable_from < self.change_month:
            raise ValueError("the new level is paid no earlier than it is for")
        if self.known_before >= self.known_on:
            raise ValueError("the two days are compared in order")


@dataclass(frozen=True)
class Held:
    """An allowance somebody has; `key` tells those of one person apart."""

    key: int
    group: str
    units: int
    born: PartialDate | None
    start_month: date
    end_month: date | None = None
    died_on: date | None = None


@dataclass(frozen=True)
class Span:
    """Months in a row with one level before and one after; (base, coefficient, amount), 0 where nothing."""

    first: date
    last: date
    old: tuple[int, Decimal, int]
    new: tuple[int, Decimal, int]


@dataclass(frozen=True)
class Reviewed:
    """An allowance in its last month that counts, under either law, and the months before at the old level.

    `arrears` in đồng is negative where the old level was the higher one.
    """

    month: date
    old_code: str  # what the group is or was last named by before
    old: Due
    new: Due
    kind: ReviewKind
    reason: ReviewReason
    arrears_from: date | None
    arrears_to: date | None
    arrears_months: int
    arrears: int
    spans: tuple[Span, ...]


def review_allowance(
    held: Held, *, terms: Terms, law: Law, province: str | None = None, gives_way: bool = False
) -> Reviewed | None:
    """Compare an allowance under the law known on two days; None when no month of it counts.

    An allowance that gives way to a higher one of the same person, or whose level hangs on a birth date not
    proven, cannot be told; the latter keeps the level that is certain. Articles 4, 6, 8 and 32(3) to (5).
    """
    months = _months(held, terms)
    if not months:
        return None
    pairs = [
        (
            _due(held, month, terms.known_before, law, province),
            _due(held, month, terms.known_on, law, province),
        )
        for month in months
    ]
    old, new = pairs[-1]
    kind, reason = _verdict(old, new, pairs, gives_way)
    behind = [
        (old.month, new.amount - old.amount)
        for old, new in pairs
        if old.month < terms.payable_from and new.amount != old.amount and not gives_way
    ]
    return Reviewed(
        month=months[-1],
        old_code=old.code or _last_named(held.group, terms.known_before, law),
        old=old,
        new=new,
        kind=kind,
        reason=reason,
        arrears_from=behind[0][0] if behind else None,
        arrears_to=behind[-1][0] if behind else None,
        arrears_months=len(behind),
        arrears=sum(amount for _month, amount in behind),
        spans=_spans(pairs),
    )


def giving_way(
    held: Iterable[Held], *, terms: Terms, law: Law, province: str | None = None
) -> frozenset[int]:
    """Keys of one person's allowances not paid beside a higher one at the new level. Article 6(2)."""
    day = min(last_day_of(terms.payable_from), terms.known_on)
    order = {group.key: place for place, group in enumerate(law.groups_on(day))}
    running = [one for one in held if one.group in order and terms.payable_from in _months(one, terms)]
    assessments, keys = [], {}
    for one in sorted(running, key=lambda one: order[one.group]):
        group = law.group(one.group, day)
        assert group is not None
        assessment = GroupAssessment(
            group=group.key,
            programme=group.programme,
            slot=Slot(group.slot),
            name_vi=group.name_vi,
            code=group.code,
            article=law.cite(group.article, group.instrument),
            fits=True,
            findings=(),
            due=_due(one, terms.payable_from, terms.known_on, law, province),
            adds_to_single_parent=group.adds_to_single_parent,
        )
        assessments.append(assessment)
        keys[id(assessment)] = one.key
    choice = entitlements_due(assessments)
    return frozenset(keys[id(aside.assessment)] for aside in choice.set_aside)


def _months(held: Held, terms: Terms) -> list[date]:
    last = [terms.payable_from]
    last += [held.end_month] if held.end_month else []
    last += [first_of(held.died_on)] if held.died_on else []
    return months_between(max(terms.change_month, held.start_month), min(last))


def _due(held: Held, month: date, known_on: date, law: Law, province: str | None) -> Due:
    return monthly_due(
        group=held.group,
        units=held.units,
        born=held.born,
        month=month,
        known_on=known_on,
        law=law,
        province=province,
        died_on=held.died_on,
    )


def _verdict(
    old: Due, new: Due, pairs: list[tuple[Due, Due]], gives_way: bool
) -> tuple[ReviewKind, ReviewReason]:
    why_nothing = {finding.reason for finding in new.reasons} if not new.amount else set()
    if gives_way:
        return ReviewKind.CANNOT_TELL, ReviewReason.ONLY_HIGHEST
    if Reason.GROUP_IN_FORCE in why_nothing:
        return ReviewKind.ENDED, ReviewReason.GROUP_NOT_IN_FORCE
    if Reason.RATE_IN_FORCE in why_nothing:
        return ReviewKind.CANNOT_TELL, ReviewReason.NO_RATE
    if any(due.needs for pair in pairs for due in pair):
        return ReviewKind.CANNOT_TELL, ReviewReason.BIRTH_UNPROVEN
    return _kind(old, new), _reason(old, new, bool(why_nothing))


def _kind(old: Due, new: Due) -> ReviewKind:
    if new.amount < old.amount:
        return ReviewKind.LOWERED
    if old.amount and new.coefficient != old.coefficient:
        return ReviewKind.BAND_CHANGED
    return ReviewKind.RAISED if new.amount > old.amount else ReviewKind.SAME


def _reason(old: Due, new: Due, nothing: bool) -> ReviewReason:
    if nothing:
        return ReviewReason.AGE
    if not old.amount:
        return ReviewReason.CAME_IN
    base, coefficient = new.base != old.base, new.coefficient != old.coefficient
    if base and coefficient:
        return ReviewReason.BASE_AND_COEFFICIENT
    if base:
        return ReviewReason.BASE
    return ReviewReason.COEFFICIENT if coefficient else ReviewReason.UNCHANGED


def _spans(pairs: list[tuple[Due, Due]]) -> tuple[Span, ...]:
    found = []
    for (old, new), run in groupby(pairs, key=lambda pair: (_level(pair[0]), _level(pair[1]))):
        months = [due.month for due, _new in run]
        found.append(Span(months[0], months[-1], old, new))
    return tuple(found)


def _last_named(group: str, day: date, law: Law) -> str:
    named = [row for row in law.groups if row.key == group and row.valid_from <= day]
    return max(named, key=lambda row: row.valid_from).code if named else ""


def _level(due: Due) -> tuple[int, Decimal, int]:
    return due.base, due.coefficient, due.amount
