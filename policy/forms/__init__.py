"""What is typed about the law."""

from policy.forms.areas import AreaFilterForm, AreaForm, AreaListForm
from policy.forms.basis import CoefficientField, ProposalForm
from policy.forms.figures import BenefitForm, CoefficientForm, RateForm, WithdrawalForm
from policy.forms.provisions import (
    CalendarDayForm,
    DayCancelledForm,
    NamingForm,
    RegimeForm,
    VerificationForm,
)
from policy.forms.steps import ConfirmForm, ReasonForm, YearForm

__all__ = [
    "AreaFilterForm",
    "AreaForm",
    "AreaListForm",
    "BenefitForm",
    "CalendarDayForm",
    "CoefficientField",
    "CoefficientForm",
    "ConfirmForm",
    "DayCancelledForm",
    "NamingForm",
    "ProposalForm",
    "RateForm",
    "ReasonForm",
    "RegimeForm",
    "VerificationForm",
    "WithdrawalForm",
    "YearForm",
]
