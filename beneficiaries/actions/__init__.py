"""What officers do to the records of people and households."""

from beneficiaries.actions.households import StaleYear, record_poverty, record_poverty_year, set_household
from beneficiaries.actions.life import (
    DeathBeforeBirth,
    EventAfterDeath,
    EventBeforeBirth,
    EventCorrected,
    EventData,
    EventRefused,
    RelationKnown,
    add_relation,
    end_relation,
    record_death,
    record_event,
)
from beneficiaries.actions.lists import export_persons, register_many
from beneficiaries.actions.payees import set_collector, set_payee_account
from beneficiaries.actions.persons import (
    FindingSettled,
    StaleDetails,
    StaleFacts,
    record_facts,
    register_person,
    settle_finding,
    update_person,
)

__all__ = [
    "DeathBeforeBirth",
    "EventAfterDeath",
    "EventBeforeBirth",
    "EventCorrected",
    "EventData",
    "EventRefused",
    "FindingSettled",
    "RelationKnown",
    "StaleDetails",
    "StaleFacts",
    "StaleYear",
    "add_relation",
    "end_relation",
    "export_persons",
    "record_death",
    "record_event",
    "record_facts",
    "record_poverty",
    "record_poverty_year",
    "register_many",
    "register_person",
    "set_collector",
    "set_household",
    "set_payee_account",
    "settle_finding",
    "update_person",
]
