"""Without a script, by the keyboard alone, and two people at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from beneficiaries.models import Person
from cases import actions
from cases.models import Case
from tests.factories import cases
from tests.journeys.browser import Desk, desk, paper_of, server, words_of  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser

# A Monday morning; the server stands at the Tuesday after.
YESTERDAY = dt.datetime(2026, 10, 5, 9, 0, tzinfo=cases.ZONE)


@pytest.fixture(autouse=True)
def no_questions_yet() -> None:
    cache.clear()


def appraised_yesterday(who: Person) -> Case:
    """A case that waits for approval, as of the day before the server's."""
    hands = cases.crew()
    case = cases.received(hands, who, at=YESTERDAY)
    case = cases.step(case, actions.start_appraisal, hands.appraiser, YESTERDAY)
    return cases.step(case, actions.propose_grant, hands.appraiser, YESTERDAY, note="")


def test_registration_without_javascript(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer", name="Võ Thị Cán", script=False)
    page = officer.page
    officer.follow("Register a case")
    page.locator("main [name=q]").fill("pham thi mai")
    officer.press("Find")
    officer.follow("Register a new person")
    page.locator("[name=name]").fill("Phạm Thị Mai")
    page.locator("[name=born]").fill("1945")
    page.locator("[name=sex]").select_option("F")
    officer.press("Save and go on to the facts")
    page.locator("[name=has_pension_or_si]").select_option("no")
    officer.press("Save and see the groups")
    page.get_by_role("radio", name=_("Social pension from 75")).check()
    officer.press("Choose and go on to the papers")
    for paper in page.locator("select[name^=paper_]").all():
        paper.select_option("database")
    page.locator("[name=applicant_relation]").fill("bản thân")
    officer.press("Save and check the file")
    officer.press("Receive the file and issue the receipt")

    officer.told("The file is received; the receipt can be printed.")
    receipt = words_of(officer.file(paper_of(officer, "receipt")))
    assert Case.objects.get().code in receipt
    assert "Phạm Thị Mai" in receipt
    officer.end()


def test_step_is_taken_by_keyboard_alone(desk: Callable[..., Desk]) -> None:  # noqa: F811
    case = appraised_yesterday(cases.person("Đỗ Văn Tìm"))
    approver = desk("department_approver", name="Lê Thị Phím")
    keyboard = approver.page.keyboard
    keyboard.press("/")
    keyboard.type("do tim")
    keyboard.press("Enter")
    expect(approver.page.get_by_role("heading", level=1)).to_have_text(_("Search"))
    approver.reach(case.code)
    keyboard.press("Enter")
    expect(approver.page.get_by_role("heading", level=1)).to_have_text("Đỗ Văn Tìm")
    approver.reach(_("Approve and submit to the chair"))
    keyboard.press("Enter")

    approver.told("The proposal is approved and waits for signature.")
    assert Case.objects.get().state == "approved"
    approver.end()


def test_escape_closes_the_menu_and_returns_to_it(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer")
    menu = officer.page.locator("details.menu")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    officer.look("menu-open")
    officer.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    officer.end()


def test_second_of_two_approvers_is_told_who_was_first(desk: Callable[..., Desk]) -> None:  # noqa: F811
    case = appraised_yesterday(cases.person())
    first, second = (desk("department_approver", name=name) for name in ("Trần Thị Trước", "Lê Văn Sau"))
    for who in (first, second):
        who.go(f"/cases/{case.pk}/")
    first.press("Approve and submit to the chair")
    first.told("The proposal is approved and waits for signature.")
    second.press("Approve and submit to the chair")

    expect(second.page.locator(".messages")).to_contain_text("Trần Thị Trước")
    second.look("case-moved")
    case = Case.objects.get()
    assert (case.state, case.approved_by_id) == ("approved", first.who.user_id)
    second.end()
    first.end()


def test_wrong_entries_are_listed_and_kept(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer")
    page = officer.page
    officer.go("/people/new/")
    page.locator("[name=name]").fill("Phạm Thị Mai")
    page.locator("[name=born]").fill("31/02/1945")
    page.locator("[name=sex]").select_option("F")
    officer.press("Save")
    expect(page.locator("[name=born]")).to_have_value("31/02/1945")
    expect(page.locator("[name=name]")).to_have_value("Phạm Thị Mai")
    # The list of what is wrong takes the focus, and leads to each field.
    expect(page.locator("[data-focus]")).to_be_focused()
    officer.look("person-form-wrong")
    officer.end()


def test_lost_session_loses_nothing(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer")
    page = officer.page
    officer.go("/people/new/")
    page.locator("[name=name]").fill("Phạm Thị Mai")
    page.locator("[name=sex]").select_option("F")
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == "POST"):
        page.locator("[name=hamlet]").fill("Thôn Cổ Lũy")

    page.context.clear_cookies()
    officer.sign_in()
    officer.go("/people/new/")
    expect(page.locator("[name=name]")).to_have_value("")
    officer.look("draft-offered")
    officer.press("Take it up again")
    expect(page.locator("[name=name]")).to_be_focused()
    values = [page.locator(f"[name={name}]").input_value() for name in ("name", "sex", "hamlet")]
    assert values == ["Phạm Thị Mai", "F", "Thôn Cổ Lũy"]

    page.locator("[name=born]").fill("12/06/1948")
    officer.press("Save")
    officer.go("/people/new/")
    expect(page.get_by_role("button", name=_("Take it up again"))).to_have_count(0)
    officer.end()
