"""Explanations against the ledger in SQL: made-up people row for row, every line of the example caseload."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from beneficiaries.models import Person
from entitlements.actions import confirm_caseload, preview_caseload
from entitlements.models import Entitlement, OpeningPayment
from entitlements.queries import held
from payments.ledger import ledger_rows
from payments.linemonths import SECTIONS, line_table, row_of
from payments.models import PaymentLine
from payments.rules import LEDGER_START
from policy.enums import Slot
from policy.presenters import dong, signed
from policy.queries import current_law
from policy.rules import Paid, Recipient, course, explain_month
from tests.factories import offices, payments
from tests.payments.test_ledger_equals_rules import EDGES, PEOPLE, RUN_MONTHS, Made, province_rate, register

pytestmark = pytest.mark.django_db

WORKBOOK = Path(__file__).resolve().parents[1] / "data" / "caseload-2026-09.xlsx"


def recipients() -> dict[int, Recipient]:
    """Everybody on the books, as the rules of explanation take them."""
    rows = defaultdict(list)
    for row in Entitlement.objects.order_by("start_month"):
        rows[row.person_id].append(held(row))
    return {
        person.pk: Recipient(person.born, tuple(rows[person.pk]), person.died_on)
        for person in Person.objects.filter(pk__in=rows)
    }


def opening_payments() -> dict[tuple[int, str], dict[dt.date, int]]:
    paid: dict[tuple[int, str], dict[dt.date, int]] = defaultdict(dict)
    for row in OpeningPayment.objects.select_related("entitlement"):
        paid[row.entitlement.person_id, row.entitlement.slot][row.month] = row.amount
    return paid


@example(EDGES, dt.date(2026, 12, 1), dt.date(2026, 12, 31), None)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    PEOPLE,
    RUN_MONTHS,
    st.dates(dt.date(2026, 3, 1), dt.date(2026, 12, 31)),
    st.none() | st.integers(1, 900_000),
)
def test_explanation_equals_the_ledger(
    made: list[Made], run_month: dt.date, as_of: dt.date, local: int | None
) -> None:
    with transaction.atomic():
        if local is not None:
            province_rate(local)
        for number, one in enumerate(made):
            register(one, number)
        law, paid = current_law(), opening_payments()
        ledger = list(ledger_rows(office=offices.office(offices.PROVINCE), month=run_month, as_of=as_of))
        people = recipients()
        transaction.set_rollback(True)
    told = {"law": law, "province": offices.PROVINCE}
    found = {
        (pk, slot, row.month): (row.due.amount, row.paid)
        for pk, who in people.items()
        for slot in Slot
        for row in course(
            who, slot, today=as_of, last=run_month, paid=Paid(LEDGER_START, paid[pk, slot]), **told
        )
    }
    totals: dict[tuple[int, dt.date], int] = defaultdict(int)
    for row in ledger:
        totals[row.person_id, row.month] += row.due
        due, amount = found.get((row.person_id, row.slot, row.month), (0, 0))
        assert due == row.due
        assert amount in (row.paid, None if row.month > as_of else row.paid)
    assert {
        key: explain_month(people[key[0]], month=key[1], known_on=as_of, **told).total for key in totals
    } == totals


def test_parts_of_every_line_of_the_caseload_add_up_to_it() -> None:
    """996 people of four communes: lines, sections, and what the months of a person leave to pay."""
    by = offices.actor("administrator", code=offices.PROVINCE)
    done = preview_caseload(
        file_name=WORKBOOK.name,
        content=WORKBOOK.read_bytes(),
        paid_through=dt.date(2026, 9, 1),
        by=by,
        today=payments.AS_OF,
    )
    confirm_caseload(caseload_import=done, by=by)
    run = payments.built(payments.crew())
    law, people, paid = current_law(), recipients(), opening_payments()
    lines = PaymentLine.objects.select_related("payment_list__run", "entitlement").prefetch_related(
        "months__entitlement", "months__rate", "months__coefficient_row"
    )
    wrong = []
    for line in lines:
        months = list(line.months.all())
        table = line_table(line, months, law)
        figures = {str(kind.label): amount for kind, amount in zip(SECTIONS, _amounts(line), strict=True)}
        shown = {section.title: section.figure for section in table.sections}
        rows = course(
            people[line.person_id],
            line.slot,
            today=payments.AS_OF,
            last=run.month,
            law=law,
            province=offices.PROVINCE,
            paid=Paid(LEDGER_START, paid[line.person_id, line.slot]),
        )
        left = sum(row.difference or 0 for row in rows)
        parts = sum(row_of(month, line, law).difference or 0 for month in months)
        if (parts, table.total, left) != (line.total, dong(line.total), line.total) or shown != {
            title: signed(amount) for title, amount in figures.items() if amount
        }:
            wrong.append((line.person_code, line.total, parts, left, shown))
    assert (len(lines) > 900, wrong) == (True, [])


def _amounts(line: PaymentLine) -> tuple[int, int, int]:
    return line.regular, line.arrears, -line.recovery
