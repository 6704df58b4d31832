"""Building the lists of a month, at once or in the background, and building them again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django_fsm import can_proceed

from audit import recorder
from audit.events import Event
from offices.actors import Actor
from offices.models import Office
from offices.roles import Permission
from payments import events, ledger
from payments.enums import RunState
from payments.models import PaymentList, PaymentRun
from payments.taking import (
    EarlierRunOpen,
    NothingToPay,
    RunLocked,
    RunMoved,
    RunOutOfOrder,
    RunTooEarly,
    keep,
    lock,
    lock_office,
    money_of,
    take,
)
from payments.tasks import build_in_background
from policy.months import add_months, first_of, require_month


@transaction.atomic
def build_run(*, month: dt.date, office: Office, as_of: dt.date, by: Actor) -> PaymentRun:
    """Built the payment lists of a month, as the law and the people are known on a day.

    Asked again before approval, the same run is built anew. Raises NotPermitted, RunLocked,
    EarlierRunOpen, RunOutOfOrder, RunTooEarly, NothingToPay. Decree 335/2026/ND-CP, Article 28.
    """
    run = _begin(month=month, office=office, as_of=as_of, by=by)
    return _finish(run, by=by)


@transaction.atomic
def start_build(*, month: dt.date, office: Office, as_of: dt.date, by: Actor) -> PaymentRun:
    """Asked for the lists of a month to be built in the background.

    Raises NotPermitted, RunLocked, EarlierRunOpen, RunOutOfOrder, RunTooEarly.
    """
    run = _begin(month=month, office=office, as_of=as_of, by=by)
    recorder.record(events.build_asked, subject=run, by=by, after={"month": month, "as_of": as_of})
    # In the same transaction: undone, no job is left behind.
    build_in_background.defer(run_id=run.pk, version=run.version, assignment_id=by.assignment_id)
    return run


@transaction.atomic
def build_again(*, run: PaymentRun, by: Actor, version: int | None = None) -> PaymentRun:
    """Asked for the lists of an open run to be built, as known today.

    Raises NotPermitted, RunMoved, and what `start_build` raises.
    """
    run = take(run, transition="start_build", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    return start_build(month=run.month, office=run.office, as_of=timezone.localdate(), by=by)


@transaction.atomic
def finish_build(*, run: PaymentRun, by: Actor) -> PaymentRun:
    """Built the payment lists that were asked for. Raises NotPermitted, RunMoved, NothingToPay."""
    return _finish(take(run, transition="finish_build", permission=Permission.PAYMENT_BUILD, by=by), by=by)


@transaction.atomic
def fail_build(*, run: PaymentRun, error: str, by: Actor) -> PaymentRun:
    """Gave up building the lists: the run is open again and says why. Raises NotPermitted, RunMoved."""
    run = take(run, transition="reopen", permission=Permission.PAYMENT_BUILD, by=by)
    _empty(run)
    run.build_error = error
    keep(run, by=by)
    recorder.record(events.build_failed, subject=run, by=by, after={"month": run.month}, reason=error)
    return run


@transaction.atomic
def reopen_run(*, run: PaymentRun, reason: str, by: Actor, version: int | None = None) -> PaymentRun:
    """Reopened the run: its lists fall, to be built again. Raises NotPermitted, RunMoved."""
    run = take(run, transition="reopen", permission=Permission.PAYMENT_BUILD, by=by, version=version)
    return _reopen(run, events.reopened, reason, by)


@transaction.atomic
def send_back_run(*, run: PaymentRun, reason: str, by: Actor, version: int | None = None) -> PaymentRun:
    """Sent the lists back instead of approving them: they fall, to be built again.

    Raises NotPermitted, RunMoved.
    """
    run = take(run, transition="reopen", permission=Permission.PAYMENT_APPROVE, by=by, version=version)
    if run.state != RunState.CHECKED:
        raise RunMoved(run)
    return _reopen(run, events.sent_back, reason, by)


def _begin(*, month: dt.date, office: Office, as_of: dt.date, by: Actor) -> PaymentRun:
    """The run of a month, emptied and in the state of being built, locked."""
    require_month(month)
    lock_office(office)
    by.require(Permission.PAYMENT_BUILD, office_id=office.pk)
    run = PaymentRun.objects.standing().filter(office=office, month=month).first()
    if run is not None and run.is_sealed:
        raise RunLocked(run)
    if month > add_months(first_of(as_of), 1):
        raise RunTooEarly(month)
    runs = PaymentRun.objects.filter(office=office).exclude(month=month)
    if other := runs.unsealed().first():
        raise EarlierRunOpen(other)
    if latest := runs.filter(month__gt=month).order_by("-month").first():
        raise RunOutOfOrder(month, latest)
    if run is None:
        run = PaymentRun.objects.create(office=office, month=month, as_of=as_of)
    run = lock(run)
    if run.state != RunState.OPEN:
        _empty(run)
    run.as_of, run.build_error = as_of, ""
    run.built_by_id = by.user_id
    run.start_build(at=timezone.now())
    keep(run, by=by)
    return run


def _finish(run: PaymentRun, *, by: Actor) -> PaymentRun:
    if not can_proceed(run.finish_build):
        raise RunMoved(run)
    written = ledger.write_lists(run)
    if not written.lines:
        raise NothingToPay(run.month)
    run.lists.filter(lines__isnull=True).delete()
    run.finish_build(at=timezone.now())
    run.built_by_id = by.user_id
    _set_totals(run)
    keep(run, by=by)
    recorder.record(
        events.built,
        subject=run,
        by=by,
        after=money_of(run) | {"as_of": run.as_of, "lists": run.lists.count(), "unpaid": written.unpaid},
    )
    return run


def _reopen(run: PaymentRun, event: Event, reason: str, by: Actor) -> PaymentRun:
    before = {"state": run.state, "total": run.total}
    _empty(run)
    keep(run, by=by)
    recorder.record(event, subject=run, by=by, before=before, after={"state": run.state}, reason=reason)
    return run


def _empty(run: PaymentRun) -> None:
    ledger.empty_run(run)
    run.lists.update(persons=0, regular=0, arrears=0, recovery=0, total=0)
    run.reopen(at=timezone.now())
    run.checked_by = None
    _set_totals(run)


def _set_totals(run: PaymentRun) -> None:
    """What the lists come to; a person is on one list only."""
    fields = ("persons", "regular", "arrears", "recovery", "total")
    sums = PaymentList.objects.filter(run=run).aggregate(**{name: Sum(name) for name in fields})
    for name in fields:
        setattr(run, name, sums[name] or 0)
