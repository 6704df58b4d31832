"""The only writer of the log of child protection."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from offices.actors import Actor
from protection.enums import Trace
from protection.events import Event
from protection.models import ChildCase, LogEntry


def record(
    event: Event,
    *,
    case: ChildCase,
    by: Actor,
    at: dt.datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    trace: Trace = Trace.DEED,
) -> LogEntry:
    """Write one entry in the caller's transaction. `after` names states, kinds and dates, never people."""
    return LogEntry.objects.create(
        case_key=case.pk,
        at=at,
        trace=trace,
        event=event,
        user_id=by.user_id,
        user_name=by.name,
        role=by.role,
        office_code=by.office_code,
        office_name=by.office_name,
        before=plain(before),
        after=plain(after),
        reason=reason,
    )


def plain(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """JSON-ready copy: dates and lazy sentences become text."""
    if data is None:
        return None
    ready: dict[str, Any] = json.loads(json.dumps(dict(data), cls=DjangoJSONEncoder))
    return ready
