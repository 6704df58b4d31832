"""A child-protection case in a real browser: the call, the assessment, the page, the key that hides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import offices
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_call_is_taken_assessed_and_hidden(desk: Callable[..., Desk]) -> None:  # noqa: F811
    offices.actor("commune_chair", name="Phạm Văn Ký")
    offices.actor("child_protection_supervisor", name="Trần Văn Giám")
    officer = desk("child_protection_officer", code=offices.TINH_KHE, name="Lê Thị Trẻ")
    page = officer.page
    officer.follow("Child protection")
    officer.look("protection-queue")
    officer.follow("Receive a report")
    officer.look("protection-report")
    page.locator("[name=what]").fill("Hàng xóm nghe tiếng trẻ khóc, thấy vết bầm.")
    page.locator("[name=child_name]").fill("Bé Kín Đáo")
    page.locator("[name=harms][value=physical]").check()
    officer.press("Keep the report")
    expect(page.locator("#clocks")).to_contain_text("12 giờ")
    officer.look("protection-case")
    officer.follow("Make the initial assessment")
    for name in page.locator("[type=radio][value=high]").all():
        name.check()
    expect(page.locator("#counts")).to_contain_text("5 cao")
    officer.look("protection-assessment")
    officer.press("Make the initial assessment")
    expect(page.locator("#now")).to_be_visible()

    page.wait_for_load_state()  # With its script.
    page.keyboard.press("F2")
    expect(page.locator("main")).to_be_hidden()
    assert page.title() == "An Sinh"
    page.keyboard.press("F2")
    expect(page.locator("main")).to_be_visible()
    officer.follow("Who sees it")
    officer.look("protection-circle")
    officer.end()
