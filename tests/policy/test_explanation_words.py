"""Explanations in words: what an officer reads aloud, and what a reader without the right never sees."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from policy.documents import ExplanationSheet, render_sheet, sheet_table
from policy.enums import HEALTH_GROUPS, MaritalState, PovertyStatus
from policy.facts import Child, Facts
from policy.months import add_months
from policy.presenters import (
    change_words,
    month_remarks,
    month_table,
    part_sentences,
    why_in_words,
)
from policy.rules import Paid, course, explain_month, next_turn
from tests.journeys.browser import words_of
from tests.policy.people import LAW, NEW, born, facts
from tests.policy.test_explanation import NOVEMBER, TODAY, held, paid_monthly, someone
from ui.presenters import MonthTable, WhyWords

SICK = facts("01/06/1990", hiv_confirmed=True, poverty=PovertyStatus.POOR, has_pension_or_si=False,
             has_stable_income=False, disability_degree="severe")  # fmt: skip


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def table_of(*allowances: object, birth: str = "10/12/1966", **paid: int) -> MonthTable:
    who = someone(birth, *allowances)
    books = Paid(dt.date(2024, 7, 1), paid_monthly("2026-01", "2026-10", 500_000)) if not paid else None
    rows = course(who, allowances[0].slot, today=TODAY, last=add_months(NOVEMBER, 12), law=LAW, paid=books)
    return month_table(rows, today=TODAY)


def test_arrears_of_a_month_read_as_a_sum_with_article_and_day() -> None:
    """September 2026: 540.000 by Decree 335/2026 Article 4, paid 500.000, arrears 40.000."""
    (section,) = table_of(held("single_parent", "2026-01", decision="12/QĐ-UBND")).sections
    lines = [(line.months, line.due, line.paid, line.difference, line.notes) for line in section.lines]
    assert lines == [
        (
            "01/2026–06/2026", "500.000", "500.000", "0",
            (
                "Hưởng từ tháng 01/2026: Người đơn thân nghèo đang nuôi con (khoản 4 Điều 5 Nghị định "
                "20/2021/NĐ-CP); theo Quyết định 12/QĐ-UBND.",
            ),
        ),
        (
            "07/2026–09/2026", "540.000", "500.000", "+40.000",
            (
                "Từ tháng 07/2026 mức chuẩn là 540.000 đồng, trước đó 500.000 đồng (Điều 4 và Điều 32 Nghị "
                "định 335/2026/NĐ-CP, áp dụng từ ngày 05/10/2026).",
                "Được hưởng 540.000 đồng, đã chi 500.000 đồng: còn truy lĩnh 40.000 đồng. 3 tháng, cộng "
                "120.000 đồng.",
                "Theo quy định áp dụng đến hết ngày 04/10/2026: 500.000 × 1,0 = 500.000 đồng.",
            ),
        ),
        (
            "10/2026", "540.000", "500.000", "+40.000",
            (
                "Từ tháng 10/2026 áp dụng khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP; số tiền không đổi.",
                "Được hưởng 540.000 đồng, đã chi 500.000 đồng: còn truy lĩnh 40.000 đồng.",
                "Theo quy định áp dụng đến hết ngày 04/10/2026: 500.000 × 1,0 = 500.000 đồng.",
            ),
        ),
        ("11/2026", "540.000", "0", "+540.000", ("Chưa chi trả.",)),
        ("12/2026–11/2027", "540.000", "", "", ()),
    ]  # fmt: skip


def test_next_change_is_one_sentence() -> None:
    one = held("disability_severe", "2026-11")
    row = next_turn(one, someone("10/12/1966", one), after=NOVEMBER, known_on=TODAY, law=LAW)
    assert change_words(row) == (
        "Từ tháng 12/2026: 810.000 → 1.080.000 đồng/tháng. Đủ 60 tuổi: hệ số là 2,0, trước đó 1,5 (điểm e "
        "khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP)."
    )


def test_end_by_age_and_by_decision_say_why() -> None:
    young = table_of(held("child_no_care", "2026-10"), birth="10/12/2010")
    ended = table_of(held("disability_severe", "2026-01", end_month=dt.date(2026, 2, 1), ended="Chuyển đi"))
    assert young.sections[0].lines[-1].notes == (
        "Từ tháng 01/2027 không có khoản được hưởng. "
        "Đã quá 16 tuổi: thôi hưởng từ tháng sau tháng đủ 16 tuổi.",
    )
    assert "Từ tháng 03/2026 không có khoản được hưởng: Chuyển đi." in ended.sections[0].lines[1].notes


def test_months_of_long_ago_are_folded_away() -> None:
    """The law on file begins with Decree 20/2021: of 2015 only the start is told."""
    table = table_of(held("disability_severe", "2015-01"), birth="1990")
    assert [(line.months, line.notes[0][:42]) for line in table.earlier] == [
        ("07/2021–06/2024", "Hưởng từ tháng 01/2015: Người khuyết tật n")
    ]
    assert table.earlier_label == "Xem các tháng trước 07/2024"


def test_allowance_that_ended_long_ago_is_still_shown() -> None:
    one = held("disability_severe", "2022-01", end_month=dt.date(2022, 6, 1))
    table = month_table(
        course(someone("1990", one), "main", today=TODAY, last=NOVEMBER, law=LAW), today=TODAY
    )
    assert (table.earlier, [line.months for line in table.sections[0].lines]) == (
        (),
        ["01/2022–06/2022", "07/2022"],
    )


def test_month_is_read_aloud_sum_by_sum() -> None:
    who = someone("10/12/1966", held("disability_severe"))
    (part,) = explain_month(who, month=NOVEMBER, known_on=TODAY, law=LAW).parts
    assert part_sentences(part) == [
        "Người khuyết tật nặng (khoản 6 Điều 5 Nghị định 335/2026/NĐ-CP).",
        "Tuổi trong tháng đó: 59 (Từ đủ 16 đến dưới 60 tuổi).",
        "Mức chuẩn 540.000 đồng/tháng (Điều 4 và Điều 32 Nghị định 335/2026/NĐ-CP).",
        "Hệ số 1,5 (điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP).",
        "540.000 × 1,5 = 810.000 đồng.",
    ]


def test_what_gives_way_is_named_with_its_amount() -> None:
    who = someone("01/06/1990", held("disability_severe"))
    parent = facts("01/06/1990", disability_degree="severe", poverty=PovertyStatus.POOR,
                   marital_state=MaritalState.SINGLE, children=(Child(born("2015")),))  # fmt: skip
    found = explain_month(who, month=NOVEMBER, known_on=TODAY, law=LAW, facts=parent)
    assert month_remarks(found, health=True) == [
        "Người đơn thân nghèo đang nuôi con thuộc khoản 5, 6 hoặc 8 được hưởng cả hai chế độ.",
        "Cũng đủ điều kiện thuộc nhóm Người đơn thân nghèo đang nuôi con (khoản 4 Điều 5 Nghị định "
        "335/2026/NĐ-CP) với mức 540.000 đồng: cần có quyết định.",
    ]


# Health: codes only, and only to those who may see it


def words_in(why: WhyWords) -> str:
    return repr(why)


def why(known: Facts, group: str, *, health: bool) -> WhyWords:
    return why_in_words(known, group, NEW, LAW, province="51", health=health)


def test_reader_without_the_right_sees_no_group_of_health_beside_another() -> None:
    seen = {health: why(SICK, "disability_severe", health=health) for health in (True, False)}
    assert {health: "khoản 8" in words_in(found) for health, found in seen.items()} == {
        True: True, False: False,
    }  # fmt: skip
    assert seen[False].answer == seen[True].answer


@pytest.mark.parametrize("group", sorted(HEALTH_GROUPS))
def test_condition_of_health_is_shown_only_with_the_right(group: str) -> None:
    shown = {
        health: [check.text for check in why(SICK, group, health=health).checks] for health in (True, False)
    }
    assert len(shown[True]) == len(shown[False]) + 1


def test_group_excluded_by_health_alone_does_not_tell() -> None:
    child = facts(
        "01/06/2024", hiv_confirmed=True, poverty=PovertyStatus.POOR, in_special_difficulty_area=True
    )
    checks = why(child, "toddler_poor", health=False).checks
    assert [check.reason for check in checks if "khoản 3" in str(check.reason)] == []
    assert len(why(child, "toddler_poor", health=True).checks) == len(checks) + 1


def test_no_explanation_names_the_illness() -> None:
    texts = [
        words_in(why(SICK, group, health=True)) for group in (*sorted(HEALTH_GROUPS), "disability_severe")
    ]
    assert [text for text in texts if "HIV" in text] == []


# Paper


def sheet(*tables: MonthTable, parts: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> ExplanationSheet:
    return ExplanationSheet(
        office_name="Xã Tịnh Khê",
        printed_on=TODAY,
        person_name="Đinh Thị Sương",
        person_code="21211-00001",
        born="10/12/1966",
        parts=parts,
        tables=tuple(sheet_table(table) for table in tables),
        officer_name="Võ Thị Cán",
    )


def test_sheet_is_one_page_and_always_the_same() -> None:
    sentences = tuple(
        f"Câu giải thích số {number}, đủ dài để đọc cho người dân nghe rõ." for number in range(12)
    )
    two = sheet(
        table_of(held("disability_severe", "2025-01")),
        table_of(held("single_parent", "2025-01", units=3)),
        parts=(("Vì sao", sentences),),
    )
    content = render_sheet(two)
    assert content == render_sheet(two)
    assert content.count(b"/Type /Page\n") == 1
    text = words_of(content)
    assert [words in text for words in ("BẢN GIẢI THÍCH", "Đinh Thị Sương", "1.620.000", "Võ Thị Cán")] == [
        True
    ] * 4
