"""What an officer decides about a row held back: one small action per decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction

from audit import recorder
from beneficiaries.models import Person
from entitlements import events
from entitlements.actions.taking_over import give, take_over
from entitlements.enums import Resolution, RowOutcome
from entitlements.models import CaseloadRow
from entitlements.queries import known_persons, overlapping, sought_of
from entitlements.refusals import OverlappingEntitlement, PersonDeceased, RowResolved
from entitlements.rows import ListedPerson
from entitlements.rules import HoldReason
from offices.actors import Actor
from offices.models import Office
from offices.roles import Permission
from policy.models import Group
from policy.months import first_of, require_month


@transaction.atomic
def accept_lawful_amount(*, row: CaseloadRow, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: the amount of the law counts, not the one on the list.

    Raises NotPermitted, RowResolved, EndsBeforeStart.
    """
    row = _take(row, HoldReason.AMOUNT_DISAGREES, by)
    return _resolve(row, HoldReason.AMOUNT_DISAGREES, Resolution.LAWFUL_AMOUNT, reason, by)


@transaction.atomic
def accept_until_death(*, row: CaseloadRow, died_on: dt.date, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: the person has died; the month of death is the last one payable.

    Raises NotPermitted, RowResolved, EndsBeforeStart.
    """
    row = _take(row, HoldReason.NOTE_SAYS_DEAD, by)
    return _resolve(row, HoldReason.NOTE_SAYS_DEAD, Resolution.DECEASED, reason, by, died_on=died_on)


@transaction.atomic
def accept_until_move(*, row: CaseloadRow, moved_from: dt.date, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: the person moved away; the month before is the last one payable here.

    Raises NotPermitted, RowResolved, EndsBeforeStart.
    """
    row = _take(row, HoldReason.NOTE_SAYS_MOVED, by)
    moved_from = require_month(moved_from)
    return _resolve(row, HoldReason.NOTE_SAYS_MOVED, Resolution.MOVED, reason, by, moved_from=moved_from)


@transaction.atomic
def accept_as_present(*, row: CaseloadRow, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: the note does not end the allowance.

    Raises NotPermitted, RowResolved, EndsBeforeStart.
    """
    notes = (HoldReason.NOTE_SAYS_DEAD, HoldReason.NOTE_SAYS_MOVED)
    held_by = next((one for one in notes if one in row.hold_reasons), notes[0])
    row = _take(row, held_by, by)
    return _resolve(row, held_by, Resolution.PRESENT, reason, by)


@transaction.atomic
def accept_as_another_person(*, row: CaseloadRow, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: it is another person than the one it resembles.

    Raises NotPermitted, RowResolved, EndsBeforeStart.
    """
    row = _take(row, HoldReason.DUPLICATE_PERSON, by)
    row.person = None
    return _resolve(row, HoldReason.DUPLICATE_PERSON, Resolution.ANOTHER_PERSON, reason, by)


@transaction.atomic
def accept_as_same_person(*, row: CaseloadRow, person: Person, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: it is a person on record, who is given this allowance too.

    Raises NotPermitted, RowResolved, OverlappingEntitlement, PersonDeceased, EndsBeforeStart.
    """
    row = _take(row, HoldReason.DUPLICATE_PERSON, by)
    by.require(Permission.CASELOAD_IMPORT, office_id=person.office_id)
    row.person = Person.objects.select_for_update().get(pk=person.pk)
    return _resolve(row, HoldReason.DUPLICATE_PERSON, Resolution.SAME_PERSON, reason, by)


@transaction.atomic
def leave_out(*, row: CaseloadRow, reason: str, by: Actor) -> CaseloadRow:
    """Resolved a row held back: it is not taken over. Raises NotPermitted, RowResolved."""
    row = _take(row, None, by)
    row.outcome, row.outcome_reason = RowOutcome.REJECTED, reason
    row.save(update_fields=["outcome", "outcome_reason"])
    _record(row, Resolution.LEFT_OUT, reason, by)
    return row


def _take(row: CaseloadRow, held_by: HoldReason | None, by: Actor) -> CaseloadRow:
    """The row as it stands now, locked, still held and for this reason."""
    row = CaseloadRow.objects.select_for_update(of=("self",)).select_related("caseload_import").get(pk=row.pk)
    _require(row, by)
    if row.outcome != RowOutcome.HELD or (held_by is not None and held_by not in row.hold_reasons):
        raise RowResolved
    return row


def _require(row: CaseloadRow, by: Actor) -> None:
    """The office that uploaded the workbook resolves its rows, and so does the commune a row belongs to."""
    own = by.office_id in (row.caseload_import.office_id, row.office_id)
    by.require(Permission.CASELOAD_IMPORT, office_id=None if own else row.caseload_import.office_id)


def _resolve(
    row: CaseloadRow, held_by: HoldReason, resolution: Resolution, reason: str, by: Actor, **told: Any
) -> CaseloadRow:
    """Strike one reason; the row is taken over once none is left."""
    one = ListedPerson.from_json(row.data)
    row.data = replace(one, resolved=(*one.resolved, resolution), **told).to_json()
    row.hold_reasons = [code for code in row.hold_reasons if code != held_by]
    row.outcome_reason = "\n".join(filter(None, (row.outcome_reason, reason)))
    row.save(update_fields=["data", "hold_reasons", "outcome_reason", "person"])
    if not row.hold_reasons:
        _take_over(row, reason, by)
    _record(row, resolution, reason, by)
    return row


def _take_over(row: CaseloadRow, reason: str, by: Actor) -> None:
    """A row without doubts left becomes a person, or one more allowance of a person on record."""
    if Resolution.SAME_PERSON not in row.data["resolved"]:
        if _registered_since(row):
            return
        take_over(rows=[row], caseload_import=row.caseload_import, by=by, reason=reason)
        return
    one = ListedPerson.from_json(row.data)
    assert row.person is not None
    assert one.start_month is not None
    person = Person.objects.select_for_update().get(pk=row.person.pk)
    if person.died_on and one.start_month > first_of(person.died_on):
        raise PersonDeceased(person.died_on)
    slot = Group.objects.get(pk=one.group).slot
    if standing := overlapping(person, slot=slot, start_month=one.start_month):
        raise OverlappingEntitlement(standing)
    give(rows=[row], persons=[person], caseload_import=row.caseload_import, by=by, reason=reason)


def _registered_since(row: CaseloadRow) -> bool:
    """Whether another workbook has registered the person meanwhile: then the row is accepted as the same,
    or held as a double. Nobody is registered, and so paid, twice.
    """
    list(Office.objects.select_for_update().filter(pk=row.office_id or 0))
    place = (row.sheet, row.row)
    one = ListedPerson.from_json(row.data)
    sha256 = row.caseload_import.sha256
    known = known_persons([sought_of(place, row.office_id or 0, one)], sha256=sha256)[place]
    if Resolution.ANOTHER_PERSON in one.resolved:  # said of those on record; a copy of this row is no other
        copies = CaseloadRow.objects.filter(caseload_import__sha256=sha256, sheet=row.sheet, row=row.row)
        ids = set(copies.filter(outcome=RowOutcome.ACCEPTED).values_list("entitlement_id", flat=True))
        known = [person for person in known if person.entitlement_id in ids]
    if not known:
        return False
    row.person_id, row.entitlement_id = known[0].person_id, known[0].entitlement_id
    if known[0].entitlement_id:
        row.outcome = RowOutcome.ACCEPTED
    else:
        row.hold_reasons = [HoldReason.DUPLICATE_PERSON]
    row.save(update_fields=["person", "entitlement", "outcome", "hold_reasons"])
    return True


def _record(row: CaseloadRow, resolution: Resolution, reason: str, by: Actor) -> None:
    recorder.record(
        events.row_resolved,
        subject=row,
        by=by,
        before={"outcome": RowOutcome.HELD},
        after={
            "sheet": row.sheet,
            "row": row.row,
            "resolution": resolution,
            "outcome": row.outcome,
            "still_held_by": row.hold_reasons,
            "person": row.person.code if row.person else None,
        },
        reason=reason,
    )
