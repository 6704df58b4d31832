"""The table of areas of difficulty in words, and changes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offices.actors import Actor
from offices.names import fold
from policy.enums import DifficultyClass
from policy.labels import label
from policy.models import DifficultyArea
from policy.presenters.marks import mark_words
from policy.presenters.pages import frame
from policy.queries import area_rows, as_area, communes
from policy.rules.area_changes import AreaChange, give_way
from policy.rules.areas import Area


def rows(commune: str = "", day: dt.date | None = None) -> QuerySet[DifficultyArea]:
    """Rows of the table, of one commune or in force on a day."""
    found = area_rows()
    if commune:
        found = found.filter(unit_code=commune)
    if day:
        found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    return found


def areas_page(actor: Actor, page: Page) -> dict[str, Any]:
    """Places with their class, days, where it is written and how sure it is."""
    names = communes()
    lines = [
        {
            "commune": names.get(row.unit_code, row.unit_code),
            "hamlet": row.hamlet or _("Whole commune"),
            "class": label(DifficultyClass(row.difficulty)),
            "special": row.difficulty == DifficultyClass.SPECIAL,
            "days": days_words(row.valid_from, row.valid_to),
            "basis": f"{row.article} {row.instrument}".strip(),
            "mark": mark_words(row.mark),
        }
        for row in page
    ]
    return frame(actor, "law_areas") | {"page": page, "rows": lines}


def days_words(first: dt.date, last: dt.date | None) -> str:
    """The days a class is for."""
    if last is None:
        return _("from the day %(first)s") % {"first": f"{first:%d/%m/%Y}"}
    return _("from the day %(first)s to %(last)s") % {
        "first": f"{first:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}",
    }


def areas_title(change: AreaChange) -> str:
    """A change in one line: the place, or how many places."""
    if len(change.rows) == 1:
        return f"{_place(change.rows[0], communes())}: {label(change.rows[0].difficulty)}"
    count = len(change.rows)
    return ngettext(
        "Areas of difficulty: %(count)s place", "Areas of difficulty: %(count)s places", count
    ) % {"count": count}


def areas_before_and_after(
    change: AreaChange, *, pending: bool, kept: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, str]]:
    """(place, before, after) of each place; once decided, `kept` are the rows the trail says gave way."""
    names = communes()
    if pending:
        codes = {row.unit_code for row in change.rows}
        standing = [as_area(row) for row in area_rows().filter(unit_code__in=codes)]
        before = {row.place: _class_words(row) for row, _last in give_way(change, standing)}
    else:
        before = {
            (row["unit_code"], fold(row["hamlet"])): label(DifficultyClass(row["difficulty"])) for row in kept
        }
    written = f"{change.rows[0].article} {change.instrument.name_vi}".strip() if change.rows else ""
    return [
        (_place(row, names), before.get(row.place, "–"), f"{_class_words(row)}; {written}")
        for row in change.rows
    ]


def areas_consequences() -> list[str]:
    """What follows once a change of the table is confirmed."""
    return [
        _("From the first day on, the table answers for every home in these places."),
        _("A row that gives way ends the day before; one of the same first day is marked as put right."),
        _("Allowances already decided stay as they are."),
    ]


def _class_words(row: Area) -> str:
    return f"{label(row.difficulty)}, {days_words(row.valid_from, row.valid_to)}"


def _place(row: Area, names: Mapping[str, str]) -> str:
    commune = names.get(row.unit_code, row.unit_code)
    return f"{row.hamlet}, {commune}" if row.hamlet else commune
