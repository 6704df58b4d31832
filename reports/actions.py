"""Exports of reports; each leaves its entry in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from audit import recorder
from offices.actors import Actor, NotPermitted
from offices.models import Office
from offices.roles import Permission
from policy.law import Law
from reports import events
from reports.presenters import change_rows, whatif_result
from reports.queries import changes_listed
from reports.rules.whatif import Hypothesis
from reports.workbook import render_changes, render_workbook


@transaction.atomic
def export_changes(*, today: dt.date, filters: Mapping[str, Any], by: Actor) -> bytes:
    """Exported the changes ahead, as filtered, as an Excel workbook. Raises NotPermitted."""
    by.require(Permission.PERSON_VIEW)
    rows = change_rows(changes_listed(by, today=today, **filters))
    recorder.record(
        events.changes_exported,
        subject=Office.objects.get(pk=by.office_id or 0),
        by=by,
        after={"rows": len(rows), **filters},
    )
    return render_changes(rows, today)


@transaction.atomic
def export_whatif(*, hypothesis: Hypothesis, law: Law, today: dt.date, by: Actor) -> bytes:
    """Exported a what-if as an Excel workbook. Raises NotPermitted."""
    if not (by.may(Permission.PAYMENT_VIEW) or by.may(Permission.LAW_MANAGE)):
        raise NotPermitted(Permission.PAYMENT_VIEW)
    result = whatif_result(hypothesis, by, law=law, today=today)
    content = render_workbook(result)
    recorder.record(
        events.whatif_exported,
        subject=Office.objects.get(pk=by.office_id or 0),
        by=by,
        after={
            "from_month": hypothesis.from_month,
            "base": hypothesis.base,
            "pension": hypothesis.pension,
            "province": hypothesis.province,
            "coefficient_of": hypothesis.band.key if hypothesis.band else "",
            "coefficient": hypothesis.coefficient,
            "persons": result.total.persons,
            "month_change": result.total.month_change,
            "year_change": result.total.year_change,
        },
    )
    return content
