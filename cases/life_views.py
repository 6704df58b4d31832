"""Pages of life events and of proposed cases: load in scope, one action, message, redirect."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beneficiaries.actions import DeathBeforeBirth, EventRefused
from beneficiaries.forms import LifeEventForm
from beneficiaries.models import Person
from beneficiaries.queries import person_rows
from cases import actions
from cases import life_presenters as presenters
from cases.life_forms import DismissForm, PromptFilterForm, PromptKindForm
from cases.models import Prompt
from cases.prompting import (
    events_of,
    followed_by,
    kinds_open_to,
    offices_prompted,
    prompt_rows,
    prompts_listed,
)
from offices.access import ActorRequest, requires
from offices.roles import Permission
from policy.labels import label
from policy.life import LifeEventKind

PAGE_SIZE = 50


@require_safe
@requires(Permission.PERSON_EDIT)
def life_event_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Which event to record."""
    person = _person(request, pk)
    return render(
        request, "cases/life_event_new.html", {"person": person, "kinds": presenters.event_kinds(person)}
    )


@requires(Permission.PERSON_EDIT)
def life_event_form(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """The event as told, then what would follow from it; nothing is saved here."""
    person = _person(request, pk)
    form = LifeEventForm(request.POST or None, **_of_kind(request, person, kind))
    page: dict[str, Any] = {"form": form, "person": person, "title": label(form.kind), "kind": kind}
    if request.method == "POST" and form.is_valid():
        found = followed_by(person, form.to_data(), today=timezone.localdate())
        page |= {
            "told": presenters.event_rows(form.to_data()),
            "followed": presenters.followed_rows(found, request.actor),
        }
        return render(request, "cases/life_event_preview.html", page)
    return render(request, "cases/life_event_form.html", page)


@require_POST
@requires(Permission.PERSON_EDIT)
def life_event_record(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """Records the event with all that follows."""
    person = _person(request, pk)
    form = LifeEventForm(request.POST, **_of_kind(request, person, kind))
    if form.is_valid():
        try:
            event = actions.record_life_event(
                person=person,
                data=form.to_data(),
                corrects=form.cleaned_data["corrects"],
                today=timezone.localdate(),
                by=request.actor,
            )
        except (DeathBeforeBirth, EventRefused):
            form.add_error("happened_on", _("The event cannot be recorded on this day, or was corrected."))
        else:
            messages.success(request, _("The event is recorded."))
            return redirect("life_event", person.pk, event.pk)
    page = {"form": form, "person": person, "title": label(form.kind), "kind": kind}
    return render(request, "cases/life_event_form.html", page)


@require_safe
@requires(Permission.PERSON_VIEW)
def life_event(request: ActorRequest, pk: int, event_pk: int) -> HttpResponse:
    """An event with what followed from it."""
    person = get_object_or_404(person_rows(request.actor), pk=pk)
    event = get_object_or_404(events_of(request.actor, person), pk=event_pk)
    prompts = prompt_rows(request.actor).filter(life_event=event)
    page = {
        "person": person,
        "event": event,
        "told": presenters.event_rows(presenters.data_of(event)),
        "rows": [presenters.prompt_row(prompt, request.actor) for prompt in prompts],
        "correct_url": f"{reverse('life_event_form', args=[pk, event.kind])}?corrects={event.pk}",
        "corrected_by": getattr(event, "corrected_by", None),
        "may_edit": request.actor.may(Permission.PERSON_EDIT) and person.office_id == request.actor.office_id,
    }
    return render(request, "cases/life_event.html", page)


# Proposed cases


@require_safe
@requires(Permission.CASE_VIEW)
def prompt_list(request: ActorRequest) -> HttpResponse:
    """Proposed cases in scope: by kind, month, cause, answer, commune."""
    offices = offices_prompted(request.actor)
    form = PromptFilterForm(request.GET, offices=offices)
    page = Paginator(prompts_listed(request.actor, **form.chosen), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = [presenters.prompt_row(prompt, request.actor) for prompt in page]
    context = {"form": form, "page": page, "rows": rows, "shows_office": len(offices) > 1}
    return render(request, "cases/prompts.html", context)


@require_safe
@requires(Permission.CASE_VIEW)
def prompt_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A proposal, with its two answers."""
    prompt = get_object_or_404(prompt_rows(request.actor), pk=pk)
    return _prompt_page(request, prompt)


@require_POST
@requires(Permission.CASE_REGISTER)
def prompt_open(request: ActorRequest, pk: int) -> HttpResponse:
    """Opens the case proposed."""
    prompt = get_object_or_404(prompt_rows(request.actor), pk=pk)
    form = PromptKindForm(request.POST, kinds=kinds_open_to(prompt))
    if not form.is_valid():
        return _prompt_page(request, prompt, opening=form)
    try:
        case = actions.open_from_prompt(
            prompt=prompt, kind=form.cleaned_data["kind"], by=request.actor, today=timezone.localdate()
        )
    except actions.CaseRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("prompt_detail", prompt.pk)
    messages.success(request, _("The draft is opened."))
    return redirect("case_detail", case.pk)


@require_POST
@requires(Permission.CASE_REGISTER)
def prompt_dismiss(request: ActorRequest, pk: int) -> HttpResponse:
    """Dismisses a proposal with a reason."""
    prompt = get_object_or_404(prompt_rows(request.actor), pk=pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        return _prompt_page(request, prompt, dismissal=form)
    try:
        actions.dismiss_prompt(prompt=prompt, reason=form.cleaned_data["reason"], by=request.actor)
    except actions.CaseRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("prompt_detail", prompt.pk)
    messages.success(request, _("The proposal is dismissed."))
    return redirect("prompt_list")


def _prompt_page(
    request: ActorRequest,
    prompt: Prompt,
    *,
    opening: PromptKindForm | None = None,
    dismissal: DismissForm | None = None,
) -> HttpResponse:
    page = presenters.prompt_page(prompt, request.actor)
    page["opening"] = opening or PromptKindForm(kinds=page["kinds"])
    page["dismissal"] = dismissal or DismissForm()
    return render(request, "cases/prompt.html", page)


def _person(request: ActorRequest, pk: int) -> Person:
    """A person in scope (else 404) whom the actor's own office may change (else 403)."""
    person = get_object_or_404(person_rows(request.actor).select_related("household"), pk=pk)
    if person.office_id != request.actor.office_id:
        raise PermissionDenied
    return person


def _of_kind(request: ActorRequest, person: Person, kind: str) -> dict[str, Any]:
    """What the form of an event begins with; an event to correct is named in the address."""
    if kind not in list(LifeEventKind):
        raise Http404
    asked = request.GET.get("corrects", "")
    earlier = events_of(request.actor, person).filter(
        kind=kind, corrected_by=None, pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    )
    event = earlier.first()
    initial = asdict(presenters.data_of(event)) | {"corrects": event.pk} if event else {}
    return {"person": person, "kind": LifeEventKind(kind), "initial": initial}
