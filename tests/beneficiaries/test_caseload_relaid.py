"""The caseload of one commune laid out as another commune would reads the same."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import ReadRow
from tests.beneficiaries.caseload_books import book

WORKBOOK = Path(__file__).resolve().parents[1] / "data" / "caseload-2026-09.xlsx"
LAYOUT_ONLY = {"sheet", "row", "raw", "cells", "repairs", "findings"}
HEADS = [
    *("Diễn giải", "Tài khoản ngân hàng", "Người được ủy quyền nhận thay", "Quyết định hưởng", "Từ tháng"),
    *("Số tiền/tháng", "HS", "Diện đối tượng", "Khu dân cư", "Thành phần dân tộc", "Số căn cước", "Phái"),
    *("Ngày tháng năm sinh", "Họ tên người hưởng", "Biến động"),
]


def relaid(cells: list[Any]) -> list[Any]:
    """The columns in reverse order, the two birth columns as sex and birth, no running number."""
    male = bool(cells[2])
    return [
        "",
        *(
            cells[13],
            cells[12],
            cells[11],
            cells[10],
            cells[9],
            cells[8],
            cells[7],
            cells[6],
            cells[5],
            cells[4],
        ),
        *("Nam" if male else "Nữ", cells[2] if male else cells[3], cells[1], cells[14]),
    ]


def values(row: ReadRow) -> dict[str, Any]:
    known = {name: value for name, value in asdict(row).items() if name not in LAYOUT_ONLY}
    return known | {
        "codes": sorted(str(note.code) for note in (*row.repairs, *row.findings) if note.code != "text_tcvn3")
    }


def test_caseload_in_another_layout_reads_the_same() -> None:
    original = CalamineWorkbook.from_path(str(WORKBOOK))
    sheets = {}
    for name in original.sheet_names:
        grid = original.get_sheet_by_name(name).to_python(skip_empty_area=False)
        people = [relaid(cells) for cells in grid if isinstance(cells[0], float)]
        title = [f"Ủy ban nhân dân {name}", "", "Danh sách chi trả tháng 9 năm 2026"]
        sheets[name] = [title, [], HEADS, *people, ["", "", "", "", "Tổng cộng", 1]]
    before = [values(row) for row in read_workbook(WORKBOOK).rows]
    after = read_workbook(book(sheets))
    assert [values(row) for row in after.rows] == before
    assert {sheet.month for sheet in after.sheets} == {date(2026, 9, 1)}
    assert {sheet.unknown_heads for sheet in after.sheets} == {("Diễn giải",)}
