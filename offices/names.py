"""The search form of Vietnamese text."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Lower case, no accents, đ as d, single spaces: the form in which names are compared.

    Tone placement disappears with the tones, so "hoà" and "hòa" meet.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(letters.split())
