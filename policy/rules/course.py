"""The course of an allowance month by month: what is due, what was paid, what changed and why.

Articles 4, 6, 8 and 9. The amounts are those of `monthly_due`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from policy.law import Law
from policy.months import add_months, first_of, last_day_of, months_between, previous_month
from policy.reasons import Reason
from policy.rules.allowance_changes import held_back
from policy.rules.amounts import Due
from policy.rules.explanation import Held, KnownBefore, Recipient, due_of, known_before


class Turn(StrEnum):
    """What makes a month unlike the one before."""

    STARTS = "starts"
    AGAIN = "again"
    GROUP = "group"
    UNITS = "units"
    BASE = "base"
    BIRTHDAY = "birthday"
    COEFFICIENT = "coefficient"
    INSTRUMENT = "instrument"
    DEATH = "death"
    AGE_LIMIT = "age_limit"
    NOT_NAMED = "not_named"
    SUSPENDED = "suspended"
    STOPS = "stops"


@dataclass(frozen=True)
class MonthRow:
    """One month of one slot in đồng.

    `held` is None in a month without allowance. `paid` is None where these books cannot tell: the month has
    not come, or earlier books settled it. `listed` stands on a list nobody has approved yet. `difference` is
    what is left to pay, negative what was paid too much.
    """

    month: date
    due: Due
    held: Held | None
    age: tuple[int, int] | None = None
    paid: int | None = None
    listed: int = 0
    difference: int | None = None
    before: tuple[KnownBefore, ...] = ()
    turns: tuple[Turn, ...] = ()
    previous: Due | None = None
    ended: Held | None = None


@dataclass(frozen=True)
class Stretch:
    """Months that are alike, one after the other."""

    rows: tuple[MonthRow, ...]

    @property
    def first(self) -> MonthRow:
        return self.rows[0]

    @property
    def last(self) -> MonthRow:
        return self.rows[-1]

    @property
    def months(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Paid:
    """What the books paid of a slot by month, recoveries taken off; `since` is their first month."""

    since: date
    amounts: Mapping[date, int] = field(default_factory=dict)
    listed: Mapping[date, int] = field(default_factory=dict)


def course(
    recipient: Recipient,
    slot: str,
    *,
    today: date,
    last: date,
    law: Law,
    province: str | None = None,
    paid: Paid | None = None,
) -> tuple[MonthRow, ...]:
    """Every month of a slot from its first to `last`, as the law is known today; () without allowance.

    Months before the law on file names the group are left out: nothing can be told of them. Without `paid`
    only what is due is told. When all has ended the course stops after the month that says so.
    """
    held = [item for item in recipient.held if item.slot == slot]
    if not held:
        return ()
    months = sorted(paid.amounts) if paid else []
    first = min([*(_first_told(item, law) for item in held), *months[:1]])
    rows: list[MonthRow] = []
    for month in months_between(first, _until(held, recipient.died_on, last, months)):
        row = _row(held, recipient, month, today, law, province, paid)
        rows.append(_turned(row, rows[-1] if rows else None))
    return tuple(rows)


def fold(rows: Sequence[MonthRow]) -> tuple[Stretch, ...]:
    """Months that are alike become one stretch; a change begins a new one."""
    found: list[list[MonthRow]] = []
    for row in rows:
        if found and not row.turns and _alike(found[-1][-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return tuple(Stretch(tuple(stretch)) for stretch in found)


def next_turn(
    held: Held, recipient: Recipient, *, after: date, known_on: date, law: Law, province: str | None = None
) -> MonthRow | None:
    """The first month later than one in which another amount is due; None when none is foreseen."""
    definition = law.group(held.group, known_on)
    if definition is None:
        return None
    figures = [row for row in law.figures_of(definition.rate_kind, held.group) if row.known_from <= known_on]
    months = {row.valid_from for row in figures}
    months |= {add_months(row.valid_to, 1) for row in figures if row.valid_to}
    if recipient.born is not None:
        bands = law.bands(held.group, after, known_on)
        ages = {age for row in bands for age in (row.age_from, row.age_to) if age}
        # A level changes in the month of the birthday, an end comes with the month after.
        birthdays = {add_months(first_of(recipient.born.latest), 12 * age) for age in ages}
        months |= birthdays | {add_months(month, 1) for month in birthdays}
    if held.end_month:
        months.add(add_months(held.end_month, 1))
    for pause in held.pauses:
        months |= {pause.from_month} | ({add_months(pause.to_month, 1)} if pause.to_month else set())

    def row_of(month: date) -> MonthRow:
        return _row([held], recipient, month, known_on, law, province, None)

    for month in sorted(month for month in months if month > after):
        before, row = row_of(previous_month(month)), row_of(month)
        if row.due.amount != before.due.amount:
            return _turned(row, before)
    return None


def _first_told(one: Held, law: Law) -> date:
    """The first month of an allowance of which the law on file can say anything."""
    named = [group.valid_from for group in law.groups if group.key == one.group]
    return max(one.start_month, first_of(min(named, default=one.start_month)))


def _until(held: Sequence[Held], died_on: date | None, last: date, paid: Sequence[date]) -> date:
    """The month to stop at: the last asked for, or the one after everything has ended."""
    died = first_of(died_on) if died_on else date.max
    stop = max(min(item.end_month or date.max, died) for item in held)
    if stop == date.max:
        return last
    return min(last, max([add_months(stop, 1), *paid[-1:]]))


def _row(
    held: Sequence[Held],
    recipient: Recipient,
    month: date,
    today: date,
    law: Law,
    province: str | None,
    paid: Paid | None,
) -> MonthRow:
    one = next((item for item in held if item.covers(month)), None)
    begun = [item for item in held if item.start_month <= month]
    ended = max(begun, key=lambda item: item.start_month, default=None) if one is None else None
    before: tuple[KnownBefore, ...] = ()
    due = Due(month, (ended or held[0]).group, 0, (ended or held[0]).units)
    if one is not None:
        due = due_of(one, recipient, month=month, known_on=today, law=law, province=province)
        before = known_before(one, recipient, month=month, known_on=today, law=law, province=province)
    age = recipient.born.age_range(last_day_of(month)) if recipient.born else None
    row = MonthRow(month, due, one, age, before=before, ended=ended)
    if paid is None or month > first_of(today) or month < paid.since:
        return row
    amount = paid.amounts.get(month, 0)
    return replace(row, paid=amount, listed=paid.listed.get(month, 0), difference=due.amount - amount)


def _turned(row: MonthRow, before: MonthRow | None) -> MonthRow:
    return replace(row, turns=tuple(_turns(row, before)), previous=before.due if before else None)


def _turns(row: MonthRow, before: MonthRow | None) -> list[Turn]:
    if row.held is None:
        return [Turn.STOPS] if before and before.held else []
    if before is None or before.held is None:
        first = before is None or before.ended is None
        return [Turn.STARTS if first else Turn.AGAIN]
    due, then = row.due, before.due
    if due.amount == 0 or then.amount == 0:
        if due.amount == then.amount:
            return []
        return [_stop(row)] if due.amount == 0 else [Turn.AGAIN]
    found = []
    if row.held.group != before.held.group:
        found.append(Turn.GROUP)
    if due.units != then.units:
        found.append(Turn.UNITS)
    if due.base != then.base:
        found.append(Turn.BASE)
    if due.coefficient != then.coefficient and row.held.group == before.held.group:
        found.append(Turn.BIRTHDAY if _birthday(due, then) else Turn.COEFFICIENT)
    if due.citation != then.citation and not found:
        found.append(Turn.INSTRUMENT)
    return found


def _birthday(due: Due, then: Due) -> bool:
    """Whether age moved the coefficient: the band of the month before no longer covers it."""
    return (
        due.age is not None and then.coefficient_row is not None and not then.coefficient_row.covers(due.age)
    )


def _stop(row: MonthRow) -> Turn:
    if row.held is not None and held_back(row.month, row.held.pauses):
        return Turn.SUSPENDED
    reasons = {finding.reason for finding in row.due.reasons}
    if Reason.NOT_AFTER_DEATH in reasons:
        return Turn.DEATH
    return Turn.AGE_LIMIT if Reason.AGE_LIMIT in reasons else Turn.NOT_NAMED


def _alike(one: MonthRow, other: MonthRow) -> bool:
    return add_months(one.month, 1) == other.month and _shown(one) == _shown(other)


def _shown(row: MonthRow) -> tuple[object, ...]:
    due = row.due
    law = (due.amount, due.base, due.coefficient, due.units, due.citation, due.rate_article, due.needs)
    before = tuple((item.until, item.due.amount) for item in row.before) if row.paid else ()
    return (row.held, row.ended, law, row.paid, row.listed, row.difference, before)
