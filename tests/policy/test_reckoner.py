"""The reckoner of supports: what is typed, what is answered, and that nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from freezegun import freeze_time

from audit.models import Entry
from offices.roles import ROLES
from policy import support_facts
from policy.forms.reckoner import CareForm, MonthlyForm
from policy.reckoners import RECKONERS
from tests.factories import offices

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
DAY = {"known_on": "20/11/2026"}
MONTH = DAY | {"month": "11/2026"}
# What is typed, and the headline of the answer.
ASKED: list[tuple[str, str, dict[str, Any], str]] = [
    (
        "335/2026 11, 20 times the base",
        "funeral",
        {
            "died_on": "03/11/2026",
            "on_monthly_assistance": "yes",
            "applied_and_qualified": "no",
            "child_of_single_parent": "no",
            "on_survivor_allowance": "no",
            "on_other_allowance": "no",
            "on_social_pension": "no",
            "died_in_emergency": "no",
            "lived_in_facility": "no",
            "other_funeral_support": "0",
        },
        "Mức hỗ trợ: 10.800.000 đồng.",
    ),
    (
        "335/2026 12-13, 50 times the base",
        "funeral",
        {
            "died_on": "03/11/2026",
            "on_monthly_assistance": "no",
            "applied_and_qualified": "no",
            "child_of_single_parent": "no",
            "on_survivor_allowance": "no",
            "on_other_allowance": "no",
            "on_social_pension": "no",
            "died_in_emergency": "yes",
            "buried_by_others": "no",
            "lived_in_facility": "no",
            "other_funeral_support": "0",
        },
        "Mức hỗ trợ: 27.000.000 đồng.",
    ),
    (
        "335/2026 12-13, rice",
        "rice",
        {
            "happened_on": "03/11/2026",
            "short_of_food": "yes",
            "cause": "disaster",
            "people": "4",
            "months": "2",
        },
        "Mức hỗ trợ: 120 kg gạo.",
    ),
    (
        "335/2026 12-13, essentials",
        "essentials",
        {"happened_on": "03/11/2026", "emergency_cause": "yes", "lost_home": "yes", "cannot_provide": "yes"},
        "Mức hỗ trợ: bằng hiện vật.",
    ),
    (
        "335/2026 12-13, injury",
        "injury",
        {
            "happened_on": "03/11/2026",
            "emergency_cause": "yes",
            "seriously_injured": "yes",
            "treated_days": "3",
        },
        "Mức hỗ trợ: 5.400.000 đồng.",
    ),
    (
        "335/2026 12-13, injury of two days",
        "injury",
        {
            "happened_on": "03/11/2026",
            "emergency_cause": "yes",
            "seriously_injured": "yes",
            "treated_days": "2",
        },
        "Theo thông tin đã nhập thì không thuộc diện được hỗ trợ khoản này.",
    ),
    (
        "335/2026 12-13, house",
        "house",
        {
            "happened_on": "03/11/2026",
            "emergency_cause": "yes",
            "damage": "destroyed",
            "cannot_live_there": "yes",
            "poverty": "poor",
            "in_hardship": "no",
            "moved_by_order": "no",
        },
        "Mức hỗ trợ: 40.000.000 đồng.",
    ),
    (
        "335/2026 12-13, relocation",
        "house",
        {"happened_on": "03/11/2026", "emergency_cause": "yes", "damage": "at_risk", "moved_by_order": "yes"},
        "Mức hỗ trợ: 30.000.000 đồng.",
    ),
    (
        "335/2026 16, food",
        "food",
        {"kind": "victim", "started_on": "01/11/2026", "ended_on": "10/11/2026"},
        "Mức hỗ trợ: 1.000.000 đồng.",
    ),
    (
        "335/2026 16, treatment",
        "treatment",
        {
            "started_on": "01/11/2026",
            "kind": "victim",
            "has_health_card": "no",
            "insurance_would_pay": "1.200.000",
        },
        "Mức hỗ trợ: 1.200.000 đồng.",
    ),
    (
        "335/2026 16, transport",
        "transport",
        {
            "started_on": "01/11/2026",
            "kind": "homeless",
            "transport": "office",
            "kilometres": "100",
            "petrol_price": "20.000",
        },
        "Mức hỗ trợ: 400.000 đồng.",
    ),
    (
        "335/2026 17, at home",
        "care",
        {
            "born": "1990",
            "disability_degree": "extreme",
            "arrangement": "own_household",
            "sex": "M",
            "toddlers": "0",
            "marital_state": "single",
        },
        "Mức hỗ trợ: 540.000 đồng/tháng.",
    ),
    (
        "335/2026 17, with a small child",
        "care",
        {
            "born": "1990",
            "disability_degree": "extreme",
            "arrangement": "own_household",
            "sex": "F",
            "toddlers": "1",
            "pregnant": "no",
            "marital_state": "single",
        },
        "Mức hỗ trợ: 1.350.000 đồng/tháng.",
    ),
    (
        "20/2021 25, under 4",
        "facility",
        {"admitted_as": "hardship", "born": "10/02/2024"},
        "Mức hỗ trợ: 2.700.000 đồng/tháng.",
    ),
    (
        "335/2026 23, studying",
        "facility",
        {
            "admitted_as": "hardship",
            "born": "10/02/2008",
            "admitted_on": "01/05/2015",
            "stays_as_adult": "no",
            "study_status": "studying",
            "self_reliant": "no",
        },
        "Mức hỗ trợ: 2.160.000 đồng/tháng.",
    ),
    (
        "335/2026 14, national",
        "visit",
        {"happened_on": "03/11/2026", "visitor": "national", "level": "first"},
        "Mức hỗ trợ: 5.500.000 đồng.",
    ),
    ("335/2026 ceilings", "ceilings", {"meal_cost": "30.000"}, "Không quá các mức sau."),
    (
        "335/2026 19, carer",
        "carer",
        {"carer_of": "child", "voluntary": "no"},
        "Người nhận chăm sóc không đủ điều kiện.",
    ),
]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with freeze_time("2026-11-20 03:00:00"):
        yield


@pytest.fixture
def client() -> Client:
    return offices.sign_in(Client(), offices.actor("commune_officer"))


def reckoned(client: Client, slug: str, typed: dict[str, Any]) -> str:
    response = client.post(reverse(f"law_support_{slug}"), typed)
    assert response.status_code == 200
    return response.content.decode()


def typed_day(slug: str) -> dict[str, str]:
    form = next(row.form for row in RECKONERS if row.slug == slug)
    return MONTH if issubclass(form, MonthlyForm) else DAY


@pytest.mark.parametrize(("slug", "typed", "headline"), [pytest.param(*row[1:], id=row[0]) for row in ASKED])
def test_answer(client: Client, slug: str, typed: dict[str, Any], headline: str) -> None:
    assert headline in reckoned(client, slug, typed_day(slug) | typed)


def test_every_reckoner_is_tried() -> None:
    assert {row[1] for row in ASKED} == {row.slug for row in RECKONERS}


@pytest.mark.parametrize("slug", [row.slug for row in RECKONERS if row.slug != "ceilings"])
def test_nothing_typed_is_never_a_no(client: Client, slug: str) -> None:
    extra = {"carer_of": "child"} if slug == "carer" else {}
    text = reckoned(client, slug, typed_day(slug) | extra)
    assert ["Chưa xác định được. Cần thông tin:" in text, "không thuộc diện" in text] == [True, False]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_reckon_and_nothing_is_written(role: str) -> None:
    client = offices.sign_in(Client(), offices.actor(role))
    before = Entry.objects.count()
    page = client.get(reverse("law_supports")).content.decode()
    assert [row.slug for row in RECKONERS if reverse(row.url_name) not in page] == []
    assert "120 kg gạo" in reckoned(client, "rice", DAY | ASKED[2][2])
    assert Entry.objects.count() == before


def test_answer_names_reasons_facts_and_articles(client: Client) -> None:
    text = reckoned(client, "house", DAY | ASKED[6][2] | {"poverty": ""})
    for words in (
        "Chưa xác định được.", "Diện hộ nghèo, hộ cận nghèo", "Đổ, sập, trôi, cháy hoàn toàn",
        "Điều 12, Điều 13 Nghị định 335/2026/NĐ-CP", "Không được hưởng và lý do",
    ):  # fmt: skip
        assert words in text, words


def test_answer_follows_the_day(client: Client) -> None:
    typed = ASKED[4][2]
    old = reckoned(client, "injury", {"known_on": "30/09/2026"} | typed | {"happened_on": "10/09/2026"})
    new = reckoned(client, "injury", DAY | typed | {"happened_on": "10/09/2026"})
    assert ["5.000.000 đồng" in old, "5.400.000 đồng" in new] == [True, True]


@pytest.mark.parametrize(
    ("slug", "typed", "words"),
    [
        ("rice", {"people": "-1"}, "lớn hơn hoặc bằng 0"),
        ("funeral", {"born": "31/02/1950"}, "Nhập năm, tháng hoặc ngày sinh"),
        ("food", {"started_on": "02/11/2026", "ended_on": "01/11/2026"}, "Ngày cuối trước ngày đầu."),
        ("visit", {"known_on": "x"}, "ngày/tháng/năm"),
    ],
)
def test_what_cannot_be_read_is_said(client: Client, slug: str, typed: dict[str, str], words: str) -> None:
    text = reckoned(client, slug, typed_day(slug) | typed)
    assert [words in text, 'id="answer"' in text] == [True, False]


def test_forms_ask_for_every_fact() -> None:
    """Every fact of a support can be typed; of the person cared for, those its groups turn on."""
    asked = {name for row in RECKONERS for name, _kind in row.form(today=TODAY).asked()}
    known = {
        item.name
        for name in dir(support_facts)
        if name.endswith("Facts")
        for item in fields(getattr(support_facts, name))
    }
    assert known - asked == set()
    assert asked - known == set(CareForm.PERSON) - known


def test_every_form_is_in_vietnamese(client: Client) -> None:
    with translation.override("vi"):
        words = [str(bound.label) for row in RECKONERS for bound in row.form(today=TODAY)]
    assert [word for word in words if not word or word.isascii()] == []
