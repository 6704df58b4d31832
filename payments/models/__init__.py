"""Tables of payments, one module per noun."""

from payments.models.files import HoldNotice, Instruction, ProviderFile
from payments.models.providers import Contract, Provider
from payments.models.results import Hold, PaymentResult, ResultFile, ResultFinding
from payments.models.runs import (
    Difference,
    PaymentLine,
    PaymentList,
    PaymentMonth,
    PaymentRun,
    UnpaidAllowance,
)
from payments.models.settlements import Leftover, Settlement

__all__ = [
    "Contract",
    "Difference",
    "Hold",
    "HoldNotice",
    "Instruction",
    "Leftover",
    "PaymentLine",
    "PaymentList",
    "PaymentMonth",
    "PaymentResult",
    "PaymentRun",
    "Provider",
    "ProviderFile",
    "ResultFile",
    "ResultFinding",
    "Settlement",
    "UnpaidAllowance",
]
