"""Measures and wraps text: nothing runs over its column, nothing is cut without an ellipsis."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from ui.pdf import fonts

ELLIPSIS = "…"


def clean(value: object) -> str:
    """The text of a value in composed form (NFC): decomposed marks drift on paper."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=8)
def _advances(font: str) -> tuple[dict[int, float], float]:
    fonts.register()
    face = pdfmetrics.getFont(font).face
    return face.charWidths, face.defaultWidth


@lru_cache(maxsize=65536)
def width_of(text: str, font: str, size: float) -> float:
    """Width of a line in points."""
    widths, default = _advances(font)
    return size * 0.001 * sum(widths.get(ord(letter), default) for letter in text)


def _break_word(word: str, font: str, size: float, width: float) -> list[str]:
    """A word wider than its column in pieces that fit; at least one letter each."""
    pieces, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter, font, size) > width:
            # A code or date breaks behind its sign: "21211-" and "00001".
            cut = max(piece.rfind("-"), piece.rfind("/")) + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:] + letter
        else:
            piece += letter
    return [*pieces, piece]


def wrap(text: str, font: str, size: float, width: float, max_lines: int = 0) -> list[str]:
    """Lines that fit the width in points; beyond `max_lines` the last one ends with an ellipsis."""
    if not text:
        return []
    if "\n" not in text and width_of(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer, font, size) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _break_word(word, font, size, width)
            lines += full
        lines.append(line)
    if max_lines and len(lines) > max_lines:
        return [*lines[: max_lines - 1], shorten(" ".join(lines[max_lines - 1 :]), font, size, width)]
    return lines


def shorten(text: str, font: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width_of(text, font, size) <= width:
        return text
    while text and width_of(text + ELLIPSIS, font, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def fitting_size(text: str, font: str, size: float, width: float, smallest: float = 5) -> float:
    """The largest size up to `size` at which a line fits; figures shrink rather than break."""
    needed = width_of(text, font, size)
    return size if needed <= width else max(smallest, size * width / needed)
