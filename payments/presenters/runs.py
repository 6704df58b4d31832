"""The pages of payments in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.queries import history_of
from offices.actors import Actor
from offices.presenters import history_line
from offices.roles import Permission
from payments.documents.lists import factor_of, payment_of, span_of
from payments.enums import (
    FILLED_STATES,
    HANDED_STATES,
    DifferenceKind,
    DifferenceReason,
    Note,
    RunState,
    UnpaidReason,
)
from payments.forms import StepForm
from payments.linemonths import citation_of, line_table
from payments.models import Difference, PaymentLine, PaymentList, PaymentRun
from payments.presenters.providers import result_words, run_providers
from payments.queries import (
    differences_summed,
    lists_of,
    months_of,
    runs_in_scope,
    unpaid_of,
)
from payments.queries.providers import with_results
from payments.steps import Step, steps_open_to
from policy.labels import group_label
from policy.law import Law
from policy.months import first_of, format_month, next_month
from policy.queries import citing_law, current_law
from ui.formats import grouped
from ui.presenters import PathStep, TimelineEntry, Tone

PATH = (
    RunState.BUILDING,
    RunState.BUILT,
    RunState.CHECKED,
    RunState.APPROVED,
    RunState.HANDED_OVER,
    RunState.BEING_PAID,
    RunState.REPORTED,
    RunState.RECONCILED,
    RunState.SETTLED,
)
TONES: dict[RunState, Tone] = {
    RunState.OPEN: "warn",
    RunState.BUILDING: "info",
    RunState.BUILT: "info",
    RunState.CHECKED: "info",
    RunState.APPROVED: "good",
    RunState.HANDED_OVER: "info",
    RunState.BEING_PAID: "info",
    RunState.REPORTED: "info",
    RunState.RECONCILED: "info",
    RunState.SETTLED: "good",
    RunState.SUPERSEDED: "neutral",
}


@dataclass(frozen=True)
class StepButton:
    """A step this person may press now."""

    step: Step
    url: str
    form: StepForm

    @property
    def tone(self) -> str:
        return "primary" if self.step.main else "secondary"


@dataclass(frozen=True)
class DifferenceRow:
    """Differences of one reason, summed."""

    kind: str
    reason: str
    article: str
    count: int
    before: int
    after: int
    change: str


@dataclass(frozen=True)
class HamletLines:
    """Lines of one hamlet on a page of a list."""

    hamlet: str
    lines: list[PaymentLine]


def title_of(run: PaymentRun) -> str:
    """ "Payment of 10/2026"."""
    return _("Payment of %(month)s") % {"month": format_month(run.month)}


def state_of(run: PaymentRun) -> tuple[str, Tone]:
    """The state in words and colour."""
    state = RunState(run.state)
    return str(state.label), TONES[state]


def next_run_month(actor: Actor, today: dt.date) -> dt.date:
    """The month to propose: the open run's, else the one after the last approved, else this month."""
    run = runs_in_scope(actor).first()
    if run is None:
        return first_of(today)
    return next_month(run.month) if run.is_sealed else run.month


def run_list_page(page: Page, actor: Actor) -> dict[str, Any]:
    """Runs with their state in words."""
    rows = [(run, *state_of(run)) for run in page]
    return {"page": page, "rows": rows, "may_build": _may_build(actor), "is_province": actor.is_province}


def run_page(run: PaymentRun, actor: Actor) -> dict[str, Any]:
    """Everything the page of a run shows this person."""
    state, tone = state_of(run)
    lists = list(lists_of(run, actor))
    filled = run.state in FILLED_STATES
    return {
        "run": run,
        "title": title_of(run),
        "state": state,
        "tone": tone,
        "building": run.state == RunState.BUILDING,
        "filled": filled,
        "path": [PathStep(step, step.label) for step in PATH],
        "buttons": step_buttons(run, actor),
        "same_hands": _own_work(run, actor),
        "lists": lists,
        "sums": {
            name: sum(getattr(row, name) for row in lists)
            for name in ("persons", "line_count", "regular", "arrears", "recovery", "total")
        },
        "differences": difference_rows(run, actor) if run.checked_at else None,
        "unpaid_count": unpaid_of(run, actor).count() if filled else 0,
        "facts": run_facts(run),
        "handed": run.state in HANDED_STATES and actor.is_province,
        **run_providers(run, actor),
        "history": [history_line(entry) for entry in history_of(run)] if _sees_history(actor) else [],
    }


def run_facts(run: PaymentRun) -> list[tuple[str, Any]]:
    """Who did what, when."""
    rows: list[tuple[str, Any]] = [(_("As known on"), f"{run.as_of:%d/%m/%Y}")]
    for label, person in (
        (_("Built by"), run.built_by),
        (_("Checked by"), run.checked_by),
        (_("Approved by"), run.approved_by),
        (_("Handed over by"), run.handed_over_by),
        (_("Report closed by"), run.reported_by),
        (_("Reconciled by"), run.reconciled_by),
        (_("Settled by"), run.settled_by),
    ):
        if person is not None:
            rows.append((label, person.get_full_name()))
    return rows


