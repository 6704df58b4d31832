"""Contracts: one proposes, another confirms; a payment falls under one only."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from offices.actors import NotPermitted
from offices.models import User
from payments import actions
from payments.models import Contract
from payments.refusals import ContractMoved, ContractObjected, ContractSameHands, ProviderKnown
from payments.rules.contracts import Scope, overlapping
from tests.factories import offices, payments, providers

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 12, 31)


def test_contract_counts_once_another_person_confirms_it() -> None:
    hands = payments.crew()
    contract = providers.proposed(hands.accountant)
    assert list(Contract.objects.in_force(FIRST)) == []
    actions.confirm_contract(contract=contract, by=hands.approver)
    assert list(Contract.objects.in_force(FIRST)) == [contract]
    assert list(Contract.objects.in_force(dt.date(2026, 9, 30))) == []
    with pytest.raises(ContractMoved):
        actions.decline_contract(contract=contract, reason="Muộn.", by=hands.approver)
    actions.close_contract(contract=contract, reason="Chấm dứt.", by=hands.approver)
    assert list(Contract.objects.in_force(FIRST)) == []


def test_nobody_confirms_their_own_contract() -> None:
    hands = payments.crew()
    contract = providers.proposed(hands.accountant)
    both = offices.actor(
        "payment_approver", code=offices.PROVINCE, person=User.objects.get(pk=hands.accountant.user_id)
    )
    with pytest.raises(ContractSameHands):
        actions.confirm_contract(contract=contract, by=both)
    with pytest.raises(NotPermitted):
        actions.confirm_contract(contract=contract, by=hands.accountant)
    with pytest.raises(IntegrityError, match="contract_two_people"), transaction.atomic():
        Contract.objects.update(decided_by=both.user_id)


def test_second_contract_for_the_same_payments_is_objected_to() -> None:
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, methods=("cash",))
    beside = {"name": "Agribank", "kind": "bank"}
    other = providers.proposed(hands.accountant, number="02", methods=("account", "cash"), **beside)
    with pytest.raises(ContractObjected, match="01/HĐ-BĐ"):
        actions.confirm_contract(contract=other, by=hands.approver)
    narrow = providers.proposed(hands.accountant, number="03", methods=("account",), **beside)
    assert actions.confirm_contract(contract=narrow, by=hands.approver).state == "confirmed"


def test_provider_and_contract_number_are_entered_once() -> None:
    hands = payments.crew()
    providers.proposed(hands.accountant)
    with pytest.raises(ProviderKnown):
        providers.proposed(hands.accountant)
    with pytest.raises(ProviderKnown):
        actions.add_provider(
            office=offices.office(offices.PROVINCE), name="BƯU ĐIỆN TỈNH", kind="post", by=hands.accountant
        )


WANTED = Scope("1", frozenset({"cash"}), frozenset({1, 2}), FIRST, LAST)


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Scope("2", frozenset({"cash", "account"}), frozenset({2}), FIRST, LAST), True),
        (Scope("2", frozenset({"cash"}), frozenset(), FIRST, None), True),
        (Scope("2", frozenset({"cash"}), frozenset({3}), FIRST, LAST), False),
        (Scope("2", frozenset({"account"}), frozenset(), FIRST, LAST), False),
        (Scope("2", frozenset({"cash"}), frozenset(), dt.date(2027, 1, 1), None), False),
        (Scope("2", frozenset({"cash"}), frozenset(), LAST, None), True),
        (Scope("2", frozenset({"cash"}), frozenset(), dt.date(2026, 1, 1), dt.date(2026, 9, 30)), False),
    ],
)
def test_contracts_overlap(other: Scope, overlaps: bool) -> None:
    assert bool(overlapping(WANTED, [other])) is overlaps
    assert bool(overlapping(other, [WANTED])) is overlaps


@pytest.mark.parametrize(
    ("method", "commune", "day", "covered"),
    [
        ("cash", 1, FIRST, True),
        ("cash", 1, LAST, True),
        ("cash", 3, FIRST, False),
        ("account", 1, FIRST, False),
        ("cash", 1, dt.date(2027, 1, 1), False),
    ],
)
def test_contract_covers(method: str, commune: int, day: dt.date, covered: bool) -> None:
    assert WANTED.covers(method=method, commune=commune, day=day) is covered
