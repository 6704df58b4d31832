"""Papers: what they say equals the record; the same snapshot draws the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.conf import settings
from pypdf import PdfReader

from audit.models import Entry
from beneficiaries.actions import set_payee_account
from cases import actions
from cases.documents import render
from cases.models import Case, IssuedDocument
from entitlements.models import Entitlement
from policy.enums import MaritalState, PovertyStatus
from policy.facts import Child, Facts, PartialDate
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db


def text_of(document: IssuedDocument) -> str:
    pages = PdfReader(io.BytesIO(render(document.kind, document.snapshot))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def missing(text: str, *parts: str) -> list[str]:
    return [part for part in parts if part not in text]


def test_receipt_says_what_the_case_says() -> None:
    case = cases.received(cases.crew(), cases.person("Đỗ Thị Sáu"))
    paper = case.documents.get(kind="receipt")
    text = text_of(paper)
    assert (
        missing(
            text,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            f"Mã hồ sơ: {case.code}",
            "Nguyễn Văn Nam (con)",
            "0905000111",
            "Đỗ Thị Sáu",
            "trợ cấp hưu trí xã hội hằng tháng",
            "Tờ khai theo Mẫu số 01",
            "bản chính",
            "9 giờ 00 phút, ngày 16/11/2026",
            "07 ngày làm việc",
            f"ngày {case.due_on:%d/%m/%Y}",
            "Võ Thị Cán",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
        )
        == []
    )
    assert paper.snapshot["track_url"] == f"{settings.SITE_URL}/track/?code={case.code}"


def test_decision_says_what_the_database_says() -> None:
    hands = cases.crew()
    who = cases.person("Đỗ Thị Sáu", born="1948", id_number="051148001234")
    set_payee_account(
        person=who, method="account", bank="Agribank", account_number="4500205", by=hands.officer
    )
    case = cases.signed(hands, who)
    entitlement = Entitlement.objects.get()
    text = text_of(case.documents.get(kind="decision"))
    assert (
        missing(
            text,
            "ỦY BAN NHÂN DÂN",
            offices.office().name.upper(),
            f"Số: {entitlement.decision_number}",
            f"ngày {entitlement.decision_on.day:02d} tháng {entitlement.decision_on.month} năm 2026",
            "Về việc trợ cấp hưu trí xã hội hằng tháng",
            f"CHỦ TỊCH ỦY BAN NHÂN DÂN {offices.office().name.upper()}",
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Nghị định số 176/2025/NĐ-CP ngày 30 tháng 6 năm 2025",
            "Căn cứ Nghị định số 335/2026/NĐ-CP ngày 21 tháng 8 năm 2026",
            f"Xét hồ sơ mã số {case.code}",
            "QUYẾT ĐỊNH:",
            "Điều 1.",
            "bà Đỗ Thị Sáu",
            "1948",
            who.id_number,
            "540.000 đồng × hệ số 1,0",
            f"{dong(case.amount)} đồng/tháng",
            "Năm trăm bốn mươi nghìn đồng.",
            f"từ tháng {entitlement.start_month:%m} năm {entitlement.start_month:%Y}",
            "Điều 2.",
            "qua tài khoản số 4500205 tại Agribank",
            "Điều 3.",
            "Nơi nhận:",
            "Như Điều 3",
            "Lưu: VT, VHXH",
            "CHỦ TỊCH",
            "Phạm Văn Ký",
        )
        == []
    )
    assert "Điều 4." not in text


def test_decision_for_a_single_parent_counts_the_children() -> None:
    parent = cases.person("Phạm Thị Lan", born="01/02/1990")
    children = (Child(PartialDate(2015, 3, 1)), Child(PartialDate(2018, 4, 2)))
    facts = Facts(poverty=PovertyStatus.NEAR_POOR, marital_state=MaritalState.SINGLE, children=children)
    case = cases.signed(cases.crew(), parent, facts=facts, group="single_parent")
    text = text_of(case.documents.get(kind="decision"))
    assert missing(
        text, "540.000 đồng × hệ số 1,0 × 2 con", "1.080.000 đồng/tháng",
        "khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP",
        "Một triệu không trăm tám mươi nghìn đồng", "trợ cấp xã hội hằng tháng",
    ) == []  # fmt: skip


def test_decision_that_replaces_another_says_so() -> None:
    hands = cases.crew()
    who = cases.person()
    pension = cases.signed(hands, who).entitlement
    Entitlement.objects.filter(pk=pension.pk).update(start_month=dt.date(2026, 1, 1))
    case = cases.signed(hands, who, facts=cases.EXTREME, group="disability_extreme")
    text = text_of(case.documents.get(kind="decision"))
    assert (
        missing(
            text,
            "Thôi hưởng khoản trợ cấp theo Quyết định số 01/QĐ-UBND kể từ tháng 11 năm 2026",
            "Như Điều 4",
        )
        == []
    )


@pytest.mark.parametrize(("group", "born", "clause"), [
    ("child_hiv", "01/02/2018", "khoản 3 Điều 5"),
    ("adult_hiv", "01/02/1980", "khoản 8 Điều 5"),
])  # fmt: skip
def test_health_is_on_no_paper_and_in_no_entry(group: str, born: str, clause: str) -> None:
    facts = Facts(
        hiv_confirmed=True, poverty=PovertyStatus.POOR, has_pension_or_si=False, has_stable_income=False
    )
    case = cases.signed(cases.crew(), cases.person("Lê Văn Bé", born=born), facts=facts, group=group)
    papers = list(case.documents.all())
    texts = [text_of(paper) + json.dumps(paper.snapshot, ensure_ascii=False) for paper in papers]
    entries = [
        json.dumps([entry.before, entry.after, entry.reason], ensure_ascii=False)
        for entry in Entry.objects.filter(subject_type="cases.case")
    ]
    assert len(papers) == 2
    assert all(clause in text for text in texts)
    assert [text for text in texts + entries if "hiv" in text.lower()] == []


def test_refusal_and_request_carry_their_reasons() -> None:
    hands = cases.crew()
    refusal = cases.refused(hands, cases.person("A")).documents.get(kind="refusal")
    request = cases.returned(hands, cases.person("B")).documents.get(kind="supplement")
    assert missing(
        text_of(refusal), "Số: 01/UBND-VHXH", "Không đủ điều kiện.", "khiếu nại", "Phạm Văn Ký",
        "V/v từ chối giải quyết hồ sơ",
    ) == []  # fmt: skip
    assert missing(
        text_of(request), "Số: 01/HDHS", "Bổ sung giấy xác nhận.", "tính lại từ đầu", "Lê Văn Thẩm",
    ) == []  # fmt: skip


@pytest.mark.parametrize("state", ["received", "returned", "refused", "signed"])
def test_same_snapshot_draws_the_same_bytes(state: str) -> None:
    for paper in cases.IN_STATE[state](cases.crew()).documents.all():
        again = IssuedDocument.objects.get(pk=paper.pk)
        assert render(paper.kind, paper.snapshot) == render(again.kind, again.snapshot)


def test_reprint_draws_what_was_issued_not_todays_data() -> None:
    hands = cases.crew()
    case = cases.signed(hands, cases.person("Đỗ Thị Sáu"))
    case.person.name = "Tên Khác"
    case.person.save()
    paper = case.documents.get(kind="decision")
    content = actions.print_document(document=paper, by=hands.officer)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert ("Đỗ Thị Sáu" in text, "Tên Khác" in text) == (True, False)


def test_decision_numbers_run_through_the_year_of_the_office() -> None:
    hands, others = cases.crew(), cases.crew(offices.SON_HA)
    numbers = [
        cases.signed(hands, cases.person("A")).decision_number,
        cases.signed(hands, cases.person("B")).decision_number,
        cases.signed(others).decision_number,
    ]
    assert numbers == ["01/QĐ-UBND", "02/QĐ-UBND", "01/QĐ-UBND"]
    assert Case.objects.filter(state="signed").count() == 3
