"""Typed calls of the statements about money with providers: instructions, leftovers, settlement, holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from offices.models import Office
from payments.models import Contract, PaymentRun
from payments.sql import statement
from policy.months import next_month


@dataclass(frozen=True)
class FileMoney:
    """The money of one file in đồng and payments; `unanswered` payments have no result yet."""

    file_id: int
    carried_in_count: int
    carried_in: int
    received_count: int
    received: int
    paid_account_count: int
    paid_account: int
    paid_cash_count: int
    paid_cash: int
    unpaid_count: int
    unpaid: int
    returned_count: int
    returned: int
    unanswered: int

    @property
    def paid(self) -> int:
        return self.paid_account + self.paid_cash

    @property
    def paid_count(self) -> int:
        return self.paid_account_count + self.paid_cash_count


@dataclass(frozen=True)
class HoldDue:
    """A payment that must not be paid out any more, and why."""

    instruction_id: int
    reason: str


@dataclass(frozen=True)
class Uncollected:
    """An allowance of which nothing was collected for months running; `waiting` đồng wait for it."""

    entitlement_id: int
    person_id: int
    office_id: int
    person_code: str
    name: str
    waiting: int


def draw_file_number() -> int:
    """The number the next file will have: its payments are written before its bytes exist."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('payments_providerfile', 'id'))")
        return int(cursor.fetchone()[0])


def write_instructions(run: PaymentRun, *, contract: Contract, file: int) -> int:
    """Write the payments of a run that a contract makes; how many."""
    communes = list(contract.communes.values_list("pk", flat=True))
    return _execute(
        "instructions",
        {
            "run": run.pk,
            "file": file,
            "provider": contract.provider_id,
            "methods": list(contract.methods),
            "everywhere": not communes,
            "communes": communes,
        },
    )


def write_unanswered(run: PaymentRun, *, reason: str, by: int | None) -> int:
    """Write that payments no answer named were not paid; how many."""
    return _execute("unanswered", {"run": run.pk, "reason": reason, "by": by})


def write_leftovers(run: PaymentRun) -> int:
    """Write what did not reach people and where it goes; how many payments."""
    return _execute("leftovers", {"run": run.pk, "next_day": next_month(run.month)})


def undo_returned(run: PaymentRun) -> int:
    """Take money given back out of the months it was for; how many months."""
    return _execute("undo_returned", {"run": run.pk})


def undo_run(run: PaymentRun) -> int:
    """Take every month of a run that was replaced before it was handed over out of what was paid."""
    return _execute("undo_run", {"run": run.pk})


def money_of_files(run: PaymentRun) -> list[FileMoney]:
    """What came in, was paid, kept and given back, by file."""
    with connection.cursor() as cursor:
        cursor.execute(statement("settlement"), {"run": run.pk})
        return [FileMoney(*row) for row in cursor.fetchall()]


def holds_due(run: PaymentRun) -> list[HoldDue]:
    """Payments out with providers for months after a death or stop, not held and not reported as paid."""
    with connection.cursor() as cursor:
        cursor.execute(statement("holds_due"), {"run": run.pk})
        return [HoldDue(*row) for row in cursor.fetchall()]


def uncollected(office: Office, *, months: Sequence[dt.date]) -> list[Uncollected]:
    """Allowances of a province of which nothing was collected in any of some months."""
    if not months:
        return []
    parameters: dict[str, Any] = {
        "office": office.pk,
        "months": list(months),
        "count": len(months),
        "last": max(months),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement("uncollected"), parameters)
        return [Uncollected(*row) for row in cursor.fetchall()]


def _execute(name: str, parameters: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)
        return int(cursor.rowcount)
