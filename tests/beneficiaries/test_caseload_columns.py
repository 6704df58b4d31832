"""Heads of columns in many wordings."""

from __future__ import annotations

import pytest

from beneficiaries.caseload.columns import Head, Problem, meaning_of, missing, recognise
from beneficiaries.caseload.enums import Meaning, ProblemCode

HEADS = [
    ("STT", "", "ordinal"),
    ("TT", "", "ordinal"),
    ("Họ và tên", "", "name"),
    ("Họ, tên đối tượng", "", "name"),
    ("HỌ TÊN", "", "name"),
    ("Họ và tên", "Thông tin đối tượng", "name"),
    ("Họ và chữ đệm", "", "family_name"),
    ("Tên", "", "given_name"),
    ("Ngày, tháng, năm sinh", "", "born"),
    ("Năm sinh", "", "born"),
    ("Ngày sinh", "", "born"),
    ("Nam", "Ngày, tháng, năm sinh", "male"),
    ("Nữ", "Năm sinh", "female"),
    ("Năm", "Ngày sinh", "born_year"),
    ("Tháng", "Ngày sinh", "born_month"),
    ("Năm sinh (nữ)", "", "female"),
    ("Ngày sinh - Nam", "", "male"),
    ("Nam sinh", "", "born"),
    ("Họ và tên cha", "", "aside"),
    ("Họ tên chủ hộ", "", "aside"),
    ("Giới tính", "", "sex"),
    ("Nam/Nữ", "", "sex"),
    ("Số CCCD/ĐDCN", "", "id_number"),
    ("CMND/CCCD", "", "id_number"),
    ("Số định danh cá nhân", "", "id_number"),
    ("Căn cước công dân", "", "id_number"),
    ("Số", "CCCD", "id_number"),
    ("Ngày cấp", "CCCD", "aside"),
    ("Số CMND", "", "old_id_number"),
    ("Dân tộc", "", "ethnicity"),
    ("Thôn/TDP", "", "hamlet"),
    ("Khu phố", "", "hamlet"),
    ("Bản", "", "hamlet"),
    ("Làng", "", "hamlet"),
    ("Nơi ở (thôn, tổ)", "", "hamlet"),
    ("Địa chỉ", "", "address"),
    ("Xã/Phường", "", "commune"),
    ("Đối tượng", "", "group"),
    ("Loại đối tượng", "", "group"),
    ("Nhóm", "", "group"),
    ("Diện hưởng", "", "group"),
    ("Số con", "", "children"),
    ("Hệ số", "", "coefficient"),
    ("Hệ số", "Mức trợ cấp", "coefficient"),
    ("Số tiền", "Mức trợ cấp", "amount"),
    ("Mức trợ cấp (đồng)", "", "amount"),
    ("Mức hưởng/tháng", "", "amount"),
    ("Truy lĩnh", "", "aside"),
    ("Mức chuẩn", "", "aside"),
    ("Hưởng từ tháng", "", "start"),
    ("Thời điểm hưởng", "", "start"),
    ("Tháng bắt đầu hưởng", "", "start"),
    ("Số, ngày Quyết định", "", "decision"),
    ("QĐ hưởng trợ cấp", "", "decision"),
    ("Số", "Quyết định", "decision_number"),
    ("Ngày", "Quyết định", "decision_on"),
    ("Số QĐ", "", "decision_number"),
    ("Ngày QĐ", "", "decision_on"),
    ("Ngày ban hành", "Quyết định", "decision_on"),
    ("Người nhận thay", "", "proxy_name"),
    ("Người giám hộ", "", "proxy_name"),
    ("Họ và tên", "Người nhận thay", "proxy_name"),
    ("Số CCCD", "Người nhận thay", "aside"),
    ("Số tài khoản người nhận", "", "account"),
    ("Số tài khoản", "", "account"),
    ("STK", "", "account"),
    ("Ngân hàng", "", "bank"),
    ("Ngân hàng", "Tài khoản", "bank"),
    ("Chủ tài khoản", "", "aside"),
    ("Số điện thoại", "", "aside"),
    ("Ký nhận", "", "aside"),
    ("Ghi chú", "", "note"),
    ("Xyz", "", None),
]


@pytest.mark.parametrize(("words", "parent", "meaning"), HEADS)
def test_meaning_of_head(words: str, parent: str, meaning: str | None) -> None:
    assert meaning_of(words, parent) == (None if meaning is None else Meaning(meaning))


def heads(*words: str) -> list[Head]:
    return [Head(index, text) for index, text in enumerate(words)]


def test_two_columns_of_one_meaning_are_a_problem() -> None:
    columns = recognise(heads("Họ và tên", "Ngày sinh", "Năm sinh", "CCCD"), sheet="A", row=3)
    assert columns.problems == (
        Problem(ProblemCode.AMBIGUOUS_COLUMN, "A", 3, Meaning.BORN, ("Ngày sinh", "Năm sinh")),
    )


@pytest.mark.parametrize(
    ("words", "meaning", "index"),
    [
        (("Số CMND", "Số CCCD"), Meaning.ID_NUMBER, 1),
        (("Số CMND", "Họ tên"), Meaning.ID_NUMBER, 0),
        (("Mức trợ cấp", "Truy lĩnh", "Tổng cộng"), Meaning.AMOUNT, 0),
        (("Truy lĩnh", "Tổng tiền"), Meaning.AMOUNT, 1),
        (("Số, ngày quyết định", "Ngày QĐ"), Meaning.DECISION_NUMBER, 0),
        (("Họ tên", "Tên"), Meaning.NAME, 0),
    ],
)
def test_of_two_columns_of_one_kind_the_one_meant_is_taken(
    words: tuple[str, ...], meaning: Meaning, index: int
) -> None:
    columns = recognise(heads(*words))
    assert (columns.index(meaning), columns.problems) == (index, ())


def test_missing_columns_name_sheet_and_heads() -> None:
    columns = recognise(heads("STT", "Họ và tên", "Mức trợ cấp"))
    found = missing(columns, has_group_headings=False, sheet="A", row=3)
    shown = ("STT", "Họ và tên", "Mức trợ cấp")
    assert found == [
        Problem(ProblemCode.MISSING_COLUMN, "A", 3, meaning, shown)
        for meaning in (Meaning.BORN, Meaning.ID_NUMBER, Meaning.GROUP)
    ]


def test_group_headings_stand_in_for_a_column_of_groups() -> None:
    columns = recognise(heads("Họ và tên", "Ngày sinh", "CCCD", "Xyz"))
    assert missing(columns, has_group_headings=True, sheet="A", row=1) == []
    assert columns.unknown == ("Xyz",)
