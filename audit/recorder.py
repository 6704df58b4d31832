"""The only writer of the trail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.encoding import force_str

from audit.events import Event, MissingDatum, event_named
from audit.models import Entry


class By(Protocol):
    """Who acts: a person in a role and office, or a named system job."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...
    @property
    def office_code(self) -> str: ...
    @property
    def office_name(self) -> str: ...


def record(
    event: Event,
    *,
    subject: models.Model,
    by: By,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Write one entry in the caller's transaction.

    Raises UndeclaredEvent for an event no app declares, MissingDatum when `after` lacks what the
    event requires or a required reason is blank.
    """
    entry = _entry(event, subject, by, before, after, reason)
    entry.save(force_insert=True)
    return entry


def record_many(
    event: Event, *, subjects: Iterable[tuple[models.Model, Mapping[str, Any]]], by: By, reason: str = ""
) -> int:
    """Write one entry per (subject, after) in few statements; returns how many."""
    entries = [_entry(event, subject, by, None, after, reason) for subject, after in subjects]
    Entry.objects.bulk_create(entries, batch_size=2000)
    return len(entries)


def _entry(
    event: Event,
    subject: models.Model,
    by: By,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    reason: str,
) -> Entry:
    event_named(event.name)
    missing = [key for key in event.requires if key not in (after or {})]
    if missing:
        raise MissingDatum(f"{event.name} needs {', '.join(missing)}")
    if event.reason_required and not reason.strip():
        raise MissingDatum(f"{event.name} needs a reason")
    return Entry(
        event=event.name,
        actor_id=by.user_id,
        actor_name=by.name,
        role=by.role,
        on_behalf_of=by.on_behalf_of,
        office_code=by.office_code,
        office_name=by.office_name,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=force_str(subject)[:200],
        before=_plain(before),
        after=_plain(after),
        reason=reason,
    )


def _plain(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """JSON-ready copy: dates, decimals and lazy sentences become text."""
    if data is None:
        return None
    plain: dict[str, Any] = json.loads(json.dumps(dict(data), cls=DjangoJSONEncoder))
    return plain
