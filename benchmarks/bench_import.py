"""Importing the caseload of four communes, end to end, as a ratio to a floor measured in the same run.

The floor writes the very rows of the import by bare COPY into the same tables with the same constraints: no
workbook read, nothing decided. `python -m benchmarks bench_import` measures this alone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKBOOK = Path(__file__).resolve().parents[1] / "tests" / "data" / "caseload-2026-09.xlsx"
PAID_THROUGH, TODAY = dt.date(2026, 9, 1), dt.date(2026, 10, 6)
# In the order their keys ask for.
TABLES = (
    "beneficiaries_person",
    "beneficiaries_payeeaccount",
    "beneficiaries_collector",
    "beneficiaries_factsheet",
    "beneficiaries_finding",
    "entitlements_entitlement",
    "entitlements_openingpayment",
    "entitlements_caseloadimport",
    "entitlements_caseloadrow",
    "audit_entry",
)


def measure(repeats: int = 3) -> dict[str, float]:
    """Best seconds of reading, of the whole import, and of the floor. Keeps nothing."""
    from beneficiaries.caseload.reader import read_workbook

    content = WORKBOOK.read_bytes()
    importer = _importer()
    figures: dict[str, list[float]] = {"read": [], "import": [], "floor": []}
    for _ in range(repeats):
        with _timed(figures["read"]):
            read_workbook(content)
        rows = _import(content, importer, figures["import"])
        _floor(rows, figures["floor"])
    return {name: min(seconds) for name, seconds in figures.items()}


def lines(figures: dict[str, float]) -> list[str]:
    """The figures as a table."""
    ratio = figures["import"] / figures["floor"]
    return [
        f"read the workbook, 1,040 rows           {figures['read']:6.2f} s",
        f"import end to end (preview and confirm) {figures['import']:6.2f} s",
        f"floor: COPY of the same rows            {figures['floor']:6.2f} s",
        f"import / floor                          {ratio:6.1f} ×",
    ]


def _importer():
    from offices.models import Assignment, Office, User
    from offices.queries import actor_of

    user, _made = User.objects.get_or_create(username="bench", defaults={"full_name": "Bench"})
    assignment, _made = Assignment.objects.get_or_create(
        user=user,
        office=Office.objects.get(kind="province"),
        role="administrator",
        valid_from=dt.date(2020, 1, 1),
    )
    return actor_of(assignment)


def _import(content: bytes, importer, seconds: list[float]) -> dict[str, bytes]:
    """Import in a transaction that is undone; gives back what each table gained."""
    from django.db import connection, transaction

    from entitlements.actions import confirm_caseload, preview_caseload

    with transaction.atomic():
        before = {table: _last(table) for table in TABLES}
        with _timed(seconds):
            done = preview_caseload(
                file_name=WORKBOOK.name, content=content, paid_through=PAID_THROUGH, by=importer, today=TODAY
            )
            confirm_caseload(caseload_import=done, by=importer)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        gained = {table: _rows(table, before[table]) for table in TABLES}
        transaction.set_rollback(True)
    return gained


def _floor(rows: dict[str, bytes], seconds: list[float]) -> None:
    from django.db import connection, transaction

    with transaction.atomic():
        with _timed(seconds), connection.cursor() as cursor:
            for table, content in rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(content)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def _last(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return cursor.fetchone()[0]


def _rows(table: str, after: int) -> bytes:
    from django.db import connection

    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY (SELECT * FROM {table} WHERE id > {after} ORDER BY id) TO STDOUT") as copy,
    ):
        return b"".join(bytes(part) for part in copy)


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds.append(time.perf_counter() - begun)
