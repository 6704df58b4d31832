"""Words for findings about people."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from beneficiaries.caseload.words import CODES
from beneficiaries.names import fold

# How people write of the illness of clauses 3 and 8.
_OF_HEALTH = re.compile(r"\b(hiv|aids|suy giam mien dich)\b")


def guarded(text: str, *, health: bool) -> str:
    """Words someone typed, kept from readers who may not see health when they name it."""
    return text if health or not _OF_HEALTH.search(fold(text)) else _("Health (restricted)")


def finding_label(code: str) -> str:
    """What a finding says; the code itself for one nobody has words for."""
    return str(CODES.get(code, code))


def finding_detail(code: str, data: Mapping[str, object]) -> str:
    """Where a finding was seen and what is shown there; "" when nothing more is known."""
    parts = []
    if isinstance(persons := data.get("persons"), list):
        parts.append(_("See also: %(codes)s.") % {"codes": ", ".join(map(str, persons))})
    if data.get("cell") and data.get("shown"):
        parts.append(_("Cell %(cell)s shows “%(shown)s”.") % {"cell": data["cell"], "shown": data["shown"]})
    elif data.get("shown"):
        parts.append(_("Typed: “%(shown)s”.") % {"shown": data["shown"]})
    if data.get("becomes"):
        parts.append(_("By the record or the law: %(value)s.") % {"value": data["becomes"]})
    return " ".join(parts)
