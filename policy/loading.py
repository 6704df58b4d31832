"""Put the packaged law and the public holidays into their tables, where SQL and screens read them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.db import models, transaction

from offices.names import fold
from policy.holidays_seed import vietnam_holidays
from policy.law import LAW_FOLDER, Law, packaged_law
from policy.models import (
    Benefit,
    CalendarDay,
    Citation,
    Coefficient,
    DifficultyArea,
    Group,
    Instrument,
    Rate,
    Regime,
)

M = TypeVar("M", bound=models.Model)

HOLIDAY_YEARS = range(2024, 2031)
# One row a commune or hamlet, of an instrument in one of the files beside it. Only what is sourced belongs
# here: so far no list is at hand, and the provinces enter theirs on screen.
AREAS = LAW_FOLDER / "areas.csv"


@transaction.atomic
def load_law(law: Law | None = None) -> dict[str, int]:
    """Insert or refresh every row of the law; returns rows per table.

    Rates, coefficients, supports and calendar days that are already there stay as they are, since an
    administrator may have corrected them.
    """
    law = law or packaged_law()
    _refresh(Instrument, _instruments(law), key=["key"])
    _refresh(Group, _groups(law), key=["key"])
    _refresh(Citation, _citations(law), key=["group", "instrument"])
    _refresh(Regime, _regimes(law), key=["key"])
    Rate.objects.bulk_create(_rates(law), ignore_conflicts=True)
    Coefficient.objects.bulk_create(_coefficients(law), ignore_conflicts=True)
    Benefit.objects.bulk_create(_benefits(law), ignore_conflicts=True)
    CalendarDay.objects.bulk_create(_holidays(), ignore_conflicts=True)
    if not DifficultyArea.objects.exists():
        DifficultyArea.objects.bulk_create(_areas(AREAS))
    return {
        model._meta.model_name or "": model._default_manager.count()
        for model in (
            *(Instrument, Group, Citation, Rate, Coefficient, Benefit, Regime, CalendarDay),
            DifficultyArea,
        )
    }


def _refresh(model: type[M], rows: Iterable[M], *, key: list[str]) -> None:
    fields = [f.name for f in model._meta.concrete_fields if f.name not in key and not f.primary_key]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=fields)


def _instruments(law: Law) -> list[Instrument]:
    return [
        Instrument(
            key=row.id,
            kind=row.kind_vi,
            number=row.number,
            title=row.title_vi,
            issued_on=row.issued_on,
            in_force_on=row.in_force_on,
            mark=row.mark.value,
        )
        for row in law.instruments
    ]


def _groups(law: Law) -> list[Group]:
    """One row per key, named as the newest instrument names it."""
    newest = {row.key: row for row in sorted(law.groups, key=lambda row: row.valid_from)}
    return [
        Group(
            key=row.key,
            programme=row.programme.value,
            slot=row.slot.value,
            rate_kind=row.rate_kind.value,
            name=row.name_vi,
        )
        for row in newest.values()
    ]


def _citations(law: Law) -> list[Citation]:
    return [
        Citation(
            group_id=row.key,
            instrument_id=row.instrument,
            code=row.code,
            name=row.name_vi,
            article=row.article,
            mark=row.mark.value,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in law.groups
    ]


def _regimes(law: Law) -> list[Regime]:
    return [
        Regime(
            key=row.key.value,
            instrument_id=row.instrument,
            received_from=row.received_from,
            received_to=row.received_to,
            decided_by=row.decided_by.value,
            working_days=row.working_days,
            posting_days=row.posting_days,
            article=row.article,
            mark=row.mark.value,
        )
        for row in law.regimes
    ]


def _rates(law: Law) -> list[Rate]:
    return [
        Rate(
            kind=row.kind.value,
            province_code=row.province,
            amount=row.amount,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            known_from=row.known_from,
            instrument_id=row.instrument,
            article=row.article,
            mark=row.mark.value,
        )
        for row in law.rates
    ]


def _coefficients(law: Law) -> list[Coefficient]:
    return [
        Coefficient(
            group_id=row.group,
            age_from=row.age_from,
            age_to=row.age_to,
            value=row.value,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            known_from=row.known_from,
            instrument_id=row.instrument,
            article=row.article,
            mark=row.mark.value,
        )
        for row in law.coefficients
    ]


def _benefits(law: Law) -> list[Benefit]:
    return [
        Benefit(
            key=row.key.value,
            measure=row.measure.value,
            value=row.value,
            age_from=row.age_from,
            age_to=row.age_to,
            months_at_most=row.months_at_most,
            days_at_least=row.days_at_least,
            ceiling=row.ceiling,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            known_from=row.known_from,
            instrument_id=row.instrument,
            article=row.article,
            mark=row.mark.value,
        )
        for row in law.benefits
    ]


def _areas(path: Path) -> list[DifficultyArea]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            DifficultyArea(
                unit_code=row["unit_code"],
                hamlet=row["hamlet"],
                hamlet_key=fold(row["hamlet"]),
                difficulty=row["difficulty"],
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                instrument_id=row["instrument"],
                article=row["article"],
                mark=row["mark"],
            )
            for row in csv.DictReader(file)
        ]


def _holidays() -> list[CalendarDay]:
    calendar = vietnam_holidays(HOLIDAY_YEARS)
    return [
        *(
            CalendarDay(day=day, kind=CalendarDay.Kind.HOLIDAY, name=name[:120])
            for day, name in calendar.holidays.items()
        ),
        *(CalendarDay(day=day, kind=CalendarDay.Kind.MAKE_UP, name="") for day in calendar.make_up_days),
    ]
