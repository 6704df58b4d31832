"""The law in words: sums and time limits, the pages of the law, changes of it."""

from policy.presenters.months import (
    before_words,
    change_words,
    month_line,
    month_table,
    signed,
    span_words,
)
from policy.presenters.sums import (
    arithmetic,
    clock_line,
    clock_lines,
    coefficient_text,
    dong,
    explain,
    explain_share,
    explain_support,
)
from policy.presenters.why import (
    checks_of,
    month_remarks,
    part_remarks,
    part_sentences,
    why_in_words,
)

__all__ = [
    "arithmetic",
    "before_words",
    "change_words",
    "checks_of",
    "clock_line",
    "clock_lines",
    "coefficient_text",
    "dong",
    "explain",
    "explain_share",
    "explain_support",
    "month_line",
    "month_remarks",
    "month_table",
    "part_remarks",
    "part_sentences",
    "signed",
    "span_words",
    "why_in_words",
]
