"""A mass review as a workbook: the columns of the annex, amounts as figures, with the result as a column."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import xlsxwriter

from entitlements.documents import COLUMNS, KINDS, cells_of
from entitlements.models import MassReview, MassReviewLine
from entitlements.rules import ReviewKind
from policy.months import format_month

TITLE = "DANH SÁCH RÀ SOÁT, ĐIỀU CHỈNH MỨC TRỢ CẤP HẰNG THÁNG"
RESULT = "Kết quả rà soát"
HEAD_ROW = 4


def render_workbook(review: MassReview) -> bytes:
    """The lines of a review as a workbook of one sheet; the same lines give the same bytes."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": True})
    # Today's time would make every file of the same review differ.
    made = dt.datetime(review.known_on.year, review.known_on.month, review.known_on.day, 12)  # noqa: DTZ001
    book.set_properties({"title": f"{TITLE} {review.office.name}", "created": made})
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    text = book.add_format({"border": 1, "num_format": "@"})
    figure = book.add_format({"border": 1, "num_format": "#,##0"})
    sheet = book.add_worksheet("Rà soát")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 3)
    columns = [
        (
            column.key,
            f"{column.over}: {column.title.lower()}" if column.over else column.title,
            column.width_mm,
        )
        for column in COLUMNS
    ] + [("result", RESULT, 34.0)]
    for index, (_key, _title, width) in enumerate(columns):
        sheet.set_column(index, index, width * 0.6)
    sheet.write_string(0, 0, review.office.name.upper(), bold)
    sheet.write_string(1, 0, TITLE, bold)
    sheet.write_string(2, 0, f"Mức mới tính từ tháng {format_month(review.change_month)}. Đơn vị tính: đồng")
    sheet.write_string(
        3, 0, f"Quyết định số {review.decision_number}" if review.decision_number else "Bản dự thảo"
    )
    for index, (_key, title, _width) in enumerate(columns):
        sheet.write_string(HEAD_ROW, index, title, head)
    last = HEAD_ROW
    for line in MassReviewLine.objects.filter(review=review).order_by("position").iterator():
        last += 1
        cells: dict[str, Any] = cells_of(line) | {"result": KINDS[ReviewKind(line.kind)]}
        for index, (key, _title, _width) in enumerate(columns):
            value = cells[key]
            if isinstance(value, int):
                sheet.write_number(last, index, value, figure)
            else:
                sheet.write_string(last, index, value, text)
    sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    book.close()
    return buffer.getvalue()
