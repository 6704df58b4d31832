"""Allowances, workbooks and mass reviews in the words of a screen."""

from entitlements.presenters.caseload import (
    Allowance,
    RowLine,
    SheetLine,
    allowance,
    import_history,
    import_summary,
    person_section,
    row_line,
    row_page,
    sum_lines,
    words_of,
)

__all__ = [
    "Allowance",
    "RowLine",
    "SheetLine",
    "allowance",
    "import_history",
    "import_summary",
    "person_section",
    "row_line",
    "row_page",
    "sum_lines",
    "words_of",
]
