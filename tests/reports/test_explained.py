"""The person's page says why, month by month, and so does the paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from audit.models import Entry
from beneficiaries.actions import record_facts
from beneficiaries.models import Person
from offices.actors import Actor, NotPermitted
from payments.models import PaymentRun
from policy.facts import Facts
from reports import actions
from reports.explained import known_of, sheet_of, slots_of
from tests.factories import cases, offices, payments, people
from tests.journeys.browser import words_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 10, 6)


@pytest.fixture(autouse=True)
def october():
    with freeze_time("2026-10-06 03:00:00"):
        yield


def parent_and_disabled() -> Person:
    """A single parent of two with a severe disability, paid at the old base until September."""
    one = payments.allowance("Đinh Thị Sương", group="single_parent", units=2, born="20/12/1966")
    two = people.entitlement(one.person, group="disability_severe", start="2025-03")
    payments.paid(two, through="2026-09")
    return one.person


def lines_of(person: Person, actor: Actor) -> dict[str, list[tuple[object, ...]]]:
    return {
        slot.title: [
            (line.months, line.due, line.paid, line.difference) for line in slot.table.sections[0].lines
        ]
        for slot in slots_of(known_of(person, actor, today=TODAY), TODAY)
    }


def test_each_allowance_is_told_month_by_month_with_what_was_paid() -> None:
    person = parent_and_disabled()
    hands = payments.crew()
    officer = offices.actor("commune_officer")
    assert lines_of(person, officer)["Trợ cấp chính"] == [
        ("03/2025–06/2026", "750.000", "750.000", "0"),
        ("07/2026–09/2026", "810.000", "750.000", "+60.000"),
        ("10/2026", "810.000", "0", "+810.000"),
        ("11/2026", "810.000", "", ""),
        ("12/2026–10/2027", "1.080.000", "", ""),
    ]
    payments.approved(hands)
    assert PaymentRun.objects.get().total == 990_000 + 1_320_000
    assert lines_of(person, officer) == {
        "Trợ cấp chính": [
            ("03/2025–06/2026", "750.000", "750.000", "0"),
            ("07/2026–09/2026", "810.000", "810.000", "0"),
            ("10/2026", "810.000", "810.000", "0"),
            ("11/2026", "810.000", "", ""),
            ("12/2026–10/2027", "1.080.000", "", ""),
        ],
        "Trợ cấp người đơn thân nghèo đang nuôi con": [
            ("01/2025–06/2026", "1.000.000", "1.000.000", "0"),
            ("07/2026–09/2026", "1.080.000", "1.080.000", "0"),
            ("10/2026", "1.080.000", "1.080.000", "0"),
            ("11/2026–10/2027", "1.080.000", "", ""),
        ],
    }


def test_list_not_approved_is_told_apart_from_what_was_paid() -> None:
    person = parent_and_disabled()
    payments.built(payments.crew())
    slot = slots_of(known_of(person, offices.actor("commune_officer"), today=TODAY), TODAY)[0]
    october = next(line for line in slot.table.sections[0].lines if line.now)
    assert (october.paid, october.notes[-1]) == (
        "0",
        "810.000 đồng đang ở danh sách chưa được phê duyệt.",
    )


def test_reader_without_payments_sees_no_paid_columns() -> None:
    person = parent_and_disabled()
    actor = offices.actor("child_protection_officer")
    assert [slot.table.shows_paid for slot in slots_of(known_of(person, actor, today=TODAY), TODAY)] == [
        False,
        False,
    ]


def test_group_is_explained_by_the_facts_of_its_case() -> None:
    """Frozen in the case: what was recorded later does not change why it was granted."""
    hands = cases.crew()
    case = cases.signed(hands, facts=cases.SEVERE, group="disability_severe")
    record_facts(person=case.person, facts=Facts(), by=hands.officer)
    slot = slots_of(known_of(case.person, hands.officer, today=cases.TODAY), cases.TODAY)[0]
    assert [(why.answer, why.on) for why in slot.why] == [("Đáp ứng đủ điều kiện", "16/11/2026")]


def test_group_without_case_is_explained_by_the_newest_facts() -> None:
    officer = offices.actor("commune_officer")
    person = people.person(by=officer)
    people.entitlement(person)
    whys = []
    for facts in (Facts(), cases.SEVERE):
        record_facts(person=person, facts=facts, by=officer)
        whys += slots_of(known_of(person, officer, today=TODAY), TODAY)[0].why
    assert [(why.answer, why.needs) for why in whys] == [
        ("Chưa xác định được", "Chưa xác định được chắc chắn; cần thông tin: Mức độ khuyết tật."),
        ("Đáp ứng đủ điều kiện", ""),
    ]


@pytest.mark.parametrize("number", [1, 2])
def test_person_page_costs_the_same_queries(client: Client, django_assert_num_queries, number: int) -> None:
    person = parent_and_disabled() if number == 2 else payments.allowance().person
    payments.built(payments.crew())
    offices.sign_in(client, offices.actor("commune_officer"))
    # session, user, assignments; person, allowances, cases, lines, their months, opening payments, facts;
    # rates, coefficients; account, collectors, findings; history of the person, and with the allowances
    with django_assert_num_queries(24):
        client.get(reverse("person_detail", args=[person.pk]))


def test_health_never_reaches_a_reader_without_the_right(client: Client) -> None:
    officer = offices.actor("commune_officer")
    person = people.person(born="12/06/1990", by=officer)
    people.entitlement(person)
    known = replace(cases.SEVERE, hiv_confirmed=True, poverty="poor", has_pension_or_si=False,
                    has_stable_income=False)  # fmt: skip
    record_facts(person=person, facts=known, by=officer)
    seen = {}
    for role in ("commune_officer", "payment_accountant"):
        page = offices.sign_in(client, offices.actor(role)).get(reverse("person_detail", args=[person.pk]))
        seen[role] = "khoản 8" in page.content.decode()
    assert seen == {"commune_officer": True, "payment_accountant": False}


def test_sheet_says_the_month_and_never_health_whoever_prints() -> None:
    officer = offices.actor("commune_officer")
    person = people.person("Trần Thị Lan", born="12/06/1990", by=officer)
    people.entitlement(person, group="adult_hiv")
    record_facts(person=person, facts=Facts(hiv_confirmed=True), by=officer)
    sheet = sheet_of(replace(known_of(person, officer, today=TODAY), health=False), by=officer, today=TODAY)
    words = repr(sheet)
    assert ("810.000" in words, "sức khỏe" in words, "HIV" in words) == (True, False, False)


def test_sheet_is_printed_on_one_page_and_recorded(client: Client) -> None:
    person = parent_and_disabled()
    officer = offices.actor("commune_officer")
    content = offices.sign_in(client, officer).get(reverse("person_explanation", args=[person.pk])).content
    assert content.count(b"/Type /Page\n") == 1
    text = words_of(content)
    assert [words for words in ("Đinh Thị Sương", "1.890.000", "Thay đổi sắp tới") if words not in text] == []
    entry = Entry.objects.get(event="person.explanation_printed")
    assert (entry.actor_id, entry.after) == (officer.user_id, {"month": "2026-10-01"})


def test_sheet_is_not_printed_for_those_who_may_not_see_the_person() -> None:
    person = parent_and_disabled()
    with pytest.raises(NotPermitted):
        actions.print_explanation(
            person=person, today=TODAY, by=offices.actor("administrator", code=offices.PROVINCE)
        )
    assert not Entry.objects.filter(event="person.explanation_printed").exists()
