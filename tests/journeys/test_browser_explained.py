"""Why an amount, in a real browser: the person, the case and the payment line, and their papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from payments.models import PaymentLine
from tests.factories import cases, payments, people
from tests.journeys.browser import PICTURES, Desk, desk, server, words_of  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_person_case_and_line_say_why(desk: Callable[..., Desk]) -> None:  # noqa: F811
    parent = payments.allowance("Đinh Thị Sương", group="single_parent", units=2, born="20/12/1966")
    severe = people.entitlement(parent.person, group="disability_severe", start="2025-03")
    payments.paid(severe, through="2026-09")
    payments.built(payments.crew())
    case = cases.signed(cases.crew(), facts=cases.SEVERE, group="disability_severe")
    line = PaymentLine.objects.get(slot="main")

    officer = desk("commune_officer", name="Võ Thị Cán")
    officer.go(reverse("person_detail", args=[parent.person_id]))
    why = officer.page.locator("#why")
    expect(why).to_contain_text("Được hưởng 810.000 đồng, đã chi 750.000 đồng: còn truy lĩnh 60.000 đồng.")
    expect(why).to_contain_text("Đủ 60 tuổi: hệ số là 2,0, trước đó 1,5")
    officer.look("explained-person")
    printed(officer, "explained-person")

    officer.go(reverse("case_detail", args=[case.pk]))
    expect(officer.page.locator("#months")).to_contain_text("540.000")
    officer.look("explained-case")
    printed(officer, "explained-case")

    officer.go(reverse("payment_line", args=[line.pk]))
    expect(officer.page.locator("main")).to_contain_text("810.000 − 750.000 đã chi = 60.000 đồng.")
    officer.look("explained-line")
    printed(officer, "explained-line")
    for name, pk in (
        ("person_explanation", parent.person_id),
        ("case_explanation", case.pk),
        ("payment_line_pdf", line.pk),
    ):
        assert "BẢN GIẢI THÍCH" in words_of(officer.file(reverse(name, args=[pk])))
    officer.end()


def printed(who: Desk, name: str) -> None:
    """The page as it comes out of the printer, kept with the pictures."""
    who.page.emulate_media(media="print")
    if PICTURES:
        folder = Path(PICTURES) / "print"
        folder.mkdir(parents=True, exist_ok=True)
        who.page.pdf(path=folder / f"{name}.pdf", format="A4")
    who.page.emulate_media(media="screen")
