"""Sums and time limits of the law put into words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policy.clock import DueDate, DueLine
from policy.enums import Measure
from policy.labels import fact_label, group_label, label, sentence
from policy.months import format_month
from policy.rules import Due, Share, Support


def dong(amount: int) -> str:
    """An amount in figures: 1.234.567."""
    return f"{amount:,}".replace(",", ".")


def coefficient_text(value: Decimal) -> str:
    """A coefficient with the decimal comma and at least one decimal: 1,0 or 1,25."""
    whole, _point, decimals = f"{value:f}".partition(".")
    return f"{whole},{decimals.rstrip('0') or '0'}"


def explain(due: Due) -> list[str]:
    """Why a month pays what it pays: group and article, base, coefficient, the sum, what is to be proven."""
    lines = []
    if due.citation:
        lines.append(
            _("%(month)s: %(group)s (%(article)s).")
            % {"month": format_month(due.month), "group": group_label(due.group), "article": due.citation}
        )
    if due.amount:
        lines += [
            _("Base %(amount)s đồng a month (%(article)s).")
            % {"amount": dong(due.base), "article": due.rate_article},
            _("Coefficient %(value)s (%(article)s).")
            % {"value": coefficient_text(due.coefficient), "article": due.coefficient_article},
            arithmetic(due),
        ]
    return lines + [sentence(finding) for finding in due.reasons]


def arithmetic(due: Due) -> str:
    """The sum on one line: 540.000 × 1,5 = 810.000 đồng."""
    factors = [dong(due.base), coefficient_text(due.coefficient)]
    if due.units != 1:
        factors.append(ngettext("%(count)s child", "%(count)s children", due.units) % {"count": due.units})
    return _("%(factors)s = %(amount)s đồng") % {"factors": " × ".join(factors), "amount": dong(due.amount)}


def explain_share(share: Share) -> list[str]:
    """Why one support is due or not: its name and article, the sum or the quantity, every condition."""
    name = label(share.benefit)
    lines = [f"{name} ({share.article})." if share.article else f"{name}."]
    if share.fits is not False and share.row is not None:
        lines += worth_lines(share)
    lines += [sentence(finding) for finding in share.findings]
    return lines + _needs_lines(share)


def explain_support(support: Support) -> list[str]:
    """What is given in all, each part with its reasons, what gives way, what is still needed."""
    lines = [_("Given in all: %(amount)s đồng.") % {"amount": dong(support.amount)}] if support.chosen else []
    for share in (*support.chosen, *support.open, *support.not_given):
        lines += explain_share(share)
    return lines + [sentence(finding) for finding in support.findings] + _needs_lines(support)


def worth_lines(share: Share) -> list[str]:
    """The sum or the quantity of a support, with the base it rests on."""
    row = share.row
    assert row is not None
    times = [] if share.units == 1 else [str(share.units)]
    if row.measure == Measure.KG_RICE:
        kilograms = coefficient_text(share.quantity).removesuffix(",0")
        return [_("Rice: %(kilograms)s kg.") % {"kilograms": kilograms}] if share.quantity else []
    if row.measure == Measure.DONG:
        return [_sum_line([dong(int(row.value)), *times], share.worth)]
    if row.measure == Measure.DONG_IN_KIND:
        return [_("In kind, worth %(amount)s đồng.") % {"amount": dong(share.worth)}]
    if row.measure == Measure.IN_KIND:
        return [_("In kind, without a figure in the text.")]
    if row.measure == Measure.TIMES_COST:
        factors = [dong(share.cost)] if row.value == 1 else [dong(share.cost), coefficient_text(row.value)]
        return [_sum_line(factors, share.worth)] if share.cost else []
    if row.measure == Measure.LITRES_PER_KM:
        litres = _("%(litres)s litres a km") % {"litres": coefficient_text(row.value)}
        factors = [litres, _("%(count)s km") % {"count": dong(share.units)}, dong(share.cost)]
        return [_sum_line(factors, share.worth)] if share.worth else []
    base = {"amount": dong(share.base), "article": share.rate_article}
    least = int(share.base * row.value * share.units)
    lines = [
        _("Base %(amount)s đồng a month (%(article)s).") % base,
        _sum_line([dong(share.base), coefficient_text(row.value), *times], least),
    ]
    if share.worth > least:
        lines.append(_("At the actual cost: %(amount)s đồng.") % {"amount": dong(share.worth)})
    return lines


def _sum_line(factors: list[str], amount: int) -> str:
    if len(factors) == 1:
        return _("%(amount)s đồng") % {"amount": dong(amount)}
    return _("%(factors)s = %(amount)s đồng") % {"factors": " × ".join(factors), "amount": dong(amount)}


def _needs_lines(found: Share | Support) -> list[str]:
    if not found.needs:
        return []
    facts = ", ".join(fact_label(field) for field in found.needs)
    return [_("Cannot be told for certain yet; needed: %(facts)s.") % {"facts": facts}]


def clock_line(line: DueLine) -> str:
    """One day of a time limit in words."""
    why = label(line.why)
    if line.name:
        why = f"{why}: {line.name}"
    if line.number is not None:
        why = _("Working day %(number)s: %(why)s") % {"number": line.number, "why": why}
    return f"{line.date:%d/%m/%Y} · {why}"


def clock_lines(due: DueDate) -> list[str]:
    """The arithmetic of a time limit, day by day."""
    return [clock_line(line) for line in due.lines]
