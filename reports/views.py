"""Pages that join the apps: home, search, the whole page of a person."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from beneficiaries.models import Person
from beneficiaries.queries import find_persons
from cases.queries import find_cases
from offices import scope
from offices.access import ActorRequest, requires, requires_any
from offices.roles import Permission
from policy.queries import current_law
from reports import actions
from reports.explained import whole_page
from reports.forms import ChangesForm, WhatIfForm
from reports.presenters import change_rows, home_page, whatif_page
from reports.queries import changes_listed, offices_shown

SEARCH_LIMIT = 20
PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def home(request: HttpRequest) -> HttpResponse:
    """Việc của tôi: what waits for this actor, overdue first; the state of the month's payment."""
    actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    if actor is None:
        return render(request, "reports/no_role.html", status=403)
    return render(request, "reports/home.html", home_page(actor, today=timezone.localdate()))


def search(request: HttpRequest) -> HttpResponse:
    """People by name or number, cases by code or decision, in the actor's scope."""
    actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    if actor is None:
        return render(request, "reports/no_role.html", status=403)
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    context = {"q": text, "persons": [], "cases": [], "limit": SEARCH_LIMIT, "today": timezone.localdate()}
    if text:
        context["persons"] = find_persons(actor, text, limit=SEARCH_LIMIT)
        context["cases"] = find_cases(actor, text, limit=SEARCH_LIMIT)
    return render(request, "reports/search.html", context)


@requires(Permission.PERSON_VIEW)
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one person on one page."""
    actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    person = get_object_or_404(
        scope.persons(Person.objects.select_related("office", "household"), actor), pk=pk
    )
    page = whole_page(person, actor, today=timezone.localdate())
    return render(request, "beneficiaries/person.html", page)


@require_safe
@requires(Permission.PERSON_VIEW)
def person_explanation(request: ActorRequest, pk: int) -> HttpResponse:
    """The explanation of a person's allowances on paper, for the citizen; the printing is recorded."""
    rows = scope.persons(Person.objects.select_related("office"), request.actor)
    person = get_object_or_404(rows, pk=pk)
    content = actions.print_explanation(person=person, today=timezone.localdate(), by=request.actor)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="giai-thich-{person.code}.pdf"',
            "Cache-Control": "no-store",
        },
    )


@require_safe
@requires(Permission.PERSON_VIEW)
def changes(request: ActorRequest) -> HttpResponse:
    """What will change in the coming months, in the actor's scope."""
    today = timezone.localdate()
    offices = offices_shown(request.actor)
    form = ChangesForm({"months": "3"} | request.GET.dict(), offices=offices)
    rows = changes_listed(request.actor, today=today, **form.chosen)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": change_rows(page), "shows_office": len(offices) > 1}
    context["file_url"] = f"{reverse('changes_xlsx')}?{request.GET.urlencode()}"
    return render(request, "reports/changes.html", context)


@require_safe
@requires(Permission.PERSON_VIEW)
def changes_xlsx(request: ActorRequest) -> HttpResponse:
    """The same changes as a workbook; the export is recorded."""
    today = timezone.localdate()
    form = ChangesForm({"months": "3"} | request.GET.dict(), offices=offices_shown(request.actor))
    content = actions.export_changes(today=today, filters=form.chosen, by=request.actor)
    name = f"thay-doi-sap-toi-{today:%Y%m%d}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@require_safe
@requires_any(Permission.PAYMENT_VIEW, Permission.LAW_MANAGE)
def whatif(request: ActorRequest) -> HttpResponse:
    """What other figures of the law would cost. Nothing is written."""
    today, law = timezone.localdate(), current_law()
    form = WhatIfForm(request.GET or None, law=law, today=today, province=settings.PROVINCE_CODE)
    page = whatif_page(form.hypothesis, request.actor, law=law, today=today) if form.is_valid() else {}
    return render(request, "reports/whatif.html", page | {"form": form})


@require_safe
@requires_any(Permission.PAYMENT_VIEW, Permission.LAW_MANAGE)
def whatif_xlsx(request: ActorRequest) -> HttpResponse:
    """The same what-if as a workbook; the export is recorded."""
    today, law = timezone.localdate(), current_law()
    form = WhatIfForm(request.GET, law=law, today=today, province=settings.PROVINCE_CODE)
    if not form.is_valid():
        return redirect(f"{reverse('whatif')}?{request.GET.urlencode()}")
    content = actions.export_whatif(hypothesis=form.hypothesis, law=law, today=today, by=request.actor)
    name = f"gia-dinh-{form.hypothesis.from_month:%Y-%m}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
