"""Pages behind the wall."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from protection.models import ChildCase
from protection.presenters import PARTS
from protection.steps import STEPS
from tests.factories import offices, protection

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


@pytest.mark.parametrize("step", STEPS, ids=[step.slug for step in STEPS])
def test_page_of_every_step_opens(client: Client, hands, step) -> None:
    case = protection.IN_STATE[step.from_states[0]](hands)
    duty = {"protection.work": "officer", "protection.supervise": "supervisor", "protection.decide": "chair"}
    if not step.permissions:
        return
    offices.sign_in(client, getattr(hands, duty[step.permissions[0]]))
    address = url(case, "protection_step", step.slug)
    assert client.get(address).status_code == (404 if step.slug == "take-back" else 200)
