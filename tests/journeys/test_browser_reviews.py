"""A mass review from hand to hand in a real browser: prepared, submitted, signed, applied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import offices, reviews
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_review_from_hand_to_hand(desk: Callable[..., Desk]) -> None:  # noqa: F811
    reviews.caseload()
    administrator = desk("administrator", code=offices.PROVINCE, name="Lê Văn Quản")
    administrator.follow("Reviews")
    administrator.look("reviews-none")
    administrator.follow("Prepare a review")
    administrator.look("review-new")
    administrator.press("Prepare the review")
    expect(administrator.page.get_by_text("Trần Văn Bảy")).to_be_visible()
    administrator.look("review-prepared")
    administrator.end()

    for role, name, step in (
        ("department_approver", "Trần Thị Duyệt", "Submit to the chair"),
        ("commune_chair", "Phạm Văn Ký", "Sign the list decision"),
        ("commune_officer", "Võ Thị Cán", "Apply to the allowances"),
    ):
        hand = desk(role, name=name)
        hand.follow("Reviews")
        hand.look(f"reviews-{role}")
        hand.page.get_by_role("link", name="Xã Tịnh Khê", exact=True).click()
        hand.press(step)
        hand.look(f"review-after-{role}")
        if step == "Apply to the allowances":
            expect(hand.page.get_by_text("01/QĐ-UBND").first).to_be_visible()
        hand.end()
