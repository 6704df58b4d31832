"""The language of a page: Vietnamese first, English by choice."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_browser_set_to_english_still_sees_vietnamese(client: Client) -> None:
    page = client.get("/sign-in/", headers={"accept-language": "en-US,en;q=0.9"}).content.decode()
    assert '<html lang="vi">' in page
    assert "Đăng nhập" in page


def test_person_may_choose_english(client: Client) -> None:
    client.post("/language/setlang/", {"language": "en", "next": "/sign-in/"})
    page = client.get("/sign-in/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in" in page
