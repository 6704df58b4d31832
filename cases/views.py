"""Pages of cases: load in scope, one action, message, redirect."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST, require_safe

from beneficiaries.actions import register_person
from beneficiaries.forms import FactsForm, PersonForm
from beneficiaries.models import Person
from beneficiaries.queries import find_persons
from cases import actions, presenters
from cases.enums import EDITABLE_STATES, State
from cases.forms import CaseFilterForm, GroupForm, IntakeForm, PersonSearchForm, TrackForm
from cases.models import Case
from cases.queries import case_rows, documents_of, facts_of, listed, public_status
from cases.steps import BY_SLUG
from cases.tracking import may_ask
from offices import scope
from offices.access import ActorRequest, requires
from offices.models import Office
from offices.roles import Permission

PAGE_SIZE = 50


@require_safe
@requires(Permission.CASE_VIEW)
def case_list(request: ActorRequest) -> HttpResponse:
    """Cases in scope: by state, time limit, turn, code or name."""
    form = CaseFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    rows = listed(
        request.actor,
        today=today,
        state=chosen.get("state", ""),
        due=chosen.get("due", ""),
        mine=chosen.get("mine", False),
        text=chosen.get("q", ""),
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [presenters.case_row(case) for case in page.object_list],
        "today": today,
        "shows_office": request.actor.is_province,
        "can_register": request.actor.may(Permission.CASE_REGISTER),
        "new_url": reverse("case_new"),
    }
    return render(request, "cases/list.html", context)


@require_safe
@requires(Permission.CASE_REGISTER)
def case_new(request: ActorRequest) -> HttpResponse:
    """Registration, first page: find the person, or go on to register them."""
    form = PersonSearchForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    persons = find_persons(request.actor, text, limit=20) if text else []
    template = "cases/found.html" if request.htmx else "cases/new.html"  # type: ignore[attr-defined]
    known = {"id_number" if text.replace(" ", "").isdigit() else "name": text}
    person_url = f"{reverse('case_new_person')}?{urlencode(known)}" if text else ""
    context = {"form": form, "text": text, "persons": persons, "person_url": person_url}
    return render(request, template, context)


@requires(Permission.CASE_REGISTER, Permission.PERSON_EDIT)
def case_new_person(request: ActorRequest) -> HttpResponse:
    """Registration of a person nobody found."""
    # What was searched for; a link may not say for the officer that it is another person.
    known = {name: request.GET.get(name, "") for name in ("name", "id_number")}
    form = PersonForm(request.POST or None, actor=request.actor, initial=known)
    if request.method == "POST" and form.is_valid():
        office = get_object_or_404(Office, pk=request.actor.office_id)
        person = register_person(office=office, data=form.to_data(), by=request.actor)
        case = actions.open_draft(person=person, by=request.actor, today=timezone.localdate())
        return redirect("case_facts", case.pk)
    return render(request, "cases/new_person.html", {"form": form})


@require_POST
@requires(Permission.CASE_REGISTER)
def case_open(request: ActorRequest, person_pk: int) -> HttpResponse:
    """Opens, or takes up again, the draft of a person found."""
    person = get_object_or_404(scope.persons(Person.objects.all(), request.actor), pk=person_pk)
    case = actions.open_draft(person=person, by=request.actor, today=timezone.localdate())
    return redirect("case_facts", case.pk)


@require_safe
@requires(Permission.CASE_VIEW)
def case_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Where a case stands, why, who did what, and what may be done now."""
    rows = case_rows(request.actor).select_related("entitlement", "target")
    case = get_object_or_404(rows, pk=pk)
    page = presenters.case_page(case, request.actor, today=timezone.localdate())
    return render(request, "cases/detail.html", page)


