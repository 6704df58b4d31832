"""The only writer of the trail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils.encoding import force_str

from audit.events import Event, MissingDatum, event_named
from audit.models import Entry

# What every entry of one act has in common.
_OF_THE_ACT = (
    "event", "actor_id", "actor_name", "role", "office_code", "office_name", "subject_type", "reason",
)  # fmt: skip


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


def record_selected(
    event: Event,
    *,
    subject_type: type[models.Model],
    rows: str,
    parameters: Mapping[str, Any],
    by: By,
    reason: str = "",
) -> int:
    """Write one entry per row of a statement, in one pass; returns how many.

    `rows` is a SELECT of the product's own giving subject_id, subject_label, before and after (jsonb). Raises
    MissingDatum, with nothing written, when a row's `after` lacks what the event requires.
    """
    entry = _entry(event, None, by, None, dict.fromkeys(event.requires), reason)
    told = {f"entry_{field}": getattr(entry, field) for field in _OF_THE_ACT}
    with connection.cursor() as cursor:
        cursor.execute(
            # Columns are the model's, `rows` a file of the product: nothing typed by anybody is in the text.
            "WITH chosen AS MATERIALIZED (" + rows + "), written AS ("  # noqa: S608
            f"INSERT INTO audit_entry ({', '.join(_OF_THE_ACT)}, subject_id, subject_label, before, after) "
            f"SELECT {', '.join(f'%(entry_{field})s' for field in _OF_THE_ACT)}, "
            "subject_id, LEFT(subject_label, 200), before, after FROM chosen "
            "WHERE NOT EXISTS (SELECT FROM chosen WHERE NOT after ?& %(entry_requires)s::text[]) "
            "RETURNING 1) "
            "SELECT (SELECT COUNT(*) FROM chosen), (SELECT COUNT(*) FROM written)",
            {
                **parameters,
                **told,
                "entry_subject_type": subject_type._meta.label_lower,
                "entry_requires": list(event.requires),
            },
        )
        chosen, written = cursor.fetchone()
    if chosen != written:
        raise MissingDatum(f"{event.name} needs {', '.join(event.requires)}")
    return int(written)


def _entry(
    event: Event,
    subject: models.Model | None,
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
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        subject_label=force_str(subject)[:200] if subject else "",
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
