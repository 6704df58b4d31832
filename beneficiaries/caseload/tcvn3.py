"""Texts typed in TCVN3 fonts (.VnTime and its family), turned into Unicode. TCVN 5712:1993.

Those fonts draw Vietnamese letters at the places of Western ones: "NguyÔn" is drawn "Nguyễn". Their capital
faces (.VnTimeH) draw every letter as a capital, so a name in capitals still has small accented codes:
"NGUYÔN Mü THUý" is drawn "NGUYỄN MỸ THUÝ".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TABLE = {chr(first + index): letter for first, run in _RUNS.items() for index, letter in enumerate(run)}

# Western letters that Vietnamese in Unicode writes too, and eth, often typed for Đ: they prove nothing alone.
_SHARED = set("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÐð\u00ad")
_SIGNS = "".join(sorted(set(TABLE) - _SHARED))
_HIGH = "".join(chr(code) for code in range(0xA1, 0x100))
_SIGN_IN_WORD = re.compile(f"[A-Za-z{_HIGH}][{re.escape(_SIGNS)}]|[{re.escape(_SIGNS)}][A-Za-z{_HIGH}]")
# An accented capital after a small letter, or after one capital and before a small letter: "NguyÔn", "BÝch".
_STRAY_CAPITAL = re.compile("[a-z][À-ÖØ-Þ]|[A-Z][À-ÖØ-Þ][a-z]")
# A small accented letter in a word of capitals: "THUý".
_STRAY_SMALL = re.compile("[A-Z]{2}[à-öø-þ]|[A-Z][à-öø-þ][A-Z]")
_TYPOGRAPHY = str.maketrans("", "", "\u00a0–—‐‑“”„‘’…•₫")
_CAPITALS = re.compile("[A-Z]{2}")


class Writing(Enum):
    """How a text is encoded, as far as the text itself proves it."""

    PLAIN = "plain"
    TCVN3 = "tcvn3"
    UNICODE = "unicode"
    EITHER = "either"


@lru_cache(maxsize=16384)
def writing_of(text: str) -> Writing:
    """Tell the encoding of one text; EITHER when only its neighbours can tell."""
    text = text.translate(_TYPOGRAPHY)
    if text.isascii():
        return Writing.PLAIN
    high = [letter for letter in text if not letter.isascii()]
    if any(letter not in TABLE for letter in high):
        return Writing.UNICODE
    if _SIGN_IN_WORD.search(text) or _STRAY_CAPITAL.search(text) or _STRAY_SMALL.search(text):
        return Writing.TCVN3
    return Writing.EITHER


def mostly_tcvn3(texts: Iterable[str]) -> bool | None:
    """How the undecided texts of one column or line are to be read; None when nothing proves either."""
    proofs = [writing_of(text) for text in texts]
    old, new = proofs.count(Writing.TCVN3), proofs.count(Writing.UNICODE)
    return None if old == new == 0 else old > new


def to_unicode(text: str) -> str:
    """Turn a text known to be TCVN3 into Unicode; a text in capitals becomes capitals throughout."""
    turned = unicodedata.normalize("NFC", "".join(TABLE.get(letter, letter) for letter in text))
    capitals = _CAPITALS.search(text) and not re.search("[a-z]", text)
    return turned.upper() if capitals else turned


def proven_words(texts: Iterable[str]) -> frozenset[str]:
    """The accented words of texts whose encoding is sure; they settle the reading of the others."""
    words: set[str] = set()
    for text in texts:
        writing = writing_of(text)
        if writing in (Writing.TCVN3, Writing.UNICODE):
            words |= _accented(to_unicode(text) if writing is Writing.TCVN3 else text)
    return frozenset(words)


def decoded(text: str, *, undecided_is_tcvn3: bool = False, known: frozenset[str] = frozenset()) -> str:
    """Read a text whatever its encoding.

    A text that proves nothing is read so that its words are `known` ones, else as its neighbours are.
    """
    writing = writing_of(text)
    if writing is Writing.TCVN3:
        return to_unicode(text)
    if writing is not Writing.EITHER:
        return text
    turned = to_unicode(text)
    as_old, as_new = len(_accented(turned) & known), len(_accented(text) & known)
    is_old = undecided_is_tcvn3 if as_old == as_new else as_old > as_new
    return turned if is_old else text


def _accented(text: str) -> set[str]:
    return {word for word in unicodedata.normalize("NFC", text).lower().split() if not word.isascii()}
