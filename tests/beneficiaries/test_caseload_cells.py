"""Single cells: what is read, and what is refused by the name of its cell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from beneficiaries.caseload.cells import (
    Birth,
    CellRefused,
    Decision,
    as_text,
    parse_coefficient,
    parse_count,
    parse_day,
    parse_decision,
    parse_money,
    parse_start,
    read_birth,
)
from beneficiaries.caseload.remarks import Remark, read_remark

SEPTEMBER = date(2026, 9, 1)

BIRTHS = [
    (date(1938, 12, 2), "1938-12-02", None),
    (datetime(1938, 12, 2, 0, 0), "1938-12-02", None),
    ("13/03/1941", "1941-03-13", None),
    ("3/5/1938", "1938-05-03", None),
    ("24.06.1939", "1939-06-24", None),
    ("24-06-1939", "1939-06-24", None),
    ("1939-06-24", "1939-06-24", None),
    (" 13/03/1941\u00a0", "1941-03-13", None),
    (1948.0, "1948", "dob_year_only"),
    (1948, "1948", "dob_year_only"),
    ("1948", "1948", "dob_year_only"),
    ("năm 1948", "1948", "dob_year_only"),
    ("00/00/1943", "1943", "dob_year_only"),
    ("00/06/1943", "1943-06", "dob_month_year"),
    ("?/?/1943", "1943", "dob_year_only"),
    ("…/…/1943", "1943", "dob_year_only"),
    ("12/1941", "1941-12", "dob_month_year"),
    ("31/02/1950", "1950", "dob_impossible"),
    ("29/02/1950", "1950", "dob_impossible"),
    ("12/13/1950", "1950", "dob_impossible"),
    ("15/00/1950", "1950", "dob_impossible"),
    ("", None, "dob_missing"),
    (None, None, "dob_missing"),
    ("-", None, "dob_missing"),
    ("13/3/41", None, "dob_unreadable"),
    ("khoảng 1950", None, "dob_unreadable"),
    (14231.0, None, "dob_unreadable"),
    ("01/01/0194", None, "dob_unreadable"),
    (True, None, "dob_unreadable"),
]


@pytest.mark.parametrize(("shown", "born", "finding"), BIRTHS)
def test_birth_is_read_no_further_than_it_is_written(
    shown: Any, born: str | None, finding: str | None
) -> None:
    read = read_birth(shown)
    assert (read.born.iso() if read.born else None, read.finding) == (born, finding)
    assert isinstance(read, Birth)


@pytest.mark.parametrize(
    ("shown", "amount"),
    [
        (500000.0, 500_000),
        (500000, 500_000),
        ("500.000", 500_000),
        ("1.250.000", 1_250_000),
        ("1,000,000", 1_000_000),
        ("500 000", 500_000),
        ("500\u00a0000", 500_000),
        ("500000", 500_000),
        ("500.000 đ", 500_000),
        ("500.000 đồng", 500_000),
        ("750.000đ", 750_000),
        (0, 0),
        ("", None),
        (None, None),
        ("-", None),
    ],
)
def test_money_in_whole_dong_is_read(shown: Any, amount: int | None) -> None:
    assert parse_money(shown) == amount


@pytest.mark.parametrize(
    "shown",
    [
        "abc",
        "-50",
        "1.000,5",
        "1.000.00",
        "500.00",
        "5.00.000",
        "1.000,000",
        "1,000.000",
        "500,000.00",
        "500.000 + 250.000",
        "5e5",
        "½",
        "٣٠٠",
        -50.0,
        1000.5,
        float("nan"),
        float("inf"),
        True,
        date(2026, 9, 1),
    ],
)
def test_money_that_is_anything_else_is_refused_by_cell(shown: Any) -> None:
    with pytest.raises(CellRefused) as refused:
        parse_money(shown, "J15")
    assert (refused.value.cell, refused.value.expected) == ("J15", "amount")
    assert str(refused.value) == f"J15: {as_text(shown)!r} cannot be read as amount"


@pytest.mark.parametrize(
    ("shown", "coefficient"),
    [("1,0", "1.0"), ("1.5", "1.5"), (2.5, "2.5"), (1.0, "1"), (3, "3"), ("2", "2"), ("", None)],
)
def test_coefficient_is_read(shown: Any, coefficient: str | None) -> None:
    assert parse_coefficient(shown) == (None if coefficient is None else Decimal(coefficient))


@pytest.mark.parametrize("shown", ["1,0,0", "-1", "x2", "1.234", True])
def test_coefficient_that_is_none_is_refused(shown: Any) -> None:
    with pytest.raises(CellRefused):
        parse_coefficient(shown, "I9")


@pytest.mark.parametrize(
    ("shown", "month"),
    [
        ("04/2024", date(2024, 4, 1)),
        ("4-2024", date(2024, 4, 1)),
        ("2024-04", date(2024, 4, 1)),
        ("Tháng 4/2024", date(2024, 4, 1)),
        ("tháng 4 năm 2024", date(2024, 4, 1)),
        ("T4/2024", date(2024, 4, 1)),
        ("15/04/2024", date(2024, 4, 1)),
        (date(2024, 4, 15), date(2024, 4, 1)),
        ("", None),
    ],
)
def test_start_is_a_month(shown: Any, month: date | None) -> None:
    assert parse_start(shown) == month


@pytest.mark.parametrize("shown", ["2024", "13/2024", "31/02/2024", "quý 2"])
def test_start_that_is_no_month_is_refused(shown: Any) -> None:
    with pytest.raises(CellRefused):
        parse_start(shown, "K9")


@pytest.mark.parametrize(
    ("shown", "number", "on"),
    [
        ("2449/QĐ-UBND ngày 01/03/2024", "2449/QĐ-UBND", date(2024, 3, 1)),
        ("2449/QĐ-UBND, ngày 1.3.2024", "2449/QĐ-UBND", date(2024, 3, 1)),
        ("QĐ số 2449/QĐ-UBND (01/03/2024)", "2449/QĐ-UBND", date(2024, 3, 1)),
        ("Quyết định số: 12/QĐ-UBND ngày 01 tháng 3 năm 2024", "12/QĐ-UBND", date(2024, 3, 1)),
        ("2449/QĐ-UBND 01-03-2024", "2449/QĐ-UBND", date(2024, 3, 1)),
        ("2449/QĐ-UBND", "2449/QĐ-UBND", None),
        ("01/03/2024", "", date(2024, 3, 1)),
        (date(2024, 3, 1), "", date(2024, 3, 1)),
        (2449.0, "2449", None),
        ("", "", None),
    ],
)
def test_decision_is_number_and_day(shown: Any, number: str, on: date | None) -> None:
    assert parse_decision(shown) == Decision(number, on)


def test_decision_of_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CellRefused):
        parse_decision("2449/QĐ-UBND ngày 31/02/2024", "L9")


def test_day_is_whole_or_refused() -> None:
    assert parse_day("01/03/2024") == date(2024, 3, 1)
    with pytest.raises(CellRefused):
        parse_day("03/2024", "L9")


def test_count_is_small_and_whole() -> None:
    assert (parse_count(2.0), parse_count("3"), parse_count("")) == (2, 3, None)
    with pytest.raises(CellRefused):
        parse_count("hai", "M9")


@pytest.mark.parametrize(
    ("note", "remark"),
    [
        ("Đã chết ngày 05/08/2026", Remark(dead=True, died_on=date(2026, 8, 5))),
        ("đã mất 5.8.2026", Remark(dead=True, died_on=date(2026, 8, 5))),
        ("Từ trần tháng 8", Remark(dead=True)),
        ("da chet", Remark(dead=True)),
        ("mất ngày 05/08/2026", Remark(dead=True, died_on=date(2026, 8, 5))),
        ("Chết ngày 31/02/2026", Remark(dead=True)),
        ("Mất CCCD, đang làm lại", Remark()),
        ("Mất sức lao động", Remark()),
        ("Chồng chết ngày 05/08/2020", Remark()),
        ("mồ côi, mẹ mất năm 2020", Remark()),
        ("Chuyển đi nơi khác từ tháng 8", Remark(moved=True, moved_from=date(2026, 8, 1))),
        ("Chuyển đi từ tháng 11", Remark(moved=True, moved_from=date(2025, 11, 1))),
        ("Chuyển khẩu từ tháng 8/2025", Remark(moved=True, moved_from=date(2025, 8, 1))),
        ("chuyển về xã Ba Tơ từ ngày 15/07/2026", Remark(moved=True, moved_from=date(2026, 7, 1))),
        ("Cắt khẩu", Remark(moved=True)),
        ("Chuyển đến từ xã Ba Tơ tháng 8", Remark()),
        ("Chuyển khoản", Remark()),
        ("chuyển từ K1 sang K2", Remark()),
        ("", Remark()),
    ],
)
def test_remark_on_the_person_only(note: str, remark: Remark) -> None:
    assert read_remark(note, SEPTEMBER) == remark


def test_remark_without_the_month_of_the_list_dates_no_move() -> None:
    assert read_remark("Chuyển đi từ tháng 8", None) == Remark(moved=True)
