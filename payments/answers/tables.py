"""Answers as tables: the columns of the contract, found by their heads, every cell read strictly."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from beneficiaries.caseload.cells import CellRefused, as_text, parse_day, parse_money
from beneficiaries.caseload.package import PackageTooLarge, vetted
from beneficiaries.names import tidy_name
from offices.names import fold
from payments.answers.refusals import AnswerNotUnderstood
from payments.rules.results import Reported

Grid = Sequence[Sequence[Any]]
# What stands above the head of a table.
HEAD_WITHIN = 30
# Only these words say how it went; another word is refused, not guessed.
OUTCOMES = {
    **dict.fromkeys(("da chi", "da tra", "da nhan", "thanh cong", "paid", "chi mot phan"), "paid"),
    **dict.fromkeys(("that bai", "khong thanh cong", "loi", "tu choi", "hoan tra", "failed"), "failed"),
    **dict.fromkeys(("chua nhan", "khong nhan", "chua chi", "vang mat", "uncollected"), "uncollected"),
    "": "",
}


def read_workbook(content: bytes, columns: Sequence[tuple[str, str]]) -> list[Reported]:
    """Rows of every sheet that has the head. Raises AnswerNotUnderstood."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(vetted(content)))
        grids = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
        ]
    except PackageTooLarge as error:
        raise AnswerNotUnderstood([_("The workbook is too large.")]) from error
    except (CalamineError, BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise AnswerNotUnderstood([_("The file is no workbook, or it is encrypted.")]) from error
    return _read(grids, columns)


def read_csv(content: bytes, columns: Sequence[tuple[str, str]]) -> list[Reported]:
    """Rows of a CSV file in UTF-8, separated by semicolons, commas or tabs. Raises AnswerNotUnderstood."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswerNotUnderstood(
            [_("The file is neither a workbook nor a report nor text in UTF-8.")]
        ) from error
    title = dict(columns)["reference"]
    head = next((line for line in text.splitlines() if title in line), "")
    delimiter = max(";,\t", key=head.count)
    return _read([("", list(csv.reader(StringIO(text), delimiter=delimiter)))], columns)


def _read(grids: Sequence[tuple[str, Grid]], columns: Sequence[tuple[str, str]]) -> list[Reported]:
    rows: list[Reported] = []
    problems: list[str] = []
    understood = False
    for name, grid in grids:
        head = _head(grid, columns)
        if head is None:
            continue
        understood = True
        number, places = head
        for index, cells in enumerate(grid[number + 1 :], start=number + 1):
            _read_row(name, index, cells, places, rows, problems)
    if not understood:
        titles = ", ".join(title for key, title in columns if key in ("reference", "paid_amount"))
        raise AnswerNotUnderstood([_("No sheet has the columns %(titles)s.") % {"titles": titles}])
    if problems:
        raise AnswerNotUnderstood(problems)
    return rows


def _head(grid: Grid, columns: Sequence[tuple[str, str]]) -> tuple[int, dict[str, int]] | None:
    """The row with the heads, and where each column stands."""
    wanted = {fold(title): key for key, title in columns}
    for number, cells in enumerate(grid[:HEAD_WITHIN]):
        places: dict[str, int] = {}
        for index, cell in enumerate(cells):
            if (key := wanted.get(fold(as_text(cell)))) and key not in places:
                places[key] = index
        if {"reference", "paid_amount"} <= places.keys():
            return number, places
    return None


def _read_row(
    sheet: str,
    index: int,
    cells: Sequence[Any],
    places: dict[str, int],
    rows: list[Reported],
    problems: list[str],
) -> None:
    def cell(key: str) -> Any:
        place = places.get(key)
        return cells[place] if place is not None and place < len(cells) else None

    def name(key: str) -> str:
        address = f"{_letters(places.get(key, 0))}{index + 1}"
        return f"{sheet}!{address}" if sheet else address

    reference = tidy_name(as_text(cell("reference")))
    said_cell, reason = tidy_name(as_text(cell("outcome"))), tidy_name(as_text(cell("reason")))
    amount: int | None = None
    paid_on: date | None = None
    refused = False
    for key in ("paid_amount", "paid_on"):
        try:
            if key == "paid_amount":
                amount = parse_money(cell(key), name(key))
            else:
                paid_on = parse_day(cell(key), name(key))
        except CellRefused as refusal:
            problems.append(_sentence(refusal))
            refused = True
    said = OUTCOMES.get(fold(said_cell))
    if said is None:
        problems.append(
            _("%(cell)s: “%(shown)s” is no outcome. Write %(words)s.")
            % {"cell": name("outcome"), "shown": said_cell, "words": "Đã chi, Thất bại, Chưa nhận"}
        )
        refused = True
    says_nothing = amount is None and not said and not reason
    is_total = not reference and "tong" in fold(as_text(cell("name")))
    if not refused and not says_nothing and not is_total:
        rows.append(Reported(name("reference"), reference, amount, said or "", paid_on, reason[:300]))


def _sentence(refusal: CellRefused) -> str:
    words = {"cell": refusal.cell, "shown": refusal.shown}
    if refusal.expected == "day":
        return _("%(cell)s: “%(shown)s” is no day. Write it as 15/10/2026.") % words
    return _("%(cell)s: “%(shown)s” is no amount of whole đồng. Write it as 1.000.000 or 1000000.") % words


def _letters(index: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
