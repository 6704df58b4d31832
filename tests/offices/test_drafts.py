"""What is typed and not sent: kept for its writer alone, sealed, forgotten once it is sent."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from offices.drafts import KEPT_FOR, draft_of, keep_draft
from offices.models import FormDraft
from tests.factories import offices, people

pytestmark = pytest.mark.django_db
FIELDS = {"name": ["Nguyễn Thị Hoa"], "papers": ["identity", "form_01"]}


def post(client: Client, told: Any) -> int:
    return client.post(reverse("form_draft"), json.dumps(told), content_type="application/json").status_code


def get(client: Client, path: str, form: str = "0") -> Any:
    return client.get(reverse("form_draft"), {"path": path, "form": form})


def test_draft_comes_back_to_its_writer_and_to_nobody_else(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    assert post(client, {"path": "/people/new/", "form": "0", "fields": FIELDS}) == 204
    answer = get(client, "/people/new/")
    assert (answer.json()["fields"], answer["Cache-Control"]) == (FIELDS, "no-store")
    assert get(client, "/people/new/", "1").status_code == 204
    offices.sign_in(client, offices.actor("commune_officer"))
    assert get(client, "/people/new/").status_code == 204


def test_draft_is_unreadable_in_its_table_and_unknown_to_the_trail(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    before = Entry.objects.count()
    post(client, {"path": "/people/new/", "form": "0", "fields": FIELDS})
    sealed = bytes(FormDraft.objects.get().sealed)
    assert b"Hoa" not in sealed
    assert Entry.objects.count() == before


def test_later_text_takes_the_place_of_the_earlier() -> None:
    user, now = offices.user(), timezone.now()
    for name in ("Hoa", "Hoàng"):
        keep_draft(user_id=user.pk, path="/a/", form="0", fields={"name": [name]}, at=now)
    found = draft_of(user_id=user.pk, path="/a/", form="0")
    assert found is not None
    assert found.fields == {"name": ["Hoàng"]}
    assert FormDraft.objects.count() == 1


def test_old_drafts_are_forgotten() -> None:
    user, now = offices.user(), timezone.now()
    keep_draft(
        user_id=user.pk, path="/old/", form="0", fields=FIELDS, at=now - KEPT_FOR - dt.timedelta(hours=1)
    )
    keep_draft(user_id=user.pk, path="/new/", form="0", fields=FIELDS, at=now)
    assert list(FormDraft.objects.values_list("path", flat=True)) == ["/new/"]


@pytest.mark.parametrize(
    "told",
    [
        {},
        [],
        {"path": "http://elsewhere/", "form": "0", "fields": {}},
        {"path": "/a/?b", "form": "0", "fields": {}},
        {"path": "/a/", "form": "0", "fields": [1]},
        {"path": "/a/", "form": "0", "fields": {"a": "text"}},
        {"path": "/a/", "form": "0", "fields": {"a": [{}]}},
        {"path": "/" + "a" * 300, "form": "0", "fields": {}},
        {"path": "/a/", "form": "x" * 50, "fields": {}},
        {"path": "/a/", "form": "0", "fields": {"a": ["x" * 70_000]}},
    ],
)
def test_anything_else_is_refused(client: Client, told: Any) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    assert post(client, told) == 400
    assert FormDraft.objects.count() == 0


def test_signed_out_nobody_reads_or_writes(client: Client) -> None:
    assert post(client, {"path": "/a/", "form": "0", "fields": {}}) == 302
    assert get(client, "/a/").status_code == 302
    assert FormDraft.objects.count() == 0


def test_draft_is_forgotten_when_its_form_is_taken_and_kept_when_refused(client: Client) -> None:
    officer = offices.actor("commune_officer")
    person = people.person(by=officer)
    offices.sign_in(client, officer)
    path = reverse("person_collector", args=[person.pk])
    post(client, {"path": path, "form": "0", "fields": {"name": [""]}})
    client.post(path, {"name": ""})
    assert get(client, path).status_code == 200
    client.post(path, {"name": "Lê Thị Hai"})
    assert get(client, path).status_code == 204


def test_writer_may_forget_a_draft(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    post(client, {"path": "/a/", "form": "0", "fields": FIELDS})
    told = json.dumps({"path": "/a/", "form": "0"})
    assert client.delete(reverse("form_draft"), told, content_type="application/json").status_code == 204
    assert FormDraft.objects.count() == 0
