"""Decisions on an allowance that stands: titles, articles and sentences by kind and procedure."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from pypdf import PdfReader

from cases.documents import render
from cases.models import IssuedDocument
from policy.enums import PovertyStatus
from policy.facts import Facts
from tests.factories import cases, people

pytestmark = pytest.mark.django_db


def text_of(document: IssuedDocument) -> str:
    pages = PdfReader(io.BytesIO(render(document.kind, document.snapshot))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def missing(text: str, *parts: str) -> list[str]:
    return [part for part in parts if part not in text]


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (
            "adjust",
            (
                "Về việc điều chỉnh trợ cấp xã hội hằng tháng",
                "Điều 1. Điều chỉnh trợ cấp xã hội hằng tháng đối với bà Đinh Thị Bưởi",
                "Mức đang hưởng: 810.000 đồng/tháng",
                "Đối tượng sau điều chỉnh: Người khuyết tật đặc biệt nặng",
                "Mức sau điều chỉnh: 1.080.000 đồng/tháng",
                "Một triệu không trăm tám mươi nghìn đồng.",
                "Lý do: Qua rà soát (Điều 8 và Điều 9 Nghị định 335/2026/NĐ-CP)",
                "được truy lĩnh hoặc truy thu trong kỳ chi trả tiếp theo",
            ),
        ),
        (
            "stop",
            (
                "Về việc thôi hưởng trợ cấp xã hội hằng tháng",
                "kể từ tháng 12 năm 2026",
                "Tháng hưởng cuối cùng: tháng 11 năm 2026",
                "Lý do: Từ chối nhận chế độ, chính sách (Điều 9 Nghị định 335/2026/NĐ-CP)",
                "được thu hồi theo quy định của pháp luật",
            ),
        ),
        (
            "suspend",
            (
                "Về việc tạm dừng hưởng trợ cấp xã hội hằng tháng",
                "Thời gian tạm dừng: từ tháng 11 năm 2026 cho đến khi có quyết định hưởng lại",
                "Không chấp hành yêu cầu của cơ quan có thẩm quyền về việc xác định lại mức độ khuyết tật",
                "Sau 03 tháng kể từ ngày ký Quyết định này mà vẫn không chấp hành",
            ),
        ),
        (
            "resume",
            (
                "Về việc hưởng lại trợ cấp xã hội hằng tháng",
                "Tạm dừng: từ tháng 11 năm 2026",
                "Mức trợ cấp hằng tháng: 810.000 đồng/tháng",
                "Thời gian hưởng lại: từ tháng 11 năm 2026",
                "Lý do: Qua rà soát (Điều 9 Nghị định 335/2026/NĐ-CP)",
                "được truy lĩnh trong kỳ chi trả tiếp theo",
            ),
        ),
    ],
)
def test_decision_of_each_kind_says_what_it_does(kind: str, parts: tuple[str, ...]) -> None:
    case = cases.good_change(cases.crew(), kind)
    paper = case.documents.get()
    text = text_of(paper)
    assert (
        missing(
            text,
            f"Số: {case.decision_number}",
            "Căn cứ Nghị định số 335/2026/NĐ-CP ngày 21 tháng 8 năm 2026 của Chính phủ",
            f"Xét kết quả rà soát, hồ sơ mã số {case.code} lập ngày 16 tháng 11 năm 2026",
            f"số {case.target.decision_number} ngày 01 tháng 01 năm 2025",
            *parts,
        )
        == []
    )
    assert render(paper.kind, paper.snapshot) == render(paper.kind, paper.snapshot)


def test_decision_of_the_earlier_procedure_rests_on_its_decree_and_circular() -> None:
    hands = cases.crew()
    at = dt.datetime(2026, 9, 14, 9, tzinfo=cases.ZONE)
    case = cases.changed(
        hands, "suspend", cases.allowance(hands), at=at, cause="detained", event_on=dt.date(2026, 8, 10)
    )
    text = text_of(case.documents.get())
    assert (case.regime, case.effective_month) == ("R2", dt.date(2026, 9, 1))
    assert (
        missing(
            text,
            "Căn cứ Nghị định số 20/2021/NĐ-CP",
            "Căn cứ Nghị định số 147/2025/NĐ-CP",
            "Căn cứ Thông tư số 02/2021/TT-BLĐTBXH",
            "của Bộ trưởng Bộ Lao động - Thương binh và Xã hội",
            "(điểm c khoản 3 Điều 2 Thông tư 02/2021/TT-BLĐTBXH)",
        )
        == []
    )
    assert "335/2026" not in text


def test_decision_names_no_health_condition() -> None:
    hands = cases.crew()
    who = people.person("Lê Thị Kín", born="01/01/1990", by=hands.officer)
    target = people.entitlement(who, group="adult_hiv", start="2025-01", by=hands.chair)
    told: dict[str, Any] = {"cause": "not_eligible", "event_on": cases.TODAY}
    facts = Facts(poverty=PovertyStatus.NOT_POOR)
    text = text_of(cases.changed(hands, "stop", target, facts=facts, **told).documents.get())
    assert "HIV" not in text
    assert "Đối tượng: khoản 8 Điều 5 Nghị định 335/2026/NĐ-CP" in text
