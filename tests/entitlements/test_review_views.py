"""The pages of mass reviews."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from entitlements.models import MassReview, MassReviewLine
from offices.actors import Actor
from tests.factories import offices, payments, people, reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands() -> reviews.Crew:
    reviews.caseload()
    return reviews.crew()


def page(client: Client, by: Actor, name: str, *arguments: object, **query: str) -> str:
    answer = offices.sign_in(client, by).get(reverse(name, args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_commune_officer_prepares_the_own_commune(client: Client, hands: reviews.Crew) -> None:
    payments.allowance("Đinh Văn Xa", code=offices.SON_HA)
    offices.sign_in(client, hands.officer)
    with freeze_time(reviews.AT):
        answer = client.post(reverse("review_new"), {"change": "2026-10-05", "payable_from": "11/2026"})
    review = MassReview.objects.get()
    assert answer.headers["Location"] == reverse("review_detail", args=[review.pk])
    assert (review.office.code, review.payable_from, review.known_before) == (
        offices.TINH_KHE, reviews.NOVEMBER, reviews.TERMS.known_before,
    )  # fmt: skip


def test_administrator_prepares_the_whole_province(client: Client, hands: reviews.Crew) -> None:
    payments.allowance("Đinh Văn Xa", code=offices.SON_HA)
    offices.sign_in(client, hands.administrator)
    with freeze_time(reviews.AT):
        suggested = client.get(reverse("review_new")).context["form"]
        answer = client.post(reverse("review_new"), {"change": "2026-10-05", "payable_from": "11/2026"})
    assert suggested["change"].initial is None
    assert suggested["payable_from"].initial == reviews.NOVEMBER
    assert answer.headers["Location"] == reverse("review_list")
    assert set(MassReview.objects.values_list("office__code", flat=True)) == {
        offices.TINH_KHE, offices.SON_HA,
    }  # fmt: skip


@pytest.mark.parametrize("month", ["06/2026", "12/2027"])
def test_month_out_of_range_is_refused(client: Client, hands: reviews.Crew, month: str) -> None:
    offices.sign_in(client, hands.officer)
    with freeze_time(reviews.AT):
        answer = client.post(reverse("review_new"), {"change": "2026-10-05", "payable_from": month})
    assert list(answer.context["form"].errors) == ["payable_from"]
    assert not MassReview.objects.exists()


def test_page_says_from_to_why_with_the_article(client: Client, hands: reviews.Crew) -> None:
    text = page(client, hands.officer, "review_detail", reviews.prepared(hands).pk)
    for words in (
        "Mức chuẩn chuyển từ 500.000 sang 540.000 đồng (Điều 4 và Điều 32 Nghị định 335/2026/NĐ-CP).",
        "Hệ số chuyển từ 1,5 sang 2,0 (điểm đ khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP).",
        "07/2026: 750.000 đ → 810.000 đ",
        "08-11/2026: 750.000 đ → 1.080.000 đ",
        "cần giấy tờ có ngày sinh",
        "không còn nhóm đối tượng này: thôi hưởng.",
    ):
        assert words in text


def test_lines_are_filtered(client: Client, hands: reviews.Crew) -> None:
    review = reviews.prepared(hands)
    offices.sign_in(client, hands.officer)
    url = reverse("review_detail", args=[review.pk])
    queries = {"kind": {"kind": "ended"}, "code": {"code": "6"}, "name": {"q": "bay"}, "none": {"q": "zzz"}}
    names = {
        key: [row.line.name for row in client.get(url, query).context["rows"]]
        for key, query in queries.items()
    }
    assert names == {
        "kind": ["Lê Thị Tám"], "code": ["Nguyễn Thị Hoa"], "name": ["Trần Văn Bảy"], "none": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "who", "slugs"),
    [
        ("prepared", "officer", ["prepare-again", "cancel"]),
        ("prepared", "administrator", ["prepare-again", "cancel"]),
        ("prepared", "approver", ["submit"]),
        ("prepared", "chair", []),
        ("submitted", "chair", ["sign", "send-back"]),
        ("submitted", "approver", ["send-back"]),
        ("submitted", "officer", ["cancel"]),
        ("signed", "officer", ["apply"]),
        ("signed", "chair", []),
        ("applied", "officer", []),
        ("cancelled", "officer", []),
    ],
)
def test_buttons_are_those_of_the_person(
    client: Client, hands: reviews.Crew, state: str, who: str, slugs: list[str]
) -> None:
    review = reviews.IN_STATE[state](hands)
    offices.sign_in(client, getattr(hands, who))
    context = client.get(reverse("review_detail", args=[review.pk])).context
    assert [button.step.slug for button in context["buttons"]] == slugs


def test_steps_are_taken_from_the_page(client: Client, hands: reviews.Crew) -> None:
    review = reviews.prepared(hands)
    for slug, who in (("submit", "approver"), ("sign", "chair"), ("apply", "officer")):
        version = MassReview.objects.get(pk=review.pk).version
        offices.sign_in(client, getattr(hands, who))
        client.post(reverse("review_step", args=[review.pk, slug]), {"version": version})
    stands = MassReview.objects.get(pk=review.pk)
    assert (stands.state, stands.decision_number) == ("applied", "01/QĐ-UBND")


def test_sending_back_asks_why(client: Client, hands: reviews.Crew) -> None:
    review = reviews.submitted(hands)
    offices.sign_in(client, hands.chair)
    url = reverse("review_step", args=[review.pk, "send-back"])
    assert list(client.post(url, {"version": review.version}).context["form"].errors) == ["reason"]
    client.post(url, {"version": review.version, "reason": "Thiếu người."})
    assert MassReview.objects.get(pk=review.pk).state == "prepared"


def test_page_warns_when_the_caseload_has_changed(client: Client, hands: reviews.Crew) -> None:
    review = reviews.prepared(hands)
    payments.allowance("Bùi Thị Thêm")
    assert "Bùi Thị Thêm" in page(client, hands.approver, "review_detail", review.pk)


def test_scanned_seal_is_compared(client: Client, hands: reviews.Crew) -> None:
    review = reviews.signed(hands)
    assert "Mã niêm phong khớp" in page(client, hands.officer, "review_detail", review.pk, seal=review.seal)
    assert "không phải là danh sách đã ký" in page(
        client, hands.officer, "review_detail", review.pk, seal="0"
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries(
    client: Client, rows: int, django_assert_num_queries: object
) -> None:
    for code in (offices.TINH_KHE, offices.SON_HA, offices.BA_TO)[:rows]:
        payments.allowance(code=code)
        reviews.prepared(reviews.crew(code))
    offices.sign_in(client, reviews.crew().administrator)
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(reverse("review_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_number_of_queries(
    client: Client, rows: int, django_assert_num_queries: object
) -> None:
    for _row in range(rows):
        payments.allowance()
    hands = reviews.crew()
    review = reviews.prepared(hands)
    offices.sign_in(client, hands.officer)
    with django_assert_num_queries(19):  # type: ignore[operator]
        client.get(reverse("review_detail", args=[review.pk]))


# Papers


def text_of(content: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages).split())


def printed(client: Client, by: Actor, review: MassReview) -> bytes:
    return offices.sign_in(client, by).get(reverse("review_pdf", args=[review.pk])).content


def test_signed_decision_carries_number_sums_and_annex(client: Client, hands: reviews.Crew) -> None:
    text = text_of(printed(client, hands.chair, reviews.signed(hands)))
    for words in (
        "Số: 01/QĐ-UBND",
        "khoản 3, khoản 4 và khoản 5 Điều 32 Nghị định 335/2026/NĐ-CP",
        "5 người với 5 khoản trợ cấp",
        "2.700.000 đồng",
        "PHỤ LỤC",
        "(Kèm theo Quyết định số 01/QĐ-UBND ngày 16 tháng 11 năm 2026 của Chủ tịch",
        "Trần Văn Bảy",
        "Phạm Văn Ký",
    ):
        assert words in text
    assert "BẢN DỰ THẢO" not in text


def test_unsigned_decision_is_a_draft(client: Client, hands: reviews.Crew) -> None:
    text = text_of(printed(client, hands.officer, reviews.prepared(hands)))
    assert "BẢN DỰ THẢO" in text
    assert "01/QĐ-UBND" not in text


def test_reprint_gives_the_same_bytes_whatever_has_changed_since(client: Client, hands: reviews.Crew) -> None:
    review = reviews.signed(hands)
    first = printed(client, hands.officer, review)
    line = review.lines.first()
    assert line is not None
    line.person.name, line.person.hamlet = "Tên Khác", "Thôn Khác"
    line.person.save()
    payments.allowance("Bùi Thị Thêm")
    assert printed(client, hands.officer, review) == first


def test_health_condition_is_named_nowhere(client: Client) -> None:
    hands = reviews.crew()
    for group, born in (("adult_hiv", "01/01/1990"), ("child_hiv", "01/01/2018")):
        people.entitlement(people.person(born=born), group=group)
    review = reviews.signed(hands)
    words = text_of(printed(client, hands.officer, review)) + page(
        client, hands.officer, "review_detail", review.pk
    )
    sheet = offices.sign_in(client, hands.officer).get(reverse("review_xlsx", args=[review.pk])).content
    words += str(CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python())
    assert "HIV" not in words
    assert {line.new_code for line in MassReviewLine.objects.all()} == {"3", "8"}


def test_workbook_has_a_row_for_every_line(client: Client, hands: reviews.Crew) -> None:
    review = reviews.prepared(hands)
    content = offices.sign_in(client, hands.officer).get(reverse("review_xlsx", args=[review.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    heads = rows[4]
    told = {
        row[heads.index("Họ và tên")]: (
            row[heads.index("Mức đang hưởng: số tiền")],
            row[heads.index("Mức mới: số tiền")],
            row[heads.index("Truy lĩnh: số tiền")],
            row[heads.index("Kết quả rà soát")],
        )
        for row in rows[5:]
    }
    assert told == {
        "Nguyễn Thị Hoa": (750_000, 810_000, 240_000, "Tăng mức trợ cấp"),
        "Trần Văn Bảy": (750_000, 1_080_000, 1_050_000, "Thay đổi hệ số"),
        "Hồ Thị Mười": (0, 0, 0, "Giữ nguyên mức trợ cấp"),
        "Lê Thị Tám": (0, 0, 0, "Thôi hưởng"),
        "Phạm Văn Chín": (750_000, 810_000, 240_000, "Cần bổ sung thông tin"),
    }


@pytest.mark.parametrize(
    ("state", "waits_for"),
    [("prepared", {"approver"}), ("submitted", {"chair"}), ("signed", {"officer"}), ("applied", set())],
)
def test_home_page_says_whose_step_is_next(
    client: Client, hands: reviews.Crew, state: str, waits_for: set[str]
) -> None:
    review = reviews.IN_STATE[state](hands)
    link = reverse("review_detail", args=[review.pk])
    seen = {
        who
        for who in ("officer", "approver", "chair", "administrator")
        if link in page(client, getattr(hands, who), "home")
    }
    assert seen == waits_for
