"""A suspension in a real browser: from the page of the person to the case that says what it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import cases, people
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_officer_opens_a_suspension_and_sees_what_it_does(desk: Callable[..., Desk]) -> None:  # noqa: F811
    who = people.person("Lê Thị Sáu", born="10/12/1976")
    people.entitlement(who, group="disability_severe")
    officer = desk("commune_officer", name="Võ Thị Cán")
    page = officer.page
    officer.go(f"/people/{who.pk}/")
    officer.look("person-with-changes")
    officer.follow("Suspend")
    page.locator("[name=reason]").fill("Đã mời hai lần, không đến xác định lại mức độ khuyết tật.")
    officer.look("change-new")
    officer.press("Open and go on")
    page.locator("[name=cause]").select_option("not_complying")
    page.locator("[name=event_on]").fill("30/09/2026")
    officer.look("change")
    officer.press("Save and see what it does")
    expect(page.locator("#change tbody tr")).to_contain_text("10/2026")
    expect(page.locator("#change tbody tr")).to_contain_text("-810.000 đ")
    officer.look("change-case")
    officer.press("Take up the change")
    officer.told("The change is taken up; the time limit runs.")
    officer.go("/cases/?kind=suspend")
    expect(page.locator("tbody tr")).to_have_count(1)
    officer.look("change-list")
    officer.end()


def test_chair_sees_a_resumption_and_the_person_its_suspension(desk: Callable[..., Desk]) -> None:  # noqa: F811
    hands = cases.crew()
    at = dt.datetime(2026, 10, 5, 9, tzinfo=cases.ZONE)
    held = cases.allowance(hands)
    cases.changed(
        hands,
        "suspend",
        held,
        at=at,
        **cases.GOOD_CHANGES["suspend"] | {"event_on": at.date() - dt.timedelta(days=1)},
    )
    case = cases.changed(hands, "resume", held, at=at, until="approved", facts=cases.SEVERE)
    chair = desk("commune_chair", name="Bùi Văn Chủ")
    chair.go(f"/cases/{case.pk}/")
    chair.look("resumption-to-sign")
    chair.press("Sign the resumption")
    chair.told("The resumption is signed; the decision can be printed.")
    chair.look("resumption-signed")
    chair.go(f"/people/{held.person_id}/")
    chair.look("person-suspended-once")
    chair.end()
