"""Living in a social-assistance facility: Article 25 of Decree 20/2021, levels kept by Decree 335/2026."""

from __future__ import annotations

from datetime import date

import pytest

from policy.enums import Admission, DisabilityDegree, ParentState
from policy.rules import (
    Share,
    assess,
    community_beside_facility,
    facility_ceilings,
    facility_nurturing_due,
)
from policy.support_facts import FacilityFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, NEW, born, facts

MONTH = date(2026, 11, 1)
KNOWN = date(2026, 11, 20)


def nurturing(
    birth: str | None = "10/02/2015",
    admitted_as: Admission | None = Admission.HARDSHIP,
    month: date = MONTH,
    known_on: date = KNOWN,
    died_on: date | None = None,
) -> Share:
    person = FacilityFacts(admitted_as, born(birth) if birth else None, died_on)
    return facility_nurturing_due(facts=person, month=month, known_on=known_on, law=LAW)


@pytest.mark.parametrize(
    ("birth", "month", "known_on", "amount"),
    [
        pytest.param("10/02/2022", "2024-06-01", "2024-06-20", 1_800_000, id="25(1)(a) base 360.000"),
        pytest.param("10/02/2023", "2026-06-01", "2026-06-20", 2_500_000, id="25(1)(a) base 500.000"),
        pytest.param("10/02/2024", "2026-11-01", "2026-11-20", 2_700_000, id="25(1)(a) base 540.000"),
        pytest.param("10/02/2015", "2024-06-01", "2024-06-20", 1_440_000, id="25(1)(b) base 360.000"),
        pytest.param("10/02/1950", "2026-06-01", "2026-06-20", 2_000_000, id="25(1)(b) base 500.000"),
        pytest.param("10/02/2015", "2026-11-01", "2026-11-20", 2_160_000, id="25(1)(b) base 540.000"),
        pytest.param("15/11/2022", "2026-10-01", "2026-11-20", 2_700_000, id="the month before turning 4"),
        pytest.param("15/11/2022", "2026-11-01", "2026-11-20", 2_160_000, id="the month of turning 4"),
        pytest.param("10/02/2015", "2026-09-01", "2026-10-04", 2_000_000, id="335/2026 not yet known"),
        pytest.param("10/02/2015", "2026-09-01", "2026-10-05", 2_160_000, id="335/2026 32 back to July"),
        pytest.param("10/02/2015", "2021-06-01", "2026-10-05", 0, id="before Decree 20/2021"),
    ],
)
def test_nurturing_by_age_and_month(birth: str, month: str, known_on: str, amount: int) -> None:
    found = nurturing(birth, month=date.fromisoformat(month), known_on=date.fromisoformat(known_on))
    assert (found.fits, found.amount) == (bool(amount), amount)


@pytest.mark.parametrize(
    ("admitted_as", "fits", "amount", "needs"),
    [
        pytest.param(Admission.HARDSHIP, True, 2_160_000, (), id="24(1)"),
        pytest.param(Admission.EMERGENCY, True, 2_160_000, (), id="24(2)"),
        pytest.param(Admission.SANCTION, True, 2_160_000, (), id="24(3)"),
        pytest.param(Admission.VOLUNTARY, False, 0, (), id="24(4) by contract"),
        pytest.param(Admission.NOT_ADMITTED, False, 0, (), id="not in a facility"),
        pytest.param(None, None, 2_160_000, ("admitted_as",), id="not known"),
    ],
)
def test_nurturing_by_ground(
    admitted_as: Admission | None, fits: bool | None, amount: int, needs: tuple[str, ...]
) -> None:
    found = nurturing(admitted_as=admitted_as)
    assert (found.fits, found.amount, found.needs) == (fits, amount, needs)


@pytest.mark.parametrize("birth", [pytest.param(None, id="no birth date"), pytest.param("2022", id="a year")])
def test_nurturing_unproven_birth_pays_the_least(birth: str | None) -> None:
    found = nurturing(birth, month=date(2026, 6, 1), known_on=date(2026, 6, 20))
    least = 2_000_000 if birth is None else 2_500_000
    assert (found.fits, found.amount, found.needs) == (True, least, ("born",))


def test_nurturing_stops_after_the_month_of_death() -> None:
    died = date(2026, 10, 20)
    months = [nurturing(month=month, died_on=died).amount for month in (date(2026, 10, 1), MONTH)]
    assert months == [2_160_000, 0]


ORPHAN = facts(
    "10/02/2015",
    father_state=ParentState.DEAD,
    mother_state=ParentState.DEAD,
    disability_degree=DisabilityDegree.EXTREME,
)


@pytest.mark.parametrize(
    ("admitted_as", "settled", "total", "needs"),
    [
        pytest.param(Admission.HARDSHIP, True, 0, (), id="25(5) nurturing instead"),
        pytest.param(Admission.NOT_ADMITTED, True, 1_350_000, (), id="25(5) in the community"),
        pytest.param(None, False, 1_350_000, ("admitted_as",), id="25(5) cannot be told"),
    ],
)
def test_monthly_assistance_gives_way(
    admitted_as: Admission | None, settled: bool, total: int, needs: tuple[str, ...]
) -> None:
    found = community_beside_facility(nurturing(admitted_as=admitted_as), assess(ORPHAN, NEW, LAW))
    assert (found.settled, found.choice.total, found.needs) == (settled, total, needs)


def test_25_5_says_what_gave_way_and_why() -> None:
    found = community_beside_facility(nurturing(), assess(ORPHAN, NEW, LAW))
    assert {(aside.assessment.group, aside.finding.reason) for aside in found.choice.set_aside} == {
        ("child_both_dead", SupportReason.FACILITY_INSTEAD),
        ("disability_extreme", SupportReason.FACILITY_INSTEAD),
    }


def test_25_5_names_monthly_assistance_only_not_the_social_pension() -> None:
    old = facts("10/02/1945", disability_degree=DisabilityDegree.SEVERE, has_pension_or_si=False)
    found = community_beside_facility(nurturing("10/02/1945"), assess(old, NEW, LAW))
    assert ([item.group for item in found.choice.chosen], found.choice.total) == (["pension_75"], 540_000)


def test_yearly_ceilings_of_decree_335() -> None:
    def ceilings(on: date) -> dict[str, int]:
        return {share.benefit: share.amount for share in facility_ceilings(on=on, known_on=on, law=LAW)}

    assert (ceilings(date(2026, 10, 4)), ceilings(date(2026, 10, 5))) == (
        {},
        {
            "facility_effects": 5_400_000,
            "facility_medicine": 10_800_000,
            "facility_utilities": 8_100_000,
            "facility_equipment_person": 15_000_000,
            "facility_equipment": 1_500_000_000,
        },
    )
