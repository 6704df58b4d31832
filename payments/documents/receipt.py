"""The receipt of a payment made to a person or their collector."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from beneficiaries.names import proper_case
from payments.handing.columns import METHODS
from payments.models import Instruction, PaymentResult
from ui.formats import day, grouped
from ui.pdf.document import Facts, OfficialDocument, Strong, render_document
from ui.pdf.paper import NationalHeader, Signature, issuer_of
from ui.pdf.words import amount_in_words


@dataclass(frozen=True)
class ReceiptSnapshot:
    """What the receipt says; names no group and no illness."""

    office_name: str
    provider_name: str
    reference: str
    period: dt.date
    person_code: str
    name: str
    id_number: str
    collector: str
    method: str
    account: str
    amount: int
    left: int
    paid_on: dt.date | None


def receipt_of(instruction: Instruction, result: PaymentResult) -> ReceiptSnapshot:
    """The receipt of a payment as last reported."""
    collector = " ".join(
        part for part in (proper_case(instruction.collector_name), instruction.collector_id) if part
    )
    account = " ".join(part for part in (instruction.account_number, instruction.bank) if part)
    return ReceiptSnapshot(
        office_name=instruction.office_name,
        provider_name=instruction.file.contract.provider.name,
        reference=instruction.reference,
        period=instruction.period,
        person_code=instruction.person_code,
        name=proper_case(instruction.name),
        id_number=instruction.id_number,
        collector=collector,
        method=instruction.method,
        account=account,
        amount=result.amount,
        left=instruction.amount - result.amount,
        paid_on=result.paid_on,
    )


def render_receipt(snapshot: ReceiptSnapshot) -> bytes:
    """The receipt as PDF."""
    rows: list[tuple[str, str]] = [
        ("Người được hưởng", Strong(snapshot.name)),
        ("Mã đối tượng", snapshot.person_code),
        ("Số định danh", snapshot.id_number or "…………………"),
        ("Kỳ chi trả", f"{snapshot.period:%m/%Y}"),
        ("Đơn vị chi trả", snapshot.provider_name),
        ("Hình thức", METHODS[snapshot.method]),
    ]
    if snapshot.account:
        rows.append(("Tài khoản", snapshot.account))
    if snapshot.collector:
        rows.append(("Người nhận thay", snapshot.collector))
    rows += [
        ("Số tiền đã chi", Strong(f"{grouped(snapshot.amount)} đồng")),
        ("Bằng chữ", amount_in_words(snapshot.amount, four=settings.WORD_FOR_FOUR)),
        ("Ngày chi", day(snapshot.paid_on) if snapshot.paid_on else "…… / …… / …………"),
    ]
    if snapshot.left:
        rows.append(("Còn chưa chi", f"{grouped(snapshot.left)} đồng"))
    hint = "(Ký, ghi rõ họ tên)"
    return render_document(
        OfficialDocument(
            header=NationalHeader(
                issuer=issuer_of(snapshot.office_name), number=f"Mã giao dịch: {snapshot.reference}"
            ),
            kind="GIẤY NHẬN TIỀN",
            subject="Trợ cấp xã hội hằng tháng",
            blocks=(Facts(tuple(rows)),),
            signatures=(
                Signature(("NGƯỜI CHI",), hint=hint),
                Signature(("NGƯỜI NHẬN",), hint="(Ký, ghi rõ họ tên hoặc điểm chỉ)"),
            ),
        )
    )
