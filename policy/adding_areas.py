"""What a confirmed list of areas adds to the table, and which rows give way. Called by actions alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from policy.models import DifficultyArea, Instrument
from policy.queries import area_rows, as_area
from policy.rules import changes
from policy.rules.area_changes import AreaChange, give_way
from policy.rules.areas import Area


def standing_areas(change: AreaChange) -> dict[Area, DifficultyArea]:
    """The rows of the table about the communes of a change."""
    codes = {row.unit_code for row in change.rows}
    return {as_area(row): row for row in area_rows().filter(unit_code__in=codes)}


def areas_before(change: AreaChange) -> dict[str, Any]:
    """The rows that give way, for the trail."""
    rows = [row for row, _last in give_way(change, standing_areas(change))]
    return {"rows": changes.to_data(AreaChange(tuple(rows), change.instrument))["rows"]}


def add_areas(change: AreaChange, instrument: Instrument, *, on: date) -> Instrument:
    """The rows of a change; one that gives way ends the day before, or is marked as put right."""
    standing = standing_areas(change)
    for area, last_day in give_way(change, standing):
        row = standing[area]
        if last_day is None:
            row.withdrawn_on = on
        else:
            row.valid_to = last_day
        row.save(update_fields=["valid_to", "withdrawn_on"])
    DifficultyArea.objects.bulk_create(
        DifficultyArea(
            unit_code=area.unit_code,
            hamlet=area.hamlet,
            hamlet_key=area.place[1],
            difficulty=area.difficulty.value,
            valid_from=area.valid_from,
            valid_to=area.valid_to,
            instrument=instrument,
            article=area.article,
            mark=area.mark.value,
        )
        for area in change.rows
    )
    return instrument
