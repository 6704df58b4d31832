"""Reads about providers: contracts, files, payments and what became of them, findings, holds; in scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from beneficiaries.names import fold
from offices import scope
from offices.actors import Actor
from offices.models import Office
from payments import outgoing
from payments.enums import RunState
from payments.handing.columns import DEFAULT
from payments.handing.snapshot import FileSnapshot, Payment
from payments.models import (
    Contract,
    Hold,
    HoldNotice,
    Instruction,
    Leftover,
    PaymentResult,
    PaymentRun,
    Provider,
    ProviderFile,
    ResultFile,
    ResultFinding,
)
from payments.rules.settlements import MONTHS_UNTIL_SUSPENSION
from policy.months import add_months


def providers_in_scope(actor: Actor) -> QuerySet[Provider]:
    """The providers of the actor's province."""
    return scope.providers(Provider.objects.select_related("office"), actor)


def contracts_in_scope(actor: Actor) -> QuerySet[Contract]:
    """The contracts of the actor's province."""
    rows = Contract.objects.select_related("provider__office", "proposed_by", "decided_by")
    return scope.contracts(rows, actor).prefetch_related("communes")


def files_in_scope(actor: Actor) -> QuerySet[ProviderFile]:
    """Files of the actor's province, without their bytes."""
    rows = ProviderFile.objects.defer("content").select_related(
        "run__office", "contract__provider", "made_by"
    )
    return scope.provider_files(rows, actor)


def notices_in_scope(actor: Actor) -> QuerySet[HoldNotice]:
    """Notices of held payments of the actor's province."""
    rows = HoldNotice.objects.select_related("file__run__office")
    return rows.filter(file__in=scope.provider_files(ProviderFile.objects.all(), actor))


def findings_in_scope(actor: Actor) -> QuerySet[ResultFinding]:
    """Rows of answers that fit no payment, of the actor's province."""
    rows = ResultFinding.objects.select_related("result_file__file__run__office", "settled_by")
    return rows.filter(result_file__file__in=scope.provider_files(ProviderFile.objects.all(), actor))


def holds_in_scope(actor: Actor) -> QuerySet[Hold]:
    """Holds of payments the actor may see."""
    rows = Hold.objects.select_related("instruction__file__run__office", "placed_by", "lifted_by", "notice")
    return rows.filter(instruction__in=scope.instructions(Instruction.objects.all(), actor))


def instructions_in_scope(actor: Actor) -> QuerySet[Any]:
    """Payments told to providers: the province's, or those of the own commune; with the newest result."""
    rows = Instruction.objects.select_related("file__run__office", "file__contract__provider", "line")
    return with_results(scope.instructions(rows, actor))


def with_results(rows: QuerySet[Instruction]) -> QuerySet[Any]:
    """Payments with `result_state`, `result_amount`, `result_reason`, `result_on` and `held`."""
    newest = PaymentResult.objects.filter(instruction=OuterRef("pk")).order_by("-id")
    return rows.annotate(
        result_state=Subquery(newest.values("state")[:1]),
        result_amount=Subquery(newest.values("amount")[:1]),
        result_reason=Subquery(newest.values("reason")[:1]),
        result_on=Subquery(newest.values("paid_on")[:1]),
        held=Exists(Hold.objects.filter(instruction=OuterRef("pk"), lifted_at__isnull=True)),
    )


def instructions_listed(
    file: ProviderFile, actor: Actor, *, text: str = "", state: str = ""
) -> QuerySet[Any]:
    """Payments of a file in its order: by name, code or reference, and by what became of them."""
    rows = instructions_in_scope(actor).filter(file=file).order_by("position")
    if text.strip():
        named = Q(person_code__icontains=text.strip()) | Q(reference=text.strip())
        alike = Q()
        for word in fold(text).split():
            alike &= Q(line__person__search_name__contains=word)
        rows = rows.filter(named | alike if fold(text).split() else named)
    if state == "none":
        rows = rows.filter(result_state__isnull=True)
    elif state == "held":
        rows = rows.filter(held=True)
    elif state == "carried":
        rows = rows.filter(carried_from__isnull=False)
    elif state:
        rows = rows.filter(result_state=state)
    return rows


def newest_result(instruction: Instruction) -> PaymentResult | None:
    """What became of a payment, as last told."""
    return instruction.results.order_by("-id").first()


def newest_results(instructions: Sequence[int]) -> dict[int, PaymentResult]:
    """What became of some payments, by their number."""
    rows = PaymentResult.objects.filter(instruction_id__in=instructions)
    return {
        row.instruction_id: row for row in rows.order_by("instruction_id", "-id").distinct("instruction_id")
    }


def waiting_leftovers(office: Office) -> QuerySet[Leftover]:
    """Money of earlier lists a provider of the province still holds and no later file pays out."""
    return Leftover.objects.filter(
        instruction__file__run__office=office, disposal="carry", carried_to__isnull=True
    )


def answers_of(file: ProviderFile) -> QuerySet[ResultFile]:
    """Answers about a file, newest first, without their bytes."""
    return file.answers.defer("content").select_related("uploaded_by").prefetch_related("findings")


def snapshot_of(file: ProviderFile) -> FileSnapshot:
    """The payments of a file as told, from the frozen rows."""
    contract = file.contract
    run = file.run
    return FileSnapshot(
        month=run.month,
        made_on=timezone.localdate(file.made_at),
        office_name=run.office.name,
        provider_name=contract.provider.name,
        contract_number=contract.number,
        message_id=f"{run.office.code}-{run.month:%Y%m}-{file.pk}",
        columns=tuple((key, title) for key, title in contract.columns) or DEFAULT,
        payer_name=contract.payer_name,
        payer_account=contract.payer_account,
        payer_bank=contract.payer_bank,
        payments=tuple(
            _payment(row) for row in Instruction.objects.filter(file=file.pk).order_by("position")
        ),
    )


def _payment(row: Instruction) -> Payment:
    return Payment(
        position=row.position,
        reference=row.reference,
        period=row.period,
        amount=row.amount,
        carried=row.carried_from_id is not None,
        office_name=row.office_name,
        hamlet=row.hamlet,
        person_code=row.person_code,
        name=row.name,
        born=row.born,
        id_number=row.id_number,
        method=row.method,
        bank=row.bank,
        account_number=row.account_number,
        account_owner=row.account_owner,
        collector_name=row.collector_name,
        collector_id=row.collector_id,
    )


@dataclass(frozen=True)
class Suspension:
    """An allowance proposed for suspension: nothing collected for some months up to one.

    Decree 335/2026/ND-CP, Article 9.
    """

    months: int
    through: dt.date
    row: outgoing.Uncollected


def proposed_suspensions(actor: Actor) -> list[Suspension]:
    """Allowances not collected three months running, up to the last month reported, in scope.

    What a valid collector fetched is collected; a transfer that failed is not "not collected".
    """
    runs = PaymentRun.objects.filter(
        state__in=(RunState.REPORTED, RunState.RECONCILED, RunState.SETTLED),
        office_id=_province_of(actor) or 0,
    ).select_related("office")
    last = scope.payment_runs(runs, actor).order_by("-month").first()
    if last is None:
        return []
    months = [add_months(last.month, -back) for back in range(MONTHS_UNTIL_SUSPENSION)]
    return [
        Suspension(len(months), last.month, row)
        for row in outgoing.uncollected(last.office, months=months)
        if actor.is_province or row.office_id == actor.office_id
    ]


def _province_of(actor: Actor) -> int | None:
    if actor.is_province:
        return actor.office_id
    return Office.objects.filter(pk=actor.office_id or 0).values_list("parent_id", flat=True).first()
