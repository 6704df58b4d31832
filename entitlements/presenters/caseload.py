"""Allowances with their sums, and workbooks row by row, in the words of a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from audit.queries import history_of
from beneficiaries.caseload.cells import as_text
from beneficiaries.caseload.enums import Meaning, RowKind
from beneficiaries.caseload.words import MEANINGS, ROW_KINDS, note_words
from beneficiaries.ethnicity import ethnicity_name
from beneficiaries.labels import guarded
from beneficiaries.models import Person
from beneficiaries.names import proper_case
from beneficiaries.presenters import HISTORY_LENGTH, timeline
from beneficiaries.rules import masked
from entitlements.enums import RowAction, RowOutcome
from entitlements.labels import HOLD_ADVICE, end_reason_label, hold_label
from entitlements.models import CaseloadImport, CaseloadRow, Entitlement, Suspension
from entitlements.queries import counts_of, pauses_of, resembled
from entitlements.rows import ListedPerson, note_of
from entitlements.steps import Step, steps_for
from offices.actors import Actor
from offices.roles import Permission
from policy.labels import fact_label, group_label, sentence
from policy.law import Law
from policy.months import first_of, format_month
from policy.presenters import coefficient_text
from policy.rules import Due, monthly_due
from policy.rules.allowance_changes import held_back
from ui.formats import vnd
from ui.presenters import SumLine, TimelineEntry

_ACTION_TONES = {RowAction.CREATE: "good", RowAction.SAME: "neutral", RowAction.HOLD: "warn"}
_OUTCOME_TONES = {
    RowOutcome.PENDING: "neutral",
    RowOutcome.ACCEPTED: "good",
    RowOutcome.HELD: "warn",
    RowOutcome.REJECTED: "bad",
}


@dataclass(frozen=True)
class Allowance:
    """An allowance with what it pays in the month and why."""

    pk: int
    group: str
    article: str
    period: str
    ended: str
    decision: str
    running: bool
    month: dt.date
    amount: int
    lines: tuple[SumLine, ...]
    reasons: tuple[str, ...]
    needs: tuple[str, ...]
    levels: tuple[str, ...] = ()
    # "" while nothing holds the allowance back this month.
    suspended: str = ""
    suspensions: tuple[str, ...] = ()
    # What may be opened about it: words and address. Filled by the page that knows of cases.
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RowLine:
    """A row of a workbook in the table."""

    pk: int
    sheet: str
    row: int
    name: str
    born: str
    id_number: str
    group: str
    amount: int | None
    office: str
    action: str
    action_tone: str
    outcome: str
    outcome_tone: str
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    person_id: int | None


@dataclass(frozen=True)
class SheetLine:
    """A sheet of a workbook in the summary."""

    sheet: str
    commune: str
    month: str
    read: int
    created: int
    same: int
    held: int
    accepted: int
    rejected: int
    base: int | None
    skipped: tuple[str, ...]
    unrecognised: tuple[str, ...]
    columns: tuple[str, ...]
    unknown_heads: tuple[str, ...]
    tcvn3: bool


@dataclass(frozen=True)
class Choice:
    """A decision open for a row, with its form."""

    step: Step
    form: Any


def person_section(
    person: Person, actor: Actor, today: dt.date, *, rows: Sequence[Entitlement], law: Law
) -> dict[str, Any]:
    """What the person's page shows of allowances, and the history of person and allowances together."""
    section: dict[str, Any] = {"entitlements": [allowance(row, person, today, law) for row in rows]}
    if actor.may(Permission.AUDIT_VIEW):
        section["history"] = timeline(
            history_of(person, *rows)[:HISTORY_LENGTH], health=actor.may(Permission.HEALTH_VIEW)
        )
    return section