@requires(Permission.CASE_REGISTER)
def case_facts(request: ActorRequest, pk: int) -> HttpResponse:
    """Registration: the facts the law turns on."""
    case = get_object_or_404(_editable(request), pk=pk)
    form = FactsForm(request.POST or None, initial_facts=facts_of(case), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_facts(case=case, facts=form.to_facts(), by=request.actor)
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("case_detail", case.pk)
        return redirect("case_group" if case.state == State.DRAFT else "case_intake", case.pk)
    return render(request, "cases/facts.html", {"case": case, "form": form})


@requires(Permission.CASE_REGISTER)
def case_group(request: ActorRequest, pk: int) -> HttpResponse:
    """Registration: the groups the law proposes, each with its reasons, article and amount."""
    case = get_object_or_404(_editable(request).filter(state=State.DRAFT), pk=pk)
    today = timezone.localdate()
    sections = presenters.group_sections(case, request.actor, today=today)
    form = GroupForm(
        request.POST or None,
        groups=[(choice.key, choice.name) for section in sections for choice in section.choices],
        initial={"group": case.group_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_group(
                case=case, group_key=form.cleaned_data["group"], by=request.actor, today=today
            )
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("case_detail", case.pk)
        return redirect("case_intake", case.pk)
    return render(request, "cases/group.html", {"case": case, "form": form, "sections": sections})


@requires(Permission.CASE_REGISTER)
def case_intake(request: ActorRequest, pk: int) -> HttpResponse:
    """Registration: the papers handed in and the applicant."""
    case = get_object_or_404(_editable(request).filter(group__isnull=False), pk=pk)
    form = IntakeForm(request.POST or None, instance=case)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_intake(case=case, by=request.actor, **form.intake())
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect("case_detail", case.pk)
    return render(request, "cases/intake.html", {"case": case, "form": form})


@requires(Permission.CASE_VIEW)
def case_step(request: ActorRequest, pk: int, slug: str) -> HttpResponse:
    """Takes one step of the table in steps.py."""
    case = get_object_or_404(case_rows(request.actor), pk=pk)
    step = BY_SLUG.get(slug)
    if step is None:
        raise Http404
    if not request.actor.may(step.permission):
        raise PermissionDenied
    form = step.form(request.POST or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        try:
            step.action(case=case, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(step.done))
        return redirect("case_detail", case.pk)
    buttons = presenters.step_buttons(case, request.actor, today=timezone.localdate())
    button = next((item for item in buttons if item.step == step), None)
    return render(request, "cases/step.html", {"case": case, "step": step, "form": form, "button": button})


@require_safe
@requires(Permission.CASE_VIEW)
def case_document(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """A paper of the case as PDF, drawn from its snapshot; the printing is recorded."""
    document = get_object_or_404(documents_of(request.actor), pk=document_pk, case_id=pk)
    content = actions.print_document(document=document, by=request.actor)
    name = f"{document.kind}-{document.case.code}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"},
    )


@require_safe
@requires(Permission.CASE_VIEW)
def case_explanation(request: ActorRequest, pk: int) -> HttpResponse:
    """The explanation of the allowance on paper, for the citizen; the printing is recorded."""
    rows = case_rows(request.actor).select_related("entitlement", "target")
    case = get_object_or_404(rows, pk=pk)
    content = actions.print_explanation(case=case, today=timezone.localdate(), by=request.actor)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="giai-thich-ho-so-{case.pk}.pdf"',
            "Cache-Control": "no-store",
        },
    )


@login_not_required
@require_GET
def case_track(request: HttpRequest) -> HttpResponse:
    """The citizen's page: status and due date by case code, nothing else."""
    if "code" not in request.GET:
        return render(request, "cases/track.html", {"form": TrackForm()})
    if not may_ask(request.META.get("REMOTE_ADDR", "")):
        context = {"form": TrackForm(request.GET), "too_often": True}
        return render(request, "cases/track.html", context, status=429)
    form = TrackForm(request.GET)
    status = public_status(form.cleaned_data["code"]) if form.is_valid() else None
    page = presenters.track_page(status)
    return render(request, "cases/track.html", page | {"form": form, "asked": True})


def _editable(request: ActorRequest) -> QuerySet[Case]:
    """Cases in scope whose file may still be typed or corrected."""
    return case_rows(request.actor).filter(state__in=EDITABLE_STATES)
