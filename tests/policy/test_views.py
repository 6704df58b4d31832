"""The screens of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time

from offices.roles import ROLES
from policy import actions
from policy.models import CalendarDay, Instrument, LawChange, Rate
from tests.factories import law, offices

pytestmark = pytest.mark.django_db

PAGES = (
    "law", "law_rates", "law_groups", "law_coefficients", "law_procedures", "law_calendar", "law_areas",
    "law_changes",
)  # fmt: skip
RATE = {
    "kind": "base", "place": "51", "amount": "600.000", "valid_from": "11/2026", "valid_to": "",
    "known_from": "01/11/2026", "instrument": "", "new_kind": "Nghị quyết", "new_number": "999/2026/NQ-HĐND",
    "new_title": "Nghị quyết thử nghiệm", "new_issued_on": "01/10/2026", "new_in_force_on": "10/10/2026",
    "article": "Điều 1", "mark": "sourced", "reason": "Theo nghị quyết.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


def shown(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def queries(client: Client, name: str, *args: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        shown(client, name, *args)
    return len(captured)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_the_law_and_only_administrators_are_offered_changes(role: str) -> None:
    code = offices.PROVINCE if role == "administrator" else offices.TINH_KHE
    client = offices.sign_in(Client(), offices.actor(role, code=code))
    offered = {name for name in PAGES if "/law/changes/new/" in shown(client, name)}
    manages = {"law_rates", "law_coefficients", "law_calendar", "law_areas", "law_changes"}
    assert offered == (manages if role == "administrator" else set())


def test_law_is_in_the_menu() -> None:
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    assert f'href="{reverse("law")}"' in shown(client, "home")


def test_recalled_rows_are_marked_to_be_verified() -> None:
    client = offices.sign_in(Client(), law.crew().proposer)
    pages = {name: shown(client, name).count("Cần kiểm chứng") for name in ("law", "law_rates")}
    recalled = Rate.objects.filter(mark="recalled").count()
    instruments = Instrument.objects.filter(mark="recalled").count()
    assert pages == {"law": instruments, "law_rates": recalled}
    assert (instruments, recalled) == (7, 3)


def test_rates_show_both_levels_and_which_applies() -> None:
    law.confirmed(law.crew())
    with freeze_time("2026-11-10 03:00:00"):
        client = offices.sign_in(Client(), offices.actor("commune_officer"))
        text = shown(client, "law_rates")
    applies = [row for row in text.split("<tr>") if "Áp dụng cho tháng này" in row]
    assert ["600.000" in row and "Nghị quyết 999/2026/NQ-HĐND" in row for row in applies] == [True, False]


def test_change_from_proposal_to_confirmation_on_screen() -> None:
    hands = law.crew()
    proposer, confirmer = (
        offices.sign_in(Client(), hands.proposer), offices.sign_in(Client(), hands.confirmer),
    )  # fmt: skip
    response = proposer.post(reverse("law_change_new", args=["rate"]), RATE)
    change = LawChange.objects.get()
    here = reverse("law_change", args=[change.pk])
    assert (response.status_code, response["Location"]) == (302, here)
    assert change.change == law.rate()

    own = shown(proposer, "law_change", change.pk)
    assert reverse("law_change_step", args=[change.pk, "confirm"]) not in own
    assert "Người có thể quyết định: Lê Văn Duyệt" in own

    other = shown(confirmer, "law_change", change.pk)
    assert reverse("law_change_step", args=[change.pk, "confirm"]) in other
    asked = shown(confirmer, "law_change_step", change.pk, "confirm")
    for words in ("540.000 đồng/tháng", "600.000 đồng/tháng", "Mức hưởng thay đổi từ 11/2026."):
        assert words in asked

    response = confirmer.post(reverse("law_change_step", args=[change.pk, "confirm"]))
    assert (response.status_code, response["Location"]) == (302, here)
    assert Rate.objects.filter(amount=600_000, province_code="51").count() == 1
    after = shown(confirmer, "law_change", change.pk)
    assert ("540.000 đồng/tháng" in after, "Đã xác nhận thay đổi" in after) == (True, True)


def test_back_dated_change_says_that_arrears_follow() -> None:
    hands = law.crew()
    wanted = law.rate(valid_from=dt.date(2026, 9, 1))
    made = actions.propose_rate(change=wanted, reason="Truy lĩnh.", by=hands.proposer)
    asked = shown(offices.sign_in(Client(), hands.confirmer), "law_change_step", made.pk, "confirm")
    assert "truy lĩnh khi mức mới cao hơn" in asked


def test_coefficient_and_day_are_proposed_on_screen() -> None:
    client = offices.sign_in(Client(), law.crew().proposer)
    basis = {key: RATE[key] for key in ("valid_from", "valid_to", "known_from", "article", "mark", "reason")}
    client.post(
        reverse("law_change_new", args=["coefficient"]),
        basis | {
            "instrument": "nd335-2026", "group": "disability_severe", "age_from": "16", "age_to": "60",
            "value": "2,0",
        },
    )  # fmt: skip
    client.post(
        reverse("law_change_new", args=["calendar-day"]),
        {"day": "24/12/2026", "kind": "holiday", "name": "Nghỉ bù", "reason": "Thông báo."},
    )
    assert [row.kind for row in LawChange.objects.order_by("pk")] == ["coefficient", "calendar_day"]
    assert LawChange.objects.get(kind="calendar_day").change == law.day()


@pytest.mark.parametrize(
    ("slug", "posted", "words"),
    [
        ("rate", RATE | {"amount": "500.000"}, "Mức của tỉnh phải cao hơn mức của cả nước."),
        ("rate", RATE | {"new_title": ""}, "Văn bản mới cần có mục này"),
        ("calendar-day", {"day": "01/01/2027", "kind": "holiday", "name": "Tết", "reason": "Thử."},
         "Ngày này đã có trong lịch."),
    ],
)  # fmt: skip
def test_proposal_that_does_not_fit_says_why(slug: str, posted: dict[str, str], words: str) -> None:
    client = offices.sign_in(Client(), law.crew().proposer)
    response = client.post(reverse("law_change_new", args=[slug]), posted)
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert LawChange.objects.count() == 0


def test_own_confirmation_is_refused_on_screen() -> None:
    hands = law.crew()
    made = law.proposed(hands)
    client = offices.sign_in(Client(), hands.proposer)
    response = client.post(reverse("law_change_step", args=[made.pk, "confirm"]), follow=True)
    assert "phải do một quản trị viên khác quyết định" in response.content.decode()
    assert LawChange.objects.get().state == "proposed"


@pytest.mark.parametrize("role", ROLES)
def test_open_proposals_are_for_the_administrators_of_the_province(role: str) -> None:
    waiting, made = law.proposed(law.crew()), law.confirmed(law.crew())
    client = offices.sign_in(Client(), offices.actor(role))
    codes = {
        "open": client.get(reverse("law_change", args=[waiting.pk])).status_code,
        "step": client.post(reverse("law_change_step", args=[waiting.pk, "confirm"])).status_code,
        "new": client.get(reverse("law_change_new", args=["rate"])).status_code,
        "confirmed": client.get(reverse("law_change", args=[made.pk])).status_code,
    }
    assert codes == {"open": 404, "step": 404, "new": 403, "confirmed": 200}


def test_unknown_kinds_and_steps_are_not_found() -> None:
    hands = law.crew()
    made, client = law.proposed(hands), offices.sign_in(Client(), hands.confirmer)
    assert client.get(reverse("law_change_new", args=["decree"])).status_code == 404
    assert client.get(reverse("law_change_step", args=[made.pk, "approve"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("law", 5), ("law_rates", 7), ("law_groups", 6), ("law_coefficients", 6), ("law_procedures", 5),
        ("law_calendar", 6), ("law_changes", 7),
    ],
)  # fmt: skip
def test_pages_take_the_same_queries_with_more_rows(name: str, count: int) -> None:
    hands = law.crew()
    client = offices.sign_in(Client(), hands.confirmer)
    law.confirmed(hands)
    one = queries(client, name)
    for amount in (610_000, 620_000):
        wanted = law.rate(amount, valid_from=dt.date(2027, amount // 10_000 - 60, 1))
        made = actions.propose_rate(change=wanted, reason="Theo nghị quyết.", by=hands.proposer)
        actions.confirm_change(change=made, by=hands.confirmer)
    CalendarDay.objects.create(day=dt.date(2026, 12, 23), kind="holiday", name="Nghỉ")
    assert (one, queries(client, name)) == (count, count)
