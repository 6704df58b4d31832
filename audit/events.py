"""Registry of the events that may enter the trail; each app declares its own once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

_events: dict[str, Event] = {}


class UndeclaredEvent(LookupError):
    """An event was recorded or shown that no app declares."""


class MissingDatum(ValueError):
    """An entry lacks a datum that its event requires."""


@dataclass(frozen=True)
class Event:
    """A kind of entry: its past-tense name, its sentence, and the data `after` must hold."""

    name: str
    sentence: str | Promise
    requires: tuple[str, ...] = ()
    reason_required: bool = False


def declare(
    name: str, sentence: str | Promise, *, requires: Iterable[str] = (), reason_required: bool = False
) -> Event:
    """Declare an event. Raises ValueError when the name is taken."""
    if name in _events:
        raise ValueError(f"The event {name} is declared twice.")
    _events[name] = event = Event(name, sentence, tuple(requires), reason_required)
    return event


def event_named(name: str) -> Event:
    """Find a declared event. Raises UndeclaredEvent."""
    try:
        return _events[name]
    except KeyError:
        raise UndeclaredEvent(name) from None


def declared_events() -> tuple[Event, ...]:
    """Every declared event, by name."""
    return tuple(_events[name] for name in sorted(_events))
