"""Pages that join the apps: home, search, the whole page of a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from beneficiaries.models import Person
from beneficiaries.presenters import person_page
from beneficiaries.queries import find_persons
from cases.queries import cases_of_person, find_cases
from entitlements.presenters import person_section
from offices import scope
from offices.access import requires
from offices.roles import Permission
from payments.queries import payments_of
from reports.presenters import home_page

SEARCH_LIMIT = 20


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
    today = timezone.localdate()
    page = person_page(person, actor, today) | person_section(person, actor, today)
    page |= {
        "shows_cases": actor.may(Permission.CASE_VIEW),
        "cases": cases_of_person(actor, person.pk),
        "shows_payments": actor.may(Permission.PAYMENT_VIEW),
        "payments": payments_of(person, actor),
    }
    return render(request, "beneficiaries/person.html", page)
