"""A death told once at the desk in a real browser: what follows is shown, listed, and answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from beneficiaries.actions import add_relation, record_facts
from cases.models import Prompt
from policy.enums import ParentState
from policy.facts import Facts
from tests.factories import people, prompts
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_death_is_told_once_and_followed_everywhere(desk: Callable[..., Desk]) -> None:  # noqa: F811
    officer = desk("commune_officer", name="Võ Thị Cán")
    who = officer.who
    assert who is not None
    father = people.person("Hồ Văn Cha", born="01/02/1966", sex="M", by=who)
    people.entitlement(father, group="disability_severe")
    people.entitlement(people.person("Lê Thị Sáu Mươi", born="10/12/1966"), group="disability_severe")
    child = people.person("Hồ Thị Con", born="03/04/2018", by=who)
    record_facts(person=child, facts=Facts(mother_state=ParentState.DEAD), by=who)
    mother = people.person("Trần Thị Bà", born="07/08/1945", by=who)
    add_relation(person=father, other=mother, kind="parent", by=who)
    prompts.propose()
    page = officer.page

    officer.go(reverse("person_detail", args=[child.pk]))
    officer.follow("Add a relation")
    page.locator("[name=other]").fill(father.code)
    page.locator("[name=kind]").select_option("parent")
    officer.look("relation")
    officer.press("Save")
    officer.told("The relation is saved.")

    officer.go(reverse("person_detail", args=[father.pk]))
    officer.follow("Record an event")
    officer.look("event-kinds")
    officer.follow("Death")
    officer.look("event-form")
    page.locator("[name=happened_on]").fill("05/10/2026")
    page.locator("[name=document_number]").fill("Trích lục khai tử số 12")
    officer.press("Show what follows")
    expect(page.locator("#followed tbody tr")).to_have_count(4)
    officer.look("event-preview")
    officer.press("Record the event")
    officer.told("The event is recorded.")
    expect(page.locator("#followed tbody tr")).to_have_count(3)
    officer.look("event")
    officer.go(reverse("person_detail", args=[father.pk]))
    officer.look("person-with-events")
    officer.go("/")
    expect(page.locator("#prompts tbody tr")).to_have_count(4)
    officer.look("home-with-proposals")

    officer.follow("Proposed cases")
    officer.look("proposals")
    page.locator("tr", has_text="Hồ Thị Con").get_by_role("link").last.click()
    officer.look("proposal")
    officer.press("Open the case")
    officer.told("The draft is opened.")
    officer.end()
    assert Prompt.objects.get(person=child).outcome == "case"
