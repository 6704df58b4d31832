"""Typed calls of the statements under sql/: build the lists, compare, seal, recompute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from beneficiaries.models import Person
from beneficiaries.names import sort_key
from offices.models import Office
from payments.models import PaymentRun
from payments.rules import LEDGER_START
from payments.sql import statement


@dataclass(frozen=True)
class LedgerRow:
    """One month of one person and slot, in đồng; `amount` None: nothing to do."""

    person_id: int
    slot: str
    month: dt.date
    entitlement_id: int
    office_id: int
    group: str
    units: int
    rate_id: int | None
    base: int | None
    coefficient_id: int | None
    coefficient: Decimal | None
    due: int
    paid: int
    turn: int
    nothing_due: str | None
    end_month: dt.date | None
    kind: str | None
    amount: int | None
    owed_back: int
    stood: int


@dataclass(frozen=True)
class Written:
    """How many rows a build wrote."""

    lines: int
    months: int
    unpaid: int


@dataclass(frozen=True)
class Outdated:
    """A line that would no longer be paid as it stands."""

    person_code: str
    name: str


def ledger_rows(*, office: Office, month: dt.date, as_of: dt.date) -> Iterator[LedgerRow]:
    """Every person's months up to a run's, with what is due, what was paid and what follows."""
    with connection.cursor() as cursor:
        cursor.execute(statement("month_ledger"), _ledger_parameters(office, month, as_of))
        for row in cursor.fetchall():
            yield LedgerRow(*row)


def empty_run(run: PaymentRun) -> None:
    """Take away all a build wrote but the lists themselves."""
    with connection.cursor() as cursor:
        cursor.execute(statement("empty_run"), {"run": run.pk})


def write_lists(run: PaymentRun) -> Written:
    """Write lists, lines, months and who is not paid, for an emptied run."""
    hamlets = sorted(
        Person.objects.filter(office__parent_id=run.office_id).values_list("hamlet", flat=True).distinct(),
        key=_hamlet_order,
    )
    parameters = _ledger_parameters(run.office, run.month, run.as_of) | {
        "run": run.pk,
        "hamlets": hamlets,
        "hamlet_ranks": list(range(len(hamlets))),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement("build_run"), parameters)
        row = cursor.fetchone()
    return Written(*row)


def write_differences(run: PaymentRun, *, previous: PaymentRun | None) -> None:
    """Write why the regular amounts of a run are not those of the month before."""
    with connection.cursor() as cursor:
        cursor.execute(
            statement("differences"),
            {"run": run.pk, "month": run.month, "previous": previous.pk if previous else None},
        )


def outdated_lines(run: PaymentRun) -> list[Outdated]:
    """Lines with a month that, recomputed now, would not be paid as built."""
    parameters = _ledger_parameters(run.office, run.month, run.as_of) | {"run": run.pk}
    with connection.cursor() as cursor:
        cursor.execute(statement("outdated_months"), parameters)
        return [Outdated(*row) for row in cursor.fetchall()]


def list_seals(run: PaymentRun) -> dict[int, str]:
    """The seal of every list of a run, computed from its rows as they are."""
    with connection.cursor() as cursor:
        cursor.execute(statement("list_seals"), {"run": run.pk})
        return dict(cursor.fetchall())


def _ledger_parameters(office: Office, month: dt.date, as_of: dt.date) -> dict[str, Any]:
    return {
        "office": office.pk,
        "province": office.code,
        "month": month,
        "as_of": as_of,
        "ledger_start": LEDGER_START,
    }


def _hamlet_order(hamlet: str) -> tuple[str, int, str]:
    """Vietnamese order of the words, then of the number: Tổ dân phố 2 before Tổ dân phố 10."""
    digits = "".join(letter for letter in hamlet if letter.isdigit())
    words = "".join(letter for letter in hamlet if not letter.isdigit())
    # Names of places sort from their first word, names of people from the last.
    key = " ".join(sort_key(word) for word in words.split())
    return key, int(digits or 0), hamlet
