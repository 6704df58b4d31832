"""Home, search and the whole page of a person."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from reports.queries import changes_ahead
from tests.factories import cases, offices, people

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 16)


def test_home_shows_the_cases_that_wait_for_this_person(client: Client) -> None:
    hands = cases.crew()
    waiting, done = cases.received(hands), cases.approved(hands)
    page = offices.sign_in(client, hands.appraiser).get("/").content.decode()
    assert waiting.code in page
    assert done.code not in page


def test_home_without_a_role_says_so(client: Client) -> None:
    client.force_login(offices.user(), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/")
    assert answer.status_code == 403
    assert "chưa được phân công vai trò" in answer.content.decode()


@pytest.mark.parametrize("typed", ["nguyen thi hoa", "HOA NGUYEN", "Nguyễn Thị Hoa", "051148000001"])
def test_search_finds_people_without_accents_in_any_order_or_by_number(client: Client, typed: str) -> None:
    officer = offices.actor("commune_officer")
    wanted = people.person("Nguyễn Thị Hoa", id_number="051148000001", by=officer)
    people.person("Trần Văn Bảy", sex="M", by=officer)
    page = offices.sign_in(client, officer).get(reverse("search"), {"q": typed}).content.decode()
    assert reverse("person_detail", args=[wanted.pk]) in page
    assert "Trần Văn Bảy" not in page


def test_search_finds_cases_by_code_and_decision(client: Client) -> None:
    hands = cases.crew()
    case = cases.signed(hands)
    offices.sign_in(client, hands.officer)
    for typed in (case.code, case.decision_number):
        page = client.get(reverse("search"), {"q": typed}).content.decode()
        assert reverse("case_detail", args=[case.pk]) in page


def test_search_counts_no_days_for_a_decided_case(client: Client) -> None:
    hands = cases.crew()
    running, decided = cases.received(hands), cases.signed(hands)
    offices.sign_in(client, hands.officer)
    badges = [
        "badge" in client.get(reverse("search"), {"q": case.code}).content.decode()
        for case in (running, decided)
    ]
    assert badges == [True, False]


def test_empty_search_asks_what_is_wanted(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    assert "Anh/chị cần tìm gì?" in client.get(reverse("search")).content.decode()


def test_person_page_joins_allowance_case_and_history(client: Client) -> None:
    hands = cases.crew()
    case = cases.signed(hands, people.person("Đinh Thị Lành", by=hands.officer))
    page = offices.sign_in(client, hands.officer).get(reverse("person_detail", args=[case.person_id]))
    text = page.content.decode()
    assert case.code in text
    assert case.decision_number in text
    assert "540.000" in text
    assert hands.officer.name in text


@pytest.mark.parametrize("number", [1, 3])
def test_home_asks_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries, number: int
) -> None:
    hands = cases.crew()
    for _case in range(number):
        cases.received(hands)
    offices.sign_in(client, hands.officer)
    client.get("/")
    with django_assert_num_queries(18):
        client.get("/")


@pytest.mark.parametrize(
    ("born", "group", "month", "before", "after"),
    [
        ("10/01/2023", "child_no_care", "2027-01", 1_350_000, 810_000),  # the fourth birthday: same month
        ("10/12/2010", "child_no_care", "2027-01", 810_000, 0),  # the sixteenth: paid, then ends
        ("10/01/1967", "disability_severe", "2027-01", 810_000, 1_080_000),  # the sixtieth: same month
        ("10/01/1952", "elderly_poor", "2027-01", 810_000, 1_080_000),  # the seventy-fifth: same month
    ],
    ids=["4", "16", "60", "75"],
)
def test_changes_ahead_are_those_of_the_law(
    born: str, group: str, month: str, before: int, after: int
) -> None:
    officer = offices.actor("commune_officer")
    people.entitlement(people.person(born=born, by=officer), group=group)
    change = changes_ahead(officer, today=TODAY)
    assert [(c.month.isoformat()[:7], c.before, c.after) for c in change] == [(month, before, after)]


def test_changes_ahead_leave_out_birthdays_that_change_nothing() -> None:
    officer = offices.actor("commune_officer")
    people.entitlement(people.person(born="10/01/1960", by=officer), group="disability_severe")
    assert changes_ahead(officer, today=TODAY) == []
