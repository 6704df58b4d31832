"""Minutes of handing a file over to a provider: count, control total and hash, signed by both sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from payments.handing.columns import METHODS
from payments.models import ProviderFile
from ui.formats import grouped
from ui.pdf.document import Body, Facts, OfficialDocument, Strong, render_document
from ui.pdf.paper import NationalHeader, Signature, dated_at, issuer_of
from ui.pdf.words import amount_in_words


@dataclass(frozen=True)
class MinutesSnapshot:
    """What the minutes say; from rows that never change."""

    office_name: str
    provider_name: str
    contract_number: str
    contract_signed_on: dt.date
    methods: tuple[str, ...]
    month: dt.date
    file_name: str
    encrypted: bool
    count: int
    carried_count: int
    carried_total: int
    total: int
    sha256: str
    made_on: dt.date


def minutes_of(file: ProviderFile) -> MinutesSnapshot:
    """The minutes of a file."""
    carried = [row.amount for row in file.instructions.filter(carried_from__isnull=False)]
    return MinutesSnapshot(
        office_name=file.run.office.name,
        provider_name=file.contract.provider.name,
        contract_number=file.contract.number,
        contract_signed_on=file.contract.signed_on,
        methods=tuple(file.contract.methods),
        month=file.run.month,
        file_name=file.name,
        encrypted=file.encrypted,
        count=file.count,
        carried_count=len(carried),
        carried_total=sum(carried),
        total=file.total,
        sha256=file.sha256,
        made_on=timezone.localdate(file.made_at),
    )


def render_minutes(snapshot: MinutesSnapshot) -> bytes:
    """The minutes as PDF. Decree 335/2026/ND-CP, Article 28."""
    month = f"{snapshot.month:%m/%Y}"
    kinds = ", ".join(METHODS[method].lower() for method in snapshot.methods)
    words = amount_in_words(snapshot.total, four=settings.WORD_FOR_FOUR)
    carried = (
        f"{grouped(snapshot.carried_count)} lượt, {grouped(snapshot.carried_total)} đồng"
        if snapshot.carried_count
        else "không có"
    )
    hint = "(Ký, ghi rõ họ tên)"
    return render_document(
        OfficialDocument(
            header=NationalHeader(issuer=issuer_of(snapshot.office_name), date=snapshot.made_on),
            kind="BIÊN BẢN",
            subject=f"Bàn giao danh sách chi trả trợ cấp xã hội tháng {month}",
            blocks=(
                Body(
                    (
                        "Căn cứ Điều 28 Nghị định số 335/2026/NĐ-CP và Hợp đồng số ",
                        Strong(snapshot.contract_number),
                        f" {_lowered(dated_at('', snapshot.contract_signed_on))}, hai bên bàn giao danh sách "
                        "chi trả sau đây:",
                    )
                ),
                Facts(
                    (
                        ("Tổ chức dịch vụ chi trả", Strong(snapshot.provider_name)),
                        ("Tháng chi trả", month),
                        ("Hình thức", kinds),
                        ("Tên tệp", snapshot.file_name),
                        ("Tệp mã hóa", "có, mật khẩu báo riêng" if snapshot.encrypted else "không"),
                        ("Số lượt chi", Strong(grouped(snapshot.count))),
                        ("Trong đó kỳ trước chuyển sang", carried),
                        ("Tổng số tiền", Strong(f"{grouped(snapshot.total)} đồng")),
                        ("Bằng chữ", words),
                        ("Mã kiểm tra SHA-256", snapshot.sha256),
                    ),
                    label_mm=58,
                ),
                Body(
                    "Bên nhận kiểm tra mã SHA-256, số lượt và tổng số tiền của tệp trước khi chi trả; tệp "
                    "không khớp thì không chi trả và báo ngay cho bên giao. Biên bản lập thành 02 bản, mỗi "
                    "bên giữ 01 bản."
                ),
            ),
            signatures=(
                Signature(("BÊN NHẬN",), hint=hint),
                Signature(("BÊN GIAO",), hint=hint),
            ),
        )
    )


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