def allowance(row: Entitlement, person: Person, today: dt.date, law: Law) -> Allowance:
    """One allowance and its sum for the month of `today`, or for its last month when it has ended."""
    month = max(min(first_of(today), row.end_month or dt.date.max), row.start_month)
    due = monthly_due(
        group=row.group_id,
        units=row.units,
        born=person.born,
        month=month,
        known_on=today,
        law=law,
        province=settings.PROVINCE_CODE,
        died_on=person.died_on,
    )
    running = row.end_month is None or row.end_month >= first_of(today)
    suspended = running and held_back(month, pauses_of(row))
    return Allowance(
        pk=row.pk,
        group=group_label(row.group_id),
        article=due.citation,
        period=_period(row),
        ended=end_reason_label(row.end_reason),
        decision=_decision(row.decision_number, row.decision_on),
        running=running,
        month=month,
        amount=0 if suspended else due.amount,
        lines=() if suspended else sum_lines(due),
        reasons=() if suspended else tuple(sentence(finding) for finding in due.reasons),
        needs=tuple(fact_label(field) for field in due.needs),
        suspended=_("Suspended") if suspended else "",
        suspensions=tuple(suspension_words(one) for one in row.suspensions.all()),
        levels=tuple(
            _("%(amount)s from %(month)s: decision %(decision)s")
            % {
                "amount": vnd(level.amount),
                "month": format_month(level.from_month),
                "decision": _decision(level.decision_number, level.decision_on),
            }
            for level in row.levels.all()
        ),
    )


def suspension_words(row: Suspension) -> str:
    """A suspension: its months, cause and decision, and the decision that lifted it."""
    period = (
        _("from %(first)s to %(last)s")
        % {"first": format_month(row.from_month), "last": format_month(row.to_month)}
        if row.to_month
        else _("from %(first)s") % {"first": format_month(row.from_month)}
    )
    words = _("Suspended %(period)s: %(cause)s. Decision %(decision)s.") % {
        "period": period,
        "cause": row.get_cause_display(),
        "decision": _decision(row.decision_number, row.decision_on),
    }
    if row.lifted_on is None:
        return words
    lifted = _("Lifted with arrears by decision %(decision)s.")
    return f"{words} {lifted % {'decision': _decision(row.lifted_number, row.lifted_on)}}"


def sum_lines(due: Due) -> tuple[SumLine, ...]:
    """Base, coefficient, children and the product, each with its article."""
    if not due.amount:
        return ()
    lines = [
        SumLine(_("Base of the month"), vnd(due.base), due.rate_article),
        SumLine(_("Coefficient"), f"× {coefficient_text(due.coefficient)}", due.coefficient_article),
    ]
    if due.units != 1:
        lines.append(SumLine(_("Children raised"), f"× {due.units}"))
    lines.append(
        SumLine(_("Amount of %(month)s") % {"month": format_month(due.month)}, vnd(due.amount), total=True)
    )
    return tuple(lines)


# Workbooks


def import_summary(caseload_import: CaseloadImport) -> dict[str, Any]:
    """The whole workbook in figures: totals and each sheet."""
    kept = {sheet["sheet"]: sheet for sheet in caseload_import.summary["sheets"]}
    counts = counts_of(caseload_import)
    return {
        "read": sum(count.read for count in counts),
        "created": sum(count.created for count in counts),
        "same": sum(count.same for count in counts),
        "accepted": sum(count.accepted for count in counts),
        "held": sum(count.held for count in counts),
        "rejected": sum(count.rejected for count in counts),
        "sheets": [_sheet_line(count, kept[count.sheet]) for count in counts],
    }


def row_line(row: CaseloadRow, actor: Actor) -> RowLine:
    """A row for the table: what it says, what happens and why."""
    health = actor.may(Permission.HEALTH_VIEW)
    one = ListedPerson.from_json(row.data)
    action, outcome = RowAction(row.action), RowOutcome(row.outcome)
    return RowLine(
        pk=row.pk,
        sheet=row.sheet,
        row=row.row,
        name=proper_case(one.name),
        born=str(one.born or ""),
        id_number=masked(one.id_number),
        group=group_label(one.group) if one.group else "",
        amount=one.amount,
        office=row.office.name if row.office else "",
        action=str(action.label),
        action_tone=_ACTION_TONES[action],
        outcome=str(outcome.label),
        outcome_tone=_OUTCOME_TONES[outcome],
        notes=tuple(words_of(row.findings, health=health)),
        reasons=tuple(hold_label(code) for code in row.hold_reasons),
        person_id=row.person_id if outcome == RowOutcome.ACCEPTED or action == RowAction.SAME else None,
    )


