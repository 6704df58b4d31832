"""The column of notes: deaths and moves written there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from beneficiaries.names import tidy_name

_DAY = r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})"
# "mất" alone also means lost (papers, strength to work): it counts only as "đã mất" or with a date.
_DEAD = re.compile(
    r"\b(?:chết|chet|từ trần|tu tran|qua đời|qua doi|tử vong|tu vong|khai tử|khai tu|báo tử|bao tu|đã mất"
    r"|mất (?:ngày|tháng|năm|từ|hồi|\d)|mất$)",
)
# Words for somebody else of whom the note speaks: "chồng chết" is not the beneficiary's death.
_KIN = re.compile(
    r"\b(?:cha|bố|ba|má|mẹ|me|chồng|chong|vợ|vo|con|ông|bà|anh|chị|em|cháu|người nuôi|người giám hộ)\b"
)
_MOVED = re.compile(
    r"\b(?:chuyển|chuyen) (?:đi|di|khẩu|khau|hộ khẩu|nơi|noi|chỗ ở|cư trú|cu tru"
    r"|(?:sang|về|vào|ra|đến|lên) (?:xã|phường|thị trấn|huyện|tỉnh|tp|thành phố)(?! này))"
    r"|\bcắt (?:hộ )?khẩu|\bcat khau|\bđã chuyển$"
)
_MOVED_IN = re.compile(r"chuyển (?:đến|về) từ|mới chuyển (?:đến|về)|từ (?:xã|phường|tỉnh|huyện)[^,;]* chuyển")
_FROM_MONTH = re.compile(
    r"(?:từ|tu)\s+(?:tháng|thang|t)\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4})|\s+năm\s+(\d{4}))?"
)
_FROM_DAY = re.compile(r"(?:từ|tu|ngày)\s+(?:ngày\s+)?" + _DAY)


@dataclass(frozen=True)
class Remark:
    """What a note says about the person themself; the day or month only where it is written."""

    dead: bool = False
    died_on: date | None = None
    moved: bool = False
    moved_from: date | None = None


def read_remark(note: str, list_month: date | None) -> Remark:
    """Deaths and moves in a note. A month without a year is the last such month up to the list's."""
    text = tidy_name(note).lower()
    dead = _DEAD.search(text)
    if dead and _KIN.search(text[: dead.start()]):
        dead = None
    moved = bool(_MOVED.search(text)) and not _MOVED_IN.search(text)
    return Remark(
        dead=dead is not None,
        died_on=_day_after(text, dead.start()) if dead else None,
        moved=moved,
        moved_from=_month_of_move(text, list_month) if moved else None,
    )


def _day_after(text: str, start: int) -> date | None:
    found = re.compile(_DAY).search(text, start)
    return _date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def _month_of_move(text: str, list_month: date | None) -> date | None:
    if found := _FROM_DAY.search(text):
        return _date(int(found["year"]), int(found["month"]), 1)
    if not (found := _FROM_MONTH.search(text)):
        return None
    month, year = int(found[1]), found[2] or found[3]
    if year:
        return _date(int(year), month, 1)
    if list_month is None:
        return None
    return _date(list_month.year - (month > list_month.month), month, 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
