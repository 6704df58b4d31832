"""Printing and exporting lists; each leaves its entry in the trail."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation

from audit import recorder
from offices import scope
from offices.actors import Actor
from offices.roles import Permission
from payments import events
from payments.documents.lists import render_papers, snapshot_of
from payments.linemonths import line_sheet
from payments.models import PaymentLine, PaymentList, PaymentRun
from payments.workbook import render_workbook
from policy.documents import render_sheet


@transaction.atomic
def print_list(*, payment_list: PaymentList, by: Actor) -> bytes:
    """Printed a payment list: draws its frozen rows. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW)
    content = render_papers([snapshot_of(payment_list)])
    recorder.record(events.list_printed, subject=payment_list, by=by, after=_what(payment_list))
    return content


@transaction.atomic
def print_line(*, line: PaymentLine, by: Actor) -> bytes:
    """Printed an explanation of what a line pays, for the citizen: draws its frozen months.

    Raises NotPermitted.
    """
    by.require(Permission.PAYMENT_VIEW)
    with translation.override("vi"):
        content = render_sheet(line_sheet(line, by=by))
    month = line.payment_list.run.month
    recorder.record(
        events.line_printed, subject=line.person, by=by, after={"month": month, "total": line.total}
    )
    return content


@transaction.atomic
def export_list(*, payment_list: PaymentList, by: Actor) -> bytes:
    """Exported a payment list as an Excel workbook. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW)
    content = render_workbook(snapshot_of(payment_list))
    recorder.record(events.list_exported, subject=payment_list, by=by, after=_what(payment_list))
    return content


@transaction.atomic
def print_run(*, run: PaymentRun, by: Actor) -> bytes:
    """Printed all lists of a run that the person may see, in one file. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW)
    lists = list(scope.payment_lists(run.lists.select_related("run"), by))
    content = render_papers([snapshot_of(payment_list) for payment_list in lists])
    recorder.record(
        events.run_printed,
        subject=run,
        by=by,
        after={"month": run.month, "lists": [row.office_code for row in lists]},
    )
    return content


def _what(payment_list: PaymentList) -> dict[str, object]:
    return {
        "month": payment_list.run.month,
        "state": payment_list.run.state,
        "persons": payment_list.persons,
        "total": payment_list.total,
        "seal": payment_list.seal,
    }
