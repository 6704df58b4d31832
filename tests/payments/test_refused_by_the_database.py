"""What the database refuses, whoever asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from beneficiaries.models import Person
from payments.models import PaymentLine, PaymentList, PaymentMonth, PaymentRun
from tests.factories import offices, payments

pytestmark = pytest.mark.django_db

SEALED = "sealed"
EDITED = "never edited"


def refused(error: type[Exception], words: str, write: Any) -> None:
    with pytest.raises(error, match=words), transaction.atomic():
        write()


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def copy_of(row: Any, **changes: Any) -> Any:
    """The same row once more, with some values changed."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**values | changes)


def october_month() -> PaymentMonth:
    return PaymentMonth.objects.get(kind="regular")


def test_nobody_is_paid_twice_for_a_month() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.approved(hands)
    paid = october_month()
    november = payments.built(hands, dt.date(2026, 11, 1), dt.date(2026, 11, 3))
    line = PaymentLine.objects.get(payment_list__run=november)
    refused(IntegrityError, "payment_month_paid_once", lambda: copy_of(paid, line_id=line.pk, turn=2).save())


def test_no_debt_is_settled_by_two_runs() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.approved(hands)
    arrears = PaymentMonth.objects.get(month=dt.date(2026, 7, 1))
    november = payments.built(hands, dt.date(2026, 11, 1), dt.date(2026, 11, 3))
    line = PaymentLine.objects.get(payment_list__run=november)
    refused(IntegrityError, "payment_month_settled_in_turn", lambda: copy_of(arrears, line_id=line.pk).save())


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"amount": 900_000}, "payment_month_never_above_due"),
        ({"kind": "arrears", "amount": 810_000, "paid_before": 10_000}, "payment_month_never_above_due"),
        ({"kind": "recovery", "amount": 1, "paid_before": 810_000}, "payment_month_never_above_due"),
        ({"amount": 0, "paid_before": 810_000}, "payment_month_sound"),
        ({"month": dt.date(2026, 9, 2)}, "payment_month_sound"),
        ({"base": None}, "payment_month_explained"),
        ({"rate_id": None}, "payment_month_explained"),
    ],
)
def test_month_that_does_not_explain_itself(changes: dict[str, Any], constraint: str) -> None:
    payments.allowance()
    payments.built(payments.crew())
    fresh = {"month": dt.date(2026, 9, 1), "slot": "care"} | changes
    row = copy_of(october_month(), **fresh)
    PaymentMonth.objects.filter(month=dt.date(2026, 9, 1)).delete()
    refused(IntegrityError, constraint, row.save)


def test_month_after_the_month_of_death() -> None:
    payments.allowance()
    payments.built(payments.crew())
    paid = october_month()
    Person.objects.filter(pk=paid.person_id).update(died_on=dt.date(2026, 9, 30))
    with pytest.raises(DatabaseError, match="after the month of death"), transaction.atomic():
        copy_of(paid, slot="care", month=dt.date(2026, 11, 1)).save()
    copy_of(paid, slot="care", month=dt.date(2026, 5, 1)).save()


def test_approval_of_a_list_that_pays_the_dead() -> None:
    payments.allowance()
    run = payments.checked(payments.crew())
    approver = offices.actor("payment_approver", code=offices.PROVINCE)
    Person.objects.update(died_on=dt.date(2026, 9, 30))
    with pytest.raises(DatabaseError, match="after the month of death"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(
            state="approved", approved_by_id=approver.user_id, approved_at=run.checked_at
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_paymentlist SET total = total + 1, regular = regular + 1",
        "DELETE FROM payments_paymentmonth",
        "WITH gone AS (DELETE FROM payments_paymentmonth) DELETE FROM payments_paymentline",
        "UPDATE payments_paymentrun SET total = total + 1, regular = regular + 1",
        "UPDATE payments_paymentrun SET state = 'checked'",
        "UPDATE payments_paymentrun SET month = '2026-09-01'",
        "DELETE FROM payments_paymentrun",
        "INSERT INTO payments_paymentlist (run_id, office_id, office_code, office_name, province_name, seal,"
        " persons, regular, arrears, recovery, total)"
        " SELECT run_id, (SELECT min(id) FROM offices_office), '', '', '', '', 0, 0, 0, 0, 0"
        " FROM payments_paymentlist",
    ],
)
def test_approved_run_never_changes(statement: str) -> None:
    payments.allowance()
    payments.approved(payments.crew())
    before = list(PaymentLine.objects.values_list()), list(PaymentMonth.objects.values_list())
    refused(DatabaseError, r"sealed|never deleted", lambda: execute(statement))
    assert (list(PaymentLine.objects.values_list()), list(PaymentMonth.objects.values_list())) == before


def test_line_slipped_into_an_approved_list() -> None:
    payments.allowance()
    payments.approved(payments.crew())
    line = PaymentLine.objects.get()
    with pytest.raises(DatabaseError, match=SEALED), transaction.atomic():
        copy_of(line, position=2).save()


def test_month_slipped_into_an_approved_line() -> None:
    payments.allowance()
    payments.approved(payments.crew())
    with pytest.raises(DatabaseError, match=SEALED), transaction.atomic():
        copy_of(october_month(), month=dt.date(2026, 5, 1), slot="care").save()


@pytest.mark.parametrize("table", ["paymentline", "paymentmonth"])
def test_line_is_never_edited_even_before_approval(table: str) -> None:
    payments.allowance()
    payments.built(payments.crew())
    with pytest.raises(DatabaseError, match=EDITED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE payments_{table} SET units = units + 1")


@pytest.mark.parametrize("hand", ["built_by", "checked_by"])
def test_approver_is_neither_builder_nor_checker(hand: str) -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)
    other = offices.actor("payment_accountant", code=offices.PROVINCE)
    people = {"built_by_id": other.user_id, "checked_by_id": other.user_id} | {
        f"{hand}_id": hands.approver.user_id
    }
    with pytest.raises(IntegrityError, match="payment_run_approver_did_not"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(approved_by_id=hands.approver.user_id, **people)


def test_second_run_for_a_month() -> None:
    payments.allowance()
    run = payments.approved(payments.crew())
    refused(IntegrityError, "payment_run_once_a_month", lambda: copy_of(run, state="open").save())


def test_second_run_before_the_first_is_approved() -> None:
    payments.allowance()
    run = payments.built(payments.crew())
    with pytest.raises(IntegrityError, match="payment_run_one_open"), transaction.atomic():
        PaymentRun.objects.create(office=run.office, month=dt.date(2026, 11, 1), as_of=run.as_of)


def test_list_that_does_not_add_up() -> None:
    payments.allowance()
    payments.built(payments.crew())
    with pytest.raises(IntegrityError, match="payment_list_adds_up"), transaction.atomic():
        PaymentList.objects.update(total=1)
