"""The main job on screen: a caseload in, a case from the desk to the decision, the month's lists out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Sum
from django.utils.translation import gettext as _
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from beneficiaries.models import Person
from cases.models import Case
from entitlements.models import CaseloadRow
from payments.models import PaymentLine, PaymentList, PaymentRun
from tests.factories import offices
from tests.journeys.browser import (
    Desk,
    desk,  # noqa: F401  (fixture)
    dong,
    paper_of,
    server,  # noqa: F401  (fixture)
    words_of,
    work_off_the_queue,
)

pytestmark = pytest.mark.browser

WORKBOOK = Path(__file__).resolve().parents[1] / "data" / "caseload-2026-09.xlsx"
BASE = 540_000
HELD = {"Xã Tịnh Khê": 5, "Xã Sơn Hà": 260, "Phường Đức Phổ": 260, "Xã Ba Tơ": 260}


def numbers_of(book: bytes) -> set[float]:
    """Every number a workbook holds."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    return {cell for row in rows for cell in row if isinstance(cell, float | int)}


def given_the_caseload_is_taken_over(officer: Desk) -> None:
    """The commune's own rows are registered; those of other communes are held, each with its reason."""
    page = officer.page
    officer.look("home-empty")
    officer.follow("Import a caseload")
    officer.look("import-new")
    page.locator("input[type=file]").set_input_files(WORKBOOK)
    page.locator("[name=paid_through]").fill("09/2026")
    officer.press("Read the workbook")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORKBOOK.name, timeout=60_000)
    officer.look("import-preview")
    held = CaseloadRow.objects.filter(action="hold")
    assert {sheet: held.filter(sheet=sheet).count() for sheet in HELD} == HELD
    page.locator("[name=sheet]").select_option("Xã Sơn Hà")
    officer.press("Filter")
    first = page.get_by_role("table", name=_("Rows of the workbook")).locator("tbody tr").first
    expect(first).to_contain_text(_("Held back"))
    first.get_by_role("link").first.click()
    officer.look("import-row")
    page.go_back()
    officer.follow("Take over the accepted rows")
    officer.look("import-confirm")
    officer.press("Take over")
    expect(page.locator(".messages .alert")).to_have_count(1)
    officer.look("import-done")
    officer.go("/imports/")
    officer.look("imports")
    officer.go("/imports/held/")
    officer.look("import-held")
    assert Person.objects.count() == 255


def when_a_person_is_registered_and_found_again_without_accents(officer: Desk) -> None:
    page = officer.page
    officer.go("/people/")
    officer.look("people")
    officer.follow("Register a person")
    officer.look("person-form")
    page.get_by_label(_("Full name")).fill("Đinh Thị Lành")
    page.locator("[name=born]").fill("12/06/1948")
    page.locator("[name=sex]").select_option("F")
    page.locator("[name=id_number]").fill("051148009999")
    page.locator("[name=hamlet]").fill("Thôn Cổ Lũy")
    officer.press("Save")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đinh Thị Lành")
    officer.look("person-new")
    officer.go("/")
    officer.follow("Register a case")
    officer.look("case-new")
    page.locator("main [name=q]").press_sequentially("dinh thi lanh")
    row = page.locator("#found tr", has_text="Đinh Thị Lành")
    expect(row).to_have_count(1)
    officer.look("case-found")
    row.get_by_role("button", name=_("Open a case")).click()


def when_the_case_is_received(officer: Desk) -> Case:
    """Facts, the group the law proposes, papers, the receipt."""
    page = officer.page
    officer.look("case-facts")
    page.locator("[name=has_pension_or_si]").select_option("no")
    officer.press("Save and see the groups")
    officer.look("case-group")
    page.get_by_role("radio", name=_("Social pension from 75")).check()
    officer.press("Choose and go on to the papers")
    officer.look("case-papers")
    for paper in page.locator("select[name^=paper_]").all():
        paper.select_option("original")
    page.locator("[name=applicant_name]").fill("Nguyễn Văn Nam")
    page.locator("[name=applicant_relation]").fill("con")
    officer.press("Save and check the file")
    officer.look("case-draft")
    officer.press("Receive the file and issue the receipt")
    officer.told("The file is received; the receipt can be printed.")
    officer.look("case-received")
    case = Case.objects.get()
    receipt = words_of(officer.file(paper_of(officer, "receipt")))
    assert case.code in receipt
    assert "Nguyễn Văn Nam" in receipt
    return case


def when_each_hand_takes_its_step(open_desk: Callable[..., Desk], case: Case) -> None:
    """The appraiser proposes (by keyboard), the department approves, the chair signs."""
    path = f"/cases/{case.pk}/"
    appraiser = open_desk("department_appraiser", name="Lê Văn Thẩm")
    appraiser.look("home-queue")
    appraiser.follow(case.code)
    appraiser.page.get_by_role("button", name=_("Begin the appraisal")).focus()
    appraiser.page.keyboard.press("Enter")
    appraiser.told("The appraisal has begun.")
    appraiser.look("case-appraiser")
    appraiser.follow("Propose to grant")
    appraiser.look("case-step")
    appraiser.page.get_by_label(_("Appraisal note")).fill("Đủ điều kiện.")
    appraiser.press("Propose to grant")
    appraiser.told("The proposal to grant waits for approval.")
    appraiser.end()

    approver = open_desk("department_approver", name="Trần Thị Duyệt")
    approver.go(path)
    approver.press("Approve and submit to the chair")
    approver.told("The proposal is approved and waits for signature.")
    approver.end()

    chair = open_desk("commune_chair", name="Phạm Văn Ký")
    chair.go(path)
    chair.look("case-chair")
    chair.press("Sign the decision")
    chair.told("The decision is signed; it can be printed.")
    chair.look("case-signed")
    decision = words_of(chair.file(paper_of(chair, "decision")))
    assert Case.objects.get().decision_number in decision
    assert "Đinh Thị Lành".upper() in decision.upper()
    chair.end()


