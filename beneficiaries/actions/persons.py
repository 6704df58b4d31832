"""Registration, corrections, facts, death and findings of one person."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit import recorder
from beneficiaries import events
from beneficiaries.actions.life import DeathBeforeBirth
from beneficiaries.models import FactSheet, Finding, Person
from beneficiaries.queries import facts_of_sheet, newest_sheet, of_person
from beneficiaries.recording import (
    CODE_SERIES,
    for_trail,
    lock,
    person_code,
    renew_findings,
    settle,
    trail_names,
)
from beneficiaries.rules import PersonData, columns_of, masked
from offices.actors import Actor
from offices.models import Office
from offices.numbering import next_number
from offices.roles import Permission
from policy.facts import Facts, changed_facts
from policy.rules.areas import facts_in_area


class StaleDetails(Exception):
    """Someone corrected the details since they were read; `person` is as they left them."""

    def __init__(self, person: Person) -> None:
        self.person = person
        super().__init__(person.code)


class StaleFacts(Exception):
    """Someone recorded facts since they were read: what stands now, its version, by whom and when."""

    def __init__(self, facts: Facts, sheet: FactSheet | None) -> None:
        self.facts = facts
        self.version = sheet.version if sheet else 0
        self.by = sheet.recorded_by.get_full_name() if sheet and sheet.recorded_by else ""
        self.at = sheet.recorded_at if sheet else None
        super().__init__(str(self.version))


class FindingSettled(Exception):
    """Someone has already settled this finding."""


@transaction.atomic
def register_person(*, office: Office, data: PersonData, by: Actor) -> Person:
    """Registered the person. A number that disagrees or is known already opens a finding, not an error.

    Raises NotPermitted.
    """
    by.require(Permission.PERSON_EDIT, office_id=office.pk)
    number = next_number(office=office, kind=CODE_SERIES, period="")
    person = Person(office=office, code=person_code(office.code, number), **asdict(columns_of(data)))
    person.save(force_insert=True)
    renew_findings(person, typed_number=data.id_number)
    recorder.record(
        events.registered,
        subject=person,
        by=by,
        after={"code": person.code, **_shown(asdict(columns_of(data)))},
    )
    return person


@transaction.atomic
def update_person(*, person: Person, data: PersonData, by: Actor, version: int | None = None) -> Person:
    """Corrected the person's details. Findings the correction answers are settled with it.

    `version` is the one a form began with. Raises NotPermitted, StaleDetails, DeathBeforeBirth.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if version not in (None, person.version):
        raise StaleDetails(person)
    columns = asdict(columns_of(data))
    if person.died_on and columns["born_on"] and person.died_on < columns["born_on"]:
        raise DeathBeforeBirth
    changed = {name for name, value in columns.items() if getattr(person, name) != value}
    if not changed:
        return person
    before = {name: getattr(person, name) for name in changed}
    for name in changed:
        setattr(person, name, columns[name])
    person.version += 1
    person.save(update_fields=[*sorted(changed), "version"])
    renew_findings(person, typed_number=data.id_number)
    recorder.record(
        events.updated,
        subject=person,
        by=by,
        before=_shown(before),
        after=_shown({name: columns[name] for name in changed}),
    )
    return person


@transaction.atomic
def record_facts(*, person: Person, facts: Facts, by: Actor, version: int | None = None) -> FactSheet | None:
    """Recorded the person's facts as a new sheet; the earlier ones stay. None when nothing changed.

    `version` is that of the sheet a form began with. Answers of the table of areas are not kept: they are
    asked anew for each day. Raises NotPermitted, StaleFacts.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    standing = newest_sheet(person)
    known = of_person(facts_of_sheet(standing), person)
    if version not in (None, standing.version if standing else 0):
        raise StaleFacts(known, standing)
    told = _dated(facts_in_area(of_person(facts, person), None, ""), known)
    changed = changed_facts(known, told)
    if not changed:
        return None
    sheet = FactSheet.objects.create(
        person=person,
        version=standing.version + 1 if standing else 1,
        facts=told.to_json(),
        recorded_by_id=by.user_id,
    )
    recorder.record(
        events.facts_recorded,
        subject=person,
        by=by,
        before=for_trail(known, changed),
        after={"fields": trail_names(changed)} | for_trail(told, changed),
    )
    return sheet


@transaction.atomic
def settle_finding(*, finding: Finding, settlement: str, by: Actor) -> Finding:
    """Settled a finding, saying what was seen or done. Raises NotPermitted, FindingSettled."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    by.require(Permission.PERSON_EDIT, office_id=finding.person.office_id)
    if finding.settled_at is not None:
        raise FindingSettled(finding.code)
    settle(finding, settlement.strip(), by.user_id)
    recorder.record(
        events.finding_settled, subject=finding.person, by=by, after={"code": finding.code}, reason=settlement
    )
    return finding


def _dated(facts: Facts, known: Facts) -> Facts:
    """The poverty status with its year: the one on record when it is the same, else the present one."""
    if facts.poverty is None or facts.poverty_year is not None:
        return facts
    if facts.poverty == known.poverty:
        return replace(facts, poverty_year=known.poverty_year)
    return replace(facts, poverty_year=timezone.localdate().year)


def _shown(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as the trail keeps them: without derived ones, the number masked."""
    kept = {name: value for name, value in columns.items() if name not in ("search_name", "sort_key")}
    if "id_number" in kept:
        kept["id_number"] = masked(kept["id_number"])
    return kept
