"""Signing in, choosing the role to work in, and delegations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from offices import actions, drafts
from offices.access import ActorRequest, requires
from offices.forms import DelegationForm, DraftForm, EndDelegationForm, read_json
from offices.middleware import SESSION_KEY
from offices.queries import delegations_of, demo_accounts
from offices.roles import Permission


class SignInView(LoginView):
    """The sign-in page; in the demo it also shows the example accounts."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = demo_accounts()
            context["demo_password"] = settings.DEMO_PASSWORD
        return context


@require_POST
def switch_assignment(request: HttpRequest) -> HttpResponse:
    """Work on under another of one's own current roles; anything else is ignored."""
    chosen = request.POST.get("assignment", "")
    own = {str(assignment.pk) for assignment in request.assignments}  # type: ignore[attr-defined]  # set by ActorMiddleware
    if chosen in own:
        request.session[SESSION_KEY] = int(chosen)
    return redirect("home")


@requires(Permission.OFFICE_MANAGE)
def delegation_list(request: ActorRequest) -> HttpResponse:
    """Delegations of the own office; a new one is recorded here."""
    today = timezone.localdate()
    form = DelegationForm(request.POST or None, actor=request.actor, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate(by=request.actor, today=today, **form.cleaned_data)
        except actions.DelegationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The delegation is recorded."))
            return redirect("delegation_list")
    page = Paginator(delegations_of(request.actor), 50).get_page(request.GET.get("page"))
    return render(request, "offices/delegations.html", {"form": form, "page": page, "today": today})


@requires(Permission.OFFICE_MANAGE)
def delegation_end(request: ActorRequest, pk: int) -> HttpResponse:
    """Ends a delegation before its last day."""
    delegation = get_object_or_404(delegations_of(request.actor), pk=pk)
    form = EndDelegationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_delegation(
                delegation=delegation,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                today=timezone.localdate(),
            )
        except actions.DelegationRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The delegation has ended."))
        return redirect("delegation_list")
    return render(request, "offices/delegation_end.html", {"form": form, "delegation": delegation})


@require_http_methods(["GET", "POST", "DELETE"])
def form_draft(request: HttpRequest) -> HttpResponse:
    """Keeps, gives back or forgets what the signed-in person has typed into a form and not sent."""
    form = DraftForm(request.GET if request.method == "GET" else read_json(request.body))
    if not form.is_valid():
        return HttpResponseBadRequest()
    whose = {"user_id": request.user.pk, "path": form.cleaned_data["path"], "form": form.cleaned_data["form"]}
    if request.method == "POST":
        drafts.keep_draft(**whose, fields=form.cleaned_data["fields"], at=timezone.now())
    elif request.method == "DELETE":
        drafts.forget_drafts(**whose)
    elif draft := drafts.draft_of(**whose):
        saved = f"{timezone.localtime(draft.saved_at):%H:%M %d/%m/%Y}"
        return JsonResponse(
            {"fields": draft.fields, "saved_at": saved}, headers={"Cache-Control": "no-store"}
        )
    return HttpResponse(status=204)
