"""The trail in words, wherever a record shows its history."""

from __future__ import annotations

from audit.events import event_named
from audit.models import Entry
from offices.roles import ROLES
from ui.presenters import TimelineEntry


def history_line(entry: Entry) -> TimelineEntry:
    """An entry of the trail as a line of history."""
    role = ROLES.get(entry.role)
    return TimelineEntry(
        text=event_named(entry.event).sentence,
        at=entry.at,
        by=entry.actor_name,
        role=role.label if role else entry.role,
        detail=entry.reason,
    )
