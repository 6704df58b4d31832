"""The months of a payment line in words: each sum with its articles, as written when the list was built."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from offices.actors import Actor
from payments.enums import MonthKind
from payments.models import PaymentLine, PaymentMonth
from payments.queries.runs import months_of
from policy.documents import ExplanationSheet, sheet_table
from policy.facts import PartialDate
from policy.labels import group_label
from policy.law import Law, NotInForce
from policy.months import format_month, last_day_of
from policy.presenters import arithmetic, before_words, dong, month_line, signed
from policy.queries import current_law
from policy.rules import Due, Held, MonthRow, Recipient, Stretch, fold, known_before
from ui.presenters import MonthSection, MonthTable

# In the order of the sum: the month's own, then what earlier months bring and take.
SECTIONS = (MonthKind.REGULAR, MonthKind.ARREARS, MonthKind.RECOVERY)


def line_table(line: PaymentLine, months: Sequence[PaymentMonth], law: Law) -> MonthTable:
    """Every month of a line by kind; their amounts add up to what the line pays.

    `months` come with entitlement, rate and coefficient, the line with its list and run: nothing is read.
    """
    rows = {kind: [row_of(month, line, law) for month in months if month.kind == kind] for kind in SECTIONS}
    return MonthTable(
        caption=_("Month by month"),
        sections=tuple(_section(kind, found) for kind, found in rows.items() if found),
        total=dong(sum(amount_of(found) for found in rows.values())),
        paid_head=_("Paid before"),
        difference_head=_("This list"),
    )


def row_of(month: PaymentMonth, line: PaymentLine, law: Law) -> MonthRow:
    """One month as it was built: the sum it stored, what it moves, what the law gave as known before."""
    born = PartialDate.parse(line.born) if line.born else None
    rate, row, run = month.rate, month.coefficient_row, line.payment_list.run
    entitlement = month.entitlement
    held = Held(
        key=entitlement.pk,
        group=str(entitlement.group_id),
        slot=month.slot,
        start_month=entitlement.start_month,
        units=month.units,
        decision=entitlement.decision_number,
    )
    due = Due(
        month=month.month,
        group=held.group,
        amount=month.due,
        units=month.units,
        base=month.base or 0,
        coefficient=month.coefficient or Decimal(0),
        rate_article=law.cite(rate.article, rate.instrument_id) if rate else "",
        coefficient_article=law.cite(row.article, row.instrument_id) if row else "",
    )
    before = known_before(
        held,
        Recipient(born, (held,)),
        month=month.month,
        known_on=run.as_of,
        law=law,
        province=settings.PROVINCE_CODE,
    )
    return MonthRow(
        month=month.month,
        due=due,
        held=held,
        age=born.age_range(last_day_of(month.month)) if born else None,
        paid=month.paid_before,
        difference=-month.amount if month.kind == MonthKind.RECOVERY else month.amount,
        # Only what explains the amount paid: the law as it was known then gave just that.
        before=tuple(item for item in before if item.due.amount == month.paid_before),
    )


def amount_of(rows: Sequence[MonthRow]) -> int:
    """What some months of a line pay together, in đồng; a recovery takes away."""
    return sum(row.difference or 0 for row in rows)


def _section(kind: MonthKind, rows: Sequence[MonthRow]) -> MonthSection:
    last = max(row.month for row in rows)
    lines = tuple(month_line(stretch, today=last, notes=_notes(kind, stretch)) for stretch in fold(rows))
    return MonthSection(lines, title=str(kind.label), figure=signed(amount_of(rows)))


def _notes(kind: MonthKind, stretch: Stretch) -> list[str]:
    """The sum of each month with its articles, and how the amount of the list follows from it."""
    row = stretch.first
    notes = [_sum_words(row.due)]
    words = {
        "due": dong(row.due.amount),
        "paid": dong(row.paid or 0),
        "left": dong(abs(row.difference or 0)),
        "over": dong((row.paid or 0) - row.due.amount),
    }
    if kind == MonthKind.RECOVERY:
        text = _("Paid %(paid)s, due %(due)s: %(over)s đồng too much; this list takes back %(left)s đồng.")
        notes.append(text % words)
    elif row.paid:
        notes.append(_("%(due)s − %(paid)s already paid = %(left)s đồng.") % words)
    notes += [before_words(item) for item in row.before if row.paid]
    if stretch.months > 1:
        words = {"count": str(stretch.months), "left": words["left"]}
        words["sum"] = dong(abs(amount_of(stretch.rows)))
        notes.append(_("%(count)s months × %(left)s = %(sum)s đồng.") % words)
    return notes


def _sum_words(due: Due) -> str:
    if not due.amount:
        return _("Nothing is due for this month.")
    return _("%(sum)s: base by %(base)s, coefficient by %(coefficient)s.") % {
        "sum": arithmetic(due),
        "base": due.rate_article,
        "coefficient": due.coefficient_article,
    }


def line_sheet(line: PaymentLine, *, by: Actor) -> ExplanationSheet:
    """A line explained for the citizen: its group and every month as the list was built."""
    law, run = current_law(), line.payment_list.run
    article, group = citation_of(line, law), group_label(line.entitlement.group_id)
    title = _("Payment of %(month)s") % {"month": format_month(run.month)}
    return ExplanationSheet(
        office_name=line.payment_list.office_name,
        printed_on=run.as_of,
        person_name=line.shown_name,
        person_code=line.person_code,
        born=line.born,
        parts=((title, (f"{group} ({article})." if article else f"{group}.",)),),
        tables=(sheet_table(line_table(line, list(months_of(line)), law)),),
        officer_name=by.name,
        whole=True,
    )


def citation_of(line: PaymentLine, law: Law) -> str:
    """Where the law names the group, on the last day the run knows of."""
    run = line.payment_list.run
    try:
        return law.citation(line.entitlement.group_id, min(last_day_of(run.month), run.as_of))
    except NotInForce:
        return ""
