"""How sure a figure is, as a badge."""

from __future__ import annotations

from dataclasses import dataclass

from policy.enums import Mark
from policy.labels import label
from ui.presenters import Tone


@dataclass(frozen=True)
class MarkWords:
    """How sure a figure is, as a badge."""

    text: str
    tone: Tone
    sure: bool = True


def mark_words(mark: Mark | str) -> MarkWords:
    """Recalled figures stand out: they are to be verified."""
    tones: dict[Mark, Tone] = {Mark.RECALLED: "warn", Mark.INTERPRETATION: "info"}
    return MarkWords(label(Mark(mark)), tones.get(Mark(mark), "neutral"), sure=Mark(mark) is Mark.SOURCED)
