"""Components say their state in words, tie labels to inputs, and all stand in the gallery."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.forms import CharField, Form
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from ui.presenters import CheckItem, Due, due, path_of
from ui.samples import SampleForm
from ui.templatetags import ui as components

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 10, 8)


def drawn(source: str, **context: Any) -> str:
    with translation.override("en"):
        return re.sub(r"\s+", " ", Template(source).render(Context(context))).strip()


def test_gallery_shows_every_component() -> None:
    source = (ROOT / "templates/ui/gallery.html").read_text(encoding="utf-8")
    tags = {name for name in components.register.tags if not re.search(rf"{{%\s*{name}\b", source)}
    filters = {name for name in components.register.filters if f"|{name}" not in source}
    assert (tags, filters) == (set(), set())


def test_gallery_opens_without_signing_in(client: Any, db: None) -> None:
    assert client.get(reverse("gallery")).status_code == 200


def test_gallery_posted_empty_lists_each_error(client: Any, db: None) -> None:
    page = client.post(reverse("gallery"), {}).content.decode()
    summary = page[page.index("form-errors") :].split("</ul>")[0]
    assert re.findall(r'href="#(id_\w+)"', summary) == [
        "id_name", "id_born", "id_start", "id_amount", "id_hamlet", "id_method",
    ]  # fmt: skip
    assert [
        target for target in re.findall(r'href="#(id_\w+)"', summary) if f'id="{target}"' not in page
    ] == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-2, Due("bad", "2 days overdue")),
        (-1, Due("bad", "1 day overdue")),
        (0, Due("warn", "Due today")),
        (2, Due("warn", "2 days left")),
        (3, Due("neutral", "3 days left")),
    ],
)
def test_due_date_says_how_far_it_is(days: int, expected: Due) -> None:
    with translation.override("en"):
        assert due(TODAY + dt.timedelta(days), TODAY) == expected


@pytest.mark.parametrize(
    ("current", "states"),
    [
        ("a", ["current", "todo", "todo"]),
        ("b", ["done", "current", "todo"]),
        ("c", ["done", "done", "current"]),
        ("elsewhere", ["todo", "todo", "todo"]),
    ],
)
def test_path_knows_what_is_done(current: str, states: list[str]) -> None:
    assert [step["state"] for step in path_of([("a", "A"), ("b", "B"), ("c", "C")], current)] == states


def test_stopped_path_shows_what_it_reached() -> None:
    html = drawn(
        '{% status_path steps=steps current="b" stopped="Refused" %}',
        steps=[("a", "A"), ("b", "B"), ("c", "C")],
    )
    assert re.findall(r'path-label">([^<]+)<', html) == ["A", "B", "Refused"]
    assert re.findall(r'path-word">([^<]+)<', html) == ["done", "done", "stopped here"]


def test_checklist_says_each_state_in_words() -> None:
    items = [CheckItem("A", "met"), CheckItem("B", "unmet", "why", "Art. 5"), CheckItem("C", "unknown")]
    html = drawn("{% checklist items=items %}", items=items)
    assert re.findall(r'check-word">([^<]+)<', html) == ["Met", "Not met", "Cannot tell yet"]
    assert re.findall(r'check-reason">([^<]+)<', html) == ["why"]


def test_field_ties_label_help_and_error_to_its_input() -> None:
    form = SampleForm({"name": ""})
    html = drawn("{% field field=form.name %}", form=form)
    assert re.findall(r'<label[^>]* for="([^"]+)"', html) == ["id_name"]
    assert re.findall(r'aria-describedby="([^"]+)"', html) == ["id_name_helptext id_name_error"]
    assert re.findall(r'<p[^>]* id="([^"]+)"', html) == ["id_name_helptext", "id_name_error"]


@pytest.mark.parametrize(
    ("required", "marks"),
    [
        ((True, True, False), ["", "", "(optional)"]),
        ((True, False, False), ["*", "", ""]),
        ((False, False, False), ["", "", ""]),
    ],
)
def test_only_the_exceptions_of_a_form_are_marked(required: tuple[bool, ...], marks: list[str]) -> None:
    form = Form()
    for number, needed in enumerate(required):
        form.fields[f"field{number}"] = CharField(required=needed)
    page = drawn("{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    labels = re.findall(r"<label.*?</label>", page)
    assert ["".join(re.findall(r"\*|\(optional\)", label)) for label in labels] == marks


def test_choices_are_a_fieldset_with_a_legend() -> None:
    html = drawn("{% field field=form.method %}", form=SampleForm())
    assert (html.count("<fieldset"), html.count("<legend"), html.count('type="radio"')) == (1, 1, 2)


def test_text_of_people_is_escaped() -> None:
    html = drawn("{% card title=name %}{{ name }}{% endcard %}{% badge text=name %}", name="<b>Hoa</b>")
    assert (html.count("<b>"), html.count("&lt;b&gt;Hoa&lt;/b&gt;")) == (0, 3)


def test_pagination_keeps_the_filters() -> None:
    request = RequestFactory().get("/", {"state": "received", "page": "2"})
    html = drawn("{% pagination page=page %}", page=Paginator(range(120), 50).page(2), request=request)
    assert re.findall(r'href="([^"]+)"', html) == [
        "?state=received&amp;page=1", "?state=received&amp;page=1",
        "?state=received&amp;page=3", "?state=received&amp;page=3",
    ]  # fmt: skip
    assert "51 to 100 of 120" in html


def test_confirmation_posts_with_its_token() -> None:
    html = drawn(
        '{% confirm title="T" label="Approve" cancel_url="/back/" %}<p>x</p>{% endconfirm %}',
        csrf_token="secret",
    )
    assert re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html) == ["secret"]
    assert re.findall(r'href="([^"]+)"', html) == ["/back/"]


def test_disabled_button_is_described_by_its_reasons() -> None:
    html = drawn('{% button label="Sign" disabled=True described_by="why" %}')
    assert html == (
        '<button type="submit" class="button button-primary" aria-describedby="why" disabled>Sign</button>'
    )
