"""The trail in words, wherever a record shows its history."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _

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
        role=acting_as(entry, role.label if role else entry.role),
        detail=entry.reason,
    )


def acting_as(entry: Entry, *parts: str | Promise) -> str:
    """In which role and place someone acted, and on whose behalf."""
    behalf = _("on behalf of %(name)s") % {"name": entry.on_behalf_of} if entry.on_behalf_of else ""
    return " · ".join(str(part) for part in (*parts, behalf) if part)
