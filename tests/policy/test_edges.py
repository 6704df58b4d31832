"""The edges of the rules: the day itself, the number itself, what a mistake of one would change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policy.enums import Admission, BenefitKey, CareArrangement, DisabilityDegree, Outcome, Sex
from policy.facts import Child
from policy.reasons import Reason
from policy.rules import (
    assess,
    care_support_due,
    entitlements_due,
    facility_ceilings,
    facility_nurturing_due,
    first_payable_month,
    funeral_support_due,
    last_payable_month,
    monthly_due,
    protection_food_due,
    transport_due,
)
from policy.rules.conditions import children_counted
from policy.support_facts import CareFacts, FacilityFacts, FuneralFacts, ProtectionFacts, TransportFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, NEW, born, due, facts, judged

KNOWN = date(2026, 11, 20)
MONTH = date(2026, 11, 1)


def test_the_day_of_death_ends_every_group() -> None:
    dead = facts("1990", disability_degree="severe", died_on=NEW)
    finding = judged(dead, "disability_severe", NEW).findings[0]
    assert (finding.reason, finding.outcome, finding.field) == (Reason.ALIVE, Outcome.UNMET, "died_on")
    eve = facts("1990", disability_degree="severe", died_on=date(2026, 11, 17))
    assert judged(eve, "disability_severe", NEW).fits


@pytest.mark.parametrize(
    ("child", "study_below", "counted"),
    [
        pytest.param(Child(born("16/11/2004"), True), 22, (0, 0), id="4 the 22nd birthday"),
        pytest.param(Child(born("17/11/2004"), True), 22, (1, 0), id="4 the day before turning 22"),
        pytest.param(Child(born("2004"), True), 22, (0, 1), id="4 a year that may be 22"),
        pytest.param(Child(born("2004"), None), 22, (0, 1), id="4 a year and studies not known"),
        pytest.param(Child(born("2004"), False), 22, (0, 0), id="4 past 16 and not studying"),
        pytest.param(Child(born("2010"), True), 22, (1, 0), id="4 a year that may be 16, studying"),
        pytest.param(Child(born("2010"), False), 22, (0, 1), id="4 a year that may be 16, not studying"),
        pytest.param(Child(born("16/11/2010"), False), None, (0, 0), id="4 the 16th birthday"),
        pytest.param(Child(born("17/11/2010"), False), None, (1, 0), id="4 the day before turning 16"),
        pytest.param(Child(born("1990"), True), None, (1, 0), id="335/2026 4 no limit of 22"),
    ],
)
def test_children_of_clause_4(child: Child, study_below: int | None, counted: tuple[int, int]) -> None:
    group = replace(
        next(row for row in LAW.groups if row.key == "single_parent"), child_study_below=study_below
    )
    assert children_counted(group, facts("1980", children=(child,)), NEW) == counted


def test_group_that_ends_today_is_still_paid() -> None:
    ended = date(2025, 6, 30)
    person = born("10/02/1940")
    ends = [
        last_payable_month(group="elderly_80", born=person, known_on=day, law=LAW)
        for day in (ended, date(2025, 7, 1))
    ]
    assert ends == [None, date(2025, 6, 1)]


def test_start_from_the_birthday_month_takes_the_age_of_the_group() -> None:
    told = {"received_on": date(2024, 9, 2), "signed_on": date(2024, 9, 20), "born": born("10/03/1944")}
    assert first_payable_month(group="elderly_80", law=LAW, **told) == date(2024, 3, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "more", "row"),
    [
        (
            ("disability_severe", "1990", "2026-11"),
            {"died_on": date(2026, 10, 3)},
            ("not_after_death", "unmet", "03/10/2026", "died_on", None),
        ),
        (("single_parent", "1990", "2026-11"), {"units": 0}, ("units", "unmet", "", "children", 0)),
        (("elderly_poor", "1980", "2026-11"), {}, ("age_reached", "unmet", "1980", "born", 60)),
        (("disability_severe", "1990", "2020-01"), {}, ("group_in_force", "unmet", "", "", None)),
        (("child_hiv", "10/02/2005", "2026-11"), {}, ("age_limit", "unmet", "10/02/2005", "born", 16)),
        (("child_hiv", "10/11/2010", "2026-11"), {}, ("age_limit", "met", "10/11/2010", "born", 16)),
        (("child_hiv", None, "2026-11"), {}, ("birth_date_proven", "unmet", "", "born", None)),
        (("child_hiv", "2022", "2026-06"), {}, ("birth_date_proven", "unknown", "2022", "born", None)),
    ],
)
def test_why_a_month_pays_less_or_nothing(
    asked: tuple[str, str | None, str], more: dict[str, Any], row: tuple[object, ...]
) -> None:
    found = due(*asked, **more).reasons
    assert [(item.reason, item.outcome, item.fact, item.field, item.number) for item in found] == [row]


def test_only_a_group_for_every_age_needs_no_birth_date() -> None:
    assert [due(group, None, "2026-11").needs for group in ("adult_hiv", "elderly_facility_eligible")] == [
        (), ("born",),
    ]  # fmt: skip


def test_group_with_an_amount_of_nothing_is_not_chosen() -> None:
    before = date(2021, 7, 1)
    law = LAW.with_money(rates=[])
    choice = entitlements_due(assess(facts("1990", disability_degree="severe"), before, law))
    assert (choice.chosen, choice.set_aside) == ((), ())


def test_pension_beside_single_parent_gives_way_as_a_pension() -> None:
    person = facts(
        "1950", poverty="near_poor", marital_state="widowed", has_pension_or_si=False,
        disability_degree="severe", children=(Child(born("2015")),),
    )  # fmt: skip
    choice = entitlements_due(assess(person, NEW, LAW))
    assert [item.group for item in choice.chosen] == ["single_parent", "disability_severe"]
    assert [(row.assessment.group, row.finding.reason) for row in choice.set_aside] == [
        ("pension_75", Reason.PENSION_OR_ASSISTANCE)
    ]
    assert [row.reason for row in choice.reasons] == [
        Reason.SINGLE_PARENT_AND_OTHER, Reason.PENSION_OR_ASSISTANCE,
    ]  # fmt: skip


def test_actual_cost_raises_the_burial_of_the_unclaimed_alone() -> None:
    told = FuneralFacts(
        died_on=NEW, on_monthly_assistance=True, died_in_emergency=True, buried_by_others=False,
        actual_cost=90_000_000, other_funeral_support=0, lived_in_facility=False,
    )  # fmt: skip
    found = funeral_support_due(facts=told, known_on=KNOWN, law=LAW)
    assert found.amount == 27_000_000
    others = funeral_support_due(facts=replace(told, buried_by_others=True), known_on=KNOWN, law=LAW)
    assert others.amount == 90_000_000


def test_newest_ceiling_alone_counts() -> None:
    row = LAW.benefits_of("facility_effects", NEW, KNOWN)[0]
    law = LAW.with_money(
        benefits=[*LAW.benefits, replace(row, valid_from=MONTH, known_from=MONTH, value=row.value * 2)]
    )
    found = [
        share.worth
        for share in facility_ceilings(on=NEW, known_on=KNOWN, law=law)
        if share.benefit == BenefitKey.FACILITY_EFFECTS
    ]
    assert found == [10_800_000]


def test_support_without_a_base_says_so() -> None:
    law = LAW.with_money(rates=[])
    found = facility_nurturing_due(
        facts=FacilityFacts(Admission.HARDSHIP, born("2000")), month=MONTH, known_on=KNOWN, law=law
    )
    assert (found.fits, found.amount, found.unmet[-1].reason) == (False, 0, Reason.RATE_IN_FORCE)


def test_food_says_what_is_beyond_three_months() -> None:
    told = ProtectionFacts("victim", date(2026, 6, 1), date(2026, 10, 1))  # type: ignore[arg-type]
    found = protection_food_due(facts=told, known_on=KNOWN, law=LAW)
    (beyond,) = found.findings
    assert (found.amount, beyond.reason, beyond.outcome, beyond.field, beyond.number) == (
        60_000 * 92, SupportReason.MONTHS_AT_MOST, Outcome.UNMET, "ended_on", 3,
    )  # fmt: skip
    none = protection_food_due(facts=replace(told, ended_on=date(2026, 5, 1)), known_on=KNOWN, law=LAW)
    assert [(row.reason, row.field) for row in none.not_given[0].unmet] == [
        (SupportReason.DAYS_COUNTED, "ended_on")
    ]


@pytest.mark.parametrize(
    ("birth", "month", "amount"),
    [
        pytest.param("20/11/2026", MONTH, 1_350_000, id="20(2)(a) the month of birth"),
        pytest.param("20/12/2026", MONTH, 540_000, id="20(2)(a) the month before birth"),
        pytest.param("20/11/2023", MONTH, 1_350_000, id="20(2)(a) the month of turning 3"),
        pytest.param("20/10/2023", MONTH, 540_000, id="20(2)(a) the month after turning 3"),
    ],
)
def test_small_child_counts_from_birth_to_three(birth: str, month: date, amount: int) -> None:
    person = facts(
        "1990", sex=Sex.FEMALE, disability_degree=DisabilityDegree.EXTREME, marital_state="single",
        children=(Child(born(birth)),),
    )  # fmt: skip
    found = care_support_due(
        person=person, care=CareFacts(CareArrangement.OWN_HOUSEHOLD, pregnant=False), month=month,
        known_on=KNOWN, law=LAW,
    )  # fmt: skip
    assert found.amount == amount


def test_pregnant_and_raising_one_is_two() -> None:
    person = facts(
        "1990", sex=Sex.FEMALE, disability_degree=DisabilityDegree.SEVERE, marital_state="single",
        children=(Child(born("01/2025")),),
    )  # fmt: skip
    found = care_support_due(
        person=person,
        care=CareFacts(CareArrangement.NONE, pregnant=True),
        month=MONTH,
        known_on=KNOWN,
        law=LAW,
    )
    assert [share.benefit for share in found.chosen] == [BenefitKey.CARE_TWO_EXPECTED_OR_CHILDREN]


def test_both_deaths_are_said() -> None:
    person = facts("1990", disability_degree=DisabilityDegree.EXTREME, died_on=date(2026, 10, 1))
    care = CareFacts(CareArrangement.OWN_HOUSEHOLD, carer_died_on=date(2026, 10, 2))
    found = care_support_due(person=person, care=care, month=MONTH, known_on=KNOWN, law=LAW)
    reasons = {row.reason for share in found.not_given for row in share.unmet}
    assert {Reason.NOT_AFTER_DEATH, SupportReason.CARER_ALIVE} <= reasons


def test_refusal_of_a_negative_price_reads_well() -> None:
    with pytest.raises(ValueError, match=r"^prices and distances are not negative$"):
        transport_due(facts=TransportFacts(fare=-1), known_on=KNOWN, law=LAW)


def test_month_of_death_is_paid_and_the_one_after_is_not() -> None:
    paid = [
        monthly_due(
            group="disability_severe", born=born("1990"), month=month, known_on=KNOWN, law=LAW,
            died_on=date(2026, 10, 1),
        ).amount
        for month in (date(2026, 10, 1), MONTH)
    ]  # fmt: skip
    assert paid == [810_000, 0]