def row_page(row: CaseloadRow, actor: Actor, *, bound: Any = None) -> dict[str, Any]:
    """Everything about one row; `bound` is the form just sent, shown with its errors."""
    one = ListedPerson.from_json(row.data)
    held = row.outcome == RowOutcome.HELD
    health = actor.may(Permission.HEALTH_VIEW)
    return {
        "row": row,
        "line": row_line(row, actor),
        "read": [(name, guarded(words, health=health)) for name, words in _read_as(one)],
        "raw": [(head, guarded(as_text(value), health=health)) for head, value in row.raw],
        "findings": words_of(row.findings, health=health),
        "repairs": words_of(row.repairs, health=health),
        "advice": [str(HOLD_ADVICE[code]) for code in row.hold_reasons if code in HOLD_ADVICE],
        "twin": _twin(row, actor),
        "resembles": resembled(row) if held else None,
        "choices": [_choice(step, row, actor, bound) for step in steps_for(row)] if held else [],
        "may_open": actor.may(Permission.PERSON_VIEW),
    }


def words_of(notes: Iterable[Mapping[str, Any]], *, health: bool) -> list[str]:
    """Stored repairs or findings as sentences with their cells, and with what the law gives."""
    return [guarded(_note_words(note), health=health) for note in notes]


def _note_words(stored: Mapping[str, Any]) -> str:
    words = note_words(note_of(stored))
    if due := stored["data"].get("due"):
        amounts = _(" or ").join(vnd(amount) for amount in due)
        words = f"{words} {_('The law gives %(amounts)s.') % {'amounts': amounts}}"
    return words


def _choice(step: Step, row: CaseloadRow, actor: Actor, bound: Any) -> Choice:
    if bound is not None and bound.prefix == step.slug:
        return Choice(step, bound)
    return Choice(step, step.form(row=row, actor=actor, prefix=step.slug))


def _twin(row: CaseloadRow, actor: Actor) -> dict[str, Any] | None:
    """Who on record the row seems to be: by name where the actor may see them, else by commune only."""
    person = row.person
    if person is None or row.outcome == RowOutcome.ACCEPTED:
        return None
    visible = actor.may(Permission.PERSON_VIEW) and (actor.is_province or person.office_id == actor.office_id)
    return {
        "pk": person.pk if visible else None,
        "name": proper_case(person.name) if visible else "",
        "code": person.code if visible else "",
        "office": person.office.name,
    }


def _read_as(one: ListedPerson) -> list[tuple[str, str]]:
    return [
        (_("Full name"), proper_case(one.name)),
        (_("Date of birth"), str(one.born or "")),
        (_("Personal identification number"), one.id_number),
        (_("Ethnic group"), ethnicity_name(one.ethnicity)),
        (_("Hamlet"), one.hamlet),
        (_("Group"), group_label(one.group) if one.group else ""),
        (_("Amount on the list"), "" if one.amount is None else vnd(one.amount)),
        (_("From month"), format_month(one.start_month) if one.start_month else ""),
        (_("Decision"), _decision(one.decision_number, one.decision_on)),
        (_("Who collects"), one.collector),
        (_("Account number"), one.account_number),
        (_("Note"), one.note),
    ]


def _sheet_line(count: Any, kept: Mapping[str, Any]) -> SheetLine:
    return SheetLine(
        sheet=count.sheet,
        commune=kept["commune"],
        month=format_month(dt.date.fromisoformat(kept["month"])) if kept["month"] else "",
        read=count.read,
        created=count.created,
        same=count.same,
        held=count.held,
        accepted=count.accepted,
        rejected=count.rejected,
        base=kept["base"],
        skipped=tuple(f"{ROW_KINDS[RowKind(kind)]}: {number}" for kind, number in kept["skipped"].items()),
        unrecognised=tuple(f"{row}: {text}" for row, text in kept["unrecognised"]),
        columns=tuple(str(MEANINGS[Meaning(name)]) for name in kept["columns"]),
        unknown_heads=tuple(kept["unknown_heads"]),
        tcvn3=kept["tcvn3"],
    )


def _period(row: Entitlement) -> str:
    first = format_month(row.start_month)
    if row.end_month is None:
        return _("from %(first)s") % {"first": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": format_month(row.end_month)}


def _decision(number: str, on: dt.date | None) -> str:
    if not on:
        return number
    return _("%(number)s of %(day)s") % {"number": number, "day": f"{on:%d/%m/%Y}"}


def import_history(caseload_import: CaseloadImport, actor: Actor) -> list[TimelineEntry]:
    """Who uploaded, took over or discarded a workbook, for those who may read the trail."""
    if not actor.may(Permission.AUDIT_VIEW):
        return []
    return timeline(history_of(caseload_import)[:HISTORY_LENGTH], health=False)
