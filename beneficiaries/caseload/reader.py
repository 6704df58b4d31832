"""Reads the workbook a commune keeps: every row becomes a person with findings or is named for what it is."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineWorkbook

from beneficiaries.caseload.cells import YEARS
from beneficiaries.caseload.columns import Columns, Problem, missing
from beneficiaries.caseload.enums import Meaning, ProblemCode
from beneficiaries.caseload.package import PackageTooLarge, vetted
from beneficiaries.caseload.people import PersonReader, SheetContext
from beneficiaries.caseload.rows import OtherRow, ReadRow, Sheet, Workbook, WorkbookNotUnderstood
from beneficiaries.caseload.sheets import Grid, Layout, Person, Span, lay_out
from beneficiaries.caseload.tcvn3 import mostly_tcvn3, proven_words
from beneficiaries.names import proper_case

M = Meaning

# Spreadsheets allow 31.
LONGEST_SHEET_NAME = 100

_MONTH = re.compile(r"\btháng\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"ngày[\W\d_]*$", re.IGNORECASE)
_COMMUNE = (
    r"((?:xã|phường|thị trấn|đặc khu)\s+(?!hội)(?:\d{1,2}|[^,;:()\-–\d]+?))"
    r"(?=\s*(?:[,;:()\-–\d]|$)|\s+(?:phòng|số|cộng|tỉnh|huyện|tháng|năm|quý|độc lập)\b)"
)
_COMMUNE_TITLE = re.compile(
    rf"^(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân|đơn vị|địa phương)?\s*:?\s*{_COMMUNE}", re.IGNORECASE
)
_COMMUNE_WITHIN = re.compile(rf"(?:ubnd|nhân dân|trên địa bàn|của|tại|:)\s*{_COMMUNE}", re.IGNORECASE)


@dataclass(frozen=True)
class _Read:
    """One sheet as read, with the problems that stop it."""

    sheet: Sheet
    rows: tuple[ReadRow, ...]
    problems: tuple[Problem, ...]


def read_workbook(source: str | Path | bytes) -> Workbook:
    """Read every sheet of an Excel or OpenDocument workbook.

    Raises WorkbookNotUnderstood, naming sheets and heads, when a column that must be there is missing or
    two could be it, when no sheet holds a list, or when the file is no workbook.
    """
    read = [_read_sheet(name, grid, merged) for name, grid, merged in _grids(source)]
    problems = tuple(problem for one in read for problem in one.problems)
    if not problems and not any(one.sheet.has_table for one in read):
        problems = (Problem(ProblemCode.NO_TABLE, ", ".join(one.sheet.name for one in read)),)
    if problems:
        raise WorkbookNotUnderstood(problems)
    return Workbook(tuple(one.sheet for one in read), tuple(row for one in read for row in one.rows))


def _grids(source: str | Path | bytes) -> Iterable[tuple[str, Grid, list[Span]]]:
    try:
        content = source if isinstance(source, bytes) else Path(source).read_bytes()
        book = CalamineWorkbook.from_filelike(BytesIO(vetted(content)))
        names = book.sheet_names
        # A row is known by its sheet and number: two sheets of one name would make two rows one.
        if len(set(names)) < len(names) or any(len(name) > LONGEST_SHEET_NAME for name in names):
            raise WorkbookNotUnderstood((Problem(ProblemCode.NOT_A_WORKBOOK),))
        sheets = [book.get_sheet_by_name(name) for name in names]
        return [
            (sheet.name, _plain(sheet.to_python(skip_empty_area=False)), list(sheet.merged_cell_ranges or []))
            for sheet in sheets
        ]
    except PackageTooLarge as error:
        raise WorkbookNotUnderstood((Problem(ProblemCode.TOO_LARGE),)) from error
    except (CalamineError, BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise WorkbookNotUnderstood((Problem(ProblemCode.NOT_A_WORKBOOK),)) from error


def _plain(grid: list[list[Any]]) -> Grid:
    """Cells in values a database keeps: text without the zero character, finite numbers."""
    return [[_plain_cell(cell) for cell in cells] for cells in grid]


def _plain_cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell.replace("\0", "")
    return str(cell) if isinstance(cell, float) and not math.isfinite(cell) else cell


def _read_sheet(name: str, grid: Grid, merged: list[Span]) -> _Read:
    layout = lay_out(grid, merged, sheet=name)
    month, commune = _month(layout.titles), _commune(layout.titles, name)
    old = any(
        mostly_tcvn3(_column(grid, table.people, table.columns.index(M.NAME))) for table in layout.tables
    )
    others = tuple(OtherRow(name, index + 1, kind, text) for index, kind, text in sorted(layout.others))
    unknown = tuple(head for table in layout.tables for head in table.columns.unknown)
    sheet = Sheet(name, month, commune, old, bool(layout.tables), unknown, others)
    problems = _problems(layout, name)
    if problems:
        return _Read(sheet, (), problems)
    rows: list[ReadRow] = []
    for table in layout.tables:
        old_columns = _old_columns(grid, table.people, table.columns)
        # Only a sheet that has old text at all needs the words that settle the undecided ones.
        texts = [cell for person in table.people for cell in grid[person.index] if isinstance(cell, str)]
        known = proven_words(texts) if old_columns else frozenset()
        reader = PersonReader(SheetContext(name, month, commune, table.columns, old_columns, known))
        rows += [reader.read(person, grid[person.index]) for person in table.people]
    return _Read(sheet, tuple(sorted(rows, key=lambda row: row.row)), ())


def _problems(layout: Layout, name: str) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for table in layout.tables:
        found += table.columns.problems
        found += missing(
            table.columns,
            has_group_headings=table.has_group_headings,
            sheet=name,
            row=table.head_row + 1,
        )
    return tuple(found)


def _old_columns(grid: Grid, people: list[Person], columns: Columns) -> frozenset[int]:
    """The columns whose undecided texts are TCVN3; a column that proves nothing goes by the names."""
    by_name = bool(mostly_tcvn3(_column(grid, people, columns.index(M.NAME))))
    decided = {head.index: mostly_tcvn3(_column(grid, people, head.index)) for head in columns.heads}
    return frozenset(index for index, old in decided.items() if old or (old is None and by_name))


def _column(grid: Grid, people: list[Person], index: int | None) -> list[str]:
    if index is None:
        return []
    cells: list[Any] = [grid[person.index][index] for person in people if index < len(grid[person.index])]
    return [cell for cell in cells if isinstance(cell, str)]


def _month(titles: list[str]) -> date | None:
    """The first month the titles name; the day of a signature names none."""
    for title in titles:
        for found in _MONTH.finditer(title):
            is_day = _BEFORE_DAY.search(title[: found.start()])
            if not is_day and 1 <= int(found[1]) <= 12 and int(found[2]) in YEARS:
                return date(int(found[2]), int(found[1]), 1)
    return None


def _commune(titles: list[str], sheet_name: str) -> str:
    """The commune the title names, else the one the sheet is named after; "" when neither does."""
    for pattern in (_COMMUNE_TITLE, _COMMUNE_WITHIN):
        for title in (*titles, sheet_name):
            if found := pattern.search(title):
                return proper_case(found[1])
    return ""
