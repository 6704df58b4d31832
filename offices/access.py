"""Guards of views: the one way a screen learns who acts and refuses who may not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from offices.actors import Actor, NotPermitted
from offices.roles import Permission

View = Callable[..., HttpResponse]


class ActorRequest(HttpRequest):
    """A request of a person who holds a role today."""

    actor: Actor


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Let in only actors whose role holds every permission; others get a plain 403."""
    return _guarded(lambda actor: all(actor.may(permission) for permission in permissions))


def requires_any(*permissions: Permission) -> Callable[[View], View]:
    """Let in actors whose role holds at least one of the permissions; others get a plain 403."""
    return _guarded(lambda actor: any(actor.may(permission) for permission in permissions))


def _guarded(allows: Callable[[Actor], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None or not allows(actor):
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except NotPermitted as refusal:  # the action looked at the record's office too
                raise PermissionDenied from refusal

        return guarded

    return decorate
