"""How sure a figure is, as a badge."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from policy.enums import Mark, RowKind
from policy.labels import label
from policy.rules.changes import Row, key_of
from ui.presenters import Tone


@dataclass(frozen=True)
class MarkWords:
    """How sure a figure is, as a badge."""

    text: str
    tone: Tone
    sure: bool = True
    verify_url: str = ""


def mark_words(mark: Mark | str, verify_url: str = "") -> MarkWords:
    """Recalled figures stand out: they are to be verified, at `verify_url` by those who may."""
    tones: dict[Mark, Tone] = {Mark.RECALLED: "warn", Mark.INTERPRETATION: "info"}
    sure = Mark(mark) is Mark.SOURCED
    tone = tones.get(Mark(mark), "neutral")
    return MarkWords(label(Mark(mark)), tone, sure=sure, verify_url="" if sure else verify_url)


def mark_of(kind: RowKind, row: Row, manages: bool) -> MarkWords:
    """The mark of a row, with the way to its comparison for an administrator."""
    asked = QueryDict(mutable=True)
    asked["row"] = f"{kind.value}:{key_of(row)}"
    url = f"{reverse('law_change_new', args=['verification'])}?{asked.urlencode()}" if manages else ""
    return mark_words(row.mark, url)
