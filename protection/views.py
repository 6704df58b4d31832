"""Pages behind the wall: load by key, one action, message, redirect. A case without a key is a 404."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from offices.access import ActorRequest
from offices.models import Office
from protection import actions, forms, presenters
from protection.enums import SealedKind, TaskKind
from protection.keys import duties_of
from protection.models import ChildCase, Inquiry, Member, Referral, Task
from protection.queries import calendar, cases_seen, ended, inquiries, queue, tasks_waiting
from protection.record import counts_words
from protection.rules.scales import HARM_ITEMS, LEVELS, PROTECTION_ITEMS, counts
from protection.steps import BY_SLUG, Step, is_open_to
from protection.wall import walled

ENDED_SHOWN = 50


@require_safe
@walled
def protection_queue(request: ActorRequest) -> HttpResponse:
    """The own cases with their clocks, what waits for this person, and questions between offices."""
    now, days = timezone.now(), calendar()
    old = "ended" in request.GET
    rows = ended(request.actor)[:ENDED_SHOWN] if old else queue(request.actor)
    context = {
        "rows": [presenters.queue_row(case, now=now, days=days) for case in rows],
        "tasks": [presenters.task_row(task) for task in tasks_waiting(request.actor)],
        "inquiries": inquiries(request.actor),
        "actor": request.actor,
        "old": old,
        "today": timezone.localdate(now),
        "form": forms.SearchForm(),
    }
    return render(request, "protection/queue.html", context)


@require_POST
@walled
def protection_search(request: ActorRequest) -> HttpResponse:
    """Cases by code or name among the own ones; every hit is logged."""
    form = forms.SearchForm(request.POST)
    now, days = timezone.now(), calendar()
    found = actions.find(text=form.cleaned_data["q"], by=request.actor, at=now) if form.is_valid() else []
    rows = [presenters.queue_row(case, now=now, days=days) for case in found]
    return render(request, "protection/found.html", {"form": form, "rows": rows})


@walled
def protection_report(request: ActorRequest) -> HttpResponse:
    """Form 01: kept in one request; forwarded at once when it happened in another commune."""
    now = timezone.now()
    form = forms.ReportForm(request.POST or None, actor=request.actor, now=now)
    if request.method != "POST" or not form.is_valid():
        return render(request, "protection/report.html", {"form": form, "case": None})
    try:
        case = actions.receive_report(
            report=form.to_report(), person_id=form.person_id, by=request.actor, at=now
        )
    except actions.ProtectionRefusal as refusal:
        messages.error(request, str(refusal))
        return render(request, "protection/report.html", {"form": form, "case": None})
    messages.success(request, _("The report is kept; the 12 hours run from its receipt."))
    _forward_at_once(request, case, form.cleaned_data["commune"])
    return redirect("protection_case", case.code)


@walled
def protection_add_report(request: ActorRequest, code: str) -> HttpResponse:
    """A further report on the same child."""
    case, now = _case(request, code), timezone.now()
    form = forms.ReportForm(request.POST or None, actor=request.actor, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_report(
                case=case, version=case.version, report=form.to_report(), by=request.actor, at=now
            )
        except actions.ProtectionRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect("protection_case", code)
    return render(request, "protection/report.html", {"form": form, "case": case})


@require_safe
@walled
def protection_case(request: ActorRequest, code: str) -> HttpResponse:
    """One part of a case's page; the look is logged."""
    case, now = _case(request, code), timezone.now()
    part = request.GET.get("part", "now")
    if part not in presenters.PARTS:
        raise Http404
    actions.look(case=case, part=part, by=request.actor, at=now)
    page = presenters.case_page(case, request.actor, part, now=now)
    return render(request, "protection/case.html", page)


@require_safe
@walled
def protection_print(request: ActorRequest, code: str) -> HttpResponse:
    """The record on paper; the printing is logged."""
    case = _case(request, code)
    if not presenters.may_read_record(case, request.actor):
        raise Http404
    actions.note_print(case=case, paper="record", by=request.actor, at=timezone.now())
    return render(request, "protection/print.html", presenters.record_page(case))


@walled
def protection_step(request: ActorRequest, code: str, slug: str) -> HttpResponse:
    """Takes one step of the table in steps.py."""
    case, step = _case(request, code), BY_SLUG.get(slug)
    if step is None or not _open(request, case, step):
        raise Http404
    form = step.form(request.POST or None, case=case, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            step.action(case=case, by=request.actor, at=timezone.now(), **form.told())
        except actions.ProtectionRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(step.done))
        return _back(request, case)
    return render(request, "protection/step.html", presenters.step_page(case, step, form))


@require_POST
@walled
def protection_counts(request: ActorRequest) -> HttpResponse:
    """How often each level is chosen so far on both scales: a fragment of the initial assessment."""
    told = {name: request.POST.get(name, "") for name in (*HARM_ITEMS, *PROTECTION_ITEMS)}
    known = {name: level for name, level in told.items() if level in LEVELS}
    lines = [
        (title, counts_words(counts(known, [name for name in items if name in known])))
        for title, items in (
            (_("Harm and risk, counted"), HARM_ITEMS),
            (_("What protects, counted"), PROTECTION_ITEMS),
        )
    ]
    return render(request, "protection/counts.html", {"lines": lines})


