"""The request for supplement: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. Decree 118/2025, Article 17(1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cases.documents.snapshot import PROGRAMMES, Snapshot, desk_header, in_sentence, place_of
from cases.models import Case
from offices.actors import Actor
from ui.pdf.document import Body, Facts, Heading, OfficialDocument, Strong, render_document
from ui.pdf.paper import Signature


@dataclass(frozen=True)
class SupplementSnapshot(Snapshot):
    """What the applicant is asked for, once and in full. Dates are ISO text."""

    office_name: str
    place: str
    number: str
    code: str
    issued_on: str
    applicant_name: str
    applicant_phone: str
    applicant_address: str
    person_name: str
    programme: str
    request: str
    officer_name: str


def supplement_of(case: Case, *, number: str, by: Actor, at: dt.datetime) -> SupplementSnapshot:
    """The request of a case just returned."""
    return SupplementSnapshot(
        office_name=case.office.name,
        place=place_of(case.office.name),
        number=number,
        code=case.code or "",
        issued_on=timezone.localdate(at).isoformat(),
        applicant_name=case.applicant_name,
        applicant_phone=case.applicant_phone,
        applicant_address=case.applicant_address,
        person_name=case.person.name,
        programme=PROGRAMMES[case.programme],
        request=case.supplement_request,
        officer_name=by.name,
    )


def render_supplement(snapshot: SupplementSnapshot) -> bytes:
    """The request as PDF."""
    day = dt.date.fromisoformat(snapshot.issued_on)
    return render_document(
        OfficialDocument(
            header=desk_header(snapshot.office_name, snapshot.place, day, f"Số: {snapshot.number}"),
            kind="PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            blocks=(
                Facts(
                    (
                        ("Hồ sơ của", (Strong(snapshot.applicant_name),)),
                        ("Mã hồ sơ", snapshot.code),
                        (
                            "Nội dung yêu cầu giải quyết",
                            f"Đề nghị {snapshot.programme} đối với {snapshot.person_name}",
                        ),
                        ("Địa chỉ", snapshot.applicant_address or "…………………"),
                        ("Số điện thoại", snapshot.applicant_phone or "…………………"),
                    ),
                    label_mm=62,
                ),
                Heading("Yêu cầu bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:"),
                Body(snapshot.request),
                Body(
                    "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ hồ sơ, theo khoản 5 Điều 19 "
                    "Nghị định số 118/2025/NĐ-CP."
                ),
                Body(
                    "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, ông/bà liên hệ Trung tâm Phục vụ "
                    f"hành chính công {in_sentence(snapshot.office_name)} để được hướng dẫn."
                ),
            ),
            signatures=(Signature(("NGƯỜI THẨM ĐỊNH HỒ SƠ",), snapshot.officer_name, "(Ký, ghi rõ họ tên)"),),
        )
    )
