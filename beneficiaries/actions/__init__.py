"""What officers do to the records of people and households."""

from beneficiaries.actions.households import record_poverty, set_household
from beneficiaries.actions.lists import export_persons, register_many
from beneficiaries.actions.payees import (
    AccountChangeWaits,
    AccountDecided,
    AccountRefusal,
    AccountSameHands,
    confirm_account,
    decline_account,
    set_collector,
    set_payee_account,
)
from beneficiaries.actions.persons import (
    DeathBeforeBirth,
    FindingSettled,
    record_death,
    record_facts,
    register_person,
    settle_finding,
    update_person,
)

__all__ = [
    "AccountChangeWaits",
    "AccountDecided",
    "AccountRefusal",
    "AccountSameHands",
    "DeathBeforeBirth",
    "FindingSettled",
    "confirm_account",
    "decline_account",
    "export_persons",
    "record_death",
    "record_facts",
    "record_poverty",
    "register_many",
    "register_person",
    "set_collector",
    "set_household",
    "set_payee_account",
    "settle_finding",
    "update_person",
]