def then_a_citizen_sees_the_status_and_no_more(citizen: Desk, case: Case) -> None:
    citizen.go("/track/")
    citizen.look("track")
    citizen.page.get_by_label(_("Case code")).fill(case.code)
    citizen.press("Look up")
    expect(citizen.page.locator("main")).to_contain_text(_("Finished: the result is at the one-stop desk"))
    assert "Đinh Thị Lành" not in citizen.page.content()
    citizen.look("track-found")
    citizen.go("/sign-in/")
    citizen.look("sign-in")
    citizen.go("/gallery/")
    citizen.look("gallery")
    citizen.end()


def when_the_lists_are_built_checked_and_approved(open_desk: Callable[..., Desk]) -> PaymentRun:
    accountant = open_desk("payment_accountant", code=offices.PROVINCE, name="Đỗ Thị Toán")
    page = accountant.page
    accountant.look("home-accountant")
    accountant.go("/payments/")
    accountant.look("runs-empty")
    accountant.follow("Build the lists of a month")
    accountant.look("run-new")
    accountant.press("Build the lists")
    expect(page.get_by_role("progressbar")).to_have_count(1)
    accountant.look("run-building")
    work_off_the_queue()
    # The page asks again by itself.
    expect(page.get_by_role("button", name=_("Check against the month before"))).to_be_visible()
    accountant.look("run-built")
    accountant.press("Check against the month before")
    expect(page.locator("#differences")).to_be_visible()
    accountant.look("run-checked")
    accountant.follow("See each person")
    accountant.look("run-differences")
    run = PaymentRun.objects.get()
    draft = accountant.file(f"/payments/lists/{PaymentList.objects.get().pk}/pdf/")
    assert "BẢN DỰ THẢO" in words_of(draft)
    accountant.end()

    approver = open_desk("payment_approver", code=offices.PROVINCE, name="Hồ Văn Chuẩn")
    approver.look("home-payment-approver")
    approver.go(f"/payments/{run.pk}/")
    approver.press("Approve the lists")
    approver.told("The lists are approved and sealed; they can be printed.")
    approver.look("run-approved")
    approver.end()
    return PaymentRun.objects.get()


def then_screen_paper_workbook_and_database_agree(officer: Desk, run: PaymentRun) -> None:
    """To the đồng, and the new decision is in the first list after it."""
    page = officer.page
    officer.go("/payments/")
    officer.look("runs")
    officer.follow("10/2026")
    officer.follow("Xã Tịnh Khê")
    officer.look("list")
    lines = PaymentLine.objects.filter(payment_list__run=run)
    total = lines.aggregate(total=Sum("total"))["total"]
    persons = Person.objects.filter(pk__in=lines.values("entitlement__person")).count()
    stat = page.locator(".stat", has_text=_("Total to pay"))
    shown = dong(stat.first.inner_text().replace("\n", " "))
    with page.expect_download() as download:
        officer.follow("Excel file")
    book = download.value.path().read_bytes()
    paper = words_of(officer.file(f"{page.url.removeprefix(officer.address)}pdf/"))
    assert shown == total == PaymentList.objects.get().total
    assert f"{total:,}".replace(",", ".") in paper
    assert total in numbers_of(book)
    assert persons == 256
    new = lines.get(person_code=Person.objects.get(name="Đinh Thị Lành").code)
    assert (new.regular, new.arrears, new.recovery) == (BASE, 0, 0)

    page.locator("main [name=q]").fill("dinh thi lanh")
    officer.press("Filter")
    officer.follow("Đinh Thị Lành")
    officer.look("line")
    expect(page.locator("main")).to_contain_text("540.000")


def then_the_person_page_tells_the_whole_story(officer: Desk) -> None:
    page = officer.page
    officer.go("/")
    page.keyboard.press("/")
    page.keyboard.type("dinh thi lanh")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    officer.look("search")
    officer.follow("Đinh Thị Lành")
    officer.look("person")
    main = page.locator("main")
    for text in (Case.objects.get().code, Case.objects.get().decision_number, "10/2026", "540.000"):
        expect(main).to_contain_text(text)
    officer.go("/")
    officer.look("home")
    officer.go("/cases/")
    officer.look("cases")


def test_caseload_case_and_payment_lists(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer", name="Võ Thị Cán")
    given_the_caseload_is_taken_over(officer)
    when_a_person_is_registered_and_found_again_without_accents(officer)
    case = when_the_case_is_received(officer)
    when_each_hand_takes_its_step(desk, case)
    then_a_citizen_sees_the_status_and_no_more(desk(), case)
    run = when_the_lists_are_built_checked_and_approved(desk)
    then_screen_paper_workbook_and_database_agree(officer, run)
    then_the_person_page_tells_the_whole_story(officer)
    officer.end()
