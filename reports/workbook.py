"""A what-if as a workbook: a sheet for the whole and one for each breakdown, amounts as figures."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from reports.presenters import Table, WhatIfResult, assumption, columns, figures_of
from ui.formats import month

HEAD_ROW = 2


def render_workbook(result: WhatIfResult) -> bytes:
    """The what-if as Excel reads it."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    made = result.from_month
    # Today's time would make every file of the same what-if differ.
    book.set_properties({"title": title_of(result), "created": dt.datetime(made.year, made.month, 1, 12)})  # noqa: DTZ001
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"}),
        "text": book.add_format({"border": 1, "num_format": "@"}),
        "figure": book.add_format({"border": 1, "num_format": "#,##0"}),
        "sum": book.add_format({"border": 1, "bold": True, "num_format": "#,##0"}),
    }
    _write_summary(book.add_worksheet(_("Total")), result, styles)
    for table in result.tables:
        _write_table(book.add_worksheet(table.title), table, result, styles)
    book.close()
    return buffer.getvalue()


def render_changes(rows: list[dict[str, Any]], today: dt.date) -> bytes:
    """The changes ahead as Excel reads them, a row each; amounts are figures."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": dt.datetime(today.year, today.month, today.day, 12)})  # noqa: DTZ001
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    text = book.add_format({"border": 1, "num_format": "@", "text_wrap": True})
    figure = book.add_format({"border": 1, "num_format": "#,##0"})
    sheet = book.add_worksheet(_("Changes ahead"))
    heads = _change_heads()
    for index, words in enumerate(heads):
        sheet.write_string(0, index, words, head)
    for number, row in enumerate(rows, 1):
        for index, cell in enumerate(_change_cells(row)):
            if isinstance(cell, int):
                sheet.write_number(number, index, cell, figure)
            else:
                sheet.write_string(number, index, cell, text)
    sheet.set_column(0, len(heads) - 1, 18)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _change_heads() -> list[str]:
    return [
        _("Month"),
        _("Person code"),
        _("Full name"),
        _("Date of birth"),
        _("Hamlet"),
        _("Commune"),
        _("Group"),
        _("Foreseen change"),
        _("Cause"),
        _("Amount now"),
        _("Amount then"),
        _("Decision needed"),
        _("Case to open"),
        _("Article"),
    ]


def _change_cells(row: dict[str, Any]) -> list[str | int]:
    person = row["person"]
    return [
        month(row["month"]),
        person.code,
        person.shown_name,
        str(person.born or ""),
        person.hamlet,
        person.office.name,
        row["group"],
        str(row["kind"]),
        row["cause"],
        row["before"],
        row["after"],
        _("Yes") if row["decides"] else _("No"),
        row["case"],
        row["article"],
    ]


def title_of(result: WhatIfResult) -> str:
    """What the workbook is, with its months."""
    return _("What-if from %(first)s to %(last)s") % {
        "first": month(result.from_month),
        "last": month(result.last_month),
    }


def _write_summary(sheet: Any, result: WhatIfResult, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 2, 48)
    sheet.write_string(0, 0, f"{title_of(result)} · {result.place}", styles["title"])
    for index, head in enumerate((_("Figure of the law"), _("At present"), _("In the what-if"))):
        sheet.write_string(HEAD_ROW, index, head, styles["head"])
    row = HEAD_ROW + 1
    for cells in result.figures:
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cell, styles["text"])
        row += 1
    row += 1
    for head, figure in zip(columns(), figures_of(result.total), strict=True):
        sheet.write_string(row, 0, head, styles["text"])
        sheet.write_number(row, 1, figure, styles["figure"])
        row += 1
    for sentence in (*result.warnings, assumption()):
        row += 1
        sheet.write_string(row, 0, sentence)


def _write_table(sheet: Any, table: Table, result: WhatIfResult, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, len(columns()), 18)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.write_string(0, 0, f"{title_of(result)} · {table.title}", styles["title"])
    for index, head in enumerate((table.head, *columns())):
        sheet.write_string(HEAD_ROW, index, head, styles["head"])
    for row, (name, line) in enumerate(table.rows, HEAD_ROW + 1):
        sheet.write_string(row, 0, name, styles["text"])
        for index, figure in enumerate(figures_of(line), 1):
            sheet.write_number(row, index, figure, styles["figure"])
    last = HEAD_ROW + 1 + len(table.rows)
    sheet.write_string(last, 0, _("Total"), styles["sum"])
    for index, figure in enumerate(figures_of(result.total), 1):
        sheet.write_number(last, index, figure, styles["sum"])
