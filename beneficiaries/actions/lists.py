"""Many people at once: taken over from a list, or exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import QuerySet

from audit import recorder
from beneficiaries import events
from beneficiaries.documents import PersonResource
from beneficiaries.enums import AccountState, PayMethod
from beneficiaries.models import Collector, FactSheet, Finding, PayeeAccount, Person
from beneficiaries.recording import CODE_SERIES, person_code
from beneficiaries.rules import Newcomer, columns_of
from offices.actors import Actor
from offices.models import Office
from offices.numbering import next_numbers
from offices.roles import Permission

BATCH = 2000


@transaction.atomic
def register_many(*, people: Sequence[Newcomer], by: Actor, reason: str = "") -> list[Person]:
    """Registered people from a list, in the order given, with account, collector, facts and findings.

    The caller's action has checked the permission for each office.
    """
    codes = _codes(people)
    persons = Person.objects.bulk_create(
        [
            Person(
                office_id=newcomer.office_id,
                code=next(codes[newcomer.office_id]),
                died_on=newcomer.died_on,
                death_document=newcomer.source if newcomer.died_on else "",
                **asdict(columns_of(newcomer.data)),
            )
            for newcomer in people
        ],
        batch_size=BATCH,
    )
    pairs = list(zip(persons, people, strict=True))
    PayeeAccount.objects.bulk_create(
        [
            PayeeAccount(
                person=person,
                method=PayMethod.ACCOUNT if newcomer.account_number else PayMethod.CASH,
                bank=newcomer.bank if newcomer.account_number else "",
                account_number=newcomer.account_number,
                owner_name=person.name if newcomer.account_number else "",
                state=AccountState.CONFIRMED,  # the office's own books
                proposed_by_id=by.user_id,
            )
            for person, newcomer in pairs
        ],
        batch_size=BATCH,
    )
    Collector.objects.bulk_create(
        [
            Collector(person=person, name=newcomer.collector)
            for person, newcomer in pairs
            if newcomer.collector
        ],
        batch_size=BATCH,
    )
    FactSheet.objects.bulk_create(
        [
            FactSheet(person=person, facts=newcomer.facts.to_json(), recorded_by_id=by.user_id)
            for person, newcomer in pairs
            if newcomer.facts
        ],
        batch_size=BATCH,
    )
    Finding.objects.bulk_create(
        [
            Finding(person=person, code=code, data=data, source=newcomer.source)
            for person, newcomer in pairs
            for code, data in {doubt.code: doubt.data for doubt in newcomer.doubts}.items()
        ],
        batch_size=BATCH,
    )
    recorder.record_many(
        events.registered,
        subjects=[
            (person, {"code": person.code, "name": person.name, "source": newcomer.source})
            for person, newcomer in pairs
        ],
        by=by,
        reason=reason,
    )
    recorder.record_many(
        events.died,
        subjects=[(person, {"died_on": person.died_on}) for person in persons if person.died_on],
        by=by,
        reason=reason,
    )
    return persons


@transaction.atomic
def export_persons(*, persons: QuerySet[Person], by: Actor) -> bytes:
    """Exported the list of people as a workbook; `persons` are already in the actor's scope.

    Raises NotPermitted.
    """
    by.require(Permission.PERSON_VIEW)
    content = PersonResource().workbook(persons)
    recorder.record(
        events.exported,
        subject=Office.objects.get(code=by.office_code),
        by=by,
        after={"rows": persons.count()},
    )
    return content


def _codes(people: Sequence[Newcomer]) -> dict[int, Iterator[str]]:
    """New person codes per office, as many as there are people."""
    wanted = Counter(newcomer.office_id for newcomer in people)
    offices = Office.objects.in_bulk(wanted)
    return {pk: iter(_next_codes(offices[pk], count)) for pk, count in sorted(wanted.items())}


def _next_codes(office: Office, count: int) -> list[str]:
    numbers = next_numbers(office=office, kind=CODE_SERIES, period="", count=count)
    return [person_code(office.code, number) for number in numbers]
