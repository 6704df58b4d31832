"""What the office knows of a person for a day: sheet, household of that year, class of the area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from freezegun import freeze_time

from audit.models import Entry
from beneficiaries import actions
from beneficiaries.models import FactSheet
from beneficiaries.queries import current_facts, facts_in_hand, facts_on
from beneficiaries.rules import YearResult
from policy.enums import DifficultyClass, EvidenceKind, PovertyStatus
from policy.facts import Child, Evidence, Facts, PartialDate
from policy.queries import current_law
from policy.rules import assess
from tests.factories import law, offices, people

pytestmark = pytest.mark.django_db

NOVEMBER, JANUARY = dt.date(2026, 11, 16), dt.date(2027, 1, 1)
LISTED = "Điều 1 Nghị quyết 999/2026/NQ-HĐND"


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


@pytest.fixture
def officer():
    return offices.actor("commune_officer", code=offices.SON_HA, name="Đinh Văn Cán")


@pytest.fixture
def person(officer):
    return people.person(born="05/2025", by=officer, hamlet="Thôn Gò")


def needs(person, on: dt.date) -> tuple[str, ...]:
    """What would tell whether the child is of clause 7."""
    found = assess(facts_on(person, on), on, current_law())
    return next(item.needs for item in found if item.group == "toddler_poor")


def test_household_answers_for_its_year_and_another_year_is_needed(officer, person) -> None:
    person = actions.set_household(person=person, household=None, relation="con", by=officer)
    actions.record_poverty(
        household=person.household, year=2026, status="poor", certificate_number="12/HN",
        recognised_on=dt.date(2025, 12, 20), by=officer,
    )  # fmt: skip
    actions.record_facts(person=person, facts=Facts(in_special_difficulty_area=True), by=officer)
    found = facts_on(person, NOVEMBER)
    paper = Evidence("poverty", EvidenceKind.POVERTY_CERTIFICATE, "12/HN", dt.date(2025, 12, 20))
    assert (found.poverty, found.poverty_year, found.evidence) == (PovertyStatus.POOR, 2026, (paper,))
    assert [("poverty" in needs(person, day)) for day in (dt.date(2026, 12, 31), JANUARY)] == [False, True]


def test_status_stated_without_household_counts_in_the_year_it_was_recorded(officer, person) -> None:
    actions.record_facts(person=person, facts=Facts(poverty=PovertyStatus.NEAR_POOR), by=officer)
    assert current_facts(person).poverty_year == 2026
    assert facts_in_hand(person, dt.date(2026, 12, 31)).facts.poverty == PovertyStatus.NEAR_POOR
    assert facts_in_hand(person, JANUARY).facts.poverty is None


def test_sheet_of_the_old_shape_is_of_the_year_it_was_recorded(officer, person) -> None:
    FactSheet.objects.create(
        person=person, facts={"poverty": "poor", "children": [{"born": "2015", "studying": None}]}
    )
    FactSheet.objects.update(recorded_at="2025-12-31 20:00:00+00:00")  # 01/01/2026 here
    found = current_facts(person)
    assert (found.poverty, found.poverty_year, found.children) == (
        PovertyStatus.POOR, 2026, (Child(PartialDate(2015)),)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "special"),
    [
        (dt.date(2026, 10, 31), None),
        (dt.date(2026, 11, 1), True),
        (dt.date(2026, 12, 31), True),
        (dt.date(2027, 1, 1), None),
    ],
)
def test_area_comes_from_the_home_and_the_day(person, on: dt.date, special: bool | None) -> None:
    law.listed(law.areas(("thôn gò", DifficultyClass.SPECIAL), valid_to=dt.date(2026, 12, 31)))
    assert facts_on(person, on).in_special_difficulty_area is special


def test_answer_of_the_table_is_shown_and_not_kept_as_a_statement(officer, person) -> None:
    law.listed(law.areas(("Thôn Gò", DifficultyClass.SPECIAL), valid_to=dt.date(2026, 12, 31)))
    hand = facts_in_hand(person, NOVEMBER)
    assert (hand.fixed, hand.facts.in_special_difficulty_area) == ({"in_special_difficulty_area"}, True)
    actions.record_facts(person=person, facts=hand.facts, by=officer)
    assert facts_on(person, JANUARY).in_special_difficulty_area is None


def test_statement_of_an_officer_stands_where_the_table_is_silent(officer, person) -> None:
    paper = Evidence("in_special_difficulty_area", EvidenceKind.COMMUNE_CONFIRMATION, "7/XN")
    stated = Facts(in_special_difficulty_area=True).with_evidence(paper)
    actions.record_facts(person=person, facts=stated, by=officer)
    law.listed(law.areas(("Thôn Gò", DifficultyClass.ORDINARY), valid_from=dt.date(2027, 1, 1)))
    before, after = facts_on(person, NOVEMBER), facts_on(person, JANUARY)
    assert (before.in_special_difficulty_area, before.evidence) == (True, (paper,))
    assert (after.in_special_difficulty_area, after.evidence[0].number) == (False, LISTED)


# Versions


def test_facts_are_not_recorded_over_others_nobody_has_seen(officer, person) -> None:
    first = actions.record_facts(person=person, facts=Facts(abandoned=True), by=officer, version=0)
    with pytest.raises(actions.StaleFacts) as refused:
        actions.record_facts(person=person, facts=Facts(abandoned=False), by=officer, version=0)
    stale = refused.value
    assert (stale.facts.abandoned, stale.version, stale.by, stale.at) == (
        True, 1, "Đinh Văn Cán", first.recorded_at
    )  # fmt: skip
    actions.record_facts(person=person, facts=Facts(abandoned=False), by=officer, version=1)
    assert [row.version for row in person.fact_sheets.all()] == [2, 1]


def test_details_are_not_corrected_over_others_nobody_has_seen(officer, person) -> None:
    actions.update_person(person=person, data=people.data(phone="1"), by=officer, version=1)
    with pytest.raises(actions.StaleDetails) as refused:
        actions.update_person(person=person, data=people.data(phone="2"), by=officer, version=1)
    assert (refused.value.person.phone, refused.value.person.version) == ("1", 2)
    assert Entry.objects.filter(event="person.updated").count() == 1


# The trail


def test_trail_keeps_papers_but_those_of_health_and_masks_numbers_of_children(officer, person) -> None:
    child = Child(PartialDate(2015), name="Bé An", id_number="051215000001")
    told = Facts(abandoned=True, hiv_confirmed=True, children=(child,))
    told = told.with_evidence(Evidence("abandoned", EvidenceKind.ABANDONMENT_MINUTES, "3/BB"))
    told = told.with_evidence(
        Evidence("hiv_confirmed", EvidenceKind.MEDICAL_CONFIRMATION, "9/YT", issuer="Trạm")
    )
    actions.record_facts(person=person, facts=told, by=officer)
    after = Entry.objects.get(event="person.facts_recorded").after
    assert after["fields"] == ["abandoned", "children", "health"]
    assert list(after["evidence"]) == ["abandoned"]
    assert after["children"][0]["id_number"] == "••••••••0001"
    assert [word for word in ("9/YT", "Trạm", "hiv", "051215000001") if word in str(after)] == []


def test_paper_of_health_alone_is_a_change_of_health(officer, person) -> None:
    told = Facts(hiv_confirmed=True)
    actions.record_facts(person=person, facts=told, by=officer)
    paper = Evidence("hiv_confirmed", EvidenceKind.MEDICAL_CONFIRMATION, "9/YT")
    actions.record_facts(person=person, facts=told.with_evidence(paper), by=officer)
    entry = Entry.objects.filter(event="person.facts_recorded").latest("pk")
    assert (entry.before, entry.after) == ({}, {"fields": ["health"]})


# Poverty of many households


def household(officer, name: str, hamlet: str = "Thôn Gò"):
    who = people.person(name, by=officer, hamlet=hamlet)
    return actions.set_household(person=who, household=None, relation="chủ hộ", by=officer).household


def test_year_is_recorded_for_many_households_each_with_its_entry(officer) -> None:
    one, other = household(officer, "Đinh Thị An"), household(officer, "Đinh Thị Ba")
    told = {"year": 2027, "recognised_on": dt.date(2026, 12, 20), "by": officer}
    results = [YearResult(one.pk, "poor", "1/HN"), YearResult(other.pk, "near_poor")]
    assert actions.record_poverty_year(results=results, **told) == 2
    assert actions.record_poverty_year(results=results, **told) == 0
    row = one.poverty_years.get()
    assert (row.year, row.status, row.certificate_number, row.recognised_on) == (
        2027,
        "poor",
        "1/HN",
        dt.date(2026, 12, 20),
    )
    entries = Entry.objects.filter(event="household.poverty_recorded")
    assert {entry.subject_id for entry in entries} == {str(one.pk), str(other.pk)}


def test_year_is_not_recorded_over_a_result_nobody_has_seen(officer) -> None:
    one, other = household(officer, "Đinh Thị An"), household(officer, "Đinh Thị Ba")
    actions.record_poverty(household=one, year=2027, status="poor", by=officer)
    results = [YearResult(one.pk, "not_poor", seen=""), YearResult(other.pk, "poor", seen="")]
    with pytest.raises(actions.StaleYear) as refused:
        actions.record_poverty_year(year=2027, results=results, by=officer)
    assert (refused.value.standing, other.poverty_years.count()) == ({one.pk: "poor"}, 0)
