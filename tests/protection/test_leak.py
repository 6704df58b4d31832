"""The benefit side cannot tell a world with a child-protection case from one without.

A marked child is planted, linked to a person everybody works with; then every page, search, export and paper
of the benefit side is opened as every role outside the case and compared byte for byte with the world before,
and so is the number of queries, which is what a person could notice of the time.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time

from beneficiaries.models import Person
from cases.models import Case
from offices.actors import Actor
from protection import actions
from protection.models import ChildCase
from tests.factories import cases, offices, protection
from tests.journeys.test_scope import addresses, tinh_khe  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db

MARK = "Zyxwmark"
OUTSIDE = [
    ("commune_officer", offices.TINH_KHE),
    ("department_appraiser", offices.TINH_KHE),
    ("department_approver", offices.TINH_KHE),
    ("commune_chair", offices.TINH_KHE),
    ("child_protection_officer", offices.TINH_KHE),
    ("child_protection_supervisor", offices.TINH_KHE),
    ("payment_accountant", offices.PROVINCE),
    ("payment_approver", offices.PROVINCE),
    ("inspector", offices.PROVINCE),
    ("administrator", offices.PROVINCE),
]
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]+')


def said(client: Client, urls: list[str]) -> dict[str, tuple[int, int, bytes]]:
    """What each address answers: status, number of queries, bytes."""
    found = {}
    for url in urls:
        connection.queries_log.clear()  # it holds 9,000: a crawl asks more
        with CaptureQueriesContext(connection) as context:
            answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[url] = (answer.status_code, len(context.captured_queries), stable(body))
    return found


def stable(body: bytes) -> bytes:
    """An answer without what differs each time it is made: form tokens, and the hour inside a workbook."""
    if body[:2] != b"PK":
        return TOKEN.sub(b"", body)
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"".join(book.read(name) for name in sorted(book.namelist()) if name != "docProps/core.xml")


def crawl(people: list[Actor], urls: list[str]) -> dict[str, dict[str, tuple[int, int, bytes]]]:
    """Every address as everybody; what looking itself leaves behind is taken back."""
    found = {}
    for who in people:
        with transaction.atomic():
            found[f"{who.role} {who.office_code}"] = said(offices.sign_in(Client(), who), urls)
            transaction.set_rollback(True)
    return found


def counters() -> list[tuple[str, int]]:
    """Where every sequence stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        return cursor.fetchall()


def plant(hands: protection.Crew, person: Person) -> ChildCase:
    """A case from report to plan, with the mark in every text."""
    child = replace(protection.CHILD, child_name=MARK, child_address=MARK, carers=MARK, child_now=MARK)
    case = protection.in_implementation(
        hands,
        person_id=person.pk,
        child=child,
        what=MARK,
        place=MARK,
        reporter={"name": MARK},
        harmer={"name": MARK},
    )
    return protection.step(case, actions.withhold, hands.officer, who=MARK, reason=MARK)


def test_world_with_a_case_looks_like_the_world_without(tinh_khe) -> None:  # noqa: F811
    hands = protection.crew()
    people = [offices.actor(role, code=code) for role, code in OUTSIDE]
    person = Case.objects.filter(state="signed").earliest("pk").person
    household = reverse("person_detail", args=[person.pk])
    arguments = {name: told for name, told in tinh_khe.items() if not name.startswith("protection_")}
    urls = [
        reverse(name, kwargs=arguments.get(name))
        for name, has_record in addresses().items()
        if (name in arguments or not has_record) and name not in {"logout", "gallery"}
    ]
    urls += [household, *(f"{reverse('search')}?q={text}" for text in (MARK, person.name, person.code))]

    with freeze_time("2026-11-24 03:00:00"):
        before, stood = crawl(people, urls), counters()
        case = plant(hands, person)
        assert counters() == stood
        after = crawl(people, [*urls, f"{reverse('search')}?q={case.code}"])

    told = {
        (who, url)
        for who, pages in after.items()
        for url, (_status, _queries, body) in pages.items()
        if (MARK.encode() in body and f"q={MARK}" not in url)
        or (case.code.encode() in body and f"q={case.code}" not in url)
    }
    assert told == set()
    differ = [
        (who, url) for who, pages in before.items() for url, page in pages.items() if after[who][url] != page
    ]
    assert differ == []
    assert sum(status == 200 for pages in before.values() for status, _queries, _body in pages.values()) > 100


def test_person_is_changed_and_removed_as_if_no_case_were_there() -> None:
    hands = protection.crew()
    person = cases.person()
    case = protection.reported(hands, person_id=person.pk)
    assert [field.name for field in Person._meta.get_fields() if field.name.startswith("child")] == []
    with CaptureQueriesContext(connection) as context:
        person.delete()
    assert [row["sql"] for row in context.captured_queries if "protection_" in row["sql"]] == []
    assert protection.reread(case, hands.officer).child_name == protection.CHILD.child_name


def test_case_that_is_not_ones_own_and_one_that_is_not_there_answer_alike(client: Client) -> None:
    case = protection.reported(protection.crew())
    offices.sign_in(client, offices.actor("child_protection_officer"))
    answers = {
        (answer.status_code, TOKEN.sub(b"", answer.content).replace(code.encode(), b""))
        for code in (case.code, "AAAAAAAA")
        for answer in [client.get(reverse("protection_case", args=[code]))]
    }
    assert len(answers) == 1


def test_no_benefit_side_table_points_at_a_case() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND (conrelid::regclass::text LIKE 'protection%%'"
            " OR confrelid::regclass::text LIKE 'protection%%')"
        )
        pairs = cursor.fetchall()
    assert {to for _table, to in pairs if not to.startswith("protection_")} == {
        "offices_office",
        "offices_user",
    }
    assert [table for table, _to in pairs if not table.startswith("protection_")] == []
