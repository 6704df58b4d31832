"""From rows of a workbook to people, entitlements and what was paid before: set-based."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction

from audit import recorder
from beneficiaries import actions as people
from beneficiaries.models import Person
from entitlements import events
from entitlements.enums import EndReason, RowOutcome, Source
from entitlements.models import CaseloadImport, CaseloadRow, Entitlement
from entitlements.refusals import EndsBeforeStart
from entitlements.rows import DECEASED, MOVED, ListedPerson
from entitlements.rules import opening_payments
from offices.actors import Actor
from policy.models import Citation, Group
from policy.months import first_of, previous_month
from policy.queries import current_law

BATCH = 2000


@transaction.atomic
def take_over(
    *, rows: Sequence[CaseloadRow], caseload_import: CaseloadImport, by: Actor, reason: str = ""
) -> None:
    """Took over rows: each becomes a new person with an entitlement and the payments made before.

    The caller has locked the import and checked the permission. Raises EndsBeforeStart.
    """
    if not rows:
        return
    listed = [ListedPerson.from_json(row.data) for row in rows]
    persons = people.register_many(
        people=[
            one.newcomer(
                office_id=row.office_id,  # type: ignore[arg-type]  # accepted rows have an office
                findings=row.findings,
                source=row.source,
            )
            for row, one in zip(rows, listed, strict=True)
        ],
        by=by,
        reason=reason,
    )
    give(rows=rows, persons=persons, caseload_import=caseload_import, by=by, reason=reason)


@transaction.atomic
def give(
    *,
    rows: Sequence[CaseloadRow],
    persons: Sequence[Person],
    caseload_import: CaseloadImport,
    by: Actor,
    reason: str = "",
) -> None:
    """Gave each person the entitlement of their row, with opening payments, and marked the rows accepted.

    Raises EndsBeforeStart.
    """
    listed = [ListedPerson.from_json(row.data) for row in rows]
    slots = dict(Group.objects.values_list("key", "slot"))
    entitlements = Entitlement.objects.bulk_create(
        [_entitlement(person, one, slots[one.group]) for person, one in zip(persons, listed, strict=True)],
        batch_size=BATCH,
    )
    _copy_openings(entitlements, persons, listed, caseload_import)
    clauses = dict(Citation.objects.order_by("valid_from").values_list("group_id", "code"))
    recorder.record_many(
        events.granted,
        subjects=[
            (
                entitlement,
                {
                    "person": person.code,
                    "clause": clauses.get(entitlement.group_id, ""),
                    "units": entitlement.units,
                    "start_month": entitlement.start_month,
                    "end_month": entitlement.end_month,
                    "decision_number": entitlement.decision_number,
                    "decision_on": entitlement.decision_on,
                    "source": row.source,
                },
            )
            for entitlement, person, row in zip(entitlements, persons, rows, strict=True)
        ],
        by=by,
        reason=reason,
    )
    for row, person, entitlement in zip(rows, persons, entitlements, strict=True):
        row.person, row.entitlement, row.outcome = person, entitlement, RowOutcome.ACCEPTED
    _mark_accepted(rows)


def _entitlement(person: Person, one: ListedPerson, slot: str) -> Entitlement:
    end_month, end_reason = None, ""
    if DECEASED in one.resolved and one.died_on:
        end_month, end_reason = first_of(one.died_on), EndReason.DEATH
    elif MOVED in one.resolved and one.moved_from:
        end_month, end_reason = previous_month(one.moved_from), EndReason.MOVED
    assert one.start_month is not None  # rows without it are held
    if end_month is not None and end_month < one.start_month:
        raise EndsBeforeStart(one.start_month)
    return Entitlement(
        person=person,
        group_id=one.group,
        slot=slot,
        units=one.units,
        start_month=one.start_month,
        end_month=end_month,
        end_reason=end_reason,
        decision_number=one.decision_number,
        decision_on=one.decision_on,
        source=Source.IMPORT,
    )


def _copy_openings(
    entitlements: Sequence[Entitlement],
    persons: Sequence[Person],
    listed: Sequence[ListedPerson],
    caseload_import: CaseloadImport,
) -> None:
    """COPY what the earlier books paid: one row per entitlement and month, all months the list was paid for.

    Months after a death or a move are among them: they were paid, and so come up for recovery.
    """
    law = current_law()
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY entitlements_openingpayment (entitlement_id, month, amount) FROM STDIN") as copy,
    ):
        for entitlement, person, one in zip(entitlements, persons, listed, strict=True):
            for month, amount in opening_payments(
                group=entitlement.group_id,
                units=entitlement.units,
                born=person.born,
                start_month=entitlement.start_month,
                paid_through=caseload_import.paid_through,
                base=one.base,
                law=law,
                province=settings.PROVINCE_CODE,
            ):
                copy.write_row((entitlement.pk, month, amount))


def _mark_accepted(rows: Sequence[CaseloadRow]) -> None:
    """One UPDATE for all rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE entitlements_caseloadrow AS row
            SET outcome = %s, person_id = came.person_id, entitlement_id = came.entitlement_id
            FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS came (id, person_id, entitlement_id)
            WHERE row.id = came.id
            """,
            [
                RowOutcome.ACCEPTED,
                [row.pk for row in rows],
                [row.person_id for row in rows],
                [row.entitlement_id for row in rows],
            ],
        )
