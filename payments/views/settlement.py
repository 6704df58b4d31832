"""Pages of the settlement of a month, of holds, and of what was not collected."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from offices.access import ActorRequest, requires
from offices.roles import Permission
from payments import actions
from payments.enums import HANDED_STATES
from payments.models import PaymentRun
from payments.presenters import settlement as presenters
from payments.queries import runs_in_scope
from payments.queries.providers import proposed_suspensions
from payments.views.downloads import PDF, XLSX, download


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_settlement(request: ActorRequest, pk: int) -> HttpResponse:
    """What came in, was paid, kept and given back, by provider."""
    return render(request, "payments/settlement.html", presenters.settlement_page(_run(request, pk)))


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_settlement_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    """The report as PDF; the printing is recorded."""
    run = _run(request, pk)
    content = actions.print_settlement(run=run, by=request.actor)
    return download(content, PDF, f"quyet-toan-{run.month:%Y-%m}.pdf", "inline")


@require_safe
@requires(Permission.PAYMENT_VIEW)
def run_settlement_xlsx(request: ActorRequest, pk: int) -> HttpResponse:
    """The report as a workbook; the export is recorded."""
    run = _run(request, pk)
    content = actions.export_settlement(run=run, by=request.actor)
    return download(content, XLSX, f"quyet-toan-{run.month:%Y-%m}.xlsx")


@require_POST
@requires(Permission.PAYMENT_BUILD)
def run_holds(request: ActorRequest, pk: int) -> HttpResponse:
    """Holds every payment for a month after a death or stop."""
    run = _run(request, pk)
    try:
        holds = actions.place_holds(run=run, by=request.actor)
    except actions.PaymentRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext(
            "%(count)s payment is held. Make the notice for the provider.",
            "%(count)s payments are held. Make the notices for the providers.",
            len(holds),
        )
        messages.success(request, sentence % {"count": len(holds)})
    return redirect("run_detail", run.pk)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def uncollected(request: ActorRequest) -> HttpResponse:
    """Allowances not collected three months running, proposed for suspension."""
    page = presenters.suspensions_page(proposed_suspensions(request.actor))
    return render(request, "payments/uncollected.html", page)


def _run(request: ActorRequest, pk: int) -> PaymentRun:
    """A run in scope that is with the providers or settled, seen in the province; else 404."""
    run = get_object_or_404(runs_in_scope(request.actor), pk=pk, state__in=HANDED_STATES)
    if not request.actor.is_province:
        raise Http404
    return run
