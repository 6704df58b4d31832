"""What is due to a person for a month, and until which month. Articles 4, 6 and 8."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from policy.enums import Outcome
from policy.facts import PartialDate, completed_years
from policy.law import Benefit, Coefficient, Group, Law, Rate
from policy.months import add_months, first_of, last_day_of, months_between, require_month
from policy.reasons import Finding, Reason

Band = TypeVar("Band", Coefficient, Benefit)


@dataclass(frozen=True)
class Due:
    """The amount of a month in đồng with all that explains it; `needs` names facts still to be proven."""

    month: date
    group: str
    amount: int
    units: int
    base: int = 0
    coefficient: Decimal = Decimal(0)
    age: int | None = None
    code: str = ""
    citation: str = ""
    rate_article: str = ""
    coefficient_article: str = ""
    rate: Rate | None = None
    coefficient_row: Coefficient | None = None
    reasons: tuple[Finding, ...] = ()
    needs: tuple[str, ...] = ()


def monthly_due(
    *,
    group: str,
    units: int = 1,
    born: PartialDate | None,
    month: date,
    known_on: date,
    law: Law,
    province: str | None = None,
    died_on: date | None = None,
) -> Due:
    """What a granted allowance pays for a month, as the law is known on a day.

    Rate × coefficient × units, whole months only, half a đồng rounded up. Units are the children of a
    single parent and 1 for everyone else (ValueError otherwise). Articles 4, 6 and 8.
    """
    require_month(month)
    definition = law.group(group, _law_day(month, known_on))
    if definition is None:
        return Due(month, group, 0, units, reasons=(Finding(Reason.GROUP_IN_FORCE, Outcome.UNMET),))
    _check_units(definition, units)
    citation = law.cite(definition.article, definition.instrument)

    def nothing(*findings: Finding) -> Due:
        return Due(month, group, 0, units, age=age, code=definition.code, citation=citation, reasons=findings)

    age = born.age_range(last_day_of(month))[0] if born else None
    if died_on and month > first_of(died_on):
        died = f"{died_on:%d/%m/%Y}"
        return nothing(Finding(Reason.NOT_AFTER_DEATH, Outcome.UNMET, fact=died, field="died_on"))
    rate = law.rate(definition.rate_kind, month, known_on, province)
    if rate is None:
        return nothing(Finding(Reason.RATE_IN_FORCE, Outcome.UNMET))
    row, findings = band_for(law.bands(group, month, known_on), born, month)
    if row is None:
        return nothing(*findings)
    if units == 0:
        return nothing(Finding(Reason.UNITS, Outcome.UNMET, field="children", number=0))
    amount = (rate.amount * row.value * units).quantize(Decimal(1), ROUND_HALF_UP)
    return Due(
        month=month,
        group=group,
        amount=int(amount),
        units=units,
        base=rate.amount,
        coefficient=row.value,
        age=age,
        code=definition.code,
        citation=citation,
        rate_article=law.cite(rate.article, rate.instrument),
        coefficient_article=law.cite(row.article, row.instrument),
        rate=rate,
        coefficient_row=row,
        reasons=findings,
        needs=tuple(finding.field for finding in findings if finding.reason == Reason.BIRTH_DATE_PROVEN),
    )


def last_payable_month(
    *, group: str, born: PartialDate | None, known_on: date, law: Law, died_on: date | None = None
) -> date | None:
    """The last month a granted allowance can be paid for; None when no end is foreseen.

    The month of death, the month of the birthday that ends the group, or the last month the law names the
    group, whichever comes first. Stops are from the next month. Article 8.
    Someone who stopped at 22 before Decree 335/2026 lifted that limit did stop then.
    """
    ends = [first_of(died_on)] if died_on else []
    if (limit := _age_limit_month(group, born, known_on, law)) is not None:
        ends.append(limit)
    definitions = [row for row in law.groups if row.key == group and row.valid_from <= known_on]
    closing = [row.valid_to for row in definitions]
    if closing and None not in closing:
        last = max(day for day in closing if day)
        # A later instrument not yet known may go on naming the group; only a known end counts.
        if last < known_on:
            ends.append(first_of(last))
    return min(ends, default=None)


def _law_day(month: date, known_on: date) -> date:
    """The day whose groups and citations serve a month: its last day, but not one past what is known."""
    return min(last_day_of(month), known_on)


def _check_units(definition: Group, units: int) -> None:
    if units < 0 or (units != 1 and not definition.per_child):
        raise ValueError(f"{definition.key} is not paid {units} times")


def band_for(
    bands: tuple[Band, ...], born: PartialDate | None, month: date
) -> tuple[Band | None, tuple[Finding, ...]]:
    """The row of the age band of a month and what is to be said about the age behind it.

    An unproven birthday changes nothing until a paper proves it: age counts from the latest possible birth
    date, and a person who may have reached the lowest age of the group is taken to have reached it.
    """
    if not bands:
        return None, (Finding(Reason.RATE_IN_FORCE, Outcome.UNMET),)
    if born is None:
        rows = _rows_some_age_has(bands)
        ageless = all(row.age_from is None and row.age_to is None for row in rows)
        return min(rows, key=lambda row: row.value), () if ageless else (_unproven(Outcome.UNMET),)
    row = _row_for(bands, born.latest, month)
    entry = min(band.age_from or 0 for band in bands)
    youngest, oldest = born.age_range(last_day_of(month))
    if youngest < entry:
        if oldest < entry:
            finding = Finding(Reason.AGE_REACHED, Outcome.UNMET, fact=str(born), field="born", number=entry)
            return None, (finding,)
        return _covering(bands, entry), (_unproven(Outcome.UNKNOWN, born),)
    findings: tuple[Finding, ...] = ()
    if row is None or not row.covers(youngest):
        limit = max(band.age_to or 0 for band in bands)
        outcome = Outcome.MET if row else Outcome.UNMET
        findings += (Finding(Reason.AGE_LIMIT, outcome, fact=str(born), field="born", number=limit),)
    if row and len({_value(_row_for(bands, day, month)) for day in _possible_births(born)}) > 1:
        findings += (_unproven(Outcome.UNKNOWN, born),)
    return row, findings


def _row_for(bands: tuple[Band, ...], born_on: date, month: date) -> Band | None:
    """The row for the age at the end of a month; the month of the last birthday keeps the band before."""
    age = completed_years(born_on, last_day_of(month))
    row = _covering(bands, age)
    if row is None and born_on.month == month.month:
        row = _covering(bands, age - 1)
    return row


def _covering(bands: tuple[Band, ...], age: int) -> Band | None:
    return next((row for row in bands if row.covers(age)), None)


def _rows_some_age_has(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """The rows left when newer ones hide older ones."""
    ages = {row.age_from or 0 for row in bands} | {row.age_to for row in bands if row.age_to}
    return tuple(row for row in (_covering(bands, age) for age in sorted(ages)) if row)


def _possible_births(born: PartialDate) -> tuple[date, ...]:
    """One day per month the birth may lie in: within a month the day changes no amount."""
    return tuple(months_between(first_of(born.earliest), first_of(born.latest)))


def _value(row: Coefficient | Benefit | None) -> Decimal | None:
    return row.value if row else None


def _unproven(outcome: Outcome, born: PartialDate | None = None) -> Finding:
    return Finding(Reason.BIRTH_DATE_PROVEN, outcome, fact=str(born or ""), field="born")


def _age_limit_month(group: str, born: PartialDate | None, known_on: date, law: Law) -> date | None:
    if born is None:
        return None
    limits = sorted({row.age_to for row in law.coefficients if row.group == group and row.age_to})
    for limit in limits:
        birthday_month = date(born.latest.year + limit, born.latest.month, 1)
        after = add_months(birthday_month, 1)
        bands = law.bands(group, after, known_on) or law.bands(group, known_on, known_on)
        if bands and _covering(bands, limit) is None:
            return birthday_month
    return None
