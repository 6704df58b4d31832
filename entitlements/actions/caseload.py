"""Uploading, taking over and discarding a caseload workbook."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit import recorder
from beneficiaries.caseload.checks import base_seen, with_checks
from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import ReadRow, Sheet
from entitlements import events
from entitlements.actions.taking_over import take_over
from entitlements.enums import ImportState, RowAction, RowOutcome
from entitlements.models import CaseloadImport, CaseloadRow
from entitlements.queries import communes_of, known_persons, sought_of
from entitlements.refusals import (
    ImportClosed,
    NothingToImport,
    PaidThroughTooEarly,
    PaidThroughTooLate,
    RowsUnaccounted,
)
from entitlements.rows import ListedPerson, note_json
from entitlements.rules import Decision, HoldReason, Known, Place, decide, lawful_amounts, place_of
from offices.actors import Actor
from offices.models import Office
from offices.roles import Permission
from policy.months import add_months, first_of, require_month
from policy.queries import current_law

BATCH = 1000
# A list is paid through its own month, the one before or, when it is late, the one before that.
MONTHS_BEHIND = 2


@transaction.atomic
def preview_caseload(
    *,
    file_name: str,
    content: bytes,
    paid_through: dt.date,
    by: Actor,
    today: dt.date,
    office: Office | None = None,
    commune_from_sheet: bool = True,
) -> CaseloadImport:
    """Uploaded a caseload workbook: every row is kept with what will happen to it and why.

    A commune takes its own rows; a province those of any of its communes, or of the `office` chosen.
    Without `commune_from_sheet` a sheet that names no commune belongs to that office. Raises NotPermitted,
    WorkbookNotUnderstood, NothingToImport, PaidThroughTooLate, PaidThroughTooEarly.
    """
    by.require(Permission.CASELOAD_IMPORT)
    workbook = read_workbook(content)
    if not workbook.rows:
        raise NothingToImport
    months = [sheet.month for sheet in workbook.sheets if sheet.month]
    latest = max([first_of(today), *months])
    if require_month(paid_through) > latest:
        raise PaidThroughTooLate(latest)
    if months and paid_through < add_months(min(months), -MONTHS_BEHIND):
        raise PaidThroughTooEarly(min(months))
    law, province = current_law(), settings.PROVINCE_CODE
    rows = with_checks(
        workbook.rows,
        lambda row, base: lawful_amounts(
            row, month=row.list_month or paid_through, base=base, law=law, province=province
        ),
    )
    places = _places(rows, by, office, commune_from_sheet)
    bases = {
        sheet.name: base_seen(row for row in rows if row.sheet == sheet.name) for sheet in workbook.sheets
    }
    sha256 = hashlib.sha256(content).hexdigest()
    decisions = _decisions(rows, places, sha256)
    caseload_import = CaseloadImport.objects.create(
        office_id=by.office_id,  # type: ignore[misc]  # who imports has an office and is a person
        file_name=file_name[:200],
        sha256=sha256,
        paid_through=paid_through,
        uploaded_by_id=by.user_id,
        summary={"sheets": [_sheet_summary(sheet, bases[sheet.name], rows) for sheet in workbook.sheets]},
    )
    CaseloadRow.objects.bulk_create(
        [
            _stored(caseload_import, row, places[row.place], decisions[row.place], bases[row.sheet])
            for row in rows
        ],
        batch_size=BATCH,
    )
    recorder.record(
        events.caseload_previewed,
        subject=caseload_import,
        by=by,
        after={"file": file_name, "sha256": sha256, "read": len(rows), "paid_through": paid_through},
    )
    return caseload_import


@transaction.atomic
def confirm_caseload(*, caseload_import: CaseloadImport, by: Actor) -> CaseloadImport:
    """Took over a caseload workbook: accepted rows become people and entitlements, the others stay held.

    Rows are weighed once more against the records of this moment. Raises NotPermitted, ImportClosed,
    RowsUnaccounted when accepted and held do not add up to the rows read.
    """
    caseload_import = _lock(caseload_import, by)
    rows = list(caseload_import.rows.order_by("pk"))
    for row in rows:
        row.caseload_import = caseload_import
    # Two workbooks of one office are taken over one after the other.
    offices = {row.office_id for row in rows if row.office_id}
    list(Office.objects.select_for_update().filter(pk__in=offices).order_by("pk"))
    _weigh_again(rows, caseload_import.sha256)
    take_over(
        rows=[row for row in rows if row.action == RowAction.CREATE], caseload_import=caseload_import, by=by
    )
    _outcome(rows, RowAction.SAME, RowOutcome.ACCEPTED)
    _outcome(rows, RowAction.HOLD, RowOutcome.HELD)
    accepted = caseload_import.rows.filter(outcome=RowOutcome.ACCEPTED).count()
    held = caseload_import.rows.filter(outcome=RowOutcome.HELD).count()
    if accepted + held != len(rows):
        raise RowsUnaccounted(f"{accepted} accepted + {held} held is not {len(rows)} read")
    caseload_import.state = ImportState.CONFIRMED
    caseload_import.confirmed_at, caseload_import.confirmed_by_id = timezone.now(), by.user_id
    caseload_import.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    recorder.record(
        events.caseload_confirmed,
        subject=caseload_import,
        by=by,
        before={"state": ImportState.PREVIEWED},
        after={
            "state": ImportState.CONFIRMED,
            "file": caseload_import.file_name,
            "sha256": caseload_import.sha256,
            "paid_through": caseload_import.paid_through,
            "read": len(rows),
            "accepted": accepted,
            "created": sum(row.action == RowAction.CREATE for row in rows),
            "held": held,
        },
    )
    return caseload_import


@transaction.atomic
def cancel_caseload(*, caseload_import: CaseloadImport, by: Actor) -> CaseloadImport:
    """Discarded a caseload workbook before any of it was taken over. Raises NotPermitted, ImportClosed."""
    caseload_import = _lock(caseload_import, by)
    caseload_import.state = ImportState.CANCELLED
    caseload_import.save(update_fields=["state"])
    recorder.record(
        events.caseload_cancelled,
        subject=caseload_import,
        by=by,
        before={"state": ImportState.PREVIEWED},
        after={"state": ImportState.CANCELLED, "file": caseload_import.file_name},
    )
    return caseload_import


def _lock(caseload_import: CaseloadImport, by: Actor) -> CaseloadImport:
    caseload_import = CaseloadImport.objects.select_for_update().get(pk=caseload_import.pk)
    by.require(Permission.CASELOAD_IMPORT, office_id=caseload_import.office_id)
    if caseload_import.state != ImportState.PREVIEWED:
        raise ImportClosed(caseload_import)
    return caseload_import


def _places(
    rows: Iterable[ReadRow], by: Actor, office: Office | None, commune_from_sheet: bool
) -> dict[tuple[str, int], Place]:
    """The office of each row: looked up once per commune named."""
    communes = communes_of(by)
    own = frozenset(one.pk for one in communes) if by.is_province else frozenset({by.office_id or 0})
    default = office.pk if office else None
    if default is None and not commune_from_sheet and not by.is_province:
        default = by.office_id
    named: dict[str, Place] = {}
    for words in {row.commune_words for row in rows}:
        named[words] = place_of(words, offices=communes, allowed=own, default=default)
        if not words and commune_from_sheet and default is None:
            named[words] = Place(None, HoldReason.UNKNOWN_COMMUNE)
    return {row.place: named[row.commune_words] for row in rows}


def _decisions(
    rows: Iterable[ReadRow], places: Mapping[tuple[str, int], Place], sha256: str
) -> dict[tuple[str, int], Decision]:
    rows = list(rows)
    sought = [
        sought_of(row.place, office_id, ListedPerson.of(row, None))
        for row in rows
        if (office_id := places[row.place].office_id) is not None
    ]
    known = known_persons(sought, sha256=sha256)
    return {row.place: decide(row, place=places[row.place], known=known.get(row.place, ())) for row in rows}


def _weigh_again(rows: Sequence[CaseloadRow], sha256: str) -> None:
    """Rows to be registered whom the records know by now become the same, or are held as doubles."""
    fresh = [row for row in rows if row.action == RowAction.CREATE]
    sought = [
        sought_of((row.sheet, row.row), row.office_id, ListedPerson.from_json(row.data))  # type: ignore[arg-type]
        for row in fresh
    ]
    known: Mapping[tuple[str, int], list[Known]] = known_persons(sought, sha256=sha256)
    changed = []
    for row in fresh:
        if people := known.get((row.sheet, row.row)):
            first = people[0]
            row.action = RowAction.SAME if first.entitlement_id else RowAction.HOLD
            row.hold_reasons = [] if first.entitlement_id else [HoldReason.DUPLICATE_PERSON]
            row.person_id, row.entitlement_id = first.person_id, first.entitlement_id
            changed.append(row)
    CaseloadRow.objects.bulk_update(
        changed, ["action", "hold_reasons", "person", "entitlement"], batch_size=BATCH
    )


def _outcome(rows: Sequence[CaseloadRow], action: RowAction, outcome: RowOutcome) -> None:
    CaseloadRow.objects.filter(pk__in=[row.pk for row in rows if row.action == action]).update(
        outcome=outcome
    )


def _stored(
    caseload_import: CaseloadImport, row: ReadRow, place: Place, decision: Decision, base: int | None
) -> CaseloadRow:
    return CaseloadRow(
        caseload_import=caseload_import,
        office_id=place.office_id,
        sheet=row.sheet,
        row=row.row,
        # Pairs, since the database would sort the heads of an object.
        raw=list(row.raw.items()),
        data=ListedPerson.of(row, base).to_json(),
        repairs=[note_json(note) for note in row.repairs],
        findings=[note_json(note) for note in row.findings],
        action=decision.action.value,
        hold_reasons=[reason.value for reason in decision.reasons],
        person_id=decision.known.person_id if decision.known else None,
        entitlement_id=decision.known.entitlement_id if decision.known else None,
    )


def _sheet_summary(sheet: Sheet, base: int | None, rows: Sequence[ReadRow]) -> dict[str, Any]:
    """What the page says of a sheet: rows read and skipped by kind, columns recognised, base seen."""
    own = [row for row in rows if row.sheet == sheet.name]
    skipped: dict[str, int] = {}
    for other in sheet.others:
        skipped[other.kind.value] = skipped.get(other.kind.value, 0) + 1
    return {
        "sheet": sheet.name,
        "commune": sheet.commune_words,
        "month": sheet.month.isoformat() if sheet.month else None,
        "read": len(own),
        "skipped": skipped,
        "unrecognised": [[other.row, other.text[:200]] for other in sheet.unrecognised],
        "base": base,
        "tcvn3": sheet.is_tcvn3,
        "columns": sorted(own[0].cells) if own else [],
        "unknown_heads": list(sheet.unknown_heads),
    }
