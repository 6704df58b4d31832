"""Pages of payments: load in scope, one action, message, redirect."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from offices.access import ActorRequest, requires
from offices.models import Office
from offices.roles import Permission
from payments import actions
from payments.forms import ListFilterForm, MonthForm
from payments.models import PaymentList
from payments.presenters import runs as presenters
from payments.queries import (
    differences_of,
    hamlets_of,
    lines_in_scope,
    lines_listed,
    lists_in_scope,
    runs_in_scope,
    runs_listed,
    unpaid_of,
)
from payments.steps import BY_SLUG
from payments.views.downloads import PDF, XLSX, download

PAGE_SIZE = 100


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_list(request: ActorRequest) -> HttpResponse:
    """Runs in scope, newest first."""
    page = Paginator(runs_listed(request.actor), 24).get_page(request.GET.get("page"))
    return render(request, "payments/run_list.html", presenters.run_list_page(page, request.actor))


@requires(Permission.PAYMENT_BUILD)
def run_new(request: ActorRequest) -> HttpResponse:
    """Asks for the lists of a month to be built."""
    today = timezone.localdate()
    form = MonthForm(request.POST or None, suggested=presenters.next_run_month(request.actor, today))
    if request.method == "POST" and form.is_valid():
        office = get_object_or_404(Office, pk=request.actor.office_id)
        try:
            run = actions.start_build(
                month=form.cleaned_data["month"], office=office, as_of=today, by=request.actor
            )
        except actions.PaymentRefusal as refusal:
            form.add_error("month", str(refusal))
        else:
            return redirect("run_detail", run.pk)
    return render(request, "payments/run_new.html", {"form": form, "today": today})


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Where a run stands, its lists and sums, what changed and why, what may be done now."""
    run = get_object_or_404(runs_in_scope(request.actor), pk=pk)
    page = presenters.run_page(run, request.actor)
    template = "payments/run_detail.html#run" if request.htmx else "payments/run_detail.html"  # type: ignore[attr-defined]
    return render(request, template, page)


@requires(Permission.PAYMENT_VIEW)
def run_step(request: ActorRequest, pk: int, slug: str) -> HttpResponse:
    """Takes one step of the table in steps.py."""
    run = get_object_or_404(runs_in_scope(request.actor), pk=pk)
    step = BY_SLUG.get(slug)
    if step is None:
        raise Http404
    if not request.actor.may(step.permission):
        raise PermissionDenied
    form = step.form(request.POST or None, run=run, initial={"version": run.version})
    if request.method == "POST" and form.is_valid():
        try:
            run = step.action(run=run, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(step.done))
        return redirect("run_detail", run.pk)
    page = presenters.step_page(run, step, form, request.actor)
    return render(request, "payments/step.html", page)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_differences(request: ActorRequest, pk: int) -> HttpResponse:
    """Every amount that is not that of the month before, with its reason and article."""
    run = get_object_or_404(runs_in_scope(request.actor), pk=pk)
    page = Paginator(differences_of(run, request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "payments/differences.html", presenters.differences_page(run, page))


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_unpaid(request: ActorRequest, pk: int) -> HttpResponse:
    """Allowances on the books that the run does not pay, and why."""
    run = get_object_or_404(runs_in_scope(request.actor), pk=pk)
    page = Paginator(unpaid_of(run, request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "payments/unpaid.html", {"run": run, "page": page})


@require_safe
@requires(Permission.PAYMENT_VIEW)
def list_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A list as on paper, grouped by hamlet."""
    payment_list = get_object_or_404(lists_in_scope(request.actor), pk=pk)
    form = ListFilterForm(request.GET, hamlets=hamlets_of(payment_list))
    chosen = form.cleaned_data if form.is_valid() else {}
    lines = lines_listed(
        payment_list,
        text=chosen.get("q", ""),
        hamlet=chosen.get("hamlet", ""),
        only=chosen.get("only", ""),
    )
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = presenters.list_page(payment_list, page, seal=request.GET.get("seal", ""))
    context |= {"form": form, "page": page, "history": presenters.list_history(payment_list, request.actor)}
    return render(request, "payments/list.html", context)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def payment_line(request: ActorRequest, pk: int) -> HttpResponse:
    """Why a line pays what it pays: month by month, with base, coefficient and article."""
    line = get_object_or_404(lines_in_scope(request.actor), pk=pk)
    return render(request, "payments/line.html", presenters.line_page(line))


@require_safe
@requires(Permission.PAYMENT_VIEW)
def payment_line_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    """The same on paper, for the citizen; the printing is recorded."""
    line = get_object_or_404(lines_in_scope(request.actor).select_related("person"), pk=pk)
    content = actions.print_line(line=line, by=request.actor)
    return download(content, PDF, f"giai-thich-{line.person_code}.pdf", "inline")


@require_safe
@requires(Permission.PAYMENT_VIEW)
def list_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    """The list as printed; the printing is recorded."""
    payment_list = get_object_or_404(lists_in_scope(request.actor), pk=pk)
    content = actions.print_list(payment_list=payment_list, by=request.actor)
    return download(content, PDF, f"{_name(payment_list)}.pdf", "inline")


@require_safe
@requires(Permission.PAYMENT_VIEW)
def list_xlsx(request: ActorRequest, pk: int) -> HttpResponse:
    """The list as a workbook; the export is recorded."""
    payment_list = get_object_or_404(lists_in_scope(request.actor), pk=pk)
    content = actions.export_list(payment_list=payment_list, by=request.actor)
    return download(content, XLSX, f"{_name(payment_list)}.xlsx", "attachment")


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    """All lists of the run in scope as one file; the printing is recorded."""
    run = get_object_or_404(runs_in_scope(request.actor), pk=pk)
    content = actions.print_run(run=run, by=request.actor)
    return download(content, PDF, f"chi-tra-{run.month:%Y-%m}.pdf", "inline")


def _name(payment_list: PaymentList) -> str:
    return f"chi-tra-{payment_list.run.month:%Y-%m}-{payment_list.office_code}"
