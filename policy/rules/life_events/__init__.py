"""What follows from a life event, for the person and for others. Pure. Articles 5, 8, 9, 11 and 17.

Only a death ends anything by itself; all else is proposed to an officer, who opens the case or says why not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policy.law import Law
from policy.life import Consequence, Happening, Party, Relative
from policy.rules.life_events.desk import Desk, own_facts
from policy.rules.life_events.others import for_relative
from policy.rules.life_events.person import for_person

__all__ = ["consequences", "own_facts"]


def consequences(
    event: Happening, person: Party, relatives: Iterable[Relative], *, known_on: date, law: Law
) -> tuple[Consequence, ...]:
    """Everything that follows from an event: the person's own first, then by relative. Never for the dead."""
    desk = Desk(event, person, known_on, law)
    others = tuple(relatives)
    found = list(for_person(desk, others))
    for relative in others:
        if relative.party.facts.died_on is None:
            found += for_relative(desk, relative)
    return tuple(dict.fromkeys(found))
