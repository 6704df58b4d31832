"""Names as written, searched, shown and sorted."""

from __future__ import annotations

import unicodedata

import pytest

from beneficiaries.ethnicity import ETHNIC_GROUPS, ethnicity_code, ethnicity_name
from beneficiaries.names import fold, nfc, proper_case, sort_key, tidy_name

FOLDED = [
    ("Nguyễn Thị Hoà", "nguyen thi hoa"),
    ("NGUYỄN THỊ HÒA", "nguyen thi hoa"),
    ("Đỗ Đức Đạt", "do duc dat"),
    ("Ðinh Văn Lít", "dinh van lit"),  # capital eth typed for Đ
    ("  Lê   Thị\u00a0Út ", "le thi ut"),
    ("H'Rê", "hre"),
    ("Hʼrê", "hre"),
    ("Gié-Triêng", "gie trieng"),
    ("Ưởng Ỡ Ặ ễ ỵ", "uong o a e y"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "searched"), FOLDED, ids=[row[0] for row in FOLDED])
def test_fold_forgives_accents_case_and_spacing(written: str, searched: str) -> None:
    assert fold(written) == searched


def test_fold_is_the_same_for_decomposed_letters() -> None:
    assert fold(unicodedata.normalize("NFD", "Nguyễn Thị Thuỷ Đặng")) == "nguyen thi thuy dang"


def test_tidy_name_composes_and_spaces() -> None:
    untidy = "  " + unicodedata.normalize("NFD", "Lê  Bích\u200b Lựu") + "\u00a0"
    assert tidy_name(untidy) == "Lê Bích Lựu"
    assert nfc(unicodedata.normalize("NFD", "Lựu")) == "Lựu"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("NGUYỄN NGỌC DŨNG", "Nguyễn Ngọc Dũng"),
        ("ĐỖ THANH THUÝ", "Đỗ Thanh Thuý"),
        ("nguyễn văn ất", "Nguyễn Văn Ất"),
        ("Y' BRƠI", "Y' Brơi"),
        ("H'NHI NIÊ", "H'Nhi Niê"),
        ("Nguyễn Mc An", "Nguyễn Mc An"),
        ("XÃ TỊNH KHÊ", "Xã Tịnh Khê"),
    ],
)
def test_proper_case_touches_only_names_of_one_case(written: str, shown: str) -> None:
    assert proper_case(written) == shown


def test_sort_key_orders_by_given_name_family_name_and_middle_names() -> None:
    in_order = [
        "Nguyễn Văn An",
        "Lê Anh",
        "Lê Thị Anh",
        "Trần Thị Ánh",
        "Đỗ Ăn",
        "Lê Ân",
        "Trần Dung",
        "Trần Dũng",
        "Bùi Đào",
        "Phan Hoa",
        "Dương Hoà",
        "Đặng Hòa",
        "Đinh Hoà",
        "Lê Hỏa",
        "Lê Hoã",
        "Lê Hoá",
        "Lê Hoạ",
        "Hồ Ơn",
        "Hồ Út",
        "Hồ Ưu",
    ]
    by_code_point = sorted(in_order)
    assert sorted(by_code_point, key=sort_key) == in_order


def test_sort_key_is_one_for_both_tone_placements_and_both_cases() -> None:
    assert sort_key("LÊ HOÀ") == sort_key("Lê Hòa")


def test_sort_key_follows_letters_then_tones() -> None:
    letters = ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ắ", "â", "ầ", "ậ", *"bdđeêioôơuưvy"]
    by_code_point = sorted(letters)
    assert sorted(by_code_point, key=sort_key) == letters
    assert all(sort_key(letter).isascii() for letter in letters)


def test_sort_key_of_nothing_is_nothing() -> None:
    assert sort_key("  ") == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kinh", "01"),
        ("kinh", "01"),
        ("Hrê", "19"),
        ("H're", "19"),
        ("Co", "30"),
        ("Cor", "30"),
        ("Kor", "30"),
        ("Xơ Đăng", "14"),
        ("Xê Đăng", "14"),
        ("Ca Dong", "14"),
        ("Ba Na", "13"),
        ("Bana", "13"),
        ("Gié Triêng", "27"),
        ("Gia Rai", "10"),
        ("dân tộc Brâu", "52"),
        ("Rơ Măm", "54"),
        ("19", "19"),
        ("1", "01"),
        ("", ""),
        ("Sao Hỏa", ""),
        ("99", ""),
    ],
)
def test_ethnicity_code_of_every_spelling(words: str, code: str) -> None:
    assert ethnicity_code(words) == code


def test_ethnic_groups_are_54_and_each_is_found_by_its_name() -> None:
    assert len(ETHNIC_GROUPS) == 54
    assert {code: ethnicity_code(name) for code, name in ETHNIC_GROUPS.items()} == {
        code: code for code in ETHNIC_GROUPS
    }
    assert ethnicity_name("30") == "Co"
    assert ethnicity_name("55") == ""
