"""Decisions on an allowance that stands: điều chỉnh, thôi hưởng, tạm dừng hưởng, hưởng lại.

Decree 335/2026/ND-CP, Articles 8 and 9; before it Decree 20/2021/ND-CP, Article 8, and Circular 02/2021,
Article 2. Layout of Decree 30/2020/ND-CP.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from cases.changes import AllowanceChange
from cases.documents.decision import (
    SEXES,
    bases_of,
    count_articles,
    honorific_of,
    month_words,
    payment_words,
)
from cases.documents.snapshot import (
    PROGRAMMES,
    Snapshot,
    in_sentence,
    place_of,
    residence_of,
    signed_by_chair,
    words_of_group,
)
from cases.models import Case
from offices.actors import Actor
from policy.enums import StopCause, SuspendCause, Turn
from policy.grounds import ground_on
from policy.presenters import coefficient_text
from policy.queries import current_law
from ui.formats import grouped
from ui.pdf.document import Article, Block, Facts, Italic, OfficialDocument, Strong, Text, render_document
from ui.pdf.paper import NationalHeader, dated_at, issuer_of
from ui.pdf.words import amount_in_words

DEEDS = {
    Turn.ADJUST: "điều chỉnh",
    Turn.STOP: "thôi hưởng",
    Turn.SUSPEND: "tạm dừng hưởng",
    Turn.RESUME: "hưởng lại",
}
CAUSES = {
    StopCause.DEATH: "người hưởng trợ cấp đã chết",
    StopCause.MISSING: "người hưởng trợ cấp bị tuyên bố mất tích theo quy định của pháp luật",
    StopCause.NOT_ELIGIBLE: "không còn đủ điều kiện hưởng",
    StopCause.SENTENCE: "chấp hành án phạt tù ở trại giam hoặc theo quyết định của cơ quan có thẩm quyền",
    StopCause.REFUSES: "từ chối nhận chế độ, chính sách",
    StopCause.STILL_NOT_COMPLYING: "sau 03 tháng kể từ khi có quyết định tạm dừng vẫn không chấp hành yêu "
    "cầu của cơ quan có thẩm quyền",
    StopCause.MOVED: "chuyển nơi cư trú",
    SuspendCause.NOT_COLLECTED: "không nhận trợ cấp liên tục từ 03 tháng trở lên",
    SuspendCause.NOT_COMPLYING: "không chấp hành yêu cầu của cơ quan có thẩm quyền về việc xác định lại mức "
    "độ khuyết tật, xác định lại điều kiện hưởng hoặc cung cấp thông tin phục vụ công tác quản lý",
    SuspendCause.DETAINED: "bị tạm giam từ 01 tháng trở lên",
    "": "",
}


@dataclass(frozen=True)
class ChangeSnapshot(Snapshot):
    """What the decision says. Dates are ISO text, months their first day; money is đồng a month.

    `turn` is what was decided, which for a resumption may be an adjustment or a stop. `held_from` is the
    first month of the suspension that ran, "" when none did.
    """

    office_name: str
    place: str
    number: str
    decided_on: str
    case_code: str
    received_on: str
    asked: bool
    turn: str
    programme: str
    bases: tuple[str, ...]
    honorific: str
    person_name: str
    born: str
    sex: str
    id_number: str
    residence: str
    decision_before: str
    decision_before_on: str
    group_before: str
    units_before: int
    amount_before: int
    group_after: str
    units: int
    base: int
    coefficient: str
    rate_article: str
    coefficient_article: str
    amount: int
    amount_words: str
    from_month: str
    last_month: str
    held_from: str
    cause: str
    ground: str
    reason: str
    payment: str
    signer_name: str
    signer_power: str = ""
    signer_title: str = ""


def change_decision_of(case: Case, change: AllowanceChange, *, signer: Actor) -> ChangeSnapshot:
    """The decision of a change about to be carried out, while the allowance stands as it was."""
    effect, target, person, law = change.effect, case.target, case.person, current_law()
    assert target is not None
    assert case.decided_on is not None
    assert case.first_received_at is not None
    assert effect.from_month is not None
    assert effect.last_month is not None
    received_on = timezone.localdate(case.first_received_at)
    cause = case.cause or (StopCause.NOT_ELIGIBLE if effect.turn == Turn.STOP else "")
    ground = ground_on(law.grounds, effect.turn, cause, received_on)
    # The decree and the procedure of the day the file was taken up, and those that name the groups.
    named = [law.group(key, case.decided_on) for key in (change.standing.group, change.group)]
    bases = {row.instrument for row in (law.regime_on(received_on), *named, ground) if row}
    pause, after = change.standing.pause, change.after
    return ChangeSnapshot(
        office_name=case.office.name,
        place=place_of(case.office.name),
        number=case.decision_number,
        decided_on=case.decided_on.isoformat(),
        case_code=case.code or "",
        received_on=received_on.isoformat(),
        asked=case.asked,
        turn=effect.turn.value,
        programme=PROGRAMMES[case.programme],
        bases=bases_of(law, bases),
        honorific=honorific_of(case),
        person_name=person.name,
        born=str(person.born or ""),
        sex=SEXES[person.sex],
        id_number=person.id_number,
        residence=residence_of(case),
        decision_before=target.decision_number,
        decision_before_on=target.decision_on.isoformat() if target.decision_on else "",
        group_before="; ".join(filter(None, words_of_group(change.standing.group, law, case.decided_on))),
        units_before=change.standing.units,
        amount_before=change.amount_before,
        group_after="; ".join(filter(None, words_of_group(change.group, law, case.decided_on))),
        units=change.units,
        base=after.base if after else 0,
        coefficient=coefficient_text(after.coefficient) if after else "",
        rate_article=after.rate_article if after else "",
        coefficient_article=after.coefficient_article if after else "",
        amount=change.amount,
        amount_words=amount_in_words(change.amount, four=settings.WORD_FOR_FOUR),
        from_month=effect.from_month.isoformat(),
        last_month=effect.last_month.isoformat(),
        held_from=pause.from_month.isoformat() if pause else "",
        cause=CAUSES[cause],
        ground=law.cite(ground.article, ground.instrument) if ground else "",
        reason=case.change_reason,
        payment=payment_words(case),
        signer_name=signer.name,
        signer_power=signer.power,
        signer_title=signer.title,
    )


def render_change(snapshot: ChangeSnapshot) -> bytes:
    """The decision as PDF."""
    received = in_sentence(dated_at("", dt.date.fromisoformat(snapshot.received_on)))
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
            subject=f"Về việc {DEEDS[Turn(snapshot.turn)]} {snapshot.programme}",
            authority=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {snapshot.office_name.upper()}",
            bases=(
                *snapshot.bases,
                f"Xét hồ sơ mã số {snapshot.case_code} tiếp nhận {received}"
                if snapshot.asked
                else f"Xét kết quả rà soát, hồ sơ mã số {snapshot.case_code} lập {received}",
                f"Theo đề nghị của Trưởng phòng Văn hóa - Xã hội {in_sentence(snapshot.office_name)}",
            ),
            enacting="QUYẾT ĐỊNH:",
            blocks=articles,
            recipients=(f"Như Điều {count_articles(articles)}", "Sở Y tế (để báo cáo)", "Lưu: VT, VHXH"),
            signatures=(signed_by_chair(snapshot.signer_name, snapshot.signer_power, snapshot.signer_title),),
        )
    )


def _articles(snapshot: ChangeSnapshot) -> tuple[Block, ...]:
    turn, who = Turn(snapshot.turn), f"{snapshot.honorific} {snapshot.person_name}"
    deed = f"{DEEDS[turn]} {snapshot.programme}"
    texts = [
        _CONSEQUENCES[turn](snapshot),
        "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, "
        "Trưởng phòng Văn hóa - Xã hội, thủ trưởng các cơ quan, đơn vị có liên quan và "
        f"{who if turn != Turn.STOP else 'người có liên quan'} chịu trách nhiệm thi hành Quyết định này./.",
    ]
    return (
        Article(
            "Điều 1.",
            (
                f"{deed[:1].upper()}{deed[1:]} đối với ",
                Strong(who),
                f" kể từ {_month(snapshot.from_month)}, cụ thể như sau:",
            ),
        ),
        Facts(
            (
                ("Ngày, tháng, năm sinh", snapshot.born),
                ("Giới tính", snapshot.sex),
                ("Số định danh cá nhân", snapshot.id_number or "chưa có"),
                ("Nơi cư trú", snapshot.residence),
                *_before(snapshot),
                *_after(snapshot),
                *_why(snapshot),
            ),
            label_mm=58,
        ),
        *(Article(f"Điều {number}.", text) for number, text in enumerate(texts, 2)),
    )


Row = tuple[str, Text]


def _before(snapshot: ChangeSnapshot) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = (
        ("Đối tượng", f"{snapshot.group_before}{_children(snapshot.units_before)}"),
        ("Quyết định đang hưởng", _decision_before(snapshot)),
    )
    if snapshot.held_from:
        rows += (("Tạm dừng", f"từ {_month(snapshot.held_from)}"),)
    if snapshot.turn != Turn.RESUME:
        rows += (("Mức đang hưởng", f"{grouped(snapshot.amount_before)} đồng/tháng"),)
    return rows


def _after(snapshot: ChangeSnapshot) -> tuple[Row, ...]:
    turn, since = Turn(snapshot.turn), _month(snapshot.from_month)
    if turn == Turn.STOP:
        last: Row = ("Tháng hưởng cuối cùng", (Strong(_month(snapshot.last_month)),))
        return (last, ("Thời gian thôi hưởng", (Strong(f"từ {since}"),)))
    if turn == Turn.SUSPEND:
        until = "cho đến khi có quyết định hưởng lại hoặc thôi hưởng"
        return (("Thời gian tạm dừng", (Strong(f"từ {since}"), f" {until}")),)
    times = f" × {snapshot.units} con" if snapshot.units > 1 else ""
    sum_of_month = f"{grouped(snapshot.base)} đồng × hệ số {snapshot.coefficient}{times}"
    rows: tuple[Row, ...] = (
        ("Cách tính", f"{sum_of_month} ({snapshot.rate_article}; {snapshot.coefficient_article})"),
        (
            "Mức sau điều chỉnh" if turn == Turn.ADJUST else "Mức trợ cấp hằng tháng",
            (Strong(f"{grouped(snapshot.amount)} đồng/tháng"),),
        ),
        ("Bằng chữ", (Italic(f"{snapshot.amount_words}."),)),
        (
            "Thời gian điều chỉnh" if turn == Turn.ADJUST else "Thời gian hưởng lại",
            (Strong(f"từ {since}"),),
        ),
    )
    if turn == Turn.ADJUST:
        group = f"{snapshot.group_after}{_children(snapshot.units)}"
        return (("Đối tượng sau điều chỉnh", group), *rows)
    return rows


def _adjustment(snapshot: ChangeSnapshot) -> str:
    held = (
        "Số tiền trợ cấp của các tháng tạm dừng trước đó được truy lĩnh theo mức đang hưởng. "
        if snapshot.held_from and snapshot.held_from < snapshot.from_month
        else ""
    )
    return (
        f"{held}Phần chênh lệch giữa mức sau điều chỉnh và số tiền đã chi trả kể từ "
        f"{_month(snapshot.from_month)} (nếu có) được truy lĩnh hoặc truy thu trong kỳ chi trả tiếp theo. "
        f"{_funds(snapshot)}"
    )


def _stop(snapshot: ChangeSnapshot) -> str:
    return (
        f"Số tiền đã chi trả cho thời gian kể từ {_month(snapshot.from_month)} (nếu có) được thu hồi theo "
        "quy định của pháp luật."
    )


def _suspension(snapshot: ChangeSnapshot) -> str:
    text = (
        "Trong thời gian tạm dừng, nếu vẫn đủ điều kiện thì được hưởng lại kể từ tháng tạm dừng và được truy "
        "lĩnh số tiền trợ cấp của thời gian tạm dừng."
    )
    if snapshot.cause == CAUSES[SuspendCause.NOT_COMPLYING]:
        text += (
            " Sau 03 tháng kể từ ngày ký Quyết định này mà vẫn không chấp hành yêu cầu của cơ quan có thẩm "
            "quyền thì thôi hưởng theo quy định."
        )
    return text


def _resumption(snapshot: ChangeSnapshot) -> str:
    return (
        f"Số tiền trợ cấp của các tháng tạm dừng, kể từ {_month(snapshot.from_month)}, được truy lĩnh trong "
        f"kỳ chi trả tiếp theo. {_funds(snapshot)}"
    )


_CONSEQUENCES = {
    Turn.ADJUST: _adjustment,
    Turn.STOP: _stop,
    Turn.SUSPEND: _suspension,
    Turn.RESUME: _resumption,
}


def _funds(snapshot: ChangeSnapshot) -> str:
    return (
        "Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành. "
        f"Hình thức chi trả: {snapshot.payment}."
    )


def _why(snapshot: ChangeSnapshot) -> tuple[Row, ...]:
    """The cause with its article, then what the office writes of it."""
    said = snapshot.reason.rstrip(".")
    ground = f" ({snapshot.ground})" if snapshot.ground else ""
    if not snapshot.cause:
        return (("Lý do", f"{said}{ground}"),)
    cause = f"{snapshot.cause[:1].upper()}{snapshot.cause[1:]}{ground}"
    return (("Lý do", cause), ("Nội dung cụ thể", said))


def _decision_before(snapshot: ChangeSnapshot) -> str:
    if not snapshot.decision_before:
        return "…………"
    if not snapshot.decision_before_on:
        return f"số {snapshot.decision_before}"
    day = in_sentence(dated_at("", dt.date.fromisoformat(snapshot.decision_before_on)))
    return f"số {snapshot.decision_before} {day}"


def _children(units: int) -> str:
    return f"; {units} con" if units > 1 else ""


def _month(iso: str) -> str:
    return month_words(dt.date.fromisoformat(iso))
