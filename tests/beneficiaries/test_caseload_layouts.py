"""Workbooks of other communes: other orders, words, heads and noise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from beneficiaries.caseload.enums import RowKind
from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import ReadRow
from tests.beneficiaries.caseload_books import book, read


def codes(row: ReadRow) -> list[str]:
    return [str(note.code) for note in (*row.repairs, *row.findings)]


def test_other_order_and_words_with_a_head_of_one_row() -> None:
    [row] = read(
        [
            ["PHÒNG VĂN HÓA - XÃ HỘI"],
            ["Bảng theo dõi đối tượng bảo trợ xã hội tháng 10 năm 2026 của xã Ba Tơ"],
            [],
            [
                *(
                    "Mức hưởng/tháng",
                    "Nhóm",
                    "Số định danh",
                    "Giới tính",
                    "Họ, tên đối tượng",
                    "Năm sinh",
                    "Làng",
                ),
                *(
                    "Dân tộc",
                    "Số QĐ",
                    "Ngày QĐ",
                    "Thời điểm hưởng",
                    "STK",
                    "Ngân hàng",
                    "Người giám hộ",
                    "Màu",
                ),
            ],
            [
                *(
                    1_350_000,
                    "K6 đặc biệt nặng",
                    "051216371319",
                    "Nữ",
                    "Phạm Thị Rin",
                    "26/04/2016",
                    "Làng Teng",
                ),
                *(
                    "Hre",
                    "12/QĐ-UBND",
                    date(2026, 9, 15),
                    "9/2026",
                    9611937241480.0,
                    "Agribank",
                    "Hồ Văn Xa",
                    "đỏ",
                ),
            ],
        ]
    )
    assert (row.sheet, row.row, row.commune_words, row.list_month) == (
        "Xã Ba Tơ",
        5,
        "Xã Ba Tơ",
        date(2026, 10, 1),
    )
    assert (row.name, row.sex, row.born and row.born.iso()) == ("Phạm Thị Rin", "F", "2016-04-26")
    assert (row.id_number, row.ethnicity_code, row.hamlet) == ("051216371319", "19", "Làng Teng")
    assert (row.group_key, row.units, row.coefficient) == ("disability_extreme", None, None)
    assert (row.amount, row.start_month) == (1_350_000, date(2026, 9, 1))
    assert (row.decision_number, row.decision_on) == ("12/QĐ-UBND", date(2026, 9, 15))
    assert (row.proxy_name, row.account_number, row.bank) == ("Hồ Văn Xa", "9611937241480", "Agribank")
    assert row.raw["Màu"] == "đỏ"
    assert [(note.code, note.cell) for note in row.findings] == [("id_sex_disagrees", "C5")]


def test_unknown_heads_are_kept_by_name() -> None:
    workbook = read_workbook(
        book({"A": [["Họ tên", "Ngày sinh", "CCCD", "Đối tượng", "Màu"], ["Lê An", "1950", "x", "K8", ""]]})
    )
    assert workbook.sheets[0].unknown_heads == ("Màu",)


def test_head_of_two_rows_with_merged_and_unmerged_parents() -> None:
    heads = [
        [
            "TT",
            "Họ và tên",
            "Năm sinh",
            "",
            "CCCD",
            "",
            "Đối tượng",
            "Trợ cấp",
            "",
            "Quyết định",
            "",
            "Số con",
        ],
        ["", "", "Nam", "Nữ", "Số", "Ngày cấp", "", "Hệ số", "Số tiền", "Số", "Ngày", ""],
        ["A", "B", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
    ]
    people = [
        [1, "Lê Văn An", "1980", "", "051080000001", "01/01/2022", "K4", 2, "1.080.000", "5", "1/9/2026", 2],
        [2, "Lê Thị Ánh", "", "1985", "051185000002", "01/01/2022", "K4", 1, "540.000", "6", "1/9/2026", ""],
    ]
    for merged in ((), ("C1:D1", "E1:F1", "H1:I1", "J1:K1", "A1:A2", "B1:B2")):
        first, second = read([*heads, *people], merged)
        assert [(row.sex, row.born and row.born.iso()) for row in (first, second)] == [
            ("M", "1980"),
            ("F", "1985"),
        ]
        assert (first.id_number, first.coefficient, first.amount) == ("051080000001", Decimal(2), 1_080_000)
        assert (first.decision_number, first.decision_on) == ("5", date(2026, 9, 1))
        assert [row.units for row in (first, second)] == [2, 1]


def test_names_under_a_parent_row_and_split_in_two_columns() -> None:
    rows = [
        ["STT", "Thông tin đối tượng", "", "", "", "Chế độ", ""],
        ["", "Họ và chữ đệm", "Tên", "Ngày sinh", "Số CCCD", "Đối tượng", "Số tiền"],
        [1, "Nguyễn Thị", "Hoa", "01/02/1950", "051150000001", "HT75", 540000],
    ]
    [row] = read(rows, ("B1:E1", "F1:G1"))
    assert (row.name, row.row, row.amount) == ("Nguyễn Thị Hoa", 3, 540_000)


def test_birth_in_three_columns_and_sex_by_ticks() -> None:
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "", "", "Giới tính", "", "CCCD", "Đối tượng"],
        ["", "", "Ngày", "Tháng", "Năm", "Nam", "Nữ", "", ""],
        [1, "Lê Văn An", 5, 3, 1950, "x", "", "051050000001", "HT75"],
        [2, "Lê Thị Ánh", "", "", 1949, "", "x", "051149000001", "HT75"],
        [3, "Lê Ân", "", 4, 1948, "", "", "051148000001", "HT75"],
    ]
    people = read(rows, ("C1:E1", "F1:G1"))
    assert [(row.sex, row.born and row.born.iso()) for row in people] == [
        ("M", "1950-03-05"),
        ("F", "1949"),
        (None, "1948-04"),
    ]
    assert [codes(row) for row in people] == [[], ["dob_year_only"], ["sex_unclear", "dob_month_year"]]


def test_sex_nowhere_is_not_a_finding_and_both_birth_columns_filled_is() -> None:
    plain = [["Họ tên", "Ngày sinh", "CCCD", "Đối tượng"], ["Lê An", "05/03/1950", "051050000001", "HT75"]]
    assert [(row.sex, codes(row)) for row in read(plain)] == [(None, [])]
    both = [
        ["Họ tên", "Nam", "Nữ", "CCCD", "Đối tượng"],
        ["Lê An", "1950", "1951", "051050000001", "HT75"],
    ]
    assert [(row.sex, row.born, codes(row)) for row in read(both)] == [
        (None, None, ["sex_unclear", "dob_unreadable"])
    ]


def test_amounts_with_english_separators_and_refused_ones_are_told_apart() -> None:
    heads = ["No", "Full name", "Date of birth", "ID number", "Group", "Coefficient", "Amount"]
    typed = ["1,080,000", "1.080.000", "abc", "-50", "1.000,5", 540000.5]
    people = [
        [n, "Lê An", "05/03/1950", "051050000001", "HT75", "2.0", amount] for n, amount in enumerate(typed, 1)
    ]
    read_rows = read([heads, *people])
    assert [row.amount for row in read_rows] == [1_080_000, 1_080_000, None, None, None, None]
    refused = [
        [(note.code, note.cell, note.shown) for note in row.findings if note.code == "amount_unreadable"]
        for row in read_rows
    ]
    assert refused == [
        [],
        [],
        [("amount_unreadable", "G4", "abc")],
        [("amount_unreadable", "G5", "-50")],
        [("amount_unreadable", "G6", "1.000,5")],
        [("amount_unreadable", "G7", "540000.5")],
    ]


def test_cells_that_cannot_be_read_are_findings_and_the_row_is_kept() -> None:
    heads = [
        "STT",
        "Họ tên",
        "Ngày sinh",
        "CCCD",
        "Dân tộc",
        "Đối tượng",
        "Hệ số",
        "Hưởng từ",
        "QĐ",
        "STK",
        "Số con",
    ]
    row_typed = [
        1,
        "",
        "hôm qua",
        "12",
        "Sao Hỏa",
        "K9",
        "nhiều",
        "2024",
        "5/QĐ ngày 31/02/2024",
        1.5e16,
        "hai",
    ]
    [row] = read([heads, row_typed], name="Sheet1")
    assert codes(row) == [
        "name_missing",
        "dob_unreadable",
        "id_bad_length",
        "unknown_group",
        "coefficient_unreadable",
        "decision_unreadable",
        "unknown_commune",
        "unknown_ethnicity",
        "start_unreadable",
        "account_digits_lost",
    ]


def test_two_tables_of_one_sheet_each_with_its_own_columns() -> None:
    rows = [
        ["UBND PHƯỜNG ĐỨC PHỔ", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH 1"],
        ["STT", "Họ và tên", "Ngày sinh", "CCCD", "Đối tượng", "Số tiền"],
        [1, "Lê Văn An", "05/03/1950", "051050000001", "HT75", 540000],
        ["", "Tổng cộng", "", "", "", 540000],
        ["", "Bằng chữ: Năm trăm bốn mươi nghìn đồng"],
        [],
        ["DANH SÁCH 2"],
        ["STT", "Đối tượng", "Họ và tên", "CCCD", "Năm sinh", "Mức trợ cấp"],
        [1, "K8", "Lê Văn Ba", "051080000001", "1980", 810000],
        ["Cộng", "", "", "", "", 810000],
        ["", "Ngày 5 tháng 10 năm 2026"],
        ["NGƯỜI LẬP", "", "", "CHỦ TỊCH"],
        ["Phạm Thị Lan", "", "", "Trần Văn Bốn"],
    ]
    workbook = read_workbook(book({"Sheet1": rows}))
    assert [(row.row, row.name, row.amount, row.group_key) for row in workbook.rows] == [
        (4, "Lê Văn An", 540_000, "pension_75"),
        (10, "Lê Văn Ba", 810_000, "adult_hiv"),
    ]
    [sheet] = workbook.sheets
    assert sheet.commune_words == "Phường Đức Phổ"
    assert [(other.row, other.kind) for other in sheet.others] == [
        (1, RowKind.TITLE),
        (2, RowKind.TITLE),
        (3, RowKind.HEAD),
        (5, RowKind.TOTAL),
        (6, RowKind.SIGNATURE),
        (7, RowKind.BLANK),
        (8, RowKind.SIGNATURE),
        (9, RowKind.HEAD),
        (11, RowKind.SUBTOTAL),
        (12, RowKind.SIGNATURE),
        (13, RowKind.SIGNATURE),
        (14, RowKind.SIGNATURE),
    ]


def test_headings_give_group_and_hamlet_where_no_column_does() -> None:
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "CCCD", "Số tiền"],
        ["I. NGƯỜI KHUYẾT TẬT NẶNG"],
        ["Thôn Làng Teng"],
        [1, "Phạm Văn Rin", "05/03/1990", "051090000001", 810000],
        ["Thôn Gò Khôn"],
        [2, "Phạm Văn Xa", "05/03/1991", "051091000001", 810000],
        ["II", "K8"],
        [3, "Phạm Văn Lít", "05/03/1992", "051092000001", 810000],
        ["III", "ĐỐI TƯỢNG KHÁC"],
        [4, "Phạm Văn Bé", "05/03/1993", "051093000001", 810000],
    ]
    people = read(rows)
    assert [(row.group_key, row.hamlet) for row in people] == [
        ("disability_severe", "Thôn Làng Teng"),
        ("disability_severe", "Thôn Gò Khôn"),
        ("adult_hiv", "Thôn Gò Khôn"),
        (None, "Thôn Gò Khôn"),
    ]
    assert [codes(row) for row in people] == [[], [], [], ["unknown_group"]]


def test_heads_repeated_on_every_page_and_carried_sums_are_no_people() -> None:
    head = ["STT", "Họ và tên", "Ngày sinh", "CCCD", "Đối tượng", "Số tiền"]
    rows = [
        head,
        [1, "Lê Văn An", "05/03/1950", "051050000001", "HT75", 540000],
        ["", "Cộng trang 1", "", "", "", 540000],
        head,
        ["", "Mang sang", "", "", "", 540000],
        [2, "Tống Thị Cộng", "05/03/1949", "051149000001", "HT75", 540000],
        ["", "Tổng số: 2 người", "", "", "", 1080000],
    ]
    workbook = read_workbook(book({"Xã A": rows}))
    assert [row.name for row in workbook.rows] == ["Lê Văn An", "Tống Thị Cộng"]
    assert [other.kind for other in workbook.sheets[0].others] == [
        RowKind.HEAD,
        RowKind.SUBTOTAL,
        RowKind.HEAD,
        RowKind.SUBTOTAL,
        RowKind.TOTAL,
    ]


def test_rows_nobody_can_place_are_shown_and_not_lost() -> None:
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "CCCD", "Đối tượng"],
        [1, "Lê Văn An", "05/03/1950", "051050000001", "HT75"],
        ["", "Lê Văn Mười"],
        ["", "Lê Văn Chín", "", "", "HT75"],
    ]
    workbook = read_workbook(book({"Xã A": rows}))
    assert [(row.row, codes(row)) for row in workbook.rows] == [(2, []), (4, ["dob_missing", "id_missing"])]
    assert [(row.row, row.text) for row in workbook.sheets[0].unrecognised] == [(3, "Lê Văn Mười")]


def test_sheets_without_a_list_are_passed_over_and_named() -> None:
    good = [["Họ tên", "Ngày sinh", "CCCD", "Đối tượng"], ["Lê An", "05/03/1950", "051050000001", "HT75"]]
    summary = [["TỔNG HỢP"], ["STT", "Đối tượng", "Hệ số", "Số tiền"], [1, "K8", 1.5, 810000]]
    workbook = read_workbook(book({"Tổng hợp": summary, "Xã A": good, "Trống": []}))
    assert [(sheet.name, sheet.has_table) for sheet in workbook.sheets] == [
        ("Tổng hợp", False),
        ("Xã A", True),
        ("Trống", False),
    ]
    assert [row.commune_words for row in workbook.rows] == ["Xã A"]


def test_communes_by_column() -> None:
    rows = [
        ["Họ tên", "Ngày sinh", "CCCD", "Đối tượng", "Xã/Phường"],
        ["Lê An", "05/03/1950", "051050000001", "HT75", "Xã Ba Tơ"],
    ]
    assert [row.commune_words for row in read(rows, name="Sheet1")] == ["Xã Ba Tơ"]


def test_list_typed_in_an_old_font_throughout() -> None:
    rows = [
        ["UBND X· Ba T¬", "", "Th¸ng 9 n¨m 2026"],
        ["STT", "Hä vµ tªn", "N¨m sinh", "Sè CCCD", "§èi t\u00adîng", "Th«n", "Ghi chó", "N÷"],
        [1, "Vâ ThÞ ót", "1950", "051150000001", "NKT nÆng", "Gß Kh«n", "§· chÕt ngµy 05/08/2026", "x"],
        [2, "PH¹M V¡N Tó", "1949", "051049000001", "NKT nÆng", "Tó S¬n", "", ""],
        ["", "Céng"],
    ]
    people = read(rows, name="Sheet1")
    assert [(row.name, row.sex, row.hamlet, row.group_key) for row in people] == [
        ("Võ Thị Út", "F", "Gò Khôn", "disability_severe"),
        ("PHẠM VĂN TÚ", "M", "Tú Sơn", "disability_severe"),
    ]
    assert (people[0].commune_words, people[0].list_month, people[0].death_on) == (
        "Xã Ba Tơ",
        date(2026, 9, 1),
        date(2026, 8, 5),
    )


@pytest.mark.parametrize(
    ("titles", "commune", "month"),
    [
        (["ỦY BAN NHÂN DÂN", "XÃ BA TƠ", "THÁNG 9-2026"], "Xã Ba Tơ", date(2026, 9, 1)),
        (["UỶ BAN NHÂN DÂN PHƯỜNG ĐỨC PHỔ"], "Phường Đức Phổ", None),
        (["UBND XÃ SƠN HÀ\nPHÒNG VĂN HÓA - XÃ HỘI"], "Xã Sơn Hà", None),
        (["PHÒNG VĂN HÓA - XÃ HỘI", "Đơn vị: xã Sơn Hà, tỉnh Quảng Ngãi"], "xã Sơn Hà", None),
        (["UBND TỈNH QUẢNG NGÃI", "Danh sách đặc khu: Đặc khu Lý Sơn"], "Đặc khu Lý Sơn", None),
        (["Ngày 25 tháng 8 năm 2026", "Danh sách tháng 9 năm 2026"], "", date(2026, 9, 1)),
        (["Trợ cấp xã hội tháng 13/2026"], "", None),
    ],
)
def test_titles(titles: list[str], commune: str, month: date | None) -> None:
    rows = [
        *([title] for title in titles),
        ["Họ tên", "Ngày sinh", "CCCD", "Đối tượng"],
        ["Lê An", "05/03/1950", "051050000001", "HT75"],
    ]
    [row] = read(rows, name="Sheet1")
    assert (row.commune_words, row.list_month) == (commune, month)
