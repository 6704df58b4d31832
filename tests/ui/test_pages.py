"""Pages that everyone meets: frame, sign-in, errors, static files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("style", ["Regular", "Medium", "SemiBold", "Bold"])
def test_screen_font_is_served_from_its_package(style: str) -> None:
    found = finders.find(f"fonts/BeVietnamPro-{style}.ttf")
    assert Path(str(found)).name == f"BeVietnamPro-{style}.ttf"


def test_other_files_of_the_font_package_are_not_served() -> None:
    assert finders.find("fonts/../LICENSE") is None
    assert finders.find("fonts/BeVietnamPro-Thin.ttf") is None


def test_stylesheets_name_only_files_that_exist() -> None:
    missing = [
        name
        for sheet in sorted((ROOT / "static/css").glob("*.css"))
        for name in re.findall(r'url\("\.\./([^"]+)"\)', sheet.read_text(encoding="utf-8"))
        if finders.find(name) is None
    ]
    assert missing == []


def test_colours_are_named_in_the_tokens_alone() -> None:
    named = {
        sheet.name: re.findall(r"#[0-9a-fA-F]{6}\b", sheet.read_text(encoding="utf-8"))
        for sheet in (ROOT / "static/css").glob("*.css")
        if sheet.name != "tokens.css"
    }
    assert {name: colours for name, colours in named.items() if colours} == {}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    ("ink", "paper"), ("ink", "ground"),
    ("ink-soft", "paper"), ("ink-soft", "ground"), ("ink-soft", "sunken"),
    ("teal-700", "paper"), ("teal-700", "ground"), ("teal-700", "teal-50"),
    ("paper", "teal-700"), ("paper", "teal-600"), ("paper", "teal-900"), ("paper", "teal-950"),
    ("masthead-soft", "teal-950"), ("amber-ink", "ground"), ("danger", "paper"),
    ("disabled-ink", "sunken"), ("placeholder", "paper"),
    *((f"{tone}-ink", f"{tone}-ground") for tone in ("neutral", "info", "good", "warn", "bad")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=["-on-".join(pair) for pair in PAIRS])
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (ROOT / "static/css/tokens.css").read_text()))
    assert contrast(tokens[text], tokens[ground]) >= 4.5


def frame(request: HttpRequest) -> str:
    return render_to_string("base.html", {"nav_items": [("Hồ sơ", "/cases/", True)]}, request=request)


def test_frame_stands_without_a_person() -> None:
    html = render_to_string("base.html", {})
    assert ('href="#content"' in html, 'id="content"' in html, "masthead" in html) == (True, True, True)


def test_frame_marks_the_current_page() -> None:
    request = RequestFactory().get("/")
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', frame(request)) == ["/cases/"]


def test_sign_in_page_opens(client: Any, db: None) -> None:
    page = client.get(reverse("login"))
    html = page.content.decode()
    assert (page.status_code, 'for="id_username"' in html, 'for="id_password"' in html) == (200, True, True)


@pytest.mark.parametrize("code", ["403", "404", "500"])
def test_error_page_stands_alone(code: str) -> None:
    """The page of an error cannot rely on the request that failed."""
    assert render_to_string(f"{code}.html").count("<h1>") == 1
