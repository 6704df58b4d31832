"""Reads of entitlements and of caseload workbooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from beneficiaries.models import Person
from beneficiaries.names import fold
from beneficiaries.rules import tells_apart
from entitlements.enums import RowAction, RowOutcome
from entitlements.labels import end_reason_label
from entitlements.models import CaseloadImport, CaseloadRow, Entitlement, Suspension
from entitlements.rows import ListedPerson
from entitlements.rules import Known, OfficeName
from offices import scope
from offices.actors import Actor
from offices.enums import OfficeKind
from offices.models import Office
from policy.rules import Held
from policy.rules.allowance_changes import Pause


def entitlements_of(person: Person, actor: Actor) -> QuerySet[Entitlement]:
    """A person's allowances the actor may see, running ones first, then the newest."""
    rows = scope.entitlements(Entitlement.objects.filter(person=person), actor)
    named = rows.select_related("group").prefetch_related("suspensions", "levels")
    return named.order_by("end_month", "-start_month")


def held(row: Entitlement) -> Held:
    """An allowance as the rules of explanation take it; why it ended is already in words."""
    return Held(
        key=row.pk,
        group=str(row.group_id),
        slot=row.slot,
        start_month=row.start_month,
        units=row.units,
        end_month=row.end_month,
        decision=row.decision_number,
        ended=end_reason_label(row.end_reason),
        pauses=tuple(pauses_of(row)),
    )


def overlapping(person: Person, *, slot: str, start_month: date) -> Entitlement | None:
    """An allowance of the same slot that still runs in or after a month."""
    rows = Entitlement.objects.filter(person=person, slot=slot)
    return rows.filter(Q(end_month__isnull=True) | Q(end_month__gte=start_month)).first()


def running_suspension(entitlement: Entitlement) -> Suspension | None:
    """The suspension of an allowance that runs; at most one does."""
    return Suspension.objects.filter(entitlement=entitlement, to_month=None).first()


def pauses_of(entitlement: Entitlement) -> list[Pause]:
    """The months of an allowance that stay held back, for the rules."""
    return [row.pause for row in entitlement.suspensions.all() if row.lifted_on is None]


def communes_of(actor: Actor) -> list[OfficeName]:
    """Every commune of the actor's province: the offices a sheet may name."""
    own = Office.objects.filter(pk=actor.office_id or 0)
    province = own.values("pk" if actor.is_province else "parent_id")
    rows = Office.objects.filter(kind=OfficeKind.COMMUNE, parent_id__in=province)
    return [OfficeName(pk, name) for pk, name in rows.values_list("pk", "name")]


@dataclass(frozen=True)
class Sought:
    """What of a row finds the people on record it may mean."""

    place: tuple[str, int]
    office_id: int
    search_name: str
    id_number: str
    born_on: date | None
    born_latest_on: date | None
    allowance: tuple[str, str, date | None]  # group, decision number, first month


def sought_of(place: tuple[str, int], office_id: int, one: ListedPerson) -> Sought:
    """What a row listed at a place says of a person of an office."""
    return Sought(
        place=place,
        office_id=office_id,
        search_name=fold(one.name),
        id_number=one.id_number,
        born_on=one.born.earliest if one.born else None,
        born_latest_on=one.born.latest if one.born else None,
        allowance=(one.group, one.decision_number, one.start_month),
    )


def known_persons(rows: Iterable[Sought], *, sha256: str) -> Mapping[tuple[str, int], list[Known]]:
    """Who on record each row may mean, those whose allowance it repeats first. Two queries and a prefetch.

    A number long enough to tell people apart finds them anywhere; a name with its birth date only in the
    row's own office, unless two full numbers say otherwise. A row of the same file finds what came of it.
    """
    wanted = list(rows)
    taken_over = {
        (sheet, row): Known(person_id, entitlement_id)
        for sheet, row, person_id, entitlement_id in CaseloadRow.objects.filter(
            caseload_import__sha256=sha256, outcome=RowOutcome.ACCEPTED
        ).values_list("sheet", "row", "person_id", "entitlement_id")
    }
    numbers = {row.id_number for row in wanted if tells_apart(row.id_number)}
    names = {row.search_name for row in wanted}
    offices = {row.office_id for row in wanted}
    people = Person.objects.filter(
        Q(id_number__in=numbers) | Q(office_id__in=offices, search_name__in=names)
    ).prefetch_related("entitlements")
    by_number, by_name = defaultdict(list), defaultdict(list)
    for person in people.order_by("pk"):
        by_number[person.id_number].append(person)
        by_name[person.office_id, person.search_name].append(person)
    found: dict[tuple[str, int], list[Known]] = {}
    for row in wanted:
        alike = {person.pk: person for person in by_name[row.office_id, row.search_name]}
        if tells_apart(row.id_number):
            alike |= {person.pk: person for person in by_number[row.id_number]}
        known = [one for person in alike.values() if (one := _known(person, row))]
        if row.place in taken_over:
            known.append(taken_over[row.place])
        found[row.place] = sorted(known, key=lambda one: one.entitlement_id is None)
    return found


