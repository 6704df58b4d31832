"""Providers, contracts and what providers answer."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter

from offices.actors import Actor
from payments import actions
from payments.actions.contracts import ContractTerms
from payments.handing.columns import DEFAULT
from payments.models import Contract, Instruction, PaymentRun, Provider, ProviderFile
from tests.factories import offices

PASSWORD = "mat khau doc qua dien thoai"
SPENT = dt.date(2026, 10, 8)
# What a row of an answer says: (paid amount, outcome, reason).
Said = tuple[Any, str, str]


def provider(by: Actor, *, name: str = "Bưu điện tỉnh", kind: str = "post") -> Provider:
    known = Provider.objects.filter(name=name).first()
    return known or actions.add_provider(office=offices.office(offices.PROVINCE), name=name, kind=kind, by=by)


def terms(number: str = "01/HĐ-BĐ", **changes: Any) -> ContractTerms:
    """The terms of a contract that pays everything everywhere from a workbook."""
    values: dict[str, Any] = {
        "number": number,
        "signed_on": dt.date(2026, 9, 15),
        "valid_from": dt.date(2026, 10, 1),
        "valid_to": None,
        "methods": ("account", "cash"),
        "communes": (),
        "fee_kind": "per_mille",
        "fee_rate": Decimal("5.5"),
        "file_kind": "xlsx",
        "columns": DEFAULT,
        "encrypts": False,
        "payer_name": "Sở Y tế tỉnh",
        "payer_account": "3713.0.1057823",
        "payer_bank": "Vietcombank",
    }
    return ContractTerms(**values | changes)


def proposed(
    accountant: Actor, *, name: str = "Bưu điện tỉnh", kind: str = "post", **changes: Any
) -> Contract:
    return actions.propose_contract(
        provider=provider(accountant, name=name, kind=kind), terms=terms(**changes), by=accountant
    )


def contract(
    accountant: Actor, approver: Actor, *, name: str = "Bưu điện tỉnh", kind: str = "post", **changes: Any
) -> Contract:
    """A contract in force."""
    return actions.confirm_contract(
        contract=proposed(accountant, name=name, kind=kind, **changes), by=approver
    )


def answer_csv(file: ProviderFile, said: Mapping[str, Said]) -> bytes:
    """An answer in CSV, by reference."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(["Mã giao dịch", "Số tiền đã chi", "Ngày chi", "Kết quả", "Lý do chưa chi"])
    for reference, (amount, outcome, reason) in said.items():
        writer.writerow([reference, amount, "08/10/2026", outcome, reason])
    return buffer.getvalue().encode("utf-8-sig")


def answer_xlsx(rows: list[list[Any]], head: list[str] | None = None, *, sheet: str = "Kết quả") -> bytes:
    """An answer in Excel: figures stay figures, the rest is text."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(
        [head or ["Mã giao dịch", "Số tiền đã chi", "Kết quả", "Lý do chưa chi"], *rows]
    ):
        for index, cell in enumerate(row):
            if isinstance(cell, int | float):
                page.write_number(number, index, cell)
            elif cell is not None:
                page.write_string(number, index, cell)
    book.close()
    return buffer.getvalue()


def everything_paid(file: ProviderFile) -> dict[str, Said]:
    rows = Instruction.objects.filter(file=file).order_by("position")
    return {row.reference: (row.amount, "Đã chi", "") for row in rows}


def answered(run: PaymentRun, by: Actor, **said: Said) -> None:
    """Every payment paid, but for those said otherwise by the person's name (words joined by _)."""
    for file in run.files.all():
        rows = everything_paid(file)
        for instruction in Instruction.objects.filter(file=file):
            if (other := said.get(instruction.name.replace(" ", "_"))) is not None:
                rows[instruction.reference] = other
        actions.take_answer(file=file, name="ketqua.csv", content=answer_csv(file, rows), by=by)
