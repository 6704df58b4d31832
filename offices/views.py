"""Signing in and choosing the role to work in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from offices.middleware import SESSION_KEY
from offices.queries import demo_accounts


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
