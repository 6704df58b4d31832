"""The settlement report of a month: what came in, was paid, kept and given back, by provider."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from payments import outgoing
from payments.enums import RunState
from payments.models import PaymentRun, ProviderFile, Settlement
from ui.pdf.list import render_list
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, Signature, issuer_of

TITLE = "BÁO CÁO QUYẾT TOÁN CHI TRẢ TRỢ CẤP XÃ HỘI HẰNG THÁNG"
DRAFT = "CHƯA QUYẾT TOÁN"
BALANCE = "Kỳ trước chuyển sang + Nhận kỳ này = Đã chi + Chưa chi chuyển kỳ sau + Nộp trả."
COLUMNS = (
    Column("number", "TT", 8, kind="number", align="center"),
    Column("provider", "Tổ chức chi trả, hợp đồng", 40),
    Column("carried_in_count", "Lượt", 13, kind="number", over="Kỳ trước chuyển sang", total=True),
    Column("carried_in", "Số tiền", 24, kind="money", over="Kỳ trước chuyển sang"),
    Column("received_count", "Lượt", 13, kind="number", over="Nhận kỳ này", total=True),
    Column("received", "Số tiền", 26, kind="money", over="Nhận kỳ này"),
    Column("paid_account_count", "Lượt", 13, kind="number", over="Đã chi qua tài khoản", total=True),
    Column("paid_account", "Số tiền", 26, kind="money", over="Đã chi qua tài khoản"),
    Column("paid_cash_count", "Lượt", 13, kind="number", over="Đã chi tiền mặt", total=True),
    Column("paid_cash", "Số tiền", 26, kind="money", over="Đã chi tiền mặt"),
    Column("unpaid_count", "Lượt", 13, kind="number", over="Chưa chi chuyển kỳ sau", total=True),
    Column("unpaid", "Số tiền", 24, kind="money", over="Chưa chi chuyển kỳ sau"),
    Column("returned_count", "Lượt", 13, kind="number", over="Nộp trả", total=True),
    Column("returned", "Số tiền", 24, kind="money", over="Nộp trả"),
    Column("fee", "Chi phí chi trả", 22, kind="money"),
)
FIGURES = tuple(column.key for column in COLUMNS if column.key not in ("number", "provider"))


@dataclass(frozen=True)
class SettlementSnapshot:
    """The report as drawn; one row a provider's file, in đồng and payments."""

    office_name: str
    month: dt.date
    settled: bool
    rows: tuple[tuple[str, dict[str, int]], ...]


def settlement_of(run: PaymentRun) -> SettlementSnapshot:
    """The report of a run: the stored settlement, or before it what is known so far, without fees."""
    names = {
        file.pk: f"{file.contract.provider.name}, HĐ số {file.contract.number}"
        for file in ProviderFile.objects.filter(run=run).defer("content").select_related("contract__provider")
    }
    stored = list(Settlement.objects.filter(file__run=run).order_by("file"))
    figures: list[tuple[int, Any]] = [(row.file_id, row) for row in stored] or [
        (row.file_id, row) for row in outgoing.money_of_files(run)
    ]
    return SettlementSnapshot(
        office_name=run.office.name,
        month=run.month,
        settled=run.state == RunState.SETTLED,
        rows=tuple((names[file], {key: getattr(row, key, 0) for key in FIGURES}) for file, row in figures),
    )


def render_settlement(snapshot: SettlementSnapshot) -> bytes:
    """The report as PDF; before the month is settled it says so across the page."""
    hint = "(Ký, ghi rõ họ tên)"
    return render_list(
        ListPaper(
            header=NationalHeader(issuer=issuer_of(snapshot.office_name), dated=False),
            title=TITLE,
            subtitle=f"Tháng {snapshot.month:%m} năm {snapshot.month.year}",
            columns=COLUMNS,
            groups=(
                Group(
                    "",
                    [
                        {"number": number, "provider": name} | figures
                        for number, (name, figures) in enumerate(snapshot.rows, 1)
                    ],
                ),
            ),
            signatures=(
                Signature(("NGƯỜI LẬP",), hint=hint),
                Signature(("KẾ TOÁN",), hint=hint),
                Signature(("ĐẠI DIỆN TỔ CHỨC", "DỊCH VỤ CHI TRẢ"), hint="(Ký tên, đóng dấu)"),
                Signature(("THỦ TRƯỞNG ĐƠN VỊ",), hint="(Ký tên, đóng dấu)"),
            ),
            footnotes=(BALANCE,),
            mark="" if snapshot.settled else DRAFT,
            words_key="",
            four=settings.WORD_FOR_FOUR,
            counted="tổ chức chi trả",
            size=8.0,
        )
    )
