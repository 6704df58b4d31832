"""What a provider is told, frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from offices.names import fold

TRANSFER_TEXT = "TRO CAP XA HOI"


@dataclass(frozen=True)
class Payment:
    """One payment as told; names as in `Instruction`, amounts in đồng."""

    position: int
    reference: str
    period: dt.date
    amount: int
    carried: bool
    office_name: str
    hamlet: str
    person_code: str
    name: str
    born: str
    id_number: str
    method: str
    bank: str
    account_number: str
    account_owner: str
    collector_name: str
    collector_id: str

    @property
    def payee(self) -> str:
        """In whose name the account is."""
        return self.account_owner or self.name

    @property
    def transfer_text(self) -> str:
        """What the payee reads on the statement: capital letters without accents, no group, no illness."""
        return f"{TRANSFER_TEXT} {self.period:%m/%Y} {fold(self.person_code).upper()}"


@dataclass(frozen=True)
class FileSnapshot:
    """A file as told. `columns` are (key, title) in order; `made_on` is the day it was made."""

    month: dt.date
    made_on: dt.date
    office_name: str
    provider_name: str
    contract_number: str
    message_id: str
    columns: tuple[tuple[str, str], ...]
    payer_name: str
    payer_account: str
    payer_bank: str
    payments: tuple[Payment, ...]

    @property
    def count(self) -> int:
        return len(self.payments)

    @property
    def total(self) -> int:
        return sum(payment.amount for payment in self.payments)
