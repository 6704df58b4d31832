"""Which cases each reader sees, in which order."""

from __future__ import annotations

import datetime as dt

import pytest

from cases.enums import State
from cases.queries import (
    AWAITED,
    case_rows,
    cases_of_person,
    find_cases,
    listed,
    my_queue,
    public_status,
)
from cases.steps import STEPS
from offices.models import User
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db


def test_awaited_permissions_agree_with_the_main_steps() -> None:
    assert {(state, permission) for state, permission in AWAITED.items()} == {
        (state, step.permission) for step in STEPS if step.main for state in step.from_states
    }


@pytest.mark.parametrize(
    ("who", "states"),
    [
        ("officer", {"draft", "returned"}),
        ("appraiser", {"received", "under_appraisal"}),
        ("approver", {"appraised"}),
        ("chair", {"approved"}),
    ],
)
def test_queue_holds_what_waits_for_this_role(who: str, states: set[str]) -> None:
    hands = cases.crew()
    for number, state in enumerate(State.values):
        cases.IN_STATE[state](hands, cases.person(f"Người {number}"))
    assert {case.state for case in my_queue(getattr(hands, who))} == states


def test_queue_is_by_due_date_with_drafts_last() -> None:
    hands = cases.crew()
    late = cases.received(hands, cases.person("A"), at=cases.AT + dt.timedelta(days=2))
    soon = cases.received(hands, cases.person("B"))
    assert list(my_queue(hands.appraiser)) == [soon, late]


def test_queue_leaves_out_what_own_hands_exclude() -> None:
    hands = cases.crew()
    case = cases.appraised(hands)
    both = offices.actor("department_approver", person=User.objects.get(pk=hands.officer.user_id))
    assert list(my_queue(hands.approver)) == [case]
    assert list(my_queue(both)) == []


def test_queue_is_of_the_own_office() -> None:
    cases.received(cases.crew())
    assert list(my_queue(cases.crew(offices.SON_HA).appraiser)) == []


def test_rows_are_of_the_own_commune_and_for_the_province_of_all() -> None:
    here, there = cases.received(cases.crew()), cases.received(cases.crew(offices.SON_HA))
    inspector = offices.actor("inspector", code=offices.PROVINCE)
    accountant = offices.actor("payment_accountant")
    assert list(case_rows(offices.actor("inspector"))) == [here]
    assert set(case_rows(inspector)) == {here, there}
    assert list(case_rows(accountant)) == []


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["An", "Bình", "Chi"]),
        ({"state": "received"}, ["An", "Bình"]),
        ({"due": "overdue"}, ["An"]),
        ({"due": "soon"}, ["Bình"]),
        ({"text": "binh"}, ["Bình"]),
        ({"mine": True}, ["Chi"]),
    ],
    ids=["all", "state", "overdue", "soon", "name without accents", "mine"],
)
def test_list_filters(filters: dict, names: list[str]) -> None:
    hands = cases.crew()
    at = dt.datetime(2026, 10, 8, 9, 0, tzinfo=cases.ZONE)
    cases.received(hands, cases.person("An"), at=at)
    late = cases.received(hands, cases.person("Bình"), at=at + dt.timedelta(days=4))
    cases.draft(hands, cases.person("Chi"))
    today = late.due_on - dt.timedelta(days=1)
    rows = listed(hands.officer, today=today, **filters)
    assert [case.person.name for case in rows] == names


def test_find_cases_by_code_decision_and_name_in_one_query(django_assert_num_queries) -> None:
    hands = cases.crew()
    case = cases.signed(hands, cases.person("Đặng Thị Ước"))
    cases.received(cases.crew(offices.SON_HA), cases.person("Đặng Thị Ước", code=offices.SON_HA))
    for text in (case.code[-11:], "01/QĐ-UBND", "dang uoc", "ƯỚC Đặng"):
        with django_assert_num_queries(1):
            assert find_cases(hands.officer, text) == [case]
    assert find_cases(hands.officer, " ") == []


def test_cases_of_a_person_newest_first() -> None:
    hands = cases.crew()
    who = cases.person()
    first = cases.withdrawn(hands, who)
    second = cases.received(hands, who)
    assert list(cases_of_person(hands.officer, who.pk)) == [second, first]


def test_public_status_says_nothing_but_state_and_dates() -> None:
    case = cases.received(cases.crew())
    status = public_status(f" {case.code.lower()} ")
    assert (status.code, status.state, status.due_on) == (case.code, "received", case.due_on)
    assert set(vars(status)) == {"code", "state", "received_on", "due_on"}
    assert public_status("H48.21211-261116-9999") is None
