"""What someone typed and has not sent, kept for them alone. No deed: the trail does not know it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.cipher import Undecipherable, decrypt, encrypt
from offices.models import FormDraft

LARGEST = 64 * 1024
KEPT_FOR = dt.timedelta(days=30)

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Draft:
    """The fields of a form as they were typed, by name, and when."""

    fields: Fields
    saved_at: dt.datetime


def keep_draft(*, user_id: int, path: str, form: str, fields: Fields, at: dt.datetime) -> None:
    """Keep what is typed, in place of what was kept of this form before; sealed."""
    content = json.dumps(fields, ensure_ascii=False).encode()
    FormDraft.objects.update_or_create(
        user_id=user_id, path=path, form=form, defaults={"sealed": encrypt(content), "saved_at": at}
    )
    FormDraft.objects.filter(user_id=user_id, saved_at__lt=at - KEPT_FOR).delete()


def draft_of(*, user_id: int, path: str, form: str) -> Draft | None:
    """What was kept of a form, if anything that can still be read."""
    row = FormDraft.objects.filter(user_id=user_id, path=path, form=form).first()
    if row is None:
        return None
    try:
        return Draft(json.loads(decrypt(bytes(row.sealed))), row.saved_at)
    except Undecipherable:
        return None


def forget_drafts(*, user_id: int, path: str, form: str | None = None) -> None:
    """Forget what was typed on a page, or in one of its forms."""
    rows = FormDraft.objects.filter(user_id=user_id, path=path)
    (rows if form is None else rows.filter(form=form)).delete()
