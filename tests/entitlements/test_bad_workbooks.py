"""Workbooks no office should send: each is refused in words, or read with its doubts as findings."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import WorkbookNotUnderstood
from beneficiaries.models import Finding, Person
from entitlements.models import CaseloadImport, Entitlement
from tests.factories import offices
from tests.factories.caseloads import listed, neighbours, workbook

GOOD = workbook(*neighbours(), listed())
SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


def changed(part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The good workbook with one part changed, or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            data = change(source.read(name)) if name == part else source.read(name)
            if data is not None:
                package.writestr(name, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def amount_of(text: bytes) -> bytes:
    return changed(SHEET, lambda data: data.replace(b"<v>750000</v>", b"<v>%s</v>" % text))


def far_cell(place: str) -> bytes:
    cell = f'<row r="{place[3:]}"><c r="{place}"><v>1</v></c></row></sheetData>'
    return changed(SHEET, lambda data: data.replace(b"</sheetData>", cell.encode()))


def two_sheets_of_one_name() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("A")
    book.add_worksheet("B")
    book.close()
    names = io.BytesIO()
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(names, "w") as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace(b'name="B"', b'name="A"'))
    return names.getvalue()


def understated() -> bytes:
    """A part that declares 10 bytes and unpacks to far more."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(BOOK, b" " * 5_000_000)
    raw = target.getvalue()
    return raw.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def padded() -> bytes:
    """A part that unpacks to more than is read."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("xl/media/x.bin", "w") as part:
            for _block in range(201):
                part.write(bytes(1024 * 1024))
        package.writestr(BOOK, b"<workbook/>")
    return target.getvalue()


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    return offices.sign_in(client, offices.actor("commune_officer"))


def upload(client: Client, content: bytes, month: str = "09/2026") -> Any:
    file = SimpleUploadedFile("danh-sach.xlsx", content)
    return client.post(reverse("import_new"), {"file": file, "paid_through": month})


REFUSED = {
    "cut short": GOOD[: len(GOOD) // 2],
    "an old .xls renamed": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "sheet missing": changed(SHEET, lambda data: None),
    "texts missing": changed(TEXTS, lambda data: None),
    "sheet cut short": changed(SHEET, lambda data: data[: len(data) // 2]),
    "sheet is noise": changed(SHEET, lambda data: b"\x00\xff<<<>>>"),
    "workbook is noise": changed(BOOK, lambda data: b"nonsense"),
    "text that is not there": changed(
        SHEET, lambda data: data.replace(b't="s"><v>1</v>', b't="s"><v>99999</v>')
    ),
    "two sheets of one name": two_sheets_of_one_name(),
    "part larger than declared": understated(),
    "unpacks a thousandfold": padded(),
    "filled cell far outside": far_cell("XFD1048576"),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_file_is_refused_in_words(desk: Client, content: bytes) -> None:
    response = upload(desk, content)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["file"])
    assert CaseloadImport.objects.count() == 0


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_reader_refuses_without_the_form(content: bytes) -> None:
    with pytest.raises(WorkbookNotUnderstood):
        read_workbook(content)


def test_formatted_cells_far_outside_are_no_matter() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    content = changed(SHEET, lambda data: data.replace(b"</sheetData>", far))
    assert len(read_workbook(content).rows) == 3


def longest(**cells: Any) -> bytes:
    return workbook(*neighbours(), listed(**cells))


READ: dict[str, tuple[bytes, str, list[str]]] = {
    "amount is not a number": (amount_of(b"NaN"), "held", ["amount_unreadable"]),
    "amount is infinite": (amount_of(b"inf"), "held", ["amount_unreadable"]),
    "amount is negative": (amount_of(b"-50"), "held", ["amount_unreadable"]),
    "amount is beyond money": (longest(amount="9" * 40), "held", ["amount_unreadable"]),
    "amount is a truth value": (longest(amount=True), "held", ["amount_unreadable"]),
    "zero character": (
        changed(TEXTS, lambda data: data.replace("Thôn Cổ Lũy".encode(), b"Th_x0000_")),
        "accepted",
        [],
    ),
    "name": (longest(name="Nguyễn Thị " + "Hoa " * 100), "accepted", ["text_too_long"]),
    "name of accents alone": (longest(name="á" * 200), "accepted", []),
    "hamlet": (longest(hamlet="Thôn " + "x" * 200), "accepted", ["text_too_long"]),
    "collector": (longest(proxy="Trần " * 60), "accepted", ["text_too_long"]),
    "decision with nothing but words": (longest(decision="x" * 90), "accepted", ["decision_unreadable"]),
    "number": (longest(id_number="1" * 31), "accepted", ["id_bad_length"]),
    "account": (longest(account="1" * 50), "accepted", ["account_unreadable"]),
    "account among words": (longest(account="Agribank 4500205123456"), "accepted", ["account_unreadable"]),
    "start in the year 1": (longest(start="01/0001"), "held", ["start_unreadable"]),
    "start in the year 9999": (longest(start="12/9999"), "held", ["start_unreadable"]),
    "start after the list": (longest(start="12/2026"), "held", []),
    "name is markup": (longest(name="<script>alert(1)</script> 😀"), "accepted", []),
    "entity of its own": (
        changed(SHEET, lambda d: d.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)),
        "accepted",
        [],
    ),
}


@pytest.mark.parametrize(("content", "outcome", "findings"), READ.values(), ids=READ)
def test_row_is_read_with_its_doubt_and_every_page_shows_it(
    desk: Client, content: bytes, outcome: str, findings: list[str]
) -> None:
    shown = upload(desk, content)["Location"]
    done = CaseloadImport.objects.get()
    assert desk.get(shown).status_code == 200
    desk.post(reverse("import_confirm", args=[done.pk]))

    row = done.rows.order_by("pk").last()
    assert row is not None
    assert (row.outcome, [note["code"] for note in row.findings]) == (outcome, findings)
    people = [reverse("person_detail", args=[person.pk]) for person in Person.objects.all()]
    pages = [shown, reverse("import_row", args=[done.pk, row.pk]), reverse("import_held"), *people]
    pages += [reverse("person_list"), reverse("person_export"), "/"]
    assert [url for url in pages if desk.get(url).status_code != 200] == []
    assert "<script>alert" not in "".join(desk.get(url).content.decode() for url in people)


def test_number_of_the_decision_is_taken_out_of_a_sentence(desk: Client) -> None:
    words = "12/QĐ-UBND của Ủy ban nhân dân huyện Sơn Tịnh về việc trợ cấp xã hội hằng tháng ngày 01/03/2026"
    upload(desk, longest(decision=words))
    desk.post(reverse("import_confirm", args=[CaseloadImport.objects.get().pk]))
    entitlement = Entitlement.objects.get(person__name="Nguyễn Thị Hoa")
    assert (entitlement.decision_number, f"{entitlement.decision_on:%d/%m/%Y}") == (
        "12/QĐ-UBND",
        "01/03/2026",
    )


def test_what_is_cut_off_stays_in_the_row_as_typed(desk: Client) -> None:
    name = "Nguyễn Thị " + "Hoa " * 100
    upload(desk, longest(name=name))
    row = CaseloadImport.objects.get().rows.order_by("pk").last()
    assert row is not None
    assert ["Họ và tên", name] in row.raw
    desk.post(reverse("import_confirm", args=[row.caseload_import_id]))
    assert Finding.objects.get(code="text_too_long").data["cell"] == "B8"


@pytest.mark.parametrize(
    "month",
    ["13/2026", "00/2026", "09/99999999999999999999", "09/0001", "09/9999", "2026", "09 2026 1", "\0", "😀"],
)
def test_month_paid_is_refused_in_words(desk: Client, month: str) -> None:
    assert list(upload(desk, GOOD, month).context["form"].errors) == ["paid_through"]


def test_formula_counts_as_the_value_it_shows() -> None:
    content = changed(SHEET, lambda data: re.sub(rb"<v>750000</v>", b"<f>500000*1.5</f><v>750000</v>", data))
    assert {row.amount for row in read_workbook(content).rows} == {750_000}


def test_encrypted_part_is_refused() -> None:
    flagged = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.index(signature) + offset] |= 1
    with warnings.catch_warnings(), pytest.raises(WorkbookNotUnderstood):
        read_workbook(bytes(flagged))
