"""Holding an allowance back for a time, and paying it again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from audit import recorder
from entitlements import events
from entitlements.models import Entitlement, Suspension
from entitlements.queries import running_suspension
from entitlements.refusals import AlreadySuspended, EndsBeforeStart, NotSuspended
from offices.actors import Actor
from policy.months import first_of, previous_month, require_month


@transaction.atomic
def suspend(
    *,
    entitlement: Entitlement,
    from_month: dt.date,
    cause: str,
    decision_number: str,
    decision_on: dt.date,
    by: Actor,
) -> Suspension:
    """Suspended the allowance from a month on. The caller's action has checked its own permission.

    Raises AlreadySuspended, EndsBeforeStart. Decree 335/2026/ND-CP, Article 9.
    """
    entitlement = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
    if require_month(from_month) <= entitlement.start_month:
        raise EndsBeforeStart(entitlement.start_month)
    if standing := running_suspension(entitlement):
        raise AlreadySuspended(standing)
    suspension = Suspension.objects.create(
        entitlement=entitlement,
        from_month=from_month,
        cause=cause,
        decision_number=decision_number,
        decision_on=decision_on,
    )
    recorder.record(
        events.suspended,
        subject=entitlement,
        by=by,
        after={
            "from_month": from_month,
            "cause": cause,
            "decision_number": decision_number,
            "decision_on": decision_on,
        },
    )
    return suspension


@transaction.atomic
def resume(*, entitlement: Entitlement, decision_number: str, decision_on: dt.date, by: Actor) -> Suspension:
    """Resumed the allowance from the month it was suspended: the months held back become arrears.

    The caller's action has checked its own permission. Raises NotSuspended. Article 9.
    """
    entitlement = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
    suspension = running_suspension(entitlement)
    if suspension is None:
        raise NotSuspended
    before = {"to_month": suspension.to_month}
    suspension.to_month = max(suspension.from_month, previous_month(first_of(decision_on)))
    suspension.lifted_number, suspension.lifted_on = decision_number, decision_on
    suspension.save(update_fields=["to_month", "lifted_number", "lifted_on"])
    recorder.record(
        events.resumed,
        subject=entitlement,
        by=by,
        before=before,
        after={
            "from_month": suspension.from_month,
            "to_month": suspension.to_month,
            "decision_number": decision_number,
            "decision_on": decision_on,
        },
    )
    return suspension
