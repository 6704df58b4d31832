"""What components show: small frozen rows that presenters of every app fill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Words = str | Promise
Tone = Literal["neutral", "info", "good", "warn", "bad"]


@dataclass(frozen=True)
class PathStep:
    """One station on the path of a case."""

    key: str
    label: Words


@dataclass(frozen=True)
class CheckItem:
    """One condition: met, unmet or unknown, why, and the article that asks for it."""

    text: Words
    state: Literal["met", "unmet", "unknown"]
    reason: Words = ""
    article: Words = ""


@dataclass(frozen=True)
class TimelineEntry:
    """One line of history."""

    text: Words
    at: dt.datetime
    by: Words = ""
    role: Words = ""
    detail: Words = ""


@dataclass(frozen=True)
class SumLine:
    """One line of a sum; `figure` is already words, for example "540.000 đ"."""

    label: Words
    figure: Words
    note: Words = ""
    total: bool = False


@dataclass(frozen=True)
class MonthLine:
    """Months that are alike, in figures; `notes` say what changed with them and what is left to pay."""

    months: Words
    age: Words
    base: Words
    coefficient: Words
    units: Words
    due: Words
    paid: Words = ""
    difference: Words = ""
    notes: tuple[Words, ...] = ()
    tone: Tone = "neutral"
    now: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class MonthSection:
    """Lines that belong together, with their own sum when one is given."""

    lines: tuple[MonthLine, ...]
    title: Words = ""
    figure: Words = ""


@dataclass(frozen=True)
class MonthTable:
    """An allowance month by month. `earlier` are lines of long ago, folded away; `total` sums all."""

    caption: Words
    sections: tuple[MonthSection, ...]
    earlier: tuple[MonthLine, ...] = ()
    earlier_label: Words = ""
    total: Words = ""
    shows_paid: bool = True
    paid_head: Words = ""
    difference_head: Words = ""

    @property
    def shows_units(self) -> bool:
        """Whether anybody is paid by the child."""
        lines = [*self.earlier, *(line for section in self.sections for line in section.lines)]
        return any(line.units not in ("", "1") for line in lines)

    @property
    def width(self) -> int:
        """Columns shown."""
        return 5 + self.shows_units + 2 * self.shows_paid


@dataclass(frozen=True)
class NearWords:
    """A group near to the one applied for, and why it is not paid."""

    name: Words
    article: Words
    why: Words
    checks: tuple[CheckItem, ...]


@dataclass(frozen=True)
class WhyWords:
    """Why a person is in a group: each condition with its fact and article, and the groups near to it."""

    name: Words
    article: Words
    on: Words
    answer: Words
    tone: Tone
    checks: tuple[CheckItem, ...]
    needs: Words
    near: tuple[NearWords, ...]


@dataclass(frozen=True)
class Tab:
    """One view of a page, as a link."""

    label: Words
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Due:
    """A due date in words and colour."""

    tone: Tone
    words: str


def due(due_on: dt.date, today: dt.date) -> Due:
    """How far a due date is, in calendar days."""
    days = (due_on - today).days
    if days < 0:
        return Due("bad", ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days})
    if days == 0:
        return Due("warn", _("Due today"))
    words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return Due("warn" if days <= 2 else "neutral", words)


def path_of(
    steps: Sequence[PathStep | tuple[str, Words]], current: str, *, stopped: bool = False
) -> list[dict[str, object]]:
    """The steps with the state of each: done, current or todo. All todo when `current` is not on the path.

    A stopped path keeps only the steps it reached, all done.
    """
    rows = [(step.key, step.label) if isinstance(step, PathStep) else step for step in steps]
    keys = [key for key, _label in rows]
    here = keys.index(current) if current in keys else -1
    if stopped:
        return [{"label": label, "state": "done", "last": False} for _key, label in rows[: here + 1]]
    return [
        {
            "label": label,
            "state": "current" if index == here else "done" if index < here else "todo",
            "last": index == len(rows) - 1,
        }
        for index, (_key, label) in enumerate(rows)
    ]
