"""The screens of the law by keyboard alone: proposing, confirming, comparing, reckoning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from policy.models import Benefit, LawChange
from tests.factories import offices
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def at_field(who: Desk, name: str) -> None:
    """By Tab to the field of that name."""
    for _key in range(80):
        who.page.keyboard.press("Tab")
        if who.page.evaluate("document.activeElement.name || ''") == name:
            return
    raise AssertionError(f"no way to {name!r} by keyboard")


def typed(who: Desk, name: str, text: str) -> None:
    """Tab to a field and type; what stands there is replaced, since Tab selects it."""
    at_field(who, name)
    who.page.keyboard.type(text)


def chosen(who: Desk, name: str, value: str) -> None:
    """Tab to a list and go down to a value."""
    at_field(who, name)
    who.page.keyboard.press("Home")
    for _key in range(80):
        if who.page.evaluate("document.activeElement.value") == value:
            return
        who.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value!r} is not offered")


def entered(who: Desk, label: str) -> None:
    """Tab to a link or button and press Enter."""
    who.reach(label)
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")


def administrator(desk: Callable[..., Desk], name: str) -> Desk:  # noqa: F811
    return desk("administrator", code=offices.PROVINCE, name=name)


def test_level_is_proposed_and_confirmed_by_keyboard_alone(desk: Callable[..., Desk]) -> None:  # noqa: F811
    proposer = administrator(desk, "Phạm Thị Đề")
    entered(proposer, _("Law"))
    entered(proposer, _("Supports"))
    proposer.look("law-levels")
    entered(proposer, _("Propose the level of a support"))
    chosen(proposer, "key", "funeral_beneficiary")
    typed(proposer, "value", "25")
    typed(proposer, "valid_from", "01/11/2026")
    typed(proposer, "known_from", "01/11/2026")
    chosen(proposer, "instrument", "nd335-2026")
    typed(proposer, "article", "Điều 11")
    typed(proposer, "reason", "Theo văn bản mới.")
    entered(proposer, _("Propose"))
    proposer.told("The change is proposed. It counts once another administrator has confirmed it.")
    proposer.look("law-change-waiting")
    proposer.end()

    confirmer = administrator(desk, "Lê Văn Duyệt")
    try:
        entered(confirmer, _("Law"))
        confirmer.go("/law/changes/")
        heading = confirmer.page.locator("tbody th a").first.inner_text()
        entered(confirmer, heading)
        entered(confirmer, _("Confirm the change"))
        confirmer.look("law-change-confirm")
        entered(confirmer, _("Confirm the change"))
        confirmer.told("The change is confirmed: it is law now.")
        row = Benefit.objects.get(key="funeral_beneficiary", valid_from=dt.date(2026, 11, 1))
        assert (row.value, row.instrument_id, LawChange.objects.get().state) == (
            Decimal("25"), "nd335-2026", "confirmed",
        )  # fmt: skip
        confirmer.look("law-change-confirmed")
        confirmer.end()
    finally:
        Benefit.objects.filter(key="funeral_beneficiary", valid_from=dt.date(2026, 11, 1)).delete()


def test_row_is_compared_with_the_official_text_by_keyboard_alone(
    desk: Callable[..., Desk],  # noqa: F811
) -> None:
    proposer = administrator(desk, "Phạm Thị Đề")
    entered(proposer, _("Law"))
    proposer.look("law-instruments")
    entered(proposer, _("Compare with the official text"))
    chosen(proposer, "row", "instrument:nd76-2024")
    typed(proposer, "document", "Công báo số 901")
    typed(proposer, "reason", "Đã đọc toàn văn.")
    entered(proposer, _("Propose"))
    proposer.told("The change is proposed. It counts once another administrator has confirmed it.")
    assert LawChange.objects.get().data["key"] == "nd76-2024"
    proposer.end()


def test_support_is_reckoned_by_keyboard_alone(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer", name="Võ Thị Cán")
    entered(officer, _("Law"))
    entered(officer, _("Reckon a support"))
    officer.look("law-supports")
    entered(officer, _("Rice for households short of food"))
    typed(officer, "happened_on", "06/10/2026")
    chosen(officer, "short_of_food", "yes")
    chosen(officer, "cause", "disaster")
    typed(officer, "people", "4")
    typed(officer, "months", "2")
    at_field(officer, "known_on")
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")
    expect(officer.page.locator("#answer")).to_contain_text("120 kg gạo")
    officer.look("law-support-answer")
    officer.end()


@pytest.mark.parametrize("page", ["groups", "procedures", "calendar", "coefficients"])
def test_pages_of_the_law_are_accessible(desk: Callable[..., Desk], page: str) -> None:  # noqa: F811
    who = administrator(desk, "Phạm Thị Đề")
    who.go(f"/law/{page}/")
    who.look(f"law-{page}")
    who.end()
