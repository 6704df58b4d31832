"""Pages of workbooks, rows held back, and a beneficiary's death."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from beneficiaries.models import Person
from entitlements.models import CaseloadImport
from offices.actors import Actor
from tests.factories import caseloads, offices, people
from tests.factories.caseloads import listed, neighbours, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Actor:
    return offices.actor("commune_officer", name="Võ Thị Cán")


@pytest.fixture
def desk(client: Client, officer: Actor) -> Client:
    return offices.sign_in(client, officer)


def upload(client: Client, content: bytes, month: str = "09/2026", **fields: Any) -> Any:
    file = SimpleUploadedFile("danh-sach.xlsx", content)
    return client.post(reverse("import_new"), {"file": file, "paid_through": month, **fields})


def test_workbook_is_uploaded_shown_and_taken_over(desk: Client) -> None:
    content = workbook(*neighbours(), listed(note="đã chết ngày 05/09/2026", born="1978"))
    response = upload(desk, content)
    done = CaseloadImport.objects.get()
    assert response["Location"] == reverse("import_detail", args=[done.pk])

    text = desk.get(response["Location"]).content.decode()
    for shown in (
        "Nguyễn Thị Hoa",
        "Lê Văn Nam",
        "500.000",
        "750.000",
        reverse("import_confirm", args=[done.pk]),
    ):
        assert shown in text
    assert Person.objects.count() == 0

    assert desk.get(reverse("import_confirm", args=[done.pk])).status_code == 200
    desk.post(reverse("import_confirm", args=[done.pk]))
    done.refresh_from_db()
    assert (done.state, Person.objects.count()) == ("confirmed", 2)
    text = desk.get(reverse("import_detail", args=[done.pk])).content.decode()
    assert reverse("import_confirm", args=[done.pk]) not in text


def test_confirming_again_says_so(desk: Client, officer: Actor) -> None:
    done = caseloads.taken_over(workbook(listed()), by=officer)
    text = desk.post(reverse("import_confirm", args=[done.pk]), follow=True).content.decode()
    assert "Võ Thị Cán" in text
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "month", "wrong"),
    [
        (b"not a workbook", "09/2026", "file"),
        (b"", "09/2026", "file"),
        (workbook(), "09/2026", "file"),
        (workbook(listed()), "10/2096", "paid_through"),
        (workbook(listed()), "không", "paid_through"),
    ],
    ids=["no workbook", "empty", "nobody", "month ahead", "no month"],
)
def test_upload_is_refused_in_words(desk: Client, content: bytes, month: str, wrong: str) -> None:
    response = upload(desk, content, month)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [wrong])
    assert CaseloadImport.objects.count() == 0


def test_zip_that_is_no_workbook_is_refused(desk: Client) -> None:
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("readme.txt", "x")
    assert list(upload(desk, target.getvalue()).context["form"].errors) == ["file"]


def test_file_past_the_limit_is_refused(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entitlements.forms.MAX_UPLOAD", 100)
    assert list(upload(desk, workbook(listed())).context["form"].errors) == ["file"]


def test_missing_column_is_named(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(caseloads.COLUMNS, "id_number", "Cột lạ")
    (error,) = upload(desk, workbook(listed())).context["form"].errors["file"]
    assert "Danh sách" in error


def test_province_chooses_a_commune_for_sheets_without_one(client: Client) -> None:
    administrator = offices.sign_in(client, offices.actor("administrator", code=offices.PROVINCE))
    upload(administrator, workbook(listed(), commune=""), office=str(offices.office(offices.BA_TO).pk))
    assert CaseloadImport.objects.get().rows.get().office.code == offices.BA_TO


def test_rows_are_filtered(desk: Client, officer: Actor) -> None:
    done = caseloads.preview(
        workbook(*neighbours(), listed(note="đã chết ngày 05/09/2026", born="1978")), by=officer
    )
    url = reverse("import_detail", args=[done.pk])
    shown = {
        key: [row.name for row in desk.get(url, query).context["rows"]]
        for key, query in {
            "all": {},
            "hold": {"action": "hold"},
            "year": {"finding": "dob_year_only"},
            "dead": {"finding": "note_says_dead"},
            "pending": {"outcome": "pending", "action": "create"},
        }.items()
    }
    assert shown == {
        "all": ["Lê Văn Nam", "Trần Thị Lan", "Nguyễn Thị Hoa"],
        "hold": ["Nguyễn Thị Hoa"],
        "year": ["Nguyễn Thị Hoa"],
        "dead": ["Nguyễn Thị Hoa"],
        "pending": ["Lê Văn Nam", "Trần Thị Lan"],
    }


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_queries(
    desk: Client, officer: Actor, django_assert_num_queries: Any, number: int
) -> None:
    for index in range(number):
        content = workbook(*neighbours()[: 1 + index % 2], listed(id_number=f"05117800010{index}"))
        done = caseloads.preview(content, by=officer)
    # session, user, assignments; held rows; count, workbooks
    with django_assert_num_queries(6):
        desk.get(reverse("import_list"))
    # session, user, assignments; workbook; codes, count, sheets, rows, history
    with django_assert_num_queries(9):
        desk.get(reverse("import_detail", args=[done.pk]))


def test_workbook_shows_its_history(desk: Client, officer: Actor) -> None:
    done = caseloads.preview(workbook(listed()), by=officer)
    page = desk.get(reverse("import_detail", args=[done.pk])).content.decode()
    assert page.count('id="history"') == 1
    assert officer.name in page


def test_row_held_back_is_decided(desk: Client, officer: Actor) -> None:
    row = caseloads.held_row(by=officer, note="đã chết ngày 20/08/2026")
    url = reverse("import_row", args=[row.caseload_import_id, row.pk])
    text = desk.get(url).content.decode()
    assert "20/08/2026" in text

    step = reverse("import_row_step", args=[row.caseload_import_id, row.pk, "deceased"])
    refused = desk.post(step, {"deceased-died_on": "20/08/2026"})
    assert (refused.status_code, Person.objects.filter(died_on__isnull=False).count()) == (200, 0)
    response = desk.post(step, {"deceased-died_on": "20/08/2026", "deceased-reason": "Theo trích lục."})
    assert response["Location"] == url
    row.refresh_from_db()
    assert row.outcome == "accepted"
    assert desk.get(url).status_code == 200


def test_same_person_is_named_by_code(desk: Client, officer: Actor) -> None:
    twin = people.person(born="12/06/1978", by=officer, id_number="051178123456")
    row = caseloads.held_row(by=officer)
    step = reverse("import_row_step", args=[row.caseload_import_id, row.pk, "same-person"])
    assert desk.post(step, {"same-person-person": "99999-1", "same-person-reason": "x"}).status_code == 200
    assert desk.post(step, {"same-person-person": twin.code, "same-person-reason": "x"}).status_code == 302
    assert twin.entitlements.count() == 1


def test_decision_not_offered_changes_nothing(desk: Client, officer: Actor) -> None:
    row = caseloads.held_row(by=officer, amount=700_000)
    base = [row.caseload_import_id, row.pk]
    assert (
        desk.post(reverse("import_row_step", args=[*base, "present"]), {"present-reason": "x"}).status_code
        == 302
    )
    assert desk.post(reverse("import_row_step", args=[*base, "magic"])).status_code == 404
    row.refresh_from_db()
    assert row.outcome == "held"


def test_nothing_of_a_workbook_exists_for_another_commune(client: Client, officer: Actor) -> None:
    row = caseloads.held_row(by=officer, amount=700_000)
    done = caseloads.preview(workbook(listed(name="Ai đó", id_number="")), by=officer)
    stranger = offices.sign_in(client, offices.actor("commune_officer", code=offices.SON_HA))
    gets = [
        reverse("import_detail", args=[done.pk]),
        reverse("import_confirm", args=[done.pk]),
        reverse("import_row", args=[row.caseload_import_id, row.pk]),
    ]
    posts = [
        reverse("import_confirm", args=[done.pk]),
        reverse("import_cancel", args=[done.pk]),
        reverse("import_row_step", args=[row.caseload_import_id, row.pk, "lawful-amount"]),
    ]
    assert [stranger.get(url).status_code for url in gets] == [404] * 3
    assert [stranger.post(url).status_code for url in posts] == [404] * 3
    assert stranger.get(reverse("import_list")).context["page"].object_list.count() == 0
    assert stranger.get(reverse("import_held")).context["rows"] == []


@pytest.mark.parametrize("name", ["import_list", "import_new", "import_held"])
def test_imports_need_the_permission(client: Client, name: str) -> None:
    accountant = offices.sign_in(client, offices.actor("payment_accountant"))
    assert accountant.get(reverse(name)).status_code == 403


def test_own_rows_of_the_provinces_workbook_wait_for_the_commune(desk: Client) -> None:
    administrator = offices.actor("administrator", code=offices.PROVINCE)
    row = caseloads.held_row(by=administrator, amount=700_000)
    assert [line.pk for _import, line in desk.get(reverse("import_held")).context["rows"]] == [row.pk]
    assert desk.get(reverse("import_row", args=[row.caseload_import_id, row.pk])).status_code == 200
    assert desk.get(reverse("import_detail", args=[row.caseload_import_id])).status_code == 404


def test_workbook_is_discarded(desk: Client, officer: Actor) -> None:
    done = caseloads.preview(workbook(listed()), by=officer)
    desk.post(reverse("import_cancel", args=[done.pk]))
    done.refresh_from_db()
    assert done.state == "cancelled"


def test_page_of_a_row_shows_the_workbook_as_typed(desk: Client, officer: Actor) -> None:
    row = caseloads.held_row(by=officer, amount="700 000", born="12.06.1978")
    response = desk.get(reverse("import_row", args=[row.caseload_import_id, row.pk]))
    assert ("Mức trợ cấp", "700 000") in response.context["raw"]
    assert ("Ngày sinh", "12.06.1978") in response.context["raw"]


def test_double_names_the_row_it_resembles_and_its_person(desk: Client, officer: Actor) -> None:
    row = caseloads.held_row(by=officer, id_number="051178000002")
    response = desk.get(reverse("import_row", args=[row.caseload_import_id, row.pk]))
    other = response.context["resembles"]
    codes = [choice.form.initial.get("person") for choice in response.context["choices"]]
    assert (other.row, codes) == (7, [None, other.person.code, None])


def test_lawful_amount_is_shown_beside_the_one_on_the_list(desk: Client, officer: Actor) -> None:
    row = caseloads.held_row(by=officer, amount=700_000)
    text = desk.get(reverse("import_row", args=[row.caseload_import_id, row.pk])).content.decode()
    assert ("700.000 đ" in text, "750.000 đ" in text) == (True, True)
