"""The wall around child protection: whose eyes the database is told to see with.

Every table of this app has forced row-level security that reads the setting `ansinh.actor`. It is set here
and nowhere else, inside a transaction and for it alone; without it the tables look empty (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from offices.access import View, requires_any
from offices.actors import Actor, NotPermitted
from offices.roles import Permission

P = ParamSpec("P")
R = TypeVar("R")

PERMISSIONS = (Permission.PROTECTION_WORK, Permission.PROTECTION_SUPERVISE, Permission.PROTECTION_DECIDE)
# What the setting says now in this thread, so that a wall within a wall asks nothing.
_eyes: ContextVar[str] = ContextVar("eyes", default="")
JOB = "job"  # the nightly look at missed visits: it sees visits and writes tasks, nothing else


def may_enter(actor: Actor) -> bool:
    """Whether the role has any business behind the wall."""
    return any(actor.may(permission) for permission in PERMISSIONS)


@contextmanager
def inside(by: Actor) -> Iterator[None]:
    """A transaction that sees what this actor holds a key to; leaving it, the database sees nothing again.

    Raises NotPermitted for a role without business here.
    """
    if by.user_id is not None and not may_enter(by):
        raise NotPermitted(Permission.PROTECTION_WORK)
    eyes, before, nested = (
        JOB if by.user_id is None else str(by.user_id),
        _eyes.get(),
        connection.in_atomic_block,
    )
    token = _eyes.set(eyes)
    try:
        with transaction.atomic():
            if eyes != before:
                _tell(eyes)
            yield
            # A transaction that ends, and a savepoint after a fault, take the setting back by themselves.
            if eyes != before and nested:
                _tell(before)
    finally:
        _eyes.reset(token)


def behind_the_wall(action: Callable[P, R]) -> Callable[P, R]:
    """An action in one transaction, behind the wall as whoever acts (`by`)."""

    @wraps(action)
    def walled_action(*args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        assert isinstance(by, Actor)
        with inside(by):
            return action(*args, **kwargs)

    return walled_action


def walled(view: View) -> View:
    """A page behind the wall: for roles with business there, never kept by a browser."""

    @requires_any(*PERMISSIONS)
    @wraps(view)
    def walled_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with inside(request.actor):  # type: ignore[attr-defined]  # set by ActorMiddleware
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return walled_view


def _tell(actor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ansinh.actor', %s, true)", [actor])
