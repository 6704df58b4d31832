"""Handing approved lists over to providers, and correcting them before that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from audit import recorder
from offices.actors import Actor
from offices.roles import Permission
from payments import events, outgoing
from payments.documents.handover import minutes_of, render_minutes
from payments.enums import OUT_STATES, FileKind
from payments.handing import SUFFIX, render_file
from payments.handing.columns import NAMELESS
from payments.handing.pain001 import SchemaRefused
from payments.handing.sealing import encrypted, sha256
from payments.handing.tables import render_xlsx
from payments.models import Contract, Instruction, PaymentLine, PaymentRun, ProviderFile
from payments.queries.providers import snapshot_of, waiting_leftovers
from payments.refusals import (
    BankMissing,
    CarriedWithoutContract,
    EarlierRunOut,
    FileRefused,
    LaterRunThere,
    PasswordWanted,
    WithoutContract,
)
from payments.taking import NothingToPay, hand_of, keep, take

PLACES_SHOWN = 5
# Files a bank carries out as they are.
TRANSFERS = (FileKind.PAIN001, FileKind.VIETQR)


@transaction.atomic
def correct_run(*, run: PaymentRun, reason: str, by: Actor, version: int | None = None) -> PaymentRun:
    """Began a corrected version of approved lists: the sealed ones stay on record and pay nothing.

    Only before they are handed over: later, what is wrong is put right in the next month. Returns the new
    run, open. Raises NotPermitted, RunMoved, LaterRunThere.
    """
    run = take(run, transition="supersede", permission=Permission.PAYMENT_APPROVE, by=by, version=version)
    if latest := PaymentRun.objects.standing().filter(office=run.office, month__gt=run.month).first():
        raise LaterRunThere(latest)
    before = {"state": run.state, "total": run.total}
    outgoing.undo_run(run)
    run.supersede(at=timezone.now())
    keep(run, by=by)
    corrected = PaymentRun.objects.create(
        office=run.office,
        month=run.month,
        as_of=run.as_of,
        corrects=run,
        correction_reason=reason,
        edition=run.edition + 1,
    )
    recorder.record(
        events.superseded,
        subject=run,
        by=by,
        before=before,
        after={"month": run.month, "state": run.state, "corrected_by": corrected.pk},
        reason=reason,
    )
    return corrected


@transaction.atomic
def hand_over(
    *, run: PaymentRun, by: Actor, passwords: Mapping[int, str] | None = None, version: int | None = None
) -> PaymentRun:
    """Handed the lists over: one file a contract, with its hash and control total, never changed again.

    `passwords` by contract number where files are encrypted; they are kept nowhere. What earlier lists left
    uncollected goes along. Raises NotPermitted, RunMoved, SameHands, EarlierRunOut, WithoutContract,
    CarriedWithoutContract, PasswordWanted, BankMissing, FileRefused, NothingToPay.
    Decree 335/2026/ND-CP, Article 28.
    """
    run = take(run, transition="hand_over", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    if other := PaymentRun.objects.filter(office=run.office, state__in=OUT_STATES).first():
        raise EarlierRunOut(other)
    before = {"state": run.state}
    contracts = Contract.objects.in_force(run.month).filter(provider__office=run.office)
    files = []
    for contract in contracts.select_related("provider").order_by("pk"):
        number = outgoing.draw_file_number()
        if outgoing.write_instructions(run, contract=contract, file=number):
            files.append(_make_file(run, contract, number, (passwords or {}).get(contract.pk, ""), by))
    _require_all_told(run)
    if not files:
        raise NothingToPay(run.month)
    run.hand_over(at=timezone.now())
    run.handed_over_by_id = by.user_id
    keep(run, by=by)
    recorder.record(
        events.handed_over,
        subject=run,
        by=by,
        before=before,
        after={"month": run.month, "state": run.state, "files": [_what(file) for file in files]},
    )
    return run


@transaction.atomic
def start_paying(*, run: PaymentRun, by: Actor, version: int | None = None) -> PaymentRun:
    """Recorded that the providers confirmed their files and pay. Raises NotPermitted, RunMoved."""
    run = take(run, transition="start_paying", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    before = {"state": run.state}
    run.start_paying(at=timezone.now())
    keep(run, by=by)
    after = {"month": run.month, "state": run.state}
    recorder.record(events.paying_started, subject=run, by=by, before=before, after=after)
    return run


@transaction.atomic
def download_file(*, file: ProviderFile, by: Actor) -> bytes:
    """Downloaded a provider's file: the same bytes as ever. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW, office_id=file.run.office_id)
    recorder.record(events.file_downloaded, subject=file, by=by, after=_what(file))
    return bytes(file.content)


