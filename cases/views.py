"""Pages of cases: load in scope, one action, message, redirect."""

from __future__ import annotations

from csp.decorators import csp_replace
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
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST, require_safe

from beneficiaries.actions import StaleFacts, register_person
from beneficiaries.forms import PersonForm
from beneficiaries.models import Person
from beneficiaries.presenters import stale_facts
from beneficiaries.queries import find_persons
from cases import actions, change_presenters, presenters, scan_pages
from cases.enums import EDITABLE_STATES, CaseKind, State
from cases.forms import (
    CaseFilterForm,
    ChangeForm,
    ChangeReasonForm,
    GroupForm,
    IntakeForm,
    PersonSearchForm,
    ScanForm,
    TakeBackForm,
    TrackForm,
)
from cases.models import Case
from cases.papers import paper_named
from cases.queries import case_opened, case_rows, documents_of, listed, public_status, scans_of, version_of
from cases.steps import BY_SLUG
from cases.tracking import may_ask
from entitlements.models import Entitlement
from offices import scope
from offices.access import ActorRequest, requires
from offices.models import Office
from offices.roles import Permission
from policy.enums import Turn

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
        kind=chosen.get("kind", ""),
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


@requires(Permission.CASE_REGISTER)
def change_new(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """Opens a change of an allowance that stands."""
    rows = scope.entitlements(Entitlement.objects.select_related("person"), request.actor)
    target = get_object_or_404(rows, pk=pk)
    if kind not in Turn.__members__.values():
        raise Http404
    if target.person.office_id != request.actor.office_id:
        raise PermissionDenied
    form = ChangeReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.open_change(
                kind=CaseKind(kind), target=target, by=request.actor, **form.cleaned_data
            )
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("person_detail", target.person_id)
        by_facts = case.kind in (CaseKind.ADJUST, CaseKind.RESUME)
        return redirect("case_facts" if by_facts else "case_change", case.pk)
    page = change_presenters.opening_page(target, CaseKind(kind))
    return render(request, "cases/change_new.html", page | {"form": form})


@requires(Permission.CASE_REGISTER)
def case_change(request: ActorRequest, pk: int) -> HttpResponse:
    """What a change is: cause and day, or month and group."""
    case = get_object_or_404(_editable(request).exclude(kind=CaseKind.NEW), pk=pk)
    offered = change_presenters.choices_for(case, today=timezone.localdate())
    form = ChangeForm(request.POST or None, case=case, **offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_change(case=case, by=request.actor, **form.told())
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect("case_detail", case.pk)
    return render(request, "cases/change.html", {"case": case, "form": form})


@require_safe
@requires(Permission.CASE_VIEW)
def case_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Where a case stands, why, who did what, and what may be done now."""
    rows = case_opened(request.actor).select_related("entitlement", "target")
    case = get_object_or_404(rows, pk=pk)
    page = presenters.case_page(case, request.actor, today=timezone.localdate())
    scans = case.scan_count  # type: ignore[attr-defined]  # counted by case_opened
    return render(request, "cases/detail.html", page | {"scans": scans})


@requires(Permission.CASE_REGISTER)
def case_facts(request: ActorRequest, pk: int) -> HttpResponse:
    """Registration: the facts the law turns on, with their papers."""
    case = get_object_or_404(_editable(request), pk=pk)
    page, form = presenters.facts_form_of(case, request.actor, request.GET, request.POST or None)
    context = {"case": case, "form": form, "chooser": page.chooser}
    if request.method == "POST" and form.is_valid():
        versions = {
            "version": form.cleaned_data["case_version"],
            "sheet_version": form.cleaned_data["version"],
        }
        try:
            actions.record_facts(case=case, facts=form.to_facts(), by=request.actor, **versions)
        except StaleFacts as stale:
            context |= stale_facts(form, stale, case_version=version_of(case))
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("case_detail", case.pk)
        else:
            return redirect(change_presenters.page_after_facts(case), case.pk)
    return render(request, "cases/facts.html", context)


@requires(Permission.CASE_REGISTER)
def case_group(request: ActorRequest, pk: int) -> HttpResponse:
    """Registration: the groups the law proposes, each with its reasons, article and amount."""
    case = get_object_or_404(_editable(request).filter(state=State.DRAFT, kind=CaseKind.NEW), pk=pk)
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
            messages.success(request, str(step.words(case)[1]))
        return redirect("case_detail", case.pk)
    buttons = presenters.step_buttons(case, request.actor, today=timezone.localdate())
    button = next((item for item in buttons if item.step == step), None)
    page = {"case": case, "label": step.words(case)[0], "form": form, "button": button}
    return render(request, "cases/step.html", page)


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


@requires(Permission.CASE_VIEW)
def case_scans(request: ActorRequest, pk: int) -> HttpResponse:
    """The scans of a case by paper and version; more are added here."""
    case = get_object_or_404(case_rows(request.actor), pk=pk)
    may_add = scan_pages.may_add_scans(case, request.actor)
    form = ScanForm(
        request.POST or None, request.FILES or None, papers=scan_pages.papers_scanned(case, request.actor)
    )
    if request.method == "POST" and not may_add:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        paper = paper_named(form.cleaned_data["paper"])
        try:
            added = actions.add_scans(
                case=case, paper=paper, uploads=form.cleaned_data["sheets"], by=request.actor
            )
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, scan_pages.scans_kept(added))
        return redirect("case_scans", case.pk)
    papers = scan_pages.scan_sections(case, request.actor, scans_of(request.actor).filter(case=case))
    return render(
        request, "cases/scans.html", {"case": case, "form": form, "papers": papers, "may_add": may_add}
    )


@require_safe
@requires(Permission.CASE_VIEW)
def case_scan(request: ActorRequest, pk: int, scan_pk: int) -> HttpResponse:
    """One scan, seen in the page."""
    scan = get_object_or_404(scans_of(request.actor), pk=scan_pk, case_id=pk)
    return render(request, "cases/scan.html", scan_pages.scan_page(scan, request.actor))


@require_safe
@requires(Permission.CASE_VIEW)
@xframe_options_sameorigin
@csp_replace(
    {
        "default-src": ["'none'"],
        "img-src": ["'self'"],
        "object-src": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
)
def case_scan_content(request: ActorRequest, pk: int, scan_pk: int) -> HttpResponse:
    """The content of a scan under the kind it was found to be; the viewing is recorded."""
    scan = get_object_or_404(scans_of(request.actor), pk=scan_pk, case_id=pk)
    try:
        content = actions.view_scan(scan=scan, by=request.actor)
    except FileNotFoundError as error:
        raise Http404 from error
    return HttpResponse(
        content,
        content_type=scan_pages.CONTENT_TYPES[scan.kind],
        headers={
            "Content-Disposition": f'inline; filename="{scan.paper}-{scan.pk}.{scan.kind}"',
            "Cache-Control": "no-store",
        },
    )


@requires(Permission.CASE_VIEW)
def case_scan_take_back(request: ActorRequest, pk: int, scan_pk: int) -> HttpResponse:
    """Takes back a scan added by mistake."""
    scan = get_object_or_404(scans_of(request.actor), pk=scan_pk, case_id=pk)
    if not scan_pages.may_add_scans(scan.case, request.actor):
        raise PermissionDenied
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_scan(
                scan=scan, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
        except actions.CaseRefusal as refusal:
            messages.error(request, str(refusal))
        except actions.ScanGone:
            messages.error(request, _("This scan has already been taken back."))
        else:
            messages.success(request, _("The scan is taken back; the reason stays in the history."))
        return redirect("case_scans", pk)
    return render(
        request, "cases/scan_take_back.html", scan_pages.scan_page(scan, request.actor) | {"form": form}
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
