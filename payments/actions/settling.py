"""Closing the providers' report, reconciling the money and settling the month."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from audit import recorder
from offices.actors import Actor
from offices.roles import Permission
from payments import events, outgoing
from payments.documents.settlement import render_settlement, settlement_of
from payments.enums import FeeKind
from payments.models import Hold, Leftover, PaymentRun, ProviderFile, ResultFinding, Settlement
from payments.refusals import CarriedAlready, DoesNotBalance, FindingsOpen, HoldsOpen, ReportIncomplete
from payments.rules.settlements import Balance, FeeBasis, fee_due
from payments.settlement_workbook import render_settlement_workbook
from payments.taking import keep, take


@transaction.atomic
def close_report(
    *, run: PaymentRun, by: Actor, remainder: str = "", version: int | None = None
) -> PaymentRun:
    """Closed the providers' report: what became of every payment is known.

    `remainder` says why payments no answer names count as not paid; without it they stop the step.
    Raises NotPermitted, RunMoved, ReportIncomplete. Decree 335/2026/ND-CP, Article 28.
    """
    run = take(run, transition="close_report", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    unanswered = sum(file.unanswered for file in outgoing.money_of_files(run))
    if unanswered and not remainder.strip():
        raise ReportIncomplete(unanswered)
    before = {"state": run.state}
    if unanswered:
        outgoing.write_unanswered(run, reason=remainder.strip()[:300], by=by.user_id)
    run.close_report(at=timezone.now())
    run.reported_by_id = by.user_id
    keep(run, by=by)
    recorder.record(
        events.report_closed,
        subject=run,
        by=by,
        before=before,
        after={"month": run.month, "state": run.state, "unanswered": unanswered},
        reason=remainder,
    )
    return run


@transaction.atomic
def reconcile(*, run: PaymentRun, by: Actor, version: int | None = None) -> PaymentRun:
    """Reconciled the month: what did not arrive is carried on or given back, and all of it adds up.

    Raises NotPermitted, RunMoved, FindingsOpen, HoldsOpen, DoesNotBalance.
    """
    run = take(run, transition="reconcile", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    _require_nothing_open(run)
    before = {"state": run.state}
    outgoing.write_leftovers(run)
    settlements = [_settlement(run, money) for money in outgoing.money_of_files(run)]
    Settlement.objects.bulk_create(settlements)
    run.reconcile(at=timezone.now())
    run.reconciled_by_id = by.user_id
    keep(run, by=by)
    recorder.record(events.reconciled, subject=run, by=by, before=before, after=_money(run, settlements))
    return run


@transaction.atomic
def reopen_report(*, run: PaymentRun, reason: str, by: Actor, version: int | None = None) -> PaymentRun:
    """Sent the settlement report back: it falls, to be reconciled again.

    Raises NotPermitted, RunMoved, CarriedAlready.
    """
    run = take(run, transition="reopen_report", permission=Permission.PAYMENT_APPROVE, by=by, version=version)
    leftovers = Leftover.objects.filter(instruction__file__run=run)
    if leftovers.filter(carried_to__isnull=False).exists():
        raise CarriedAlready
    before = {"state": run.state}
    leftovers.delete()
    Settlement.objects.filter(file__run=run).delete()
    run.reopen_report(at=timezone.now())
    run.reconciled_by = None
    keep(run, by=by)
    after = {"month": run.month, "state": run.state}
    recorder.record(events.report_reopened, subject=run, by=by, before=before, after=after, reason=reason)
    return run


@transaction.atomic
def settle(*, run: PaymentRun, by: Actor, version: int | None = None) -> PaymentRun:
    """Settled the month: nothing of it changes any more, and money given back counts as never paid.

    Whoever closed the report or reconciled may not settle. Raises NotPermitted, RunMoved, SameHands.
    """
    run = take(run, transition="settle", permission=Permission.PAYMENT_APPROVE, by=by, version=version)
    before = {"state": run.state}
    outgoing.undo_returned(run)
    run.settle(at=timezone.now())
    run.settled_by_id = by.user_id
    keep(run, by=by)
    settlements = list(Settlement.objects.filter(file__run=run))
    recorder.record(events.settled, subject=run, by=by, before=before, after=_money(run, settlements))
    return run


@transaction.atomic
def print_settlement(*, run: PaymentRun, by: Actor) -> bytes:
    """Printed the settlement report. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW, office_id=run.office_id)
    content = render_settlement(settlement_of(run))
    after = {"month": run.month, "state": run.state}
    recorder.record(events.settlement_printed, subject=run, by=by, after=after)
    return content


@transaction.atomic
def export_settlement(*, run: PaymentRun, by: Actor) -> bytes:
    """Exported the settlement report as an Excel workbook. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW, office_id=run.office_id)
    content = render_settlement_workbook(settlement_of(run))
    after = {"month": run.month, "state": run.state}
    recorder.record(events.settlement_exported, subject=run, by=by, after=after)
    return content


def _require_nothing_open(run: PaymentRun) -> None:
    findings = ResultFinding.objects.filter(result_file__file__run=run, settled_at__isnull=True)
    if count := findings.count():
        raise FindingsOpen(count)
    untold = Hold.objects.filter(
        instruction__file__run=run, lifted_at__isnull=True, notice__isnull=True
    ).count()
    if count := untold + len(outgoing.holds_due(run)):
        raise HoldsOpen(count)


def _settlement(run: PaymentRun, money: outgoing.FileMoney) -> Settlement:
    file = ProviderFile.objects.select_related("contract__provider").get(pk=money.file_id)
    balance = Balance(money.carried_in, money.received, money.paid, money.unpaid, money.returned)
    if balance.difference:
        raise DoesNotBalance(file.contract.provider.name, balance.difference)
    contract = file.contract
    kind: FeeBasis = "per_mille" if contract.fee_kind == FeeKind.PER_MILLE else "per_payment"
    return Settlement(
        file=file,
        carried_in_count=money.carried_in_count,
        carried_in=money.carried_in,
        received_count=money.received_count,
        received=money.received,
        paid_account_count=money.paid_account_count,
        paid_account=money.paid_account,
        paid_cash_count=money.paid_cash_count,
        paid_cash=money.paid_cash,
        unpaid_count=money.unpaid_count,
        unpaid=money.unpaid,
        returned_count=money.returned_count,
        returned=money.returned,
        fee=fee_due(kind=kind, rate=contract.fee_rate, paid=money.paid, payments=money.paid_count),
    )


def _money(run: PaymentRun, settlements: list[Settlement]) -> dict[str, object]:
    return {
        "month": run.month,
        "state": run.state,
        "files": [
            {
                "file": row.file_id,
                "carried_in": row.carried_in,
                "received": row.received,
                "paid": row.paid,
                "unpaid": row.unpaid,
                "returned": row.returned,
                "fee": row.fee,
            }
            for row in settlements
        ],
    }
