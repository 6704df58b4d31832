"""A run as plain data, for the report a command writes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from payments.enums import MonthKind
from payments.models import PaymentLine, PaymentMonth, PaymentRun

MONEY = ("persons", "regular", "arrears", "recovery", "total")


def run_report(run: PaymentRun) -> dict[str, Any]:
    """Totals, lists, lines with the months they settle, and who is not paid; amounts in đồng."""
    lists = list(run.lists.all())
    lines = [line for row in lists for line in row.lines.order_by("position")]
    months = _months_by_line(run)
    codes = {row.pk: row.office_code for row in lists}
    return {
        "month": f"{run.month:%Y-%m}",
        "as_of": f"{run.as_of:%Y-%m-%d}",
        "state": str(run.state),
        "totals": _money(run) | {"lists": len(lists), "lines": len(lines)},
        "lists": [{"commune_code": row.office_code, "name": row.office_name} | _money(row) for row in lists],
        "lines": [_line(line, codes[line.payment_list_id], months[line.pk]) for line in lines],
        "skipped": [
            {
                "person_id": row.person_id,
                "person_code": row.person_code,
                "name": row.name,
                "group": row.group_code,
                "reason": row.reason,
                "owed_back": row.owed_back,
            }
            for row in run.unpaid.all()
        ],
    }


def _money(row: Any) -> dict[str, int]:
    return {name: getattr(row, name) for name in MONEY}


def _line(line: PaymentLine, commune_code: str, months: list[PaymentMonth]) -> dict[str, Any]:
    return {
        "commune_code": commune_code,
        "person_id": line.person_id,
        "person_code": line.person_code,
        "name": line.name,
        "group": line.group_code,
        "coefficient": str(line.coefficient) if line.coefficient is not None else None,
        "base": line.base,
        "units": line.units,
        "regular": line.regular,
        "arrears": line.arrears,
        "arrears_months": [_month(row) for row in months if row.kind == MonthKind.ARREARS],
        "recovery": line.recovery,
        "recovery_months": [_month(row) for row in months if row.kind == MonthKind.RECOVERY],
        "total": line.total,
    }


def _month(row: PaymentMonth) -> dict[str, Any]:
    return {"month": f"{row.month:%Y-%m}", "due": row.due, "paid": row.paid_before, "amount": row.amount}


def _months_by_line(run: PaymentRun) -> dict[int, list[PaymentMonth]]:
    found: dict[int, list[PaymentMonth]] = defaultdict(list)
    for row in PaymentMonth.objects.filter(line__payment_list__run=run).order_by("month"):
        found[row.line_id].append(row)
    return found
