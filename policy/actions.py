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
from policy.models import CalendarDay, Coefficient, DifficultyArea, Instrument, LawChange, Rate
from policy.queries import area_rows, as_area, communes, consequence_of, current_law, working_calendar
from policy.rules import changes
from policy.rules.area_changes import AreaChange, give_way, objections_to_areas
from policy.rules.areas import Area
from policy.rules.changes import CalendarChange, Change, CoefficientChange, RateChange

__all__ = [
    "ChangeMoved",
    "ChangeObjected",
    "LawRefusal",
    "SameHands",
    "confirm_change",
    "propose_areas",
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
def propose_areas(*, change: AreaChange, reason: str, by: Actor) -> LawChange:
    """Proposed the difficulty classes of communes and hamlets. Raises NotPermitted, ChangeObjected."""
    return _propose(ChangeKind.DIFFICULTY_AREAS, change, reason, by)


@transaction.atomic
def confirm_change(*, change: LawChange, by: Actor) -> LawChange:
    """Confirmed the change: its figure or day is law, applied no earlier than today.

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


def _propose(kind: ChangeKind, change: Change | AreaChange, reason: str, by: Actor) -> LawChange:
    require_law_manager(by)
    _require_fit(change)
    assert by.user_id is not None  # a system job holds no permission
    data = changes.to_data(change)
    row = LawChange.objects.create(kind=kind, data=data, reason=reason, proposed_by_id=by.user_id)
    recorder.record(
        events.change_proposed, subject=row, by=by, after={"kind": row.kind, "data": data}, reason=reason
    )
    return row


def _require_fit(change: Change | AreaChange) -> None:
    if isinstance(change, AreaChange):
        found = objections_to_areas(
            change, standing=_standing(change), communes=communes(), known=current_law().instruments
        )
    else:
        found = changes.objections(
            change, law=current_law(), calendar=working_calendar(), today=timezone.localdate()
        )
    if found:
        raise ChangeObjected(found)


def _before(change: Change | AreaChange) -> dict[str, Any]:
    """What the law said until now, for the trail."""
    if isinstance(change, AreaChange):
        rows = [row for row, _last in give_way(change, _standing(change))]
        return {"rows": changes.to_data(AreaChange(tuple(rows), change.instrument))["rows"]}
    if isinstance(change, CalendarChange):
        return {"day": changes.day_before(change, working_calendar())}
    row = consequence_of(change).before
    return {"row": asdict(row) if is_dataclass(row) else None}


def _add(change: Change | AreaChange) -> models.Model:
    """The new row of the law; of a list of areas, the instrument they are written in."""
    if isinstance(change, AreaChange):
        return _add_areas(change)
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


def _standing(change: AreaChange) -> dict[Area, DifficultyArea]:
    """The rows of the table about the communes of a change."""
    codes = {row.unit_code for row in change.rows}
    return {as_area(row): row for row in area_rows().filter(unit_code__in=codes)}


def _add_areas(change: AreaChange) -> Instrument:
    instrument, standing = _instrument(change), _standing(change)
    for area, last_day in give_way(change, standing):
        row = standing[area]
        if last_day is None:
            row.withdrawn_on = timezone.localdate()
        else:
            row.valid_to = last_day
        row.save(update_fields=["valid_to", "withdrawn_on"])
    DifficultyArea.objects.bulk_create(
        DifficultyArea(
            unit_code=area.unit_code,
            hamlet=area.hamlet,
            hamlet_key=area.place[1],
            difficulty=area.difficulty.value,
            valid_from=area.valid_from,
            valid_to=area.valid_to,
            instrument=instrument,
            article=area.article,
            mark=area.mark.value,
        )
        for area in change.rows
    )
    return instrument


def _instrument(change: changes.MoneyChange | AreaChange) -> Instrument:
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
