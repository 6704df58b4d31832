"""Proposed cases: from foreseen changes for the whole province, once; answered by the right officer."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from procrastinate.contrib.django import app

from audit.models import Entry
from beneficiaries.actions import record_death, record_facts, record_poverty, set_household, update_person
from beneficiaries.models import Person
from cases import actions
from cases.actions import KindNotOffered, NoReasonGiven, PromptAnswered, Proposed
from cases.models import Case, Prompt
from cases.prompting import kinds_open_to, prompts_waiting
from entitlements.actions import end
from offices.actors import NotPermitted
from policy.facts import Facts
from tests.factories import cases, offices, people, prompts
from tests.factories.prompts import TODAY, propose

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str, str]]:
    """(month, kind, cause, answer) of every proposal."""
    return [
        (f"{row.about_month:%Y-%m}", row.kind, row.reason, row.outcome)
        for row in Prompt.objects.order_by("about_month", "pk")
    ]


def poor(person: Person, **years: str) -> Person:
    officer = offices.actor("commune_officer")
    person = set_household(person=person, household=None, relation="", by=officer)
    for year, status in years.items():
        record_poverty(household=person.household, year=int(year[1:]), status=status, by=officer)
    return person


# Proposing


def test_change_of_the_next_three_months_is_proposed_with_its_sum_and_article() -> None:
    entitlement = prompts.birthday()
    assert propose() == Proposed(opened=1)
    prompt = Prompt.objects.get()
    assert (prompt.entitlement, prompt.person, prompt.source) == (entitlement, entitlement.person, "foreseen")
    assert told() == [("2027-01", "adjust", "age_amount", "open")]
    assert prompt.article == "điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP"
    assert prompt.data == {"before": 810_000, "after": 1_080_000, "decides": False, "needs": []}


def test_proposing_again_does_nothing() -> None:
    prompts.birthday()
    propose()
    entries = Entry.objects.count()
    assert propose() == Proposed()
    assert (Prompt.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.parametrize(
    ("today", "number"),
    [
        (dt.date(2026, 9, 30), 0),
        (dt.date(2026, 10, 1), 1),
        (dt.date(2027, 1, 31), 1),
        (dt.date(2027, 2, 1), 0),
    ],
    ids=["four months before", "three months before", "the month", "the month after"],
)
def test_birthday_is_proposed_from_three_months_before_until_its_month(today: dt.date, number: int) -> None:
    prompts.birthday()
    assert propose(today).opened == number


def test_end_already_recorded_proposes_nothing() -> None:
    entitlement = people.entitlement(people.person(born="12/06/1978"))
    end(
        entitlement=entitlement,
        last_month=dt.date(2026, 12, 1),
        reason="Chuyển đi",
        by=offices.actor("commune_chair"),
    )
    assert propose() == Proposed()


def test_cause_that_stands_is_proposed_however_late_it_is_noticed() -> None:
    person = people.entitlement(people.person(born="12/06/2007"), group="youth_studying").person
    facts = Facts(course_ends_on=dt.date(2026, 5, 31))
    record_facts(person=person, facts=facts, by=offices.actor("commune_officer"))
    propose()
    assert told() == [("2026-06", "stop", "course_ends", "open")]


def test_missing_status_lapses_when_it_is_recorded() -> None:
    person = people.entitlement(people.person(born="12/06/1958"), group="elderly_poor").person
    person = poor(person, y2026="poor")
    propose()
    assert told() == [("2027-01", "review", "poverty_missing", "open")]
    record_poverty(household=person.household, year=2027, status="poor", by=offices.actor("commune_officer"))
    assert propose() == Proposed(lapsed=1)
    (prompt,) = Prompt.objects.all()
    assert (prompt.outcome, bool(prompt.answer), prompt.answered_by) == ("lapsed", True, None)
    assert Entry.objects.filter(event="prompt.lapsed").count() == 1


def test_corrected_birth_date_closes_the_proposal_and_its_return_opens_it_anew() -> None:
    officer, person = offices.actor("commune_officer"), prompts.birthday().person
    propose()
    update_person(person=person, data=people.data(born="10/01/1977"), by=officer)
    assert propose() == Proposed(lapsed=1)
    update_person(person=person, data=people.data(born="10/01/1967"), by=officer)
    assert propose() == Proposed(renewed=1)
    assert told() == [("2027-01", "adjust", "age_amount", "open")]


def test_death_closes_what_was_foreseen() -> None:
    person = prompts.birthday().person
    propose()
    record_death(
        person=person, died_on=dt.date(2026, 11, 10), document="TL 1", by=offices.actor("commune_officer")
    )
    assert propose() == Proposed(lapsed=1)


def test_dismissed_proposal_is_not_made_again() -> None:
    prompt = prompts.proposed()
    actions.dismiss_prompt(prompt=prompt, reason="Đã có quyết định.", by=offices.actor("commune_officer"))
    assert propose() == Proposed()
    assert told() == [("2027-01", "adjust", "age_amount", "dismissed")]


def test_proposal_whose_case_is_withdrawn_is_open_again() -> None:
    officer = offices.actor("commune_officer")
    case = actions.open_from_prompt(prompt=prompts.proposed(), kind="adjust", by=officer, today=TODAY)
    assert propose() == Proposed()
    cases.step(case, actions.withdraw, officer, reason="Lập nhầm.")
    assert propose() == Proposed(renewed=1)
    assert told() == [("2027-01", "adjust", "age_amount", "open")]


def test_people_propose_nothing_by_hand() -> None:
    with pytest.raises(NotPermitted):
        actions.propose(today=TODAY, by=offices.actor("commune_officer"))


def test_database_refuses_the_same_proposal_twice() -> None:
    prompt = prompts.proposed()
    again = {
        name: getattr(prompt, name)
        for name in ("person", "entitlement", "kind", "reason", "about_month", "source")
    }
    with pytest.raises(IntegrityError, match="prompt_once"), transaction.atomic():
        Prompt.objects.create(**again)
    Prompt.objects.create(**again | {"entitlement": None, "kind": "review"})
    with pytest.raises(IntegrityError, match="prompt_once"), transaction.atomic():
        Prompt.objects.create(**again | {"entitlement": None, "kind": "review"})


@pytest.mark.parametrize("number", [1, 3])
def test_proposing_asks_a_fixed_number_of_questions(django_assert_num_queries: Any, number: int) -> None:
    for _person in range(number):
        prompts.birthday()
    propose()
    for _person in range(number):
        prompts.birthday()
    with django_assert_num_queries(16):
        assert propose() == Proposed(opened=number)


@freeze_time("2026-11-16 03:00:00")
def test_command_says_what_it_did() -> None:
    prompts.birthday()
    out = io.StringIO()
    call_command("propose_changes", stdout=out)
    assert out.getvalue() == "proposed 1, renewed 0, closed 0\n"
    entry = Entry.objects.get(event="prompt.proposed")
    assert (entry.actor_id, entry.actor_name, entry.role) == (None, "propose_changes", "system")


@freeze_time("2026-11-16 18:00:00")
def test_nightly_job_proposes_for_the_day_in_vietnam() -> None:
    prompts.birthday()
    app.tasks["cases.propose_changes"](timestamp=0)
    assert told() == [("2027-01", "adjust", "age_amount", "open")]
    jobs = app.periodic_registry.periodic_tasks
    assert [job.cron for (name, _id), job in jobs.items() if name == "cases.propose_changes"] == [
        "0 18 * * *"
    ]


# Answering


def test_case_is_opened_with_its_kind_allowance_and_reason() -> None:
    prompt, officer = prompts.proposed(), offices.actor("commune_officer")
    case = actions.open_from_prompt(prompt=prompt, kind="adjust", by=officer, today=TODAY)
    prompt.refresh_from_db()
    assert (case.kind, case.target, case.state) == ("adjust", prompt.entitlement, "draft")
    assert (prompt.outcome, prompt.case, prompt.answered_by_id) == ("case", case, officer.user_id)
    entry = Entry.objects.get(event="case.change_opened")
    assert (entry.after["kind"], bool(entry.reason)) == ("adjust", True)
    assert Entry.objects.get(event="prompt.answered").after["case"] == case.pk


def test_answered_proposal_is_not_answered_again() -> None:
    prompt, officer = prompts.proposed(), offices.actor("commune_officer")
    actions.dismiss_prompt(prompt=prompt, reason="Đã có quyết định.", by=officer)
    with pytest.raises(PromptAnswered):
        actions.open_from_prompt(prompt=prompt, kind="adjust", by=officer, today=TODAY)
    with pytest.raises(PromptAnswered):
        actions.dismiss_prompt(prompt=prompt, reason="Lại.", by=officer)
    assert Case.objects.count() == 0


def test_kind_is_the_one_proposed_and_a_reason_is_given() -> None:
    prompt, officer = prompts.proposed(), offices.actor("commune_officer")
    assert kinds_open_to(prompt) == ("adjust",)
    with pytest.raises(KindNotOffered):
        actions.open_from_prompt(prompt=prompt, kind="stop", by=officer, today=TODAY)
    with pytest.raises(NoReasonGiven):
        actions.dismiss_prompt(prompt=prompt, reason="  ", by=officer)


@pytest.mark.parametrize(
    ("role", "code"),
    [("commune_officer", offices.SON_HA), ("department_appraiser", offices.TINH_KHE)],
)
def test_only_the_officers_of_the_commune_answer(role: str, code: str) -> None:
    prompt, actor = prompts.proposed(), offices.actor(role, code=code)
    with pytest.raises(NotPermitted):
        actions.open_from_prompt(prompt=prompt, kind="adjust", by=actor, today=TODAY)
    with pytest.raises(NotPermitted):
        actions.dismiss_prompt(prompt=prompt, reason="Không.", by=actor)


def test_proposal_waits_for_whoever_registers_cases_in_the_commune() -> None:
    prompts.proposed()
    counts = {
        (role, code): prompts_waiting(offices.actor(role, code=code)).count()
        for role, code in (
            ("commune_officer", offices.TINH_KHE),
            ("commune_officer", offices.SON_HA),
            ("commune_chair", offices.TINH_KHE),
            ("inspector", offices.PROVINCE),
        )
    }
    assert list(counts.values()) == [1, 0, 0, 0]


# Pages


def test_list_filters_by_kind_month_cause_and_answer(client: Client) -> None:
    prompt = prompts.proposed()
    desk = offices.sign_in(client, offices.actor("commune_officer"))
    url, here = reverse("prompt_list"), reverse("prompt_detail", args=[prompt.pk])

    def shown(**asked: str) -> bool:
        return here in desk.get(url, asked).content.decode()

    assert [
        shown(),
        shown(kind="adjust"),
        shown(kind="stop"),
        shown(month="01/2027"),
        shown(month="02/2027"),
        shown(reason="age_amount"),
        shown(reason="died"),
        shown(outcome="dismissed"),
        shown(q="hoa"),
        shown(q="nam"),
    ] == [True, True, False, True, False, True, False, False, True, False]


def test_proposal_is_on_the_home_page_and_the_persons_page(client: Client) -> None:
    prompt = prompts.proposed()
    desk = offices.sign_in(client, offices.actor("commune_officer"))
    url = reverse("prompt_detail", args=[prompt.pk])
    assert [
        url in desk.get(page).content.decode()
        for page in ("/", reverse("person_detail", args=[prompt.person_id]))
    ] == [True, True]


def test_officer_opens_the_case_from_the_page(client: Client) -> None:
    prompt = prompts.proposed()
    desk = offices.sign_in(client, offices.actor("commune_officer"))
    page = desk.get(reverse("prompt_detail", args=[prompt.pk])).content.decode()
    assert "1.080.000" in page
    answer = desk.post(reverse("prompt_open", args=[prompt.pk]), {"kind": "adjust"})
    assert answer["Location"] == reverse("case_detail", args=[Case.objects.get().pk])


def test_officer_dismisses_with_a_reason_only(client: Client) -> None:
    prompt = prompts.proposed()
    desk = offices.sign_in(client, offices.actor("commune_officer"))
    url = reverse("prompt_dismiss", args=[prompt.pk])
    assert desk.post(url, {"reason": ""}).status_code == 200
    assert desk.post(url, {"reason": "Đã có quyết định."})["Location"] == reverse("prompt_list")
    assert told() == [("2027-01", "adjust", "age_amount", "dismissed")]


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for _person in range(number):
        prompts.birthday()
    propose()
    desk = offices.sign_in(client, offices.actor("inspector", code=offices.PROVINCE))
    desk.get(reverse("prompt_list"))
    with django_assert_num_queries(6):
        desk.get(reverse("prompt_list"))
