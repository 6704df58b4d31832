"""Who lives with whom, and whether a household is poor in a year."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from audit import recorder
from beneficiaries import events
from beneficiaries.models import Household, HouseholdPoverty, Person
from beneficiaries.names import tidy_name
from beneficiaries.recording import lock
from offices.actors import Actor
from offices.numbering import next_number
from offices.roles import Permission


@transaction.atomic
def set_household(*, person: Person, household: Household | None, relation: str, by: Actor) -> Person:
    """Changed the household: joined one of the same office, or a new one of their own when None.

    Raises NotPermitted, also for a household of another office.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if household is None:
        number = next_number(office=person.office, kind="household", period="")
        household = Household.objects.create(
            office=person.office,
            code=f"{person.office.code}-H{number:05d}",
            hamlet=person.hamlet,
            address=person.address,
        )
    by.require(Permission.PERSON_EDIT, office_id=household.office_id)
    before = {
        "household": person.household.code if person.household else "",
        "relation": person.household_relation,
    }
    person.household, person.household_relation = household, tidy_name(relation)
    person.save(update_fields=["household", "household_relation"])
    after = {"household": household.code, "relation": person.household_relation}
    if after != before:
        recorder.record(events.household_set, subject=person, by=by, before=before, after=after)
    return person


@transaction.atomic
def record_poverty(
    *,
    household: Household,
    year: int,
    status: str,
    certificate_number: str = "",
    recognised_on: dt.date | None = None,
    by: Actor,
) -> HouseholdPoverty:
    """Recorded the poverty status of a household in a year. Raises NotPermitted. Decree 07/2021/ND-CP."""
    household = Household.objects.select_for_update().get(pk=household.pk)
    by.require(Permission.PERSON_EDIT, office_id=household.office_id)
    row = household.poverty_years.filter(year=year).first()
    before = {"year": year, "status": row.status} if row else None
    row = row or HouseholdPoverty(household=household, year=year)
    row.status, row.certificate_number, row.recognised_on = (
        status,
        tidy_name(certificate_number),
        recognised_on,
    )
    row.save()
    recorder.record(
        events.poverty_recorded,
        subject=household,
        by=by,
        before=before,
        after={"year": year, "status": status, "certificate_number": row.certificate_number},
    )
    return row
