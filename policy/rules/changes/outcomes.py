"""What a change does: the months whose amounts move, from what to what. Articles 4 and 6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy.clock import DayKind, WorkingCalendar
from policy.law import Coefficient, Group, Law, ProcedureRegime, Rate
from policy.months import first_of, previous_month
from policy.rules.changes.judging import rivals
from policy.rules.changes.kinds import (
    CalendarChange,
    DayCancelledChange,
    Figure,
    FigureChange,
    NamingChange,
    RegimeChange,
    WithdrawalChange,
    with_change,
)


@dataclass(frozen=True)
class Consequence:
    """What a change of a figure does: the months whose amounts move, from what to what."""

    first_month: date
    last_month: date | None
    known_from: date
    before: Figure | None
    after: Figure | None
    overruled_by: Rate | None = None

    @property
    def reaches_back(self) -> bool:
        """Whether months already paid get the difference afterwards."""
        return first_of(self.first_month) < first_of(self.known_from)


def consequence(change: FigureChange, *, law: Law, province: str) -> Consequence:
    """The months a change reaches until a later figure takes over, before and after. Articles 4 and 6.

    A support that is not monthly begins on a day: `first_month` is that day.
    """
    row, changed = change.row, with_change(law, change)
    withdrawn = isinstance(change, WithdrawalChange)
    known_on = change.known_from if isinstance(change, WithdrawalChange) else change.row.known_from
    before = row if withdrawn else _applying(row, law, known_on)
    after = _applying(row, changed, known_on) if withdrawn else row
    overruled_by = None
    if isinstance(row, Rate):
        counts = changed.rate(row.kind, row.valid_from, known_on, province)
        overruled_by = counts if counts is not None and counts.province != row.province else None
    others = [other for other in rivals(row, law) if other != row]
    ends = [previous_month(other.valid_from) for other in others if other.valid_from > row.valid_from]
    ends += [first_of(row.valid_to)] if row.valid_to else []
    return Consequence(row.valid_from, min(ends, default=None), known_on, before, after, overruled_by)


def day_before(change: CalendarChange | DayCancelledChange, calendar: WorkingCalendar) -> DayKind:
    """What the day is without the change."""
    return calendar.kind(change.day)


def group_before(change: NamingChange, law: Law) -> Group | None:
    """What the law calls the group until then."""
    return law.group(change.row.group, change.row.valid_from)


def regime_before(change: RegimeChange, law: Law) -> ProcedureRegime:
    """The procedure as it is for files received that day without the change."""
    return law.regime_on(change.row.received_from)


def _applying(row: Figure, law: Law, known_on: date) -> Figure | None:
    """What the law says in the first month of a figure, at its place and lowest age."""
    if isinstance(row, Rate):
        return law.rate(row.kind, row.valid_from, known_on, row.province or None)
    if isinstance(row, Coefficient):
        return law.coefficient(row.group, row.age_from or 0, row.valid_from, known_on)
    rows = law.benefits_of(row.key, row.valid_from, known_on)
    return next((other for other in rows if other.covers(row.age_from or 0)), None)
