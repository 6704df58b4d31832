"""What is typed about people and households."""

from beneficiaries.forms.facts import FactsForm, GroupAskedForm
from beneficiaries.forms.households import HouseholdForm, PovertyForm, PovertyYearForm, YearFilterForm
from beneficiaries.forms.life import EndRelationForm, LifeEventForm, RelationForm
from beneficiaries.forms.payees import AccountForm, AccountReasonForm, CollectorForm
from beneficiaries.forms.persons import BirthField, PersonFilterForm, PersonForm, SettleForm

__all__ = [
    "AccountForm",
    "AccountReasonForm",
    "BirthField",
    "CollectorForm",
    "EndRelationForm",
    "FactsForm",
    "GroupAskedForm",
    "HouseholdForm",
    "LifeEventForm",
    "PersonFilterForm",
    "PersonForm",
    "PovertyForm",
    "PovertyYearForm",
    "RelationForm",
    "SettleForm",
    "YearFilterForm",
]
