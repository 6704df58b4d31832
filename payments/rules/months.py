"""What follows for a person's months from what is due and what was paid. Pure; payments/sql must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Months before the first list this product can account for were settled in earlier books.
LEDGER_START = date(2024, 7, 1)


class Kind(StrEnum):
    """The kinds of `payments.enums.MonthKind`, free of Django."""

    REGULAR = "regular"
    ARREARS = "arrears"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class MonthStanding:
    """One month of one allowance in đồng: what is due for it and what was paid, recoveries taken off."""

    month: date
    due: int
    paid: int


@dataclass(frozen=True)
class MonthPayment:
    """What a run does about one month; a recovery takes `amount` back."""

    month: date
    kind: Kind
    due: int
    paid: int
    amount: int


def month_payments(standings: Sequence[MonthStanding], *, run_month: date) -> tuple[MonthPayment, ...]:
    """What a run pays and takes back, given every month up to its own in order.

    The run's month is regular when nothing was paid for it; what else is unpaid is arrears. What was
    overpaid is taken back from these, oldest month first, never beyond them: the rest waits for the next
    run. Decree 335/2026/ND-CP, Articles 9, 28 and 32.
    """
    payments = []
    funds = sum(max(item.due - item.paid, 0) for item in standings)
    for item in standings:
        if item.due > item.paid:
            regular = item.month == run_month and item.paid == 0
            kind = Kind.REGULAR if regular else Kind.ARREARS
            payments.append(MonthPayment(item.month, kind, item.due, item.paid, item.due - item.paid))
        elif item.paid > item.due and funds > 0:
            amount = min(item.paid - item.due, funds)
            funds -= amount
            payments.append(MonthPayment(item.month, Kind.RECOVERY, item.due, item.paid, amount))
    return tuple(payments)
