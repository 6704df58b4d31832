"""The explanation of an allowance for the citizen: what an officer reads aloud, on one page of paper.

It decides nothing, is no official form and carries no signature. Health is never on it: groups go by
their clause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ui.pdf.document import Body, Facts, Grid, Heading, OfficialDocument, Strong, render_close
from ui.pdf.paper import NationalHeader, issuer_of
from ui.presenters import MonthLine, MonthTable

TITLE = "BẢN GIẢI THÍCH"
SUBJECT = "Mức trợ cấp xã hội hằng tháng"
CLOSING = (
    "Bản này giải thích cách tính theo quy định và dữ liệu đang lưu, không thay cho quyết định. "
    "Điều gì chưa rõ, đề nghị ông/bà hỏi lại công chức giải thích."
)
# Lines kept of each table, most first: the newest ones, until all fits on one page.
LINES = (8, 5, 4, 3)
# Letters in points, smallest first.
SIZES = (10, 11, 12)


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
    """All that is printed, in words; `parts` are headings with their sentences.

    `whole` keeps every line, on as many pages as it takes: a payment must add up.
    """

    office_name: str
    printed_on: dt.date
    person_name: str
    person_code: str
    born: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[SheetTable, ...]
    officer_name: str
    whole: bool = False


def sheet_table(table: MonthTable, *, title: str = "") -> SheetTable:
    """A table of a page as printed."""
    return SheetTable(
        title=title or str(table.caption),
        rows=tuple(_row(line) for section in table.sections for line in section.lines),
        shows_paid=table.shows_paid,
        paid_head=str(table.paid_head),
        difference_head=str(table.difference_head),
        total=str(table.total),
    )


def render_sheet(sheet: ExplanationSheet) -> bytes:
    """The sheet as PDF, on one page; the same sheet gives the same bytes.

    As many lines as the smallest letters allow, then letters as large as those lines allow.
    """
    small, *larger = SIZES
    for lines in (None,) if sheet.whole else LINES:
        document = _document(sheet, lines)
        content, pages = render_close(replace(document, size=small))
        if pages == 1:
            break
    for size in larger if pages == 1 else ():
        bigger, pages = render_close(replace(document, size=size))
        if pages > 1:
            break
        content = bigger
    return content


def _document(sheet: ExplanationSheet, lines: int | None) -> OfficialDocument:
    """The paper with the newest lines of each table, or with all of them."""
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
        kept = replace(table, rows=table.rows[-lines:] if lines else table.rows)
        notes = [f"Tháng {row.months}: {' '.join(row.notes)}" for row in kept.rows if row.notes]
        blocks += [Heading(table.title), _grid(kept), *([_list(notes)] if notes else [])]
    return OfficialDocument(
        header=NationalHeader(issuer=issuer_of(sheet.office_name), date=sheet.printed_on),
        kind=TITLE,
        subject=SUBJECT,
        blocks=(*blocks, Body(CLOSING), Body(("Người giải thích: ", Strong(sheet.officer_name), "."))),
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
        # On paper only what arrears and recoveries come from: the rest is in the sentences above.
        notes=tuple(map(str, line.notes)) if {line.paid, line.difference}.isdisjoint(("", "0")) else (),
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
