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
from policy.rules import changes
from policy.rules.changes import Change
from tests.factories import law, offices

pytestmark = pytest.mark.django_db

PAGES = (
    "law", "law_rates", "law_groups", "law_coefficients", "law_levels", "law_procedures", "law_calendar",
    "law_areas", "law_changes",
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
    assert offered == (set(PAGES) if role == "administrator" else set())


def test_law_is_in_the_menu() -> None:
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    assert f'href="{reverse("law")}"' in shown(client, "home")


def test_recalled_rows_are_marked_to_be_verified() -> None:
    client = offices.sign_in(Client(), law.crew().proposer)
    pages = {name: shown(client, name).count("Cần kiểm chứng") for name in ("law", "law_rates")}
    recalled = Rate.objects.filter(mark="recalled").count()
    instruments = Instrument.objects.filter(mark="recalled").count()
    # Once more at the top of the page of instruments, where all that is unsure is counted.
    assert pages == {"law": instruments + 1, "law_rates": recalled}
    assert (instruments, recalled) == (7, 3)


def test_rates_show_both_levels_and_which_applies() -> None:
    law.confirmed(law.crew())
    with freeze_time("2026-11-10 03:00:00"):
        client = offices.sign_in(Client(), offices.actor("commune_officer"))
        text = shown(client, "law_rates")
    applies = [row for row in text.split("<tr>") if "Áp dụng cho tháng này" in row]
    assert ["600.000" in row and "Nghị quyết 999/2026/NQ-HĐND" in row for row in applies] == [True, False]


WRITTEN = {key: RATE[key] for key in RATE if key.startswith("new_")} | {
    "instrument": "", "article": "Điều 1", "mark": "sourced", "reason": "Theo văn bản.",
}  # fmt: skip
POSTED: dict[str, tuple[dict[str, str], Change]] = {
    "benefit": (
        WRITTEN | {"key": "funeral_beneficiary", "value": "25", "valid_from": "01/11/2026",
                   "known_from": "01/11/2026", "article": "Điều 2"},
        law.benefit(),
    ),
    "naming": (
        WRITTEN | {"group": "disability_severe", "code": "7.b", "valid_from": "01/11/2026",
                   "name_vi": "Người khuyết tật nặng (thử nghiệm)", "article": "điểm b khoản 7 Điều 3"},
        law.naming(),
    ),
    "regime": (
        WRITTEN | {"regime": "R3", "step_days": " 5 ", "posting_days": "0", "received_from": "01/11/2026",
                   "article": "Điều 3"},
        law.regime(),
    ),
    "verification": (
        {"row": "instrument:nd76-2024", "document": "Công báo", "title": "", "reason": "Đã đọc."},
        law.verification(),
    ),
    "day-cancelled": ({"day": "01/01/2027", "reason": "Nhập nhầm."}, law.day_cancelled()),
}  # fmt: skip


@pytest.mark.parametrize("slug", POSTED)
def test_every_kind_is_proposed_and_shown_before_and_after(slug: str) -> None:
    hands = law.crew()
    posted, wanted = POSTED[slug]
    client = offices.sign_in(Client(), hands.proposer)
    assert client.post(reverse("law_change_new", args=[slug]), posted).status_code == 302
    change = LawChange.objects.get()
    assert change.change == wanted
    waiting = shown(client, "law_change", change.pk)
    assert "Sau khi được xác nhận" in waiting or "Trước" in waiting
    confirmer = offices.sign_in(Client(), hands.confirmer)
    confirmer.post(reverse("law_change_step", args=[change.pk, "confirm"]))
    change = LawChange.objects.get()
    assert change.state == "confirmed"
    # The trail explains the change afterwards as the law did before.
    assert shown(confirmer, "law_change", change.pk).count("<tr>") == waiting.count("<tr>")
    assert shown(confirmer, "law_changes").count(reverse("law_change", args=[change.pk])) == 1


def test_withdrawal_is_offered_for_a_confirmed_figure_and_proposed() -> None:
    hands = law.crew()
    made = law.confirmed(hands)
    client = offices.sign_in(Client(), hands.proposer)
    link = f"{reverse('law_change_new', args=['withdrawal'])}?row=rate"
    assert link in shown(client, "law_change", made.pk)
    form = client.get(reverse("law_change_new", args=["withdrawal"]))
    assert "600.000 đồng/tháng" in form.content.decode()
    key = f"rate:{changes.key_of(law.rate().row)}"
    client.post(
        reverse("law_change_new", args=["withdrawal"]),
        {"row": key, "known_from": "10/11/2026", "reason": "Nhập nhầm."},
    )
    change = LawChange.objects.get(kind="withdrawal")
    text = shown(client, "law_change", change.pk)
    assert ["600.000" in text, "540.000 đồng/tháng" in text] == [True, True]
    actions.confirm_change(change=change, by=hands.confirmer)
    assert link not in shown(client, "law_change", made.pk)
    assert "Thu hồi từ 10/11/2026" in shown(client, "law_rates")


def test_confirmed_changes_show_on_the_pages_of_the_law() -> None:
    client = offices.sign_in(Client(), law.crew().proposer)
    for wanted in (law.benefit(), law.naming(), law.regime(), law.day_cancelled(), law.verification()):
        law.made(wanted)
    assert "25 lần mức chuẩn" in shown(client, "law_levels")
    assert "điểm b khoản 7 Điều 3" in shown(client, "law_groups")
    assert "Nghị quyết 999/2026/NQ-HĐND" in shown(client, "law_procedures")
    compared = shown(client, "law")
    assert ["Công báo" in compared, "Lê Văn Duyệt" in compared] == [True, True]
    calendar = client.get(reverse("law_calendar"), {"year": 2027}).content.decode()
    assert ["Không còn tính" in calendar, "nhập ngày 20/10/2026" in calendar] == [True, True]


def test_verified_row_is_no_longer_marked() -> None:
    client = offices.sign_in(Client(), law.crew().proposer)
    before = shown(client, "law").count("Cần kiểm chứng")
    law.made(law.verification())
    assert shown(client, "law").count("Cần kiểm chứng") == before - 1


def test_groups_say_their_conditions_in_plain_words() -> None:
    text = shown(offices.sign_in(Client(), offices.actor("commune_officer")), "law_groups")
    for words in (
        "Cha hoặc mẹ: đã chết; người còn lại:",
        "Đang nuôi con dưới 16 tuổi, hoặc dưới 22 tuổi và đang đi học.",
        "Đang nuôi con dưới 16 tuổi, hoặc lớn hơn nhưng đang học liên tục.",
        "Chỉ tiếp tục từ danh sách cũ; không đề xuất mới.",
    ):
        assert words in text


def test_levels_show_every_chapter_with_articles_and_marks() -> None:
    text = shown(offices.sign_in(Client(), offices.actor("commune_officer")), "law_levels")
    for words in (
        "Chăm sóc, nuôi dưỡng tại cộng đồng", "Bảo vệ khẩn cấp", "Trợ giúp xã hội khẩn cấp",
        "Chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội", "Thăm hỏi, tặng quà", "Hỗ trợ chi phí mai táng",
        "20 lần mức chuẩn", "40.000.000 đồng", "15 kg gạo", "0,2 lít xăng/km", "không quá 3 lần chi phí",
        "Điều 14 Nghị định 335/2026/NĐ-CP", "điểm a khoản 1 Điều 20 Nghị định 20/2021/NĐ-CP",
        "Cần kiểm chứng", "Đang áp dụng", "Được miễn",
    ):  # fmt: skip
        assert words in text, words


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
        ("law", 9), ("law_rates", 9), ("law_groups", 8), ("law_coefficients", 8), ("law_levels", 8),
        ("law_procedures", 8), ("law_calendar", 6), ("law_changes", 7), ("law_supports", 4),
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
