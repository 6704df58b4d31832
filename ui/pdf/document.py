"""Official papers in portrait: decisions, notices, receipts. Layout of Decree 30/2020/NĐ-CP, Annex I.

A paper is a header, a title and a list of blocks. Text is plain; `Strong` and `Italic` mark words inside it:

    OfficialDocument(
        header=NationalHeader(issuer=issuer_of(office), place="Sơn Hà", date=day, number="Số: 05/QĐ-UBND"),
        kind="QUYẾT ĐỊNH", subject="Về việc trợ cấp xã hội hằng tháng",
        authority="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SƠN HÀ",
        bases=("Căn cứ Luật …", "Theo đề nghị của …"), enacting="QUYẾT ĐỊNH:",
        blocks=(Article("Điều 1.", ("Trợ cấp hằng tháng cho ", Strong("bà Nguyễn Thị Hoa")), rest=("…",)),),
        recipients=("Như Điều 3", "Lưu: VT, VHXH"), signatures=(signed_by("CHỦ TỊCH", "Đinh Văn Nam"),),
    )
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from ui.pdf import fonts
from ui.pdf.fonts import BOLD, ITALIC, REGULAR
from ui.pdf.paper import (
    NationalHeader,
    Signature,
    draw_header,
    draw_recipients,
    draw_signatures,
    recipients_height,
    signature_height,
)
from ui.pdf.qr import Seal, qr_drawing
from ui.pdf.text import clean, width_of

# Decree 30/2020: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm.
TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 17 * mm
WIDTH = A4[0] - LEFT - RIGHT
# Line spacing: the decree allows single to 1.5.
ROOMY, CLOSE = 1.32, 1.18


class Strong(str):
    """Words in bold inside a text."""

    __slots__ = ()


class Italic(str):
    """Words in italics inside a text."""

    __slots__ = ()


Text = str | Sequence[str]


@dataclass(frozen=True)
class Body:
    """A justified paragraph with an indented first line."""

    text: Text
    indent: bool = True


@dataclass(frozen=True)
class Article:
    """An article: its number in bold, its text, and further paragraphs."""

    number: str
    text: Text
    rest: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Lines "label: value"; labels share one width in mm."""

    rows: tuple[tuple[str, Text], ...]
    label_mm: float = 50


