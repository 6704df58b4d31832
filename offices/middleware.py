"""The actor of a request, and the drafts a sent form makes needless."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from offices.actors import Actor
from offices.drafts import forget_drafts
from offices.queries import actor_of, assignments_of

SESSION_KEY = "assignment_id"


class ActorMiddleware:
    """Sets `request.actor` (None without a sign-in or a role today) and `request.assignments`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.assignments = None, []  # type: ignore[attr-defined]  # ours, on Django's class
        if request.user.is_authenticated:
            assignments = assignments_of(request.user.pk, on=timezone.localdate())
            chosen = request.session.get(SESSION_KEY)
            current = next(
                (a for a in assignments if a.pk == chosen), assignments[0] if assignments else None
            )
            actor: Actor | None = actor_of(current) if current else None
            request.actor, request.assignments = actor, assignments  # type: ignore[attr-defined]
        return self.get_response(request)


class DraftMiddleware:
    """Forgets the drafts of a page once its form was sent and taken; one refused keeps what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        taken = request.method == "POST" and response.status_code in {302, 303}
        if taken and request.user.is_authenticated and not _said_an_error(request):
            forget_drafts(user_id=request.user.pk, path=request.path)
        return response


def _said_an_error(request: HttpRequest) -> bool:
    storage = getattr(request, "_messages", ())
    queued = getattr(storage, "_queued_messages", ())
    return any(message.level >= messages.ERROR for message in queued)
