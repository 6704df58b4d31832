"""Why the law lets an allowance that stands be changed: the dated grounds of `law/*.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.enums import Mark, StopCause, SuspendCause, Turn


@dataclass(frozen=True)
class Ground:
    """One cause of one turn for files taken up from `valid_from` to `valid_to`; `cause` "" is any."""

    turn: Turn
    article: str
    mark: Mark
    instrument: str
    valid_from: date
    cause: str = ""
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def ground_on(grounds: Iterable[Ground], turn: Turn, cause: str, on: date) -> Ground | None:
    """The ground the law of a day gives for a turn; None when it names no such cause."""
    rows = (row for row in grounds if row.turn == turn and row.cause == cause and row.in_force(on))
    return next(rows, None)


def causes_on(grounds: Iterable[Ground], turn: Turn, on: date) -> tuple[str, ...]:
    """The causes the law of a day names for a turn, in its order."""
    kinds = {Turn.STOP: StopCause, Turn.SUSPEND: SuspendCause}
    named = {row.cause for row in grounds if row.turn == turn and row.in_force(on)}
    return tuple(cause for cause in kinds.get(turn, ()) if cause in named)
