"""The pages of the law in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offices.actors import Actor
from policy import law as texts
from policy.deciding import may_manage
from policy.enums import RateKind
from policy.labels import group_label, label
from policy.law import Coefficient, Group, Law
from policy.models import CalendarDay, Instrument
from policy.months import first_of, format_month
from policy.presenters.marks import MarkWords, mark_words
from policy.presenters.rows import ages_words, place_words
from policy.presenters.sums import coefficient_text, dong
from policy.queries import (
    calendar_years,
    citing_law,
    current_law,
    pending_changes,
    province_name,
)
from ui.presenters import Tab


@dataclass(frozen=True)
class FigureCell:
    """A figure with its months, where it is written and how sure it is."""

    figure: str
    months: str
    basis: str
    mark: MarkWords
    place: str = ""
    known_from: dt.date | None = None
    now: bool = False


def span_words(first: dt.date, last: dt.date | None) -> str:
    """Months a figure is for: from 07/2026, or from 07/2024 to 06/2026."""
    words = {"first": format_month(first), "last": format_month(last) if last else ""}
    return (_("from %(first)s to %(last)s") if last else _("from %(first)s")) % words


def frame(actor: Actor, here: str) -> dict[str, Any]:
    """What every page of the law has: its tabs, and whether this person may propose changes."""
    pages = {
        "law": _("Instruments"),
        "law_rates": _("Bases and levels"),
        "law_groups": _("Groups"),
        "law_coefficients": _("Coefficients"),
        "law_procedures": _("Procedures"),
        "law_calendar": _("Working calendar"),
        "law_changes": _("Changes"),
    }
    waiting = pending_changes(actor) if may_manage(actor) else None
    tabs = [
        Tab(words, reverse(name), current=name == here, count=waiting if name == "law_changes" else None)
        for name, words in pages.items()
    ]
    return {"tabs": tabs, "may_manage": may_manage(actor)}


def instruments_page(actor: Actor) -> dict[str, Any]:
    rows = [(row, mark_words(row.mark)) for row in Instrument.objects.order_by("-in_force_on", "key")]
    return frame(actor, "law") | {"rows": rows}


def rates_page(actor: Actor, today: dt.date) -> dict[str, Any]:
    """Each kind with its rows, newest first, and what counts this month."""
    law, month, province = current_law(), first_of(today), province_name()
    kinds = []
    for kind in RateKind:
        counts = law.rate(kind, month, today, settings.PROVINCE_CODE)
        rows = sorted(
            (row for row in law.rates if row.kind == kind),
            key=lambda row: (row.valid_from, row.known_from),
            reverse=True,
        )
        cells = [
            FigureCell(
                figure=dong(row.amount),
                months=span_words(row.valid_from, row.valid_to),
                basis=law.cite(row.article, row.instrument),
                mark=mark_words(row.mark),
                place=place_words(row.province, province),
                known_from=row.known_from,
                now=row == counts,
            )
            for row in rows
        ]
        kinds.append((label(kind), cells))
    return frame(actor, "law_rates") | {"kinds": kinds}


def groups_page(actor: Actor) -> dict[str, Any]:
    """A row per group, a column per instrument that names groups."""
    law = current_law()
    columns = _instruments_in(law, law.groups)
    rows = []
    for key in dict.fromkeys(group.key for group in law.groups):
        named = {group.instrument: group for group in law.groups if group.key == key}
        cells = [
            (group, span_words(group.valid_from, group.valid_to), mark_words(group.mark))
            if (group := named.get(column.id))
            else None
            for column in columns
        ]
        rows.append((group_label(key), cells))
    return frame(actor, "law_groups") | {"columns": columns, "rows": rows}


def coefficients_page(actor: Actor) -> dict[str, Any]:
    """A row per group and age band, a column per instrument."""
    law = current_law()
    columns = _instruments_in(law, law.coefficients)
    order = {key: place for place, key in enumerate(dict.fromkeys(group.key for group in law.groups))}
    bands = sorted(
        {(row.group, row.age_from, row.age_to) for row in law.coefficients},
        key=lambda band: (order[band[0]], band[1] or 0, band[2] or 999),
    )
    rows = [
        (
            group_label(group),
            ages_words(low, high),
            [_cells(law, group, low, high, row.id) for row in columns],
        )
        for group, low, high in bands
    ]
    return frame(actor, "law_coefficients") | {"columns": columns, "rows": rows}


def _cells(law: Law, group: str, low: int | None, high: int | None, instrument: str) -> list[FigureCell]:
    return [
        FigureCell(
            figure=coefficient_text(row.value),
            months=span_words(row.valid_from, row.valid_to),
            basis=row.article,
            mark=mark_words(row.mark),
        )
        for row in sorted(law.coefficients, key=lambda row: (row.valid_from, row.known_from), reverse=True)
        if (row.group, row.age_from, row.age_to, row.instrument) == (group, low, high, instrument)
    ]


def _instruments_in(law: Law, rows: Iterable[Group | Coefficient]) -> list[texts.Instrument]:
    used = {row.instrument for row in rows}
    return [instrument for instrument in law.instruments if instrument.id in used]


def procedures_page(actor: Actor) -> dict[str, Any]:
    """The regimes with their steps."""
    law = citing_law()
    rows = [
        {
            "name": label(regime.key),
            "decided_by": label(regime.decided_by),
            "regime": regime,
            "basis": law.cite(regime.article, regime.instrument),
            "mark": mark_words(regime.mark),
            "steps": [(step, mark_words(step.mark)) for step in law.steps_of(regime.key)],
        }
        for regime in reversed(law.regimes)
    ]
    return frame(actor, "law_procedures") | {"rows": rows}


def calendar_page(actor: Actor, year: int) -> dict[str, Any]:
    """The days of a year that are not what their weekday says."""
    years = [Tab(str(each), f"?year={each}", current=each == year) for each in calendar_years()]
    rows = [
        (row, date_format(row.day, "l"), CalendarDay.Kind(row.kind).label)
        for row in CalendarDay.objects.filter(day__year=year)
    ]
    return frame(actor, "law_calendar") | {"years": years, "year": year, "rows": rows}
