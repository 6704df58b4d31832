"""Pages behind the wall."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from protection import actions
from protection.models import ChildCase, LogEntry
from protection.presenters import PARTS
from protection.steps import STEPS
from protection.wall import inside
from tests.factories import offices, people, protection

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands() -> protection.Crew:
    return protection.crew()


def url(case: ChildCase, name: str = "protection_case", *more: object) -> str:
    return reverse(name, args=[case.code, *more])


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    # Outside the tests a request has a transaction of its own, which ends without saying anything.
    ends = ("SAVEPOINT", "set_config('ansinh.actor', ''")
    return [row["sql"] for row in context.captured_queries if not any(end in row["sql"] for end in ends)]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("duty", ["officer", "supervisor", "chair"])
def test_part_of_a_full_case_takes_few_queries(client: Client, hands, part: str, duty: str) -> None:
    case = protection.reviewed(hands)
    offices.sign_in(client, getattr(hands, duty))
    assert len(queries(client, f"{url(case)}?part={part}")) <= 12


def test_queue(client: Client, hands) -> None:
    protection.reported(hands)
    protection.in_emergency(hands)
    offices.sign_in(client, hands.officer)
    assert len(queries(client, reverse("protection_queue"))) == 8


@pytest.mark.parametrize("step", [pytest.param(step, id=step.slug) for step in STEPS if step.permissions])
def test_page_of_every_step_opens(client: Client, hands, step) -> None:
    case = protection.IN_STATE[step.from_states[0]](hands)
    duty = {"protection.work": "officer", "protection.supervise": "supervisor", "protection.decide": "chair"}
    offices.sign_in(client, getattr(hands, duty[step.permissions[0]]))
    address = url(case, "protection_step", step.slug)
    assert client.get(address).status_code == (404 if step.slug == "take-back" else 200)


REPORT = {
    "received_at": "22:30 20/11/2026",
    "channel": "hotline",
    "means": "telephone",
    "what": "Trẻ bị đánh.",
}


def test_report_with_the_least_is_kept_in_one_request(client: Client, hands) -> None:
    offices.sign_in(client, hands.officer)
    answer = client.post(reverse("protection_report"), REPORT)
    with inside(hands.officer):
        case = ChildCase.objects.get()
        report = case.reports.get()
    assert (answer.status_code, answer["Location"]) == (302, url(case))
    assert (case.state, timezone.localtime(case.received_at).hour) == ("reported", 22)
    assert (report.channel, report.anonymous, report.taken_by) == ("hotline", False, hands.officer.name)


def test_report_from_another_commune_is_forwarded_in_the_same_request(client: Client, hands) -> None:
    there = protection.crew(offices.SON_HA)
    offices.sign_in(client, hands.officer)
    commune = offices.office(offices.SON_HA).pk
    client.post(reverse("protection_report"), REPORT | {"commune": commune})
    with inside(there.officer):
        assert [case.state for case in ChildCase.objects.all()] == ["forwarded"]


def test_anonymous_reporter_is_not_written_down(client: Client, hands) -> None:
    offices.sign_in(client, hands.officer)
    told = REPORT | {"anonymous": "on", "reporter_name": "Bà Hàng Xóm"}
    answer = client.post(reverse("protection_report"), told)
    assert list(answer.context["form"].errors) == ["anonymous"]


def test_report_that_came_in_the_future_is_refused(client: Client, hands) -> None:
    offices.sign_in(client, hands.officer)
    answer = client.post(reverse("protection_report"), REPORT | {"received_at": "22:30 20/11/2099"})
    assert list(answer.context["form"].errors) == ["received_at"]


def test_person_of_another_commune_is_not_linked(client: Client, hands) -> None:
    stranger = people.person(code=offices.SON_HA)
    offices.sign_in(client, hands.officer)
    answer = client.post(reverse("protection_report"), REPORT | {"person": stranger.code})
    assert list(answer.context["form"].errors) == ["person"]


@pytest.mark.parametrize("name", ["protection_case", "protection_print", "protection_add_report"])
def test_page_is_kept_nowhere_and_names_no_child_outside_itself(client: Client, hands, name: str) -> None:
    case = protection.in_implementation(hands)
    offices.sign_in(client, hands.officer)
    answer = client.get(url(case, name))
    title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "same-origin")
    assert protection.CHILD.child_name not in title + answer.request["PATH_INFO"]


def test_queue_and_hits_name_no_child(client: Client, hands) -> None:
    case = protection.in_implementation(hands)
    offices.sign_in(client, hands.officer)
    pages = [
        client.get(reverse("protection_queue")),
        client.post(reverse("protection_search"), {"q": protection.CHILD.child_name}),
    ]
    for page in pages:
        assert case.code in page.content.decode()
        assert [row.code for row in page.context["rows"]] == [case.code]
        table = page.content.decode().partition("<table")[2]
        assert protection.CHILD.child_name not in table


def test_search_finds_nothing_of_others(client: Client, hands) -> None:
    case = protection.reported(hands)
    offices.sign_in(client, offices.actor("child_protection_officer"))
    page = client.post(reverse("protection_search"), {"q": case.code})
    assert page.context["rows"] == []


def test_every_look_is_shown_to_the_supervisor_alone(client: Client, hands) -> None:
    case = protection.in_implementation(hands)
    offices.sign_in(client, hands.officer)
    for part in PARTS:
        client.get(f"{url(case)}?part={part}")
    client.get(url(case, "protection_print"))
    client.post(reverse("protection_search"), {"q": case.code})
    client.post(url(case, "protection_sealed", "reporter"), {"reason": "Xác minh."})
    with inside(hands.supervisor):
        looks = LogEntry.objects.filter(case_key=case.pk, trace="look").order_by("at")
        assert [(line.event, line.user_id) for line in looks] == [
            *[("viewed", hands.officer.user_id)] * len(PARTS),
            ("printed", hands.officer.user_id),
            ("found", hands.officer.user_id),
            ("unsealed", hands.officer.user_id),
        ]
    seen = {}
    for duty in ("officer", "supervisor", "chair"):
        offices.sign_in(client, getattr(hands, duty))
        seen[duty] = len(client.get(f"{url(case)}?part=circle").context["looks"])
    assert seen == {"officer": 0, "supervisor": len(PARTS) + 5, "chair": 0}


@pytest.mark.parametrize(("duty", "status"), [("officer", 200), ("supervisor", 200), ("chair", 403)])
def test_seal_is_opened_with_a_reason_by_two_duties(client: Client, hands, duty: str, status: int) -> None:
    case = protection.reported(hands)
    offices.sign_in(client, getattr(hands, duty))
    address = url(case, "protection_sealed", "reporter")
    assert "Bà Hàng Xóm" not in client.get(address).content.decode()
    assert "Bà Hàng Xóm" not in client.post(address, {"reason": " "}).content.decode()
    answer = client.post(address, {"reason": "Gọi lại để xác minh."})
    assert (answer.status_code, "Bà Hàng Xóm" in answer.content.decode()) == (status, status == 200)


def test_receiver_sees_where_the_case_stands_and_no_more(client: Client, hands) -> None:
    there = protection.crew(offices.SON_HA)
    case = protection.step(
        protection.in_implementation(hands),
        actions.transfer,
        hands.officer,
        to_office=offices.office(offices.SON_HA),
        reason="Trẻ chuyển nơi ở.",
    )
    offices.sign_in(client, there.officer)
    assert client.get(f"{url(case)}?part=record").context["part"] == "now"
    assert client.get(url(case, "protection_print")).status_code == 404
    assert client.get(url(case, "protection_step", "accept")).status_code == 200


def test_emergency_access_by_form_opens_the_case(client: Client, hands) -> None:
    case = protection.reported(hands)
    night = offices.actor("child_protection_officer")
    offices.sign_in(client, night)
    assert client.get(url(case)).status_code == 404
    told = {"code": case.code.lower(), "reason": "Trực đêm.", "hours": 2}
    assert client.post(reverse("protection_glass"), told)["Location"] == url(case)
    assert client.get(url(case)).status_code == 200


def test_counts_of_both_scales_are_shown_before_the_conclusion(client: Client, hands) -> None:
    offices.sign_in(client, hands.officer)
    page = client.post(reverse("protection_counts"), protection.answers("high") | {"harm_degree": "low"})
    assert [line for _title, line in page.context["lines"]] == [
        "4 cao, 0 trung bình, 1 thấp",
        "5 cao, 0 trung bình, 0 thấp",
    ]


def test_plan_is_typed_row_by_row(client: Client, hands) -> None:
    case = protection.meeting_held(hands)
    offices.sign_in(client, hands.officer)
    address = url(case, "protection_step", "submit-plan")
    told = {"version": case.version, "goal": "An toàn.", "service_0": "medical"}
    form = client.post(address, told).context["form"]
    assert sorted(form.errors) == ["ends_on_0", "responsible_0", "starts_on_0"]
    told |= {
        "responsible_0": "Trạm",
        "starts_on_0": "01/12/2026",
        "ends_on_0": "31/12/2026",
        "cost_0": "500.000",
    }
    assert client.post(address, told).status_code == 302
    assert protection.reread(case, hands.officer).state == "plan_submitted"


def test_refused_step_says_why(client: Client, hands) -> None:
    case = protection.in_emergency(hands)
    offices.sign_in(client, hands.chair)
    told = {"version": case.version, "ground": "by_carer", "decision_number": "1/QĐ", "place": "Nhà bà"}
    told |= {"ends_on": f"{timezone.localdate() + dt.timedelta(days=15):%d/%m/%Y}"}
    page = client.post(url(case, "protection_step", "isolate"), told, follow=True)
    assert "quá 15 ngày" in page.content.decode()


def test_hiding_needs_one_key_and_no_inline_script(client: Client, hands) -> None:
    offices.sign_in(client, hands.officer)
    page = client.get(reverse("protection_queue")).content.decode()
    assert 'src="/static/js/hide.js"' in page
    assert 'aria-keyshortcuts="F2"' in page
