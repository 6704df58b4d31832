"""Rows of the law on one line each, for lists to choose from and for titles."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from policy.enums import Measure
from policy.labels import group_label, label
from policy.law import Benefit, Coefficient, Group, Instrument, Law, Rate
from policy.months import format_month
from policy.presenters.sums import coefficient_text, dong
from policy.rules.changes import Figure, Row
from policy.rules.changes.kinds import is_monthly


def figure_words(row: Figure | None) -> str:
    """A figure with its unit: 540.000 đồng/tháng; 1,5; 20 lần mức chuẩn."""
    if row is None:
        return _("None")
    if isinstance(row, Rate):
        return _("%(amount)s đồng a month") % {"amount": dong(row.amount)}
    if isinstance(row, Coefficient):
        return coefficient_text(row.value)
    most = _("no more than %(figure)s") if row.ceiling else "%(figure)s"
    return most % {"figure": _measured(row)}


def _measured(row: Benefit) -> str:
    words = {"value": _plain_number(row.value)}
    sentences = {
        Measure.TIMES_BASE: _("%(value)s times the base"),
        Measure.DONG: _("%(value)s đồng"),
        Measure.KG_RICE: _("%(value)s kg of rice"),
        Measure.TIMES_COST: _("%(value)s times the cost"),
        Measure.LITRES_PER_KM: _("%(value)s litres of petrol a km"),
        Measure.DONG_IN_KIND: _("in kind, worth %(value)s đồng"),
        Measure.IN_KIND: _("in kind"),
    }
    text = sentences[row.measure] % words
    if row.months_at_most:
        text += "; " + _("%(count)s months at most") % {"count": row.months_at_most}
    if row.days_at_least:
        text += "; " + _("treated for %(count)s days at least") % {"count": row.days_at_least}
    return text


def _plain_number(value: Decimal) -> str:
    """40.000.000, 1,5 or 20."""
    whole = int(value)
    return dong(whole) if whole == value else coefficient_text(value)


def row_words(row: Row, law: Law) -> str:
    """What a row is about, in one line."""
    if isinstance(row, Instrument):
        return f"{row.name_vi}: {row.title_vi}"
    if isinstance(row, Group):
        return f"{group_label(row.key)}: {law.cite(row.article, row.instrument)}"
    if isinstance(row, Rate):
        where = "" if not row.province else f", {place_words(row.province)}"
        return f"{label(row.kind)}{where}: {figure_words(row)}, {since_words(row)}"
    if isinstance(row, Coefficient):
        ages = ages_words(row.age_from, row.age_to).lower()
        return f"{group_label(row.group)}, {ages}: {figure_words(row)}, {since_words(row)}"
    if isinstance(row, Benefit):
        ages = (
            ""
            if row.age_from is None and row.age_to is None
            else ages_words(row.age_from, row.age_to).lower()
        )
        name = ", ".join(part for part in (label(row.key), ages) if part)
        return f"{name}: {figure_words(row)}, {since_words(row)}"
    return f"{label(row.key)}: {law.cite(row.article, row.instrument)}"


def since_words(row: Figure) -> str:
    """The first month of a figure, or the first day when it goes by what happened."""
    if is_monthly(row):
        return _("from %(first)s") % {"first": format_month(row.valid_from)}
    return day_span_words(row.valid_from, None)


def span_of(row: Figure) -> str:
    """The months or days a figure is for."""
    if row.valid_to is None:
        return since_words(row)
    if not is_monthly(row):
        return day_span_words(row.valid_from, row.valid_to)
    words = {"first": format_month(row.valid_from), "last": format_month(row.valid_to)}
    return _("from %(first)s to %(last)s") % words


def day_span_words(first: dt.date, last: dt.date | None) -> str:
    """Days something is for: from 05/10/2026, or from one day to another."""
    words = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}" if last else ""}
    return (_("from the day %(first)s to %(last)s") if last else _("from the day %(first)s")) % words


def ages_words(low: int | None, high: int | None) -> str:
    """An age band in words."""
    words = {"low": low, "high": high}
    if low and high is not None:
        return _("From %(low)s to under %(high)s") % words
    if high is not None:
        return _("Under %(high)s") % words
    return _("From %(low)s") % words if low else _("Any age")


def place_words(province_code: str, name: str = "") -> str:
    """Where a rate counts; `name` is that of the province this installation serves."""
    if not province_code:
        return _("The whole country")
    return name if name and province_code == settings.PROVINCE_CODE else province_code
