"""Pages of people: what they show, what they change, and who may open them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from beneficiaries.actions import record_facts, set_household
from beneficiaries.models import Person
from beneficiaries.queries import current_facts
from offices.actors import Actor
from policy.facts import Facts
from tests.factories import offices, people

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Đinh Thị Thuý",
    "born": "06/1950",
    "sex": "F",
    "id_number": "051150123456",
    "hamlet": "Thôn Gò",
}


@pytest.fixture
def officer() -> Actor:
    return offices.actor("commune_officer", name="Võ Thị Cán")


@pytest.fixture
def desk(client: Client, officer: Actor) -> Client:
    return offices.sign_in(client, officer)


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


PAGES_OF_A_PERSON = [
    "person_detail",
    "person_edit",
    "person_facts",
    "person_account",
    "person_collector",
    "person_household",
    "person_poverty",
    "relation_new",
]


def addresses(person: Person) -> list[str]:
    finding = person.findings.get()
    return [
        *(reverse(name, args=[person.pk]) for name in PAGES_OF_A_PERSON),
        reverse("finding_settle", args=[person.pk, finding.pk]),
    ]


def test_every_page_of_a_person_opens_for_their_own_officer(desk: Client, officer: Actor) -> None:
    person = set_household(person=people.person(by=officer), household=None, relation="", by=officer)
    assert [desk.get(url).status_code for url in addresses(person)] == [200] * 9


def test_no_page_of_a_person_exists_for_another_commune(client: Client, officer: Actor) -> None:
    person = set_household(person=people.person(by=officer), household=None, relation="", by=officer)
    stranger = offices.sign_in(client, offices.actor("commune_officer", code=offices.SON_HA))
    urls = addresses(person)
    assert [stranger.get(url).status_code for url in urls] == [404] * 9
    assert [stranger.post(url).status_code for url in urls] == [404] * 9


def test_province_sees_a_person_and_changes_nothing(client: Client, officer: Actor) -> None:
    person = set_household(person=people.person(by=officer), household=None, relation="", by=officer)
    inspector = offices.sign_in(client, offices.actor("inspector", code=offices.PROVINCE))
    assert [inspector.get(url).status_code for url in addresses(person)] == [200, *[403] * 8]


@pytest.mark.parametrize("name", ["person_list", "person_export", "person_new"])
def test_pages_need_a_role(client: Client, name: str) -> None:
    administrator = offices.sign_in(client, offices.actor("administrator", code=offices.PROVINCE))
    assert administrator.get(reverse(name)).status_code == 403
    client.logout()
    assert client.get(reverse(name)).status_code == 302


def test_person_is_registered_by_the_form(desk: Client, officer: Actor) -> None:
    response = desk.post(reverse("person_new"), TYPED)
    person = Person.objects.get()
    assert response["Location"] == reverse("person_detail", args=[person.pk])
    assert (person.name, person.office_id, str(person.born)) == (
        "Đinh Thị Thuý",
        officer.office_id,
        "06/1950",
    )


def test_form_with_errors_registers_nobody_and_keeps_what_was_typed(desk: Client) -> None:
    response = desk.post(reverse("person_new"), TYPED | {"born": "31/02/1950"})
    assert (response.status_code, Person.objects.count()) == (200, 0)
    assert "31/02/1950" in response.content.decode()


def test_people_like_this_are_listed_before_registering(desk: Client, officer: Actor) -> None:
    person = people.person("Đinh thị Thúy", born="1950", by=officer)
    response = desk.post(reverse("person_new"), TYPED)
    assert (response.status_code, Person.objects.count()) == (200, 1)
    assert reverse("person_detail", args=[person.pk]) in response.content.decode()
    assert desk.post(reverse("person_new"), TYPED | {"not_the_same": "on"}).status_code == 302


def test_person_page_shows_all(desk: Client, officer: Actor) -> None:
    person = people.person(by=officer, id_number="051148123456", phone="0905111222")
    people.entitlement(person, group="disability_severe", start="2026-01")
    record_facts(person=person, facts=Facts(hiv_confirmed=True, has_pension_or_si=False), by=officer)

    text = page(desk, "person_detail", person.pk)
    for shown in (
        "Nguyễn Thị Hoa",
        "051148123456",
        "0905111222",
        "12/06/1948",
        "1.080.000 đ",
        "× 2,0",
        "Võ Thị Cán",
    ):
        assert shown in text


def test_health_shows_only_to_those_who_may_see_it(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    record_facts(person=person, facts=Facts(hiv_confirmed=True), by=officer)
    seen = {}
    for role in ("commune_officer", "payment_accountant"):
        offices.sign_in(client, offices.actor(role))
        response = client.get(reverse("person_detail", args=[person.pk]))
        seen[role] = [term for term, _value in response.context["facts"]]
    assert (len(seen["commune_officer"]), seen["payment_accountant"]) == (1, [])


def test_list_masks_numbers_and_is_in_order(desk: Client, officer: Actor) -> None:
    people.person("Lê Thị Đào", by=officer, id_number="051148123456")
    people.person("Bùi Thị An", by=officer)
    text = page(desk, "person_list")
    assert "••••••••3456" in text
    assert "051148123456" not in text
    assert text.index("Bùi Thị An") < text.index("Lê Thị Đào")


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_queries(
    desk: Client, officer: Actor, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        people.entitlement(people.person(by=officer))
    # session, user, assignments; hamlets, kinds of findings; count, people, allowances, findings
    with django_assert_num_queries(9):
        page(desk, "person_list")


def test_list_is_filtered(desk: Client, officer: Actor) -> None:
    people.person("Lê Thị Đào", by=officer, hamlet="Thôn Gò")
    people.person("Bùi Thị An", by=officer)
    text = page(desk, "person_list", hamlet="Thôn Gò", q="dao")
    assert ("Lê Thị Đào" in text, "Bùi Thị An" in text) == (True, False)


def test_details_are_corrected(desk: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    desk.post(reverse("person_edit", args=[person.pk]), TYPED)
    person.refresh_from_db()
    assert (person.name, person.hamlet) == ("Đinh Thị Thuý", "Thôn Gò")


def test_facts_account_and_collector_are_recorded(desk: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    desk.post(reverse("person_facts", args=[person.pk]), {"has_pension_or_si": "no"})
    desk.post(
        reverse("person_account", args=[person.pk]),
        {"method": "account", "bank": "Agribank", "account_number": "45012050"},
    )
    desk.post(reverse("person_collector", args=[person.pk]), {"name": "Lê Văn Nam"})
    assert current_facts(person).has_pension_or_si is False
    assert person.payee_accounts.get().account_number == "45012050"
    assert person.collectors.get().name == "Lê Văn Nam"


def test_household_and_poverty_are_recorded(desk: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    assert desk.get(reverse("person_poverty", args=[person.pk])).status_code == 404
    desk.post(reverse("person_household", args=[person.pk]), {"relation": "chủ hộ"})
    desk.post(reverse("person_poverty", args=[person.pk]), {"year": "2026", "status": "poor"})
    person.refresh_from_db()
    assert person.household.poverty_years.get().status == "poor"


def test_finding_is_settled(desk: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    finding = person.findings.get()
    url = reverse("finding_settle", args=[person.pk, finding.pk])
    assert desk.post(url, {}).status_code == 200
    assert desk.post(url, {"settlement": "Chưa có số."}).status_code == 302
    finding.refresh_from_db()
    assert finding.settlement == "Chưa có số."


def test_export_holds_the_rows_of_the_list_and_is_recorded(desk: Client, officer: Actor) -> None:
    import io

    from openpyxl import load_workbook

    people.person("Lê Thị Đào", by=officer, hamlet="Thôn Gò")
    people.person("Bùi Thị An", by=officer)
    people.person("Trần Thị Lạ", code=offices.SON_HA)
    response = desk.get(reverse("person_export"), {"hamlet": "Thôn Gò"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["Lê Thị Đào"]
    assert Entry.objects.filter(event="person.exported").count() == 1


def test_names_typed_in_capitals_are_shown_plainly(desk: Client, officer: Actor) -> None:
    people.person("LÊ THỊ ĐÀO", by=officer)
    assert "Lê Thị Đào" in page(desk, "person_list")


def test_history_names_what_changed_and_health_only_to_those_who_may_see_it(
    client: Client, desk: Client, officer: Actor
) -> None:
    person = people.person(by=officer)
    desk.post(reverse("person_edit", args=[person.pk]), TYPED | {"name": person.name, "born": "12/06/1948"})
    record_facts(person=person, facts=Facts(hiv_confirmed=True), by=officer)

    def details(who: Actor) -> list[str]:
        offices.sign_in(client, who)
        history = client.get(reverse("person_detail", args=[person.pk])).context["history"]
        return [entry.detail for entry in history]

    assert details(officer) == [
        "Thay đổi: Có giấy xác nhận tình trạng sức khỏe theo khoản 3, khoản 8.",
        "Thay đổi: Thôn, tổ dân phố, Dân tộc, Số định danh cá nhân.",
        "",
    ]
    assert details(offices.actor("payment_accountant"))[0] == ""
