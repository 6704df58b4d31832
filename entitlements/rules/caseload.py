"""What happens to each row of a caseload workbook, and what it was paid. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from beneficiaries.caseload.rows import ReadRow
from beneficiaries.names import fold, sort_key
from policy.enums import DisabilityDegree, GroupKey
from policy.facts import Facts, PartialDate
from policy.law import Law
from policy.months import last_day_of, months_between
from policy.rules import monthly_due

# The first month of the books of this system: base 500,000 begins. Decree 76/2024/ND-CP.
LEDGER_START = date(2024, 7, 1)


class HoldReason(StrEnum):
    """Why a row is held back for an officer. The names of findings that hold are the findings' own."""

    DUPLICATE_PERSON = "duplicate_person"
    NOTE_SAYS_DEAD = "note_says_dead"
    NOTE_SAYS_MOVED = "note_says_moved"
    AMOUNT_DISAGREES = "amount_disagrees_with_rules"
    NAME_MISSING = "name_missing"
    UNKNOWN_GROUP = "unknown_group"
    CHILDREN_UNREADABLE = "children_unreadable"
    AMOUNT_UNREADABLE = "amount_unreadable"
    START_UNREADABLE = "start_unreadable"
    START_AFTER_LIST = "start_after_list"
    UNKNOWN_COMMUNE = "unknown_commune"
    OTHER_COMMUNE = "other_commune"


class Action(StrEnum):
    CREATE = "create"
    SAME = "same"
    HOLD = "hold"


@dataclass(frozen=True)
class Known:
    """Someone on record whom a row may mean, and the entitlement there that the row repeats, if any."""

    person_id: int
    entitlement_id: int | None = None


@dataclass(frozen=True)
class Decision:
    """What will happen to a row and why; `known` is who it repeats or may repeat."""

    action: Action
    reasons: tuple[HoldReason, ...] = ()
    known: Known | None = None


@dataclass(frozen=True)
class OfficeName:
    """An office that may be named by a sheet."""

    pk: int
    name: str


@dataclass(frozen=True)
class Place:
    """The office a row belongs to; None with the reason when it is held for its place."""

    office_id: int | None
    reason: HoldReason | None = None


def decide(row: ReadRow, *, place: Place, known: Iterable[Known]) -> Decision:
    """Register, already registered, or hold with every reason there is. Never a guess."""
    if place.reason is not None:
        return Decision(Action.HOLD, (place.reason, *_reasons(row)))
    people = tuple(known)
    if same := next((one for one in people if one.entitlement_id), None):
        return Decision(Action.SAME, known=same)
    reasons = _reasons(row)
    if people and HoldReason.DUPLICATE_PERSON not in reasons:
        reasons = (HoldReason.DUPLICATE_PERSON, *reasons)
    first = people[0] if people else None
    return Decision(Action.HOLD, reasons, first) if reasons else Decision(Action.CREATE)


def _reasons(row: ReadRow) -> tuple[HoldReason, ...]:
    return tuple(dict.fromkeys(_found(row)))


def _found(row: ReadRow) -> Iterator[HoldReason]:
    codes = {note.code for note in row.findings}
    for reason in (
        HoldReason.DUPLICATE_PERSON,
        HoldReason.NOTE_SAYS_DEAD,
        HoldReason.NOTE_SAYS_MOVED,
        HoldReason.AMOUNT_DISAGREES,
    ):
        if reason in codes:
            yield reason
    if not row.name:
        yield HoldReason.NAME_MISSING
    if row.group_key is None:
        yield HoldReason.UNKNOWN_GROUP
    if row.group_key is GroupKey.SINGLE_PARENT and not row.units:
        yield HoldReason.CHILDREN_UNREADABLE
    if row.amount is None:
        yield HoldReason.AMOUNT_UNREADABLE
    if row.start_month is None:
        yield HoldReason.START_UNREADABLE
    elif row.list_month is not None and row.start_month > row.list_month:
        yield HoldReason.START_AFTER_LIST


