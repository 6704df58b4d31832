"""What a case gives its person, in words: why this group, from which month, what changes when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cases.enums import CaseKind
from cases.models import Case
from cases.queries import Outlook, assessments_of, facts_judged, outlook_of
from offices.actors import Actor
from policy.documents import ExplanationSheet, sheet_table
from policy.law import Law
from policy.months import format_month
from policy.presenters import (
    change_words,
    dong,
    month_remarks,
    month_table,
    part_remarks,
    part_sentences,
    span_words,
    why_in_words,
)
from policy.queries import current_law
from policy.rules import GroupAssessment, first_list_month
from ui.presenters import WhyWords


def why_of(case: Case, on: dt.date, law: Law, *, health: bool) -> WhyWords | None:
    """Why this group, on the facts of the case, by the law of the day it was decided or of today."""
    if not case.group_id:
        return None
    facts, province = facts_judged(case, today=on), settings.PROVINCE_CODE
    return why_in_words(facts, str(case.group_id), on, law, province=province, health=health)


def outlook_page(
    case: Case, applied: GroupAssessment | None, *, law: Law, today: dt.date, health: bool
) -> dict[str, Any]:
    """From which month, the first payment, the next change, and the months one by one."""
    found = outlook_of(case, applied, law=law, today=today, health=health)
    if found.held is None or found.explained is None:
        return {"outlook": [], "months": None, "remarks": []}
    return {
        "outlook": outlook_rows(case, found, today=today),
        "months": month_table(found.rows, today=today),
        "remarks": [
            *(line for part in found.explained.parts for line in part_remarks(part)),
            *month_remarks(found.explained, health=health),
        ],
    }


def outlook_rows(case: Case, found: Outlook, *, today: dt.date) -> list[tuple[str, str]]:
    """What a citizen asks first: from when, when the money comes, when it changes."""
    if found.held is None:
        return []
    start = format_month(found.held.start_month)
    if case.entitlement is None and case.target is None:
        start = _("%(month)s, when the decision is signed this month") % {"month": start}
    rows = [(_("Paid from month"), start)]
    if case.kind == CaseKind.NEW:
        by = first_list_month(case.decided_on or today)
        months = [row for row in found.rows if row.month <= by and row.due.amount]
        if months:
            words = {
                "month": format_month(by),
                "sum": dong(sum(row.due.amount for row in months)),
                "months": span_words(months[0].month, months[-1].month),
            }
            first = _("With the list of %(month)s at the latest: %(sum)s đồng for %(months)s.") % words
            rows.append((_("First payment"), first))
    change = change_words(found.next) if found.next else _("None is foreseen.")
    return [*rows, (_("Next change"), change)]


def sheet_of(case: Case, *, by: Actor, today: dt.date) -> ExplanationSheet:
    """What an officer reads aloud to a citizen about a case; nothing of health, whoever prints it."""
    law = current_law()
    on = case.decided_on or today
    assessed = assessments_of(case, today=on, law=law)
    applied = next((item for item in assessed if item.group == case.group_id), None)
    found = outlook_of(case, applied, law=law, today=today, health=False)
    why = why_of(case, on, law, health=False)
    parts = [
        (_("Why this group"), _why_sentences(why) if why else ()),
        (_("Amount a month"), _amount_sentences(found)),
        (_("When"), tuple(f"{name}: {words}" for name, words in outlook_rows(case, found, today=today))),
    ]
    return ExplanationSheet(
        office_name=case.office.name,
        printed_on=today,
        person_name=case.person.shown_name,
        person_code=case.person.code,
        born=str(case.person.born or ""),
        parts=tuple((heading, sentences) for heading, sentences in parts if sentences),
        tables=(sheet_table(month_table(found.rows, today=today)),) if found.rows else (),
        officer_name=by.name,
    )


def _why_sentences(why: WhyWords) -> tuple[str, ...]:
    name = f"{why.name} ({why.article})." if why.article else f"{why.name}."
    return (name, *(str(check.text) for check in why.checks), *([str(why.needs)] if why.needs else []))


def _amount_sentences(found: Outlook) -> tuple[str, ...]:
    if found.explained is None:
        return ()
    lines = [" ".join(part_sentences(part)) for part in found.explained.parts]
    return (*lines, *month_remarks(found.explained, health=False))
