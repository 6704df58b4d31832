"""Workbooks written for tests."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import ReadRow

Rows = Sequence[Sequence[Any]]


def book(sheets: dict[str, Rows], merged: dict[str, Sequence[str]] | None = None) -> bytes:
    """A workbook of the given cells; `merged` names ranges whose first cell holds the words."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if value not in ("", None):
                        sheet.write(number, column, value)
            for area in (merged or {}).get(name, ()):
                first = sheet.table[row_of(area)].get(column_of(area))
                words = workbook.str_table.string_table if first else {}
                text = next((key for key, index in words.items() if first and index == first.string), "")
                sheet.merge_range(area, text)
    return file.getvalue()


def row_of(area: str) -> int:
    return int("".join(letter for letter in area.split(":")[0] if letter.isdigit())) - 1


def column_of(area: str) -> int:
    return ord(area[0]) - ord("A")


def read(rows: Rows, merged: Sequence[str] = (), name: str = "Xã Ba Tơ") -> tuple[ReadRow, ...]:
    return read_workbook(book({name: rows}, {name: merged})).rows