@dataclass(frozen=True)
class Heading:
    """A bold line inside the body."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A ruled table. `widths` in mm; `align` is one letter a column: l, c, r."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    align: str = ""


Block = Body | Article | Facts | Heading | Grid


@dataclass(frozen=True)
class OfficialDocument:
    """One paper, complete. `mark` is a word across the page such as BẢN DỰ THẢO."""

    header: NationalHeader
    kind: str
    blocks: tuple[Block, ...]
    subject: str = ""
    authority: str = ""
    bases: tuple[str, ...] = ()
    enacting: str = ""
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    seal: Seal | None = None
    mark: str = ""
    size: float = 13


def render_document(document: OfficialDocument, *, canvas: type[Canvas] = Canvas) -> bytes:
    """The paper as PDF; the same document gives the same bytes. Closer lines when that saves a page.

    `canvas` may draw further pages when it is saved: `ui.pdf.list.render_with_annexes`.
    """
    roomy, pages = _render(document, ROOMY, canvas)
    if pages > 1:
        close, close_pages = _render(document, CLOSE, canvas)
        if close_pages < pages:
            return close
    return roomy


def render_close(document: OfficialDocument) -> tuple[bytes, int]:
    """The paper with close lines, and how many pages it takes."""
    return _render(document, CLOSE, Canvas)


def _render(document: OfficialDocument, leading: float, canvas: type[Canvas]) -> tuple[bytes, int]:
    fonts.register()
    buffer = BytesIO()
    template = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=clean(" ".join(part for part in (document.kind, document.subject) if part)),
        author=clean(" ".join(document.header.issuer)),
        lang="vi-VN",
        invariant=1,
    )
    frame = Frame(LEFT, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)

    def page(sheet: Canvas, _template: Any) -> None:
        number = sheet.getPageNumber()
        if document.mark:
            draw_mark(sheet, document.mark, *A4)
        if number > 1:  # from the second page, centred in the top margin
            sheet.setFont(REGULAR, 13)
            sheet.drawCentredString(A4[0] / 2, A4[1] - TOP / 2 - 4, str(number))

    template.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=page)])
    template.build(_Layout(document, leading).story(), canvasmaker=canvas)
    return buffer.getvalue(), template.page


def draw_mark(canvas: Canvas, words: str, width: float, height: float) -> None:
    """A pale word across the page, under the text."""
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(35)
    canvas.setFillGray(0.91)
    canvas.setFont(BOLD, 64)
    canvas.drawCentredString(0, -20, clean(words))
    canvas.restoreState()


def _markup(text: Text) -> str:
    parts = (text,) if isinstance(text, str) else text
    marks = {Strong: "b", Italic: "i"}
    return "".join(
        f"<{mark}>{escape(clean(str(part)))}</{mark}>"
        if (mark := marks.get(type(part)))
        else escape(clean(part))
        for part in parts
    ).replace("\n", "<br/>")


class _Layout:
    """The flowables of one document at one line spacing."""

    def __init__(self, document: OfficialDocument, leading: float) -> None:
        self.document, self.leading = document, leading
        self.centred = self.style(fontName=BOLD, alignment=TA_CENTER, spaceBefore=4, spaceAfter=8)
        self.body = self.style(alignment=TA_JUSTIFY, firstLineIndent=12.7 * mm)
        self.plain = self.style(alignment=TA_LEFT, spaceAfter=0)

    def style(self, *, size: float = 0, **values: Any) -> ParagraphStyle:
        size = size or self.document.size
        base = {"fontName": REGULAR, "fontSize": size, "leading": size * self.leading, "spaceAfter": 6}
        return ParagraphStyle("paper", **{**base, **values})

    def story(self) -> list[Flowable]:
        document = self.document
        story: list[Flowable] = [_Header(document.header), Spacer(1, 14)]
        title = self.style(fontName=BOLD, size=14, alignment=TA_CENTER, spaceAfter=0)
        story += [Paragraph(_markup(line), title) for line in (document.kind, document.subject) if line]
        if document.kind:
            story.append(_Rule(width_of(clean(document.subject or document.kind), BOLD, 14)))
        if document.authority:
            story.append(Paragraph(_markup(document.authority), self.centred))
        bases = self.style(fontName=ITALIC, alignment=TA_JUSTIFY, firstLineIndent=12.7 * mm)
        for index, basis in enumerate(document.bases):
            end = "." if index == len(document.bases) - 1 else ";"
            story.append(Paragraph(_markup(basis.rstrip(";. ") + end), bases))
        if document.enacting:
            story.append(Paragraph(_markup(document.enacting), self.centred))
        for block in document.blocks:
            story += self.flowables(block)
        # A signature never stands alone on a page: the last paragraph goes with it.
        last = story.pop()
        return [*story, KeepTogether([last, Spacer(1, 8), _Foot(document)])]

    def flowables(self, block: Block) -> list[Flowable]:
        match block:
            case Body(text=text, indent=indent):
                return [Paragraph(_markup(text), self.body if indent else self.style(alignment=TA_JUSTIFY))]
            case Article(number=number, text=text, rest=rest):
                first = Paragraph(f"<b>{escape(clean(number))}</b> {_markup(text)}", self.body)
                return [first, *(Paragraph(_markup(paragraph), self.body) for paragraph in rest)]
            case Heading(text=text):
                return [Paragraph(_markup(text), self.style(fontName=BOLD, spaceBefore=4, keepWithNext=1))]
            case Facts():
                return [self.facts(block)]
            case Grid():
                return [self.grid(block)]

    def facts(self, facts: Facts) -> Table:
        cells = [
            [Paragraph(_markup(f"{label}:"), self.plain), Paragraph(_markup(text), self.plain)]
            for label, text in facts.rows
        ]
        label = facts.label_mm * mm
        table = Table(cells, colWidths=[label, WIDTH - label], hAlign="LEFT", spaceAfter=4)
        table.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (0, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 1),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ]
            )
        )
        return table

    def grid(self, grid: Grid) -> Table:
        size = self.document.size - 1
        aligned = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT}
        head = self.style(fontName=BOLD, size=size, alignment=TA_CENTER, spaceAfter=0)
        styles = [
            self.style(size=size, alignment=aligned[letter], spaceAfter=0)
            for letter in grid.align.ljust(len(grid.heads), "l")
        ]
        cells = [[Paragraph(_markup(text), head) for text in grid.heads]]
        cells += [
            [Paragraph(_markup(text), style) for text, style in zip(row, styles, strict=True)]
            for row in grid.rows
        ]
        scale = min(1.0, WIDTH / (sum(grid.widths) * mm))
        widths = [width * mm * scale for width in grid.widths]
        table = Table(cells, colWidths=widths, repeatRows=1, spaceAfter=8)
        table.setStyle(
            TableStyle(
                [
                    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 3),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ]
            )
        )
        return table


class _Header(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The national header as a flowable."""

    def __init__(self, header: NationalHeader) -> None:
        super().__init__()
        self.header = header

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        # Measured by drawing on a canvas that is thrown away: the header is drawn once a paper.
        self.used = draw_header(Canvas(BytesIO(), invariant=1), self.header, 0, 0, width)
        self.span = width
        return width, self.used

    def draw(self) -> None:
        draw_header(self.canv, self.header, 0, self.used, self.span)


