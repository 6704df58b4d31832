"""Foreseen changes: what the law foresees, filters, pages, who sees whom."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from python_calamine import CalamineWorkbook

from audit.models import Entry
from beneficiaries.actions import add_relation, record_facts, record_poverty, set_household
from beneficiaries.models import Person
from entitlements.actions import end, suspend
from policy.facts import Child, Facts, PartialDate
from policy.law import Law
from policy.rules.foreseen import ages_that_matter
from reports.queries import changes_listed
from tests.factories import offices, people

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 16)
YEAR = 12


def told(months: int = YEAR, **filters: Any) -> list[tuple[str, str, int, int, str]]:
    """(month, kind, before, after, cause) of what the commune officer sees."""
    rows = changes_listed(offices.actor("commune_officer"), today=TODAY, months=months, **filters)
    return [
        (
            f"{row.change.month:%Y-%m}",
            row.change.kind.value,
            row.change.before.amount,
            row.change.amount_after,
            row.change.cause.value,
        )
        for row in rows
    ]


@pytest.mark.parametrize(
    ("born", "group", "change"),
    [
        ("10/01/2024", "toddler_poor", ("2027-02", "ends", 810_000, 0, "age_ends")),
        ("10/01/2023", "child_no_care", ("2027-01", "amount", 1_350_000, 810_000, "age_amount")),
        (
            "10/01/2021",
            "disability_severe",
            ("2027-01", "decision", 1_080_000, 1_080_000, "certificate_at_6"),
        ),
        ("10/11/2010", "child_no_care", ("2026-12", "ends", 810_000, 0, "studies")),
        ("10/01/2011", "child_hiv", ("2027-02", "ends", 1_080_000, 0, "clause_8")),
        ("10/01/2011", "disability_severe", ("2027-01", "amount", 1_080_000, 810_000, "age_amount")),
        ("10/01/1967", "disability_extreme", ("2027-01", "amount", 1_080_000, 1_350_000, "age_amount")),
        ("10/01/1952", "elderly_poor", ("2027-01", "amount", 810_000, 1_080_000, "age_amount")),
        ("1967", "disability_severe", None),  # the latest day of 1967 is beyond the twelve months
        ("10/01/1957", "pension_70", ("2027-01", "amount", 0, 540_000, "age_amount")),  # granted ahead
        ("10/01/1952", "pension_70", ("2027-01", "decision", 540_000, 540_000, "pension_75")),
        ("10/01/2005", "youth_studying", None),  # no end at 22 any more
        ("10/11/1966", "disability_severe", None),  # already this month's amount
    ],
    ids=[
        "3",
        "4",
        "6",
        "16-studies",
        "16-clause-3",
        "16",
        "60",
        "75",
        "year",
        "70",
        "75-pension",
        "22",
        "past",
    ],
)
def test_birthdays_change_what_the_law_says(
    born: str, group: str, change: tuple[str, str, int, int, str] | None
) -> None:
    poor(people.entitlement(people.person(born=born), group=group).person, 2026, 2027)
    assert told() == ([change] if change else [])


def poor(person: Person, *years: int) -> None:
    """The person's household recognised as poor in some years."""
    officer = offices.actor("commune_officer")
    person = set_household(person=person, household=None, relation="", by=officer)
    for year in years:
        record_poverty(household=person.household, year=year, status="poor", by=officer)


def test_status_of_the_new_year_is_missed_until_it_is_recorded() -> None:
    person = people.entitlement(people.person(born="12/06/1958"), group="elderly_poor").person
    poor(person, 2026)
    assert told() == [("2027-01", "decision", 810_000, 810_000, "poverty_missing")]
    record_poverty(
        household=Person.objects.get().household,
        year=2027,
        status="poor",
        by=offices.actor("commune_officer"),
    )
    assert told() == []


def test_household_that_left_the_list_stops_with_january() -> None:
    person = people.entitlement(people.person(born="12/06/1958"), group="elderly_poor").person
    poor(person, 2026)
    record_poverty(
        household=Person.objects.get().household,
        year=2027,
        status="near_poor",
        by=offices.actor("commune_officer"),
    )
    assert told() == [("2027-01", "ends", 810_000, 0, "poverty_ended")]


def test_newest_fact_sheet_tells_the_end_of_a_course() -> None:
    officer = offices.actor("commune_officer")
    person = people.entitlement(people.person(born="12/06/2007"), group="youth_studying").person
    for day in (dt.date(2027, 3, 31), dt.date(2027, 6, 30)):
        record_facts(person=person, facts=Facts(course_ends_on=day), by=officer)
    assert told() == [("2027-07", "ends", 810_000, 0, "course_ends")]


def test_course_of_a_related_child_changes_the_units() -> None:
    officer = offices.actor("commune_officer")
    mother, child = people.person(born="12/06/1985"), people.person("Lê Văn Con", born="03/02/2009", sex="M")
    people.entitlement(mother, group="single_parent", units=2)
    poor(mother, 2026, 2027)
    children = (Child(child.born, True), Child(PartialDate.parse("05/05/2019")))
    record_facts(person=mother, facts=Facts(children=children), by=officer)
    record_facts(person=child, facts=Facts(course_ends_on=dt.date(2027, 5, 31)), by=officer)
    assert told() == []
    add_relation(person=child, other=mother, kind="parent", by=officer)
    assert told() == [("2027-06", "amount", 1_080_000, 540_000, "child_course_ends")]


def test_recorded_end_is_foreseen() -> None:
    one = people.entitlement(people.person(born="12/06/1978"), group="disability_severe")
    end(
        entitlement=one,
        last_month=dt.date(2027, 2, 1),
        reason="Chuyển nơi cư trú",
        by=offices.actor("commune_chair"),
    )
    assert told() == [("2027-03", "ends", 810_000, 0, "recorded_end")]


