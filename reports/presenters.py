"""The home page in words and figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from cases.queries import my_queue
from offices.actors import Actor
from offices.roles import Permission
from payments.queries import month_state
from reports.queries import changes_ahead

SHOWN = 20
SOON = dt.timedelta(days=2)


def home_page(actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """What waits for this person, the month's payment, and the changes ahead."""
    queue = my_queue(actor)
    cases = reverse("case_list")
    page: dict[str, Any] = {
        "today": today,
        "shows_cases": actor.may(Permission.CASE_VIEW),
        "can_register": actor.may(Permission.CASE_REGISTER),
        "can_import": actor.may(Permission.CASELOAD_IMPORT),
        "queue": queue[:SHOWN],
        "queue_count": queue.count(),
        "overdue_count": queue.filter(due_on__lt=today).count(),
        "soon_count": queue.filter(due_on__range=(today, today + SOON)).count(),
        "waiting_url": f"{cases}?mine=on",
        "overdue_url": f"{cases}?mine=on&due=overdue",
        "soon_url": f"{cases}?mine=on&due=soon",
        "month": month_state(actor),
        "changes": changes_ahead(actor, today=today) if actor.may(Permission.PERSON_EDIT) else [],
    }
    return page
