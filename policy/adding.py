"""What a confirmed change adds to the law, and what the law said until then. Called by actions alone."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from django.db import models

from policy import law as texts
from policy.adding_areas import add_areas, areas_before
from policy.models import (
    Benefit,
    CalendarDay,
    Citation,
    Coefficient,
    Instrument,
    LawChange,
    Rate,
    RegimeLimit,
    Verification,
    Withdrawal,
)
from policy.queries import consequence_of, current_law, verified_law, working_calendar
from policy.rules import changes
from policy.rules.area_changes import AreaChange
from policy.rules.changes import (
    BenefitChange,
    CalendarChange,
    Change,
    CoefficientChange,
    DayCancelledChange,
    Figure,
    MoneyChange,
    NamingChange,
    RateChange,
    RegimeChange,
    VerificationChange,
    WithdrawalChange,
)


def law_before(change: Change | AreaChange) -> dict[str, Any]:
    """What the law said until now, for the trail."""
    if isinstance(change, AreaChange):
        return areas_before(change)
    if isinstance(change, (CalendarChange, DayCancelledChange)):
        return {"day": changes.day_before(change, working_calendar())}
    row: Any
    if isinstance(change, NamingChange):
        group = changes.group_before(change, current_law())
        row = group and {"code": group.code, "article": group.article, "instrument": group.instrument}
    elif isinstance(change, RegimeChange):
        row = changes.regime_before(change, current_law())
    elif isinstance(change, VerificationChange):
        row = {"mark": changes.rows_of(verified_law())[change.kind, change.key].mark}
    else:
        row = consequence_of(change).before
    return {"row": asdict(row) if is_dataclass(row) and not isinstance(row, type) else row}


def add(change: Change | AreaChange, *, confirmed: LawChange, on: date) -> models.Model:
    """The new row of the law, of a list of areas its instrument; only areas that give way are edited."""
    if isinstance(change, AreaChange):
        return add_areas(change, _instrument(change.instrument), on=on)
    if isinstance(change, (CalendarChange, DayCancelledChange)):
        return _add_day(change, on)
    if isinstance(change, WithdrawalChange):
        figure = {changes.row_kind(change.row).value: stored(change.row)}
        return Withdrawal.objects.create(known_from=change.known_from, change=confirmed, **figure)
    if isinstance(change, VerificationChange):
        return Verification.objects.create(
            row_kind=change.kind,
            row_key=change.key,
            document=change.document,
            title=change.title,
            verified_on=on,
            change=confirmed,
        )
    instrument = _instrument(change.instrument)
    if isinstance(change, NamingChange):
        name = change.row
        return Citation.objects.create(
            group_id=name.group,
            instrument=instrument,
            code=name.code,
            name=name.name_vi,
            article=name.article,
            mark=name.mark,
            valid_from=name.valid_from,
            on_screen=True,
        )
    if isinstance(change, RegimeChange):
        limit = change.row
        return RegimeLimit.objects.create(
            regime_id=limit.regime,
            instrument=instrument,
            received_from=limit.received_from,
            step_days=list(limit.step_days),
            posting_days=limit.posting_days,
            article=limit.article,
            mark=limit.mark,
        )
    return _add_figure(change, instrument)


def stored(row: Figure) -> models.Model:
    """The row of the database a figure was read from."""
    dated = {"valid_from": row.valid_from, "known_from": row.known_from}
    if isinstance(row, texts.Rate):
        return Rate.objects.get(kind=row.kind, province_code=row.province, **dated)
    if isinstance(row, texts.Coefficient):
        return Coefficient.objects.get(group_id=row.group, age_from=row.age_from, **dated)
    return Benefit.objects.get(key=row.key, age_from=row.age_from, **dated)


def _add_day(change: CalendarChange | DayCancelledChange, on: date) -> CalendarDay:
    if isinstance(change, DayCancelledChange):
        kind, name = CalendarDay.Kind.CANCELLED, ""
    else:
        kind = CalendarDay.Kind.HOLIDAY if change.holiday else CalendarDay.Kind.MAKE_UP
        name = change.name
    return CalendarDay.objects.create(day=change.day, kind=kind, name=name, known_from=on)


def _add_figure(change: MoneyChange, instrument: Instrument) -> models.Model:
    dated = {
        "instrument": instrument,
        "article": change.row.article,
        "mark": change.row.mark,
        "valid_from": change.row.valid_from,
        "valid_to": change.row.valid_to,
        "known_from": change.row.known_from,
    }
    if isinstance(change, RateChange):
        rate = change.row
        return Rate.objects.create(kind=rate.kind, province_code=rate.province, amount=rate.amount, **dated)
    if isinstance(change, CoefficientChange):
        row = change.row
        return Coefficient.objects.create(
            group_id=row.group, age_from=row.age_from, age_to=row.age_to, value=row.value, **dated
        )
    assert isinstance(change, BenefitChange)
    benefit = change.row
    return Benefit.objects.create(
        key=benefit.key,
        measure=benefit.measure,
        value=benefit.value,
        age_from=benefit.age_from,
        age_to=benefit.age_to,
        months_at_most=benefit.months_at_most,
        days_at_least=benefit.days_at_least,
        ceiling=benefit.ceiling,
        **dated,
    )


def _instrument(wanted: texts.Instrument) -> Instrument:
    """The instrument on record, or put on record now."""
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
