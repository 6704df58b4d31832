"""Where money goes that did not arrive, what the provider earns, and whether a month adds up. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from payments.rules.months import Kind

# Not collected three months running: the allowance is suspended. Decree 335/2026/ND-CP, Article 9.
MONTHS_UNTIL_SUSPENSION = 3
SUSPENSION_ARTICLE, SUSPENSION_INSTRUMENT = "Điều 9", "nd335-2026"

FeeBasis = Literal["per_mille", "per_payment"]


@dataclass(frozen=True)
class Balance:
    """The money of a run with a provider, in đồng."""

    carried_in: int
    received: int
    paid: int
    unpaid: int
    returned: int

    @property
    def difference(self) -> int:
        """Zero when what came in is what was paid, kept for the next list and given back."""
        return self.carried_in + self.received - self.paid - self.unpaid - self.returned


def disposal(*, held: bool, continues: bool) -> Literal["carry", "return"]:
    """Money not paid is carried to the next list; it is given back when it must not be paid out (a hold) or
    when the provider has no contract for the next month. Decree 335/2026/ND-CP, Article 28."""
    return "carry" if continues and not held else "return"


def hold_reason(*, months: Sequence[date], died_on: date | None, last_month: date | None) -> str:
    """Why money handed over for some months must not be paid out: "dead", "ended", or "" when it may.

    The month of death is still due; a stop holds from the month after the last payable one.
    Decree 335/2026/ND-CP, Article 9.
    """
    if died_on is not None and any(month > died_on for month in months):
        return "dead"
    if last_month is not None and any(month > last_month for month in months):
        return "ended"
    return ""


def fee_due(*, kind: FeeBasis, rate: Decimal, paid: int, payments: int) -> int:
    """What the provider earns in whole đồng, halves up: per mille of the sum paid, or per payment made.

    Circular 76/2021/TT-BTC, Article 3(7); the rate is that of the contract.
    """
    fee = rate * paid / 1000 if kind == "per_mille" else rate * payments
    return int(fee.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def months_undone(
    months: Sequence[tuple[date, Kind, int]], *, total: int, returned: int
) -> Mapping[date, int]:
    """What of each month of a line never happened, given what the provider gave back of its total.

    All given back undoes every month, a recovery too. Of a line paid in part the latest months are undone
    first: they are those a death or stop took away.
    """
    if returned == total:
        return {month: amount for month, _kind, amount in months}
    undone, rest = {}, returned
    for month, kind, amount in sorted(months, reverse=True):
        if kind != Kind.RECOVERY and rest:
            undone[month] = min(amount, rest)
            rest -= undone[month]
    return undone


def uncollected_in_a_row(collected: Mapping[date, bool], *, through: date) -> int:
    """How many months up to one were not collected without a break; a month without a list breaks it.

    `collected` says for each month with a list whether anything of it was collected.
    """
    count, month = 0, through
    while collected.get(month) is False:
        count += 1
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    return count
