"""One support beside the monthly allowances, judged and priced; and the highest of several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from policy.enums import BenefitKey, Measure, Outcome, RateKind
from policy.law import Benefit, Law, Rate
from policy.months import first_of
from policy.reasons import Finding, Reason, ReasonCode
from policy.rules.conditions import combine
from policy.support_reasons import SupportReason

# These decide how much, not whether: what is shown meanwhile is the least.
_ABOUT_THE_AMOUNT = (
    Reason.BIRTH_DATE_PROVEN,
    SupportReason.ACTUAL_COST,
    SupportReason.MONTHS_AT_MOST,
    SupportReason.INSURANCE_LEVEL,
    SupportReason.FARE_KNOWN,
    SupportReason.DISTANCE_KNOWN,
    SupportReason.PETROL_PRICE_KNOWN,
    SupportReason.MEAL_COST,
)


@dataclass(frozen=True)
class Share:
    """One support: True due, False not due, None cannot be told (see `needs`).

    `worth` is in đồng (of a gift in kind, what it is worth) and `quantity` in kind, each 0 when the support
    is of the other sort. `cost` is the price or cost that `worth` is reckoned from, when the text names one.
    """

    benefit: BenefitKey
    findings: tuple[Finding, ...] = ()
    worth: int = 0
    quantity: Decimal = Decimal(0)
    units: int = 1
    article: str = ""
    base: int = 0
    cost: int = 0
    row: Benefit | None = None
    rate: Rate | None = None
    rate_article: str = ""

    @property
    def fits(self) -> bool | None:
        return combine(f.outcome for f in self.findings if f.reason not in _ABOUT_THE_AMOUNT)

    @property
    def amount(self) -> int:
        """Đồng; 0 when it is not due, what it may come to when that cannot be told."""
        return 0 if self.fits is False else self.worth

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts that would settle whether it is due, or how much."""
        if self.fits is False:
            return ()
        return tuple(dict.fromkeys(f.field for f in self.findings if _open(f)))

    @property
    def unmet(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.outcome == Outcome.UNMET)

    def refused(self, reason: ReasonCode) -> Share:
        """The same support, not given for one more reason."""
        return replace(self, findings=(*self.findings, Finding(reason, Outcome.UNMET, self.article)))


@dataclass(frozen=True)
class Support:
    """What is given out of several supports, what gives way to it, and what cannot be told yet."""

    chosen: tuple[Share, ...] = ()
    not_given: tuple[Share, ...] = ()
    open: tuple[Share, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def fits(self) -> bool | None:
        """True when something is given and nothing may change that; None when it cannot be told."""
        if self.open or any(finding.outcome == Outcome.UNKNOWN for finding in self.findings):
            return None
        return bool(self.chosen)

    @property
    def amount(self) -> int:
        """Đồng as far as is certain; `needs` names what may change it."""
        return sum(share.amount for share in self.chosen)

    @property
    def needs(self) -> tuple[str, ...]:
        fields = [field for share in (*self.chosen, *self.open) for field in share.needs]
        fields += [finding.field for finding in self.findings if finding.outcome == Outcome.UNKNOWN]
        return tuple(dict.fromkeys(fields))

    def joined(self, other: Support) -> Support:
        """Two supports that run side by side."""
        return Support(
            self.chosen + other.chosen,
            self.not_given + other.not_given,
            self.open + other.open,
            self.findings + other.findings,
        )


def priced(
    share: Share,
    row: Benefit | None,
    *,
    on: date,
    known_on: date,
    law: Law,
    province: str | None = None,
    units: int = 1,
    cost: int | None = None,
) -> Share:
    """A support with its article and what it comes to at the base of the month of `on`.

    `cost` in đồng is what the text multiplies where it names a price; not known, the support is worth 0.
    """
    if row is None:
        missing = Finding(SupportReason.IN_FORCE, Outcome.UNMET)
        return replace(share, units=units, findings=share.findings or (missing,))
    article = law.cite(row.article, row.instrument)
    findings = tuple(f if f.article else replace(f, article=article) for f in share.findings)
    share = replace(share, row=row, units=units, article=article, findings=findings)
    if row.measure in (Measure.DONG, Measure.DONG_IN_KIND):
        return replace(share, worth=_whole(row.value * units))
    if row.measure in (Measure.TIMES_COST, Measure.LITRES_PER_KM):
        return replace(share, cost=cost or 0, worth=_whole(row.value * units * (cost or 0)))
    if row.measure == Measure.KG_RICE:
        return replace(share, quantity=row.value * units)
    if row.measure == Measure.IN_KIND:
        return share
    rate = law.rate(RateKind.BASE, first_of(on), known_on, province)
    if rate is None:
        return replace(share, findings=(*findings, Finding(Reason.RATE_IN_FORCE, Outcome.UNMET)))
    return replace(
        share,
        rate=rate,
        base=rate.amount,
        rate_article=law.cite(rate.article, rate.instrument),
        worth=_whole(rate.amount * row.value * units),
    )


def undated(keys: Iterable[BenefitKey], field: str) -> tuple[Share, ...]:
    """Supports of which not even the day is known, hence not the law."""
    unknown = Finding(SupportReason.IN_FORCE, Outcome.UNKNOWN, field=field)
    return tuple(Share(key, (unknown,)) for key in keys)


def highest(shares: Iterable[Share]) -> Support:
    """The highest of several supports; those not yet told matter only where they may be higher."""
    judged = tuple(shares)
    best = max((s for s in judged if s.fits), key=lambda s: s.worth, default=None)
    higher = tuple(s for s in judged if s.fits is None and (best is None or s.worth > best.worth))
    refused = tuple(
        s if s.fits is False else s.refused(SupportReason.HIGHEST_SUPPORT)
        for s in judged
        if s is not best and s not in higher
    )
    return Support((best,) if best else (), refused, higher)


def condition(
    reason: ReasonCode, known: bool | None, field: str, *, fact: str = "", number: int | None = None
) -> Finding:
    """One condition judged on one fact."""
    outcome = Outcome.UNKNOWN if known is None else Outcome.MET if known else Outcome.UNMET
    return Finding(reason, outcome, fact=fact, field=field, number=number)


def either(*known: bool | None) -> bool | None:
    """Whether one of several is true, when some may not be known."""
    return True if True in known else None if None in known else False


def _open(finding: Finding) -> bool:
    if finding.reason == Reason.BIRTH_DATE_PROVEN:
        return finding.outcome != Outcome.MET
    return finding.outcome == Outcome.UNKNOWN


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
