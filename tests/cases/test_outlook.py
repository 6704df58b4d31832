"""What a case gives its person: from which month, the first payment, what changes next, why this group."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from cases import presenters
from cases.models import Case
from offices.actors import Actor
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db


def outlook(case: Case, actor: Actor, today: dt.date = cases.TODAY) -> dict[str, str]:
    return dict(presenters.case_page(case, actor, today=today)["outlook"])


def severe(born: str = "20/12/1966") -> dict[str, object]:
    return {"facts": cases.SEVERE, "group": "disability_severe", "who": cases.person(born=born)}


def test_running_case_says_what_a_signature_this_month_would_bring() -> None:
    hands = cases.crew()
    assert outlook(cases.received(hands, **severe()), hands.officer) == {
        "Hưởng từ tháng": "11/2026, nếu quyết định được ký trong tháng này",
        "Nhận tiền lần đầu": "Chậm nhất theo danh sách chi trả tháng 12/2026: 1.890.000 đồng của tháng "
        "11/2026–12/2026.",
        "Thay đổi sắp tới": "Từ tháng 12/2026: 810.000 → 1.080.000 đồng/tháng. Đủ 60 tuổi: hệ số là 2,0, "
        "trước đó 1,5 (điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP).",
    }


def test_signed_case_says_the_month_of_its_decision() -> None:
    hands = cases.crew()
    found = outlook(cases.signed(hands, **severe("05/01/1990")), hands.officer, dt.date(2027, 3, 2))
    assert found == {
        "Hưởng từ tháng": "11/2026",
        "Nhận tiền lần đầu": "Chậm nhất theo danh sách chi trả tháng 12/2026: 1.620.000 đồng của tháng "
        "11/2026–12/2026.",
        "Thay đổi sắp tới": "Từ tháng 01/2050: 810.000 → 1.080.000 đồng/tháng. Đủ 60 tuổi: hệ số là 2,0, "
        "trước đó 1,5 (điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP).",
    }  # fmt: skip


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_case_that_gives_nothing_foresees_nothing(state: str) -> None:
    hands = cases.crew()
    page = presenters.case_page(cases.IN_STATE[state](hands), hands.officer, today=cases.TODAY)
    assert (page["outlook"], page["months"]) == ([], None)


def test_case_whose_facts_do_not_fit_foresees_nothing() -> None:
    hands = cases.crew()
    case = cases.received(hands, facts=cases.NO_PENSION, group="disability_extreme")
    fitting = presenters.case_page(case, hands.officer, today=cases.TODAY)["why"]
    assert fitting.answer == "Chưa xác định được"
    refused = cases.received(hands, facts=cases.SEVERE, group="disability_extreme")
    page = presenters.case_page(refused, hands.officer, today=cases.TODAY)
    assert (page["outlook"], page["why"].answer) == ([], "Có điều kiện không đáp ứng")


def test_why_this_group_names_the_neighbour_and_the_condition_it_misses() -> None:
    hands = cases.crew()
    why = presenters.case_page(cases.received(hands, **severe()), hands.officer, today=cases.TODAY)["why"]
    assert [(check.text, check.state, check.reason) for check in why.checks] == [
        ("Giấy xác nhận khuyết tật ghi mức độ nặng.", "met", "Khuyết tật nặng")
    ]
    near = {group.name: [check.text for check in group.checks] for group in why.near}
    assert near["Người khuyết tật đặc biệt nặng"] == ["Mức độ khuyết tật không phải đặc biệt nặng."]


@freeze_time("2026-11-16 03:00:00")
@pytest.mark.parametrize(("state", "queries"), [("signed", 11), ("received", 12)])
def test_case_page_asks_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries, state: str, queries: int
) -> None:
    hands = cases.crew()
    case = cases.IN_STATE[state](hands, **severe())
    offices.sign_in(client, hands.officer)
    with django_assert_num_queries(queries):
        client.get(reverse("case_detail", args=[case.pk]))
