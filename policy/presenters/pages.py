"""The pages of the law in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offices.actors import Actor
from policy import law as texts
from policy.carer_reasons import CarerReason
from policy.deciding import may_manage
from policy.enums import BenefitKey, CarerOf, Chapter, Mark, Outcome, RateKind, RowKind, chapter_of
from policy.labels import group_label, label, sentence
from policy.law import Benefit, Coefficient, Group, Law, Rate
from policy.models import CalendarDay
from policy.months import first_of
from policy.presenters.conditions import conditions_in_words
from policy.presenters.marks import MarkWords, mark_of, mark_words
from policy.presenters.rows import ages_words, day_span_words, figure_words, place_words, row_words, span_of
from policy.presenters.sums import dong
from policy.queries import calendar_years, pending_changes, province_name, verifications, verified_law
from policy.reasons import Finding
from policy.rules.changes import Figure, is_monthly, rows_of
from ui.presenters import Tab

F = TypeVar("F", Rate, Coefficient, Benefit)


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
    withdrawn_from: dt.date | None = None


def frame(actor: Actor, here: str) -> dict[str, Any]:
    """What every page of the law has: its tabs, and whether this person may propose changes."""
    pages = {
        "law": _("Instruments"),
        "law_rates": _("Bases and levels"),
        "law_groups": _("Groups"),
        "law_coefficients": _("Coefficients"),
        "law_levels": _("Supports"),
        "law_supports": _("Reckon a support"),
        "law_procedures": _("Procedures"),
        "law_calendar": _("Working calendar"),
        "law_areas": _("Areas of difficulty"),
        "law_changes": _("Changes"),
    }
    waiting = pending_changes(actor) if may_manage(actor) else None
    tabs = [
        Tab(words, reverse(name), current=name == here, count=waiting if name == "law_changes" else None)
        for name, words in pages.items()
    ]
    return {"tabs": tabs, "may_manage": may_manage(actor)}


def instruments_page(actor: Actor) -> dict[str, Any]:
    """Every instrument with how sure it is, and what was compared with the official text."""
    law, manages = verified_law(), may_manage(actor)
    rows = [(row, mark_of(RowKind.INSTRUMENT, row, manages)) for row in reversed(law.instruments)]
    known = rows_of(law)
    compared = []
    for done in verifications():
        row = known.get((RowKind(done.row_kind), done.row_key))
        words = row_words(row, law) if row else done.row_key
        compared.append((words, done, done.change))
    unsure = sum(row.mark != Mark.SOURCED for row in known.values())
    return frame(actor, "law") | {"rows": rows, "compared": compared, "unsure": unsure}


def rates_page(actor: Actor, today: dt.date) -> dict[str, Any]:
    """Each kind with its rows, newest first, and what counts this month."""
    law, month, province = verified_law(), first_of(today), province_name()
    kinds = []
    for kind in RateKind:
        counts = law.rate(kind, month, today, settings.PROVINCE_CODE)
        rows = _newest_first(row for row in law.rates if row.kind == kind)
        cells = [
            replace(
                _cell(actor, RowKind.RATE, row, law),
                figure=dong(row.amount),
                place=place_words(row.province, province),
                now=row == counts,
            )
            for row in rows
        ]
        kinds.append((label(kind), cells))
    return frame(actor, "law_rates") | {"kinds": kinds}


def groups_page(actor: Actor) -> dict[str, Any]:
    """A row per group, a column per instrument that names groups, with the conditions of each."""
    law, manages = verified_law(), may_manage(actor)
    columns = _instruments_in(law, law.groups)
    rows = []
    for key in dict.fromkeys(group.key for group in law.groups):
        named = {group.instrument: group for group in law.groups if group.key == key}
        cells = [
            {
                "group": group,
                "months": day_span_words(group.valid_from, group.valid_to),
                "mark": mark_of(RowKind.GROUP, group, manages),
                "conditions": conditions_in_words(group),
            }
            if (group := named.get(column.id))
            else None
            for column in columns
        ]
        rows.append((group_label(key), cells))
    return frame(actor, "law_groups") | {"columns": columns, "rows": rows}


def coefficients_page(actor: Actor) -> dict[str, Any]:
    """A row per group and age band, a column per instrument."""
    law = verified_law()
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
            [
                [
                    replace(_cell(actor, RowKind.COEFFICIENT, row, law), basis=row.article)
                    for row in _newest_first(law.coefficients)
                    if (row.group, row.age_from, row.age_to, row.instrument) == (group, low, high, column.id)
                ]
                for column in columns
            ],
        )
        for group, low, high in bands
    ]
    return frame(actor, "law_coefficients") | {"columns": columns, "rows": rows}


def levels_page(actor: Actor, today: dt.date) -> dict[str, Any]:
    """Supports beside the monthly allowances by chapter, newest first; what is asked of carers."""
    law = verified_law()
    chapters = []
    for chapter in Chapter:
        rows = []
        for key in (key for key in BenefitKey if chapter_of(key) == chapter):
            for row in _newest_first(row for row in law.benefits if row.key == key):
                on = first_of(today) if is_monthly(row) else today
                rows.append(
                    (
                        label(key),
                        ""
                        if row.age_from is None and row.age_to is None
                        else ages_words(row.age_from, row.age_to),
                        replace(_cell(actor, RowKind.BENEFIT, row, law), now=_counts(row, law, on, today)),
                    )
                )
        chapters.append((label(chapter), rows))
    return frame(actor, "law_levels") | {"chapters": chapters, "carers": _carers(law)}


def _band(row: Benefit) -> str:
    aged = row.age_from is not None or row.age_to is not None
    return ages_words(row.age_from, row.age_to) if aged else ""


def _carers(law: Law) -> list[tuple[str, list[dict[str, Any]]]]:
    """What is asked of carers, by whom they take in."""
    return [
        (
            label(of),
            [
                {
                    "condition": sentence(Finding(CarerReason[rule.condition.name], Outcome.MET)),
                    "months": day_span_words(rule.valid_from, rule.valid_to),
                    "basis": law.cite(rule.article, rule.instrument),
                    "excused": rule.kin_excused,
                    "mark": mark_words(rule.mark),
                }
                for rule in law.carer_rules
                if rule.carer_of == of
            ],
        )
        for of in CarerOf
    ]


def _cell(actor: Actor, kind: RowKind, row: Figure, law: Law) -> FigureCell:
    return FigureCell(
        figure=figure_words(row),
        months=span_of(row),
        basis=law.cite(row.article, row.instrument),
        mark=mark_of(kind, row, may_manage(actor)),
        known_from=row.known_from,
        withdrawn_from=row.withdrawn_from,
    )


def _counts(row: Benefit, law: Law, on: dt.date, today: dt.date) -> bool:
    """Whether a level is the one applied now to the lowest age it is for."""
    age = row.age_from or 0
    return row == next((other for other in law.benefits_of(row.key, on, today) if other.covers(age)), None)


def _newest_first(rows: Iterable[F]) -> list[F]:
    return sorted(rows, key=lambda row: (row.valid_from, row.known_from), reverse=True)


def _instruments_in(law: Law, rows: Iterable[Group | Coefficient]) -> list[texts.Instrument]:
    used = {row.instrument for row in rows}
    return [instrument for instrument in law.instruments if instrument.id in used]


def procedures_page(actor: Actor) -> dict[str, Any]:
    """The regimes with their steps and time limits, as first fixed and as changed since."""
    law, manages = verified_law(), may_manage(actor)
    rows = [
        {
            "name": label(regime.key),
            "decided_by": label(regime.decided_by),
            "regime": regime,
            "basis": law.cite(regime.article, regime.instrument),
            "mark": mark_of(RowKind.REGIME, regime, manages),
            "steps": [(step, mark_words(step.mark)) for step in law.steps_of(regime.key)],
            "limits": [
                (limit, law.cite(limit.article, limit.instrument), mark_words(limit.mark))
                for limit in law.regime_limits
                if limit.regime == regime.key
            ],
        }
        for regime in reversed(law.regimes)
    ]
    return frame(actor, "law_procedures") | {"rows": rows}


def calendar_page(actor: Actor, year: int, today: dt.date) -> dict[str, Any]:
    """The entries for the days of a year that are not what their weekday says; of a day the last counts."""
    years = [Tab(str(each), f"?year={each}", current=each == year) for each in calendar_years()]
    entries = list(CalendarDay.objects.filter(day__year=year))
    last = {row.day: row.pk for row in entries}
    cancelled = CalendarDay.Kind.CANCELLED
    rows = [
        (
            row,
            date_format(row.day, "l"),
            CalendarDay.Kind(row.kind).label,
            last[row.day] != row.pk,
            may_manage(actor) and last[row.day] == row.pk and row.day >= today and row.kind != cancelled,
        )
        for row in entries
    ]
    return frame(actor, "law_calendar") | {"years": years, "year": year, "rows": rows}
