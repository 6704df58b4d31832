"""An allowance that stands is changed by four people on screen, and the payment lists follow to the đồng."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from pypdf import PdfReader

from cases import actions
from cases.models import Case, Prompt
from entitlements.models import Entitlement
from payments.models import PaymentMonth, PaymentRun
from tests.factories import cases, offices, payments, people, prompts

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = dt.date(2026, 12, 1), dt.date(2027, 1, 1)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def press(who, case: Case, slug: str, **words: str) -> None:
    data = {"version": str(Case.objects.get(pk=case.pk).version), **words}
    answer = offices.sign_in(Client(), who).post(reverse("case_step", args=[case.pk, slug]), data)
    assert answer.status_code == 302


def sign_by_four(hands: cases.Crew, case: Case) -> Case:
    press(hands.officer, case, "receive")
    press(hands.appraiser, case, "start-appraisal")
    press(hands.appraiser, case, "propose-grant", note="")
    press(hands.approver, case, "approve")
    press(hands.chair, case, "sign")
    return Case.objects.get(pk=case.pk)


@freeze_time(cases.AT.astimezone(dt.UTC), tick=True)
def test_orphan_who_turned_16_and_studies_goes_on_by_an_adjustment(client: Client) -> None:
    """Given an orphan of clause 1 who turned 16 on 5 November and goes to school."""
    hands = cases.crew()
    child = people.person("Hồ Thị Mai", born="05/11/2010", by=hands.officer)
    old = people.entitlement(child, group="child_both_dead", start="2024-01", by=hands.chair)
    offices.sign_in(client, hands.officer)

    # When the officer presses "Điều chỉnh" on her page, records that she studies, and from which month.
    page = client.get(reverse("person_detail", args=[child.pk])).content.decode()
    opening = reverse("change_new", args=[old.pk, "adjust"])
    assert f'href="{opening}"' in page
    answer = client.post(opening, {"reason": "Đủ 16 tuổi ngày 05/11/2026, đang học lớp 11."})
    case = Case.objects.get()
    assert answer.url == reverse("case_facts", args=[case.pk])
    answer = client.post(answer.url, {"study_status": "studying", "had_clause1_before_16": "yes"})
    assert answer.url == reverse("case_change", args=[case.pk])
    client.post(
        answer.url,
        {"group": "youth_studying", "effective_month": "11/2026", "reason": case.change_reason},
    )

    # Then the case shows both allowances with a month's money and asks for no receipt.
    page = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert page.count('<td class="num">810.000 đ</td>') == 2
    assert "Bắt đầu xem xét thay đổi" in page
    case = sign_by_four(hands, case)

    old.refresh_from_db()
    new = Entitlement.objects.get(case=case)
    assert (old.end_month, new.group_id, new.start_month, new.decision_number) == (
        dt.date(2026, 10, 1), "youth_studying", dt.date(2026, 11, 1), "01/QĐ-UBND",
    )  # fmt: skip
    paper = case.documents.get()
    assert paper.kind == "change"
    pdf = client.get(reverse("case_document", args=[case.pk, paper.pk])).content
    words = text_of(pdf)
    assert "Về việc điều chỉnh trợ cấp xã hội hằng tháng" in words
    assert "bà Hồ Thị Mai kể từ tháng 11 năm 2026" in words
    assert "Đủ 16 tuổi ngày 05/11/2026, đang học lớp 11 (Điều 8 và Điều 9 Nghị định 335/2026/NĐ-CP)" in words
    page = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "Đã ký quyết định điều chỉnh" in page


def paid(run: PaymentRun) -> dict[str, tuple[int, int, int]]:
    lines = run.lists.get().lines.values_list("name", "regular", "arrears", "recovery")
    return {name: tuple(money) for name, *money in lines}


def months(run: PaymentRun, name: str) -> list[tuple[str, str, int]]:
    rows = PaymentMonth.objects.filter(line__payment_list__run=run, line__name=name).order_by("month")
    return [
        (kind, f"{month:%m/%Y}", amount)
        for kind, month, amount in rows.values_list("kind", "month", "amount")
    ]


def test_suspended_months_come_back_as_arrears_with_the_resumption() -> None:
    """Given an allowance of 810,000 đồng paid for October, and a neighbour."""
    hands, crew = cases.crew(), payments.crew()
    held = payments.allowance("Đinh Thị Bưởi")
    payments.allowance("Lê Văn Nam", group="disability_extreme")
    october = payments.approved(crew)
    assert paid(october)["Đinh Thị Bưởi"] == (810_000, 180_000, 0)

    # When it is suspended in November for a request not complied with,
    at = dt.datetime(2026, 11, 3, 9, tzinfo=cases.ZONE)
    cases.changed(hands, "suspend", held, at=at, cause="not_complying", event_on=dt.date(2026, 10, 30))

    # Then the lists of November and December leave it out and say why, and take nothing back.
    november = payments.approved(crew, payments.NOVEMBER, dt.date(2026, 11, 5))
    december = payments.approved(crew, DECEMBER, dt.date(2026, 12, 4))
    for run in (november, december):
        assert paid(run) == {"Lê Văn Nam": (1_080_000, 0, 0)}
        assert list(run.unpaid.values_list("name", "reason", "owed_back")) == [
            ("Đinh Thị Bưởi", "suspended", 0)
        ]
    left = november.differences.get(name="Đinh Thị Bưởi")
    assert (left.kind, left.reason, left.before, left.after) == ("left", "suspended", 810_000, 0)

    # When nothing has changed and it is resumed, the months held back come with January's.
    at = dt.datetime(2026, 12, 21, 9, tzinfo=cases.ZONE)
    cases.changed(hands, "resume", held, at=at, facts=cases.SEVERE)
    january = payments.checked(crew, JANUARY, dt.date(2026, 12, 28))
    assert paid(january)["Đinh Thị Bưởi"] == (810_000, 1_620_000, 0)
    assert months(january, "Đinh Thị Bưởi") == [
        ("arrears", "11/2026", 810_000),
        ("arrears", "12/2026", 810_000),
        ("regular", "01/2027", 810_000),
    ]
    assert january.differences.get(name="Đinh Thị Bưởi").reason == "resumed"


def test_resumption_with_a_change_pays_the_old_level_until_its_month() -> None:
    hands, crew = cases.crew(), payments.crew()
    held = payments.allowance("Đinh Thị Bưởi")
    payments.allowance("Lê Văn Nam")
    payments.approved(crew)
    at = dt.datetime(2026, 11, 3, 9, tzinfo=cases.ZONE)
    cases.changed(hands, "suspend", held, at=at, cause="not_complying", event_on=dt.date(2026, 10, 30))
    payments.approved(crew, payments.NOVEMBER, dt.date(2026, 11, 5))
    at = dt.datetime(2026, 12, 21, 9, tzinfo=cases.ZONE)
    cases.changed(
        hands, "resume", held, at=at, facts=cases.EXTREME, group_key="disability_extreme",
        effective_month=DECEMBER,
    )  # fmt: skip
    run = payments.built(crew, DECEMBER, dt.date(2026, 12, 28))
    assert months(run, "Đinh Thị Bưởi") == [
        ("arrears", "11/2026", 810_000),
        ("regular", "12/2026", 1_080_000),
    ]


def test_adjustment_from_an_earlier_month_brings_arrears_or_recovery() -> None:
    hands, crew = cases.crew(), payments.crew()
    up = payments.allowance("Đinh Thị Bưởi")
    down = payments.allowance("Lê Văn Nam", group="disability_extreme")
    payments.approved(crew)  # October: 810,000 and 1,080,000
    at = dt.datetime(2026, 11, 3, 9, tzinfo=cases.ZONE)
    told = {"at": at, "effective_month": dt.date(2026, 9, 1)}
    cases.changed(hands, "adjust", up, facts=cases.EXTREME, group_key="disability_extreme", **told)
    cases.changed(hands, "adjust", down, facts=cases.SEVERE, group_key="disability_severe", **told)
    run = payments.built(crew, payments.NOVEMBER, dt.date(2026, 11, 5))
    assert paid(run) == {"Đinh Thị Bưởi": (1_080_000, 540_000, 0), "Lê Văn Nam": (810_000, 0, 540_000)}


def test_stop_after_the_month_was_paid_is_owed_back() -> None:
    hands, crew = cases.crew(), payments.crew()
    gone = payments.allowance("Đinh Thị Bưởi")
    payments.allowance("Lê Văn Nam")
    payments.approved(crew)
    at = dt.datetime(2026, 11, 3, 9, tzinfo=cases.ZONE)
    cases.changed(hands, "stop", gone, at=at, cause="moved", event_on=dt.date(2026, 9, 12))
    run = payments.built(crew, payments.NOVEMBER, dt.date(2026, 11, 5))
    assert list(run.unpaid.values_list("name", "reason", "owed_back")) == [
        ("Đinh Thị Bưởi", "ended", 810_000)
    ]


def test_sentence_told_once_stops_the_allowance_through_a_proposed_case() -> None:
    """Given an allowance of 810,000 đồng paid for October."""
    hands, crew = cases.crew(), payments.crew()
    held = payments.allowance("Đinh Thị Bưởi")
    payments.allowance("Lê Văn Nam", group="disability_extreme")
    assert paid(payments.approved(crew))["Đinh Thị Bưởi"] == (810_000, 180_000, 0)

    # When the officer records once that she began to serve a sentence on 2 November,
    prompts.event(held.person, "sentence", "02/11/2026", by=hands.officer, document_number="12/2026/HS-ST")

    # Then a stop is proposed to the commune, and nothing is decided yet.
    (prompt,) = Prompt.objects.filter(entitlement=held)
    assert (prompt.kind, prompt.reason, prompt.outcome) == ("stop", "serves_sentence", "open")
    held.refresh_from_db()
    assert held.end_month is None

    # When it is taken up and signed by four people,
    case = actions.open_from_prompt(prompt=prompt, kind="stop", today=cases.TODAY, by=hands.officer)
    case = actions.record_change(
        case=case, by=hands.officer, reason="Chấp hành án.", cause="sentence", event_on=dt.date(2026, 11, 2)
    )
    for action, by, words in (
        (actions.receive, hands.officer, {}),
        (actions.start_appraisal, hands.appraiser, {}),
        (actions.propose_grant, hands.appraiser, {"note": ""}),
        (actions.approve, hands.approver, {}),
        (actions.sign, hands.chair, {}),
    ):
        case = cases.step(case, action, by, cases.AT, **words)

    # Then November is still paid, December is not, and the proposal says which case answered it.
    held.refresh_from_db()
    assert held.end_month == dt.date(2026, 11, 1)
    prompt.refresh_from_db()
    assert (prompt.outcome, prompt.case_id) == ("case", case.pk)
    november = payments.approved(crew, payments.NOVEMBER, dt.date(2026, 11, 20))
    december = payments.approved(crew, DECEMBER, dt.date(2026, 12, 4))
    assert paid(november)["Đinh Thị Bưởi"] == (810_000, 0, 0)
    assert sorted(paid(december)) == ["Lê Văn Nam"]
