"""Printed lists: read back from the PDF, every figure compared with the rows."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ui.pdf.list import render_list, render_lists
from ui.pdf.list_layout import geometry, paginate
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, Signature, issuer_of
from ui.pdf.qr import Seal

COLUMNS = (
    Column("position", "TT", 10, "center"),
    Column("name", "Họ và tên", 60),
    Column("regular", "Mức hằng tháng", 30, kind="money"),
    Column("arrears", "Truy lĩnh", 30, kind="money"),
    Column("total", "Tổng được nhận", 30, kind="money"),
    Column("sign", "Ký nhận", 40),
)


def row(number: int, regular: int = 540_000, arrears: int = 0) -> dict[str, Any]:
    return {
        "position": str(number),
        "name": f"Người thứ {number}",
        "regular": regular,
        "arrears": arrears,
        "total": regular + arrears,
    }


def paper(*sizes: int, **changes: Any) -> ListPaper:
    groups, number = [], 0
    for index, size in enumerate(sizes):
        rows = [row(number + offset + 1) for offset in range(size)]
        number += size
        groups.append(Group(f"Thôn {'ABCDEFGH'[index]}", rows))
    values: dict[str, Any] = {
        "header": NationalHeader(
            issuer=issuer_of("UBND xã Sơn Hà"),
            place="Sơn Hà",
            date=dt.date(2026, 10, 8),
            number="Số: 05/DS-UBND",
        ),
        "title": "DANH SÁCH CHI TRẢ",
        "subtitle": "Tháng 10 năm 2026",
        "columns": COLUMNS,
        "groups": tuple(groups),
        "signatures": (Signature(("NGƯỜI LẬP",), name="Phạm Thị Lan"), Signature(("CHỦ TỊCH",))),
    }
    return ListPaper(**{**values, **changes})


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def figures_after(label: str, text: str) -> list[list[str]]:
    """People and the three sums that follow each occurrence of a label."""
    found = re.findall(rf"{re.escape(label)} \(([\d.]+) người\)((?:\s+[\d.]+){{3}})", text)
    return [[people, *figures.split()] for people, figures in found]


def test_list_of_one_page_says_totals_in_figures_and_words() -> None:
    (text,) = pages_of(render_list(paper(2, 1)))
    assert figures_after("Cộng thôn A", text) == [["2", "1.080.000", "0", "1.080.000"]]
    assert figures_after("Cộng thôn B", text) == [["1", "540.000", "0", "540.000"]]
    assert figures_after("TỔNG CỘNG", text) == [["3", "1.620.000", "0", "1.620.000"]]
    assert "Tổng số tiền bằng chữ: Một triệu sáu trăm hai mươi nghìn đồng." in text
    assert "Trang 1/1" in text
    assert "Cộng trang" not in text


def test_every_page_repeats_heads_and_carries_sums_forward() -> None:
    texts = pages_of(render_list(paper(40, 40)))
    assert [text.count("Họ và tên") for text in texts] == [1] * len(texts)
    assert [f"Trang {number}/{len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(
        texts
    )
    running = 0
    for number, text in enumerate(texts):
        rows = len(re.findall(r"Người thứ", text))
        carried = figures_after("Trang trước chuyển sang", text)
        assert carried == ([[str(running), *sums(running)]] if number else [])
        running += rows
        if number < len(texts) - 1:
            assert figures_after("Cộng trang", text) == [[str(rows), *sums(rows)]]
    assert figures_after("TỔNG CỘNG", texts[-1]) == [["80", *sums(80)]]


def sums(people: int) -> list[str]:
    amount = f"{540_000 * people:,}".replace(",", ".")
    return [amount, "0", amount]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_pages_hold_every_row_once_and_in_order(sizes: list[int]) -> None:
    whole = paper(*sizes)
    shape = geometry(whole)
    pages = paginate(whole, shape, first_top=150, closing=180)
    names = [strip.cells[1].lines[0] for page in pages for strip in page.strips if strip.kind == "row"]
    assert names == [f"Người thứ {number + 1}" for number in range(sum(sizes))]
    room = 595.27 - 2 * 15 * 72 / 25.4 - shape.height
    heights = [sum(strip.height for strip in page.strips) for page in pages]
    heights[0] += 150
    heights[-1] += 180
    assert [height for height in heights if height > room + 0.5] == []
    assert [page.strips[-1].kind for page in pages if page.strips and page.strips[-1].kind == "group"] == []


def test_closing_part_has_rows_above_it() -> None:
    for size in range(10, 40):
        last = pages_of(render_list(paper(size)))[-1]
        assert ("NGƯỜI LẬP" in last, "Người thứ" in last) == (True, True)


def test_row_figures_are_printed_to_the_dong() -> None:
    rows = [row(1, 540_000, 1_234_567), row(2, 98_765_432_100, 1)]
    (text,) = pages_of(render_list(paper(groups=(Group("", rows),))))
    assert [
        figure
        for figure in ("1.234.567", "1.774.567", "98.765.432.100", "98.765.432.101")
        if figure not in text
    ] == []
    assert figures_after("TỔNG CỘNG", text) == [["2", "98.765.972.100", "1.234.568", "98.767.206.668"]]


def test_list_without_rows_says_so() -> None:
    (text,) = pages_of(render_list(paper(groups=())))
    assert ("Không có người nào trong danh sách." in text, "TỔNG CỘNG" in text) == (True, False)


def test_draft_mark_and_seal_are_printed() -> None:
    seal = Seal("AS1:21211:2026-10", ("Mã niêm phong: 3f9a 0c12",))
    (text,) = pages_of(render_list(paper(2, mark="BẢN DỰ THẢO", seal=seal)))
    assert ("BẢN DỰ THẢO" in text, "Mã niêm phong: 3f9a 0c12" in text) == (True, True)


def test_same_list_gives_the_same_bytes() -> None:
    assert render_list(paper(30, 5)) == render_list(paper(30, 5))


def test_lists_in_one_file_number_their_own_pages() -> None:
    texts = pages_of(render_lists([paper(2), paper(3)]))
    assert [re.findall(r"Trang \d+/\d+", text) for text in texts] == [["Trang 1/1"], ["Trang 1/1"]]


def test_words_may_be_left_out() -> None:
    (text,) = pages_of(render_list(paper(2, words_key="")))
    assert "bằng chữ" not in text


@pytest.mark.parametrize(("four", "word"), [("bốn", "bốn"), ("tư", "tư")])
def test_words_follow_the_province(four: str, word: str) -> None:
    rows = [row(1, 24_000)]
    (text,) = pages_of(render_list(paper(groups=(Group("", rows),), four=four)))
    assert f"Hai mươi {word} nghìn đồng" in text
