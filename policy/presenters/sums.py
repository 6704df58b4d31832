"""Sums and time limits of the law put into words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policy.clock import DueDate, DueLine
from policy.labels import group_label, label, sentence
from policy.months import format_month
from policy.rules import Due


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
