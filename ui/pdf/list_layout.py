"""Lays a list out on pages: which rows go where, with page subtotals and what is carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from ui.formats import grouped
from ui.pdf.fonts import BOLD, REGULAR
from ui.pdf.list_paper import Column, ListPaper, Row
from ui.pdf.text import clean, fitting_size, width_of, wrap

PAGE_WIDTH, PAGE_HEIGHT = landscape(A4)
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 12 * mm, 15 * mm, 15 * mm
WIDTH = PAGE_WIDTH - LEFT - RIGHT
PAD = 2.2
# How far a cell may shrink for one long word.
SMALLEST = 0.72

Totals = dict[str, int]


class Cell(NamedTuple):
    """One column's text in one row, wrapped at its own size."""

    lines: tuple[str, ...] = ()
    size: float = 0


@dataclass(frozen=True)
class Strip:
    """One strip across the table: a sum has a label and figures, a group its heading, a row its cells."""

    kind: Literal["row", "group", "sum"]
    height: float
    label: str = ""
    cells: tuple[Cell, ...] = ()
    totals: Totals = field(default_factory=dict)
    amounts: Totals = field(default_factory=dict)


@dataclass
class ListPage:
    """Strips of one page, top down."""

    strips: list[Strip] = field(default_factory=list)
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Geometry:
    """Column edges in points and the heights of heads."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    heads: tuple[Cell, ...]
    overs: tuple[tuple[int, int, tuple[str, ...]], ...]  # first column, one past the last, lines
    over_height: float
    head_height: float
    number_height: float
    size: float

    @property
    def leading(self) -> float:
        return self.size * 1.2

    @property
    def height(self) -> float:
        return self.over_height + self.head_height + self.number_height

    def span(self, index: int) -> float:
        """Room for text in a column."""
        return self.edges[index + 1] - self.edges[index] - 2 * PAD


def geometry(paper: ListPaper) -> Geometry:
    """Scale the columns to the paper and wrap their heads."""
    scale = WIDTH / sum(column.width_mm for column in paper.columns)
    edges = [LEFT]
    for column in paper.columns:
        edges.append(edges[-1] + column.width_mm * scale)
    size, leading = paper.size, paper.size * 1.2
    heads = tuple(
        _text_cell(clean(column.title), size, edges[index + 1] - edges[index] - 2 * PAD, 0, BOLD)
        for index, column in enumerate(paper.columns)
    )
    overs = []
    for over, run in groupby(enumerate(paper.columns), key=lambda item: item[1].over):
        indexes = [index for index, _column in run]
        if over:
            width = edges[indexes[-1] + 1] - edges[indexes[0]] - 2 * PAD
            overs.append((indexes[0], indexes[-1] + 1, tuple(wrap(clean(over), BOLD, size, width))))
    over_height = max((len(lines) for *_span, lines in overs), default=0) * leading
    head_height = max(len(head.lines) for head in heads) * leading
    return Geometry(
        columns=paper.columns,
        edges=tuple(edges),
        heads=heads,
        overs=tuple(overs),
        over_height=over_height + 2 * PAD if overs else 0,
        head_height=head_height + 3 * PAD,
        number_height=leading + PAD if paper.numbered_columns else 0,
        size=size,
    )


def strips_of(paper: ListPaper, shape: Geometry) -> Iterator[Strip]:
    """The strips of the whole list in order, without page sums."""
    line = shape.leading + 2 * PAD
    for group in paper.groups:
        if group.title:
            lines = tuple(wrap(clean(group.title), BOLD, shape.size, WIDTH - 2 * PAD, 2))
            yield Strip("group", len(lines) * shape.leading + 2 * PAD, cells=(Cell(lines, shape.size),))
        for row in group.rows:
            yield _row(row, shape, paper.least_row_mm * mm)
        if group.title and paper.group_totals:
            label = f"Cộng {_within(clean(group.title))} ({counted(paper, len(group.rows))})"
            yield Strip("sum", line, label=label, totals=paper.totals(group.rows))


def _within(title: str) -> str:
    """A heading as it stands inside a sentence: "Thôn Làng Bồ" -> "thôn Làng Bồ"."""
    return title if title[:2].isupper() else title[0].lower() + title[1:]


def counted(paper: ListPaper, number: int) -> str:
    """ "25 người"."""
    return f"{grouped(number)} {paper.counted}"


def _row(row: Row, shape: Geometry, least: float) -> Strip:
    cells, most, amounts = [], 1, {}
    for index, column in enumerate(shape.columns):
        value = row.get(column.key)
        if column.kind == "text":
            cell = _text_cell(clean(value), shape.size, shape.span(index), column.lines)
            most = max(most, len(cell.lines))
        else:
            cell = _figure_cell(value, column, shape.size, shape.span(index))
            if column.summed:
                amounts[column.key] = value or 0
        cells.append(cell)
    return Strip("row", max(most * shape.leading + 2 * PAD, least), cells=tuple(cells), amounts=amounts)


@lru_cache(maxsize=16384)
def _text_cell(text: str, size: float, span: float, lines: int, font: str = REGULAR) -> Cell:
    """Text wrapped to its column; a word a little too wide makes the cell smaller rather than break."""
    if not text:
        return Cell()
    if width_of(text, font, size) <= span:
        return Cell((text,), size)
    longest = max(width_of(word, font, size) for word in text.split())
    if span < longest <= span / SMALLEST:
        size = size * span / longest * 0.999  # rounding must not push the word over the edge
    return Cell(tuple(wrap(text, font, size, span, lines)), size)


def _figure_cell(value: int | None, column: Column, size: float, span: float) -> Cell:
    """A figure, never broken: it shrinks to its column. No money is left empty, not 0."""
    if value is None or (value == 0 and column.kind == "money"):
        return Cell()
    text = grouped(value)
    return Cell((text,), fitting_size(text, REGULAR, size, span))


def paginate(paper: ListPaper, shape: Geometry, *, first_top: float, closing: float) -> list[ListPage]:
    """Pages of strips. `first_top` is the height above the table on page one, `closing` what follows it.

    A page that is not the last ends with its own sum, and the next begins with what is carried forward.
    The closing part never stands without a row above it.
    """
    line = shape.leading + 2 * PAD
    room = PAGE_HEIGHT - TOP - BOTTOM - shape.height
    pages = [ListPage(first=True)]
    page: list[Strip] = []
    used = first_top
    strips = list(strips_of(paper, shape))
    index = 0
    while index < len(strips):
        strip = strips[index]
        # A heading needs its first row; the last row of a group takes the subtotal along.
        needed = strip.height
        follower = strips[index + 1] if index + 1 < len(strips) else None
        if follower is not None and (strip.kind == "group" or follower.kind == "sum"):
            needed += follower.height
        if page and used + needed + line > room:
            pages[-1].strips, page = page, []
            pages.append(ListPage())
            used = line  # carried forward
        page.append(strip)
        used += strip.height
        index += 1
    pages[-1].strips = page
    total_line = line if paper.count else 0
    if page and used + total_line + closing > room:
        _split_last(pages)
    _add_sums(paper, pages, line)
    pages[-1].last = True
    return pages


def _split_last(pages: list[ListPage]) -> None:
    """Move the last two rows, with what stands between and after them, to a page of their own."""
    strips = pages[-1].strips
    rows = [index for index, strip in enumerate(strips) if strip.kind == "row"]
    if len(rows) < 3:
        cut = len(strips)
    else:
        cut = rows[-2]
        if strips[cut - 1].kind == "group":
            cut -= 1
    pages.append(ListPage(strips=strips[cut:]))
    pages[-2].strips = strips[:cut]


def _add_sums(paper: ListPaper, pages: Sequence[ListPage], line: float) -> None:
    """Put the page sums, the carried-forward lines and the grand total in their places."""
    summed = [column.key for column in paper.columns if column.summed]
    running, people = dict.fromkeys(summed, 0), 0
    for number, page in enumerate(pages):
        rows = [strip for strip in page.strips if strip.kind == "row"]
        own = {key: sum(strip.amounts[key] for strip in rows) for key in summed}
        if number:
            carried = Strip(
                "sum", line, label=f"Trang trước chuyển sang ({counted(paper, people)})", totals=dict(running)
            )
            page.strips.insert(0, carried)
        people += len(rows)
        running = {key: running[key] + own[key] for key in summed}
        if number < len(pages) - 1:
            page.strips.append(
                Strip("sum", line, label=f"Cộng trang ({counted(paper, len(rows))})", totals=own)
            )
        elif paper.count:
            page.strips.append(
                Strip("sum", line, label=f"TỔNG CỘNG ({counted(paper, people)})", totals=running)
            )
