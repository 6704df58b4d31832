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
from entitlements.presenters.reviews import (
    prepared_words,
    review_list_page,
    review_page,
    review_step_page,
)

__all__ = [
    "Allowance",
    "RowLine",
    "SheetLine",
    "allowance",
    "import_history",
    "import_summary",
    "person_section",
    "prepared_words",
    "review_list_page",
    "review_page",
    "review_step_page",
    "row_line",
    "row_page",
    "sum_lines",
    "words_of",
]
