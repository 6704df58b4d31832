"""The plan: submitted by the officer, approved or sent back by the chair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from offices.actors import Actor
from offices.roles import Permission
from protection import logbook
from protection.enums import State
from protection.events import Event
from protection.models import ChildCase, Plan, PlanItem, Visit
from protection.queries import standing_of
from protection.rules.clocks import next_visit
from protection.rules.conditions import ItemDates, plan_items, to_submit
from protection.taking import SameHands, keep, refuse_unless, take
from protection.wall import behind_the_wall

P = Permission


@behind_the_wall
def submit_plan(
    *, case: ChildCase, version: int, goal: str, items: Sequence[dict[str, Any]], by: Actor, at: dt.datetime
) -> ChildCase:
    """Submitted the plan of support and intervention to the chair.

    Each item has service, task, responsible, provider, starts_on, ends_on and cost in whole đồng.
    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 56/2017/ND-CP, Article 28(1) to (3).
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, transition="submit_plan")
    refuse_unless(to_submit(standing_of(case, today=timezone.localdate(at))))
    refuse_unless(plan_items(tuple(ItemDates(item["starts_on"], item["ends_on"]) for item in items)))
    assert by.user_id is not None  # a person holds the key
    before = {"state": case.state}
    case.submit_plan(at=at)
    case.submitted_by_id = by.user_id
    keep(case, by=by)
    plan = Plan.objects.create(
        case=case, cycle=case.cycle, goal=goal, submitted_at=at, submitted_by_id=by.user_id
    )
    PlanItem.objects.bulk_create([PlanItem(case=case, plan=plan, **item) for item in items])
    after = {"state": case.state, "items": len(items), "cost": sum(item["cost"] for item in items)}
    logbook.record(Event.PLAN_SUBMITTED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def approve_plan(
    *, case: ChildCase, version: int, decision_number: str, by: Actor, at: dt.datetime
) -> ChildCase:
    """Approved the plan; the first visit is due by the level of risk.

    Raises NotPermitted, CaseMoved, SameHands. Decree 56/2017/ND-CP, Article 28(4).
    """
    case = take(case, P.PROTECTION_DECIDE, version=version, by=by, transition="approve_plan")
    plan = _waiting(case)
    if by.user_id == plan.submitted_by_id:
        raise SameHands(_("Whoever submitted a plan may not approve it."))
    before = {"state": case.state}
    case.approve_plan(at=at)
    keep(case, by=by)
    plan.approved_at, plan.approved_by_id, plan.decision_number = at, by.user_id, decision_number
    plan.save()
    if not Visit.objects.filter(case=case, made_at__isnull=True, cancelled_at__isnull=True).exists():
        Visit.objects.create(case=case, due_on=next_visit(timezone.localdate(at), case.level))
    after = {"state": case.state, "decision_number": decision_number}
    logbook.record(Event.PLAN_APPROVED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def return_plan(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Sent the plan back to be changed. Raises NotPermitted, CaseMoved."""
    case = take(case, P.PROTECTION_DECIDE, version=version, by=by, transition="return_plan")
    plan = _waiting(case)
    before = {"state": State(case.state)}
    case.return_plan(at=at)
    keep(case, by=by)
    plan.returned_at, plan.return_reason = at, reason
    plan.save()
    logbook.record(
        Event.PLAN_RETURNED,
        case=case,
        by=by,
        at=at,
        before=before,
        after={"state": case.state},
        reason=reason,
    )
    return case


def _waiting(case: ChildCase) -> Plan:
    return Plan.objects.get(case=case, approved_at__isnull=True, returned_at__isnull=True)
