"""The law is read once a page: what a request only looks at does not change under it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
R = TypeVar("R")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("law_read_once", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within it, each reading below is made once; outside it, and in anything that writes, every time."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def read_once(read: Callable[P, R]) -> Callable[P, R]:
    """A reading of the law by plain arguments, kept while `reading_once` lasts."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return read(*args, **kwargs)
        key = (read.__qualname__, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = read(*args, **kwargs)
        found: R = kept[key]
        return found

    return reading


class ReadOnceMiddleware:
    """Pages that only show read the law once; a post reads it anew at every step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with reading_once():
            return self.get_response(request)
