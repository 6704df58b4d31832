"""People and what is known of them, in the words of a screen."""

from beneficiaries.presenters.facts import facts_form, facts_page, stale_details, stale_facts
from beneficiaries.presenters.people import (
    HISTORY_LENGTH,
    account_saved,
    fact_rows,
    finding_line,
    person_page,
    person_row,
    timeline,
)
from beneficiaries.presenters.poverty import poverty_page, poverty_rows, poverty_saved

__all__ = [
    "HISTORY_LENGTH",
    "account_saved",
    "fact_rows",
    "facts_form",
    "facts_page",
    "finding_line",
    "person_page",
    "person_row",
    "poverty_page",
    "poverty_rows",
    "poverty_saved",
    "stale_details",
    "stale_facts",
    "timeline",
]
