"""What will change for a running allowance in the coming months: amounts, ends, papers to renew. Pure.

The amounts are those of `monthly_due`; this only looks for the months in which they move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.enums import GroupKey
from policy.facts import PartialDate
from policy.law import Law
from policy.months import add_months, months_between, next_month, previous_month
from policy.rules import Due, monthly_due


class ChangeKind(StrEnum):
    AMOUNT = "amount"
    ENDS = "ends"
    SUSPENDED = "suspended"
    DECISION = "decision"


class FollowUp(StrEnum):
    """What an officer has to see to, because no amount follows by itself."""

    STUDIES = "studies"
    CLAUSE_8 = "clause_8"
    CERTIFICATE = "certificate"


@dataclass(frozen=True)
class Running:
    """An allowance as the books have it; `end_month` is a last month already recorded.

    `suspended_from` is the first month of a suspension that runs: nothing is paid from then on.
    """

    group: str
    units: int
    born: PartialDate | None
    start_month: date
    end_month: date | None = None
    suspended_from: date | None = None

    @property
    def last_month(self) -> date | None:
        """The last month paid for, as far as it is decided."""
        held = [previous_month(self.suspended_from)] if self.suspended_from else []
        return min([*held, *([self.end_month] if self.end_month else [])], default=None)


@dataclass(frozen=True)
class Foreseen:
    """One change: from which month, what the allowance pays before and after, what to see to and why.

    `recorded` is an end or a suspension already decided. `age` is the birthday behind the change;
    `article` the law on what is to be seen to.
    """

    month: date
    kind: ChangeKind
    before: Due
    after: Due
    age: int | None = None
    recorded: bool = False
    follow_up: FollowUp | None = None
    article: str = ""

    @property
    def amount_after(self) -> int:
        return 0 if self.recorded else self.after.amount


CERTIFICATE_AGE = 6
# Which children's certificates of disability are issued again. Sourced.
CERTIFICATE_ARTICLE = "điểm c khoản 2 Điều 8 Thông tư 01/2019/TT-BLĐTBXH"
DISABLED = {GroupKey.DISABILITY_EXTREME, GroupKey.DISABILITY_SEVERE}
# The group whose conditions someone may meet when the age limit of another is reached. Article 5.
NEXT_GROUP = {
    **{key: (FollowUp.STUDIES, GroupKey.YOUTH_STUDYING) for key in GroupKey if key.startswith("child_")},
    GroupKey.CHILD_HIV: (FollowUp.CLAUSE_8, GroupKey.ADULT_HIV),
}


def ages_that_matter(law: Law, group: str | None = None) -> list[int]:
    """The birthdays at which an amount may change or a paper is renewed, of one group or of all."""
    ages = {
        age
        for row in law.coefficients
        if group is None or row.group == group
        for age in (row.age_from, row.age_to)
        if age
    }
    if group is None or group in DISABLED:
        ages.add(CERTIFICATE_AGE)
    return sorted(ages)


def foreseen(
    one: Running, *, first: date, last: date, known_on: date, law: Law, province: str
) -> list[Foreseen]:
    """What will change in the months from `first` to `last`, as the law is known on a day. Articles 6, 8, 9.

    An unproven birthday counts at its latest, as everywhere.
    """

    def due(month: date) -> Due:
        return monthly_due(
            group=one.group,
            units=one.units,
            born=one.born,
            month=month,
            known_on=known_on,
            law=law,
            province=province,
        )

    found = []
    for month, age in _months_to_look_at(one, first, last, law):
        if month <= one.start_month or (one.last_month and month > one.last_month):
            continue
        before, after = due(add_months(month, -1)), due(month)
        if after.amount != before.amount:
            follow_up, article = (
                _next_group(one.group, month, known_on, law) if not after.amount else (None, "")
            )
            kind = ChangeKind.AMOUNT if after.amount else ChangeKind.ENDS
            found.append(Foreseen(month, kind, before, after, age, False, follow_up, article))
        if _certificate_due(one, month) and after.amount:
            found.append(
                Foreseen(
                    month,
                    ChangeKind.DECISION,
                    after,
                    after,
                    CERTIFICATE_AGE,
                    False,
                    FollowUp.CERTIFICATE,
                    CERTIFICATE_ARTICLE,
                )
            )
    if one.last_month and first <= (stop := next_month(one.last_month)) <= last:
        before = due(one.last_month)
        kind = ChangeKind.SUSPENDED if stop == one.suspended_from else ChangeKind.ENDS
        found.append(Foreseen(stop, kind, before, before, recorded=True))
    return sorted(found, key=lambda change: change.month)


def _months_to_look_at(one: Running, first: date, last: date, law: Law) -> Iterator[tuple[date, int]]:
    """Months of birthdays that matter, and those after: a level changes in the one, an end in the other."""
    if one.born is None:
        return
    born, ages = one.born.latest, ages_that_matter(law, one.group)
    for month in months_between(first, last):
        for birthday_month in (month, add_months(month, -1)):
            age = birthday_month.year - born.year
            if birthday_month.month == born.month and age in ages:
                yield month, age


def _certificate_due(one: Running, month: date) -> bool:
    if one.born is None or one.group not in DISABLED:
        return False
    born = one.born.latest
    return date(born.year + CERTIFICATE_AGE, born.month, 1) == month


def _next_group(group: str, month: date, known_on: date, law: Law) -> tuple[FollowUp | None, str]:
    """The group to be looked at when one ends by age, while the law names it."""
    follow_up, successor = NEXT_GROUP.get(GroupKey(group), (None, None))
    if successor is None or law.group(successor, known_on) is None:
        return None, ""
    return follow_up, law.citation(successor, known_on)
