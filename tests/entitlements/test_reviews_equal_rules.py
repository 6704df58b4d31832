"""The rows of a mass review in SQL against the pure rule, row for row, on made-up people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from beneficiaries.models import Person
from entitlements.enums import Source
from entitlements.models import Entitlement, MassReview
from entitlements.reviewing import ReviewRow, review_rows
from entitlements.rules import Held, Reviewed, Terms, giving_way, review_allowance
from policy.enums import GroupKey
from policy.facts import PartialDate
from policy.law import Law
from policy.models import Group, Rate
from policy.months import add_months, next_month
from policy.queries import current_law
from tests.factories import offices

pytestmark = pytest.mark.django_db

JULY = dt.date(2026, 7, 1)
KNOWN_ON = dt.date(2026, 10, 5)
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


@dataclass(frozen=True)
class Made:
    """Somebody made up: birth, death, allowances one after the other, and a single parent's beside them."""

    born: PartialDate | None
    died_on: dt.date | None
    first: dt.date
    spans: list[tuple[int, int | None, GroupKey, int]]
    children: int = 0
    decided_on: dt.date | None = None


PEOPLE = st.lists(
    st.builds(
        Made,
        born=BIRTHS,
        died_on=st.none() | st.dates(dt.date(2026, 5, 1), dt.date(2026, 12, 31)),
        first=st.integers(-24, 8).map(lambda index: add_months(JULY, index)),
        spans=SPANS,
        children=st.integers(0, 3),
        decided_on=st.none() | st.dates(dt.date(2026, 9, 1), dt.date(2026, 11, 1)),
    ),
    min_size=1,
    max_size=12,
)
TERMS = st.builds(
    lambda first, wait, before, days: Terms(
        change_month=add_months(JULY, first),
        payable_from=add_months(JULY, first + wait),
        known_before=before,
        known_on=before + dt.timedelta(days),
    ),
    st.integers(-2, 4),
    st.integers(0, 7),
    st.sampled_from([KNOWN_ON - dt.timedelta(1)]) | st.dates(dt.date(2025, 5, 1), dt.date(2026, 12, 1)),
    st.sampled_from([1, 1, 1, 30, 500]),
)
DEFAULT = Terms(JULY, dt.date(2026, 11, 1), KNOWN_ON - dt.timedelta(1), KNOWN_ON)

# Of whom only the year of birth is known, around each age; someone with an allowance that gives way.
EDGES = [
    Made(PartialDate(year), None, dt.date(2025, 1, 1), [(0, None, group, 1)])
    for year, group in (
        (1966, GroupKey.ELDERLY_POOR),
        (1951, GroupKey.ELDERLY_POOR),
        (1946, GroupKey.ELDERLY_POOR),
        (1951, GroupKey.PENSION_75),
        (1956, GroupKey.PENSION_70),
        (2010, GroupKey.CHILD_NO_CARE),
        (2023, GroupKey.TODDLER_POOR),
        (2004, GroupKey.YOUTH_STUDYING),
        (1940, GroupKey.ELDERLY_80),
    )
] + [
    Made(PartialDate(1948, 3, 2), None, dt.date(2025, 1, 1), [(0, None, group, 1)], children=children)
    for group, children in (
        (GroupKey.PENSION_75, 1), (GroupKey.PENSION_75, 2), (GroupKey.ELDERLY_POOR, 2),
        (GroupKey.YOUTH_STUDYING, 1), (GroupKey.DISABILITY_EXTREME, 3),
    )
]  # fmt: skip


@example(EDGES, DEFAULT, None)
@example(EDGES, Terms(JULY, dt.date(2026, 12, 1), KNOWN_ON - dt.timedelta(1), KNOWN_ON), 600_000)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE, TERMS, st.none() | st.integers(1, 900_000))
def test_review_equals_the_rules(made: list[Made], terms: Terms, local: int | None) -> None:
    with transaction.atomic():
        if local is not None:
            province_rate(local)
        for number, one in enumerate(made):
            register(one, number)
        review = MassReview.objects.create(
            office=offices.office(),
            change_month=terms.change_month,
            payable_from=terms.payable_from,
            known_before=terms.known_before,
            known_on=terms.known_on,
        )
        found = {row.entitlement_id: told(row) for row in review_rows([review], terms)}
        expected = dict(by_the_rules(current_law(), terms))
        transaction.set_rollback(True)
    assert found == expected


def told(row: ReviewRow) -> tuple[Any, ...]:
    spans = [
        (span["first"], span["last"], level_of(span["old"]), level_of(span["new"])) for span in row.spans
    ]
    return (
        row.month, row.units,
        (row.old_code, row.old_base, row.old_coefficient, row.old_amount),
        (row.new_code, row.new_base, row.new_coefficient, row.new_amount),
        row.kind, row.reason, row.arrears_from, row.arrears_to, row.arrears_months, row.arrears, spans,
        row.rate_id is not None, row.coefficient_id is not None,
    )  # fmt: skip


def level_of(stored: list[Any]) -> tuple[int, Decimal, int]:
    base, coefficient, amount = stored
    return base, Decimal(coefficient), amount


def by_the_rules(law: Law, terms: Terms) -> Iterator[tuple[int, tuple[Any, ...]]]:
    by_person: dict[int, list[Held]] = defaultdict(list)
    for row in Entitlement.objects.select_related("person").order_by("pk"):
        if row.decision_on is None or row.decision_on < terms.known_on:
            by_person[row.person_id].append(
                Held(
                    key=row.pk,
                    group=row.group_id,
                    units=row.units,
                    born=row.person.born,
                    start_month=row.start_month,
                    end_month=row.end_month,
                    died_on=row.person.died_on,
                )
            )
    for held in by_person.values():
        aside = giving_way(held, terms=terms, law=law, province=offices.PROVINCE)
        for one in held:
            reviewed = review_allowance(
                one, terms=terms, law=law, province=offices.PROVINCE, gives_way=one.key in aside
            )
            if reviewed is not None:
                yield one.key, expected_of(one, reviewed)


def expected_of(held: Held, row: Reviewed) -> tuple[Any, ...]:
    spans = [(span.first.isoformat(), span.last.isoformat(), span.old, span.new) for span in row.spans]
    return (
        row.month, held.units,
        (row.old_code, row.old.base, row.old.coefficient, row.old.amount),
        (row.new.code, row.new.base, row.new.coefficient, row.new.amount),
        row.kind.value, row.reason.value, row.arrears_from, row.arrears_to, row.arrears_months, row.arrears,
        spans, row.new.rate is not None, row.new.coefficient_row is not None,
    )  # fmt: skip


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
    """Straight into the tables: the review must be right whatever the officers' actions allow."""
    born = one.born
    died = one.died_on if one.died_on and (born is None or one.died_on >= born.earliest) else None
    person = Person.objects.create(
        office=offices.office(),
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
    beside = [(0, None, GroupKey.SINGLE_PARENT, one.children)] if one.children else []
    for spans in (one.spans, beside):
        start = one.first
        for gap, length, group, units in spans:
            if spans is one.spans and one.children and group == GroupKey.SINGLE_PARENT:
                break  # already beside them
            start = add_months(start, gap)
            end = add_months(start, length - 1) if length else None
            Entitlement.objects.create(
                person=person,
                group_id=group,
                slot=slots[group],
                units=units if slots[group] == "single_parent" else 1,
                start_month=start,
                end_month=end,
                decision_on=one.decided_on,
                source=Source.IMPORT,
            )
            if end is None:
                break
            start = next_month(end)
