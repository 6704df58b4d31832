"""The decision on a monthly allowance. Decree 335/2026/ND-CP, Articles 5, 6, 8; Decree 30/2020/ND-CP."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from beneficiaries.enums import PayMethod
from cases.documents.snapshot import (
    PROGRAMMES,
    Snapshot,
    group_words,
    in_sentence,
    place_of,
    residence_of,
    signed_by_chair,
)
from cases.models import Case
from cases.rules import RunningAllowance
from offices.actors import Actor
from policy.law import Law
from policy.months import first_of
from policy.presenters import coefficient_text
from policy.queries import current_law
from policy.rules import monthly_due
from ui.formats import grouped
from ui.pdf.document import Article, Block, Facts, Italic, OfficialDocument, Strong, render_document
from ui.pdf.paper import NationalHeader, dated_at, issuer_of
from ui.pdf.words import amount_in_words

CHILD_UNTIL = 16
ISSUERS = {"Thông tư": "Bộ trưởng Bộ Lao động - Thương binh và Xã hội"}
SEXES = {"M": "Nam", "F": "Nữ", "": ""}


@dataclass(frozen=True)
class DecisionSnapshot(Snapshot):
    """What a decision says. Dates are ISO text, `start_month` the first day of its month; money is đồng."""

    office_name: str
    place: str
    number: str
    decided_on: str
    case_code: str
    received_on: str
    programme: str
    bases: tuple[str, ...]
    honorific: str
    person_name: str
    born: str
    sex: str
    id_number: str
    residence: str
    group_name: str
    citation: str
    base: int
    coefficient: str
    units: int
    rate_article: str
    coefficient_article: str
    amount: int
    amount_words: str
    start_month: str
    payment: str
    replaced: tuple[str, ...]
    signer_name: str
    signer_power: str = ""
    signer_title: str = ""


def decision_of(case: Case, *, signer: Actor, replaced: Sequence[RunningAllowance]) -> DecisionSnapshot:
    """The decision of a case just signed."""
    assert case.decided_on is not None
    assert case.first_received_at is not None
    law, person = current_law(), case.person
    due = monthly_due(
        group=str(case.group_id),
        units=case.units,
        born=person.born,
        month=first_of(case.decided_on),
        known_on=case.decided_on,
        law=law,
        province=settings.PROVINCE_CODE,
        died_on=person.died_on,
    )
    name, citation = group_words(case, law, case.decided_on)
    return DecisionSnapshot(
        office_name=case.office.name,
        place=place_of(case.office.name),
        number=case.decision_number,
        decided_on=case.decided_on.isoformat(),
        case_code=case.code or "",
        received_on=timezone.localdate(case.first_received_at).isoformat(),
        programme=PROGRAMMES[case.programme],
        bases=_bases(case, law),
        honorific=honorific_of(case),
        person_name=person.name,
        born=str(person.born or ""),
        sex=SEXES[person.sex],
        id_number=person.id_number,
        residence=residence_of(case),
        group_name=name,
        citation=citation,
        base=due.base,
        coefficient=coefficient_text(due.coefficient),
        units=due.units,
        rate_article=due.rate_article,
        coefficient_article=due.coefficient_article,
        amount=due.amount,
        amount_words=amount_in_words(due.amount, four=settings.WORD_FOR_FOUR),
        start_month=first_of(case.decided_on).isoformat(),
        payment=payment_words(case),
        replaced=tuple(allowance.decision_number for allowance in replaced),
        signer_name=signer.name,
        signer_power=signer.power,
        signer_title=signer.title,
    )


def bases_of(law: Law, instruments: Set[str]) -> tuple[str, ...]:
    """The law a decision rests on, oldest first, as a paper cites it."""
    texts = [
        f"Căn cứ {row.kind_vi} số {row.number} {in_sentence(dated_at('', row.issued_on))} "
        f"của {ISSUERS.get(row.kind_vi, 'Chính phủ')} "
        f"{in_sentence(row.title_vi.removeprefix(row.kind_vi).strip())}"
        for row in law.instruments
        if row.id in instruments
    ]
    return ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15", *texts)


def _bases(case: Case, law: Law) -> tuple[str, ...]:
    """The instruments of the group, and Decree 335/2026, which governs the procedure."""
    assert case.decided_on is not None
    group, regime = law.group(str(case.group_id), case.decided_on), law.regime_on(case.decided_on)
    return bases_of(law, {regime.instrument} | ({group.instrument} if group else set()))


def honorific_of(case: Case) -> str:
    """How the paper calls the person: cháu for a child, else ông or bà."""
    born = case.person.born
    if born and case.decided_on and born.age_range(case.decided_on)[1] < CHILD_UNTIL:
        return "cháu"
    return {"M": "ông", "F": "bà"}.get(case.person.sex, "ông/bà")


def payment_words(case: Case) -> str:
    """How the person is paid, inside a sentence."""
    account = case.person.payee_accounts.in_use(case.decided_on or timezone.localdate()).first()
    if account is None or account.method == PayMethod.CASH:
        return "bằng tiền mặt, qua tổ chức dịch vụ chi trả"
    bank = f" tại {account.bank}" if account.bank else ""
    return f"qua tài khoản số {account.account_number}{bank}"


def render_decision(snapshot: DecisionSnapshot) -> bytes:
    """The decision as PDF."""
    unit = in_sentence(snapshot.office_name)
    received = dt.date.fromisoformat(snapshot.received_on)
    articles = _articles(snapshot)
    return render_document(
        OfficialDocument(
            header=NationalHeader(
                issuer=issuer_of(f"Ủy ban nhân dân {snapshot.office_name}"),
                place=snapshot.place,
                date=dt.date.fromisoformat(snapshot.decided_on),
                number=f"Số: {snapshot.number}",
            ),
            kind="QUYẾT ĐỊNH",
            subject=f"Về việc {snapshot.programme}",
            authority=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {snapshot.office_name.upper()}",
            bases=(
                *snapshot.bases,
                f"Xét hồ sơ mã số {snapshot.case_code} tiếp nhận {in_sentence(dated_at('', received))}",
                f"Theo đề nghị của Trưởng phòng Văn hóa - Xã hội {unit}",
            ),
            enacting="QUYẾT ĐỊNH:",
            blocks=articles,
            recipients=(f"Như Điều {count_articles(articles)}", "Sở Y tế (để báo cáo)", "Lưu: VT, VHXH"),
            signatures=(signed_by_chair(snapshot.signer_name, snapshot.signer_power, snapshot.signer_title),),
        )
    )


def _articles(snapshot: DecisionSnapshot) -> tuple[Block, ...]:
    start = dt.date.fromisoformat(snapshot.start_month)
    since = month_words(start)
    who = f"{snapshot.honorific} {snapshot.person_name}"
    group = f"{snapshot.group_name}; {snapshot.citation}" if snapshot.group_name else snapshot.citation
    children = f" × {snapshot.units} con" if snapshot.units > 1 else ""
    sum_of_month = f"{grouped(snapshot.base)} đồng × hệ số {snapshot.coefficient}{children}"
    blocks: list[Block] = [
        Article(
            "Điều 1.",
            (
                f"{snapshot.programme[:1].upper()}{snapshot.programme[1:]} đối với ",
                Strong(who),
                ", cụ thể như sau:",
            ),
        ),
        Facts(
            (
                ("Ngày, tháng, năm sinh", snapshot.born),
                ("Giới tính", snapshot.sex),
                ("Số định danh cá nhân", snapshot.id_number or "chưa có"),
                ("Nơi cư trú", snapshot.residence),
                ("Đối tượng", group),
                ("Cách tính", f"{sum_of_month} ({snapshot.rate_article}; {snapshot.coefficient_article})"),
                ("Mức trợ cấp hằng tháng", (Strong(f"{grouped(snapshot.amount)} đồng/tháng"),)),
                ("Bằng chữ", (Italic(f"{snapshot.amount_words}."),)),
                ("Thời gian hưởng", (Strong(f"từ {since}"),)),
            ),
            label_mm=58,
        ),
    ]
    texts = [
        "Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành. "
        f"Hình thức chi trả: {snapshot.payment}.",
    ]
    if snapshot.replaced:
        numbers = ", ".join(snapshot.replaced)
        texts.append(
            f"Thôi hưởng khoản trợ cấp theo Quyết định số {numbers} kể từ {since}, do một người "
            "chỉ được hưởng một mức cao nhất."
        )
    texts.append(
        "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, "
        "Trưởng phòng Văn hóa - Xã hội, thủ trưởng các cơ quan, đơn vị có liên quan và "
        f"{who} chịu trách nhiệm thi hành Quyết định này./."
    )
    return (*blocks, *(Article(f"Điều {number}.", text) for number, text in enumerate(texts, 2)))


def month_words(month: dt.date) -> str:
    """A month in a sentence: "tháng 02 năm 2026", "tháng 9 năm 2026". Decree 30/2020/ND-CP, Annex I."""
    return (
        f"tháng {month.month:02d} năm {month.year}"
        if month.month < 3
        else f"tháng {month.month} năm {month.year}"
    )


def count_articles(blocks: Sequence[Block]) -> int:
    """How many articles a decision has: the last names those who carry it out."""
    return sum(isinstance(block, Article) for block in blocks)
