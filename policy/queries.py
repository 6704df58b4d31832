"""Reads of the law as it stands in the database."""

from __future__ import annotations

from policy import law as texts
from policy.clock import WorkingCalendar
from policy.enums import BenefitKey, Mark, Measure, RateKind
from policy.models import Benefit, CalendarDay, Coefficient, Rate


def current_law() -> texts.Law:
    """The packaged groups and procedures with the rates and coefficients of the database.

    Enough for monthly allowances; `current_law_of_supports` reads the figures of the other supports too.
    """
    return texts.packaged_law().with_money(
        rates=[
            texts.Rate(
                kind=RateKind(row.kind),
                amount=row.amount,
                valid_from=row.valid_from,
                known_from=row.known_from,
                article=row.article,
                mark=Mark(row.mark),
                instrument=row.instrument_id,
                valid_to=row.valid_to,
                province=row.province_code,
            )
            for row in Rate.objects.all()
        ],
        coefficients=[
            texts.Coefficient(
                group=row.group_id,
                value=row.value,
                valid_from=row.valid_from,
                known_from=row.known_from,
                article=row.article,
                mark=Mark(row.mark),
                instrument=row.instrument_id,
                age_from=row.age_from,
                age_to=row.age_to,
                valid_to=row.valid_to,
            )
            for row in Coefficient.objects.all()
        ],
    )


def current_law_of_supports() -> texts.Law:
    """The law for care support, funerals, emergencies and facilities: every figure of the database."""
    return current_law().with_money(
        benefits=[
            texts.Benefit(
                key=BenefitKey(row.key),
                measure=Measure(row.measure),
                value=row.value,
                valid_from=row.valid_from,
                known_from=row.known_from,
                article=row.article,
                mark=Mark(row.mark),
                instrument=row.instrument_id,
                age_from=row.age_from,
                age_to=row.age_to,
                months_at_most=row.months_at_most,
                days_at_least=row.days_at_least,
                ceiling=row.ceiling,
                valid_to=row.valid_to,
            )
            for row in Benefit.objects.all()
        ],
    )


def working_calendar() -> WorkingCalendar:
    """Public holidays and make-up days, as the administrator keeps them."""
    days = list(CalendarDay.objects.all())
    return WorkingCalendar(
        holidays={row.day: row.name for row in days if row.kind == CalendarDay.Kind.HOLIDAY},
        make_up_days=frozenset(row.day for row in days if row.kind == CalendarDay.Kind.MAKE_UP),
    )
