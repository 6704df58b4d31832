"""Treatment, transport and essentials, meals in facilities, visits: what the food money leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from policy.enums import ProtectionKind, TransportMeans, VisitLevel, Visitor
from policy.rules import (
    essentials_due,
    facility_meal_ceiling,
    transport_due,
    treatment_due,
    visit_due,
)
from policy.support_facts import EssentialsFacts, TransportFacts, TreatmentFacts, VisitFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW

OLD = date(2026, 6, 10)
NEW = date(2026, 11, 3)
KNOWN = date(2026, 11, 20)
SICK = TreatmentFacts(OLD, ProtectionKind.VICTIM, has_health_card=False, insurance_would_pay=1_200_000)
TAKEN = TransportFacts(OLD, ProtectionKind.HOMELESS, TransportMeans.PUBLIC, fare=150_000)
BY_CAR = replace(TAKEN, transport=TransportMeans.OFFICE, fare=None, kilometres=120, petrol_price=20_005)
LOST = EssentialsFacts(OLD, emergency_cause=True, lost_home=True, cannot_provide=True)


@pytest.mark.parametrize(
    ("known", "fits", "amount", "needs"),
    [
        pytest.param({}, True, 1_200_000, (), id="TT 02/2021 3(2) at insurance level"),
        pytest.param({"started_on": NEW}, True, 1_200_000, (), id="335/2026 16 treatment"),
        pytest.param({"has_health_card": True}, False, 0, (), id="TT 02/2021 3(2) with a card"),
        pytest.param({"kind": ProtectionKind.NONE}, False, 0, (), id="20/2021 18(2) no protection"),
        pytest.param({"has_health_card": None}, None, 1_200_000, ("has_health_card",), id="card not known"),
        pytest.param({"kind": None}, None, 1_200_000, ("kind",), id="need not known"),
        pytest.param({"insurance_would_pay": None}, True, 0, ("insurance_would_pay",), id="level not known"),
        pytest.param({"started_on": None}, None, 0, ("started_on",), id="day not known"),
        pytest.param({"started_on": date(2021, 6, 30)}, False, 0, (), id="before Circular 02/2021"),
    ],
)
def test_treatment(known: dict[str, Any], fits: bool | None, amount: int, needs: tuple[str, ...]) -> None:
    found = treatment_due(facts=replace(SICK, **known), known_on=KNOWN, law=LAW)
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


@pytest.mark.parametrize(
    ("facts", "fits", "amount", "needs"),
    [
        pytest.param(TAKEN, True, 150_000, (), id="TT 02/2021 3(3) public fare"),
        pytest.param(BY_CAR, True, 480_120, (), id="TT 02/2021 3(3) 0,2 litres a km"),
        pytest.param(
            replace(TAKEN, transport=TransportMeans.HIRED, fare=900_000),
            True,
            900_000,
            (),
            id="TT 02/2021 3(3) hire agreed",
        ),
        pytest.param(replace(BY_CAR, started_on=NEW), True, 480_120, (), id="335/2026 16 own vehicle"),
        pytest.param(replace(BY_CAR, petrol_price=None), True, 0, ("petrol_price",), id="price not known"),
        pytest.param(replace(BY_CAR, kilometres=None), True, 0, ("kilometres",), id="distance not known"),
        pytest.param(replace(TAKEN, fare=None), True, 0, ("fare",), id="fare not known"),
        pytest.param(replace(TAKEN, started_on=None), None, 0, ("started_on",), id="day not known"),
        pytest.param(replace(TAKEN, kind=ProtectionKind.NONE), False, 0, (), id="no protection"),
        pytest.param(replace(TAKEN, started_on=date(2021, 6, 30)), False, 0, (), id="before the circular"),
    ],
)
def test_transport(facts: TransportFacts, fits: bool | None, amount: int, needs: tuple[str, ...]) -> None:
    found = transport_due(facts=facts, known_on=KNOWN, law=LAW)
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


def test_transport_of_unknown_means_names_it() -> None:
    found = transport_due(facts=replace(TAKEN, transport=None), known_on=KNOWN, law=LAW)
    assert (found.fits, "transport" in found.needs, len(found.open)) == (None, True, 3)


def test_half_a_dong_of_petrol_is_rounded_up() -> None:
    found = transport_due(facts=replace(BY_CAR, kilometres=1, petrol_price=20_003), known_on=KNOWN, law=LAW)
    assert [(share.worth, share.units, share.cost) for share in found.chosen] == [(4_001, 1, 20_003)]


@pytest.mark.parametrize("known", [{"fare": -1}, {"kilometres": -1}, {"petrol_price": -1}])
def test_transport_below_zero_is_refused(known: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        transport_due(facts=replace(TAKEN, **known), known_on=KNOWN, law=LAW)


def test_treatment_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        treatment_due(facts=replace(SICK, insurance_would_pay=-1), known_on=KNOWN, law=LAW)


@pytest.mark.parametrize(
    ("known", "fits", "needs"),
    [
        pytest.param({}, True, (), id="20/2021 12(2)"),
        pytest.param({"happened_on": NEW}, True, (), id="335/2026 12 essentials"),
        pytest.param({"emergency_cause": False}, False, (), id="20/2021 12(2) another cause"),
        pytest.param({"lost_home": False}, False, (), id="20/2021 12(2) home kept"),
        pytest.param({"cannot_provide": False}, False, (), id="20/2021 12(2) can provide"),
        pytest.param({"lost_home": None}, None, ("lost_home",), id="home not known"),
        pytest.param({"cannot_provide": None}, None, ("cannot_provide",), id="needs not known"),
        pytest.param({"emergency_cause": None}, None, ("emergency_cause",), id="cause not known"),
        pytest.param({"happened_on": None}, None, ("happened_on",), id="day not known"),
        pytest.param({"happened_on": date(2021, 6, 30)}, False, (), id="before Decree 20/2021"),
    ],
)
def test_essentials_are_in_kind(known: dict[str, Any], fits: bool | None, needs: tuple[str, ...]) -> None:
    found = essentials_due(facts=replace(LOST, **known), known_on=KNOWN, law=LAW)
    assert (found.fits, found.needs, found.amount, found.quantity) == (fits, needs, 0, Decimal(0))


@pytest.mark.parametrize(
    ("visitor", "level", "money", "gift"),
    [
        pytest.param(Visitor.NATIONAL, VisitLevel.FIRST, 5_000_000, 500_000, id="335/2026 14 national 1"),
        pytest.param(Visitor.NATIONAL, VisitLevel.SECOND, 3_000_000, 500_000, id="335/2026 14 national 2"),
        pytest.param(Visitor.NATIONAL, VisitLevel.THIRD, 1_000_000, 500_000, id="335/2026 14 national 3"),
        pytest.param(
            Visitor.LOCAL, VisitLevel.FIRST, 3_000_000, 500_000, id="335/2026 14 ministry, province 1"
        ),
        pytest.param(
            Visitor.LOCAL, VisitLevel.SECOND, 2_000_000, 300_000, id="335/2026 14 ministry, province 2"
        ),
        pytest.param(
            Visitor.LOCAL, VisitLevel.THIRD, 1_000_000, 300_000, id="335/2026 14 ministry, province 3"
        ),
    ],
)
def test_visits_and_gifts(visitor: Visitor, level: VisitLevel, money: int, gift: int) -> None:
    found = visit_due(facts=VisitFacts(NEW, visitor, level), known_on=KNOWN, law=LAW)
    assert (found.fits, [share.worth for share in found.chosen], found.amount) == (
        True, [money, gift], money + gift,
    )  # fmt: skip
    assert {share.article for share in found.chosen} == {"Điều 14 Nghị định 335/2026/NĐ-CP"}


@pytest.mark.parametrize(
    ("facts", "fits", "needs", "open_shares"),
    [
        pytest.param(VisitFacts(NEW, Visitor.LOCAL), None, ("level",), 6, id="level not known"),
        pytest.param(VisitFacts(NEW, level=VisitLevel.FIRST), None, ("visitor",), 4, id="visitor not known"),
        pytest.param(VisitFacts(), None, ("happened_on",), 12, id="day not known"),
        pytest.param(VisitFacts(OLD, Visitor.LOCAL, VisitLevel.FIRST), False, (), 0, id="before 335/2026"),
    ],
)
def test_visit_not_settled(
    facts: VisitFacts, fits: bool | None, needs: tuple[str, ...], open_shares: int
) -> None:
    found = visit_due(facts=facts, known_on=KNOWN, law=LAW)
    assert (found.fits, found.needs, len(found.open)) == (fits, needs, open_shares)


@pytest.mark.parametrize(
    ("cost", "on", "worth", "needs"),
    [
        pytest.param(30_000, NEW, 90_000, (), id="335/2026 meals three times"),
        pytest.param(None, NEW, 0, ("meal_cost",), id="meal not known"),
        pytest.param(0, NEW, 0, (), id="meal costs nothing"),
    ],
)
def test_meals_on_holidays_and_for_the_sick(
    cost: int | None, on: date, worth: int, needs: tuple[str, ...]
) -> None:
    found = facility_meal_ceiling(cost=cost, on=on, known_on=KNOWN, law=LAW)
    assert (found.fits, found.worth, found.needs) == (True, worth, needs)
    assert found.row is not None
    assert found.row.ceiling


def test_no_meal_ceiling_before_decree_335() -> None:
    found = facility_meal_ceiling(cost=30_000, on=OLD, known_on=KNOWN, law=LAW)
    assert (found.fits, [item.reason for item in found.findings]) == (False, [SupportReason.IN_FORCE])


def test_meal_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing or more"):
        facility_meal_ceiling(cost=-1, on=NEW, known_on=KNOWN, law=LAW)
