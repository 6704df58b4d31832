"""The table of areas: proposed and confirmed by two, one class a day, read from files, seen on screen."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from python_calamine import CalamineWorkbook

from audit.models import Entry
from offices.actors import NotPermitted
from policy import actions
from policy.enums import DifficultyClass as D
from policy.enums import EvidenceKind
from policy.facts import Evidence, Facts
from policy.imports import Place, UnreadablePlaces, read_places
from policy.models import DifficultyArea, LawChange
from policy.queries import area_rows, facts_at_home
from policy.rules.changes import Objection
from tests.factories import law, offices

pytestmark = pytest.mark.django_db

NEXT = dt.date(2027, 1, 1)
LISTED = "Điều 1 Nghị quyết 999/2026/NQ-HĐND"


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


def rows() -> list[tuple[str, str, str, dt.date | None]]:
    found = area_rows().order_by("hamlet_key", "valid_from")
    return [(row.hamlet, row.difficulty, str(row.valid_from), row.valid_to) for row in found]


def at_home(hamlet: str, on: dt.date, code: str = offices.SON_HA) -> Facts:
    return facts_at_home(Facts(), unit_code=code, hamlet=hamlet, on=on)


def test_table_is_empty_until_a_list_is_confirmed() -> None:
    told = Facts(in_special_difficulty_area=True)
    assert facts_at_home(told, unit_code=offices.SON_HA, hamlet="Thôn Gò", on=NEXT) == told


@pytest.mark.parametrize(
    ("hamlet", "code", "on", "special"),
    [
        ("Thôn Gò", offices.SON_HA, dt.date(2026, 10, 31), None),
        ("Thôn Gò", offices.SON_HA, dt.date(2026, 11, 1), True),
        ("thôn gò", offices.SON_HA, dt.date(2026, 12, 31), True),
        ("Thôn Gò", offices.SON_HA, dt.date(2027, 1, 1), None),
        ("Thôn Bãi", offices.SON_HA, dt.date(2026, 11, 1), False),
        ("Thôn Gò", offices.TINH_KHE, dt.date(2026, 11, 1), None),
    ],
)
def test_confirmed_table_answers_for_homes_in_its_days(
    hamlet: str, code: str, on: dt.date, special: bool | None
) -> None:
    law.listed(law.areas(("Thôn Gò", D.SPECIAL), ("", D.DIFFICULT), valid_to=dt.date(2026, 12, 31)))
    found = at_home(hamlet, on, code)
    paper = Evidence("in_special_difficulty_area", EvidenceKind.AREA_LIST, LISTED)
    assert found.in_special_difficulty_area is special
    assert found.evidence == (() if special is None else (paper,))


def test_later_list_ends_the_earlier_row_the_day_before() -> None:
    hands = law.crew()
    law.listed(law.areas(("Thôn Gò", D.SPECIAL)), hands)
    law.listed(law.areas(("Thôn Gò", D.ORDINARY), valid_from=NEXT), hands)
    assert rows() == [
        ("Thôn Gò", "special", "2026-11-01", dt.date(2026, 12, 31)),
        ("Thôn Gò", "ordinary", "2027-01-01", None),
    ]
    (entry,) = Entry.objects.filter(event="law_change.confirmed", before__rows__0__difficulty="special")
    assert (entry.before or {})["rows"][0]["valid_to"] is None


def test_row_of_the_same_first_day_is_put_right_and_kept() -> None:
    hands = law.crew()
    law.listed(law.areas(("Thôn Gò", D.SPECIAL)), hands)
    law.listed(law.areas(("Thôn Gò", D.DIFFICULT)), hands)
    assert rows() == [("Thôn Gò", "difficult", "2026-11-01", None)]
    kept = DifficultyArea.objects.get(difficulty="special")
    assert (kept.valid_to, kept.withdrawn_on) == (None, dt.date(2026, 10, 20))


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        (law.areas(), Objection.NO_AREA),
        (law.areas(("", D.SPECIAL), code="00001"), Objection.COMMUNE_UNKNOWN),
        (law.areas(("–", D.SPECIAL)), Objection.HAMLET_WITHOUT_NAME),
        (law.areas(("", D.SPECIAL), valid_to=dt.date(2026, 10, 31)), Objection.LAST_DAY_BEFORE_FIRST),
        (law.areas(("Thôn Gò", D.SPECIAL), ("thôn gò", D.ORDINARY)), Objection.PLACE_TWICE),
    ],
)
def test_change_that_does_not_fit_is_refused(change: law.AreaChange, objection: Objection) -> None:
    with pytest.raises(actions.ChangeObjected) as refused:
        actions.propose_areas(change=change, reason="Theo danh sách.", by=law.crew().proposer)
    assert (refused.value.objections, LawChange.objects.count()) == ((objection,), 0)


def test_earlier_list_may_not_reach_into_a_later_one() -> None:
    hands = law.crew()
    law.listed(law.areas(("Thôn Gò", D.SPECIAL), valid_from=NEXT), hands)
    with pytest.raises(actions.ChangeObjected) as refused:
        law.listed(law.areas(("Thôn Gò", D.ORDINARY)), hands)
    assert refused.value.objections == (Objection.PERIOD_TAKEN,)


def test_one_administrator_is_not_enough_and_an_officer_is_none() -> None:
    hands, change = law.crew(), law.areas(("Thôn Gò", D.SPECIAL))
    made = actions.propose_areas(change=change, reason="Theo danh sách.", by=hands.proposer)
    with pytest.raises(actions.SameHands):
        actions.confirm_change(change=made, by=hands.proposer)
    with pytest.raises(NotPermitted):
        actions.propose_areas(change=change, reason="Theo.", by=offices.actor("commune_officer"))
    assert rows() == []


def test_database_refuses_two_classes_on_one_day() -> None:
    law.listed(law.areas(("Thôn Gò", D.SPECIAL)))
    row = DifficultyArea.objects.get()
    row.pk, row.valid_from = None, NEXT
    with pytest.raises(IntegrityError, match="difficulty_area_one_class_a_day"), transaction.atomic():
        row.save()


# Files


def workbook(
    *lines: tuple[object, ...], heads: tuple[str, ...] = ("Mã xã", "Thôn, tổ dân phố", "Phân loại")
) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for index, line in enumerate((heads, *lines)):
            sheet.write_row(index, 0, line)
    return buffer.getvalue()


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("danh-sach.xlsx", content)


READ = (Place("21289", "Thôn Gò", D.SPECIAL), Place("21289", "", D.DIFFICULT))


@pytest.mark.parametrize(
    "content",
    [
        workbook((21289, "Thôn Gò", "Đặc biệt khó khăn"), ("", "", ""), ("21289", "", "difficult")),
        "Mã xã,Thôn tổ dân phố,PHÂN LOẠI\n21289,Thôn Gò,dac biet kho khan\n21289,,Khó khăn\n".encode(
            "utf-8-sig"
        ),
    ],
    ids=["xlsx", "csv"],
)
def test_places_are_read_from_excel_and_csv(content: bytes) -> None:
    assert read_places(uploaded(content)) == READ


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\xff", "Tệp này không đọc được dưới dạng Excel hay CSV."),
        (b"PK\x03\x04 not a workbook", "Tệp này không đọc được dưới dạng Excel hay CSV."),
        (workbook(heads=("Mã xã", "Ghi chú")), "Thiếu cột: Thôn, tổ dân phố, Phân loại."),
        (workbook(("xã A", "", "Khó khăn")), "Dòng 2: “xã A” không phải mã xã."),
        (
            workbook((21289, "", "vùng 9")),
            "Dòng 2: “vùng 9” không có trong các loại: "
            "Đặc biệt khó khăn, Khó khăn, Không thuộc diện khó khăn.",
        ),
    ],
    ids=["neither", "broken", "columns", "code", "class"],
)  # fmt: skip
def test_file_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadablePlaces) as refused:
        read_places(uploaded(content))
    assert refused.value.sentences == [sentence]


# Screens

WRITTEN = {
    "valid_from": "01/11/2026", "valid_to": "", "instrument": "", "new_kind": "Nghị quyết",
    "new_number": "999/2026/NQ-HĐND", "new_title": "Nghị quyết thử nghiệm", "new_issued_on": "01/10/2026",
    "new_in_force_on": "10/10/2026", "article": "Điều 1", "mark": "sourced", "reason": "Theo nghị quyết.",
}  # fmt: skip


def test_class_is_proposed_confirmed_and_shown(client: Client) -> None:
    hands = law.crew()
    offices.sign_in(client, hands.proposer)
    place = {"unit_code": offices.SON_HA, "hamlet": "Thôn Gò", "difficulty": "special"}
    client.post(reverse("law_change_new", args=["area"]), WRITTEN | place)
    change = LawChange.objects.get()
    page = client.get(reverse("law_change", args=[change.pk])).context
    assert page["title"] == "Thôn Gò, Xã Sơn Hà: Đặc biệt khó khăn"
    assert page["rows"] == [
        ("Thôn Gò, Xã Sơn Hà", "–", f"Đặc biệt khó khăn, từ ngày 01/11/2026; {LISTED}")
    ]  # fmt: skip

    offices.sign_in(client, hands.confirmer)
    client.post(reverse("law_change_step", args=[change.pk, "confirm"]))
    offices.sign_in(client, offices.actor("commune_officer"))
    (row,) = client.get(reverse("law_areas"), {"commune": offices.SON_HA, "day": "01/11/2026"}).context[
        "rows"
    ]
    assert (row["hamlet"], row["class"], row["days"], row["basis"]) == (
        "Thôn Gò", "Đặc biệt khó khăn", "từ ngày 01/11/2026", LISTED
    )  # fmt: skip
    assert client.get(reverse("law_areas"), {"day": "31/10/2026"}).context["rows"] == []


def test_list_is_proposed_from_a_file_and_exported(client: Client) -> None:
    hands = law.crew()
    offices.sign_in(client, hands.proposer)
    file = uploaded(workbook((21289, "Thôn Gò", "Đặc biệt khó khăn"), (21289, "", "Khó khăn")))
    client.post(reverse("law_change_new", args=["area-list"]), WRITTEN | {"file": file})
    actions.confirm_change(change=LawChange.objects.get(), by=hands.confirmer)
    assert [row[:2] for row in rows()] == [("", "difficult"), ("Thôn Gò", "special")]

    content = client.get(reverse("law_areas_export")).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [line[:3] for line in sheet] == [
        ["Mã xã", "Thôn, tổ dân phố", "Phân loại"],
        ["21289", "", "Khó khăn"],
        ["21289", "Thôn Gò", "Đặc biệt khó khăn"],
    ]
    assert read_places(uploaded(content)) == READ[::-1]


def test_unreadable_file_is_said_on_the_form_and_nothing_is_lost(client: Client) -> None:
    offices.sign_in(client, law.crew().proposer)
    url = reverse("law_change_new", args=["area-list"])
    answer = client.post(url, WRITTEN | {"file": uploaded(workbook(("xã A", "", "Khó khăn")))})
    assert answer.context["form"].errors["file"] == ["Dòng 2: “xã A” không phải mã xã."]
    assert "Nghị quyết thử nghiệm" in answer.content.decode()
