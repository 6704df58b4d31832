"""Offices, people and the roles they act in."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.test import Client

from offices import actions
from offices.actors import Actor
from offices.middleware import SESSION_KEY
from offices.models import Assignment, Office, User
from offices.queries import actor_of

_numbers = count(1)
LONG_AGO = dt.date(2020, 1, 1)

TINH_KHE, SON_HA, DUC_PHO, BA_TO, PROVINCE = "21211", "21289", "21439", "21484", "51"


def office(code: str = TINH_KHE) -> Office:
    """An office of the loaded province, by unit code."""
    return Office.objects.get(code=code)


def user(name: str = "") -> User:
    """A fresh user who can sign in by `Client.force_login`."""
    number = next(_numbers)
    return User.objects.create_user(username=f"user{number}", full_name=name or f"Người dùng {number}")


def actor(role: str, *, code: str = TINH_KHE, name: str = "", person: User | None = None) -> Actor:
    """A person holding a role in an office; `person` lets one user hold several."""
    assignment = Assignment.objects.create(
        user=person or user(name), office=office(code), role=role, valid_from=LONG_AGO
    )
    return actor_of(Assignment.objects.select_related("user", "office").get(pk=assignment.pk))


def delegation(holder: Actor, **told: Any) -> Assignment:
    """The holder's role delegated from today for a week, by an administrator of the office."""
    today = told.pop("today", dt.date.today())  # noqa: DTZ011  (any day will do)
    words: dict[str, Any] = {
        "deputy": told.pop("deputy", None) or user("Đinh Văn Phó"),
        "power": "KT.",
        "title": "Phó Chủ tịch",
        "document": "12/UBND",
        "valid_from": today,
        "valid_to": today + dt.timedelta(days=6),
        "by": told.pop("by", None) or actor("administrator", code=holder.office_code),
        "today": today,
    }
    return actions.delegate(held=Assignment.objects.get(pk=holder.assignment_id), **(words | told))


def sign_in(client: Client, who: Actor) -> Client:
    """The client signed in as that person under that assignment."""
    client.force_login(User.objects.get(pk=who.user_id), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SESSION_KEY] = who.assignment_id
    session.save()
    return client
