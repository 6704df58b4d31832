"""Which contract pays a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """Whom a contract pays and when; no commune named means every commune of the province."""

    number: str
    methods: frozenset[str]
    communes: frozenset[int]
    valid_from: date
    valid_to: date | None

    def covers(self, *, method: str, commune: int, day: date) -> bool:
        """Whether a payment of a kind in a commune falls under it on a day."""
        return (
            method in self.methods
            and (not self.communes or commune in self.communes)
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )


def overlapping(wanted: Scope, others: Sequence[Scope]) -> tuple[Scope, ...]:
    """Contracts under which some payment would fall as well: a payment goes to one provider only."""
    return tuple(
        other
        for other in others
        if wanted.methods & other.methods
        and (not wanted.communes or not other.communes or wanted.communes & other.communes)
        and (wanted.valid_to is None or other.valid_from <= wanted.valid_to)
        and (other.valid_to is None or wanted.valid_from <= other.valid_to)
    )
