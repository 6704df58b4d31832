"""The review after a plan, and what follows: a new plan, closure, reopening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from offices.actors import Actor
from offices.roles import Permission
from protection import logbook
from protection.actions.assessing import fill
from protection.enums import Duty, FormKind
from protection.events import Event
from protection.keys import holder
from protection.models import ChildCase, Visit
from protection.queries import standing_of
from protection.rules.conditions import Ask, to_close, to_go_on, to_set_aside
from protection.taking import SameHands, keep, refuse_unless, take
from protection.wall import behind_the_wall

P = Permission


@behind_the_wall
def review(
    *, case: ChildCase, version: int, answers: Mapping[str, Any], by: Actor, at: dt.datetime
) -> ChildCase:
    """Reviewed the child's condition and safety after the plan. Raises NotPermitted, CaseMoved.

    Decree 56/2017/ND-CP, Article 30.
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, transition="review")
    before = {"state": case.state}
    case.review(at=at)
    keep(case, by=by)
    fill(case=case, kind=FormKind.REVIEW, data=answers, by=by, at=at)
    after = {"state": case.state, "no_risk": answers["no_risk"]}
    logbook.record(Event.REVIEWED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def go_on(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Began a new plan: risk remains or the child is not stable.

    Raises NotPermitted, CaseMoved, CaseNotReady, SameHands. Decree 56/2017/ND-CP, Article 30(1)c.
    """
    return _decide(case, "go_on", Event.WENT_ON, to_go_on, version=version, reason=reason, by=by, at=at)


@behind_the_wall
def conclude(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Closed the case on both grounds: no risk of abuse remains and the child is stable.

    Raises NotPermitted, CaseMoved, CaseNotReady, SameHands. Decree 56/2017/ND-CP, Article 30(1)b.
    """
    return _decide(case, "conclude", Event.CLOSED, to_close, version=version, reason=reason, by=by, at=at)


@behind_the_wall
def set_aside(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Found that no plan is needed: the initial assessment concludes a low level.

    Raises NotPermitted, CaseMoved, CaseNotReady. Decree 56/2017/ND-CP, Article 26(2).
    """
    return _decide(
        case, "set_aside", Event.SET_ASIDE, to_set_aside, version=version, reason=reason, by=by, at=at
    )


@behind_the_wall
def reopen(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Reopened the case on new information: a new cycle with its own clocks.

    Raises NotPermitted, CaseMoved.
    """
    case = take(case, P.PROTECTION_WORK, P.PROTECTION_SUPERVISE, version=version, by=by, transition="reopen")
    before = {"state": case.state, "cycle": case.cycle}
    case.reopen(at=at)
    case.cycle += 1
    case.level = ""
    keep(case, by=by)
    after = {"state": case.state, "cycle": case.cycle}
    logbook.record(Event.REOPENED, case=case, by=by, at=at, before=before, after=after, reason=reason)
    return case


def _decide(
    case: ChildCase,
    transition: str,
    event: Event,
    conditions: Ask,
    *,
    version: int,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """A decision of the chair that ends the case or begins a new cycle of plan."""
    case = take(case, P.PROTECTION_DECIDE, version=version, by=by, transition=transition)
    officer = holder(case, Duty.OFFICER)
    if officer and officer.user_id == by.user_id:
        raise SameHands(_("Whoever works on a case may not decide on it."))
    refuse_unless(conditions(standing_of(case, today=timezone.localdate(at))))
    before = {"state": case.state}
    getattr(case, transition)(at=at)
    keep(case, by=by)
    if case.closed_at:
        Visit.objects.filter(case=case, made_at__isnull=True, cancelled_at__isnull=True).update(
            cancelled_at=at
        )
    logbook.record(event, case=case, by=by, at=at, before=before, after={"state": case.state}, reason=reason)
    return case
