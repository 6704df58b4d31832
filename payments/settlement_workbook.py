"""The settlement report as a workbook: the columns of the paper, figures as figures."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import xlsxwriter

from payments.documents.settlement import BALANCE, COLUMNS, DRAFT, FIGURES, TITLE, SettlementSnapshot

HEAD_ROW = 4


def render_settlement_workbook(snapshot: SettlementSnapshot) -> bytes:
    """One sheet, a row a provider, the sums last."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": dt.datetime.combine(snapshot.month, dt.time(12))})
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    text = book.add_format({"border": 1})
    figure = book.add_format({"border": 1, "num_format": "#,##0"})
    total = book.add_format({"border": 1, "bold": True, "num_format": "#,##0"})
    sheet = book.add_worksheet(f"{snapshot.month:%m-%Y}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, snapshot.office_name.upper(), title)
    sheet.write_string(1, 0, TITLE, title)
    sheet.write_string(2, 0, f"Tháng {snapshot.month:%m} năm {snapshot.month.year}. Đơn vị tính: đồng")
    if not snapshot.settled:
        sheet.write_string(3, 0, DRAFT)
    for index, column in enumerate(COLUMNS):
        name = f"{column.over}: {column.title.lower()}" if column.over else column.title
        sheet.set_column(index, index, 36 if column.key == "provider" else 14)
        sheet.write_string(HEAD_ROW, index, name, head)
    for number, (name, figures) in enumerate(snapshot.rows, 1):
        sheet.write_number(HEAD_ROW + number, 0, number, figure)
        sheet.write_string(HEAD_ROW + number, 1, name, text)
        for index, key in enumerate(FIGURES, 2):
            sheet.write_number(HEAD_ROW + number, index, figures[key], figure)
    last = HEAD_ROW + len(snapshot.rows) + 1
    sheet.write_string(last, 1, "Tổng cộng", total)
    for index, key in enumerate(FIGURES, 2):
        sheet.write_number(last, index, sum(figures[key] for _name, figures in snapshot.rows), total)
    sheet.write_string(last + 1, 0, BALANCE)
    book.close()
    return buffer.getvalue()
