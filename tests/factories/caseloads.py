"""Caseload workbooks as communes keep them, small enough to see through."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import xlsxwriter

from entitlements.actions import confirm_caseload, preview_caseload
from entitlements.models import CaseloadImport, CaseloadRow
from offices.actors import Actor

TODAY = dt.date(2026, 10, 6)
PAID_THROUGH = dt.date(2026, 9, 1)
COLUMNS = {
    "name": "Họ và tên",
    "born": "Ngày sinh",
    "sex": "Giới tính",
    "id_number": "Số CCCD",
    "ethnicity": "Dân tộc",
    "hamlet": "Thôn",
    "group": "Đối tượng",
    "coefficient": "Hệ số",
    "amount": "Mức trợ cấp",
    "start": "Hưởng từ tháng",
    "decision": "Số, ngày quyết định",
    "proxy": "Người nhận thay",
    "account": "Số tài khoản",
    "note": "Ghi chú",
}


def listed(**cells: Any) -> dict[str, Any]:
    """One row: a severely disabled woman of 48 with a full number, unless told otherwise."""
    return {
        "name": "Nguyễn Thị Hoa",
        "born": "12/06/1978",
        "sex": "Nữ",
        "id_number": "051178123456",
        "ethnicity": "Kinh",
        "hamlet": "Thôn Cổ Lũy",
        "group": "NKT nặng",
        "coefficient": 1.5,
        "amount": 750000,
        "start": "04/2026",
        "decision": "12/QĐ-UBND ngày 01/03/2026",
        "proxy": "",
        "account": "",
        "note": "",
    } | cells


def neighbours() -> list[dict[str, Any]]:
    """Rows nobody doubts, so that the base of a sheet shows."""
    return [
        listed(name="Lê Văn Nam", sex="Nam", id_number="051078000001", decision="1/QĐ-UBND ngày 01/03/2026"),
        listed(name="Trần Thị Lan", id_number="051178000002", decision="2/QĐ-UBND ngày 01/03/2026"),
    ]


def workbook(
    *rows: dict[str, Any], commune: str = "UBND XÃ TỊNH KHÊ", month: str = "09/2026", sheet: str = "Danh sách"
) -> bytes:
    """A workbook of one sheet."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet(sheet)
    page.write(0, 0, commune)
    page.write(2, 0, f"DANH SÁCH HƯỞNG TRỢ CẤP XÃ HỘI THÁNG {month}" if month else "DANH SÁCH")
    for column, head in enumerate(("STT", *COLUMNS.values())):
        page.write(4, column, head)
    for index, row in enumerate(rows):
        page.write(5 + index, 0, index + 1)
        for column, key in enumerate(COLUMNS, start=1):
            page.write(5 + index, column, row[key])
    book.close()
    return target.getvalue()


def preview(content: bytes, *, by: Actor, **options: Any) -> CaseloadImport:
    """The workbook read and shown."""
    return preview_caseload(
        **{"file_name": "danh-sach.xlsx", "paid_through": PAID_THROUGH, "today": TODAY} | options,
        content=content,
        by=by,
    )


def taken_over(content: bytes, *, by: Actor, **options: Any) -> CaseloadImport:
    """The workbook read and confirmed."""
    return confirm_caseload(caseload_import=preview(content, by=by, **options), by=by)


def held_row(*, by: Actor, **cells: Any) -> CaseloadRow:
    """A row of a confirmed workbook that is held back, among neighbours that are not."""
    done = taken_over(workbook(*neighbours(), listed(**cells)), by=by)
    return done.rows.get(outcome="held")