class _Rule(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The line under the subject, between a third and half as long as the text."""

    def __init__(self, text_width: float) -> None:
        super().__init__()
        self.length = min(text_width, WIDTH) * 0.4

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.span = width
        return width, 16

    def draw(self) -> None:
        self.canv.setLineWidth(0.7)
        self.canv.line((self.span - self.length) / 2, 11, (self.span + self.length) / 2, 11)


class _Foot(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Recipients at the left and the signature at the right; several signatures take the whole width."""

    def __init__(self, document: OfficialDocument) -> None:
        super().__init__()
        self.document = document

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.span = width
        document, one = self.document, len(self.document.signatures) <= 1
        self.side = width * 0.46
        self.signed = signature_height(document.signatures, width - self.side if one else width)
        listed = recipients_height(document.recipients, self.side - 6 * mm) if document.recipients else 0
        self.sealed = 26 * mm if document.seal else 0
        self.used = max(self.signed, listed + self.sealed) if one else self.signed + listed + self.sealed
        return width, self.used

    def draw(self) -> None:
        document, one = self.document, len(self.document.signatures) <= 1
        at, span = (self.side, self.span - self.side) if one else (0, self.span)
        draw_signatures(self.canv, document.signatures, at, self.used, span)
        y = self.used if one else self.used - self.signed
        if document.recipients:
            y -= draw_recipients(self.canv, document.recipients, 0, y, self.side - 6 * mm)
        if document.seal:
            draw_seal(self.canv, document.seal, 0, y - self.sealed + 2 * mm, self.side - 4 * mm)


def draw_seal(canvas: Canvas, seal: Seal, x: float, y: float, width: float, side: float = 22 * mm) -> None:
    """Draw a QR code with its words at the right of it; (x, y) is the lower left corner."""
    qr_drawing(seal.data, side).drawOn(canvas, x, y)
    style = ParagraphStyle("seal", fontName=REGULAR, fontSize=8.5, leading=10.5, wordWrap="CJK")
    words = Paragraph("<br/>".join(escape(clean(line)) for line in seal.words), style)
    _wide, high = words.wrap(width - side - 2 * mm, side)
    words.drawOn(canvas, x + side + 1 * mm, y + max(0, (side - high) / 2))
