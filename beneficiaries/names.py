"""Names of Vietnamese people and places: as written, as searched, as sorted. Pure."""

from __future__ import annotations

import re
import unicodedata

from offices.names import fold as fold  # the search form, of names as of units

# Letters in dictionary order, foreign ones where schools place them.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + index) for index, letter in enumerate(_LETTERS)}
_RANK |= {str(digit): chr(ord("!") + digit) for digit in range(10)}
# Tones in dictionary order after the level one (0): huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ′")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_WORD_PART = re.compile(r"[^\s\-'’]+")


def nfc(text: str) -> str:
    """Compose the letters: one code point a letter, so that equal words are equal texts."""
    return unicodedata.normalize("NFC", text)


def tidy_name(text: str) -> str:
    """The name as written, composed, with single plain spaces and nothing invisible."""
    return " ".join(_INVISIBLE.sub("", nfc(text)).split())


def proper_case(text: str) -> str:
    """The name as shown: a name all in capitals (or all in small letters) gets one capital a word."""
    shown = tidy_name(text)
    if shown != shown.upper() and shown != shown.lower():
        return shown
    return _WORD_PART.sub(lambda part: part[0].capitalize(), shown)


def sort_key(name: str) -> str:
    """The place of a name in a Vietnamese list: given name, then family name, then middle names.

    Letters before tones, in dictionary order. ASCII only, to be compared byte by byte (collation C).
    """
    words = tidy_name(name).lower().translate(_APOSTROPHES).split()
    if not words:
        return ""
    parts = [words[-1:], words[:1] if len(words) > 1 else [], words[1:-1]]
    return " ".join(_part_key(part) for part in parts if part)


def _part_key(words: list[str]) -> str:
    letters, tones = [], []
    for word in words:
        word_letters, word_tones = _letters_and_tones(word)
        letters.append(word_letters)
        tones.append(word_tones or "0")
    return " ".join([*letters, "".join(tones)])


def _letters_and_tones(word: str) -> tuple[str, str]:
    tones = ""
    bare = []
    for mark in unicodedata.normalize("NFD", word.replace("ð", "đ")):
        if mark in _TONES:
            tones += _TONES[mark]
        else:
            bare.append(mark)
    letters = nfc("".join(bare))
    return "".join(_RANK.get(letter, "") for letter in letters), tones
