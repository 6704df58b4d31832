"""Buttons and pages of changes: who is offered what, and what the pages refuse."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from cases.models import Case
from cases.queries import listed
from entitlements.actions import record_death
from entitlements.models import Entitlement
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db
KINDS = ("adjust", "stop", "suspend", "resume")


@pytest.fixture(autouse=True)
def monday_morning():
    with freeze_time(cases.AT.astimezone(dt.UTC), tick=True):
        yield


@pytest.fixture
def hands() -> cases.Crew:
    return cases.crew()


def offered(who, target: Entitlement) -> list[str]:
    """The kinds of change the page of the person offers."""
    page = offices.sign_in(Client(), who).get(reverse("person_detail", args=[target.person_id]))
    text = page.content.decode()
    return [kind for kind in KINDS if reverse("change_new", args=[target.pk, kind]) in text]


def test_changes_are_offered_by_how_the_allowance_stands(hands) -> None:
    target = cases.allowance(hands)
    assert offered(hands.officer, target) == ["adjust", "stop", "suspend"]
    cases.changed(hands, "suspend", target, **cases.GOOD_CHANGES["suspend"])
    assert offered(hands.officer, target) == ["stop", "resume"]
    cases.changed(hands, "stop", target, cause="refuses", event_on=dt.date(2026, 10, 2))
    assert offered(hands.officer, target) == []


def test_of_the_dead_only_the_stop_is_offered_until_it_is_decided(hands) -> None:
    target = cases.allowance(hands)
    record_death(person=target.person, died_on=dt.date(2026, 10, 9), document="TL-KT 1", by=hands.officer)
    assert offered(hands.officer, target) == ["stop"]
    cases.changed(hands, "stop", target, cause="death")
    assert offered(hands.officer, target) == []


def test_changes_are_offered_to_who_registers_in_the_own_office(hands) -> None:
    target = cases.allowance(hands)
    others = (hands.appraiser, hands.approver, hands.chair, offices.actor("inspector", code=offices.PROVINCE))
    assert [offered(who, target) for who in others] == [[], [], [], []]


@pytest.mark.parametrize("kind", ["new", "pause"])
def test_no_page_opens_what_is_no_change(hands, kind: str) -> None:
    target = cases.allowance(hands)
    client = offices.sign_in(Client(), hands.officer)
    assert client.get(reverse("change_new", args=[target.pk, kind])).status_code == 404


def test_running_case_is_named_when_another_change_is_opened(hands) -> None:
    target = cases.allowance(hands)
    running = cases.changed(hands, "stop", target, until="received", **cases.GOOD_CHANGES["stop"])
    client = offices.sign_in(Client(), hands.officer)
    answer = client.post(
        reverse("change_new", args=[target.pk, "suspend"]), {"reason": "Qua rà soát."}, follow=True
    )
    assert [str(message) for message in answer.context["messages"]] == [
        f"Chưa lập hồ sơ: hồ sơ {running.code} về khoản trợ cấp này đang giải quyết. "
        "Giải quyết xong hồ sơ đó trước."
    ]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("adjust", ["group", "effective_month", "reason"]),
        ("stop", ["cause", "event_on", "reason"]),
        ("suspend", ["cause", "event_on", "effective_month", "reason"]),
        ("resume", ["group", "effective_month", "reason"]),
    ],
)
def test_page_of_a_change_asks_what_its_kind_turns_on(hands, kind: str, fields: list[str]) -> None:
    case = cases.good_change(hands, kind, "draft")
    page = offices.sign_in(Client(), hands.officer).get(reverse("case_change", args=[case.pk]))
    assert list(page.context["form"].fields) == fields


def test_causes_offered_are_those_of_the_law_of_the_day(hands) -> None:
    case = cases.good_change(hands, "suspend", "draft")
    page = offices.sign_in(Client(), hands.officer).get(reverse("case_change", args=[case.pk]))
    assert [key for key, _words in page.context["form"].fields["cause"].choices] == [
        "", "not_collected", "not_complying",
    ]  # fmt: skip


def test_group_page_is_for_new_allowances_alone(hands) -> None:
    case = cases.good_change(hands, "adjust", "draft")
    client = offices.sign_in(Client(), hands.officer)
    assert client.get(reverse("case_group", args=[case.pk])).status_code == 404
    new = cases.draft(hands)
    assert client.get(reverse("case_change", args=[new.pk])).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_case_page_shows_before_and_after_and_goes_on_showing_it_when_signed(hands, kind: str) -> None:
    expected = {
        "adjust": (810_000, 1_080_000, "11/2026"),
        "stop": (810_000, 0, "12/2026"),
        "suspend": (810_000, 0, "11/2026"),
        "resume": (0, 810_000, "11/2026"),
    }[kind]
    case = cases.good_change(hands, kind, "approved")
    client = offices.sign_in(Client(), hands.chair)

    def shown() -> tuple[int, int, str]:
        change = client.get(reverse("case_detail", args=[case.pk])).context["change"]
        return change.before, change.after, change.since

    assert shown() == expected
    version = {"version": str(case.version)}
    client.post(reverse("case_step", args=[case.pk, "sign"]), version)
    assert shown() == expected


def test_list_is_filtered_by_kind(hands) -> None:
    stop = cases.good_change(hands, "stop", "received")
    new = cases.received(hands)
    rows = {
        kind: list(listed(hands.officer, today=cases.TODAY, kind=kind)) for kind in ("new", "stop", "adjust")
    }
    assert rows == {"new": [new], "stop": [stop], "adjust": []}
    page = offices.sign_in(Client(), hands.officer).get(reverse("case_list"), {"kind": "stop"})
    assert [row.kind for row in page.context["rows"]] == ["Thôi hưởng"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_changes_takes_the_same_queries(hands, django_assert_num_queries, rows: int) -> None:
    for _number in range(rows):
        cases.good_change(hands, "stop", "received")
    client = offices.sign_in(Client(), hands.officer)
    with django_assert_num_queries(5):  # session, user, assignments; count, rows
        page = client.get(reverse("case_list"), {"kind": "stop"})
    assert len(page.context["rows"]) == rows
