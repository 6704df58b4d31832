"""Pages of cases over HTTP: scope, permissions, the registration flow, the buttons, the citizen's page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from audit.models import Entry
from beneficiaries.models import Person
from cases.models import Case
from cases.tracking import ASKS_PER_MINUTE
from entitlements.models import Entitlement
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning():
    with freeze_time(cases.AT.astimezone(dt.UTC), tick=True):
        yield


@pytest.fixture
def hands() -> cases.Crew:
    return cases.crew()


def page_of(who, name: str, *args: object, **query: str) -> str:
    response = offices.sign_in(Client(), who).get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def press(who, case: Case, slug: str, **words: str):
    data = {"version": str(Case.objects.get(pk=case.pk).version), **words}
    return offices.sign_in(Client(), who).post(reverse("case_step", args=[case.pk, slug]), data, follow=True)


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# Scope and permission


def urls_of(case: Case) -> list[tuple[str, str]]:
    document = case.documents.first()
    return [
        ("get", reverse("case_detail", args=[case.pk])),
        ("get", reverse("case_explanation", args=[case.pk])),
        ("get", reverse("case_facts", args=[case.pk])),
        ("post", reverse("case_facts", args=[case.pk])),
        ("get", reverse("case_group", args=[case.pk])),
        ("post", reverse("case_group", args=[case.pk])),
        ("get", reverse("case_intake", args=[case.pk])),
        ("post", reverse("case_intake", args=[case.pk])),
        ("get", reverse("case_step", args=[case.pk, "withdraw"])),
        ("post", reverse("case_step", args=[case.pk, "withdraw"])),
        ("post", reverse("case_open", args=[case.person_id])),
        *([("get", reverse("case_document", args=[case.pk, document.pk]))] if document else []),
    ]


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_every_url_is_404_for_another_commune(hands, state: str) -> None:
    case = cases.IN_STATE[state](hands)
    client = offices.sign_in(Client(), cases.crew(offices.SON_HA).officer)
    entries = Entry.objects.count()
    statuses = {(method, url): getattr(client, method)(url).status_code for method, url in urls_of(case)}
    assert set(statuses.values()) == {404}
    assert Entry.objects.count() == entries


def test_document_of_another_case_is_404(hands) -> None:
    first, second = cases.received(hands, cases.person("A")), cases.received(hands, cases.person("B"))
    url = reverse("case_document", args=[first.pk, second.documents.get().pk])
    assert offices.sign_in(Client(), hands.officer).get(url).status_code == 404


def test_lists_and_search_leave_out_another_commune(hands) -> None:
    case = cases.received(hands, cases.person("Đặng Thị Riêng"))
    client = offices.sign_in(Client(), cases.crew(offices.SON_HA).officer)
    for query in ({}, {"q": case.code}, {"q": "rieng"}, {"state": "received"}):
        assert client.get(reverse("case_list"), query).context["rows"] == []
    assert client.get(reverse("case_new"), {"q": "dang thi rieng"}).context["persons"] == []


def test_anonymous_is_sent_to_sign_in(hands) -> None:
    case = cases.received(hands)
    for _method, url in urls_of(case):
        assert Client().get(url).url.startswith(reverse("login"))


def test_role_without_the_permission_is_refused(hands) -> None:
    case = cases.received(hands)
    accountant = offices.sign_in(Client(), offices.actor("payment_accountant"))
    inspector = offices.sign_in(Client(), offices.actor("inspector"))
    assert accountant.get(reverse("case_list")).status_code == 403
    assert inspector.get(reverse("case_new")).status_code == 403
    assert inspector.post(reverse("case_step", args=[case.pk, "start-appraisal"])).status_code == 403


def test_province_sees_but_does_not_decide(hands) -> None:
    case = cases.received(hands)
    province = offices.actor("department_appraiser", code=offices.PROVINCE)
    assert "Bắt đầu thẩm định" not in page_of(province, "case_detail", case.pk)
    assert press(province, case, "start-appraisal").status_code == 403
    assert Case.objects.get(pk=case.pk).state == "received"


def test_unknown_step_is_404(hands) -> None:
    case = cases.received(hands)
    assert press(hands.officer, case, "jump").status_code == 404


# The list


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(hands, django_assert_num_queries, rows) -> None:
    for number in range(rows):
        cases.received(hands, cases.person(f"Người {number}"))
    client = offices.sign_in(Client(), hands.officer)
    with django_assert_num_queries(5):  # session, user, assignments; count, rows
        response = client.get(reverse("case_list"))
    assert len(response.context["rows"]) == rows


# Registration


FACTS = {"has_pension_or_si": "no", "disability_degree": "none"}


def test_registration_in_one_flow_without_javascript(hands) -> None:
    client = offices.sign_in(Client(), hands.officer)
    found = client.get(reverse("case_new"), {"q": "pham thi mai"})
    assert found.context["person_url"] == reverse("case_new_person") + "?name=pham+thi+mai"
    form = client.get(found.context["person_url"]).context["form"]
    assert form["name"].value() == "pham thi mai"

    response = client.post(
        reverse("case_new_person"),
        {"name": "Phạm Thị Mai", "born": "1945", "sex": "F", "hamlet": "Thôn Mỹ Lại"},
    )
    case = Case.objects.get()
    assert response.url == reverse("case_facts", args=[case.pk])
    assert (case.person.name, case.state, case.applicant_name) == ("Phạm Thị Mai", "draft", "Phạm Thị Mai")

    response = client.post(response.url, FACTS)
    assert response.url == reverse("case_group", args=[case.pk])
    page = client.get(response.url).content.decode()
    assert "khoản 1 Điều 2 Nghị định 176/2025/NĐ-CP" in page
    assert "540.000 đ" in page

    response = client.post(response.url, {"group": "pension_75"})
    assert response.url == reverse("case_intake", args=[case.pk])
    response = client.post(
        response.url,
        {
            "channel": "desk",
            "applicant_name": "Phạm Văn Con",
            "applicant_relation": "con",
            "paper_form_01": "original",
            "paper_identity": "database",
        },
    )
    assert response.url == reverse("case_detail", args=[case.pk])

    response = press(hands.officer, case, "receive")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.papers) == ("received", {"form_01": "original", "identity": "database"})
    receipt = case.documents.get()
    assert reverse("case_document", args=[case.pk, receipt.pk]) in response.content.decode()


@pytest.mark.parametrize("born", ["1950", "01/02/2018", "05/05/2025", "12/06/1990"])
def test_groups_are_proposed_while_little_is_known(hands, born: str) -> None:
    case = cases.empty_draft(hands, cases.person(born=born))
    response = offices.sign_in(Client(), hands.officer).get(reverse("case_group", args=[case.pk]))
    sections = response.context["sections"]
    assert response.status_code == 200
    assert (sections[0].folded, all(section.folded for section in sections[1:])) == (False, True)


def test_likely_duplicate_is_shown_before_registering(hands) -> None:
    known = cases.person("Phạm Thị Mai", born="1945")
    client = offices.sign_in(Client(), hands.officer)
    data = {"name": "PHAM THI MAI", "born": "1945", "sex": "F"}
    page = client.post(reverse("case_new_person"), data).content.decode()
    assert reverse("person_detail", args=[known.pk]) in page
    assert Person.objects.count() == 1
    client.post(reverse("case_new_person"), data | {"not_the_same": "on"})
    assert Person.objects.count() == 2


def test_person_found_opens_a_draft(hands) -> None:
    who = cases.person("Đỗ Văn Tìm")
    client = offices.sign_in(Client(), hands.officer)
    assert "Đỗ Văn Tìm" in client.get(reverse("case_new"), {"q": "do tim"}).content.decode()
    response = client.post(reverse("case_open", args=[who.pk]))
    assert response.url == reverse("case_facts", args=[Case.objects.get(person=who).pk])


def test_search_fragment_is_the_table_alone(hands) -> None:
    cases.person("Đỗ Văn Tìm")
    client = offices.sign_in(Client(), hands.officer)
    page = client.get(reverse("case_new"), {"q": "tim"}, headers={"HX-Request": "true"}).content.decode()
    assert "Đỗ Văn Tìm" in page
    assert "<html" not in page


def test_received_case_is_no_longer_typed(hands) -> None:
    case = cases.received(hands)
    client = offices.sign_in(Client(), hands.officer)
    assert [
        client.get(url).status_code
        for url in (reverse(name, args=[case.pk]) for name in ("case_facts", "case_group", "case_intake"))
    ] == [404] * 3


# The page of a case and its buttons


BUTTONS = {
    "draft": ({"receive", "withdraw"}, set(), set(), set()),
    "received": ({"withdraw"}, {"start-appraisal"}, set(), set()),
    "under_appraisal": ({"withdraw"}, {"propose-grant", "propose-refusal", "return"}, set(), {"refuse"}),
    "returned": ({"resume", "withdraw"}, set(), set(), set()),
    "appraised": ({"withdraw"}, set(), {"approve", "send-back"}, {"refuse"}),
    "approved": (set(), set(), set(), {"sign", "return-unsigned", "refuse"}),
    "signed": (set(), set(), set(), set()),
    "refused": (set(), set(), set(), set()),
    "withdrawn": (set(), set(), set(), set()),
}


@pytest.mark.parametrize("state", BUTTONS)
def test_page_has_only_the_buttons_of_this_person(hands, state: str) -> None:
    case = cases.IN_STATE[state](hands)
    shown = []
    for who in (hands.officer, hands.appraiser, hands.approver, hands.chair):
        response = offices.sign_in(Client(), who).get(reverse("case_detail", args=[case.pk]))
        shown.append({button.step.slug for button in response.context["buttons"]})
    assert tuple(shown) == BUTTONS[state]


def test_unmet_conditions_are_listed_beside_a_disabled_button(hands) -> None:
    case = cases.empty_draft(hands)
    page = page_of(hands.officer, "case_detail", case.pk)
    assert "Chưa chọn nhóm đối tượng." in page
    response = press(hands.officer, case, "receive")
    assert messages_of(response) == ["Chưa chọn nhóm đối tượng."]


def test_page_shows_the_clock_the_sum_and_who_did_what(hands) -> None:
    page = page_of(hands.officer, "case_detail", cases.appraised(hands).pk)
    assert "17/11/2026 · Ngày thứ 1: Ngày làm việc" in page
    assert "540.000 × 1,0 = 540.000 đồng" in page
    assert "Lê Văn Thẩm" in page


def test_second_press_gets_a_clear_sentence(hands) -> None:
    case = cases.appraised(hands)
    client = offices.sign_in(Client(), hands.approver)
    url, data = reverse("case_step", args=[case.pk, "approve"]), {"version": case.version}
    client.post(url, data)
    response = client.post(url, data, follow=True)
    [sentence] = messages_of(response)[-1:]
    assert "Trần Thị Duyệt" in sentence
    assert "Phòng đã phê duyệt" in sentence


def test_reason_typed_is_kept_when_missing_elsewhere(hands) -> None:
    case = cases.under_appraisal(hands)
    response = press(hands.appraiser, case, "return", reason="")
    assert response.context["form"].errors == {"reason": ["Mục này phải được điền."]}
    assert Case.objects.get(pk=case.pk).state == "under_appraisal"


def test_case_walks_through_the_pages_to_a_decision(hands) -> None:
    case = cases.received(hands)
    press(hands.appraiser, case, "start-appraisal")
    press(hands.appraiser, case, "propose-grant", note="Đủ điều kiện.")
    press(hands.approver, case, "approve")
    press(hands.chair, case, "sign")
    case = Case.objects.get(pk=case.pk)
    assert case.state == "signed"
    assert Entitlement.objects.get().start_month == dt.date(2026, 11, 1)


def test_health_is_hidden_from_who_may_not_see_it(hands) -> None:
    from policy.enums import PovertyStatus
    from policy.facts import Facts

    child = cases.person("Lê Bé", born="01/02/2018")
    facts = Facts(hiv_confirmed=True, poverty=PovertyStatus.POOR)
    case = cases.received(hands, child, facts=facts, group="child_hiv")
    words = "Health condition of clauses 3 and 8 confirmed"
    seen = offices.sign_in(Client(), hands.appraiser).get(reverse("case_detail", args=[case.pk]))
    hidden = offices.sign_in(Client(), offices.actor("inspector")).get(reverse("case_detail", args=[case.pk]))
    from django.utils.translation import gettext

    name = gettext(words)
    assert (name in dict(seen.context["facts"]), name in dict(hidden.context["facts"])) == (True, False)
    assert "HIV" not in hidden.content.decode()


def test_printing_is_recorded(hands) -> None:
    case = cases.received(hands)
    document = case.documents.get()
    client = offices.sign_in(Client(), hands.officer)
    response = client.get(reverse("case_document", args=[case.pk, document.pk]))
    assert response["Content-Type"] == "application/pdf"
    entry = Entry.objects.get(event="document.printed")
    assert (entry.actor_id, entry.after["number"]) == (hands.officer.user_id, document.number)


# The citizen's page


@pytest.fixture(autouse=True)
def no_questions_yet() -> None:
    cache.clear()


def test_citizen_sees_status_and_due_date_only(hands) -> None:
    case = cases.received(hands, cases.person("Đặng Thị Riêng"))
    response = Client().get(reverse("case_track"), {"code": case.code})
    page = response.content.decode()
    assert "Đã tiếp nhận" in page
    assert f"{case.due_on:%d/%m/%Y}" in page
    assert "16/11/2026" in page
    assert "Riêng" not in page
    assert "540.000" not in page


def test_unknown_code_and_draft_get_the_same_neutral_sentence(hands) -> None:
    cases.draft(hands)
    pages = {
        Client().get(reverse("case_track"), {"code": code}).context.get("status") for code in ("X", "#1")
    }
    assert pages == {None}
    page = Client().get(reverse("case_track"), {"code": "X"}).content.decode()
    assert "Không có hồ sơ nào hiển thị được với mã này." in page


def test_too_many_questions_are_turned_away() -> None:
    client = Client()
    statuses = [
        client.get(reverse("case_track"), {"code": f"X-{number}"}).status_code
        for number in range(ASKS_PER_MINUTE + 1)
    ]
    assert statuses == [200] * ASKS_PER_MINUTE + [429]


def test_form_alone_asks_nothing() -> None:
    response = Client().get(reverse("case_track"))
    assert (response.status_code, "status" in response.context) == (200, False)
    assert timezone.localdate() == cases.TODAY
