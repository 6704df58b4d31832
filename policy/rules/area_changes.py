"""Classes of areas to be added to the table: whether they fit, and which rows give way. Article 5(7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from policy.enums import DifficultyClass, Mark
from policy.law import Instrument
from policy.rules.areas import Area
from policy.rules.changes import Objection, instrument_row


@dataclass(frozen=True)
class AreaChange:
    """Classes of communes and hamlets by one instrument."""

    rows: tuple[Area, ...]
    instrument: Instrument


def objections_to_areas(
    change: AreaChange, *, standing: Iterable[Area], communes: Collection[str], known: Iterable[Instrument]
) -> tuple[Objection, ...]:
    """Every reason why the rows cannot be added to the table as it stands."""
    rows, places = change.rows, _by_place(standing)
    found = {
        Objection.NO_AREA: not rows,
        Objection.COMMUNE_UNKNOWN: any(row.unit_code not in communes for row in rows),
        Objection.HAMLET_WITHOUT_NAME: any(row.hamlet and not row.place[1] for row in rows),
        Objection.LAST_DAY_BEFORE_FIRST: any(row.valid_to and row.valid_to < row.valid_from for row in rows),
        Objection.PLACE_TWICE: any(
            one.meets(other) for same in _by_place(rows).values() for one, other in combinations(same, 2)
        ),
        Objection.PERIOD_TAKEN: any(
            row.meets(other) and other.valid_from > row.valid_from
            for row in rows
            for other in places[row.place]
        ),
        Objection.INSTRUMENT_KNOWN: any(
            (row.number == change.instrument.number) != (row.id == change.instrument.id) for row in known
        ),
    }
    return tuple(objection for objection, stands in found.items() if stands)


def give_way(change: AreaChange, standing: Iterable[Area]) -> tuple[tuple[Area, date | None], ...]:
    """Rows of the table that give way, with their last day from then on; None for one put right."""
    places = _by_place(standing)
    return tuple(
        (row, row.ended_before(wanted.valid_from).valid_to if row.valid_from < wanted.valid_from else None)
        for wanted in change.rows
        for row in places[wanted.place]
        if wanted.meets(row)
    )


def _by_place(rows: Iterable[Area]) -> dict[tuple[str, str], list[Area]]:
    found: dict[tuple[str, str], list[Area]] = defaultdict(list)
    for row in rows:
        found[row.place].append(row)
    return found


def area_change(data: Mapping[str, Any]) -> AreaChange:
    """Read what `changes.to_data` wrote. TypeError, KeyError or ValueError names what does not belong."""
    return AreaChange(tuple(_area(row) for row in data["rows"]), instrument_row(data["instrument"]))


def _area(values: Mapping[str, Any]) -> Area:
    return Area(
        **{
            **values,
            "difficulty": DifficultyClass(values["difficulty"]),
            "valid_from": date.fromisoformat(values["valid_from"]),
            "valid_to": date.fromisoformat(values["valid_to"]) if values["valid_to"] else None,
            "mark": Mark(values["mark"]),
        }
    )
