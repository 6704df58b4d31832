"""Checking the lists against the month before, and approving them by another person."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from audit import recorder
from offices.actors import Actor
from offices.roles import Permission
from payments import events, ledger
from payments.enums import DifferenceKind
from payments.models import PaymentRun
from payments.taking import RunOutdated, keep, money_of, take


@transaction.atomic
def check_run(*, run: PaymentRun, by: Actor, version: int | None = None) -> PaymentRun:
    """Checked the lists: the differences against the month before stand beside them, each with its reason.

    Raises NotPermitted, RunMoved.
    """
    run = take(run, transition="check_lists", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    before = {"state": run.state}
    previous = PaymentRun.objects.sealed().filter(office=run.office, month__lt=run.month).first()
    ledger.write_differences(run, previous=previous)
    run.check_lists(at=timezone.now())
    run.checked_by_id = by.user_id
    keep(run, by=by)
    counts = dict(run.differences.order_by().values_list("kind").annotate(count=Count("pk")))
    recorder.record(
        events.checked,
        subject=run,
        by=by,
        before=before,
        after=money_of(run)
        | {"state": run.state}
        | {kind: counts.get(kind, 0) for kind in DifferenceKind.values},
    )
    return run


@transaction.atomic
def approve_run(*, run: PaymentRun, by: Actor, version: int | None = None) -> PaymentRun:
    """Approved the payment lists: they are sealed, and no one may change them.

    Whoever built or checked them may not approve. What is no longer due since the build stops the approval.
    Raises NotPermitted, RunMoved, SameHands, RunOutdated. Decree 335/2026/ND-CP, Article 28.
    """
    run = take(run, transition="approve", permission=Permission.PAYMENT_APPROVE, by=by, version=version)
    if outdated := ledger.outdated_lines(run):
        raise RunOutdated(outdated)
    before = {"state": run.state}
    lists = list(run.lists.all())
    seals = ledger.list_seals(run)
    for payment_list in lists:
        payment_list.seal = seals[payment_list.pk]
    run.lists.bulk_update(lists, ["seal"])
    run.approve(at=timezone.now())
    run.approved_by_id = by.user_id
    keep(run, by=by)
    recorder.record(
        events.approved,
        subject=run,
        by=by,
        before=before,
        after=money_of(run) | {"state": run.state, "seals": {row.office_code: row.seal for row in lists}},
    )
    return run
