"""Providers in a real browser: the pages from a contract to the settled month, at both sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from beneficiaries import actions as people_actions
from payments import actions
from payments.models import Contract, Instruction, ProviderFile
from tests.factories import offices, payments, people, providers
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_pages_of_providers(desk: Callable[..., Desk]) -> None:  # noqa: F811
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    run = payments.being_paid(hands)
    file = ProviderFile.objects.get()
    hoa = Instruction.objects.get(name="Nguyễn Thị Hoa")
    said = providers.everything_paid(file) | {
        hoa.reference: ("", "Chưa nhận", "Vắng mặt"),
        "lạ": ("5", "", ""),
    }
    actions.hold_payment(instruction=hoa, reason="Đang xác minh.", by=hands.accountant)

    accountant = desk("payment_accountant", code=offices.PROVINCE, name="Đỗ Thị Toán")
    page = accountant.page
    accountant.follow("Payments")
    accountant.follow("Providers and contracts")
    accountant.look("providers")
    accountant.follow("Add a provider")
    page.locator("[name=name]").fill("Agribank Quảng Ngãi")
    page.get_by_text("Ngân hàng", exact=True).click()
    accountant.press("Save")
    accountant.told("The provider is added. Enter its contract.")
    accountant.look("contract-new")
    accountant.go(f"/payments/contracts/{Contract.objects.get().pk}/")
    accountant.look("contract")

    accountant.go(f"/payments/files/{file.pk}/")
    accountant.follow("Take in an answer")
    page.locator("[name=file]").set_input_files(
        {"name": "ketqua.csv", "mimeType": "text/csv", "buffer": providers.answer_csv(file, said)}
    )
    accountant.press("Save")
    expect(page.locator("#findings")).to_contain_text("lạ")
    accountant.look("file")
    accountant.press("Make the notice")
    accountant.told("The notice is made. Print it and hand it to the provider.")
    accountant.go(f"/payments/told/{hoa.pk}/")
    accountant.look("instruction")
    accountant.go(f"/payments/{run.pk}/")
    accountant.look("run-being-paid")
    accountant.follow("Settlement report")
    expect(page.get_by_text("990.000 + 990.000 + 0")).to_be_visible()
    accountant.look("settlement")
    accountant.file(f"/payments/{run.pk}/settlement/pdf/")
    accountant.file(f"/payments/files/{file.pk}/minutes/")
    accountant.go("/payments/uncollected/")
    accountant.look("uncollected")
    accountant.end()


def test_change_of_account_waits_for_a_second_person(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = offices.actor("commune_officer")
    person = people.person(by=officer)
    for number in ("111", "222"):
        people_actions.set_payee_account(
            person=person, method="account", bank="Agribank", account_number=number, by=officer
        )
    chair = desk("commune_chair", name="Đinh Văn Nam")
    chair.go("/people/account-changes/")
    chair.look("account-changes")
    chair.page.get_by_role("link", name=person.name).click()
    chair.look("person-account-waits")
    chair.press("Confirm the change")
    expect(chair.page.locator(".messages")).to_contain_text("Đã xác nhận thay đổi")
    chair.look("person-account-cools")
    chair.end()
