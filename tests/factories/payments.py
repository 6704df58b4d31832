"""Payment runs in any state, each reached through the actions of those whose turn it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from entitlements.models import Entitlement, OpeningPayment
from offices.actors import Actor
from payments import actions
from payments.models import Contract, PaymentRun
from payments.rules import LEDGER_START
from policy.months import months_between, parse_month
from policy.queries import current_law
from policy.rules import monthly_due
from tests.factories import offices, people, providers

OCTOBER = dt.date(2026, 10, 1)
NOVEMBER = dt.date(2026, 11, 1)
# The day Decree 335/2026 can be applied, and one before it.
AS_OF = dt.date(2026, 10, 6)
BEFORE = dt.date(2026, 9, 30)


@dataclass(frozen=True)
class Crew:
    """One person for each hand a run passes through, in the province."""

    accountant: Actor
    approver: Actor


def crew() -> Crew:
    return Crew(
        accountant=offices.actor("payment_accountant", code=offices.PROVINCE, name="Đỗ Thị Toán"),
        approver=offices.actor("payment_approver", code=offices.PROVINCE, name="Hồ Văn Chuẩn"),
    )


def allowance(
    name: str = "Nguyễn Thị Hoa",
    *,
    group: str = "disability_severe",
    units: int = 1,
    born: str | None = "12/06/1978",
    start: str = "2025-01",
    paid_through: str | None = "2026-09",
    code: str = offices.TINH_KHE,
    **fields: Any,
) -> Entitlement:
    """An allowance that earlier books paid through a month at the law as known then."""
    person = people.person(name, born=born, code=code, **fields)
    entitlement = people.entitlement(person, group=group, units=units, start=start)
    if paid_through:
        paid(entitlement, through=paid_through)
    return entitlement


def paid(entitlement: Entitlement, *, through: str, amount: int | None = None) -> None:
    """What earlier books paid for each month through one: the amount given, or what the law said then."""
    law, last = current_law(), parse_month(through)
    OpeningPayment.objects.bulk_create(
        OpeningPayment(
            entitlement=entitlement,
            month=month,
            amount=amount
            if amount is not None
            else monthly_due(
                group=entitlement.group_id,
                units=entitlement.units,
                born=entitlement.person.born,
                month=month,
                known_on=BEFORE,
                law=law,
                province=offices.PROVINCE,
            ).amount,
        )
        for month in months_between(max(entitlement.start_month, LEDGER_START), last)
    )


def built(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    return actions.build_run(
        month=month, office=offices.office(offices.PROVINCE), as_of=as_of, by=hands.accountant
    )


def building(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    return actions.start_build(
        month=month, office=offices.office(offices.PROVINCE), as_of=as_of, by=hands.accountant
    )


def checked(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    return actions.check_run(run=built(hands, month, as_of), by=hands.accountant)


def approved(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    return actions.approve_run(run=checked(hands, month, as_of), by=hands.approver)


def reopened(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    return actions.reopen_run(run=built(hands, month, as_of), reason="Sửa số liệu.", by=hands.accountant)


def superseded(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    run = approved(hands, month, as_of)
    actions.correct_run(run=run, reason="Sai tài khoản.", by=hands.approver)
    return PaymentRun.objects.get(pk=run.pk)


def handed_over(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    """Handed over under the contracts in force; without any, one that pays everything is made."""
    if not Contract.objects.exists():
        providers.contract(hands.accountant, hands.approver)
    return actions.hand_over(run=approved(hands, month, as_of), by=hands.accountant)


def being_paid(hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF) -> PaymentRun:
    return actions.start_paying(run=handed_over(hands, month, as_of), by=hands.accountant)


def reported(
    hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF, **said: providers.Said
) -> PaymentRun:
    """Every payment made, but for those said otherwise by name."""
    run = being_paid(hands, month, as_of)
    providers.answered(run, hands.accountant, **said)
    return actions.close_report(run=run, by=hands.accountant)


def reconciled(
    hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF, **said: providers.Said
) -> PaymentRun:
    return actions.reconcile(run=reported(hands, month, as_of, **said), by=hands.accountant)


def settled(
    hands: Crew, month: dt.date = OCTOBER, as_of: dt.date = AS_OF, **said: providers.Said
) -> PaymentRun:
    return actions.settle(run=reconciled(hands, month, as_of, **said), by=hands.approver)


IN_STATE = {
    "open": reopened,
    "building": building,
    "built": built,
    "checked": checked,
    "approved": approved,
    "handed_over": handed_over,
    "being_paid": being_paid,
    "reported": reported,
    "reconciled": reconciled,
    "settled": settled,
    "superseded": superseded,
}