@walled
def protection_sealed(request: ActorRequest, code: str, kind: str) -> HttpResponse:
    """Opens what is sealed, for a reason that is logged."""
    case = _case(request, code)
    form = forms.WhyForm(request.POST or None)
    back = f"{reverse('protection_case', args=[code])}?part=record"
    page = presenters.deed_page(form, title=SealedKind(kind).label, back_url=back, kicker=code)
    if request.method == "POST" and form.is_valid():
        page["opened"] = presenters.seal_rows(
            actions.unseal(
                case=case,
                kind=SealedKind(kind),
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=timezone.now(),
            )
        )
        return render(request, "protection/sealed.html", page)
    return render(request, "protection/step.html", page)


@walled
def protection_reply(request: ActorRequest, code: str, pk: uuid.UUID) -> HttpResponse:
    """The reply to a request for a service."""
    case = _case(request, code)
    referral = get_object_or_404(Referral, pk=pk, case=case)
    form = forms.ReplyForm(request.POST or None)
    back = f"{reverse('protection_case', args=[code])}?part=support"
    if request.method == "POST" and form.is_valid():
        actions.record_reply(referral=referral, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return redirect(back)
    page = presenters.deed_page(form, title=_("Record the reply"), back_url=back, kicker=code)
    return render(request, "protection/step.html", page)


@walled
def protection_key(request: ActorRequest, code: str, pk: uuid.UUID) -> HttpResponse:
    """Ends somebody's access at once."""
    case = _case(request, code)
    key = get_object_or_404(Member, pk=pk, case=case, ended_at__isnull=True)
    form = forms.WhyForm(request.POST or None)
    back = f"{reverse('protection_case', args=[code])}?part=circle"
    if request.method == "POST" and form.is_valid():
        actions.end_access(key=key, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        return redirect(back)
    page = presenters.deed_page(form, title=_("End the access"), back_url=back, kicker=code)
    return render(request, "protection/step.html", page)


@walled
def protection_ask(request: ActorRequest, code: str, office_code: str) -> HttpResponse:
    """A question to another office about a child known there too."""
    case = _case(request, code)
    office = get_object_or_404(Office, code=office_code)
    form = forms.AskForm(request.POST or None)
    back = f"{reverse('protection_case', args=[code])}?part=support"
    if request.method == "POST" and form.is_valid():
        question = form.cleaned_data["question"]
        actions.ask(case=case, to_office=office, question=question, by=request.actor, at=timezone.now())
        return redirect("protection_queue")
    page = presenters.deed_page(
        form, title=_("Ask another office"), back_url=back, kicker=code, text=office.name
    )
    return render(request, "protection/step.html", page)


@walled
def protection_inquiry(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The answer to another office's question."""
    waiting = (
        inquiries(request.actor).filter(answered_at__isnull=True).exclude(asked_by_id=request.actor.user_id)
    )
    inquiry: Inquiry = get_object_or_404(waiting, pk=pk)
    form = forms.AnswerForm(request.POST or None)
    back = reverse("protection_queue")
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        actions.answer(inquiry=inquiry, answer=answer, by=request.actor, at=timezone.now())
        return redirect(back)
    page = presenters.deed_page(form, title=_("Answer"), back_url=back, text=inquiry.question)
    return render(request, "protection/step.html", page)


@walled
def protection_task(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Sees to a task of one's own, or reviews an emergency access."""
    task: Task = get_object_or_404(tasks_waiting(request.actor), pk=pk)
    reviews = task.kind == TaskKind.GLASS_BROKEN
    form = (forms.GlassReviewForm if reviews else forms.TaskForm)(request.POST or None)
    back = reverse("protection_queue")
    if request.method == "POST" and form.is_valid():
        told = form.told() if isinstance(form, forms.GlassReviewForm) else form.cleaned_data
        action = actions.review_glass if reviews else actions.finish_task
        action(task=task, by=request.actor, at=timezone.now(), **told)
        return redirect(back)
    title = TaskKind(task.kind).label
    page = presenters.deed_page(form, title=title, back_url=back, kicker=task.case.code)
    return render(request, "protection/step.html", page)


@walled
def protection_glass(request: ActorRequest) -> HttpResponse:
    """Emergency access to a case of the own office whose code one was told."""
    form = forms.GlassForm(request.POST or None)
    back = reverse("protection_queue")
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.break_glass(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except actions.ProtectionRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("protection_case", case.code)
    text = _("Your reason and everything you open are logged, and the supervisor reviews the access.")
    page = presenters.deed_page(form, title=_("Emergency access"), back_url=back, text=text)
    return render(request, "protection/step.html", page)


def _case(request: ActorRequest, code: str) -> ChildCase:
    return get_object_or_404(cases_seen(request.actor), code=code)


def _open(request: ActorRequest, case: ChildCase, step: Step) -> bool:
    return is_open_to(step, case, request.actor, duties_of(case, request.actor))


def _back(request: ActorRequest, case: ChildCase) -> HttpResponse:
    """To the case, or to the queue when the step took the own key away."""
    seen = cases_seen(request.actor).filter(pk=case.pk).exists()
    return redirect("protection_case", case.code) if seen else redirect("protection_queue")


def _forward_at_once(request: ActorRequest, case: ChildCase, commune: Office | None) -> None:
    if commune is None or commune.pk == case.office_id:
        return
    try:
        reason = _("It happened there.")
        actions.forward(
            case=case,
            version=case.version,
            to_office=commune,
            reason=reason,
            by=request.actor,
            at=timezone.now(),
        )
    except actions.ProtectionRefusal as refusal:
        messages.error(request, str(refusal))