def place_of(
    words: str, *, offices: Iterable[OfficeName], allowed: frozenset[int], default: int | None = None
) -> Place:
    """The office a sheet names. Accents decide first: Sơn Hà and Sơn Hạ differ by one tone only.

    Without words the default office counts, where the officer chose one. An office outside `allowed`, or
    other than the chosen one, holds the row.
    """
    if not words.strip():
        return Place(default) if default in allowed else Place(None, HoldReason.UNKNOWN_COMMUNE)
    every = tuple(offices)
    named = [one for one in every if sort_key(one.name) == sort_key(words)]
    named = named or [one for one in every if fold(one.name) == fold(words)]
    if len(named) != 1:
        return Place(None, HoldReason.UNKNOWN_COMMUNE)
    office_id = named[0].pk
    if office_id not in allowed or (default is not None and office_id != default):
        return Place(None, HoldReason.OTHER_COMMUNE)
    return Place(office_id)


def day_list_was_made(
    law: Law, *, kind: str, month: date, base: int | None, province: str | None = None
) -> date:
    """The day whose law a list of a month was made with: its last day, or the latest earlier one at its base.

    A list paid at the old base after the new one was known was made before that.
    """
    end = last_day_of(month)
    days = sorted({end} | {row.known_from - timedelta(days=1) for row in law.rates if row.known_from <= end})
    for day in reversed(days):
        rate = law.rate(kind, month, day, province)
        if base is not None and rate is not None and rate.amount == base:
            return day
    return end


def lawful_amounts(row: ReadRow, *, month: date, base: int, law: Law, province: str | None) -> set[int]:
    """What the law allows a list to show for a row: at the list's base, and as known at the month's end.

    A birth date known only in part allows what each end of it would give. Empty when nothing can be told.
    """
    if row.group_key is None or (definition := law.group(row.group_key, last_day_of(month))) is None:
        return set()
    if definition.per_child and not row.units:
        return set()
    made = day_list_was_made(law, kind=definition.rate_kind, month=month, base=base, province=province)
    births = {row.born}
    if row.born is not None and row.born.precision != "day":
        births.add(PartialDate.from_date(row.born.earliest))
    return {
        monthly_due(
            group=row.group_key,
            units=units_of(row.group_key, row.units),
            born=born,
            month=month,
            known_on=day,
            law=law,
            province=province,
        ).amount
        for born in births
        for day in {made, last_day_of(month)}
    }


def units_of(group: str, units: int | None) -> int:
    """Children for a single parent, 1 for everyone else."""
    return units or 1 if group == GroupKey.SINGLE_PARENT else 1


def opening_payments(
    *,
    group: str,
    units: int,
    born: PartialDate | None,
    start_month: date,
    paid_through: date,
    base: int | None,
    law: Law,
    province: str | None,
) -> list[tuple[date, int]]:
    """(month, đồng) the office's earlier books paid, up to the month the officer states."""
    definition = law.group(group, last_day_of(paid_through))
    if definition is None:
        known_on = last_day_of(paid_through)
    else:
        known_on = day_list_was_made(
            law, kind=definition.rate_kind, month=paid_through, base=base, province=province
        )
    return [
        (
            month,
            monthly_due(
                group=group,
                units=units,
                born=born,
                month=month,
                known_on=known_on,
                law=law,
                province=province,
            ).amount,
        )
        for month in months_between(max(start_month, LEDGER_START), paid_through)
    ]


def facts_of_group(group: str) -> Facts:
    """The facts a decision for a group proves by itself."""
    if group in (GroupKey.DISABILITY_EXTREME, GroupKey.DISABILITY_SEVERE):
        extreme = group == GroupKey.DISABILITY_EXTREME
        return Facts(disability_degree=DisabilityDegree.EXTREME if extreme else DisabilityDegree.SEVERE)
    if group in (GroupKey.CHILD_HIV, GroupKey.ADULT_HIV):
        return Facts(hiv_confirmed=True)
    return Facts()
