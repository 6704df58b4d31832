"""Exports of reports; each leaves its entry in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import translation

from audit import recorder
from beneficiaries.models import Person
from offices.actors import Actor, NotPermitted
from offices.models import Office
from offices.roles import Permission
from policy.documents import render_sheet
from policy.law import Law
from policy.months import first_of
from reports import events
from reports.explained import known_of, sheet_of
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
def print_explanation(*, person: Person, today: dt.date, by: Actor) -> bytes:
    """Printed an explanation of a person's allowances, for the citizen. Raises NotPermitted."""
    by.require(Permission.PERSON_VIEW)
    # Paper is in the language of the law, and nothing of health is on it, whoever prints.
    with translation.override("vi"):
        known = replace(known_of(person, by, today=today), health=False)
        content = render_sheet(sheet_of(known, by=by, today=today))
    recorder.record(events.explanation_printed, subject=person, by=by, after={"month": first_of(today)})
    return content


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
