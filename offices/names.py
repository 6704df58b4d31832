"""The search form of Vietnamese text: people, hamlets, units. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Capital and small eth stand in for Đ and đ in texts typed on old keyboards.
_DASHED = str.maketrans("đðĐÐ", "ddDD")
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ′")
_SEPARATORS = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, d for đ, words of letters and digits, single spaces.

    Tone placement (hoà, hòa), hyphens and apostrophes (H'rê) make no difference.
    """
    letters = unicodedata.normalize("NFD", text.lower().translate(_DASHED).translate(_APOSTROPHES))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", bare).strip()
