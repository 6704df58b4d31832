"""The report of an import: what became of every row."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from entitlements.enums import RowAction, RowOutcome
from entitlements.models import CaseloadImport, CaseloadRow
from entitlements.queries import report_rows
from policy.months import first_of

ENCODING = "text_tcvn3"


def caseload_report(caseload_import: CaseloadImport, *, dry_run: bool) -> dict[str, Any]:
    """Per sheet and row: action, outcome, findings, repairs, reasons for holding, person. Plain values."""
    sheets = [
        _sheet(name, list(rows))
        for name, rows in groupby(report_rows(caseload_import), key=lambda row: row.sheet)
    ]
    totals = {key: sum(sheet[key] for sheet in sheets) for key in ("read", "accepted", "held", "same")}
    return {
        "file": caseload_import.file_name,
        "sha256": caseload_import.sha256,
        "paid_through": f"{first_of(caseload_import.paid_through):%Y-%m}",
        "dry_run": dry_run,
        **totals,
        "sheets": sheets,
    }


def _sheet(name: str, rows: list[CaseloadRow]) -> dict[str, Any]:
    offices = {row.office.code for row in rows if row.office}
    held = sum(_held(row) for row in rows)
    return {
        "sheet": name,
        "commune_code": offices.pop() if len(offices) == 1 else None,
        "read": len(rows),
        "accepted": len(rows) - held,
        "held": held,
        "same": sum(row.action == RowAction.SAME for row in rows),
        "rows": [_row(row) for row in rows],
    }


def _row(row: CaseloadRow) -> dict[str, Any]:
    repairs = [note["code"] for note in row.repairs]
    return {
        "row": row.row,
        "action": row.action,
        "outcome": row.outcome,
        # All that was noticed, repaired or open; the encoding of a whole sheet is no finding of a row.
        "findings": [note["code"] for note in row.findings] + [code for code in repairs if code != ENCODING],
        "repairs": repairs,
        "hold_reasons": row.hold_reasons,
        "person_id": None if _held(row) else row.person_id,
    }


def _held(row: CaseloadRow) -> bool:
    """Held back, or about to be."""
    return row.outcome == RowOutcome.HELD or (
        row.outcome == RowOutcome.PENDING and row.action == RowAction.HOLD
    )