@transaction.atomic
def export_answer_sheet(*, file: ProviderFile, by: Actor) -> bytes:
    """Exported the sheet a provider answers on: its payments with empty columns. Raises NotPermitted.

    Where the file is encrypted, the sheet names nobody: only references and amounts.
    """
    by.require(Permission.PAYMENT_VIEW, office_id=file.run.office_id)
    snapshot = snapshot_of(file)
    if file.encrypted:
        columns = tuple(column for column in snapshot.columns if column[0] in NAMELESS)
        snapshot = replace(snapshot, columns=columns)
    content = render_xlsx(snapshot)
    recorder.record(events.sheet_exported, subject=file, by=by, after=_what(file))
    return content


@transaction.atomic
def print_minutes(*, file: ProviderFile, by: Actor) -> bytes:
    """Printed the minutes of handing a file over. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW, office_id=file.run.office_id)
    content = render_minutes(minutes_of(file))
    recorder.record(events.minutes_printed, subject=file, by=by, after=_what(file))
    return content


def _make_file(run: PaymentRun, contract: Contract, number: int, password: str, by: Actor) -> ProviderFile:
    if contract.encrypts and not password:
        raise PasswordWanted(contract)
    kind = FileKind(contract.file_kind)
    # No name of a person and no group in the name of a file.
    name = f"chi-tra-{run.month:%Y-%m}-{number}.{SUFFIX[kind]}"
    file = ProviderFile(pk=number, run=run, contract=contract, kind=kind, name=name, made_by_id=hand_of(by))
    file.made_at = timezone.now()
    snapshot = snapshot_of(file)
    if kind in TRANSFERS and (without := [row.person_code for row in snapshot.payments if not row.bank]):
        raise BankMissing(without)
    try:
        plain = render_file(kind, snapshot)
    except SchemaRefused as error:
        raise FileRefused(contract, str(error)) from error
    file.plain_sha256 = sha256(plain)
    file.content = plain
    if contract.encrypts:
        file.content = encrypted(plain, name=name, password=password)
        file.name, file.encrypted = f"chi-tra-{run.month:%Y-%m}-{number}.zip", True
    file.sha256 = sha256(file.content)
    file.count, file.total = snapshot.count, snapshot.total
    file.save(force_insert=True)
    return file


def _require_all_told(run: PaymentRun) -> None:
    """Every đồng of the lists, and of earlier lists, is in exactly one file."""
    own = Instruction.objects.filter(file__run=run, carried_from__isnull=True)
    told = own.aggregate(total=Sum("amount"))["total"] or 0
    if told != run.total:
        left = PaymentLine.objects.filter(payment_list__run=run, total__gt=0).exclude(
            pk__in=own.values("line_id")
        )
        names = left.order_by().values_list("payment_list__office_name", "method").distinct()
        labels = dict(PaymentLine._meta.get_field("method").flatchoices)
        places = [f"{office} ({labels[method]})" for office, method in sorted(names)[:PLACES_SHOWN]]
        raise WithoutContract(left.count(), places)
    waiting = waiting_leftovers(run.office)
    if count := waiting.count():
        raise CarriedWithoutContract(count, waiting.aggregate(total=Sum("amount"))["total"])


def _what(file: ProviderFile) -> dict[str, object]:
    return {
        "contract": file.contract.number,
        "provider": file.contract.provider.name,
        "name": file.name,
        "count": file.count,
        "total": file.total,
        "sha256": file.sha256,
        "encrypted": file.encrypted,
    }
