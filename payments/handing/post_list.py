"""The list a post office pays by in cash: grouped by commune, with room for signatures."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings

from beneficiaries.names import proper_case
from payments.handing.snapshot import FileSnapshot, Payment
from ui.pdf.list import render_list
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, Signature, issuer_of

TITLE = "DANH SÁCH CHI TRẢ TRỢ CẤP XÃ HỘI HẰNG THÁNG"
COLUMNS = (
    Column("position", "TT", 9, kind="number", align="center"),
    Column("reference", "Mã giao dịch", 28, align="center"),
    Column("name", "Họ và tên", 38),
    Column("born", "Ngày sinh", 20, align="center"),
    Column("id_number", "Số định danh", 27, align="center"),
    Column("hamlet", "Thôn, tổ dân phố", 30),
    Column("collector", "Người nhận thay", 34),
    Column("due", "Kỳ này", 22, kind="money"),
    Column("carried", "Tháng trước chưa nhận chuyển sang", 25, kind="money"),
    Column("amount", "Tổng được nhận", 24, kind="money"),
    Column("signed", "Ký nhận, ngày nhận", 30),
)


def render_post_list(snapshot: FileSnapshot) -> bytes:
    """The list as PDF. Decree 335/2026/ND-CP, Article 28."""
    groups = groupby(snapshot.payments, key=lambda payment: payment.office_name)
    return render_list(
        ListPaper(
            header=NationalHeader(issuer=issuer_of(snapshot.office_name), dated=False),
            title=TITLE,
            subtitle=(
                f"Tháng {snapshot.month:%m} năm {snapshot.month.year}. "
                f"{snapshot.provider_name}, hợp đồng số {snapshot.contract_number}"
            ),
            columns=COLUMNS,
            groups=tuple(Group(name, [_cells(row) for row in rows]) for name, rows in groups),
            signatures=(
                Signature(("NHÂN VIÊN CHI TRẢ",), hint="(Ký, ghi rõ họ tên)"),
                Signature(("ĐẠI DIỆN TỔ CHỨC", "DỊCH VỤ CHI TRẢ"), hint="(Ký tên, đóng dấu)"),
                Signature(("NGƯỜI GIÁM SÁT",), hint="(Ký, ghi rõ họ tên)"),
            ),
            words_key="amount",
            four=settings.WORD_FOR_FOUR,
            counted="lượt người",
            size=8.5,
            least_row_mm=9.0,
            footer=f"{snapshot.provider_name}, tháng {snapshot.month:%m/%Y}",
        )
    )


def _cells(payment: Payment) -> dict[str, Any]:
    collector = " ".join(part for part in (proper_case(payment.collector_name), payment.collector_id) if part)
    return {
        "position": payment.position,
        "reference": payment.reference,
        "name": proper_case(payment.name),
        "born": payment.born,
        "id_number": payment.id_number,
        "hamlet": payment.hamlet,
        "collector": collector,
        "due": 0 if payment.carried else payment.amount,
        "carried": payment.amount if payment.carried else 0,
        "amount": payment.amount,
        "signed": "",
    }
