"""The printed payment list: a frozen snapshot of the stored lines, and its layout on A4 landscape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from beneficiaries.enums import PayMethod, Sex
from beneficiaries.names import proper_case
from payments.enums import Note
from payments.models import PaymentLine, PaymentList
from policy.presenters import coefficient_text
from ui.pdf.list import render_lists
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, Signature, issuer_of
from ui.pdf.qr import Seal

TITLE = "DANH SÁCH CHI TRẢ TRỢ CẤP XÃ HỘI HẰNG THÁNG"
DRAFT = "BẢN DỰ THẢO"
NO_HAMLET = "Chưa ghi thôn, tổ dân phố"
SEXES = {Sex.MALE.value: "Nam", Sex.FEMALE.value: "Nữ"}
NOTES = {Note.JOINED.value: "Tăng mới", Note.ADJUSTED.value: "Điều chỉnh"}
# The months of arrears or of a recovery stand beside its sum.
COLUMNS = (
    Column("position", "TT", 8, kind="number", align="center"),
    Column("person_code", "Mã đối tượng", 20),
    Column("name", "Họ và tên", 31),
    Column("born", "Ngày sinh", 18, align="center"),
    Column("sex", "Giới tính", 9, align="center"),
    Column("id_number", "Số định danh", 24, align="center"),
    Column("group_code", "Đối tượng", 11, align="center"),
    Column("coefficient", "Hệ số", 11, align="center"),
    Column("regular", "Mức hằng tháng", 19, kind="money"),
    Column("arrears_months", "Tháng", 18, align="center", over="Truy lĩnh"),
    Column("arrears", "Số tiền", 18, kind="money", over="Truy lĩnh"),
    Column("recovery_months", "Tháng", 15, align="center", over="Truy thu"),
    Column("recovery", "Số tiền", 15, kind="money", over="Truy thu"),
    Column("total", "Tổng được nhận", 20, kind="money"),
    Column("payment", "Hình thức, số tài khoản", 28),
    Column("collector", "Người nhận thay", 23),
    Column("signed", "Ký nhận, ngày nhận", 20),
    Column("note", "Ghi chú", 16),
)


@dataclass(frozen=True)
class LineSnapshot:
    """One line as stored; names as in `PaymentLine`."""

    position: int
    person_code: str
    name: str
    born: str
    sex: str
    id_number: str
    hamlet: str
    group_code: str
    coefficient: Decimal | None
    base: int | None
    units: int
    regular: int
    arrears: int
    arrears_from: dt.date | None
    arrears_to: dt.date | None
    recovery: int
    recovery_from: dt.date | None
    recovery_to: dt.date | None
    total: int
    method: str
    bank: str
    account_number: str
    account_owner: str
    collector_name: str
    collector_id: str
    collector_relation: str
    note: str


@dataclass(frozen=True)
class ListSnapshot:
    """One list as stored; without a seal it is a draft."""

    office_name: str
    month: dt.date
    persons: int
    regular: int
    arrears: int
    recovery: int
    total: int
    seal: str
    address: str
    lines: tuple[LineSnapshot, ...]


def snapshot_of(payment_list: PaymentList) -> ListSnapshot:
    """The stored rows of a list, by position; one query when its run is loaded."""
    names = [field.name for field in fields(LineSnapshot)]
    rows = PaymentLine.objects.filter(payment_list=payment_list).order_by("position").values_list(*names)
    path = reverse("list_detail", args=[payment_list.pk])
    return ListSnapshot(
        office_name=payment_list.office_name,
        month=payment_list.run.month,
        persons=payment_list.persons,
        regular=payment_list.regular,
        arrears=payment_list.arrears,
        recovery=payment_list.recovery,
        total=payment_list.total,
        seal=payment_list.seal,
        address=f"{settings.SITE_URL}{path}",
        lines=tuple(LineSnapshot(*row) for row in rows),
    )


def render_papers(snapshots: Sequence[ListSnapshot]) -> bytes:
    """Lists as one PDF, each with its own page numbers; the same snapshots give the same bytes."""
    return render_lists([paper_of(snapshot) for snapshot in snapshots])


def paper_of(snapshot: ListSnapshot) -> ListPaper:
    """What is drawn: groups by hamlet, sums, words, signatures; a draft says that it is one."""
    groups = [
        Group(hamlet[:1].upper() + hamlet[1:] or NO_HAMLET, [cells_of(line) for line in lines])
        for hamlet, lines in groupby(snapshot.lines, key=lambda line: line.hamlet)
    ]
    sealed = bool(snapshot.seal)
    hint = "(Ký, ghi rõ họ tên)"
    return ListPaper(
        header=NationalHeader(issuer=issuer_of(snapshot.office_name), dated=False),
        title=TITLE,
        subtitle=f"Tháng {snapshot.month:%m} năm {snapshot.month.year}",
        columns=COLUMNS,
        groups=tuple(groups),
        signatures=(
            Signature(("NGƯỜI LẬP",), hint=hint),
            Signature(("KẾ TOÁN",), hint=hint),
            Signature(("CHỦ TỊCH",), hint="(Ký tên, đóng dấu)", above="Ngày ..... tháng ..... năm ........."),
        ),
        footnotes=(f"Số người trong danh sách: {snapshot.persons}.",),
        seal=Seal(f"{snapshot.address}?seal={snapshot.seal}", ("Mã niêm phong", snapshot.seal[:16]))
        if sealed
        else None,
        mark="" if sealed else DRAFT,
        words_key="total",
        four=settings.WORD_FOR_FOUR,
        # Someone with two allowances has two lines.
        counted="người" if snapshot.persons == len(snapshot.lines) else "lượt người",
        size=8.0,
        least_row_mm=9.0,
        footer=f"{snapshot.office_name}, tháng {snapshot.month:%m/%Y}",
    )


def cells_of(line: LineSnapshot) -> dict[str, Any]:
    """A line as printed, by column key; figures stay figures."""
    return {
        "position": line.position,
        "person_code": line.person_code,
        "name": proper_case(line.name),
        "born": line.born,
        "sex": SEXES.get(line.sex, ""),
        "id_number": line.id_number,
        "group_code": line.group_code,
        "coefficient": factor_of(line),
        "regular": line.regular,
        "arrears_months": span_of(line.arrears_from, line.arrears_to),
        "arrears": line.arrears,
        "recovery_months": span_of(line.recovery_from, line.recovery_to),
        "recovery": line.recovery,
        "total": line.total,
        "payment": payment_of(line),
        "collector": " ".join(part for part in (proper_case(line.collector_name), line.collector_id) if part),
        "signed": "",
        "note": NOTES.get(line.note, ""),
    }


def factor_of(line: LineSnapshot) -> str:
    """The coefficient, with the number of children where there are several: 1,0 × 2."""
    if line.coefficient is None:
        return ""
    text = coefficient_text(line.coefficient)
    return text if line.units == 1 else f"{text} × {line.units}"


def payment_of(line: LineSnapshot) -> str:
    """How the money goes out, in one cell."""
    if line.method == PayMethod.CASH:
        return "Tiền mặt"
    parts = ["TK", line.account_number, line.bank]
    if line.account_owner and line.account_owner != line.name:
        parts.append(f"({proper_case(line.account_owner)})")
    return " ".join(part for part in parts if part)


def span_of(first: dt.date | None, last: dt.date | None) -> str:
    """Months from a first to a last one: 09/2026, 07-09/2026, 12/2025-02/2026."""
    if first is None or last is None:
        return ""
    if first == last:
        return f"{last:%m/%Y}"
    return f"{first:%m}-{last:%m/%Y}" if first.year == last.year else f"{first:%m/%Y}-{last:%m/%Y}"
