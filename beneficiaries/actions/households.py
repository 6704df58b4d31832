"""Who lives with whom, and whether a household is poor in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from audit import recorder
from beneficiaries import events
from beneficiaries.models import Household, HouseholdPoverty, Person
from beneficiaries.names import tidy_name
from beneficiaries.recording import lock
from beneficiaries.rules import YearResult
from offices.actors import Actor
from offices.numbering import next_number
from offices.roles import Permission


class StaleYear(Exception):
    """Someone recorded other results since they were read; `standing` has the status by household."""

    def __init__(self, standing: dict[int, str]) -> None:
        self.standing = standing
        super().__init__(", ".join(map(str, standing)))


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


@transaction.atomic
def record_poverty_year(
    *, year: int, results: Iterable[YearResult], recognised_on: dt.date | None = None, by: Actor
) -> int:
    """Recorded the poverty status of many households in a year; returns how many changed.

    Each changed household has its own entry. Raises NotPermitted, also for a household of another office,
    and StaleYear. Decree 07/2021/ND-CP.
    """
    wanted = {result.household_id: result for result in results}
    households = list(Household.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    standing = {
        row.household_id: row for row in HouseholdPoverty.objects.filter(household__in=wanted, year=year)
    }
    stale = {
        pk: row.status
        for pk, row in standing.items()
        if wanted[pk].seen not in (None, row.status) and row.status != wanted[pk].status
    }
    if stale:
        raise StaleYear(stale)
    changed = 0
    by.require(Permission.PERSON_EDIT)
    for household in households:
        by.require(Permission.PERSON_EDIT, office_id=household.office_id)
        result, row = wanted[household.pk], standing.get(household.pk)
        number = tidy_name(result.certificate_number)
        if row and (row.status, row.certificate_number) == (result.status, number):
            continue
        record_poverty(
            household=household,
            year=year,
            status=result.status,
            certificate_number=number,
            recognised_on=recognised_on or (row.recognised_on if row else None),
            by=by,
        )
        changed += 1
    return changed
