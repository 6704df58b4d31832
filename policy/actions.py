"""Changing the law on screen: one administrator proposes, another confirms or rejects."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from audit import recorder
from offices.actors import Actor
from policy import events
from policy.adding import add, law_before
from policy.adding_areas import standing_areas
from policy.deciding import ChangeMoved, ChangeObjected, LawRefusal, SameHands, require_law_manager, take
from policy.enums import ChangeKind
from policy.models import LawChange
from policy.queries import communes, current_law, verified_law, working_calendar
from policy.rules import changes
from policy.rules.area_changes import AreaChange, objections_to_areas

__all__ = [
    "ChangeMoved",
    "ChangeObjected",
    "LawRefusal",
    "SameHands",
    "confirm_change",
    "propose_areas",
    "propose_benefit",
    "propose_calendar_day",
    "propose_coefficient",
    "propose_day_cancelled",
    "propose_naming",
    "propose_rate",
    "propose_regime",
    "propose_verification",
    "propose_withdrawal",
    "reject_change",
]


@transaction.atomic
def propose_rate(*, change: changes.RateChange, reason: str, by: Actor) -> LawChange:
    """Proposed a base or level, national or of the province. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.RATE, change, reason, by)


@transaction.atomic
def propose_coefficient(*, change: changes.CoefficientChange, reason: str, by: Actor) -> LawChange:
    """Proposed a coefficient for a group and ages. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.COEFFICIENT, change, reason, by)


@transaction.atomic
def propose_benefit(*, change: changes.BenefitChange, reason: str, by: Actor) -> LawChange:
    """Proposed the level of a support. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.BENEFIT, change, reason, by)


@transaction.atomic
def propose_withdrawal(*, change: changes.WithdrawalChange, reason: str, by: Actor) -> LawChange:
    """Proposed to withdraw a figure entered by mistake. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.WITHDRAWAL, change, reason, by)


@transaction.atomic
def propose_naming(*, change: changes.NamingChange, reason: str, by: Actor) -> LawChange:
    """Proposed where a new instrument names a group. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.NAMING, change, reason, by)


@transaction.atomic
def propose_regime(*, change: changes.RegimeChange, reason: str, by: Actor) -> LawChange:
    """Proposed other time limits of a procedure. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.REGIME, change, reason, by)


@transaction.atomic
def propose_verification(*, change: changes.VerificationChange, reason: str, by: Actor) -> LawChange:
    """Proposed to take a row as sourced, compared with a document. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.VERIFICATION, change, reason, by)


@transaction.atomic
def propose_day_cancelled(*, change: changes.DayCancelledChange, reason: str, by: Actor) -> LawChange:
    """Proposed to cancel a wrong day of the calendar. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.DAY_CANCELLED, change, reason, by)


@transaction.atomic
def propose_calendar_day(*, change: changes.CalendarChange, reason: str, by: Actor) -> LawChange:
    """Proposed a public holiday or a make-up working day. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.CALENDAR_DAY, change, reason, by)


@transaction.atomic
def propose_areas(*, change: AreaChange, reason: str, by: Actor) -> LawChange:
    """Proposed the difficulty classes of communes and hamlets. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.DIFFICULTY_AREAS, change, reason, by)


@transaction.atomic
def confirm_change(*, change: LawChange, by: Actor) -> LawChange:
    """Confirmed the change: it is law from now on, a figure applied no earlier than today.

    A row is added; none is edited, so what was decided before stays explained by the rows of its time.
    Of the table of areas, a row that gives way ends the day before, or is marked as put right.
    Raises NotPermitted, ChangeMoved, SameHands, ChangeObjected.
    """
    change = take(change, transition="confirm", by=by)
    now = timezone.now()
    wanted = change.change
    if not isinstance(wanted, AreaChange):
        wanted = changes.known_no_earlier(wanted, timezone.localdate(now))
    _require_fit(wanted)
    before = {"state": change.state, **law_before(wanted)}
    row = add(wanted, confirmed=change, on=timezone.localdate(now))
    change.confirm(at=now)
    change.decided_by_id = by.user_id
    change.save()
    after = {"kind": change.kind, "state": change.state, "row": changes.to_data(wanted), "row_id": row.pk}
    recorder.record(events.change_confirmed, subject=change, by=by, before=before, after=after)
    return change


@transaction.atomic
def reject_change(*, change: LawChange, reason: str, by: Actor) -> LawChange:
    """Rejected the change: the law stays as it was. Raises NotPermitted, ChangeMoved, SameHands."""
    change = take(change, transition="reject", by=by)
    before = {"state": change.state}
    change.reject(at=timezone.now())
    change.decided_by_id = by.user_id
    change.decision_reason = reason
    change.save()
    recorder.record(
        events.change_rejected,
        subject=change,
        by=by,
        before=before,
        after={"kind": change.kind, "state": change.state},
        reason=reason,
    )
    return change


def _propose(kind: ChangeKind, change: changes.Change | AreaChange, reason: str, by: Actor) -> LawChange:
    require_law_manager(by)
    _require_fit(change)
    assert by.user_id is not None  # a system job holds no permission
    data = changes.to_data(change)
    row = LawChange.objects.create(kind=kind, data=data, reason=reason, proposed_by_id=by.user_id)
    recorder.record(
        events.change_proposed, subject=row, by=by, after={"kind": row.kind, "data": data}, reason=reason
    )
    return row


def _require_fit(change: changes.Change | AreaChange) -> None:
    if isinstance(change, AreaChange):
        found = objections_to_areas(
            change, standing=standing_areas(change), communes=communes(), known=current_law().instruments
        )
    else:
        found = changes.objections(
            change, law=verified_law(), calendar=working_calendar(), today=timezone.localdate()
        )
    if found:
        raise ChangeObjected(found)
