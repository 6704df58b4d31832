"""Changing the law on screen: one administrator proposes, another confirms or rejects."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from audit import recorder
from offices.actors import Actor
from policy import events
from policy.deciding import ChangeMoved, ChangeObjected, LawRefusal, SameHands, require_law_manager, take
from policy.enums import ChangeKind
from policy.models import CalendarDay, Coefficient, Instrument, LawChange, Rate
from policy.queries import consequence_of, current_law, working_calendar
from policy.rules import changes
from policy.rules.changes import CalendarChange, Change, CoefficientChange, RateChange

__all__ = [
    "ChangeMoved",
    "ChangeObjected",
    "LawRefusal",
    "SameHands",
    "confirm_change",
    "propose_calendar_day",
    "propose_coefficient",
    "propose_rate",
    "reject_change",
]


@transaction.atomic
def propose_rate(*, change: RateChange, reason: str, by: Actor) -> LawChange:
    """Proposed a base or level, national or of the province. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.RATE, change, reason, by)


@transaction.atomic
def propose_coefficient(*, change: CoefficientChange, reason: str, by: Actor) -> LawChange:
    """Proposed a coefficient for a group and ages. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.COEFFICIENT, change, reason, by)


@transaction.atomic
def propose_calendar_day(*, change: CalendarChange, reason: str, by: Actor) -> LawChange:
    """Proposed a public holiday or a make-up working day. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.CALENDAR_DAY, change, reason, by)


@transaction.atomic
def confirm_change(*, change: LawChange, by: Actor) -> LawChange:
    """Confirmed the change: its figure or day is law, applied no earlier than today.

    A row is added; none is edited, so what was decided before stays explained by the rows of its time.
    Raises NotPermitted, ChangeMoved, SameHands, ChangeObjected.
    """
    change = take(change, transition="confirm", by=by)
    now = timezone.now()
    wanted = changes.known_no_earlier(change.change, timezone.localdate(now))
    _require_fit(wanted)
    before = {"state": change.state, **_before(wanted)}
    row = _add(wanted)
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


def _propose(kind: ChangeKind, change: Change, reason: str, by: Actor) -> LawChange:
    require_law_manager(by)
    _require_fit(change)
    assert by.user_id is not None  # a system job holds no permission
    data = changes.to_data(change)
    row = LawChange.objects.create(kind=kind, data=data, reason=reason, proposed_by_id=by.user_id)
    recorder.record(
        events.change_proposed, subject=row, by=by, after={"kind": row.kind, "data": data}, reason=reason
    )
    return row


def _require_fit(change: Change) -> None:
    found = changes.objections(
        change, law=current_law(), calendar=working_calendar(), today=timezone.localdate()
    )
    if found:
        raise ChangeObjected(found)


def _before(change: Change) -> dict[str, Any]:
    """What the law said until now, for the trail."""
    if isinstance(change, CalendarChange):
        return {"day": changes.day_before(change, working_calendar())}
    row = consequence_of(change).before
    return {"row": asdict(row) if is_dataclass(row) else None}


def _add(change: Change) -> models.Model:
    """The new row of the law."""
    if isinstance(change, CalendarChange):
        kind = CalendarDay.Kind.HOLIDAY if change.holiday else CalendarDay.Kind.MAKE_UP
        return CalendarDay.objects.create(day=change.day, kind=kind, name=change.name)
    dated = {
        "instrument": _instrument(change),
        "article": change.row.article,
        "mark": change.row.mark,
        "valid_from": change.row.valid_from,
        "valid_to": change.row.valid_to,
        "known_from": change.row.known_from,
    }
    if isinstance(change, RateChange):
        rate = change.row
        return Rate.objects.create(kind=rate.kind, province_code=rate.province, amount=rate.amount, **dated)
    row = change.row
    return Coefficient.objects.create(
        group_id=row.group, age_from=row.age_from, age_to=row.age_to, value=row.value, **dated
    )


def _instrument(change: changes.MoneyChange) -> Instrument:
    """The instrument on record, or put on record now."""
    wanted = change.instrument
    instrument, _created = Instrument.objects.get_or_create(
        key=wanted.id,
        defaults={
            "kind": wanted.kind_vi,
            "number": wanted.number,
            "title": wanted.title_vi,
            "issued_on": wanted.issued_on,
            "in_force_on": wanted.in_force_on,
            "mark": wanted.mark,
        },
    )
    return instrument
