"""What will change for a running allowance: amounts, ends, papers to renew, statuses to record. Pure.

Amounts are those of `monthly_due`, which pays age-driven changes right even if nobody acts. A change that
rests on anything else needs a decision (`Foreseen.decides`) and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from policy.causes import Cause, ProposedKind
from policy.enums import GroupKey, PovertyStatus
from policy.facts import Child, Facts, PartialDate
from policy.law import Group, Law
from policy.months import add_months, first_of, last_day_of, months_between, next_month, previous_month
from policy.rules.amounts import Due, monthly_due
from policy.rules.articles import Deed, article_of
from policy.rules.conditions import children_counted

NOTHING_KNOWN = Facts()


class ForeseenKind(StrEnum):
    AMOUNT = "amount"
    ENDS = "ends"
    SUSPENDED = "suspended"
    DECISION = "decision"


@dataclass(frozen=True)
class PovertyYear:
    """A household's status in a calendar year; `since` is the day of a recognition during the year."""

    year: int
    status: PovertyStatus
    since: date | None = None


@dataclass(frozen=True)
class Course:
    """When the course of a child raised ends, as the child's own record has it."""

    born: PartialDate
    ends_on: date


@dataclass(frozen=True)
class Running:
    """An allowance as the books have it, with what is known of its person.

    `end_month` is a last month already recorded, `suspended_from` the first month of a suspension that runs:
    nothing is paid from then on.
    """

    group: str
    units: int
    born: PartialDate | None
    start_month: date
    end_month: date | None = None
    facts: Facts = NOTHING_KNOWN
    poverty: tuple[PovertyYear, ...] = ()
    courses: tuple[Course, ...] = ()
    suspended_from: date | None = None

    @property
    def last_month(self) -> date | None:
        """The last month paid for, as far as it is decided."""
        held = [previous_month(self.suspended_from)] if self.suspended_from else []
        return min([*held, *([self.end_month] if self.end_month else [])], default=None)


@dataclass(frozen=True)
class Foreseen:
    """One change: from which month, what the allowance pays before and after, why, and what to open.

    `decides` tells that nothing follows by itself; `needs` names the facts that would settle it. `case` is
    None for an end already recorded.
    """

    month: date
    cause: Cause
    kind: ForeseenKind
    before: Due
    amount_after: int
    after: Due
    article: str
    case: ProposedKind | None
    decides: bool = True
    age: int | None = None
    needs: tuple[str, ...] = ()


