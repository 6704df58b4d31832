"""Emergency assistance in money and in kind: Articles 12 to 16 of Decrees 20/2021 and 335/2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import HouseDamage, HungerCause, PovertyStatus, ProtectionKind
from policy.rules import house_support_due, injury_due, protection_food_due, rice_due
from policy.support_facts import HouseFacts, HungerFacts, InjuryFacts, ProtectionFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW

OLD = date(2026, 6, 10)
NEW = date(2026, 11, 3)
KNOWN = date(2026, 11, 20)
HUNGRY = HungerFacts(NEW, short_of_food=True, cause=HungerCause.DISASTER, people=4, months=2)
INJURED = InjuryFacts(NEW, emergency_cause=True, seriously_injured=True, treated_days=3)
DESTROYED = HouseFacts(
    NEW,
    emergency_cause=True,
    damage=HouseDamage.DESTROYED,
    cannot_live_there=True,
    poverty=PovertyStatus.POOR,
    in_hardship=False,
    moved_by_order=False,
)


@pytest.mark.parametrize("happened_on", [OLD, NEW])
@pytest.mark.parametrize(
    ("cause", "people", "months", "kilograms", "within"),
    [
        pytest.param(HungerCause.NEW_YEAR, 4, 1, 60, True, id="12(1) new year"),
        pytest.param(HungerCause.NEW_YEAR, 4, 2, 60, False, id="12(1) new year, one month only"),
        pytest.param(HungerCause.DISASTER, 4, 2, 120, True, id="12(1) two months"),
        pytest.param(HungerCause.DISASTER, 1, 3, 45, True, id="12(1) three months"),
        pytest.param(HungerCause.DISASTER, 1, 5, 45, False, id="12(1) no more than three"),
    ],
)
def test_rice_is_a_quantity(
    happened_on: date, cause: HungerCause, people: int, months: int, kilograms: int, within: bool
) -> None:
    facts = replace(HUNGRY, happened_on=happened_on, cause=cause, people=people, months=months)
    found = rice_due(facts=facts, known_on=KNOWN, law=LAW)
    over = [finding for finding in found.unmet if finding.reason == SupportReason.MONTHS_AT_MOST]
    assert (found.fits, found.quantity, found.amount, not over) == (True, Decimal(kilograms), 0, within)


@pytest.mark.parametrize(
    ("known", "fits", "quantity", "needs"),
    [
        pytest.param({"happened_on": None}, None, 0, ("happened_on",), id="day"),
        pytest.param({"short_of_food": None}, None, 120, ("short_of_food",), id="hunger"),
        pytest.param({"cause": None}, None, 120, ("cause",), id="cause"),
        pytest.param({"people": None}, None, 0, ("people",), id="people"),
        pytest.param({"months": None}, True, 60, ("months",), id="months: one for the time being"),
        pytest.param({"short_of_food": False}, False, 120, (), id="not hungry"),
        pytest.param({"cause": HungerCause.OTHER}, False, 120, (), id="another cause"),
        pytest.param({"people": 0}, False, 0, (), id="nobody"),
    ],
)
def test_rice_by_facts(
    known: dict[str, Any], fits: bool | None, quantity: int, needs: tuple[str, ...]
) -> None:
    found = rice_due(facts=replace(HUNGRY, **known), known_on=KNOWN, law=LAW)
    assert (found.fits, found.quantity, found.needs) == (fits, Decimal(quantity), needs)


def test_rice_of_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        rice_due(facts=replace(HUNGRY, people=-1), known_on=KNOWN, law=LAW)


@pytest.mark.parametrize(
    ("happened_on", "known_on", "days", "fits", "amount", "needs"),
    [
        pytest.param(
            date(2024, 1, 5), date(2024, 1, 9), 1, True, 3_600_000, (), id="20/2021 13 base 360.000"
        ),
        pytest.param(OLD, OLD, 1, True, 5_000_000, (), id="20/2021 13"),
        pytest.param(OLD, OLD, None, True, 5_000_000, (), id="20/2021 13 asks no days"),
        pytest.param(NEW, KNOWN, 3, True, 5_400_000, (), id="335/2026 three days"),
        pytest.param(NEW, KNOWN, 2, False, 0, (), id="335/2026 two days"),
        pytest.param(NEW, KNOWN, None, None, 5_400_000, ("treated_days",), id="335/2026 days not known"),
        pytest.param(date(2021, 6, 30), KNOWN, 9, False, 0, (), id="before Decree 20/2021"),
    ],
)
def test_injury(
    happened_on: date,
    known_on: date,
    days: int | None,
    fits: bool | None,
    amount: int,
    needs: tuple[str, ...],
) -> None:
    facts = replace(INJURED, happened_on=happened_on, treated_days=days)
    found = injury_due(facts=facts, known_on=known_on, law=LAW)
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


@pytest.mark.parametrize("field", ["happened_on", "emergency_cause", "seriously_injured"])
def test_injury_unknown_fact_is_never_a_no(field: str) -> None:
    found = injury_due(facts=replace(INJURED, **{field: None}), known_on=KNOWN, law=LAW)
    assert (found.fits, found.needs) == (None, (field,))


@pytest.mark.parametrize("happened_on", [OLD, NEW])
@pytest.mark.parametrize(
    ("known", "benefit", "amount"),
    [
        pytest.param({}, "house_rebuilt", 40_000_000, id="15(1) poor"),
        pytest.param(
            {"poverty": PovertyStatus.NOT_POOR, "in_hardship": True},
            "house_rebuilt",
            40_000_000,
            id="15(1) in hardship",
        ),
        pytest.param(
            {"damage": HouseDamage.AT_RISK, "moved_by_order": True, "poverty": PovertyStatus.NOT_POOR},
            "house_moved",
            30_000_000,
            id="15(2) whoever must move",
        ),
        pytest.param(
            {"damage": HouseDamage.BADLY_DAMAGED, "poverty": PovertyStatus.NEAR_POOR},
            "house_repaired",
            20_000_000,
            id="15(3) near-poor",
        ),
        pytest.param({"poverty": PovertyStatus.NOT_POOR}, None, 0, id="15(1) not poor"),
        pytest.param({"damage": HouseDamage.AT_RISK}, None, 0, id="15(2) no decision"),
        pytest.param({"cannot_live_there": False}, None, 0, id="15(1) another place to live"),
        pytest.param({"damage": HouseDamage.NONE}, None, 0, id="15 no damage"),
    ],
)
def test_house(happened_on: date, known: dict[str, Any], benefit: str | None, amount: int) -> None:
    facts = replace(DESTROYED, **{"happened_on": happened_on, **known})
    found = house_support_due(facts=facts, known_on=KNOWN, law=LAW)
    assert (found.fits, [share.benefit for share in found.chosen], found.amount) == (
        bool(benefit),
        [benefit] if benefit else [],
        amount,
    )


@pytest.mark.parametrize(
    ("known", "needs"),
    [
        pytest.param({"happened_on": None}, ("happened_on",), id="day"),
        pytest.param({"damage": None}, ("damage",), id="damage"),
        pytest.param({"emergency_cause": None}, ("emergency_cause",), id="cause"),
        pytest.param({"cannot_live_there": None}, ("cannot_live_there",), id="still lives there"),
        pytest.param({"poverty": None}, ("poverty",), id="poverty"),
        pytest.param({"poverty": None, "in_hardship": None}, ("poverty", "in_hardship"), id="either"),
        pytest.param(
            {"damage": HouseDamage.AT_RISK, "moved_by_order": None}, ("moved_by_order",), id="order"
        ),
    ],
)
def test_house_unknown_fact_is_never_a_no(known: dict[str, Any], needs: tuple[str, ...]) -> None:
    found = house_support_due(facts=replace(DESTROYED, **known), known_on=KNOWN, law=LAW)
    assert (found.fits, found.amount, found.needs) == (None, 0, needs)


def food(started: date | None, ended: date | None, known_on: date = KNOWN, **known: Any) -> Any:
    facts = ProtectionFacts(
        **{"kind": ProtectionKind.VICTIM, "started_on": started, "ended_on": ended, **known}
    )
    return protection_food_due(facts=facts, known_on=known_on, law=LAW)


@pytest.mark.parametrize(
    ("started", "ended", "parts", "amount"),
    [
        pytest.param(date(2026, 6, 1), date(2026, 6, 10), [10], 600_000, id="TT 02/2021 3(1)"),
        pytest.param(date(2026, 10, 5), date(2026, 10, 14), [10], 1_000_000, id="335/2026 16"),
        pytest.param(
            date(2026, 10, 3), date(2026, 10, 6), [2, 2], 320_000, id="335/2026 across its first day"
        ),
        pytest.param(date(2026, 11, 16), None, [5], 500_000, id="335/2026 still going on"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 1), [1], 60_000, id="TT 02/2021 3(1) one day"),
    ],
)
def test_protection_food_by_day(started: date, ended: date | None, parts: list[int], amount: int) -> None:
    found = food(started, ended)
    assert (found.fits, [share.units for share in found.chosen], found.amount) == (True, parts, amount)


@pytest.mark.parametrize(
    ("started", "ended", "days", "cut"),
    [
        pytest.param(date(2026, 3, 10), date(2026, 6, 9), 92, False, id="18(3) three months"),
        pytest.param(date(2026, 3, 10), date(2026, 6, 10), 92, True, id="18(3) a day beyond"),
        pytest.param(date(2025, 11, 30), date(2026, 9, 1), 90, True, id="18(3) to the end of February"),
    ],
)
def test_protection_food_for_three_months_at_most(started: date, ended: date, days: int, cut: bool) -> None:
    found = food(started, ended)
    assert (sum(share.units for share in found.chosen), bool(found.findings)) == (days, cut)


@pytest.mark.parametrize(
    ("known", "fits", "needs"),
    [
        pytest.param({"kind": None}, None, ("kind",), id="case"),
        pytest.param({"started_on": None}, None, ("started_on",), id="first day"),
        pytest.param({"kind": ProtectionKind.NONE}, False, (), id="no case"),
        pytest.param({"ended_on": date(2026, 5, 1)}, False, (), id="no day"),
    ],
)
def test_protection_food_by_facts(known: dict[str, Any], fits: bool | None, needs: tuple[str, ...]) -> None:
    found = food(date(2026, 6, 1), date(2026, 6, 5), **known)
    assert (found.fits, found.amount, found.needs) == (fits, 0, needs)


@given(
    started=st.dates(date(2021, 6, 1), date(2026, 11, 20)),
    length=st.integers(-5, 400),
    known_on=st.dates(date(2021, 7, 1), date(2026, 12, 31)),
)
def test_protection_food_is_never_negative_nor_longer_than_three_months(
    started: date, length: int, known_on: date
) -> None:
    ended = date.fromordinal(started.toordinal() + length)
    found = food(started, ended, known_on)
    assert 0 <= sum(share.units for share in found.chosen) <= min(max(length + 1, 0), 92)
    assert 0 <= found.amount <= 92 * 100_000
