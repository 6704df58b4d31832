"""The 12-digit personal identification number: what is certain to repair, what an officer must look at.

PPP G YY NNNNNN: place of birth registration, century and sex, last two digits of the birth year, random.
There is no check digit. Decree 137/2015/ND-CP, Law on Identification 26/2023/QH15.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policy.facts import PartialDate

# Codes of the 63 provinces of birth registration; they outlive the mergers of 2025.
PROVINCES = frozenset(
    f"{code:03d}"
    for code in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38),
        *(40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79),
        *(80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)

_SEPARATORS = re.compile(r"[\s.\-'’\u200b\ufeff]+")
_NOT_GIVEN = re.compile(r"(chưa|chua|không|khong|ko|k)( có| co)?( số| cccd)?|[-–—_.xX0]*", re.IGNORECASE)


class IdCode(StrEnum):
    """What can be said about a number; the first two are repairs, the others findings."""

    LOST_LEADING_ZERO = "id_number_lost_leading_zero"
    SPACES = "id_spaces"
    MISSING = "id_missing"
    OLD_9_DIGITS = "id_old_9_digits"
    BAD_LENGTH = "id_bad_length"
    BIRTH_YEAR_DISAGREES = "id_birth_year_disagrees"
    SEX_DISAGREES = "id_sex_disagrees"


@dataclass(frozen=True)
class IdCheck:
    """A number as clean digits ("" when there are none to keep), with what was repaired and found."""

    number: str
    repairs: tuple[IdCode, ...] = ()
    findings: tuple[IdCode, ...] = ()

    @property
    def is_full(self) -> bool:
        """Twelve digits, so that it can tell two people apart."""
        return len(self.number) == 12


def check_id_number(raw: Any, born: PartialDate | None, sex: str | None) -> IdCheck:
    """Read a number typed as text or kept in a number cell, against the birth date and sex ("M", "F").

    Nothing is refused: corrected papers and foreign births keep odd numbers. Disagreements are findings.
    """
    text = _text(raw)
    if _NOT_GIVEN.fullmatch(text):
        return IdCheck("", findings=(IdCode.MISSING,))
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]{1,20}", digits):
        return IdCheck("", findings=(IdCode.BAD_LENGTH,))
    repairs: tuple[IdCode, ...] = (IdCode.SPACES,) if digits != text else ()
    if full := _with_lost_zeros(digits, born, sex):
        digits, repairs = full, (*repairs, IdCode.LOST_LEADING_ZERO)
    if len(digits) == 9:
        return IdCheck(digits, repairs, (IdCode.OLD_9_DIGITS,))
    if len(digits) != 12:
        return IdCheck(digits, repairs, (IdCode.BAD_LENGTH,))
    return IdCheck(digits, repairs, tuple(disagreements(digits, born, sex)))


def disagreements(number: str, born: PartialDate | None, sex: str | None) -> list[IdCode]:
    """Where a 12-digit number carries another birth year or sex than given; unknown ones never disagree."""
    found = []
    if born is not None and birth_year_of(number) != born.year:
        found.append(IdCode.BIRTH_YEAR_DISAGREES)
    if sex and sex_of(number) != sex:
        found.append(IdCode.SEX_DISAGREES)
    return found


def birth_year_of(number: str) -> int:
    """The birth year a 12-digit number carries."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def sex_of(number: str) -> str:
    """The sex a 12-digit number carries, "M" or "F"."""
    return "F" if int(number[3]) % 2 else "M"


def _text(raw: Any) -> str:
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).replace("\u00a0", " ").strip(" \t\r\n\"'’")


def _with_lost_zeros(digits: str, born: PartialDate | None, sex: str | None) -> str:
    """The 12 digits before a spreadsheet took the zeros off; "" when that is not certain."""
    full = digits.zfill(12)
    if digits.startswith("0") or full[:3] not in PROVINCES:
        return ""
    if len(digits) == 11:
        return full
    # Ten digits may also be a number cut short: only its agreement with the person makes it certain.
    certain = len(digits) == 10 and born is not None and sex and not disagreements(full, born, sex)
    return full if certain else ""
