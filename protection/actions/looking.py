"""Looking at a case leaves a line too: pages, search hits, prints, opened seals."""

from __future__ import annotations

import datetime as dt

from offices.actors import Actor
from offices.roles import Permission
from protection import logbook
from protection.enums import SealedKind, Trace
from protection.events import Event
from protection.keys import require_key
from protection.models import ChildCase, Sealed
from protection.queries import search
from protection.sealing import unseal as opened
from protection.wall import behind_the_wall

P = Permission


@behind_the_wall
def look(*, case: ChildCase, part: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Opened the page of the case, or a part of it."""
    logbook.record(Event.VIEWED, case=case, by=by, at=at, after={"part": part}, trace=Trace.LOOK)
    return case


@behind_the_wall
def find(*, text: str, by: Actor, at: dt.datetime) -> list[ChildCase]:
    """Found cases by a search; what was typed is not kept."""
    found = search(by, text)
    for case in found:
        logbook.record(Event.FOUND, case=case, by=by, at=at, after={"hits": len(found)}, trace=Trace.LOOK)
    return found


@behind_the_wall
def note_print(*, case: ChildCase, paper: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Printed a paper of the case."""
    logbook.record(Event.PRINTED, case=case, by=by, at=at, after={"paper": paper}, trace=Trace.LOOK)
    return case


@behind_the_wall
def unseal(
    *, case: ChildCase, kind: SealedKind, reason: str, by: Actor, at: dt.datetime
) -> list[dict[str, str]]:
    """Opened what is sealed, for a reason: the reporter, or the person suspected of harm.

    Raises NotPermitted. Decree 56/2017/ND-CP, Article 24(1).
    """
    require_key(case, by, P.PROTECTION_WORK, P.PROTECTION_SUPERVISE)
    logbook.record(
        Event.UNSEALED, case=case, by=by, at=at, after={"kind": kind}, reason=reason, trace=Trace.LOOK
    )
    return [opened(bytes(row.content)) for row in Sealed.objects.filter(case=case, kind=kind)]
