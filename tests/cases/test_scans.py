"""Scans of papers: what is kept, what is refused, who sees it, and that the trail knows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from audit.cipher import Undecipherable
from audit.models import Entry
from cases import actions, vault
from cases.actions import Upload
from cases.models import Case, Scan
from cases.papers import Paper
from cases.scanned import LARGEST, Refusal, ScanKind, ScanRefused, inspect, shown_name
from offices.actors import NotPermitted
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db


def picture(kind: str = "JPEG", side: int = 40) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(file, kind)
    return file.getvalue()


def pdf(pages: int = 1, *, script: str = "", password: str = "", attached: bool = False) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 300)
    if script:
        act = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        )
        writer.root_object[NameObject("/OpenAction")] = act
    if attached:
        writer.add_attachment("x.exe", b"MZ")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a.txt", "a")
    return file.getvalue()


# What a file is


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [(picture("JPEG"), ScanKind.JPEG, 1), (picture("PNG"), ScanKind.PNG, 1), (pdf(3), ScanKind.PDF, 3)],
    ids=["jpeg", "png", "pdf"],
)
def test_kind_is_told_from_the_content(content: bytes, kind: ScanKind, pages: int) -> None:
    told = inspect(content)
    assert (told.kind, told.pages) == (kind, pages)


REFUSED = {
    "empty": (b"", Refusal.EMPTY),
    "too large": (picture() + b"\0" * LARGEST, Refusal.TOO_LARGE),
    "text": (b"hello", Refusal.WRONG_KIND),
    "page of script": (b"<html><script>alert(1)</script>", Refusal.WRONG_KIND),
    "program": (b"MZ\x90\0" * 100, Refusal.WRONG_KIND),
    "workbook": (archive(), Refusal.WRONG_KIND),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.WRONG_KIND),
    "picture and archive": (picture() + archive(), Refusal.MORE_INSIDE),
    "png and archive": (picture("PNG") + archive(), Refusal.MORE_INSIDE),
    "pdf and archive": (pdf() + archive(), Refusal.MORE_INSIDE),
    "picture and script": (picture()[:-2] + b"<script>1</script>\xff\xd9", Refusal.MORE_INSIDE),
    "picture that is also a pdf": (picture()[:-2] + b"%PDF-1.7\xff\xd9", Refusal.MORE_INSIDE),
    "half a picture": (picture("JPEG", 400)[:300], Refusal.DAMAGED),
    "half a png": (picture("PNG")[:-20], Refusal.DAMAGED),
    "half a pdf": (pdf()[:200], Refusal.DAMAGED),
    "only the mark of a picture": (b"\xff\xd8\xff\xd9", Refusal.DAMAGED),
    "only the mark of a pdf": (b"%PDF-1.7\n%%EOF", Refusal.DAMAGED),
    "pdf with a program": (pdf(script="app.alert(1)"), Refusal.ACTIVE),
    "pdf with a file in it": (pdf(attached=True), Refusal.ACTIVE),
    "pdf with a password": (pdf(password="x"), Refusal.LOCKED),
}


@pytest.mark.parametrize("case", REFUSED, ids=list(REFUSED))
def test_other_content_is_refused_by_its_reason(case: str) -> None:
    content, reason = REFUSED[case]
    with pytest.raises(ScanRefused) as refused:
        inspect(content)
    assert refused.value.refusal is reason


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("giấy khai sinh.pdf", "giấy khai sinh.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\a.png", "a.png"),
        ("C:\\Users\\a.jpg", "a.jpg"),
        ("/", "scan"),
        ("..", "scan"),
        ("a\0b\n.pdf", "ab.pdf"),
        ("x" * 200 + ".pdf", "x" * 111 + "…" + "xxxx.pdf"),
    ],
)
def test_name_is_a_label_and_never_a_path(name: str, shown: str) -> None:
    assert shown_name(name) == shown


# Where it is kept


def test_content_lies_encrypted_under_a_random_name(kept_in: Path) -> None:
    content = picture()
    name = vault.put(content)
    (file,) = [path for path in kept_in.rglob("*") if path.is_file()]
    assert file.name == name
    assert content[:20] not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert vault.get(name) == content


def test_changed_content_is_noticed(kept_in: Path) -> None:
    name = vault.put(picture())
    (file,) = [path for path in kept_in.rglob("*") if path.is_file()]
    sealed = bytearray(file.read_bytes())
    sealed[40] ^= 1
    file.write_bytes(sealed)
    with pytest.raises(Undecipherable):
        vault.get(name)


def test_older_secret_still_opens(settings: Any) -> None:
    name = vault.put(b"x")
    settings.ENCRYPTION_SECRETS = ["a newer secret", *settings.ENCRYPTION_SECRETS]
    assert vault.get(name) == b"x"


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "a" * 31, "A" * 32])
def test_name_that_was_never_given_is_not_found(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        vault.get(name)


# Adding, viewing, taking back


def add(case: Case, by: Any, *contents: bytes, paper: Paper = Paper.IDENTITY) -> list[Scan]:
    uploads = [Upload(f"to{n}.jpg", content) for n, content in enumerate(contents or (picture(),), 1)]
    return actions.add_scans(case=case, paper=paper, uploads=uploads, by=by)


def test_second_upload_of_a_paper_is_a_new_version_beside_the_first() -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    add(case, hands.officer, picture(), pdf(2))
    add(case, hands.officer, picture("PNG"))
    assert list(case.scans.values_list("version", "sheet", "kind", "pages")) == [
        (2, 1, "png", 1),
        (1, 1, "jpeg", 1),
        (1, 2, "pdf", 2),
    ]


def test_one_bad_file_keeps_none(kept_in: Path) -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    with pytest.raises(ScanRefused):
        add(case, hands.officer, picture(), b"not a picture")
    assert (case.scans.count(), [path for path in kept_in.rglob("*") if path.is_file()]) == (0, [])


def test_nothing_is_kept_when_the_trail_cannot_be_written(
    kept_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = cases.crew()
    case = cases.draft(hands)

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(Entry.objects, "create", refuse)
        patch.setattr(Entry, "save", refuse)
        patch.setattr(Entry.objects, "bulk_create", refuse)
        with pytest.raises(DatabaseError):
            add(case, hands.officer)
    assert (case.scans.count(), [path for path in kept_in.rglob("*") if path.is_file()]) == (0, [])


def test_appraiser_adds_and_approver_may_not() -> None:
    hands = cases.crew()
    case = cases.under_appraisal(hands)
    add(case, hands.appraiser)
    with pytest.raises(NotPermitted):
        add(case, hands.approver)
    assert case.scans.count() == 1


def test_closed_case_takes_no_scan() -> None:
    hands = cases.crew()
    case = cases.signed(hands)
    with pytest.raises(actions.CaseMoved):
        add(case, hands.officer)
    assert case.scans.count() == 0


def test_viewing_is_recorded_by_paper_and_version() -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    content = picture()
    (scan,) = add(case, hands.officer, content)
    assert actions.view_scan(scan=scan, by=hands.chair) == content
    entry = Entry.objects.get(event="scan.viewed")
    assert entry.after == {"paper": "identity", "version": 1, "sheet": 1, "sha256": scan.sha256}


def test_scan_taken_back_leaves_the_page_and_stays_in_the_history(client: Client) -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    (scan,) = add(case, hands.officer)
    actions.take_back_scan(scan=scan, reason="Nhầm hồ sơ.", by=hands.officer, at=cases.AT)
    with pytest.raises(actions.ScanGone):
        actions.take_back_scan(scan=scan, reason="Nhầm hồ sơ.", by=hands.officer, at=cases.AT)
    offices.sign_in(client, hands.officer)
    assert client.get(reverse("case_scan_content", args=[case.pk, scan.pk])).status_code == 404
    assert Entry.objects.get(event="scan.taken_back").reason == "Nhầm hồ sơ."


# On screen


def post(client: Client, case: Case, *files: tuple[str, bytes], paper: str = "identity") -> Any:
    sheets = [SimpleUploadedFile(name, content, content_type="image/jpeg") for name, content in files]
    return client.post(reverse("case_scans", args=[case.pk]), {"paper": paper, "sheets": sheets})


def test_sheets_chosen_together_are_kept_and_served_under_their_true_kind(client: Client) -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    offices.sign_in(client, hands.officer)
    content = pdf()
    assert post(client, case, ("a.exe", picture()), ("../b.jpg", content)).status_code == 302
    scan = Scan.objects.get(sheet=2)
    assert scan.name == "b.jpg"
    answer = client.get(reverse("case_scan_content", args=[case.pk, scan.pk]))
    assert (answer.content, answer["Content-Type"], answer["Cache-Control"]) == (
        content,
        "application/pdf",
        "no-store",
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_refused_file_is_named_with_its_reason(client: Client) -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    offices.sign_in(client, hands.officer)
    answer = post(client, case, ("tot.jpg", picture()), ("xau.jpg", b"xau"))
    assert answer.status_code == 200
    assert answer.context["form"].errors["sheets"] == [
        "xau.jpg: Đây không phải tệp PDF, JPEG hay PNG. Hãy quét hoặc chụp giấy tờ rồi chọn tệp đó."
    ]
    assert Scan.objects.count() == 0


def test_medical_paper_is_seen_only_with_the_right_to_see_health(client: Client) -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    (scan,) = add(case, hands.officer, paper=Paper.MEDICAL)
    addresses = [
        reverse("case_scan", args=[case.pk, scan.pk]),
        reverse("case_scan_content", args=[case.pk, scan.pk]),
    ]
    offices.sign_in(client, hands.chair)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    inspector = offices.actor("inspector")
    offices.sign_in(client, inspector)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    page = client.get(reverse("case_scans", args=[case.pk])).content.decode()
    assert "to1.jpg" not in page


def test_page_of_scans_asks_as_often_for_one_as_for_many(
    client: Client, django_assert_num_queries: Any
) -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    offices.sign_in(client, hands.officer)
    address = reverse("case_scans", args=[case.pk])
    client.get(address)
    for count in (1, 3):
        for _time in range(count):
            add(case, hands.officer, picture(), picture())
        with django_assert_num_queries(5):
            client.get(address)


def test_our_pdf_reader_reads_what_ours_wrote() -> None:
    assert len(PdfReader(io.BytesIO(pdf(2))).pages) == 2
