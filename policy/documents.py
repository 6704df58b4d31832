"""The explanation of an allowance for the citizen: what an officer reads aloud, on one page of paper.

It decides nothing, is no official form and carries no signature. Health is never on it: groups go by
their clause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ui.pdf.document import Body, Facts, Grid, Heading, OfficialDocument, Strong, render_on_one_page
from ui.pdf.paper import NationalHeader, issuer_of
from ui.presenters import MonthLine, MonthTable

TITLE = "BẢN GIẢI THÍCH"
SUBJECT = "Mức trợ cấp xã hội hằng tháng"
CLOSING = (
    "Bản này giải thích cách tính theo quy định và dữ liệu đang lưu, không thay cho quyết định. "
    "Điều gì chưa rõ, đề nghị ông/bà hỏi lại công chức giải thích."
)
# Lines of the table that leave room for the sentences.
LINES = 8


@dataclass(frozen=True)
class SheetRow:
    """One line of the table as printed; `notes` stand under the table."""

    months: str
    how: str
    due: str
    paid: str
    difference: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetTable:
    """One allowance month by month as printed; without payments the last two columns are left out."""

    title: str
    rows: tuple[SheetRow, ...]
    shows_paid: bool
    paid_head: str
    difference_head: str
    total: str = ""


@dataclass(frozen=True)
class ExplanationSheet:
    """All that is printed, in words; `parts` are headings with their sentences."""

    office_name: str
    printed_on: dt.date
    person_name: str
    person_code: str
    born: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[SheetTable, ...]
    officer_name: str


def sheet_table(table: MonthTable, *, title: str = "", lines: int | None = LINES) -> SheetTable:
    """A table of a page as printed: its last lines, or all of them."""
    rows = [line for section in table.sections for line in section.lines]
    kept = rows[-lines:] if lines else rows
    return SheetTable(
        title=title or str(table.caption),
        rows=tuple(_row(line) for line in kept),
        shows_paid=table.shows_paid,
        paid_head=str(table.paid_head),
        difference_head=str(table.difference_head),
        total=str(table.total),
    )


def render_sheet(sheet: ExplanationSheet) -> bytes:
    """The sheet as PDF; the same sheet gives the same bytes."""
    blocks: list[Facts | Heading | Body | Grid] = [
        Facts(
            (
                ("Người hưởng", (Strong(sheet.person_name),)),
                ("Mã đối tượng", sheet.person_code),
                ("Ngày sinh", sheet.born or "chưa có giấy tờ"),
            ),
            label_mm=35,
        )
    ]
    for heading, sentences in sheet.parts:
        blocks += [Heading(heading), _list(sentences)]
    for table in sheet.tables:
        notes = [f"Tháng {row.months}: {' '.join(row.notes)}" for row in table.rows if row.notes]
        blocks += [Heading(table.title), _grid(table), *([_list(notes)] if notes else [])]
    return render_on_one_page(
        OfficialDocument(
            header=NationalHeader(issuer=issuer_of(sheet.office_name), date=sheet.printed_on),
            kind=TITLE,
            subject=SUBJECT,
            blocks=(*blocks, Body(CLOSING), Body(("Người giải thích: ", Strong(sheet.officer_name), "."))),
            size=12,
        )
    )


def _row(line: MonthLine) -> SheetRow:
    factors = [str(line.base), str(line.coefficient)]
    if line.units not in ("", "1", "–"):
        factors.append(f"{line.units} con")
    how = " × ".join(factors) if line.base != "–" else "–"
    return SheetRow(
        months=str(line.months),
        how=how,
        due=str(line.due),
        paid=str(line.paid),
        difference=str(line.difference),
        # On paper only what stands open or lies ahead: the rest is on the screen.
        notes=tuple(map(str, line.notes)) if line.ahead or line.difference not in ("", "0") else (),
    )


def _list(sentences: Sequence[str]) -> Body:
    """Sentences one under the other, close together."""
    return Body("\n".join(f"– {sentence}" for sentence in sentences), indent=False)


def _grid(table: SheetTable) -> Grid:
    heads: tuple[str, ...] = ("Tháng", "Cách tính", "Mức hưởng")
    widths: tuple[float, ...] = (40.0, 46.0, 26.0)
    align = "llr"
    rows: Sequence[tuple[str, ...]] = [(row.months, row.how, row.due) for row in table.rows]
    if table.shows_paid:
        heads, align = (*heads, table.paid_head, table.difference_head), "llrrr"
        widths = (*widths, 26.0, 26.0)
        rows = [(row.months, row.how, row.due, row.paid, row.difference) for row in table.rows]
        if table.total:
            rows = [*rows, ("Cộng", "", "", "", table.total)]
    return Grid(heads=heads, rows=tuple(rows), widths=widths, align=align)
