"""Signing in: example accounts are shown in the demo and nowhere else."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from offices.loading import load_demo_accounts
from offices.models import Assignment, User
from tests.factories import offices

pytestmark = pytest.mark.django_db


def test_demo_shows_example_accounts_and_their_password(client: Client, settings) -> None:
    settings.DEMO = True
    load_demo_accounts(password=settings.DEMO_PASSWORD)
    page = client.get("/sign-in/").content.decode()
    assert "ketoan.51" in page
    assert settings.DEMO_PASSWORD in page


def test_outside_the_demo_no_account_and_no_password_is_shown(client: Client, settings) -> None:
    load_demo_accounts(password=settings.DEMO_PASSWORD)
    settings.DEMO = False
    page = client.get("/sign-in/").content.decode()
    assert "ketoan.51" not in page
    assert settings.DEMO_PASSWORD not in page


@pytest.mark.parametrize("command", ["show_demo_accounts", "load_demo"])
def test_demo_commands_refuse_outside_the_demo(settings, command: str) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode only"):
        call_command(command)


def test_there_is_one_example_account_per_role_and_office_but_two_administrators() -> None:
    load_demo_accounts(password="x")
    load_demo_accounts(password="x")
    held = list(Assignment.objects.values_list("office__code", "role"))
    assert len(set(held)) == 96 * 8 + 4
    assert sorted(set(held), key=held.count)[-1] == ("51", "administrator")
    assert len(held) == len(set(held)) + 1
    assert User.objects.count() == len(held)


def test_example_account_signs_in(client: Client, settings) -> None:
    load_demo_accounts(password=settings.DEMO_PASSWORD)
    answer = client.post("/sign-in/", {"username": "canbo.21211", "password": settings.DEMO_PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "Xã Tịnh Khê" in client.get("/").content.decode()


def test_wrong_password_is_refused_in_words(client: Client, settings) -> None:
    load_demo_accounts(password=settings.DEMO_PASSWORD)
    answer = client.post("/sign-in/", {"username": "canbo.21211", "password": "sai-mat-khau"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_every_answer_carries_a_strict_content_policy(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
