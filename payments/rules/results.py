"""What a row of a provider's answer means for a payment. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["paid", "partial", "failed", "uncollected"]
Refusal = Literal["unknown", "other_file", "above", "twice", "no_reason", "unclear"]


@dataclass(frozen=True)
class Reported:
    """One row of an answer; amounts in đồng. `amount` None: the row names no sum, `said` decides.

    `said` is what the row says in words or codes: paid, failed, uncollected, or empty.
    """

    place: str
    reference: str
    amount: int | None
    said: str
    paid_on: date | None
    reason: str


@dataclass(frozen=True)
class Standing:
    """What is known of a payment so far: the newest result."""

    state: State
    amount: int
    paid_on: date | None
    reason: str


@dataclass(frozen=True)
class Known:
    """A payment with a reference; `here` is whether it is in the file the answer is for."""

    amount: int
    here: bool
    in_cash: bool
    standing: Standing | None


@dataclass(frozen=True)
class Judgement:
    """What follows from a row: a new result, a finding, or nothing (`result` equals what is known)."""

    result: Standing | None = None
    finding: Refusal | None = None
    changes: bool = False


def judge(rows: Sequence[Reported], known: Known | None) -> Judgement:
    """What follows from all rows of an answer that carry one reference.

    Nothing is guessed: an unknown reference, more than was handed over, two rows that disagree, money not
    paid without a reason, or a row that says neither are findings and change nothing.
    """
    row = rows[0]
    if any((other.amount, other.said) != (row.amount, row.said) for other in rows[1:]):
        return Judgement(finding="twice")
    if known is None:
        return Judgement(finding="unknown")
    if not known.here:
        return Judgement(finding="other_file")
    amount = row.amount
    if amount is None and row.said == "paid":
        amount = known.amount
    if amount is None and row.said in ("failed", "uncollected"):
        amount = 0
    if amount is None or (amount > 0 and row.said in ("failed", "uncollected")):
        return Judgement(finding="unclear")
    if amount > known.amount:
        return Judgement(finding="above")
    if amount == known.amount:
        return _against(known, Standing("paid", amount, row.paid_on, row.reason))
    if not row.reason:
        return Judgement(finding="no_reason")
    if amount > 0:
        return _against(known, Standing("partial", amount, row.paid_on, row.reason))
    if row.said == "paid":
        return Judgement(finding="unclear")
    # A row that says only "0": a transfer failed, cash was not collected.
    failed = row.said == "failed" or (not row.said and not known.in_cash)
    state: State = "failed" if failed else "uncollected"
    return _against(known, Standing(state, 0, None, row.reason))


def _against(known: Known, result: Standing) -> Judgement:
    return Judgement(result=result, changes=result != known.standing)
