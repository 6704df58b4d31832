"""The ledger in SQL against the pure rules, row for row, on made-up people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from beneficiaries.models import Person
from entitlements.enums import Source
from entitlements.models import Entitlement, OpeningPayment, Suspension
from entitlements.queries import pauses_of
from payments.ledger import LedgerRow, ledger_rows
from payments.rules import LEDGER_START, Kind, MonthStanding, month_payments
from policy.enums import GroupKey
from policy.facts import PartialDate
from policy.law import Law
from policy.models import Coefficient, Group, Rate
from policy.months import add_months, last_day_of, months_between, next_month, previous_month
from policy.queries import current_law
from policy.rules import Due, monthly_due
from policy.rules.allowance_changes import held_back
from tests.factories import offices

pytestmark = pytest.mark.django_db

MONTHS = st.integers(-6, 29).map(lambda index: add_months(LEDGER_START, index))
RUN_MONTHS = st.integers(20, 29).map(lambda index: add_months(LEDGER_START, index))
BIRTHS = st.none() | st.builds(
    PartialDate.from_columns,
    # Around the ages at which something changes, and anywhere.
    st.dates(dt.date(2003, 1, 1), dt.date(2026, 12, 31))
    | st.dates(dt.date(1945, 1, 1), dt.date(1968, 12, 31))
    | st.dates(dt.date(1925, 1, 1), dt.date(2026, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
)
SPANS = st.lists(
    # (months after the last one, months long or open, group, children)
    st.tuples(
        st.integers(0, 8), st.none() | st.integers(1, 14), st.sampled_from(GroupKey), st.integers(1, 4)
    ),
    min_size=1,
    max_size=3,
)
# Suspensions of the first allowance one after the other: months after the last, months long or open, lifted.
PAUSES = st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(1, 6), st.booleans()), max_size=3)
OPENINGS = st.dictionaries(st.integers(0, 29), st.sampled_from([0, 500_000, 540_000, 750_000, 1_000_000, 1]))


@dataclass(frozen=True)
class Made:
    """Somebody made up: birth, death, allowances one after the other, what earlier books paid."""

    born: PartialDate | None
    died_on: dt.date | None
    first: dt.date
    spans: list[tuple[int, int | None, GroupKey, int]]
    openings: dict[int, int]
    pauses: list[tuple[int, int | None, bool]] = field(default_factory=list)


PEOPLE = st.lists(
    st.builds(
        Made,
        born=BIRTHS,
        died_on=st.none() | st.dates(dt.date(2024, 5, 1), dt.date(2026, 12, 31)),
        first=MONTHS,
        spans=SPANS,
        openings=OPENINGS,
        pauses=PAUSES,
    ),
    min_size=1,
    max_size=12,
)


# Of whom only the year of birth is known, in the year they may enter a group, turn 16 or turn 3.
EDGES = [
    Made(PartialDate(year), None, LEDGER_START, [(0, None, group, 1)], {})
    for year, group in (
        (1966, GroupKey.ELDERLY_POOR),
        (1951, GroupKey.PENSION_75),
        (1956, GroupKey.PENSION_70),
        (2009, GroupKey.CHILD_NO_CARE),
        (2022, GroupKey.TODDLER_POOR),
        (2003, GroupKey.YOUTH_STUDYING),
    )
]


@example(EDGES, dt.date(2026, 12, 1), dt.date(2026, 12, 31), None)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    PEOPLE,
    RUN_MONTHS,
    st.dates(dt.date(2026, 3, 1), dt.date(2026, 12, 31)),
    st.none() | st.integers(1, 900_000),
)
def test_ledger_equals_the_rules(
    made: list[Made], run_month: dt.date, as_of: dt.date, local: int | None
) -> None:
    with transaction.atomic():
        if local is not None:
            province_rate(local)
        for number, one in enumerate(made):
            register(one, number)
        province = offices.office(offices.PROVINCE)
        found = {
            (row.person_id, row.slot, row.month): told(row)
            for row in ledger_rows(office=province, month=run_month, as_of=as_of)
        }
        expected = dict(by_the_rules(current_law(), run_month, as_of))
        transaction.set_rollback(True)
    assert found == expected


def told(row: LedgerRow) -> tuple[Any, ...]:
    law = (row.rate_id, row.base, row.coefficient_id, row.coefficient)
    return (row.entitlement_id, row.due, law, row.paid, row.kind, row.amount, row.owed_back)


def province_rate(amount: int) -> None:
    national = Rate.objects.filter(kind="base").latest("valid_from")
    Rate.objects.create(
        kind="base",
        province_code=offices.PROVINCE,
        amount=amount,
        valid_from=dt.date(2025, 11, 1),
        known_from=dt.date(2026, 5, 20),
        instrument_id=national.instrument_id,
        article="Điều 1",
        mark="recalled",
    )


def register(one: Made, number: int) -> None:
    """Straight into the tables: the ledger must be right whatever the officers' actions allow."""
    born = one.born
    died = one.died_on if one.died_on and (born is None or one.died_on >= born.earliest) else None
    person = Person.objects.create(
        office=offices.office(offices.TINH_KHE),
        code=f"T-{number:05d}",
        name=f"Người {number}",
        search_name=f"nguoi {number}",
        sort_key=f"{number:05d}",
        born_on=born.earliest if born else None,
        born_latest_on=born.latest if born else None,
        born_precision=born.precision if born else "day",
        died_on=died,
    )
    slots = dict(Group.objects.values_list("key", "slot"))
    start, entitlements, taken = one.first, [], defaultdict(set)
    for gap, length, group, units in one.spans:
        start = add_months(start, gap)
        end = add_months(start, length - 1) if length else None
        slot = slots[group]
        entitlements.append(
            Entitlement.objects.create(
                person=person,
                group_id=group,
                slot=slot,
                units=units if slot == "single_parent" else 1,
                start_month=start,
                end_month=end,
                source=Source.IMPORT,
            )
        )
        if end is None:
            break
        start = next_month(end)
    suspend(entitlements[0], one.pauses)
    for index, amount in one.openings.items():
        month = add_months(LEDGER_START, index)
        holder = next((row for row in reversed(entitlements) if row.start_month <= month), entitlements[0])
        if month not in taken[holder.slot]:
            taken[holder.slot].add(month)
            OpeningPayment.objects.create(entitlement=holder, month=month, amount=amount)


