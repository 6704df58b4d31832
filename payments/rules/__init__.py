"""Pure decisions about payments, one module per noun."""

from payments.rules.months import LEDGER_START, Kind, MonthPayment, MonthStanding, month_payments
from payments.rules.results import Judgement, Known, Reported, Standing, judge
from payments.rules.settlements import (
    Balance,
    disposal,
    fee_due,
    hold_reason,
    months_undone,
    uncollected_in_a_row,
)

__all__ = [
    "LEDGER_START",
    "Balance",
    "Judgement",
    "Kind",
    "Known",
    "MonthPayment",
    "MonthStanding",
    "Reported",
    "Standing",
    "disposal",
    "fee_due",
    "hold_reason",
    "judge",
    "month_payments",
    "months_undone",
    "uncollected_in_a_row",
]
