"""Facts with papers and lists at a screen: without a script, by Enter, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from beneficiaries.actions import set_household
from beneficiaries.queries import current_facts
from policy.enums import EvidenceKind, ParentState
from policy.facts import Child, PartialDate
from tests.factories import offices, people
from tests.journeys.browser import Desk, desk, server  # noqa: F401  (fixtures)

pytestmark = pytest.mark.browser


def test_facts_are_recorded_with_papers_and_rows_without_javascript(desk: Callable[..., Desk]) -> None:  # noqa: F811
    person = people.person()
    officer = desk("commune_officer", script=False)
    page = officer.page
    officer.go(reverse("person_facts", args=[person.pk]))
    page.locator("[name=father_state]").select_option("dead")
    page.locator(".fact", has=page.locator("[name=father_state]")).locator("summary").click()
    page.locator("[name=paper_father_state_kind]").select_option("death_extract")
    page.locator("[name=paper_father_state_number]").fill("12/TLKT")
    page.locator("[name=child_0_born]").fill("2015")
    officer.press("Add a child")
    page.locator("[name=child_1_born]").fill("2018")
    page.locator("[name=raises_children]").select_option("yes")
    page.locator("[name=child_1_born]").press("Enter")

    officer.told("The facts are saved.")
    found = current_facts(person)
    paper = found.evidence_of("father_state")
    assert (found.father_state, found.children) == (
        ParentState.DEAD, (Child(PartialDate(2015)), Child(PartialDate(2018)))
    )  # fmt: skip
    assert paper is not None
    assert (paper.kind, paper.number) == (EvidenceKind.DEATH_EXTRACT, "12/TLKT")
    officer.end()


def test_pages_of_facts_and_of_the_yearly_review_look_right(desk: Callable[..., Desk]) -> None:  # noqa: F811
    registrar = offices.actor("commune_officer")
    person = people.person("Đinh Thị Rí", by=registrar, hamlet="Thôn Gò")
    set_household(person=person, household=None, relation="chủ hộ", by=registrar)
    officer = desk("commune_officer")
    officer.go(reverse("person_facts", args=[person.pk]))
    officer.look("facts")
    officer.go(f"{reverse('person_facts', args=[person.pk])}?group=single_parent")
    expect(officer.page.get_by_text(_("Other facts"), exact=True)).to_be_visible()
    officer.page.locator(".paper summary").first.click()
    officer.look("facts-of-a-group")
    officer.go(f"{reverse('poverty_year')}?year=2027")
    officer.look("poverty-year")
    officer.go(reverse("law_areas"))
    officer.look("law-areas")
    officer.end()
