"""Draws printed lists on A4 landscape: heads on every page, sums carried forward, words, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ui.formats import grouped
from ui.pdf import fonts
from ui.pdf.document import OfficialDocument, draw_mark, draw_seal, render_document
from ui.pdf.fonts import BOLD, ITALIC, REGULAR
from ui.pdf.list_layout import (
    BOTTOM,
    LEFT,
    PAD,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
    WIDTH,
    Geometry,
    ListPage,
    Strip,
    geometry,
    paginate,
)
from ui.pdf.list_paper import Column, Group, ListPaper
from ui.pdf.paper import NationalHeader, Signature, draw_header, draw_signatures, signature_height
from ui.pdf.qr import Seal
from ui.pdf.text import clean, fitting_size, shorten, width_of, wrap
from ui.pdf.words import amount_in_words

SIGNATURE_SIZE = 12
SEAL_SIDE = 20 * mm


def render_list(paper: ListPaper) -> bytes:
    """One list as PDF; the same list gives the same bytes."""
    return render_lists([paper])


def render_lists(papers: Sequence[ListPaper]) -> bytes:
    """Several lists in one file, each with its own page numbers."""
    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, lang="vi-VN")
    if papers:
        canvas.setTitle(clean(" ".join(part for part in (papers[0].title, papers[0].subtitle) if part)))
        if header := papers[0].header:
            canvas.setAuthor(clean(" ".join(header.issuer)))
    for paper in papers:
        _Drawing(canvas, paper).draw()
    canvas.save()
    return buffer.getvalue()


def render_with_annexes(document: OfficialDocument, annexes: Sequence[ListPaper]) -> bytes:
    """A paper in portrait followed by its annexed lists in one file; the same parts give the same bytes."""

    class Annexed(Canvas):  # type: ignore[misc]  # reportlab has no types
        def save(self) -> None:
            for annex in annexes:
                self.setPageSize((PAGE_WIDTH, PAGE_HEIGHT))
                _Drawing(self, annex).draw()
            super().save()

    return render_document(document, canvas=Annexed)


class _Drawing:
    """One list on a canvas."""

    def __init__(self, canvas: Canvas, paper: ListPaper) -> None:
        self.canvas, self.paper, self.shape = canvas, paper, geometry(paper)
        self.totals = paper.totals()
        keys = [column.key for column in paper.columns]
        summed = [index for index, column in enumerate(paper.columns) if column.summed]
        # The label of a sum runs from the left edge to the first figure.
        self.label_end = summed[0] if summed else len(keys)

    def draw(self) -> None:
        title_height = self._title(measure=True)
        pages = paginate(self.paper, self.shape, first_top=title_height, closing=self._closing_height())
        for number, page in enumerate(pages, start=1):
            if self.paper.mark:
                draw_mark(self.canvas, self.paper.mark, PAGE_WIDTH, PAGE_HEIGHT)
            y = PAGE_HEIGHT - TOP
            if page.first:
                y -= self._title(measure=False)
            y = self._table(page, y)
            if page.last:
                self._closing(y)
            self._footer(number, len(pages))
            self.canvas.showPage()

    # Above the table

    def _title(self, *, measure: bool) -> float:
        canvas = Canvas(BytesIO(), invariant=1) if measure else self.canvas
        top = PAGE_HEIGHT - TOP
        header = self.paper.header
        y = top - (draw_header(canvas, header, LEFT, top, WIDTH) + 20 if header else 14)
        for text, font, size in ((self.paper.title, BOLD, 14), (self.paper.subtitle, BOLD, 12)):
            for line in wrap(clean(text), font, size, WIDTH * 0.9):
                canvas.setFont(font, size)
                canvas.drawCentredString(LEFT + WIDTH / 2, y, line)
                y -= size * 1.35
        for line in wrap(clean(self.paper.under), ITALIC, 12, WIDTH * 0.9) if self.paper.under else ():
            canvas.setFont(ITALIC, 12)
            canvas.drawCentredString(LEFT + WIDTH / 2, y, line)
            y -= 16
        if self.paper.unit:
            canvas.setFont(ITALIC, 10)
            canvas.drawRightString(LEFT + WIDTH, y, clean(self.paper.unit))
        return float(top - y + 5)

    # The table

    def _table(self, page: ListPage, top: float) -> float:
        y = self._heads(top)
        rules = [(LEFT, y, LEFT + WIDTH, y)]
        body: list[tuple[float, Strip]] = []
        for strip in page.strips:
            body.append((y, strip))
            y -= strip.height
            rules.append((LEFT, y, LEFT + WIDTH, y))
        if not self.paper.count:
            self.canvas.setFont(ITALIC, self.shape.size + 1)
            self.canvas.drawString(LEFT + PAD, y - 14, clean(self.paper.empty))
            y -= 20
            rules.append((LEFT, y, LEFT + WIDTH, y))
        self._shade(body)
        self.canvas.setLineWidth(0.4)
        self.canvas.lines(rules)
        self._verticals(body, y)
        # One text object a page: far fewer operators than a string at a time.
        self.text = self.canvas.beginText()
        for upper, strip in body:
            if strip.kind == "row":
                self._row(upper, strip)
            elif strip.kind == "group":
                self._group(upper, strip)
            else:
                self._sum(upper, strip)
        self.canvas.drawText(self.text)
        return y

    def _heads(self, top: float) -> float:
        shape, canvas = self.shape, self.canvas
        bottom = top - shape.height
        canvas.setFillGray(0.93)
        canvas.rect(LEFT, bottom, WIDTH, shape.height, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setLineWidth(0.6)
        canvas.rect(LEFT, bottom, WIDTH, shape.height, stroke=1, fill=0)
        canvas.setFont(BOLD, shape.size)
        under: set[int] = set()
        for first, end, lines in shape.overs:
            under |= set(range(first, end))
            self._centred(lines, shape.edges[first], shape.edges[end], top, shape.over_height)
            canvas.line(
                shape.edges[first], top - shape.over_height, shape.edges[end], top - shape.over_height
            )
        for index, head in enumerate(shape.heads):
            canvas.setFont(BOLD, head.size)
            upper = top - shape.over_height if index in under else top
            height = shape.head_height + (0 if index in under else shape.over_height)
            self._centred(head.lines, shape.edges[index], shape.edges[index + 1], upper, height)
            inner = index in under and index - 1 in under
            joined = inner and shape.columns[index].over == shape.columns[index - 1].over
            if index:
                canvas.line(shape.edges[index], bottom, shape.edges[index], upper if joined else top)
        if shape.number_height:
            y = bottom + shape.number_height
            canvas.line(LEFT, y, LEFT + WIDTH, y)
            canvas.setFont(ITALIC, shape.size - 1.5)
            for index in range(len(shape.columns)):
                centre = (shape.edges[index] + shape.edges[index + 1]) / 2
                canvas.drawCentredString(centre, bottom + PAD + 1, str(index + 1))
        return bottom

    def _centred(self, lines: Sequence[str], left: float, right: float, top: float, height: float) -> None:
        leading = self.shape.leading
        y = top - (height - len(lines) * leading) / 2 - self.shape.size + 0.5
        for line in lines:
            self.canvas.drawCentredString((left + right) / 2, y, line)
            y -= leading

    def _shade(self, body: Sequence[tuple[float, Strip]]) -> None:
        self.canvas.setFillGray(0.96)
        for upper, strip in body:
            if strip.kind != "row":
                self.canvas.rect(LEFT, upper - strip.height, WIDTH, strip.height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def _verticals(self, body: Sequence[tuple[float, Strip]], bottom: float) -> None:
        """Column lines through runs of strips of one kind: none through headings, few through sums."""
        edges, lines = self.shape.edges, []
        top = body[0][0] if body else bottom
        lines += [(edges[0], top, edges[0], bottom), (edges[-1], top, edges[-1], bottom)]
        start = 0
        while start < len(body):
            end = start
            while end + 1 < len(body) and body[end + 1][1].kind == body[start][1].kind:
                end += 1
            upper, lower = body[start][0], body[end][0] - body[end][1].height
            if body[start][1].kind == "row":
                lines += [(edge, upper, edge, lower) for edge in edges[1:-1]]
            elif body[start][1].kind == "sum":
                lines += [(edge, upper, edge, lower) for edge in edges[self.label_end : -1]]
            start = end + 1
        self.canvas.lines(lines)

    def _row(self, upper: float, strip: Strip) -> None:
        shape = self.shape
        for index, cell in enumerate(strip.cells):
            if not cell.lines:
                continue
            column = shape.columns[index]
            left, right = shape.edges[index] + PAD, shape.edges[index + 1] - PAD
            y = self._baseline(upper, strip.height, len(cell.lines))
            for line in cell.lines:
                self._put(line, REGULAR, cell.size, left, right, y, column.aligned)
                y -= shape.leading

    def _baseline(self, upper: float, height: float, lines: int) -> float:
        return upper - (height - lines * self.shape.leading) / 2 - self.shape.size + 0.6

    def _put(
        self, text: str, font: str, size: float, left: float, right: float, y: float, align: str = "left"
    ) -> None:
        """One line of text within a column."""
        if align == "left":
            x = left
        else:
            spare = right - left - width_of(text, font, size)
            x = left + (spare if align == "right" else spare / 2)
        self.text.setFont(font, size)
        self.text.setTextOrigin(x, y)
        self.text.textOut(text)

    def _group(self, upper: float, strip: Strip) -> None:
        (cell,) = strip.cells
        y = self._baseline(upper, strip.height, len(cell.lines))
        for line in cell.lines:
            self._put(line, BOLD, cell.size, LEFT + PAD, LEFT + WIDTH, y)
            y -= self.shape.leading

    def _sum(self, upper: float, strip: Strip) -> None:
        shape = self.shape
        y = self._baseline(upper, strip.height, 1)
        room = shape.edges[self.label_end] - LEFT - 2 * PAD
        size = fitting_size(strip.label, BOLD, shape.size, room, smallest=shape.size * 0.8)
        label = shorten(strip.label, BOLD, size, room)
        self._put(label, BOLD, size, LEFT + PAD, LEFT + room, y)
        for index, column in enumerate(shape.columns):
            if column.summed:
                left, right = shape.edges[index] + PAD, shape.edges[index + 1] - PAD
                figure = grouped(strip.totals[column.key])
                fitted = fitting_size(figure, BOLD, shape.size, right - left)
                self._put(figure, BOLD, fitted, left, right, y, "right")

    # Below the table

    def _closing_lines(self) -> list[tuple[str, str]]:
        """Lines under the table as (font, text)."""
        lines: list[tuple[str, str]] = []
        key = self.paper.spoken_key
        if key and self.paper.count:
            spoken = amount_in_words(self.totals[key], four=self.paper.four)
            lines += [(BOLD, line) for line in wrap(f"{self.paper.spoken}: {spoken}.", BOLD, 11, WIDTH)]
        for note in self.paper.footnotes:
            lines += [(ITALIC, line) for line in wrap(clean(note), ITALIC, 10, WIDTH)]
        return lines

    def _closing_height(self) -> float:
        height = 8 + 15 * len(self._closing_lines())
        height += 16 if self.paper.signed_at else 0
        signed = signature_height(self.paper.signatures, WIDTH, SIGNATURE_SIZE)
        sealed = SEAL_SIDE + 2 * mm if self.paper.seal else 0
        return height + signed + sealed + 6

    def _closing(self, top: float) -> None:
        y = top - 16
        for font, line in self._closing_lines():
            self.canvas.setFont(font, 11 if font == BOLD else 10)
            self.canvas.drawString(LEFT, y, line)
            y -= 15
        if self.paper.signed_at:
            self.canvas.setFont(ITALIC, 12)
            self.canvas.drawRightString(LEFT + WIDTH - 8 * mm, y, clean(self.paper.signed_at))
            y -= 16
        y += 6
        y -= draw_signatures(self.canvas, self.paper.signatures, LEFT, y, WIDTH, SIGNATURE_SIZE)
        if self.paper.seal:
            draw_seal(self.canvas, self.paper.seal, LEFT, y - SEAL_SIDE - 1 * mm, 110 * mm, side=SEAL_SIDE)

    def _footer(self, number: int, pages: int) -> None:
        self.canvas.setFont(REGULAR, 9)
        y = BOTTOM - 6 * mm
        page = f"Trang {number}/{pages}"
        self.canvas.drawRightString(PAGE_WIDTH - RIGHT, y, page)
        text = clean(self.paper.footer or self.paper.title)
        room = WIDTH - width_of(page, REGULAR, 9) - 6 * mm
        self.canvas.drawString(LEFT, y, shorten(text, REGULAR, 9, room))


__all__ = [
    "Column", "Geometry", "Group", "ListPaper", "NationalHeader", "Seal", "Signature",
    "render_list", "render_lists", "render_with_annexes",
]  # fmt: skip