def step_buttons(run: PaymentRun, actor: Actor) -> list[StepButton]:
    """Only the buttons this person may press now."""
    return [
        StepButton(
            step=step,
            url=reverse("run_step", args=[run.pk, step.slug]),
            form=step.form(run=run, initial={"version": run.version}, auto_id=f"{step.slug}-%s"),
        )
        for step in steps_open_to(run, actor)
    ]


def step_page(run: PaymentRun, step: Step, form: StepForm, actor: Actor) -> dict[str, Any]:
    """A step that asks for something; `open` is whether it may be taken now."""
    return {
        "run": run,
        "title": title_of(run),
        "step": step,
        "form": form,
        "open": step in steps_open_to(run, actor),
        "url": reverse("run_step", args=[run.pk, step.slug]),
    }


def difference_rows(run: PaymentRun, actor: Actor) -> list[DifferenceRow]:
    """Differences against the month before by reason, with the article behind it."""
    law = citing_law()
    return [
        DifferenceRow(
            kind=str(DifferenceKind(row.kind).label),
            reason=str(DifferenceReason(row.reason).label),
            article=law.cite(row.article, row.instrument) if row.article else "",
            count=row.count,
            before=row.before,
            after=row.after,
            change=signed(row.change),
        )
        for row in differences_summed(run, actor)
    ]


def differences_page(run: PaymentRun, page: Page) -> dict[str, Any]:
    """Each difference with its reason, decision and article."""
    law = citing_law()
    return {
        "run": run,
        "title": title_of(run),
        "page": page,
        "rows": [(row, signed(row.after - row.before), _articles(row, law)) for row in page],
    }


def unpaid_words(reason: str) -> str:
    """Why an allowance is not paid."""
    return str(UnpaidReason(reason).label)


def list_page(payment_list: PaymentList, page: Page, *, seal: str) -> dict[str, Any]:
    """A page of a list, by hamlet; `seal` is what a printed list claims (scanned from its code)."""
    run = payment_list.run
    state, tone = state_of(run)
    return {
        "payment_list": payment_list,
        "run": run,
        "title": payment_list.office_name,
        "state": state,
        "tone": tone,
        "draft": not payment_list.seal,
        "seal_claimed": bool(seal),
        "seal_agrees": bool(seal) and seal == payment_list.seal,
        "hamlets": [
            HamletLines(hamlet or _("No hamlet recorded"), [line_cells(line) for line in lines])
            for hamlet, lines in groupby(page, key=lambda line: line.hamlet)
        ],
    }


def line_cells(line: PaymentLine) -> Any:
    """A line with the cells that are put into words."""
    line.factor = factor_of(line)  # type: ignore[attr-defined, arg-type]  # same names as the snapshot
    line.payment = payment_of(line)  # type: ignore[attr-defined, arg-type]
    line.arrears_months = span_of(line.arrears_from, line.arrears_to)  # type: ignore[attr-defined]
    line.recovery_months = span_of(line.recovery_from, line.recovery_to)  # type: ignore[attr-defined]
    line.remark = str(Note(line.note).label) if line.note else ""  # type: ignore[attr-defined]
    return line


def line_page(line: PaymentLine) -> dict[str, Any]:
    """Why a line pays what it pays, month by month."""
    law = current_law()
    return {
        "line": line_cells(line),
        "payment_list": line.payment_list,
        "run": line.payment_list.run,
        "group": group_label(line.entitlement.group_id),
        "article": citation_of(line, law),
        "months": line_table(line, list(months_of(line)), law),
        "told": [
            (row, *result_words(row))
            for row in with_results(line.instructions.select_related("file__run")).order_by("pk")
        ],
    }


def _articles(row: Difference, law: Law) -> str:
    parts = [
        law.cite(source.article, source.instrument_id)
        for source in (row.rate, row.coefficient_row)
        if source is not None
    ]
    if not parts and row.kind == DifferenceKind.JOINED and row.entitlement.decision_number:
        parts = [_("Decision %(number)s") % {"number": row.entitlement.decision_number}]
    return "; ".join(parts)


def signed(amount: int) -> str:
    """A change with its sign: +40.000, −540.000."""
    return f"+{grouped(amount)}" if amount >= 0 else f"−{grouped(-amount)}"


def list_history(payment_list: PaymentList, actor: Actor) -> list[TimelineEntry]:
    """Who printed a list and what else befell it, for those who may read the trail."""
    return [history_line(entry) for entry in history_of(payment_list)] if _sees_history(actor) else []


def _may_build(actor: Actor) -> bool:
    return actor.is_province and actor.may(Permission.PAYMENT_BUILD)


def _sees_history(actor: Actor) -> bool:
    return actor.is_province and actor.may(Permission.AUDIT_VIEW)


def _own_work(run: PaymentRun, actor: Actor) -> bool:
    """Whether this person could approve, were it not their own work."""
    return (
        run.state == RunState.CHECKED
        and actor.may(Permission.PAYMENT_APPROVE)
        and not actor.hands.isdisjoint((run.built_by_id, run.checked_by_id))
    )
