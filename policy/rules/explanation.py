"""Why a month pays what it pays: base, age, coefficient, children, what was known before, what gives way.

Articles 4, 6, 8 and 31. The amounts are those of `monthly_due`; nothing is computed a second way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policy.enums import Slot
from policy.facts import Facts, PartialDate
from policy.law import Law, Rate
from policy.months import last_day_of
from policy.reasons import Finding
from policy.rules.allowance_changes import Pause, held_back
from policy.rules.amounts import Due, monthly_due
from policy.rules.groups import GroupAssessment, assess
from policy.rules.highest import SetAside, entitlements_due


@dataclass(frozen=True)
class Held:
    """An allowance on the books. `end_month` is the last payable; `ended` is why, already in words.

    `pauses` are the months held back by a suspension.
    """

    key: int
    group: str
    slot: str
    start_month: date
    units: int = 1
    end_month: date | None = None
    decision: str = ""
    ended: str = ""
    pauses: tuple[Pause, ...] = ()

    def covers(self, month: date) -> bool:
        return self.start_month <= month and (self.end_month is None or month <= self.end_month)


@dataclass(frozen=True)
class Recipient:
    """Who has allowances: all their amounts turn on, decisions included."""

    born: PartialDate | None
    held: tuple[Held, ...]
    died_on: date | None = None


@dataclass(frozen=True)
class BaseChoice:
    """The national and the provincial amount of a month; the greater counts. Article 4."""

    national: Rate | None
    local: Rate | None


@dataclass(frozen=True)
class KnownBefore:
    """What the law gave for a month as it was known until a day, that day included."""

    until: date
    due: Due


@dataclass(frozen=True)
class MonthPart:
    """One allowance in a month: its sum, the bases compared, what was known before, whether it gives way."""

    held: Held
    due: Due
    base: BaseChoice
    before: tuple[KnownBefore, ...] = ()
    gives_way: Finding | None = None


@dataclass(frozen=True)
class MonthExplained:
    """A person's month, all allowances together.

    `reasons` say why they are paid together or one alone; `set_aside` are groups the facts fit that give
    way, `higher` those that would pay more than what is held. Two allowances held that the law does not
    pay together stay in the total, as on the lists, and the lower one says that it gives way.
    """

    month: date
    known_on: date
    age: tuple[int, int] | None
    parts: tuple[MonthPart, ...]
    reasons: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    higher: tuple[GroupAssessment, ...] = ()

    @property
    def total(self) -> int:
        """Đồng for the month."""
        return sum(part.due.amount for part in self.parts)

    @property
    def needs(self) -> tuple[str, ...]:
        """Facts still to be proven before the amount is certain."""
        return tuple(dict.fromkeys(field for part in self.parts for field in part.due.needs))


def explain_month(
    recipient: Recipient,
    *,
    month: date,
    known_on: date,
    law: Law,
    province: str | None = None,
    facts: Facts | None = None,
) -> MonthExplained:
    """All that a month's payment to a person rests on, as the law is known on a day.

    With facts also what else they would give. Articles 4, 6, 8 and 31.
    """
    parts = tuple(
        _part(held, recipient, month, known_on, law, province)
        for held in recipient.held
        if held.covers(month)
    )
    on = min(last_day_of(month), known_on)
    weighed = _weighed(parts, facts, on, law, province)
    choice = entitlements_due(weighed)
    groups = {part.held.group for part in parts}
    gives_way = {item.assessment.group: item.finding for item in choice.set_aside}
    return MonthExplained(
        month=month,
        known_on=known_on,
        age=recipient.born.age_range(last_day_of(month)) if recipient.born else None,
        parts=tuple(replace(part, gives_way=gives_way.get(part.held.group)) for part in parts),
        reasons=choice.reasons,
        set_aside=tuple(item for item in choice.set_aside if item.assessment.group not in groups),
        higher=tuple(item for item in choice.chosen if item.group not in groups),
    )


def due_of(
    held: Held, recipient: Recipient, *, month: date, known_on: date, law: Law, province: str | None = None
) -> Due:
    """The amount of one allowance for a month within its decision. Articles 4, 6 and 8."""
    due = monthly_due(
        group=held.group,
        units=held.units,
        born=recipient.born,
        month=month,
        known_on=known_on,
        law=law,
        province=province,
        died_on=recipient.died_on,
    )
    if held_back(month, held.pauses):
        return Due(month, held.group, 0, held.units, code=due.code, citation=due.citation)
    return due


def known_before(
    held: Held, recipient: Recipient, *, month: date, known_on: date, law: Law, province: str | None = None
) -> tuple[KnownBefore, ...]:
    """What the law gave for a month while offices knew it otherwise, oldest first; () when it never moved.

    Only days from the month on count: what was known before it paid nothing. Article 32.
    """
    definition = law.group(held.group, min(last_day_of(month), known_on))
    if definition is None:
        return ()
    figures = law.figures_of(definition.rate_kind, held.group)
    days = {row.known_from for row in figures if row.valid_from <= month < row.known_from <= known_on}
    withdrawn = [row.withdrawn_from for row in figures if row.valid_from <= month and row.withdrawn_from]
    days |= {day for day in withdrawn if month < day <= known_on}

    def known(day: date) -> Due:
        return due_of(held, recipient, month=month, known_on=day, law=law, province=province)

    found = [KnownBefore(day, known(day)) for day in sorted(day - timedelta(days=1) for day in days)]
    amounts = [item.due.amount for item in found] + ([known(known_on).amount] if found else [])
    return tuple(
        item for item, amount, then in zip(found, amounts, amounts[1:], strict=False) if amount != then
    )


def _part(
    held: Held, recipient: Recipient, month: date, known_on: date, law: Law, province: str | None
) -> MonthPart:
    due = due_of(held, recipient, month=month, known_on=known_on, law=law, province=province)
    kind = due.rate.kind if due.rate else ""
    return MonthPart(
        held,
        due,
        BaseChoice(*law.rates_for(kind, month, known_on, province)),
        known_before(held, recipient, month=month, known_on=known_on, law=law, province=province),
    )


def _weighed(
    parts: Sequence[MonthPart], facts: Facts | None, on: date, law: Law, province: str | None
) -> list[GroupAssessment]:
    """What competes: the allowances held, with their own sums, and every group the facts fit."""
    held = {part.held.group: part for part in parts}
    found = [_of_part(part, on, law) for part in parts]
    if facts is not None and parts:
        found += [item for item in assess(facts, on, law, province) if item.fits and item.group not in held]
    return [item for item in found if item is not None]


def _of_part(part: MonthPart, on: date, law: Law) -> GroupAssessment | None:
    """An allowance held as a group that fits: the decision says so."""
    group = law.group(part.held.group, on)
    if group is None:
        return None
    return GroupAssessment(
        group=group.key,
        programme=group.programme,
        slot=Slot(group.slot),
        name_vi=group.name_vi,
        code=group.code,
        article=law.cite(group.article, group.instrument),
        fits=True,
        findings=(),
        due=part.due,
        adds_to_single_parent=group.adds_to_single_parent,
    )
