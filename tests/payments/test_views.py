"""The screens of payments."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Entry
from payments.models import PaymentLine, PaymentList, PaymentRun
from payments.tasks import build_in_background
from tests.factories import offices, payments
from ui.formats import grouped, vnd

pytestmark = pytest.mark.django_db

ON = "2026-10-06 03:00:00"


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@freeze_time(ON)
def test_run_from_request_to_approval_on_screen() -> None:
    payments.allowance()
    hands = payments.crew()
    accountant, approver = (
        offices.sign_in(Client(), hands.accountant),
        offices.sign_in(Client(), hands.approver),
    )

    response = accountant.post(reverse("run_new"), {"month": "10/2026"})
    run = PaymentRun.objects.get()
    here = reverse("run_detail", args=[run.pk])
    assert (response.status_code, response["Location"]) == (302, here)
    assert "every 2s" in page(accountant, "run_detail", run.pk)

    build_in_background.func(**ProcrastinateJob.objects.get().args)
    shown = page(accountant, "run_detail", run.pk)
    assert "every 2s" not in shown
    assert vnd(990_000) in shown

    for client, slug in ((accountant, "check"), (approver, "approve")):
        form = re.search(r'name="version" value="(\d+)"', page(client, "run_detail", run.pk))
        assert form is not None
        response = client.post(reverse("run_step", args=[run.pk, slug]), {"version": form[1]})
        assert (response.status_code, response["Location"]) == (302, here)
    stands = PaymentRun.objects.get()
    assert (stands.state, stands.as_of) == ("approved", dt.date(2026, 10, 6))
    assert (stands.built_by_id, stands.checked_by_id, stands.approved_by_id) == (
        hands.accountant.user_id,
        hands.accountant.user_id,
        hands.approver.user_id,
    )


@freeze_time(ON)
def test_month_refused_says_why_beside_the_field() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.approved(hands)
    client = offices.sign_in(Client(), hands.accountant)
    for month in ("10/2026", "thang nay", "12/2026"):
        response = client.post(reverse("run_new"), {"month": month})
        assert (response.status_code, len(response.context["form"].errors["month"])) == (200, 1)
    assert PaymentRun.objects.count() == 1


@freeze_time("2026-11-02 03:00:00")
@pytest.mark.parametrize(
    ("state", "month"), [(None, "11/2026"), ("built", "10/2026"), ("approved", "11/2026")]
)
def test_month_proposed_is_the_one_to_build(state: str | None, month: str) -> None:
    payments.allowance()
    hands = payments.crew()
    if state:
        payments.IN_STATE[state](hands)
    client = offices.sign_in(Client(), hands.accountant)
    assert client.get(reverse("run_new")).context["form"]["month"].initial == month


def buttons(client: Client, run: PaymentRun) -> list[str]:
    return [
        button.step.slug for button in client.get(reverse("run_detail", args=[run.pk])).context["buttons"]
    ]


@pytest.mark.parametrize(
    ("state", "accountant", "approver"),
    [
        ("open", ["build"], []),
        ("building", ["reopen"], []),
        ("built", ["check", "reopen"], []),
        ("checked", ["reopen"], ["approve", "send-back"]),
        ("approved", ["hand-over"], ["correct"]),
        ("handed_over", ["start-paying"], []),
        ("being_paid", ["close-report"], []),
        ("reported", ["reconcile"], []),
        ("reconciled", [], ["settle", "reopen-report"]),
        ("settled", [], []),
        ("superseded", [], []),
    ],
)
def test_page_shows_only_the_buttons_of_the_person(
    state: str, accountant: list[str], approver: list[str]
) -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.IN_STATE[state](hands)
    assert buttons(offices.sign_in(Client(), hands.accountant), run) == accountant
    assert buttons(offices.sign_in(Client(), hands.approver), run) == approver
    if state in ("built", "checked", "approved"):
        assert buttons(offices.sign_in(Client(), offices.actor("commune_officer")), run) == []


def test_stale_button_says_who_acted_and_changes_nothing() -> None:
    payments.allowance()
    hands = payments.crew()
    seen = payments.checked(hands)
    payments.checked(hands)
    entries = Entry.objects.count()
    client = offices.sign_in(Client(), hands.approver)
    response = client.post(
        reverse("run_step", args=[seen.pk, "approve"]), {"version": str(seen.version)}, follow=True
    )
    assert "Đỗ Thị Toán" in next(str(message) for message in response.context["messages"])
    assert (PaymentRun.objects.get().state, Entry.objects.count()) == ("checked", entries)


@pytest.mark.parametrize("slug", ["build", "check", "reopen"])
def test_approver_cannot_press_the_accountants_steps(slug: str) -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)
    client = offices.sign_in(Client(), hands.approver)
    response = client.post(reverse("run_step", args=[run.pk, slug]), {"version": run.version, "reason": "x"})
    assert response.status_code == 403
    assert PaymentRun.objects.get().version == run.version


def test_accountant_cannot_approve() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)
    client = offices.sign_in(Client(), hands.accountant)
    assert (
        client.post(reverse("run_step", args=[run.pk, "approve"]), {"version": run.version}).status_code
        == 403
    )
    assert client.get(reverse("run_step", args=[run.pk, "nothing"])).status_code == 404


def test_list_on_screen_equals_the_database() -> None:
    payments.allowance("Lê Văn Nam", hamlet="Thôn Mỹ Lại")
    payments.allowance("Trần Thị Lan", group="single_parent", units=2)
    payments.approved(payments.crew())
    payment_list = PaymentList.objects.get()
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    shown = page(client, "list_detail", payment_list.pk)
    cells = [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", shown, re.S)
    ]
    assert [[row[1], row[2], row[5], row[6], row[8]] for row in cells if len(row) == 11] == [
        [
            line.person_code,
            f"{line.name}{line.born}",
            grouped(line.regular),
            f"{grouped(line.arrears)}07-09/2026",
            grouped(line.total),
        ]
        for line in payment_list.lines.order_by("position")
    ]
    assert [vnd(getattr(payment_list, name)) in shown for name in ("regular", "arrears", "total")] == [
        True
    ] * 3


def test_list_is_filtered() -> None:
    payments.allowance("Lê Văn Nam", hamlet="Thôn Mỹ Lại")
    payments.allowance("Trần Thị Lan", start="2026-10", paid_through=None)
    payments.built(payments.crew())
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    url = reverse("list_detail", args=[PaymentList.objects.get().pk])
    for query, names in (
        ({"q": "nam le"}, ["Lê Văn Nam"]),
        ({"hamlet": "Thôn Cổ Lũy"}, ["Trần Thị Lan"]),
        ({"only": "arrears"}, ["Lê Văn Nam"]),
        ({"only": "joined"}, ["Trần Thị Lan"]),
        ({"q": "khong ai"}, []),
    ):
        assert [line.name for line in client.get(url, query).context["page"]] == names


def test_line_explains_itself_month_by_month() -> None:
    payments.allowance()
    payments.built(payments.crew())
    line = PaymentLine.objects.get()
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    context = client.get(reverse("payment_line", args=[line.pk])).context
    table = context["months"]
    shown = {
        section.title: (
            section.figure,
            [(row.months, row.due, row.paid, row.difference) for row in section.lines],
        )
        for section in table.sections
    }
    assert shown == {
        "Mức hằng tháng": ("+810.000", [("10/2026", "810.000", "0", "+810.000")]),
        "Truy lĩnh": ("+180.000", [("07/2026–09/2026", "810.000", "750.000", "+60.000")]),
    }
    assert table.total == "990.000"
    assert context["article"] == "khoản 6 Điều 5 Nghị định 335/2026/NĐ-CP"


def test_scanned_seal_agrees_only_with_the_list_approved() -> None:
    payments.allowance()
    payments.approved(payments.crew())
    payment_list = PaymentList.objects.get()
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    url = reverse("list_detail", args=[payment_list.pk])
    answers = [
        client.get(url, {"seal": seal}).context["seal_agrees"] for seal in (payment_list.seal, "0" * 64)
    ]
    assert answers == [True, False]


def test_differences_and_unpaid_pages_say_why() -> None:
    payments.allowance()
    payments.allowance("Trần Thị Lan", group="child_no_care", born="30/09/2010")
    run = payments.checked(payments.crew())
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    rows = client.get(reverse("run_differences", args=[run.pk])).context["rows"]
    assert {(row.name, change) for row, change, _article in rows} == {
        ("Nguyễn Thị Hoa", "+60.000"),
        ("Trần Thị Lan", "−750.000"),
    }
    assert [article for row, _change, article in rows if row.kind == "changed"] == [
        "Điều 4 và Điều 32 Nghị định 335/2026/NĐ-CP"
    ]
    assert [row.name for row in client.get(reverse("run_unpaid", args=[run.pk])).context["page"]] == [
        "Trần Thị Lan"
    ]


@pytest.mark.parametrize("name", ["list_detail", "list_pdf", "list_xlsx"])
def test_list_of_another_commune_is_not_found(name: str) -> None:
    payments.allowance()
    payments.approved(payments.crew())
    other = offices.sign_in(Client(), offices.actor("commune_officer", code=offices.SON_HA))
    entries = Entry.objects.count()
    assert other.get(reverse(name, args=[PaymentList.objects.get().pk])).status_code == 404
    assert Entry.objects.count() == entries


def test_commune_sees_only_its_own_part_of_a_run() -> None:
    payments.allowance()
    payments.allowance("Đinh Thị Sâm", code=offices.SON_HA)
    run = payments.checked(payments.crew())
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    context = client.get(reverse("run_detail", args=[run.pk])).context
    assert [row.office_code for row in context["lists"]] == [offices.TINH_KHE]
    assert context["sums"]["persons"] == 1
    assert [row.count for row in context["differences"]] == [1]
    assert context["history"] == []
    rows = client.get(reverse("run_differences", args=[run.pk])).context["rows"]
    assert [row.name for row, *_rest in rows] == ["Nguyễn Thị Hoa"]
    listed = client.get(reverse("run_list")).context["rows"][0][0]
    assert (listed.shown_lists, listed.shown_persons, listed.shown_total) == (1, 1, 990_000)


def test_emptied_run_shows_no_list() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.built(hands)
    payment_list = PaymentList.objects.get()
    payments.reopened(hands)
    client = offices.sign_in(Client(), hands.accountant)
    assert client.get(reverse("list_detail", args=[payment_list.pk])).status_code == 404


def queries_of(client: Client, name: str, *args: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(name, args=args)).status_code == 200
    return len(captured)


def test_pages_ask_as_many_queries_for_three_lines_as_for_one() -> None:
    payments.allowance()
    payments.allowance("Phạm Văn Lớn", group="child_no_care", born="30/09/2010")
    hands = payments.crew()
    run = payments.checked(hands)
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    literal = {
        ("run_list",): 5,
        ("run_detail", run.pk): 8,
        ("run_differences", run.pk): 7,
        ("run_unpaid", run.pk): 6,
        ("list_detail", PaymentList.objects.get().pk): 7,
    }
    assert {address: queries_of(client, *address) for address in literal} == literal
    payments.allowance("Lê Văn Nam", hamlet="Thôn Mỹ Lại")
    payments.allowance("Trần Thị Lan", group="child_no_care", born="30/09/2010")
    payments.checked(hands)
    assert {address: queries_of(client, *address) for address in literal} == literal


@pytest.mark.parametrize("months", ["2026-09", "2026-07"])
def test_line_costs_the_same_queries_for_any_number_of_months(client: Client, months: str) -> None:
    payments.allowance(paid_through=months)
    payments.built(payments.crew())
    offices.sign_in(client, offices.actor("commune_officer"))
    # session, user, assignments; line, rates, coefficients, months, what became of it
    assert queries_of(client, "payment_line", PaymentLine.objects.get().pk) == 8


def test_files_are_named_without_a_person() -> None:
    payments.allowance()
    payments.built(payments.crew())
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    payment_list = PaymentList.objects.get()
    names = [
        client.get(reverse(name, args=[payment_list.pk]))["Content-Disposition"]
        for name in ("list_pdf", "list_xlsx")
    ]
    assert names == [
        'inline; filename="chi-tra-2026-10-21211.pdf"',
        'attachment; filename="chi-tra-2026-10-21211.xlsx"',
    ]
