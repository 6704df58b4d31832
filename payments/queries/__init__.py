"""Reads of payments, one module per noun."""

from payments.queries.runs import (
    DifferenceSum,
    MonthState,
    PersonPayment,
    differences_of,
    differences_summed,
    hamlets_of,
    lines_in_scope,
    lines_listed,
    lists_in_scope,
    lists_of,
    month_state,
    months_of,
    payments_of,
    runs_in_scope,
    runs_listed,
    unpaid_of,
)

__all__ = [
    "DifferenceSum",
    "MonthState",
    "PersonPayment",
    "differences_of",
    "differences_summed",
    "hamlets_of",
    "lines_in_scope",
    "lines_listed",
    "lists_in_scope",
    "lists_of",
    "month_state",
    "months_of",
    "payments_of",
    "runs_in_scope",
    "runs_listed",
    "unpaid_of",
]
