"""Pages of the law: open to everybody who holds a role; changing it is for the province's administrators."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from offices.access import ActorRequest, requires
from offices.roles import Permission
from policy import actions
from policy.deciding import require_law_manager
from policy.forms import AreaFilterForm, YearForm
from policy.imports import table_workbook
from policy.presenters import areas, changes, pages, reckoner
from policy.queries import area_rows, changes_in_scope
from policy.reckoners import BY_SLUG as RECKONER_BY_SLUG
from policy.steps import BY_SLUG, PROPOSAL_BY_SLUG, steps_open_to

PAGE_SIZE = 50


@require_safe
@requires()
def law(request: ActorRequest) -> HttpResponse:
    """The instruments, each with how sure it is."""
    return render(request, "law/instruments.html", pages.instruments_page(request.actor))


@require_safe
@requires()
def law_rates(request: ActorRequest) -> HttpResponse:
    """Bases and levels by month, national and provincial."""
    page = pages.rates_page(request.actor, timezone.localdate())
    return render(request, "law/rates.html", page)


@require_safe
@requires()
def law_groups(request: ActorRequest) -> HttpResponse:
    """Groups, and where each instrument names them."""
    return render(request, "law/groups.html", pages.groups_page(request.actor))


@require_safe
@requires()
def law_coefficients(request: ActorRequest) -> HttpResponse:
    """Coefficients by group and age, the instruments side by side."""
    return render(request, "law/coefficients.html", pages.coefficients_page(request.actor))


@require_safe
@requires()
def law_levels(request: ActorRequest) -> HttpResponse:
    """Supports beside the monthly allowances, by chapter, and what is asked of carers."""
    page = pages.levels_page(request.actor, timezone.localdate())
    return render(request, "law/levels.html", page)


@require_safe
@requires()
def law_supports(request: ActorRequest) -> HttpResponse:
    """Which support to reckon."""
    return render(request, "law/supports.html", reckoner.chooser_page(request.actor))


@requires()
def law_support(request: ActorRequest, slug: str) -> HttpResponse:
    """Reckons one support from the facts typed: posted, so never in the address, and not kept."""
    asked = RECKONER_BY_SLUG[slug]
    form = asked.form(_posted(request), today=timezone.localdate())
    return render(request, "law/support.html", reckoner.reckoner_page(asked, form, request.actor))


@require_safe
@requires()
def law_procedures(request: ActorRequest) -> HttpResponse:
    """How files are handled, by the day they were received."""
    return render(request, "law/procedures.html", pages.procedures_page(request.actor))


@require_safe
@requires()
def law_calendar(request: ActorRequest) -> HttpResponse:
    """Public holidays and make-up days of a year."""
    form = YearForm(request.GET)
    today = timezone.localdate()
    year = form.cleaned_data["year"] if form.is_valid() else today.year
    return render(request, "law/calendar.html", pages.calendar_page(request.actor, year, today))


@require_safe
@requires()
def law_areas(request: ActorRequest) -> HttpResponse:
    """Which communes and hamlets are of special difficulty, and when."""
    form = AreaFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(areas.rows(**chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "law/areas.html", areas.areas_page(request.actor, page) | {"form": form})


@require_safe
@requires()
def law_areas_export(request: ActorRequest) -> HttpResponse:
    """The table of areas as a workbook; its first columns are those a list to be taken over has."""
    return HttpResponse(
        table_workbook(area_rows()),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="dia-ban-kho-khan.xlsx"'},
    )


@require_safe
@requires()
def law_changes(request: ActorRequest) -> HttpResponse:
    """Changes made on screen, newest first; proposed ones for those who decide."""
    page = Paginator(changes_in_scope(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "law/changes.html", changes.changes_page(request.actor, page))


@requires(Permission.LAW_MANAGE)
def law_change_new(request: ActorRequest, slug: str) -> HttpResponse:
    """Proposes a change of one kind of the table in steps.py."""
    require_law_manager(request.actor)
    proposal = PROPOSAL_BY_SLUG.get(slug)
    if proposal is None:
        raise Http404
    values = changes.form_values(timezone.localdate())
    form = proposal.form(_posted(request), request.FILES or None, initial=request.GET.dict(), **values)
    if request.method == "POST" and form.is_valid():
        try:
            made = proposal.action(change=form.change(), reason=form.cleaned_data["reason"], by=request.actor)
        except actions.ChangeObjected as refusal:
            changes.show_objections(form, refusal.objections)
        else:
            messages.success(request, changes.proposed_words())
            return redirect("law_change", made.pk)
    return render(request, "law/change_new.html", {"proposal": proposal, "form": form})


@require_safe
@requires()
def law_change(request: ActorRequest, pk: int) -> HttpResponse:
    """What a change does, before and after, who proposed and who may confirm it."""
    change = get_object_or_404(changes_in_scope(request.actor), pk=pk)
    page = changes.change_page(change, request.actor, timezone.localdate())
    return render(request, "law/change.html", page)


@requires()
def law_change_step(request: ActorRequest, pk: int, slug: str) -> HttpResponse:
    """Takes one step of the table in steps.py."""
    change = get_object_or_404(changes_in_scope(request.actor), pk=pk)
    step = BY_SLUG.get(slug)
    if step is None:
        raise Http404
    require_law_manager(request.actor)
    form = step.form(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            step.action(change=change, by=request.actor, **form.cleaned_data)
        except actions.LawRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(step.done))
        return redirect("law_change", change.pk)
    page = changes.change_page(change, request.actor, timezone.localdate())
    page |= {"step": step, "form": form, "open": step in steps_open_to(change, request.actor)}
    return render(request, "law/step.html", page)


def _posted(request: ActorRequest) -> QueryDict | None:
    """What was posted, also when it is nothing: a step may have nothing to type."""
    return request.POST if request.method == "POST" else None
