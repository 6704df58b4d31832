"""The list decision of a mass review: a frozen head, the stored lines as its annex. Decree 30/2020/ND-CP.

Rests on Decree 335/2026/ND-CP, Article 32(3) to (5), or whatever instrument the change comes from.
Groups are named by clause and point alone: the words of some would disclose a health condition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from typing import Any, Self

from django.conf import settings
from django.urls import reverse

from entitlements.models import MassReview, MassReviewLine
from entitlements.queries import totals_of
from entitlements.rules import ReviewKind, ReviewReason
from policy.law import Instrument, Law
from policy.models import Coefficient, Rate
from policy.months import format_month
from policy.presenters import coefficient_text
from policy.queries import citing_law
from ui.formats import grouped
from ui.pdf.document import Article, Block, Grid, OfficialDocument, Strong
from ui.pdf.list import render_with_annexes
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, dated_at, issuer_of, signed_by
from ui.pdf.qr import Seal
from ui.pdf.words import amount_in_words

DRAFT = "BẢN DỰ THẢO"
# Where an instrument says that those on an allowance move to its levels.
TRANSITIONS = {"nd335-2026": "khoản 3, khoản 4 và khoản 5 Điều 32"}
KINDS = {
    ReviewKind.RAISED: "Tăng mức trợ cấp",
    ReviewKind.BAND_CHANGED: "Thay đổi hệ số",
    ReviewKind.LOWERED: "Giảm mức trợ cấp",
    ReviewKind.SAME: "Giữ nguyên mức trợ cấp",
    ReviewKind.ENDED: "Thôi hưởng",
    ReviewKind.CANNOT_TELL: "Cần bổ sung thông tin",
}
NOTES = {
    ReviewReason.COEFFICIENT: "Đổi hệ số",
    ReviewReason.BASE_AND_COEFFICIENT: "Đổi mức chuẩn và hệ số",
    ReviewReason.CAME_IN: "Trước chưa hưởng",
    ReviewReason.AGE: "Ngoài độ tuổi của nhóm",
    ReviewReason.GROUP_NOT_IN_FORCE: "Nhóm không còn được quy định",
    ReviewReason.NO_RATE: "Chưa có mức, chưa quyết định",
    ReviewReason.BIRTH_UNPROVEN: "Bổ sung giấy tờ ngày sinh; tạm theo mức chắc chắn",
    ReviewReason.ONLY_HIGHEST: "Trùng khoản cao hơn, chưa quyết định",
}
COLUMNS = (
    Column("position", "TT", 9, kind="number", align="center"),
    Column("person_code", "Mã đối tượng", 22),
    Column("name", "Họ và tên", 36),
    Column("born", "Ngày sinh", 19, align="center"),
    Column("hamlet", "Thôn, tổ dân phố", 30),
    Column("old_code", "Khoản, điểm", 13, align="center", over="Mức đang hưởng"),
    Column("old_factor", "Hệ số", 13, align="center", over="Mức đang hưởng"),
    Column("old_amount", "Số tiền", 20, kind="money", over="Mức đang hưởng"),
    Column("new_code", "Khoản, điểm", 13, align="center", over="Mức mới"),
    Column("new_factor", "Hệ số", 13, align="center", over="Mức mới"),
    Column("new_amount", "Số tiền", 20, kind="money", over="Mức mới"),
    Column("arrears_months", "Tháng", 20, align="center", over="Truy lĩnh"),
    Column("arrears", "Số tiền", 20, kind="money", over="Truy lĩnh"),
    Column("note", "Ghi chú", 34),
)


@dataclass(frozen=True)
class ReviewPaper:
    """What a list decision says above its annex. Dates are ISO text, money is đồng.

    `counts` are (words, lines, monthly before, monthly after, arrears) by kind.
    """

    office_name: str
    place: str
    number: str
    decided_on: str
    change_month: str
    payable_from: str
    bases: tuple[str, ...]
    ground: str
    persons: int
    lines: int
    undecided: int
    old: int
    new: int
    arrears: int
    counts: tuple[tuple[str, int, int, int, int], ...]
    address: str
    seal: str
    signer_name: str

    def to_json(self) -> dict[str, Any]:
        """Plain values; tuples become lists in JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote. Raises TypeError for a name this paper does not have."""
        if strange := set(data) - {field.name for field in fields(cls)}:
            raise TypeError(f"{cls.__name__} has no {', '.join(sorted(strange))}")
        frozen = {
            "bases": tuple(data["bases"]), "counts": tuple(tuple(row) for row in data["counts"])
        }  # fmt: skip
        return cls(**{**data, **frozen})


def paper_of(review: MassReview, *, signer: str = "") -> ReviewPaper:
    """The head of a review as things stand: kept when the chair signs."""
    totals, law = totals_of(review), citing_law()
    sources = _sources(review, law)
    undecided = review.lines.filter(reason__in=MassReviewLine.UNDECIDED).count()
    return ReviewPaper(
        office_name=review.office.name,
        place=_place_of(review.office.name),
        number=review.decision_number,
        decided_on=review.decision_on.isoformat() if review.decision_on else "",
        change_month=review.change_month.isoformat(),
        payable_from=review.payable_from.isoformat(),
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15", *map(_basis, sources)),
        ground="; ".join(
            f"{TRANSITIONS[row.id]} {row.name_vi}" if row.id in TRANSITIONS else row.name_vi
            for row in sources
        ),
        persons=totals.persons,
        lines=totals.lines,
        undecided=undecided,
        old=totals.old,
        new=totals.new,
        arrears=totals.arrears,
        counts=tuple(
            (KINDS[ReviewKind(row.kind)], row.lines, row.old, row.new, row.arrears) for row in totals.kinds
        ),
        address=f"{settings.SITE_URL}{reverse('review_detail', args=[review.pk])}",
        seal=review.seal,
        signer_name=signer,
    )


def _sources(review: MassReview, law: Law) -> list[Instrument]:
    """The instruments whose figures became known on the reviewed day and stand behind its lines."""
    lines = MassReviewLine.objects.filter(review=review).order_by()
    known = {"known_from": review.known_on}
    used = set(
        Rate.objects.filter(pk__in=lines.values("rate"), **known).values_list("instrument_id", flat=True)
    ) | set(
        Coefficient.objects.filter(pk__in=lines.values("coefficient_row"), **known).values_list(
            "instrument_id", flat=True
        )
    )
    return [row for row in law.instruments if row.id in used]


def _basis(row: Instrument) -> str:
    day = dated_at("", row.issued_on)
    body = " của Chính phủ" if row.kind_vi == "Nghị định" else ""
    title = row.title_vi.removeprefix(row.kind_vi).strip()
    return f"Căn cứ {row.kind_vi} số {row.number} {_small(day)}{body} {_small(title)}"


def render_review(review: MassReview) -> bytes:
    """The decision and its annex as one PDF: signed, from the kept head; before that, a draft."""
    paper = ReviewPaper.from_json(review.paper) if review.is_decided else paper_of(review)
    return render_paper(paper, MassReviewLine.objects.filter(review=review).order_by("position"))


def render_paper(paper: ReviewPaper, lines: Iterable[MassReviewLine]) -> bytes:
    """Draw a decision; the same head and lines give the same bytes."""
    unit = _small(paper.office_name)
    decided_on = dt.date.fromisoformat(paper.decided_on) if paper.decided_on else None
    articles = _articles(paper)
    document = OfficialDocument(
        header=NationalHeader(
            issuer=issuer_of(f"Ủy ban nhân dân {paper.office_name}"),
            place=paper.place,
            date=decided_on,
            number=f"Số: {paper.number or '…/QĐ-UBND'}",
        ),
        kind="QUYẾT ĐỊNH",
        subject="Về việc điều chỉnh mức trợ cấp xã hội hằng tháng, trợ cấp hưu trí xã hội "
        f"từ {_month_words(paper.change_month)}",
        authority=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {paper.office_name.upper()}",
        bases=(
            *paper.bases,
            f"Xét danh sách rà soát người đang hưởng trợ cấp trên địa bàn {unit}",
            f"Theo đề nghị của Trưởng phòng Văn hóa - Xã hội {unit}",
        ),
        enacting="QUYẾT ĐỊNH:",
        blocks=articles,
        recipients=("Như Điều 4", "Sở Y tế (để báo cáo)", "Lưu: VT, VHXH"),
        signatures=(signed_by("CHỦ TỊCH", paper.signer_name),),
        seal=Seal(f"{paper.address}?seal={paper.seal}", ("Mã niêm phong danh sách", paper.seal[:16])),
        mark="" if paper.number else DRAFT,
    )
    return render_with_annexes(document, [_annex(paper, lines)])


def _articles(paper: ReviewPaper) -> tuple[Block, ...]:
    unit, since = _small(paper.office_name), _month_words(paper.change_month)
    four = settings.WORD_FOR_FOUR
    undecided = (
        f" Còn {paper.undecided} khoản chưa đủ căn cứ; Phòng Văn hóa - Xã hội làm rõ và trình riêng."
        if paper.undecided
        else ""
    )
    arrears = (
        f"Chi trả theo mức mới từ kỳ chi trả {_month_words(paper.payable_from)}; phần chênh lệch của các "
        f"tháng từ {since} đến trước kỳ đó là {grouped(paper.arrears)} đồng "
        f"({amount_in_words(abs(paper.arrears), four=four)})"
    )
    rows = tuple(
        (words, grouped(lines), grouped(old), grouped(new), grouped(behind))
        for words, lines, old, new, behind in paper.counts
    )
    return (
        Article(
            "Điều 1.",
            (
                f"Điều chỉnh mức trợ cấp hằng tháng kể từ {since} theo {paper.ground} đối với ",
                Strong(f"{grouped(paper.persons)} người với {grouped(paper.lines)} khoản trợ cấp"),
                f" đang hưởng trên địa bàn {unit} (Phụ lục kèm theo).{undecided}",
            ),
        ),
        Grid(
            heads=("Kết quả rà soát", "Số khoản", "Mức đang hưởng", "Mức mới", "Truy lĩnh"),
            rows=rows,
            widths=(58, 20, 32, 32, 32),
            align="lrrrr",
        ),
        Article(
            "Điều 2.",
            (
                "Tổng mức chi hằng tháng của các khoản được quyết định là ",
                Strong(f"{grouped(paper.new)} đồng"),
                f" ({amount_in_words(paper.new, four=four)}), trước khi điều chỉnh là "
                f"{grouped(paper.old)} đồng. {arrears}, được truy lĩnh hoặc khấu trừ theo số đã chi "
                "thực tế của từng tháng.",
            ),
        ),
        Article(
            "Điều 3.",
            "Người chưa đủ giấy tờ về ngày sinh hưởng mức chắc chắn đã đủ điều kiện; khi bổ sung giấy tờ thì "
            "được điều chỉnh theo quy định. Khoản trợ cấp thuộc nhóm không còn được quy định thì thôi hưởng. "
            "Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành.",
        ),
        Article(
            "Điều 4.",
            "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, "
            "Trưởng phòng Văn hóa - Xã hội, thủ trưởng các cơ quan, đơn vị có liên quan và người có tên "
            "trong danh sách chịu trách nhiệm thi hành Quyết định này./.",
        ),
    )


def _annex(paper: ReviewPaper, lines: Iterable[MassReviewLine]) -> ListPaper:
    decided_on = dt.date.fromisoformat(paper.decided_on) if paper.decided_on else None
    number = paper.number or "…/QĐ-UBND"
    return ListPaper(
        header=None,
        title="PHỤ LỤC",
        subtitle=f"DANH SÁCH ĐIỀU CHỈNH MỨC TRỢ CẤP HẰNG THÁNG TỪ {_month_words(paper.change_month).upper()}",
        under=f"(Kèm theo Quyết định số {number} {_small(dated_at('', decided_on))} "
        f"của Chủ tịch Ủy ban nhân dân {_small(paper.office_name)})",
        columns=COLUMNS,
        groups=tuple(
            Group(KINDS[ReviewKind(kind)], [cells_of(line) for line in rows])
            for kind, rows in groupby(lines, key=lambda line: line.kind)
        ),
        mark="" if paper.number else DRAFT,
        words_key="",
        counted="khoản",
        size=8.5,
        footer=f"{paper.office_name}, mã niêm phong {paper.seal[:16]}",
    )


def cells_of(line: MassReviewLine) -> dict[str, Any]:
    """A line as printed, by column key; figures stay figures."""
    return {
        "position": line.position,
        "person_code": line.person_code,
        "name": line.shown_name,
        "born": line.born,
        "hamlet": line.hamlet,
        "old_code": line.old_code,
        "old_factor": factor_of(line.old_coefficient, line.units) if line.old_amount else "",
        "old_amount": line.old_amount,
        "new_code": line.new_code,
        "new_factor": factor_of(line.new_coefficient, line.units) if line.new_amount else "",
        "new_amount": line.new_amount,
        "arrears_months": span_of(line.arrears_from, line.arrears_to),
        "arrears": line.arrears,
        "note": NOTES.get(ReviewReason(line.reason), ""),
    }


def factor_of(coefficient: Any, units: int) -> str:
    """The coefficient, with the number of children where there are several: 1,0 × 2."""
    text = coefficient_text(coefficient)
    return text if units == 1 else f"{text} × {units}"


def span_of(first: dt.date | None, last: dt.date | None) -> str:
    """Months from a first to a last one: 09/2026, 07-09/2026, 12/2025-02/2026."""
    if first is None or last is None:
        return ""
    if first == last:
        return format_month(first)
    return (
        f"{first:%m}-{format_month(last)}"
        if first.year == last.year
        else f"{format_month(first)}-{format_month(last)}"
    )


def _month_words(month: str) -> str:
    """A month in a sentence: "tháng 02 năm 2026", "tháng 9 năm 2026". Decree 30/2020/ND-CP, Annex I."""
    day = dt.date.fromisoformat(month)
    return f"tháng {day.month:02d} năm {day.year}" if day.month < 3 else f"tháng {day.month} năm {day.year}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _place_of(office_name: str) -> str:
    """The place name at the head of a paper: "Sơn Hà" of "Xã Sơn Hà"."""
    for kind in ("Đặc khu", "Phường", "Xã"):
        if office_name.startswith(f"{kind} "):
            return office_name.removeprefix(f"{kind} ")
    return office_name
