"""What is typed about people and households."""

from beneficiaries.forms.facts import FactsForm
from beneficiaries.forms.households import HouseholdForm, PovertyForm
from beneficiaries.forms.life import EndRelationForm, LifeEventForm, RelationForm
from beneficiaries.forms.payees import AccountForm, CollectorForm
from beneficiaries.forms.persons import BirthField, PersonFilterForm, PersonForm, SettleForm

__all__ = [
    "AccountForm",
    "BirthField",
    "CollectorForm",
    "EndRelationForm",
    "FactsForm",
    "HouseholdForm",
    "LifeEventForm",
    "PersonFilterForm",
    "PersonForm",
    "PovertyForm",
    "RelationForm",
    "SettleForm",
]