CERTIFICATE_AGE = 6
# Which children's certificates of disability are issued again. Sourced.
CERTIFICATE_ARTICLE = "điểm c khoản 2 Điều 8 Thông tư 01/2019/TT-BLĐTBXH"
PENSION_AGE = 75
OLD_STUDY_LIMIT = 22
DISABLED = {GroupKey.DISABILITY_EXTREME, GroupKey.DISABILITY_SEVERE}
# The group whose conditions someone may meet when the age limit of another is reached. Article 5.
NEXT_GROUP = {
    **{key: (Cause.STUDIES, GroupKey.YOUTH_STUDYING) for key in GroupKey if key.startswith("child_")},
    GroupKey.CHILD_HIV: (Cause.CLAUSE_8, GroupKey.ADULT_HIV),
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
    if group is None or group == GroupKey.PENSION_70:
        ages.add(PENSION_AGE)
    return sorted(ages)


def foreseen(
    one: Running, *, first: date, last: date, known_on: date, law: Law, province: str
) -> list[Foreseen]:
    """What will change in the months from `first` to `last`, as the law is known on a day. Articles 5 to 9.

    An unproven birthday counts at its latest, as everywhere. A stop is from the month after, a change of
    level from its own month. Interpretation: a status of a year is that of its months, so what it no longer
    carries stops with January.
    """
    desk = _Desk(one, known_on, law, province)
    found = [
        *_by_age(desk, first, last),
        *_of_certificate(desk),
        *_of_course(desk),
        *_of_children(desk, first, last),
        *_of_poverty(desk, first, last),
    ]
    kept = [change for change in found if first <= change.month <= last and _runs(one, change.month)]
    if one.last_month and first <= (stop := next_month(one.last_month)) <= last:
        kept.append(_recorded(desk, stop))
    return sorted(kept, key=lambda change: change.month)


def _runs(one: Running, month: date) -> bool:
    return one.start_month < month and (one.last_month is None or month <= one.last_month)


def _recorded(desk: _Desk, stop: date) -> Foreseen:
    """An end or a suspension already decided: nothing is to be opened."""
    due = desk.due(previous_month(stop))
    if stop == desk.one.suspended_from:
        kind, cause, deed = ForeseenKind.SUSPENDED, Cause.RECORDED_SUSPENSION, Deed.SUSPEND
    else:
        kind, cause, deed = ForeseenKind.ENDS, Cause.RECORDED_END, Deed.STOP
    return Foreseen(stop, cause, kind, due, 0, due, desk.article(deed), None, decides=False)


@dataclass(frozen=True)
class _Desk:
    """One allowance beside the law of a day."""

    one: Running
    known_on: date
    law: Law
    province: str

    def due(self, month: date, units: int | None = None) -> Due:
        return monthly_due(
            group=self.one.group,
            units=self.one.units if units is None else units,
            born=self.one.born,
            month=month,
            known_on=self.known_on,
            law=self.law,
            province=self.province,
        )

    def group(self, month: date) -> Group | None:
        return self.law.group(self.one.group, min(last_day_of(month), self.known_on))

    def article(self, deed: Deed) -> str:
        return article_of(deed, known_on=self.known_on, law=self.law)

    def stop(self, month: date, cause: Cause, article: str) -> Foreseen:
        """An end that needs a decision: the engine goes on paying until there is one."""
        due = self.due(add_months(month, -1))
        return Foreseen(month, cause, ForeseenKind.ENDS, due, 0, due, article, ProposedKind.STOP)

    def undecided(
        self, month: date, cause: Cause, article: str, *needs: str, age: int | None = None
    ) -> Foreseen:
        """A change that cannot be told yet: the engine goes on paying what it paid."""
        due = self.due(month)
        kind = ForeseenKind.DECISION
        return Foreseen(
            month, cause, kind, due, due.amount, due, article, ProposedKind.REVIEW, age=age, needs=needs
        )


# By age


def _by_age(desk: _Desk, first: date, last: date) -> Iterator[Foreseen]:
    one = desk.one
    for month, age in _months_to_look_at(one, first, last, desk.law):
        before, after = desk.due(add_months(month, -1)), desk.due(month)
        if after.amount != before.amount and not after.amount:
            yield _ends_by_age(desk, month, age, before, after)
        elif after.amount != before.amount:
            yield Foreseen(
                month,
                Cause.AGE_AMOUNT,
                ForeseenKind.AMOUNT,
                before,
                after.amount,
                after,
                after.coefficient_article,
                ProposedKind.ADJUST,
                decides=False,
                age=age,
            )
        if not after.amount or one.born is None or month.month != one.born.latest.month:
            continue
        if one.group in DISABLED and age == CERTIFICATE_AGE:
            yield desk.undecided(
                month, Cause.CERTIFICATE_AT_6, CERTIFICATE_ARTICLE, "certificate_expires_on", age=age
            )
        pension = desk.law.group(GroupKey.PENSION_75, desk.known_on)
        if one.group == GroupKey.PENSION_70 and age == PENSION_AGE and pension:
            article = desk.law.cite(pension.article, pension.instrument)
            yield desk.undecided(month, Cause.PENSION_75, article, age=age)


def _ends_by_age(desk: _Desk, month: date, age: int, before: Due, after: Due) -> Foreseen:
    """The engine pays nothing from this month on; a group that may follow needs its own decision."""
    cause, successor = NEXT_GROUP.get(GroupKey(desk.one.group), (Cause.AGE_ENDS, None))
    article = desk.article(Deed.STOP)
    if successor is not None and desk.law.group(successor, desk.known_on) is not None:
        article = desk.law.citation(successor, desk.known_on)
    else:
        cause = Cause.AGE_22_ENDS if age == OLD_STUDY_LIMIT else Cause.AGE_ENDS
    decides = cause in (Cause.STUDIES, Cause.CLAUSE_8)
    kind, case = ForeseenKind.ENDS, ProposedKind.STOP
    return Foreseen(month, cause, kind, before, 0, after, article, case, decides=decides, age=age)


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


# By papers and studies


def _of_certificate(desk: _Desk) -> Iterator[Foreseen]:
    """A certificate that ceases to be valid: Article 9 suspends whoever is asked and does not come."""
    expires_on = desk.one.facts.certificate_expires_on
    if expires_on and desk.one.group in DISABLED:
        article = desk.article(Deed.SUSPEND)
        month = first_of(expires_on)
        yield desk.undecided(month, Cause.CERTIFICATE_EXPIRES, article, "certificate_expires_on")


def _of_course(desk: _Desk) -> Iterator[Foreseen]:
    ends_on = desk.one.facts.course_ends_on
    if ends_on and desk.one.group == GroupKey.YOUTH_STUDYING:
        yield desk.stop(next_month(ends_on), Cause.COURSE_ENDS, desk.article(Deed.STOP))


# By the children of a single parent


def _of_children(desk: _Desk, first: date, last: date) -> Iterator[Foreseen]:
    """Children who no longer count. The last one ends the allowance, from the month after. Article 5(4)."""
    known = desk.one.facts.children
    if not known:
        return
    for month in months_between(add_months(first, -1), last):
        group = desk.group(month)
        if group is None or not group.per_child:
            continue
        before = _counted(desk, group, known, add_months(month, -1))
        after = _counted(desk, group, known, month)
        if after[0] >= before[0]:
            continue
        cause = Cause.CHILD_TURNS_16
        if _counted(desk, group, known, month, courses=False)[0] == before[0]:
            cause = Cause.CHILD_COURSE_ENDS
        if sum(after) == sum(before):
            # Whether the child goes on studying is not known.
            yield desk.undecided(month, cause, desk.law.cite(group.article, group.instrument), "children")
            continue
        left = max(desk.one.units - (before[0] - after[0]), 0)
        yield _fewer_children(desk, month, cause, left)


def _fewer_children(desk: _Desk, month: date, cause: Cause, left: int) -> Foreseen:
    if not left:
        return desk.stop(next_month(month), cause, desk.article(Deed.STOP))
    return Foreseen(
        month,
        cause,
        ForeseenKind.AMOUNT,
        desk.due(add_months(month, -1)),
        desk.due(month, left).amount,
        desk.due(month, left),
        desk.article(Deed.ADJUST),
        ProposedKind.ADJUST,
    )


def _counted(
    desk: _Desk, group: Group, children: Iterable[Child], month: date, *, courses: bool = True
) -> tuple[int, int]:
    """Children who surely count at the end of a month, and those who may."""
    day = last_day_of(month)
    ended = {course.born for course in desk.one.courses if course.ends_on < day} if courses else set()
    as_of = tuple(
        replace(child, studying=False) if child.born in ended and child.studying else child
        for child in children
    )
    return children_counted(group, replace(desk.one.facts, children=as_of), day)


# By the poverty status of the year


def _of_poverty(desk: _Desk, first: date, last: date) -> Iterator[Foreseen]:
    """A year without a status, or with one the group does not take. Decree 07/2021, Article 5."""
    known = {row.year: row for row in desk.one.poverty}
    for year in range(first.year, last.year + 1):
        january = date(year, 1, 1)
        group = desk.group(january)
        if group is None or not group.poverty:
            continue
        status = known.get(year)
        if status is None:
            article = desk.law.cite(group.article, group.instrument)
            yield desk.undecided(january, Cause.POVERTY_MISSING, article, "poverty")
        elif status.status not in group.poverty:
            during = status.since and status.since.year == year and status.since > january
            month = next_month(status.since) if status.since and during else january
            yield desk.stop(month, Cause.POVERTY_ENDED, desk.article(Deed.STOP))
