"""The run of October 2026 for the caseload of four communes, its papers, and floors of the same run.

The floor of a build writes the very lines and months it wrote, in the same tables under the same constraints
and triggers, by a bare INSERT ... SELECT from a copy: nothing computed. The floor of the papers draws their
cells and nothing else on a bare canvas. `python -m benchmarks bench_payments` measures this alone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

WORKBOOK = Path(__file__).resolve().parents[1] / "tests" / "data" / "caseload-2026-09.xlsx"
PAID_THROUGH, MONTH, AS_OF = dt.date(2026, 9, 1), dt.date(2026, 10, 1), dt.date(2026, 10, 6)


def measure(repeats: int = 5) -> dict[str, float]:
    """Best seconds of each part. Keeps nothing."""
    from django.db import transaction

    figures: dict[str, list[float]] = {
        name: []
        for name in ("build", "build_floor", "check", "approve", "papers", "papers_floor", "workbooks")
    }
    with transaction.atomic():
        people = _prepare()
        for _ in range(repeats):
            _round(people, figures)
        transaction.set_rollback(True)
    return {name: min(seconds) for name, seconds in figures.items()}


def lines(figures: dict[str, float]) -> list[str]:
    """The figures as a table."""
    build, floor = figures["build"], figures["build_floor"]
    papers, drawn = figures["papers"], figures["papers_floor"]
    return [
        f"build the run, 996 people x 28 months    {build:6.2f} s",
        f"floor: INSERT ... SELECT of its rows     {floor:6.2f} s",
        f"build / floor                            {build / floor:6.1f} ×",
        f"check against the month before           {figures['check']:6.2f} s",
        f"approve (recompute, seal)                {figures['approve']:6.2f} s",
        f"four lists as PDF                        {papers:6.2f} s",
        f"floor: the same cells on a bare canvas   {drawn:6.2f} s",
        f"PDF / floor                              {papers / drawn:6.1f} ×",
        f"four lists as Excel                      {figures['workbooks']:6.2f} s",
    ]


def _round(people, figures: dict[str, list[float]]) -> None:
    from django.db import connection, transaction

    from offices.models import Office
    from payments.actions import approve_run, build_run, check_run
    from payments.documents.lists import render_papers, snapshot_of
    from payments.workbook import render_workbook

    accountant, approver = people
    province = Office.objects.get(kind="province")
    with transaction.atomic():
        with _timed(figures["build"]):
            run = build_run(month=MONTH, office=province, as_of=AS_OF, by=accountant)
            _check_keys(connection)
        _build_floor(run, figures["build_floor"])
        with _timed(figures["check"]):
            run = check_run(run=run, by=accountant)
        with _timed(figures["approve"]):
            run = approve_run(run=run, by=approver)
        snapshots = []
        with _timed(figures["papers"]):
            snapshots = [snapshot_of(row) for row in run.lists.select_related("run")]
            render_papers(snapshots)
        with _timed(figures["papers_floor"]):
            _draw(snapshots)
        with _timed(figures["workbooks"]):
            for snapshot in snapshots:
                render_workbook(snapshot)
        transaction.set_rollback(True)


def _prepare():
    """The caseload imported, and the two people a run needs."""
    from entitlements.actions import confirm_caseload, preview_caseload

    done = preview_caseload(
        file_name=WORKBOOK.name,
        content=WORKBOOK.read_bytes(),
        paid_through=PAID_THROUGH,
        by=_actor("administrator"),
        today=AS_OF,
    )
    confirm_caseload(caseload_import=done, by=_actor("administrator"))
    return _actor("payment_accountant"), _actor("payment_approver")


def _actor(role: str):
    from offices.models import Assignment, Office, User
    from offices.queries import actor_of

    user, _made = User.objects.get_or_create(username=f"bench.{role}", defaults={"full_name": role})
    assignment, _made = Assignment.objects.get_or_create(
        user=user, office=Office.objects.get(kind="province"), role=role, valid_from=dt.date(2020, 1, 1)
    )
    return actor_of(assignment)


def _build_floor(run, seconds: list[float]) -> None:
    """Take the rows of the run away and put them back from copies."""
    from django.db import connection, transaction

    tables = ("payments_paymentline", "payments_paymentmonth")
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"CREATE TEMPORARY TABLE kept_{table} ON COMMIT DROP AS SELECT * FROM {table}")
        for table in reversed(tables):
            cursor.execute(f"DELETE FROM {table}")
        _check_keys(connection)
        with _timed(seconds):
            for table in tables:
                cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY id")
            _check_keys(connection)
        transaction.set_rollback(True)


def _check_keys(connection) -> None:
    """Foreign keys are checked at commit; here, within what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _draw(snapshots) -> None:
    """Every cell as one string at a fixed place: no wrapping, no rules, no sums."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    from payments.documents.lists import COLUMNS, cells_of
    from ui.pdf import fonts

    fonts.register()
    canvas = Canvas(BytesIO(), pagesize=landscape(A4))
    for snapshot in snapshots:
        for index, line in enumerate(snapshot.lines):
            if index % 14 == 0:
                if index:
                    canvas.showPage()
                canvas.setFont(fonts.REGULAR, 8)
            cells = cells_of(line)
            for place, column in enumerate(COLUMNS):
                canvas.drawString(30 + 42 * place, 520 - 34 * (index % 14), str(cells[column.key]))
        canvas.showPage()
    canvas.save()


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds.append(time.perf_counter() - begun)
