"""What a hypothetical law would cost, on counted people and against the law as it is. Pure.

`Law.with_money` makes the hypothetical law and `monthly_due` prices under both, so a what-if can never
disagree with what the payment lists would pay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from policy.enums import Mark, RateKind
from policy.facts import PartialDate
from policy.law import Law
from policy.months import add_months, last_day_of, months_between
from policy.rules import monthly_due

MONTHS = 12


@dataclass(frozen=True)
class Band:
    """One coefficient of Article 6 for an age band, and every group that has it."""

    article: str
    instrument: str
    age_from: int | None
    age_to: int | None
    value: Decimal
    groups: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names the band in a form and in the trail: by article, ages and value, never by group."""
        parts = (self.article, self.age_from or 0, self.age_to or "", f"{self.value.normalize():f}")
        return " · ".join(map(str, parts))


@dataclass(frozen=True)
class Hypothesis:
    """Other figures from a month on; None leaves a figure as it is. `province` "" means nationally."""

    from_month: date
    base: int | None = None
    pension: int | None = None
    province: str = ""
    band: Band | None = None
    coefficient: Decimal | None = None

    @property
    def months(self) -> list[date]:
        """The twelve months that are compared."""
        return months_between(self.from_month, add_months(self.from_month, MONTHS - 1))

    @property
    def rates(self) -> dict[RateKind, int]:
        """The other rates by kind."""
        given = {RateKind.BASE: self.base, RateKind.PENSION: self.pension}
        return {kind: amount for kind, amount in given.items() if amount is not None}


@dataclass(frozen=True)
class Allowance:
    """One allowance within the months compared: from its first to its last payable one there."""

    group: str
    units: int
    first_month: date
    last_month: date


@dataclass(frozen=True)
class Counted:
    """How many people of an office and sex share a birth month and the same allowances."""

    office_id: int
    sex: str
    born: PartialDate | None
    allowances: tuple[Allowance, ...]
    persons: int


@dataclass
class Line:
    """Cost in đồng now and then, of the first month and of twelve, and the people behind the first month."""

    month_now: int = 0
    month_then: int = 0
    year_now: int = 0
    year_then: int = 0
    up: int = 0
    down: int = 0
    same: int = 0

    @property
    def month_change(self) -> int:
        return self.month_then - self.month_now

    @property
    def year_change(self) -> int:
        return self.year_then - self.year_now

    @property
    def persons(self) -> int:
        return self.up + self.down + self.same

    @property
    def counts(self) -> bool:
        """Whether anything is paid in the twelve months, now or then."""
        return bool(self.year_now or self.year_then)

    def add(self, cost: Cost, persons: int) -> None:
        """Count people who all cost the same."""
        self.month_now += cost.month_now * persons
        self.month_then += cost.month_then * persons
        self.year_now += cost.year_now * persons
        self.year_then += cost.year_then * persons
        self.up += persons * (cost.month_then > cost.month_now)
        self.down += persons * (cost.month_then < cost.month_now)
        self.same += persons * (cost.month_then == cost.month_now > 0)


@dataclass(frozen=True)
class Cost:
    """What one person, or one allowance of a person, costs now and then."""

    month_now: int
    month_then: int
    year_now: int
    year_then: int


@dataclass
class Outcome:
    """The comparison as a whole and by office, group and sex.

    A person with two allowances is one person in the whole, and one in each of the two groups.
    """

    total: Line = field(default_factory=Line)
    by_office: dict[int, Line] = field(default_factory=dict)
    by_group: dict[str, Line] = field(default_factory=dict)
    by_sex: dict[str, Line] = field(default_factory=dict)


def bands_on(law: Law, month: date, known_on: date) -> tuple[Band, ...]:
    """The coefficients that count in a month, those of one article, age and value as one. Article 6."""
    found: dict[tuple[object, ...], Band] = {}
    for group in law.groups_on(min(last_day_of(month), known_on)):
        for row in law.bands(group.key, month, known_on):
            if law.coefficient(group.key, row.age_from or 0, month, known_on) is not row:
                continue  # a newer row hides it
            key = (row.article, row.instrument, row.age_from, row.age_to, row.value)
            groups = found[key].groups if key in found else ()
            found[key] = Band(*key, groups=(*groups, group.key))
    return tuple(found.values())


def known_for(month: date, today: date) -> date:
    """The day a month's amount is asked on: its end, or today when that is past."""
    return max(today, last_day_of(month))


