"""What is typed about payments, one module per noun."""

from payments.forms.answers import (
    AnswerForm,
    HoldForm,
    InstructionFilterForm,
    LiftForm,
    ResultForm,
    SettleFindingForm,
)
from payments.forms.providers import ContractForm, DecideForm, DeclineForm, ProviderForm
from payments.forms.runs import (
    CloseReportForm,
    HandOverForm,
    ListFilterForm,
    MonthForm,
    ReasonForm,
    StepForm,
)

__all__ = [
    "AnswerForm",
    "CloseReportForm",
    "ContractForm",
    "DecideForm",
    "DeclineForm",
    "HandOverForm",
    "HoldForm",
    "InstructionFilterForm",
    "LiftForm",
    "ListFilterForm",
    "MonthForm",
    "ProviderForm",
    "ReasonForm",
    "ResultForm",
    "SettleFindingForm",
    "StepForm",
]
