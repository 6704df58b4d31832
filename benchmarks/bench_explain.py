"""Explaining a month in pure Python, and the month amounts of 100,000 people in SQL beside their floor.

The months are the run of October 2026 for made-up people whose allowances begin with it, one month each,
priced and written by the statement of the product. The floor writes the very lines and months it wrote, in
the same tables under the same constraints and triggers, by a bare INSERT ... SELECT from a copy.
`python -m benchmarks bench_explain` measures this alone; BENCH_PEOPLE=5000 makes it smaller.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
MONTH, AS_OF = dt.date(2026, 10, 1), dt.date(2026, 10, 6)
GROUPS = ("disability_severe", "disability_extreme", "elderly_poor", "child_no_care", "pension_75")


def measure(repeats: int = 3) -> dict[str, float]:
    """Best seconds of each part. Keeps nothing."""
    from django.db import transaction

    figures: dict[str, list[float]] = {name: [] for name in ("month", "course", "sql", "floor")}
    _explain(figures)
    with transaction.atomic():
        _people()
        for _ in range(repeats):
            _round(figures)
        transaction.set_rollback(True)
    return {name: min(seconds) for name, seconds in figures.items()}


def lines(figures: dict[str, float]) -> list[str]:
    """The figures as a table."""
    return [
        f"explain a person's month, all groups weighed    {figures['month'] * 1000:8.2f} ms",
        f"explain 39 months and fold them                 {figures['course'] * 1000:8.2f} ms",
        f"month amounts of {PEOPLE:,} people in SQL         {figures['sql']:8.2f} s",
        f"floor: INSERT ... SELECT of the same rows       {figures['floor']:8.2f} s",
        f"SQL / floor                                     {figures['sql'] / figures['floor']:8.2f} ×",
    ]


def _explain(figures: dict[str, list[float]]) -> None:
    """A single parent with a disability whose September was paid at the old base: the longest explanation."""
    from policy.enums import MaritalState, PovertyStatus
    from policy.facts import Child, Facts, PartialDate
    from policy.queries import current_law
    from policy.rules import Held, Paid, Recipient, course, explain_month, fold

    law = current_law()
    facts = Facts(
        born=PartialDate(1966, 12, 20),
        poverty=PovertyStatus.POOR,
        marital_state=MaritalState.SINGLE,
        children=(Child(PartialDate(2015)), Child(PartialDate(2018))),
        disability_degree="severe",
    )
    start = dt.date(2024, 8, 1)
    who = Recipient(
        facts.born,
        (
            Held(1, "single_parent", "single_parent", start, units=2),
            Held(2, "disability_severe", "main", start),
        ),
    )
    told = {"law": law, "province": "51"}
    for _ in range(200):
        with _timed(figures["month"]):
            explain_month(who, month=dt.date(2026, 9, 1), known_on=AS_OF, facts=facts, **told)
    last, paid = dt.date(2027, 10, 1), Paid(dt.date(2024, 7, 1))
    for _ in range(50):
        with _timed(figures["course"]):
            fold(course(who, "main", today=AS_OF, last=last, paid=paid, **told))


def _people() -> None:
    """People of four groups and ages, each with one allowance from the month of the run."""
    from django.db import connection

    from offices.models import Office

    office = Office.objects.filter(kind="commune").order_by("code").first()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO beneficiaries_person
                   (office_id, code, name, search_name, sort_key, sex, born_on, born_latest_on,
                    born_precision, id_number, ethnicity, hamlet, address, phone, household_relation,
                    death_document)
            SELECT %(office)s, 'B-' || n, 'Người ' || n, 'nguoi ' || n, LPAD(n::text, 8, '0'), 'F',
                   day, day, 'day', '', '', 'Thôn ' || n %% 40, '', '', '', ''
              FROM generate_series(1, %(people)s) n,
                   LATERAL (SELECT (date '1936-01-01' + (n * 7919) %% 32800) AS day) born
            """,
            {"office": office.pk, "people": PEOPLE},
        )
        cursor.execute(
            """
            INSERT INTO entitlements_entitlement
                   (person_id, group_id, slot, units, start_month, end_reason, decision_number, source)
            SELECT p.id, groups.key, 'main', 1, %(month)s, '', '', 'import'
              FROM beneficiaries_person p
              JOIN UNNEST(%(groups)s::text[]) WITH ORDINALITY AS groups (key, place)
                ON groups.place = 1 + p.id %% %(count)s
             WHERE p.code LIKE 'B-%%'
            """,
            {"month": MONTH, "groups": list(GROUPS), "count": len(GROUPS)},
        )
        for table in ("beneficiaries_person", "entitlements_entitlement"):
            cursor.execute(f"ANALYZE {table}")


def _round(figures: dict[str, list[float]]) -> None:
    from django.db import connection, transaction

    from benchmarks.bench_payments import _actor, _build_floor, _check_keys
    from offices.models import Office
    from payments.actions import build_run
    from payments.ledger import empty_run, write_lists

    with transaction.atomic():
        run = build_run(
            month=MONTH,
            office=Office.objects.get(kind="province"),
            as_of=AS_OF,
            by=_actor("payment_accountant"),
        )
        empty_run(run)
        _check_keys(connection)
        with _timed(figures["sql"]):
            write_lists(run)
            _check_keys(connection)
        _build_floor(run, figures["floor"])
        transaction.set_rollback(True)


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds.append(time.perf_counter() - begun)
