"""Words for foreseen changes and for the figures of a what-if."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policy.enums import Sex
from policy.labels import group_label, label
from policy.law import Law
from policy.presenters import coefficient_text
from policy.rules.foreseen import ForeseenKind
from reports.rules.whatif import Band
from ui.presenters import Tone

CHANGE_KINDS: dict[ForeseenKind, tuple[str | Promise, Tone]] = {
    ForeseenKind.AMOUNT: (gettext_lazy("Amount changes"), "info"),
    ForeseenKind.ENDS: (gettext_lazy("Allowance ends"), "warn"),
    ForeseenKind.SUSPENDED: (gettext_lazy("Allowance is suspended"), "warn"),
    ForeseenKind.DECISION: (gettext_lazy("Decision or paper needed"), "neutral"),
}


def change_kind_choices() -> list[tuple[str, str | Promise]]:
    """The kinds of change, for a filter."""
    return [(kind.value, words) for kind, (words, _tone) in CHANGE_KINDS.items()]


def sex_label(sex: str) -> str:
    """A sex in words; an empty one was not recorded."""
    return label(Sex(sex)) if sex else _("Not recorded")


def ages(band: Band) -> str:
    """The ages of a band in words."""
    values = {"first": band.age_from, "last": band.age_to}
    if band.age_to is None:
        return _("from %(first)s years") % values if band.age_from else _("every age")
    return (
        _("%(first)s to under %(last)s years") % values
        if band.age_from
        else _("under %(last)s years") % values
    )


def band_label(band: Band, law: Law) -> str:
    """A coefficient as one may choose it: who, of which age, at how much, by which article."""
    codes = {group.key: group.code for group in law.groups if group.key in band.groups}
    # Of the points of one clause, the clause itself speaks for all.
    widest = min(band.groups, key=lambda key: len(codes[key]))
    return _("%(group)s, %(ages)s: %(value)s (%(article)s)") % {
        "group": group_label(widest),
        "ages": ages(band),
        "value": coefficient_text(band.value),
        "article": law.cite(band.article, band.instrument),
    }
