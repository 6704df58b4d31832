"""The notice that tells a provider which payments not to make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from beneficiaries.names import proper_case
from payments.enums import HoldReason
from payments.models import Hold, ProviderFile
from ui.pdf.list import render_list
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, Signature, issuer_of

# The provider learns that money is to be held, never an illness; the words of an officer stay inside.
REASONS = {
    HoldReason.DEAD.value: "Đã chết",
    HoldReason.ENDED.value: "Thôi hưởng",
    HoldReason.OTHER.value: "Tạm giữ",
}
COLUMNS = (
    Column("number", "TT", 10, kind="number", align="center"),
    Column("reference", "Mã giao dịch", 34, align="center"),
    Column("person_code", "Mã đối tượng", 28),
    Column("name", "Họ và tên", 48),
    Column("place", "Xã, phường", 38),
    Column("period", "Kỳ chi trả", 20, align="center"),
    Column("amount", "Số tiền tạm giữ", 28, kind="money"),
    Column("reason", "Lý do", 28),
)


@dataclass(frozen=True)
class NoticeSnapshot:
    """A notice as sent. `rows` are (reference, person code, name, commune, month, amount, reason)."""

    office_name: str
    provider_name: str
    contract_number: str
    month: dt.date
    file_name: str
    number: int
    on: dt.date
    rows: tuple[tuple[str, str, str, str, dt.date, int, str], ...]


def notice_of(file: ProviderFile, holds: Sequence[Hold], *, number: int, on: dt.date) -> NoticeSnapshot:
    """The notice about some holds of a file."""
    return NoticeSnapshot(
        office_name=file.run.office.name,
        provider_name=file.contract.provider.name,
        contract_number=file.contract.number,
        month=file.run.month,
        file_name=file.name,
        number=number,
        on=on,
        rows=tuple(
            (
                hold.instruction.reference,
                hold.instruction.person_code,
                hold.instruction.name,
                hold.instruction.office_name,
                hold.instruction.period,
                hold.instruction.amount,
                hold.reason,
            )
            for hold in holds
        ),
    )


def render_notice(snapshot: NoticeSnapshot) -> bytes:
    """The notice as PDF."""
    rows = [
        {
            "number": number,
            "reference": reference,
            "person_code": code,
            "name": proper_case(name),
            "place": place,
            "period": f"{period:%m/%Y}",
            "amount": amount,
            "reason": REASONS[reason],
        }
        for number, (reference, code, name, place, period, amount, reason) in enumerate(snapshot.rows, 1)
    ]
    return render_list(
        ListPaper(
            header=NationalHeader(issuer=issuer_of(snapshot.office_name), date=snapshot.on),
            title="DANH SÁCH TẠM GIỮ, CHƯA CHI TRẢ",
            subtitle=(
                f"Lần {snapshot.number}, tháng {snapshot.month:%m/%Y}. Gửi {snapshot.provider_name}, "
                f"hợp đồng số {snapshot.contract_number}, tệp {snapshot.file_name}"
            ),
            columns=COLUMNS,
            groups=(Group("", rows),),
            signatures=(
                Signature(("BÊN NHẬN",), hint="(Ký, ghi rõ họ tên, ngày nhận)"),
                Signature(("KẾ TOÁN",), hint="(Ký, ghi rõ họ tên)"),
            ),
            footnotes=(
                "Đề nghị không chi các khoản trên. Khoản đã chi trước khi nhận danh sách này xin báo lại.",
            ),
            four=settings.WORD_FOR_FOUR,
            words_key="amount",
            counted="lượt người",
        )
    )
