"""Words for a group, as communes write them, to the group meant. Article 5; Decree 176/2025/ND-CP."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from beneficiaries.names import fold, tidy_name
from policy.enums import GroupKey

# Points of clause 1; f and j are no letters of a Vietnamese list, đ is.
_CLAUSE_1 = {
    "a": GroupKey.CHILD_ABANDONED,
    "b": GroupKey.CHILD_BOTH_DEAD,
    "c": GroupKey.CHILD_ONE_DEAD_OTHER_MISSING,
    "d": GroupKey.CHILD_ONE_DEAD_OTHER_FACILITY,
    "đ": GroupKey.CHILD_ONE_DEAD_OTHER_SENTENCE,
    "e": GroupKey.CHILD_BOTH_MISSING,
    "g": GroupKey.CHILD_BOTH_FACILITY,
    "h": GroupKey.CHILD_BOTH_SENTENCE,
    "i": GroupKey.CHILD_MISSING_FACILITY,
    "k": GroupKey.CHILD_MISSING_SENTENCE,
    "l": GroupKey.CHILD_FACILITY_SENTENCE,
}
_WHOLE_CLAUSES = {
    1: GroupKey.CHILD_NO_CARE,
    2: GroupKey.YOUTH_STUDYING,
    3: GroupKey.CHILD_HIV,
    4: GroupKey.SINGLE_PARENT,
    7: GroupKey.TODDLER_POOR,
    8: GroupKey.ADULT_HIV,
}
_CLAUSE_OF = (
    dict.fromkeys((GroupKey.CHILD_NO_CARE, *_CLAUSE_1.values()), 1)
    | {key: clause for clause, key in _WHOLE_CLAUSES.items()}
    | dict.fromkeys(
        (
            GroupKey.ELDERLY_POOR,
            GroupKey.ELDERLY_75_HARDSHIP,
            GroupKey.ELDERLY_80,
            GroupKey.ELDERLY_FACILITY_ELIGIBLE,
        ),
        5,
    )
    | dict.fromkeys((GroupKey.DISABILITY_EXTREME, GroupKey.DISABILITY_SEVERE), 6)
)

_POINT = r"([abcdđeghikl])(?![^\W\d_])"
# "K5 điểm a", "5.a", "k1"; a bare "5" may be anybody's own numbering.
_CODE = re.compile(
    r"^(?:đối tượng\s+)?(?=k|\d\W*(?:điểm\s*)?[a-lđ](?![^\W\d_]))(?:khoản|k)?\s*\.?\s*"
    r"([1-8])(?:\s*[.,\-(]?\s*(?:điểm\s*|đ\.\s*)?" + _POINT + r")?(?![\d\w])"
)
_CARE = re.compile(
    r"^((ho|nguoi|ho gia dinh|gia dinh|kinh phi|ho tro)( nhan| truc tiep)* )?(cham soc|nuoi duong)\b"
    r"|^(ho tro|kinh phi|ho gia dinh|ho nhan)\b|\bmang thai\b|\bnuoi con (nho )?duoi 36\b"
)
_DEGREE = re.compile(r"^k(?:hoan )?\s*6\W*(?:(dac biet nang|dbn|dn)|(nang|n))\b")
_POINT_FIRST = re.compile(r"điểm\s*" + _POINT + r"\s*,?\s*khoản\s*([1-8])(?!\d)")
_CLAUSE_ANYWHERE = re.compile(r"khoản\s*([1-8])(?!\d)(?:\s*,?\s*điểm\s*" + _POINT + ")?")
Says = Callable[..., bool]

# The letters of clause 5 changed with the end of two groups and with Decree 335/2026.
_OLD_ELDERLY_ENDED, _DECREE_335 = date(2025, 7, 1), date(2026, 10, 1)


@lru_cache(maxsize=8192)
def group_of(words: str, month: date | None = None) -> GroupKey | None:
    """The group meant; None when the words name none, or name two that differ.

    `month` is the list's: it settles letters of clause 5 that changed their meaning.
    """
    text = tidy_name(words).lower()
    clause, point = _code(text)
    by_code = _by_code(clause, point, month) if clause else None
    by_words = _by_words(fold(text))
    if clause is None or by_words is None:
        return by_code or by_words
    if _CLAUSE_OF.get(by_words) != clause:
        return None
    # Words say the degree of clause 6 and the group of clause 5; a letter of clause 1 says more than they do.
    return by_code if by_code and (clause == 1 and point) else _agreed(by_code, by_words)


def _agreed(by_code: GroupKey | None, by_words: GroupKey) -> GroupKey | None:
    if by_code in (None, GroupKey.CHILD_NO_CARE, by_words):
        return by_words
    return None


def _code(text: str) -> tuple[int | None, str]:
    if found := _POINT_FIRST.search(text):
        return int(found[2]), found[1]
    found = _CODE.search(text) or _CLAUSE_ANYWHERE.search(text)
    return (int(found[1]), found[2] or "") if found else (None, "")


def _by_code(clause: int, point: str, month: date | None) -> GroupKey | None:
    if clause == 1 and point:
        return _CLAUSE_1[point]
    if clause == 5:
        return _elderly_point(point, month)
    return None if point else _WHOLE_CLAUSES.get(clause)


def _elderly_point(point: str, month: date | None) -> GroupKey | None:
    if point == "b" and month and month >= _DECREE_335:
        return GroupKey.ELDERLY_FACILITY_ELIGIBLE
    if point == "b" and month and month < _OLD_ELDERLY_ENDED:
        return GroupKey.ELDERLY_75_HARDSHIP
    named = {"a": GroupKey.ELDERLY_POOR, "c": GroupKey.ELDERLY_80, "d": GroupKey.ELDERLY_FACILITY_ELIGIBLE}
    return named.get(point)


def _by_words(text: str) -> GroupKey | None:
    def says(*patterns: str) -> bool:
        return any(re.search(rf"\b(?:{pattern})\b", text) for pattern in patterns)

    if says("huu tri", "ht ?75", "ht ?70", "htxh", "tcht"):
        return _pension(says)
    # Support for carers and for pregnant or nursing people is no group of Article 5.
    if _CARE.search(text):
        return None
    if found := _DEGREE.search(text):
        return GroupKey.DISABILITY_EXTREME if found[1] else GroupKey.DISABILITY_SEVERE
    if says("khuyet tat", "nkt", "nktn", "nktdbn", "ktn", "ktdbn", "kt dbn", "kt nang", "tekt"):
        return _disability(says)
    if says("don than"):
        return GroupKey.SINGLE_PARENT
    if says("hiv", "aids", "hiv aids"):
        return _hiv(says)
    if says("duoi 0?3", "duoi 36 thang", "0?3 tuoi"):
        return GroupKey.TODDLER_POOR if says("tre", "tre em", "te") else None
    if says("cao tuoi", "nct", "nguoi gia"):
        return _elderly(says)
    if says("bo roi"):
        return GroupKey.CHILD_ABANDONED
    if says("dang (?:di )?hoc", "con hoc", "tu 16 den 22", "16 22", "du 16"):
        return GroupKey.YOUTH_STUDYING
    if says("mo coi ca cha (?:va |lan )?me"):
        return GroupKey.CHILD_BOTH_DEAD
    if says("mo coi", "(?:khong|khong co|mat) nguon nuoi duong"):
        return GroupKey.CHILD_NO_CARE
    return None


def _pension(says: Says) -> GroupKey | None:
    if says("70", "ht ?70", "70t"):
        return GroupKey.PENSION_70
    return GroupKey.PENSION_75 if says("75", "ht ?75", "75t") else None


def _disability(says: Says) -> GroupKey | None:
    if says("dac biet nang", "dbn", "nktdbn", "ktdbn", "kt dbn"):
        return GroupKey.DISABILITY_EXTREME
    return GroupKey.DISABILITY_SEVERE if says("nang", "nktn", "ktn") else None


def _hiv(says: Says) -> GroupKey | None:
    if says("tre", "tre em", "te"):
        return GroupKey.CHILD_HIV
    return GroupKey.ADULT_HIV if says("nguoi", "nguoi lon") else None


def _elderly(says: Says) -> GroupKey | None:
    if says("co so", "nhan nuoi", "nhan cham soc", "dua ve nuoi"):
        return GroupKey.ELDERLY_FACILITY_ELIGIBLE
    if says("phung duong", "co don", "neo don"):
        return GroupKey.ELDERLY_POOR
    if says("75 (?:den )?(?:duoi )?80"):
        return GroupKey.ELDERLY_75_HARDSHIP
    if says("(?:du |tu |tu du )?80(?: tuoi)? tro len", "du 80", "tren 80", "80 tuoi"):
        return GroupKey.ELDERLY_80
    return GroupKey.ELDERLY_POOR if says("ngheo") and not says("70", "75", "80") else None
