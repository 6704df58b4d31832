"""What is typed about people and households."""

from beneficiaries.forms.facts import FactsForm
from beneficiaries.forms.households import HouseholdForm, PovertyForm
from beneficiaries.forms.payees import AccountForm, AccountReasonForm, CollectorForm
from beneficiaries.forms.persons import BirthField, DeathForm, PersonFilterForm, PersonForm, SettleForm

__all__ = [
    "AccountForm",
    "AccountReasonForm",
    "BirthField",
    "CollectorForm",
    "DeathForm",
    "FactsForm",
    "HouseholdForm",
    "PersonFilterForm",
    "PersonForm",
    "PovertyForm",
    "SettleForm",
]
