"""Texts of old Vietnamese fonts."""

from __future__ import annotations

import pytest

from beneficiaries.caseload.tcvn3 import (
    TABLE,
    Writing,
    decoded,
    mostly_tcvn3,
    proven_words,
    to_unicode,
    writing_of,
)

SMALL = [
    ("TrÇn Thanh B×nh", "Trần Thanh Bình"),
    ("NguyÔn ThÞ Lùu", "Nguyễn Thị Lựu"),
    ("Tr\u00ad¬ng BÝch H\u00ad¬ng", "Trương Bích Hương"),
    ("§Æng Ngäc NghÜa", "Đặng Ngọc Nghĩa"),
    ("Th«n Gß Kh«n", "Thôn Gò Khôn"),
    ("Tæ d©n phè 3", "Tổ dân phố 3"),
    ("NguyÔn H÷u ¢n", "Nguyễn Hữu Ân"),
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
]
CAPITALS = [
    ("NGUYÔN Mü THUý", "NGUYỄN MỸ THUÝ"),
    ("L£ THÞ HOA", "LÊ THỊ HOA"),
    ("HUúNH THÞ CóC", "HUỲNH THỊ CÚC"),
    ("D¦¥NG MINH B¶Y", "DƯƠNG MINH BẢY"),
    ("TI£U THÞ §µO", "TIÊU THỊ ĐÀO"),
    ("NGUYÔN KIM HåNG", "NGUYỄN KIM HỒNG"),
]


@pytest.mark.parametrize(("typed", "drawn"), SMALL + CAPITALS)
def test_texts_of_old_fonts_are_told_and_turned(typed: str, drawn: str) -> None:
    assert writing_of(typed) is Writing.TCVN3
    assert decoded(typed) == drawn


UNICODE = [drawn for _, drawn in SMALL + CAPITALS if drawn != "Thôn Gò Khôn"]


@pytest.mark.parametrize("text", [*UNICODE, "Hoà", "Đã chết", "Ðào", "Trà My"])
def test_unicode_texts_stay(text: str) -> None:
    assert writing_of(text) is Writing.UNICODE
    assert decoded(text, undecided_is_tcvn3=True) == text


@pytest.mark.parametrize("text", ["Kinh", "Phan Thanh Nga", "K8", "051130156940", "", "a – b", "“x”"])
def test_plain_texts_stay(text: str) -> None:
    assert writing_of(text) is Writing.PLAIN
    assert decoded(text, undecided_is_tcvn3=True) == text


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [("Tó", "Tú"), ("Cóc", "Cúc"), ("Vâ", "Võ"), ("H\u00adng", "Hưng"), ("Ghi chó", "Ghi chú")],
)
def test_texts_that_prove_nothing_follow_their_neighbours(typed: str, drawn: str) -> None:
    assert writing_of(typed) is Writing.EITHER
    assert decoded(typed) == typed
    assert decoded(typed, undecided_is_tcvn3=True) == drawn


def test_neighbours_are_counted() -> None:
    assert mostly_tcvn3(["Tó", "Th«n", "NguyÔn", "Đã"]) is True
    assert mostly_tcvn3(["Tó", "Th«n", "Nguyễn", "Đã"]) is False
    assert mostly_tcvn3(["Tó", "Kinh"]) is None


def test_table_has_every_vietnamese_letter_once() -> None:
    small = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    assert sorted(TABLE.values()) == sorted(small + "ĂÂÊÔƠƯĐ")
    assert len(TABLE) == 74


def test_capital_initials_alone_do_not_make_a_text_of_capitals() -> None:
    assert to_unicode("Lª Vâ") == "Lê Võ"


def test_known_words_settle_a_text_better_than_its_neighbours() -> None:
    known = proven_words(["Th«n Gß Kh«n", "Tổ dân phố", "Tó"])
    assert known == {"thôn", "gò", "khôn", "tổ", "dân", "phố"}
    assert decoded("Thôn Gò Khôn", undecided_is_tcvn3=True, known=known) == "Thôn Gò Khôn"
    assert decoded("Thôn Gò Khôn", undecided_is_tcvn3=True) == "Thụn Gũ Khụn"
