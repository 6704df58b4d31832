"""A file as a table, in Excel or CSV, with the columns of the contract."""

from __future__ import annotations

import csv
import datetime as dt
from io import BytesIO, StringIO

import xlsxwriter

from payments.handing.columns import MONEY, cells_of
from payments.handing.snapshot import FileSnapshot

TOTAL = "Tổng cộng"
# A cell that begins so would be worked out as a formula by whoever opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_xlsx(snapshot: FileSnapshot) -> bytes:
    """The payments on one sheet: a head, a row each, the control total last."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": True})
    book.set_properties({"created": dt.datetime.combine(snapshot.made_on, dt.time(12))})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    figure = book.add_format({"num_format": "#,##0"})
    sheet = book.add_worksheet(f"{snapshot.month:%m-%Y}")
    sheet.freeze_panes(1, 0)
    for index, (_key, title) in enumerate(snapshot.columns):
        sheet.set_column(index, index, 18)
        sheet.write_string(0, index, title, head)
    for row, payment in enumerate(snapshot.payments, start=1):
        for index, cell in enumerate(cells_of(payment, snapshot.columns)):
            if isinstance(cell, int):
                sheet.write_number(row, index, cell, figure)
            else:
                sheet.write_string(row, index, cell, text)
    for index, cell in enumerate(_totals(snapshot)):
        if isinstance(cell, int):
            sheet.write_number(snapshot.count + 1, index, cell, figure)
        elif cell:
            sheet.write_string(snapshot.count + 1, index, cell, head)
    book.close()
    return buffer.getvalue()


def render_csv(snapshot: FileSnapshot) -> bytes:
    """The same as CSV: UTF-8 with a mark, semicolons, whole đồng without separators, no total row."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([title for _key, title in snapshot.columns])
    for payment in snapshot.payments:
        writer.writerow([_plain(cell) for cell in cells_of(payment, snapshot.columns)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _totals(snapshot: FileSnapshot) -> list[str | int]:
    keys = [key for key, _title in snapshot.columns]
    cells: list[str | int] = [snapshot.total if key == MONEY[0] else "" for key in keys]
    if "name" in keys:
        cells[keys.index("name")] = f"{TOTAL} ({snapshot.count})"
    return cells


def _plain(cell: str | int) -> str | int:
    return cell.lstrip("".join(_FORMULA)) if isinstance(cell, str) else cell
