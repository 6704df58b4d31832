"""Whatever is typed into any field: a clear refusal beside the field, or a record; never a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from beneficiaries.actions import set_household
from beneficiaries.models import Person
from cases.models import Case
from entitlements.steps import steps_for
from payments.models import PaymentList
from tests.factories import caseloads, cases, offices, payments, people

JUNK = {
    "zero character": "a\0b",
    "huge": "x" * 40_000,
    "long word": "á" * 200,
    "emoji": "😀" * 12,
    "markup": "<script>alert(1)</script>\"'",
    "decomposed": "Nguye\u0302\u0303n Thi\u0323 Hoa",
    "old font": "NguyÔn ThÞ Hoa",
    "many digits": "9" * 60,
    "negative": "-1",
    "31 February": "31/02/2026",
    "month 13": "13/2020",
    "year 1": "01/01/0001",
    "year 9999": "31/12/9999",
    "year 1799": "1799",
    "spaces": "   ",
    "invisible": "\u202e\u200b",
    "other digits": "٣١/١٢/٢٠٢٠",
    "lines": "a\r\nb\tc",
    "nothing": "",
}
PERSON = {
    "name": "Đinh Thị Thuý", "born": "06/1950", "sex": "F", "id_number": "051150123456", "ethnicity": "19",
    "hamlet": "Thôn Gò", "address": "Xóm 2", "phone": "0905000111",
}  # fmt: skip
FACTS = {"poverty": "poor", "raises_children": "yes", "child_0_born": "2015", "child_0_studying": "yes"}


@dataclass(frozen=True)
class Page:
    """An address and what one would type there."""

    name: str
    typed: dict[str, str]
    arguments: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse(self.name, args=self.arguments)


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    return offices.sign_in(client, offices.actor("commune_officer"))


def pages_of_a_person() -> Iterator[Page]:
    officer = offices.actor("commune_officer")
    person = set_household(person=people.person(by=officer), household=None, relation="", by=officer)
    finding = person.findings.get()
    yield Page("person_new", PERSON)
    yield Page("person_edit", PERSON, [person.pk])
    yield Page("person_facts", FACTS, [person.pk])
    yield Page(
        "person_account",
        {"method": "account", "bank": "Agribank", "account_number": "4500205", "owner_name": "Hoa"},
        [person.pk],
    )
    yield Page(
        "person_collector",
        {"name": "Lê Thị Hai", "id_number": "051150123457", "relation": "mẹ", "authorisation": "Giấy 1",
         "valid_from": "01/01/2026", "valid_to": "31/12/2026"},
        [person.pk],
    )  # fmt: skip
    yield Page("person_household", {"code": "", "relation": "chủ hộ"}, [person.pk])
    yield Page(
        "person_poverty",
        {"year": "2026", "status": "poor", "certificate_number": "1", "recognised_on": "01/01/2026"},
        [person.pk],
    )
    yield Page("relation_new", {"other": "21211-00009", "kind": "parent", "valid_from": ""}, [person.pk])
    event = {"happened_on": "01/10/2026", "document_number": "Số 1", "document_on": "", "issuer": "Tòa án"}
    for name in ("life_event_form", "life_event_record"):
        told = event | {"until": "01/10/2028", "place": "Trại giam"}
        yield Page(name, told, [person.pk, "sentence"])
    yield Page("finding_settle", {"settlement": "Đã xem."}, [person.pk, finding.pk])


def pages_of_a_case() -> Iterator[Page]:
    hands = cases.crew()
    case = cases.draft(hands, people.person("Hồ Thị Tư", by=hands.officer))
    yield Page("case_new_person", PERSON)
    yield Page("case_facts", FACTS, [case.pk])
    yield Page("case_group", {"group": "pension_75"}, [case.pk])
    yield Page(
        "case_intake",
        {"channel": "desk", "applicant_name": "Nam", "applicant_relation": "con", "paper_form_01": "original",
         "applicant_phone": "0905", "applicant_address": "Thôn Gò"},
        [case.pk],
    )  # fmt: skip
    yield Page("case_step", {"version": str(case.version), "reason": "Theo đơn."}, [case.pk, "withdraw"])


def pages_of_a_row() -> Iterator[Page]:
    officer = offices.actor("commune_officer")
    note = "đã chết ngày 05/09/2026; chuyển đi từ tháng 9/2026"
    row = caseloads.held_row(by=officer, note=note, amount=700_000)
    place = [row.caseload_import_id, row.pk]
    for slug, typed in {
        "deceased": {"died_on": "05/09/2026"},
        "moved": {"moved_from": "09/2026"},
        "same-person": {"person": "1"},
        "left-out": {},
    }.items():
        words = {f"{slug}-{name}": value for name, value in (typed | {"reason": "Đúng."}).items()}
        if any(step.slug == slug for step in steps_for(row)):
            yield Page("import_row_step", words, [*place, slug])


def answers(client: Client, page: Page, junk: str) -> Iterator[tuple[str, Any]]:
    """The answer to each field spoilt in turn; nothing is kept."""
    for name in page.typed:
        with transaction.atomic():
            yield name, client.post(page.url, page.typed | {name: junk})
            transaction.set_rollback(True)


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
@pytest.mark.parametrize("pages", [pages_of_a_person, pages_of_a_case, pages_of_a_row])
def test_any_field_may_be_spoilt(desk: Client, pages: Any, junk: str) -> None:
    wrong = []
    for page in pages():
        for name, answer in answers(desk, page, junk):
            kept = answer.status_code == 302 or _shows(answer, page, name)
            if answer.status_code not in (200, 302) or not kept:
                wrong.append((page.name, name, answer.status_code))
    assert wrong == []


def _shows(answer: Any, page: Page, spoilt: str) -> bool:
    """The page came back with every other field as typed."""
    form = answer.context.get("form") or next(
        choice.form for choice in answer.context["choices"] if choice.form.is_bound
    )
    return all(form.data.get(name) == value for name, value in page.typed.items() if name != spoilt)


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_any_question_may_be_asked(desk: Client, junk: str) -> None:
    people.person()
    held = caseloads.held_row(by=offices.actor("commune_officer"), amount=700_000)
    payments.built(payments.crew())
    case = cases.signed(cases.crew())
    names = "q page state due mine hamlet group finding sheet action outcome only seal"
    asked = dict.fromkeys(names.split(), junk)
    urls = [
        reverse(name)
        for name in ("home", "search", "person_list", "person_export", "case_list", "case_new", "import_list",
                     "import_held", "run_list")
    ]  # fmt: skip
    urls += [reverse("import_detail", args=[held.caseload_import_id]), reverse("case_detail", args=[case.pk])]
    urls.append(reverse("list_detail", args=[PaymentList.objects.get().pk]))
    assert [url for url in urls if desk.get(url, asked).status_code != 200] == []
    assert desk.get(reverse("case_new_person"), {"name": junk, "born": junk, "sex": junk}).status_code == 200
    assert Client().get(reverse("case_track"), {"code": junk}).status_code == 200


@pytest.mark.parametrize("number", ["0", "9999999999999999999999"])
def test_record_nobody_has_is_not_found(desk: Client, number: str) -> None:
    urls = [f"/people/{number}/", f"/cases/{number}/", f"/imports/{number}/", f"/payments/{number}/"]
    assert [desk.get(url).status_code for url in urls] == [404] * 4


@pytest.mark.parametrize(
    ("born", "kept"),
    [
        ("12/06/1950", "12/06/1950"), (" 12 / 6 / 1950 ", "12/06/1950"), ("12-6-1950", "12/06/1950"),
        ("1950", "1950"), ("06.1950", "06/1950"), ("1950-06-12", "12/06/1950"),
    ],
)  # fmt: skip
def test_birth_date_is_read_as_people_write_it(desk: Client, born: str, kept: str) -> None:
    desk.post(reverse("person_new"), PERSON | {"born": born})
    assert str(Person.objects.get().born) == kept


@pytest.mark.parametrize(
    "born", ["31/02/1950", "1799", "13/2020", "01/01/2999", "2999", "0", "12/06/50", "năm 50"]
)
def test_birth_date_that_cannot_be_is_refused_beside_its_field(desk: Client, born: str) -> None:
    answer = desk.post(reverse("person_new"), PERSON | {"born": born})
    assert list(answer.context["form"].errors) == ["born"]
    assert Person.objects.count() == 0


def test_decomposed_name_is_kept_composed_and_found(desk: Client) -> None:
    desk.post(reverse("person_new"), PERSON | {"name": JUNK["decomposed"]})
    person = Person.objects.get()
    assert (person.name, person.search_name) == ("Nguyễn Thị Hoa", "nguyen thi hoa")


def test_name_in_an_old_font_is_refused_with_what_it_seems_to_say(desk: Client) -> None:
    answer = desk.post(reverse("person_new"), PERSON | {"name": JUNK["old font"]})
    (error,) = answer.context["form"].errors["name"]
    assert "Nguyễn Thị Hoa" in error
    assert Person.objects.count() == 0


def test_step_sent_without_its_fields_or_with_another_version_does_nothing(client: Client, db: None) -> None:
    hands = cases.crew()
    case = cases.received(hands)
    offices.sign_in(client, hands.appraiser)
    before = Entry.objects.count()
    url = reverse("case_step", args=[case.pk, "start-appraisal"])
    answers = [client.post(url, data).status_code for data in ({}, {"version": "x"}, {"version": "999"})]
    assert answers == [200, 200, 302]
    assert (Case.objects.get(pk=case.pk).state, Entry.objects.count()) == ("received", before)


def test_form_without_its_token_is_refused_in_words(db: None) -> None:
    strict = offices.sign_in(Client(enforce_csrf_checks=True), offices.actor("commune_officer"))
    answer = strict.post(reverse("person_new"), PERSON)
    assert (answer.status_code, Person.objects.count()) == (403, 0)
    assert "mở quá lâu" in answer.content.decode()


def test_registration_sent_twice_registers_once(desk: Client) -> None:
    first, second = (desk.post(reverse("person_new"), PERSON) for _press in range(2))
    assert (first.status_code, second.status_code, Person.objects.count()) == (302, 200, 1)


def test_case_opened_in_two_tabs_is_one(desk: Client) -> None:
    person = people.person()
    places = {desk.post(reverse("case_open", args=[person.pk]))["Location"] for _tab in range(2)}
    assert (len(places), Case.objects.count()) == (1, 1)


def test_death_far_in_the_past_is_refused(desk: Client) -> None:
    person = people.person(born=None)
    answer = desk.post(
        reverse("life_event_record", args=[person.pk, "death"]),
        {"happened_on": "01/01/0001", "document_number": "Trích lục"},
    )
    assert list(answer.context["form"].errors) == ["happened_on"]
    assert Person.objects.get().died_on is None


def test_death_of_a_listed_person_cannot_lie_ahead(desk: Client) -> None:
    row = caseloads.held_row(by=offices.actor("commune_officer"), note="đã chết ngày 05/09/2026")
    url = reverse("import_row_step", args=[row.caseload_import_id, row.pk, "deceased"])
    desk.post(url, {"deceased-died_on": "31/12/2099", "deceased-reason": "Theo giấy báo tử."})
    row.refresh_from_db()
    assert (row.outcome, Person.objects.filter(died_on__isnull=False).count()) == ("held", 0)


def test_decision_that_is_not_open_for_a_row_says_so(desk: Client) -> None:
    row = caseloads.held_row(by=offices.actor("commune_officer"), amount=700_000)
    url = reverse("import_row_step", args=[row.caseload_import_id, row.pk, "deceased"])
    page = desk.post(url, {"deceased-reason": ""}, follow=True).content.decode()
    assert "không còn bị tạm giữ lại" in page