def test_birthday_after_a_recorded_end_changes_nothing() -> None:
    one = people.entitlement(people.person(born="10/05/1967"), group="disability_severe")
    end(
        entitlement=one,
        last_month=dt.date(2027, 2, 1),
        reason="Chuyển nơi cư trú",
        by=offices.actor("commune_chair"),
    )
    assert [(month, kind) for month, kind, *_rest in told()] == [("2027-03", "ends")]


def test_months_and_kinds_narrow_the_list() -> None:
    people.entitlement(people.person(born="10/01/1967"), group="disability_severe")
    poor(people.entitlement(people.person(born="10/06/1952"), group="elderly_poor").person, 2027)
    people.entitlement(people.person(born="10/01/2011"), group="child_no_care")
    people.entitlement(people.person(born="10/01/2021"), group="disability_severe")
    assert [row[0] for row in told(3)] == ["2027-01", "2027-01", "2027-02"]
    assert [row[0] for row in told(kind="amount")] == ["2027-01", "2027-06"]
    assert [row[0] for row in told(kind="ends")] == ["2027-02"]
    assert [row[4] for row in told(kind="decision")] == ["certificate_at_6", "studies"]
    assert [row[0] for row in told(cause="age_amount")] == ["2027-01", "2027-06"]
    assert [row[4] for row in told(case="review")] == ["certificate_at_6"]


def test_ages_are_those_of_the_law_and_of_certificates(law: Law) -> None:
    assert ages_that_matter(law) == [3, 4, 6, 16, 22, 60, 70, 75, 80]


@freeze_time("2026-11-16 03:00:00")
def test_page_explains_each_change_with_its_article(client: Client) -> None:
    person = people.person(born="10/01/1967")
    people.entitlement(person, group="disability_severe")
    offices.sign_in(client, offices.actor("commune_officer"))
    page = client.get(reverse("changes"), {"months": "12"}).content.decode()
    assert reverse("person_detail", args=[person.pk]) in page
    assert "540.000 × 2,0 = 1.080.000 đồng" in page
    assert "điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP" in page


@freeze_time("2026-11-16 03:00:00")
def test_province_sees_all_communes_and_filters_one(client: Client) -> None:
    chair = offices.actor("commune_chair", code=offices.SON_HA)
    here, there = people.person(born="10/01/1967"), people.person(born="10/01/1967", code=offices.SON_HA)
    people.entitlement(here, group="disability_severe")
    people.entitlement(there, group="disability_severe", by=chair)

    def seen(who: Any, **asked: Any) -> set[int]:
        page = offices.sign_in(client, who).get(reverse("changes"), asked).content.decode()
        return {one.pk for one in (here, there) if reverse("person_detail", args=[one.pk]) in page}

    inspector = offices.actor("inspector", code=offices.PROVINCE)
    assert seen(inspector) == {here.pk, there.pk}
    assert seen(inspector, office=there.office_id) == {there.pk}
    assert seen(inspector, office="x", months="99") == {here.pk, there.pk}
    assert seen(offices.actor("commune_officer"), office=there.office_id) == {here.pk}


def test_role_without_people_is_refused(client: Client) -> None:
    offices.sign_in(client, offices.actor("administrator", code=offices.PROVINCE))
    assert client.get(reverse("changes")).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
@freeze_time("2026-11-16 03:00:00")
def test_page_asks_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for _person in range(number):
        people.entitlement(people.person(born="10/01/1967"), group="disability_severe")
    offices.sign_in(client, offices.actor("inspector", code=offices.PROVINCE))
    client.get(reverse("changes"))
    with django_assert_num_queries(11):
        client.get(reverse("changes"))


@freeze_time("2026-11-16 03:00:00")
def test_page_looks_three_months_ahead_unless_asked(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    page = client.get(reverse("changes"), {"page": "1"}).content.decode()
    assert '<option value="3" selected>' in page


def suspended(born: str, from_month: dt.date) -> None:
    """A severely disabled person's allowance, suspended from a month on."""
    chair = offices.actor("commune_chair")
    suspend(
        entitlement=people.entitlement(people.person(born=born), group="disability_severe"),
        from_month=from_month,
        cause="not_collected",
        decision_number="12/QĐ-UBND",
        decision_on=dt.date(2026, 11, 2),
        by=chair,
    )


def test_suspended_allowance_changes_nothing_by_birthdays() -> None:
    suspended("10/01/1967", dt.date(2026, 11, 1))
    assert told() == []


def test_suspension_ahead_is_foreseen_and_what_follows_it_is_not() -> None:
    suspended("10/05/1967", dt.date(2027, 1, 1))
    assert told() == [("2027-01", "suspended", 810_000, 0, "recorded_suspension")]


@freeze_time("2026-11-16 03:00:00")
def test_workbook_has_the_rows_of_the_page_and_is_recorded(client: Client) -> None:
    person = people.person(born="10/01/1967")
    people.entitlement(person, group="disability_severe")
    offices.sign_in(client, offices.actor("commune_officer"))
    answer = client.get(reverse("changes_xlsx"), {"months": "3"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [(row[0], row[1], row[9], row[10], row[12]) for row in rows[1:]] == [
        ("01/2027", person.code, 810_000, 1_080_000, "Điều chỉnh")
    ]
    entry = Entry.objects.get(event="report.changes_exported")
    assert entry.after == {"rows": 1, "months": 3, "kind": "", "cause": "", "case": "", "office": None}
