"""The main menu: only what the actor's role opens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from offices.roles import Permission

PROTECTION = (Permission.PROTECTION_WORK, Permission.PROTECTION_SUPERVISE, Permission.PROTECTION_DECIDE)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Template context: `nav_items` as (label, url, current)."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"nav_items": []}
    # By the role alone: whether there is any case, no menu tells.
    protects = next(filter(actor.may, PROTECTION), Permission.PROTECTION_WORK)
    entries = [
        (_("My work"), "home", None),
        (_("People"), "person_list", Permission.PERSON_VIEW),
        (_("Cases"), "case_list", Permission.CASE_VIEW),
        (_("Proposed cases"), "prompt_list", Permission.CASE_VIEW),
        (_("Child protection"), "protection_queue", protects),
        (_("Payments"), "run_list", Permission.PAYMENT_VIEW),
        (_("Changes ahead"), "changes", Permission.PERSON_VIEW),
        (
            _("What-if"),
            "whatif",
            Permission.LAW_MANAGE if actor.may(Permission.LAW_MANAGE) else Permission.PAYMENT_VIEW,
        ),
        (_("Reviews"), "review_list", Permission.REVIEW_VIEW),
        (_("Imports"), "import_list", Permission.CASELOAD_IMPORT),
        (_("Law"), "law", None),
        (_("Delegations"), "delegation_list", Permission.OFFICE_MANAGE),
    ]
    items = []
    for label, name, permission in entries:
        if permission is None or actor.may(permission):
            url = reverse(name)
            current = request.path == url or (url != "/" and request.path.startswith(url))
            items.append((label, url, current))
    return {"nav_items": items}