def suspend(entitlement: Entitlement, pauses: list[tuple[int, int | None, bool]]) -> None:
    start, decided = entitlement.start_month, dt.date(2025, 1, 2)
    for gap, length, lifted in pauses:
        start = add_months(start, gap)
        end = add_months(start, length - 1) if length else None
        lifting = {"lifted_number": "2/QĐ-UBND", "lifted_on": decided} if lifted and end else {}
        Suspension.objects.create(
            entitlement=entitlement,
            from_month=start,
            to_month=end,
            cause="not_collected",
            decision_number="1/QĐ-UBND",
            decision_on=decided,
            **lifting,
        )
        if end is None:
            break
        start = next_month(end)


def by_the_rules(
    law: Law, run_month: dt.date, as_of: dt.date
) -> Iterator[tuple[tuple[int, str, dt.date], tuple[Any, ...]]]:
    by_slot: dict[tuple[int, str], list[Entitlement]] = defaultdict(list)
    for row in (
        Entitlement.objects.filter(start_month__lte=run_month)
        .select_related("person")
        .prefetch_related("suspensions")
        .order_by("start_month")
    ):
        by_slot[row.person_id, row.slot].append(row)
    paid: dict[tuple[int, str], dict[dt.date, int]] = defaultdict(lambda: defaultdict(int))
    for opening in OpeningPayment.objects.select_related("entitlement"):
        paid[opening.entitlement.person_id, opening.entitlement.slot][opening.month] += opening.amount
    rate_ids = rates()
    for key, rows in by_slot.items():
        earliest = min([rows[0].start_month, *paid[key]])
        months = months_between(max(earliest, LEDGER_START), run_month)
        standings, dues = [], {}
        for month in months:
            row = in_charge(rows, month)
            due = due_of(row, month, law, as_of)
            dues[month] = (row.pk, due.amount if due else 0, law_of(due, rate_ids))
            standings.append(MonthStanding(month, due.amount if due else 0, paid[key][month]))
        payments = {item.month: item for item in month_payments(standings, run_month=run_month)}
        for standing in standings:
            payment = payments.get(standing.month)
            what = (payment.kind.value, payment.amount) if payment else (None, None)
            taken = payment.amount if payment and payment.kind == Kind.RECOVERY else 0
            left = max(standing.paid - standing.due, 0) - taken
            yield (*key, standing.month), (*dues[standing.month], standing.paid, *what, left)


def rates() -> dict[tuple[Any, ...], int]:
    return {
        tuple(key): pk
        for pk, *key in Rate.objects.values_list("pk", "kind", "province_code", "valid_from", "known_from")
    }


@cache
def coefficients() -> dict[tuple[Any, ...], int]:
    rows = Coefficient.objects.values_list("pk", "group_id", "age_from", "valid_from", "known_from")
    return {tuple(key): pk for pk, *key in rows}


def law_of(due: Due | None, rate_ids: dict[tuple[Any, ...], int]) -> tuple[Any, ...]:
    """The rows of the law behind an amount, by their keys in the tables."""
    if due is None or due.rate is None or due.coefficient_row is None or not due.amount:
        return (None, None, None, None)
    rate, row = due.rate, due.coefficient_row
    return (
        rate_ids[rate.kind.value, rate.province, rate.valid_from, rate.known_from],
        due.base,
        coefficients()[row.group, row.age_from, row.valid_from, row.known_from],
        due.coefficient,
    )


def in_charge(rows: list[Entitlement], month: dt.date) -> Entitlement:
    """The last allowance begun by a month; the first one before that."""
    return next((row for row in reversed(rows) if row.start_month <= month), rows[0])


def due_of(row: Entitlement, month: dt.date, law: Law, as_of: dt.date) -> Due | None:
    if month < row.start_month or (row.end_month and month > row.end_month):
        return None
    if held_back(month, pauses_of(row)):
        return None
    return monthly_due(
        group=row.group_id,
        units=row.units,
        born=row.person.born,
        month=month,
        known_on=as_of,
        law=law,
        province=offices.PROVINCE,
        died_on=row.person.died_on,
    )


def test_age_of_the_29th_of_february_changes_with_the_month(law: Law) -> None:
    """Born 29/02/2024: the fourth birthday falls in February 2028, whatever day it is kept on."""
    born = PartialDate(2024, 2, 29)
    ages = [
        monthly_due(
            group="disability_severe", born=born, month=month, known_on=last_day_of(month), law=law
        ).age
        for month in (previous_month(dt.date(2028, 2, 1)), dt.date(2028, 2, 1))
    ]
    assert ages == [3, 4]
