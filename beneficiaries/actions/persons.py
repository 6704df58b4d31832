"""Registration, corrections, facts, death and findings of one person."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from audit import recorder
from beneficiaries import events
from beneficiaries.actions.life import DeathBeforeBirth
from beneficiaries.models import FactSheet, Finding, Person
from beneficiaries.queries import current_facts, of_person
from beneficiaries.recording import CODE_SERIES, lock, person_code, renew_findings, settle
from beneficiaries.rules import PersonData, columns_of, masked
from offices.actors import Actor
from offices.models import Office
from offices.numbering import next_number
from offices.roles import Permission
from policy.facts import Facts

_HEALTH_FACT = "hiv_confirmed"


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
def update_person(*, person: Person, data: PersonData, by: Actor) -> Person:
    """Corrected the person's details. Findings the correction answers are settled with it.

    Raises NotPermitted, DeathBeforeBirth.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    columns = asdict(columns_of(data))
    if person.died_on and columns["born_on"] and person.died_on < columns["born_on"]:
        raise DeathBeforeBirth
    changed = {name for name, value in columns.items() if getattr(person, name) != value}
    if not changed:
        return person
    before = {name: getattr(person, name) for name in changed}
    for name in changed:
        setattr(person, name, columns[name])
    person.save(update_fields=sorted(changed))
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
def record_facts(*, person: Person, facts: Facts, by: Actor) -> FactSheet | None:
    """Recorded the person's facts as a new sheet; the earlier ones stay. None when nothing changed.

    Raises NotPermitted.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    known, told = current_facts(person).to_json(), of_person(facts, person).to_json()
    changed = sorted(name for name in told if told[name] != known[name])
    if not changed:
        return None
    sheet = FactSheet.objects.create(person=person, facts=told, recorded_by_id=by.user_id)
    # The trail tells that health changed and no more: neither the illness nor the value, which stays on
    # the sheet, which is guarded.
    open_ones = [name for name in changed if name != _HEALTH_FACT]
    fields = sorted("health" if name == _HEALTH_FACT else name for name in changed)
    recorder.record(
        events.facts_recorded,
        subject=person,
        by=by,
        before={name: known[name] for name in open_ones},
        after={"fields": fields} | {name: told[name] for name in open_ones},
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


def _shown(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as the trail keeps them: without derived ones, the number masked."""
    kept = {name: value for name, value in columns.items() if name not in ("search_name", "sort_key")}
    if "id_number" in kept:
        kept["id_number"] = masked(kept["id_number"])
    return kept
