"""Changes of how people are paid: a second person, and days before money follows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import PayeeAccount, Person
from cases.management.commands.document_workflows import pages, workflow_table
from offices.actors import Actor, NotPermitted
from offices.models import User
from payments.models import PaymentLine
from tests.factories import offices, payments, people

pytestmark = pytest.mark.django_db
TABLE = {("waiting", "confirm", "confirmed"), ("waiting", "decline", "declined")}


@pytest.fixture
def officer() -> Actor:
    return offices.actor("commune_officer")


def account(person: Person, by: Actor, number: str = "111") -> PayeeAccount:
    return actions.set_payee_account(
        person=person, method="account", bank="Agribank", account_number=number, by=by
    )


def used(person: Person, on: dt.date) -> list[str]:
    return [row.account_number for row in person.payee_accounts.in_use(on)]


def test_transitions_equal_the_table() -> None:
    assert set(workflow_table(PayeeAccount)) == TABLE
    page = next(path for path in pages() if path.name == "payeeaccount.md")
    assert page.read_text(encoding="utf-8") == pages()[page]


def test_first_way_counts_at_once_and_a_change_after_its_days(officer: Actor, settings) -> None:
    settings.ACCOUNT_COOLING_DAYS = 5
    person, today = people.person(by=officer), timezone.localdate()
    account(person, officer, "111")
    change = account(person, officer, "222")
    assert used(person, today) == ["111"]
    actions.confirm_account(account=change, by=offices.actor("commune_chair"))
    assert used(person, today + dt.timedelta(4)) == ["111"]
    assert used(person, today + dt.timedelta(5)) == ["222", "111"]


def test_nobody_confirms_their_own_change(officer: Actor) -> None:
    person = people.person(by=officer)
    account(person, officer)
    change = account(person, officer, "222")
    both = offices.actor("commune_chair", person=User.objects.get(pk=officer.user_id))
    with pytest.raises(actions.AccountSameHands):
        actions.confirm_account(account=change, by=both)
    for who in (officer, offices.actor("commune_chair", code=offices.SON_HA)):
        with pytest.raises(NotPermitted):
            actions.confirm_account(account=change, by=who)
    with pytest.raises(IntegrityError, match="payee_account_two_people"), transaction.atomic():
        PayeeAccount.objects.filter(pk=change.pk).update(
            state="confirmed", decided_by=officer.user_id, usable_from=dt.date(2026, 10, 1)
        )


def test_one_change_waits_at_a_time_and_is_decided_once(officer: Actor) -> None:
    person, chair = people.person(by=officer), offices.actor("commune_chair")
    account(person, officer)
    change = account(person, officer, "222")
    with pytest.raises(actions.AccountChangeWaits):
        account(person, officer, "333")
    actions.decline_account(account=change, reason="Nhập nhầm.", by=officer)
    with pytest.raises(actions.AccountDecided):
        actions.confirm_account(account=change, by=chair)
    assert account(person, officer, "333").state == "waiting"


def test_declined_or_waiting_account_is_never_paid(officer: Actor) -> None:
    entitlement = payments.allowance()
    account(entitlement.person, officer, "111")
    change = account(entitlement.person, officer, "222")
    hands = payments.crew()
    payments.built(hands)
    assert PaymentLine.objects.get().account_number == "111"
    actions.decline_account(account=change, reason="Không đúng chủ.", by=offices.actor("commune_chair"))
    payments.built(hands)
    assert PaymentLine.objects.get().account_number == "111"


def test_confirmed_account_is_paid_from_the_day_it_may(officer: Actor) -> None:
    entitlement = payments.allowance()
    account(entitlement.person, officer, "111")
    change = account(entitlement.person, officer, "222")
    actions.confirm_account(account=change, by=offices.actor("commune_chair"))
    PayeeAccount.objects.filter(pk=change.pk).update(usable_from=payments.AS_OF)
    hands = payments.crew()
    payments.built(hands, as_of=payments.AS_OF - dt.timedelta(1))
    assert PaymentLine.objects.get().account_number == "111"
    payments.built(hands)
    assert PaymentLine.objects.get().account_number == "222"


def test_change_is_confirmed_on_screen(client: Client, officer: Actor) -> None:
    person, chair = people.person(by=officer), offices.actor("commune_chair")
    account(person, officer)
    change = account(person, officer, "222")
    here = reverse("person_detail", args=[person.pk])
    confirm = reverse("account_confirm", args=[person.pk, change.pk])
    offices.sign_in(client, officer)
    assert confirm not in client.get(here).content.decode()
    offices.sign_in(client, chair)
    assert here in client.get(reverse("account_changes")).content.decode()
    assert confirm in client.get(here).content.decode()
    assert client.post(confirm).status_code == 302
    assert PayeeAccount.objects.get(pk=change.pk).state == "confirmed"
    assert here not in client.get(reverse("account_changes")).content.decode()