def changed_law(law: Law, hypothesis: Hypothesis, *, today: date) -> Law:
    """The law with the other figures from their month on, in place of whatever is recorded from then on."""
    month = hypothesis.from_month
    known_on = known_for(month, today)
    rates, coefficients = list(law.rates), list(law.coefficients)
    for kind, amount in hypothesis.rates.items():
        standing = law.rate(kind, month, known_on)
        if standing is None:
            continue
        rates = [
            row
            for row in rates
            if (row.kind, row.province) != (kind, hypothesis.province) or row.valid_from < month
        ]
        rates.append(
            replace(
                standing,
                amount=amount,
                province=hypothesis.province,
                valid_from=month,
                known_from=month,
                valid_to=None,
                mark=Mark.INTERPRETATION,
            )
        )
    if hypothesis.band is not None and hypothesis.coefficient is not None:
        band = hypothesis.band
        for group in band.groups:
            standing_row = law.coefficient(group, band.age_from or 0, month, known_on)
            if standing_row is None:
                continue
            place = (group, band.age_from, band.age_to)
            coefficients = [
                row
                for row in coefficients
                if (row.group, row.age_from, row.age_to) != place or row.valid_from < month
            ]
            coefficients.append(
                replace(
                    standing_row,
                    value=hypothesis.coefficient,
                    valid_from=month,
                    known_from=month,
                    valid_to=None,
                    mark=Mark.INTERPRETATION,
                )
            )
    return law.with_money(rates=rates, coefficients=coefficients)


def compare(
    counted: Iterable[Counted], hypothesis: Hypothesis, *, law: Law, today: date, province: str
) -> Outcome:
    """What the counted people cost under the law as it is and under the hypothetical one."""
    prices = _prices(law, changed_law(law, hypothesis, today=today), today, province)
    costs: dict[tuple[PartialDate | None, tuple[Allowance, ...]], list[Cost]] = {}
    months, outcome = hypothesis.months, Outcome()
    for row in counted:
        profile = (row.born, row.allowances)
        if profile not in costs:
            costs[profile] = [_cost(one, row.born, months, prices) for one in row.allowances]
        parts = costs[profile]
        whole = _sum(parts)
        outcome.total.add(whole, row.persons)
        outcome.by_office.setdefault(row.office_id, Line()).add(whole, row.persons)
        outcome.by_sex.setdefault(row.sex, Line()).add(whole, row.persons)
        for group, cost in _by_group(row.allowances, parts):
            outcome.by_group.setdefault(group, Line()).add(cost, row.persons)
    return outcome


Prices = Callable[[Allowance, PartialDate | None, date], tuple[int, int]]


def _prices(now: Law, then: Law, today: date, province: str) -> Prices:
    """The amounts of an allowance in a month now and then; the rules are asked once for all of one age."""
    known: dict[tuple[object, ...], tuple[int, int]] = {}

    def due(law: Law, one: Allowance, born: PartialDate | None, month: date) -> int:
        return monthly_due(
            group=one.group,
            units=one.units,
            born=born,
            month=month,
            known_on=known_for(month, today),
            law=law,
            province=province,
        ).amount

    def prices(one: Allowance, born: PartialDate | None, month: date) -> tuple[int, int]:
        key = (one.group, one.units, month, _age(born, month))
        if key not in known:
            known[key] = due(now, one, born, month), due(then, one, born, month)
        return known[key]

    return prices


def _age(born: PartialDate | None, month: date) -> object:
    """All of a birth date that an amount turns on: completed years at the month's end, new ones told apart.

    Where only the year is known, every month of it may count.
    """
    if born is None or born.month is None:
        return born
    years, months = divmod((month.year - born.year) * 12 + month.month - born.month, 12)
    return max(0, years), months == 0


def _cost(one: Allowance, born: PartialDate | None, months: list[date], prices: Prices) -> Cost:
    pairs = [
        prices(one, born, month) if one.first_month <= month <= one.last_month else (0, 0) for month in months
    ]
    return Cost(*pairs[0], sum(now for now, _then in pairs), sum(then for _now, then in pairs))


def _sum(parts: list[Cost]) -> Cost:
    if len(parts) == 1:
        return parts[0]
    return Cost(
        sum(part.month_now for part in parts),
        sum(part.month_then for part in parts),
        sum(part.year_now for part in parts),
        sum(part.year_then for part in parts),
    )


def _by_group(allowances: tuple[Allowance, ...], parts: list[Cost]) -> Iterator[tuple[str, Cost]]:
    """The cost of each group of a person: two spans of one group are one."""
    groups: dict[str, list[Cost]] = {}
    for one, cost in zip(allowances, parts, strict=True):
        groups.setdefault(one.group, []).append(cost)
    for group, costs in groups.items():
        yield group, _sum(costs)
