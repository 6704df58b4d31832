"""Screen, PDF, Excel and database agree to the đồng."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from audit.models import Entry
from beneficiaries import actions as people_actions
from payments import actions
from payments.documents.lists import NOTES, SEXES, render_papers, snapshot_of, span_of
from payments.enums import Note
from payments.models import PaymentLine, PaymentList
from tests.factories import offices, payments
from ui.formats import grouped
from ui.pdf.words import amount_in_words

pytestmark = pytest.mark.django_db

NAMES = ("An", "Bình", "Cúc", "Dũng", "Đào", "Hoa", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quý")


def village(count: int = 40) -> None:
    """Enough people for more than two pages, in three hamlets and several groups."""
    groups = ("disability_severe", "disability_extreme", "pension_75", "adult_hiv")
    for index in range(count):
        group = groups[index % 4]
        payments.allowance(
            f"Nguyễn Thị {NAMES[index % len(NAMES)]}",
            group=group,
            born=f"{1 + index % 28:02d}/03/{1940 if group == 'pension_75' else 1970 + index % 20}",
            hamlet=f"Thôn Cổ Lũy {1 + index % 3}",
            id_number=f"0511{index:08d}",
            start="2025-08",
        )


def text_of(content: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def amounts_after(label: str, text: str) -> list[list[int]]:
    """The figures on each line of text that begins with a label."""
    return [
        [
            int(figure.replace(".", ""))
            for figure in re.findall(r"\d[\d.]*(?!\w)", line.removeprefix(label).split(")", 1)[-1])
        ]
        for line in text.splitlines()
        if line.startswith(label)
    ]


def test_pdf_prints_every_line_as_stored() -> None:
    village()
    hands = payments.crew()
    payments.approved(hands)
    payment_list = PaymentList.objects.get()
    pages = text_of(actions.print_list(payment_list=payment_list, by=hands.accountant))
    text = " ".join(" ".join(pages).split())
    missing = []
    for line in payment_list.lines.all():
        printed = (
            f"{line.position} {line.person_code} {line.name} {line.born}",
            f"{line.id_number} {line.group_code}",
            f"{grouped(line.regular)} {span_of(line.arrears_from, line.arrears_to)} {grouped(line.arrears)}"
            f" {grouped(line.total)}",
        )
        missing += [part for part in printed if part not in text]
    assert missing == []


def test_pdf_totals_equal_the_database() -> None:
    village()
    hands = payments.crew()
    payments.approved(hands)
    stored = PaymentList.objects.get()
    pages = text_of(actions.print_list(payment_list=stored, by=hands.accountant))
    assert len(pages) > 2
    page_sums = [amounts_after("Cộng trang", page)[0] for page in pages[:-1]]
    carried = [amounts_after("Trang trước chuyển sang", page)[0] for page in pages[1:]]
    running = [0, 0, 0, 0]
    for own, forward in zip(page_sums, carried, strict=True):
        running = [one + other for one, other in zip(running, own, strict=True)]
        assert forward == running
    grand = [stored.regular, stored.arrears, stored.recovery, stored.total]
    assert amounts_after("TỔNG CỘNG", pages[-1]) == [grand]
    by_hamlet = [amounts for page in pages for amounts in amounts_after("Cộng thôn", page)]
    assert [sum(column) for column in zip(*by_hamlet, strict=True)] == grand
    assert f"Tổng số tiền bằng chữ: {amount_in_words(stored.total)}." in pages[-1]


def test_pdf_is_laid_out_as_people_sign_it() -> None:
    village()
    hands = payments.crew()
    payments.approved(hands)
    content = actions.print_list(payment_list=PaymentList.objects.get(), by=hands.accountant)
    pages = text_of(content)
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    first, last = pages[0], pages[-1]
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "XÃ TỊNH KHÊ",
        "DANH SÁCH CHI TRẢ TRỢ CẤP XÃ HỘI HẰNG THÁNG",
        "Tháng 10 năm 2026",
        "Đơn vị tính: đồng",
        "Thôn Cổ Lũy 1",
    ):
        assert words in first
    for words in ("NGƯỜI LẬP", "KẾ TOÁN", "CHỦ TỊCH", "Mã niêm phong"):
        assert words in last
    assert [f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1)] == [
        True
    ] * len(pages)


def test_pdf_before_approval_says_it_is_a_draft() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.checked(hands)
    draft = text_of(actions.print_list(payment_list=PaymentList.objects.get(), by=hands.accountant))
    payments.approved(hands)
    final = text_of(actions.print_list(payment_list=PaymentList.objects.get(), by=hands.accountant))
    assert (["BẢN DỰ THẢO" in page for page in draft], ["BẢN DỰ THẢO" in page for page in final]) == (
        [True],
        [False],
    )


def test_reprint_draws_the_same_bytes_whatever_changed_since() -> None:
    one = payments.allowance()
    hands = payments.crew()
    payments.approved(hands)
    first = actions.print_list(payment_list=PaymentList.objects.get(), by=hands.accountant)
    officer = offices.actor("commune_officer")
    people_actions.set_payee_account(
        person=one.person, method="account", bank="Agribank", account_number="4500205001234", by=officer
    )
    assert actions.print_list(payment_list=PaymentList.objects.get(), by=hands.accountant) == first


def test_paper_names_no_illness() -> None:
    payments.allowance(group="adult_hiv", born="1980")
    hands = payments.crew()
    payments.approved(hands)
    payment_list = PaymentList.objects.get()
    pdf = " ".join(text_of(actions.print_list(payment_list=payment_list, by=hands.accountant)))
    rows = sheet_rows(actions.export_list(payment_list=payment_list, by=hands.accountant))
    assert PaymentLine.objects.get().group_code == "8"
    assert ("HIV" in pdf, any("HIV" in str(cell) for row in rows for cell in row)) == (False, False)


def test_all_lists_of_a_run_are_one_file_with_their_own_page_numbers() -> None:
    payments.allowance()
    payments.allowance("Đinh Thị Sâm", code=offices.SON_HA)
    hands = payments.crew()
    run = payments.approved(hands)
    pages = text_of(actions.print_run(run=run, by=hands.accountant))
    assert [("XÃ SƠN HÀ" in page, "XÃ TỊNH KHÊ" in page, "Trang 1/1" in page) for page in pages] == [
        (True, False, True),
        (False, True, True),
    ]
    only_own = text_of(actions.print_run(run=run, by=offices.actor("commune_officer")))
    assert ["XÃ TỊNH KHÊ" in page for page in only_own] == [True]


def test_printing_and_exporting_leave_entries() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.approved(hands)
    payment_list = PaymentList.objects.get()
    actions.print_list(payment_list=payment_list, by=hands.approver)
    actions.export_list(payment_list=payment_list, by=hands.approver)
    actions.print_run(run=run, by=hands.approver)
    entries = Entry.objects.filter(actor_id=hands.approver.user_id).order_by("-pk")[:3]
    assert [entry.event for entry in entries] == [
        "payment_run.printed",
        "payment_list.exported",
        "payment_list.printed",
    ]
    assert entries[2].after["seal"] == payment_list.seal


# Excel


def sheet_rows(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_workbook_equals_the_database() -> None:
    village()
    hands = payments.crew()
    payments.approved(hands)
    stored = PaymentList.objects.get()
    rows = sheet_rows(actions.export_list(payment_list=stored, by=hands.accountant))
    heads = rows[5]
    place = {head: index for index, head in enumerate(heads)}
    columns = (
        "TT", "Mã đối tượng", "Họ và tên", "Số định danh", "Thôn, tổ dân phố", "Đối tượng", "Mức hằng tháng",
        "Truy lĩnh: tháng", "Truy lĩnh: số tiền", "Truy thu: số tiền", "Tổng được nhận",
    )  # fmt: skip
    body = rows[6 : 6 + stored.lines.count()]
    assert [[row[place[name]] for name in columns] for row in body] == [
        [
            line.position, line.person_code, line.name, line.id_number, line.hamlet, line.group_code,
            line.regular, span_of(line.arrears_from, line.arrears_to), line.arrears, line.recovery,
            line.total,
        ]
        for line in stored.lines.order_by("position")
    ]  # fmt: skip
    last = rows[6 + len(body)]
    assert [last[place[name]] for name in columns[6:] if name != "Truy lĩnh: tháng"] == [
        stored.regular,
        stored.arrears,
        stored.recovery,
        stored.total,
    ]


def test_workbook_keeps_leading_zeros_and_figures() -> None:
    payments.allowance(id_number="051178123456")
    hands = payments.crew()
    payments.built(hands)
    rows = sheet_rows(actions.export_list(payment_list=PaymentList.objects.get(), by=hands.accountant))
    place = {head: index for index, head in enumerate(rows[5])}
    assert rows[6][place["Số định danh"]] == "051178123456"
    assert rows[6][place["Tổng được nhận"]] == 990_000
    assert rows[3][0] == "BẢN DỰ THẢO"


# Cells


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        ((2026, 9), (2026, 9), "09/2026"),
        ((2026, 7), (2026, 9), "07-09/2026"),
        ((2025, 12), (2026, 2), "12/2025-02/2026"),
    ],
)
def test_span_of_months(first: tuple[int, int] | None, last: tuple[int, int] | None, words: str) -> None:
    assert span_of(dt.date(*first, 1) if first else None, dt.date(*last, 1) if last else None) == words


def test_every_note_and_sex_has_words_on_paper() -> None:
    assert set(NOTES) == set(Note.values)
    assert set(SEXES) == {"M", "F"}


def test_same_snapshot_gives_the_same_bytes() -> None:
    payments.allowance()
    payments.built(payments.crew())
    snapshot = snapshot_of(PaymentList.objects.get())
    assert render_papers([snapshot]) == render_papers([snapshot])