def _known(person: Person, row: Sought) -> Known | None:
    """Whether a person found by number or name is meant by a row."""
    same_number = tells_apart(row.id_number) and person.id_number == row.id_number
    two_numbers = len(person.id_number) == len(row.id_number) == 12 and not same_number
    same_birth = (person.born_on, person.born_latest_on) == (row.born_on, row.born_latest_on)
    known = same_number or (same_birth and not two_numbers)
    if person.office_id == row.office_id:
        for entitlement in person.entitlements.all():  # prefetched
            if (entitlement.group_id, entitlement.decision_number, entitlement.start_month) == row.allowance:
                # One decision may name several people of one name: unless the person agrees too, an
                # officer says whether it is another or a correction.
                return Known(person.pk, entitlement.pk if known else None)
    return Known(person.pk) if known else None


# Workbooks


def imports_in_scope(actor: Actor) -> QuerySet[CaseloadImport]:
    """Workbooks the actor may see."""
    return scope.caseload_imports(CaseloadImport.objects.all(), actor).select_related(
        "office", "uploaded_by", "confirmed_by"
    )


def imports_listed(actor: Actor) -> QuerySet[CaseloadImport]:
    """The list of workbooks with how many rows of each were read, accepted and held, newest first."""
    return (
        imports_in_scope(actor)
        .annotate(
            read=Count("rows"),
            accepted=Count("rows", filter=Q(rows__outcome=RowOutcome.ACCEPTED)),
            held=Count("rows", filter=Q(rows__outcome=RowOutcome.HELD)),
        )
        .order_by("-pk")
    )


def rows_of(
    caseload_import: CaseloadImport,
    *,
    sheet: str = "",
    action: str = "",
    outcome: str = "",
    finding: str = "",
) -> QuerySet[CaseloadRow]:
    """The rows of a workbook in their order: by sheet, what happens to them, what came of it, finding."""
    rows = CaseloadRow.objects.filter(caseload_import=caseload_import).select_related("office", "person")
    if sheet:
        rows = rows.filter(sheet=sheet)
    if action:
        rows = rows.filter(action=action)
    if outcome:
        rows = rows.filter(outcome=outcome)
    if finding:
        named = [{"code": finding}]
        rows = rows.filter(
            Q(findings__contains=named) | Q(repairs__contains=named) | Q(hold_reasons__contains=[finding])
        )
    return rows.order_by("pk")


@dataclass(frozen=True)
class SheetCount:
    """How many rows of a sheet come to what."""

    sheet: str
    read: int
    created: int
    same: int
    held: int
    rejected: int
    accepted: int


def counts_of(caseload_import: CaseloadImport) -> list[SheetCount]:
    """Rows per sheet: before confirmation what will happen, afterwards what came of them."""
    outcomes = {f"outcome_{value}": Count("pk", filter=Q(outcome=value)) for value in RowOutcome.values}
    actions = {f"action_{value}": Count("pk", filter=Q(action=value)) for value in RowAction.values}
    rows: Iterable[Mapping[str, Any]] = (
        CaseloadRow.objects.filter(caseload_import=caseload_import)
        .values("sheet")
        .annotate(read=Count("pk"), **outcomes, **actions)
    )
    by_sheet = {}
    for row in rows:
        pending = row["outcome_pending"] > 0
        created, same = row["action_create"], row["action_same"]
        by_sheet[row["sheet"]] = SheetCount(
            sheet=row["sheet"],
            read=row["read"],
            created=created,
            same=same,
            held=row["action_hold"] if pending else row["outcome_held"],
            rejected=row["outcome_rejected"],
            accepted=created + same if pending else row["outcome_accepted"],
        )
    order = [sheet["sheet"] for sheet in caseload_import.summary.get("sheets", [])]
    return [by_sheet[name] for name in order if name in by_sheet]


def codes_in(caseload_import: CaseloadImport) -> list[tuple[str, int]]:
    """The findings, repairs and reasons that occur in a workbook, with how many rows carry each."""
    counted: dict[str, int] = defaultdict(int)
    for findings, repairs, reasons in CaseloadRow.objects.filter(caseload_import=caseload_import).values_list(
        "findings", "repairs", "hold_reasons"
    ):
        for code in {note["code"] for note in (*findings, *repairs)} | set(reasons):
            counted[code] += 1
    return sorted(counted.items())


def report_rows(caseload_import: CaseloadImport) -> QuerySet[CaseloadRow]:
    """The rows for a report by sheet, with their offices."""
    return CaseloadRow.objects.filter(caseload_import=caseload_import).select_related("office").order_by("pk")


def resembled(row: CaseloadRow) -> CaseloadRow | None:
    """The row of the same workbook that a row held as a double repeats."""
    data = next((note["data"] for note in row.findings if note["code"] == "duplicate_person"), None)
    if not data:
        return None
    return (
        CaseloadRow.objects.filter(
            caseload_import_id=row.caseload_import_id, sheet=data.get("sheet"), row=data.get("row")
        )
        .select_related("person", "person__office")
        .first()
    )


def held_rows(actor: Actor) -> QuerySet[CaseloadRow]:
    """Rows held back that the actor's office can resolve: of its own workbooks, or of its own people."""
    return rows_in_scope(actor).filter(outcome=RowOutcome.HELD).order_by("-caseload_import_id", "pk")


def rows_in_scope(actor: Actor) -> QuerySet[CaseloadRow]:
    """Rows of workbooks the actor may see, and those of the actor's own commune in the province's."""
    own = scope.caseload_imports(CaseloadRow.objects.all(), actor)
    return CaseloadRow.objects.filter(
        Q(caseload_import__in=scope.caseload_imports(CaseloadImport.objects.all(), actor))
        | Q(pk__in=own.values("pk"))
    ).select_related("caseload_import", "caseload_import__office", "office", "person")
