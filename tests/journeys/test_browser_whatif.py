"""A what-if and the changes ahead in a real browser: words, drawing, nothing beyond the edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import offices, people
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_what_if_and_changes_ahead(desk: Callable[..., Desk]) -> None:  # noqa: F811
    people.entitlement(people.person("Lê Thị Sáu Mươi", born="10/12/1966"), group="disability_severe")
    people.entitlement(people.person("Trần Văn Lớn", sex="M", born="10/12/2010"), group="child_no_care")
    people.entitlement(people.person("Phạm Văn Già", sex="M", born="10/05/1940"), group="elderly_poor")
    accountant = desk("payment_accountant", code=offices.PROVINCE, name="Đỗ Thị Toán")
    page = accountant.page
    accountant.follow("What-if")
    page.locator("[name=from_month]").fill("01/2027")
    page.locator("[name=base]").fill("600.000")
    accountant.press("Calculate")
    expect(page.locator("figure.chart").first).to_be_visible()
    # The child of sixteen is paid through December; the two adults have the coefficient 2,0.
    expect(page.locator("#result")).to_contain_text("2.160.000 đ")
    expect(page.locator("#result")).to_contain_text("2.400.000 đ")
    accountant.look("what-if")
    accountant.follow("Changes ahead")
    # The two birthdays, and the poverty status of the new year.
    expect(page.locator("tbody tr")).to_have_count(3)
    accountant.look("changes")
    accountant.end()
