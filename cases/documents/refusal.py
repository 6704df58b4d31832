"""The refusal in writing, with reasons. Decree 335/2026/ND-CP, Article 8; 118/2025/ND-CP, Article 19(3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cases.documents.snapshot import (
    PROGRAMMES,
    Snapshot,
    in_sentence,
    place_of,
    residence_of,
    signed_by_chair,
)
from cases.models import Case
from offices.actors import Actor
from ui.pdf.document import Body, OfficialDocument, Strong, render_document
from ui.pdf.paper import NationalHeader, dated_at, issuer_of


@dataclass(frozen=True)
class RefusalSnapshot(Snapshot):
    """What a refusal says. Dates are ISO text."""

    office_name: str
    place: str
    number: str
    code: str
    decided_on: str
    received_on: str
    applicant_name: str
    person_name: str
    residence: str
    programme: str
    reasons: str
    signer_name: str
    signer_power: str = ""
    signer_title: str = ""


def refusal_of(case: Case, *, number: str, signer: Actor) -> RefusalSnapshot:
    """The letter of a case just refused."""
    assert case.decided_on is not None
    assert case.first_received_at is not None
    return RefusalSnapshot(
        office_name=case.office.name,
        place=place_of(case.office.name),
        number=number,
        code=case.code or "",
        decided_on=case.decided_on.isoformat(),
        received_on=timezone.localdate(case.first_received_at).isoformat(),
        applicant_name=case.applicant_name,
        person_name=case.person.name,
        residence=residence_of(case),
        programme=PROGRAMMES[case.programme],
        reasons=case.refusal_reasons,
        signer_name=signer.name,
        signer_power=signer.power,
        signer_title=signer.title,
    )


def render_refusal(snapshot: RefusalSnapshot) -> bytes:
    """The letter as PDF."""
    received = dt.date.fromisoformat(snapshot.received_on)
    office = f"Ủy ban nhân dân {in_sentence(snapshot.office_name)}"
    return render_document(
        OfficialDocument(
            header=NationalHeader(
                issuer=issuer_of(f"Ủy ban nhân dân {snapshot.office_name}"),
                place=snapshot.place,
                date=dt.date.fromisoformat(snapshot.decided_on),
                number=f"Số: {snapshot.number}",
                subject=f"V/v từ chối giải quyết hồ sơ đề nghị {snapshot.programme}",
            ),
            kind="",
            blocks=(
                Body(("Kính gửi: ", Strong(f"Ông/Bà {snapshot.applicant_name}"))),
                Body(
                    f"{office} đã tiếp nhận hồ sơ mã số {snapshot.code} của ông/bà "
                    f"{in_sentence(dated_at('', received))}, "
                    f"đề nghị {snapshot.programme} đối với {snapshot.person_name}, {snapshot.residence}."
                ),
                Body("Sau khi thẩm định, hồ sơ không đủ điều kiện giải quyết. Lý do:"),
                Body(snapshot.reasons),
                Body(
                    "Nếu không đồng ý với nội dung trả lời này, ông/bà có quyền khiếu nại theo quy định của "
                    f"pháp luật về khiếu nại. {office} trả lời để ông/bà được biết./."
                ),
            ),
            recipients=("Như trên", "Lưu: VT, VHXH"),
            signatures=(signed_by_chair(snapshot.signer_name, snapshot.signer_power, snapshot.signer_title),),
        )
    )
