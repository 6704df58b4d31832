"""The receipt: Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Decree 118/2025/ND-CP, Article 17."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.http import urlencode

from cases.documents.snapshot import (
    PROGRAMMES,
    Snapshot,
    desk_header,
    group_words,
    in_sentence,
    place_of,
    residence_of,
)
from cases.enums import PaperForm
from cases.models import Case
from offices.actors import Actor
from policy.queries import current_law
from ui.pdf.document import Facts, Grid, Heading, OfficialDocument, Strong, render_document
from ui.pdf.paper import Signature
from ui.pdf.qr import Seal

LABEL_MM = 62
# Names and forms of papers as printed; neutral, so that health is never read off a receipt.
PAPER_NAMES = {
    "form_01": "Tờ khai theo Mẫu số 01 (Nghị định 335/2026/NĐ-CP)",
    "identity": "Thẻ căn cước hoặc giấy khai sinh",
    "parents": "Giấy tờ về cha, mẹ",
    "study": "Giấy xác nhận đang học",
    "medical": "Giấy xác nhận của cơ sở y tế",
    "poverty": "Giấy chứng nhận hộ nghèo, hộ cận nghèo",
    "marital": "Giấy tờ về tình trạng hôn nhân",
    "children": "Giấy khai sinh của các con đang nuôi",
    "disability": "Giấy xác nhận khuyết tật",
    "care": "Đơn, cam kết của người nhận chăm sóc, nuôi dưỡng",
}
PAPER_FORMS = {
    PaperForm.ORIGINAL: "bản chính",
    PaperForm.COPY: "bản sao",
    PaperForm.ELECTRONIC: "bản điện tử",
    PaperForm.DATABASE: "đã có trong cơ sở dữ liệu quốc gia",
}
CHANNELS = {
    "desk": "trực tiếp tại Bộ phận Một cửa",
    "post": "qua dịch vụ bưu chính",
    "online": "trực tuyến trên Cổng Dịch vụ công quốc gia",
}


@dataclass(frozen=True)
class ReceiptSnapshot(Snapshot):
    """What a receipt says. `received_at` is local ISO time; `papers` are (name, form)."""

    office_name: str
    place: str
    code: str
    attempt: int
    applicant_name: str
    applicant_relation: str
    applicant_phone: str
    applicant_address: str
    person_name: str
    residence: str
    programme: str
    citation: str
    channel: str
    papers: tuple[tuple[str, str], ...]
    working_days: int
    received_at: str
    due_on: str
    track_url: str
    officer_name: str


def receipt_of(case: Case, *, by: Actor, at: dt.datetime) -> ReceiptSnapshot:
    """The receipt of a case just received, or received anew."""
    _name, citation = group_words(case, current_law(), timezone.localdate(at))
    due_on = case.due_on or timezone.localdate(at)
    return ReceiptSnapshot(
        office_name=case.office.name,
        place=place_of(case.office.name),
        code=case.code or "",
        attempt=case.attempt,
        applicant_name=case.applicant_name,
        applicant_relation=case.applicant_relation,
        applicant_phone=case.applicant_phone,
        applicant_address=case.applicant_address,
        person_name=case.person.name,
        residence=residence_of(case),
        programme=PROGRAMMES[case.programme],
        citation=citation,
        channel=CHANNELS[case.channel],
        papers=tuple(
            (PAPER_NAMES[key], PAPER_FORMS[PaperForm(case.papers[key])])
            for key in PAPER_NAMES
            if case.papers.get(key)
        ),
        working_days=case.working_days or 0,
        received_at=timezone.localtime(at).isoformat(timespec="minutes"),
        due_on=due_on.isoformat(),
        track_url=f"{settings.SITE_URL}/track/?{urlencode({'code': case.code or ''})}",
        officer_name=by.name,
    )


def render_receipt(snapshot: ReceiptSnapshot) -> bytes:
    """The receipt as PDF, with the QR code of the citizen's page."""
    received = dt.datetime.fromisoformat(snapshot.received_at)
    due_on = dt.date.fromisoformat(snapshot.due_on)
    relation = f" ({snapshot.applicant_relation})" if snapshot.applicant_relation else ""
    again = f" (tiếp nhận lần {snapshot.attempt})" if snapshot.attempt > 1 else ""
    return render_document(
        OfficialDocument(
            header=desk_header(
                snapshot.office_name, snapshot.place, received.date(), f"Mã hồ sơ: {snapshot.code}"
            ),
            kind="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            blocks=(
                Facts(
                    (
                        ("Tiếp nhận hồ sơ của", (Strong(snapshot.applicant_name), relation)),
                        ("Địa chỉ", snapshot.applicant_address or snapshot.residence),
                        ("Số điện thoại", snapshot.applicant_phone or "…………………"),
                        ("Nội dung yêu cầu giải quyết", f"Đề nghị {snapshot.programme}, {snapshot.citation}"),
                        ("Người đề nghị hưởng", f"{snapshot.person_name}; {snapshot.residence}"),
                        ("Hình thức nộp hồ sơ", snapshot.channel),
                    ),
                    label_mm=LABEL_MM,
                ),
                Heading("Thành phần hồ sơ (01 bộ):"),
                Grid(
                    heads=("TT", "Tên giấy tờ", "Hình thức"),
                    rows=tuple(
                        (str(number), name, form) for number, (name, form) in enumerate(snapshot.papers, 1)
                    ),
                    widths=(12, 100, 50),
                    align="clc",
                ),
                Facts(
                    (
                        (
                            "Thời gian nhận hồ sơ",
                            f"{received.hour} giờ {received.minute:02d} phút, "
                            f"ngày {received:%d/%m/%Y}{again}",
                        ),
                        ("Thời gian giải quyết", f"{snapshot.working_days:02d} ngày làm việc"),
                        ("Thời gian trả kết quả", (Strong(f"trước 17 giờ 00 phút, ngày {due_on:%d/%m/%Y}"),)),
                        (
                            "Nhận kết quả tại",
                            f"Trung tâm Phục vụ hành chính công {in_sentence(snapshot.office_name)}",
                        ),
                    ),
                    label_mm=LABEL_MM,
                ),
            ),
            seal=Seal(snapshot.track_url, ("Tra cứu tình trạng hồ sơ:", snapshot.track_url)),
            signatures=(
                Signature(("NGƯỜI NỘP HỒ SƠ",), snapshot.applicant_name, "(Ký, ghi rõ họ tên)"),
                Signature(("NGƯỜI TIẾP NHẬN HỒ SƠ",), snapshot.officer_name, "(Ký, ghi rõ họ tên)"),
            ),
        )
    )
