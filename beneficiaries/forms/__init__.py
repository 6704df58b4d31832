"""What is typed about people and households."""

from beneficiaries.forms.facts import FactsForm, GroupAskedForm
from beneficiaries.forms.households import HouseholdForm, PovertyForm, PovertyYearForm, YearFilterForm
from beneficiaries.forms.payees import AccountForm, CollectorForm
from beneficiaries.forms.persons import BirthField, DeathForm, PersonFilterForm, PersonForm, SettleForm

__all__ = [
    "AccountForm",
    "BirthField",
    "CollectorForm",
    "DeathForm",
    "FactsForm",
    "GroupAskedForm",
    "HouseholdForm",
    "PersonFilterForm",
    "PersonForm",
    "PovertyForm",
    "PovertyYearForm",
    "SettleForm",
    "YearFilterForm",
]
