"""The law in words: sums and time limits, the pages of the law, changes of it."""

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

__all__ = [
    "arithmetic",
    "clock_line",
    "clock_lines",
    "coefficient_text",
    "dong",
    "explain",
    "explain_share",
    "explain_support",
]
