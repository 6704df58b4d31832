"""Amounts in Vietnamese words, as lists and decisions write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ui.formats import grouped

Four = Literal["bốn", "tư"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Names of the three groups below a thousand million, lowest first.
_GROUPS = ("", "nghìn", "triệu")


def amount_in_words(amount: int, *, four: str = "bốn", only: bool = False) -> str:
    """Whole đồng in words: 1234500 -> "Một triệu hai trăm ba mươi bốn nghìn năm trăm đồng".

    `four` is the word after "mươi" ("bốn" or "tư", both correct; one per province). `only` adds
    "chẵn", for templates that ask for it.
    """
    words = [*_number(abs(amount), four=four)] or ["không"]
    if amount < 0:
        words.insert(0, "âm")
    words += ["đồng", "chẵn"] if only else ["đồng"]
    sentence = " ".join(words)
    return sentence[0].upper() + sentence[1:]


def _number(number: int, *, four: str, leading: bool = True) -> Iterator[str]:
    """Words of a number; a number that follows others (not leading) starts with "không trăm" below 100."""
    upper, lower = divmod(number, 10**9)
    if upper:
        yield from _number(upper, four=four, leading=leading)
        yield "tỷ"
        leading = False
    for power in (2, 1, 0):
        group = lower // 1000**power % 1000
        if group:
            yield from _below_thousand(group, four=four, leading=leading)
            if power:
                yield _GROUPS[power]
            leading = False


def _below_thousand(group: int, *, four: str, leading: bool) -> Iterator[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    spoken_hundreds = hundreds > 0 or not leading
    if spoken_hundreds:
        yield from (_DIGITS[hundreds], "trăm")
    if tens == 0:
        if ones and spoken_hundreds:
            yield "linh"
        if ones:
            yield _DIGITS[ones]
        return
    if tens == 1:
        yield "mười"
    else:
        yield from (_DIGITS[tens], "mươi")
    if ones == 1 and tens > 1:
        yield "mốt"
    elif ones == 4 and tens > 1:
        yield four
    elif ones == 5:
        yield "lăm"
    elif ones:
        yield _DIGITS[ones]


__all__ = ["Four", "amount_in_words", "grouped"]
