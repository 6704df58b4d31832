"""Words for groups. The id of each line is what it names: clause and point of Article 5, or the pension."""

from __future__ import annotations

from datetime import date

import pytest

from beneficiaries.caseload.groups import group_of
from policy.enums import GroupKey

WORDS = [
    ("Hưu trí XH (đủ 75t)", "pension_75"),
    ("HT75", "pension_75"),
    ("Trợ cấp hưu trí xã hội - từ đủ 75 tuổi", "pension_75"),
    ("Hưu trí XH 70-75 hộ nghèo/CN", "pension_70"),
    ("HƯU TRÍ XH 70-75 HỘ NGHÈO/CN", "pension_70"),
    ("HT70", "pension_70"),
    ("NKT nặng", "disability_severe"),
    ("Trẻ em khuyết tật nặng", "disability_severe"),
    ("Khoản 6 Điều 5 - NKT nặng", "disability_severe"),
    ("K6 nặng", "disability_severe"),
    ("NKT đặc biệt nặng", "disability_extreme"),
    ("Người khuyết tật đặc biệt nặng là người cao tuổi", "disability_extreme"),
    ("K6 ĐBN", "disability_extreme"),
    ("K1", "child_no_care"),
    ("K1 - trẻ mồ côi, không nguồn nuôi dưỡng", "child_no_care"),
    ("Khoản 1", "child_no_care"),
    ("K1.a", "child_abandoned"),
    ("Trẻ em bị bỏ rơi", "child_abandoned"),
    ("Khoản 1 điểm b", "child_both_dead"),
    ("điểm d khoản 1 Điều 5", "child_one_dead_other_facility"),
    ("điểm đ khoản 1 Điều 5", "child_one_dead_other_sentence"),
    ("1.l", "child_facility_sentence"),
    ("K2", "youth_studying"),
    ("K3 - trẻ HIV hộ nghèo", "child_hiv"),
    ("K4 - đơn thân nghèo nuôi con", "single_parent"),
    ("Người đơn thân nghèo đang nuôi con", "single_parent"),
    ("K5 điểm a", "elderly_poor"),
    ("5.a", "elderly_poor"),
    ("khoản 5 điểm a", "elderly_poor"),
    ("Người cao tuổi cô đơn", "elderly_poor"),
    ("Người cao tuổi thuộc hộ nghèo không có người có nghĩa vụ phụng dưỡng", "elderly_poor"),
    ("K5 điểm d", "elderly_facility_eligible"),
    ("NCT đủ điều kiện vào cơ sở BTXH nhưng có người nhận chăm sóc", "elderly_facility_eligible"),
    ("NCT từ đủ 80 tuổi trở lên", "elderly_80"),
    ("K7 - trẻ dưới 3t", "toddler_poor"),
    ("Trẻ em dưới 36 tháng hộ nghèo vùng ĐBKK", "toddler_poor"),
    ("K8", "adult_hiv"),
    ("Người nhiễm HIV/AIDS hộ nghèo", "adult_hiv"),
    ("K5(a)", "elderly_poor"),
    ("KTĐBN", "disability_extreme"),
    ("Điểm a, khoản 5, Điều 5 NĐ 20/2021/NĐ-CP", "elderly_poor"),
    # Not certain, or not a group at all:
    ("K6", None),
    ("K5", None),
    ("5", None),
    ("K9", None),
    ("K7 - trẻ mồ côi", None),
    ("K6 - đơn thân", None),
    ("K5 điểm a - NCT từ đủ 80 tuổi trở lên", None),
    ("Hưu trí xã hội", None),
    ("Hộ gia đình nuôi dưỡng NKT đặc biệt nặng", None),
    ("NKT nặng đang mang thai", None),
    ("Khuyết tật", None),
    ("Nhiễm HIV", None),
    ("Thôn 3", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "key"), WORDS, ids=[f"{key}: {words}" for words, key in WORDS])
def test_group_of_words(words: str, key: str | None) -> None:
    assert group_of(words) == (None if key is None else GroupKey(key))


@pytest.mark.parametrize(
    ("month", "key"),
    [
        (date(2025, 6, 1), "elderly_75_hardship"),
        (date(2026, 9, 1), None),
        (date(2026, 10, 1), "elderly_facility_eligible"),
        (None, None),
    ],
)
def test_letter_b_of_clause_5_means_what_it_means_in_the_month_of_the_list(
    month: date | None, key: str | None
) -> None:
    assert group_of("K5 điểm b", month) == (None if key is None else GroupKey(key))
