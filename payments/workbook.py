"""The payment list as a workbook: the columns of the paper, amounts as figures, ID numbers as text."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import xlsxwriter
from django.conf import settings

from payments.documents.lists import COLUMNS, DRAFT, NO_HAMLET, TITLE, ListSnapshot, cells_of
from ui.pdf.words import amount_in_words

# On paper the hamlet is a heading; in a table it is a column, so that rows can be sorted and filtered.
HAMLET = "Thôn, tổ dân phố"
HEAD_ROW = 5


def render_workbook(snapshot: ListSnapshot) -> bytes:
    """One list as a workbook of one sheet, with the totals of the stored list in its last row."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": True})
    # Today's time would make every file of the same list differ.
    book.set_properties({"title": f"{TITLE} {snapshot.month:%m/%Y}", "created": _noon(snapshot)})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"}),
        "text": book.add_format({"border": 1, "num_format": "@"}),
        "figure": book.add_format({"border": 1, "num_format": "#,##0"}),
        "sum": book.add_format({"border": 1, "bold": True, "num_format": "#,##0"}),
    }
    sheet = book.add_worksheet(f"{snapshot.month:%m-%Y}")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 4)
    for index, (_key, _title, width, _kind) in enumerate(_columns()):
        sheet.set_column(index, index, width)
    _write_head(sheet, snapshot, styles)
    row = HEAD_ROW + 1
    for line in snapshot.lines:
        cells: dict[str, Any] = cells_of(line) | {"hamlet": line.hamlet or NO_HAMLET}
        _write_row(sheet, row, cells, styles["text"], styles["figure"])
        row += 1
    totals: dict[str, Any] = {
        "name": f"Tổng cộng ({snapshot.persons} người)",
        "regular": snapshot.regular,
        "arrears": snapshot.arrears,
        "recovery": snapshot.recovery,
        "total": snapshot.total,
    }
    _write_row(sheet, row, totals, styles["sum"], styles["sum"])
    words = amount_in_words(snapshot.total, four=settings.WORD_FOR_FOUR)
    sheet.write_string(row + 1, 0, f"Tổng số tiền bằng chữ: {words}")
    sheet.autofilter(HEAD_ROW, 0, row - 1, len(_columns()) - 1)
    book.close()
    return buffer.getvalue()


def _columns() -> list[tuple[str, str, float, str]]:
    """(key, title, width, kind) of each column."""
    columns: list[tuple[str, str, float, str]] = []
    for column in COLUMNS:
        title = f"{column.over}: {column.title.lower()}" if column.over else column.title
        columns.append((column.key, title, column.width_mm * 0.6, column.kind))
        if column.key == "id_number":
            columns.append(("hamlet", HAMLET, 22, "text"))
    return columns


def _write_head(sheet: Any, snapshot: ListSnapshot, styles: dict[str, Any]) -> None:
    sheet.write_string(0, 0, snapshot.office_name.upper(), styles["title"])
    sheet.write_string(1, 0, TITLE, styles["title"])
    sheet.write_string(2, 0, f"Tháng {snapshot.month:%m} năm {snapshot.month.year}. Đơn vị tính: đồng")
    sheet.write_string(3, 0, f"Mã niêm phong: {snapshot.seal}" if snapshot.seal else DRAFT)
    for index, (_key, title, _width, _kind) in enumerate(_columns()):
        sheet.write_string(HEAD_ROW, index, title, styles["head"])


def _write_row(sheet: Any, row: int, cells: dict[str, Any], text: Any, figure: Any) -> None:
    for index, (key, _title, _width, kind) in enumerate(_columns()):
        value = cells.get(key)
        if kind == "text" or value is None or isinstance(value, str):
            sheet.write_string(row, index, value or "", text)
        else:
            sheet.write_number(row, index, value, figure)


def _noon(snapshot: ListSnapshot) -> dt.datetime:
    return dt.datetime(snapshot.month.year, snapshot.month.month, 1, 12)  # noqa: DTZ001  (xlsx has no zones)
