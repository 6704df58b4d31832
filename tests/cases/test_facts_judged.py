"""By which facts a case is judged on a day, and the papers it still lacks."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from beneficiaries.actions import record_facts as record_facts_of_person
from beneficiaries.actions import record_poverty, set_household
from cases import actions
from cases.models import Case
from cases.presenters import group_choice
from cases.queries import assessment_of, facts_judged
from policy.enums import DisabilityDegree, EvidenceKind, ParentState, PovertyStatus, SupporterState
from policy.facts import Evidence, Facts
from policy.models import DifficultyArea
from tests.factories import cases, offices, people

pytestmark = pytest.mark.django_db

NEXT_YEAR = dt.date(2027, 1, 4)
POOR = Facts(poverty=PovertyStatus.POOR, supporter_state=SupporterState.NONE, has_pension_or_si=False)


@pytest.fixture
def hands() -> cases.Crew:
    return cases.crew()


def answer(case: cases.Case, on: dt.date) -> tuple[bool | None, tuple[str, ...]]:
    found = assessment_of(case, today=on)
    assert found is not None
    return found.fits, found.needs


def test_case_received_in_one_year_needs_the_status_of_the_next_to_be_signed_in_it(hands: cases.Crew) -> None:
    person = people.person(born="12/06/1950", by=hands.officer)
    person = set_household(person=person, household=None, relation="", by=hands.officer)
    case = cases.received(hands, person, facts=POOR, group="elderly_poor")
    assert Facts.from_json(case.facts).poverty_year == 2026
    assert [answer(case, day) for day in (cases.TODAY, NEXT_YEAR)] == [(True, ()), (None, ("poverty",))]

    record_poverty(household=person.household, year=2027, status="near_poor", by=hands.officer)
    case = Case.objects.get(pk=case.pk)
    assert [answer(case, day)[0] for day in (cases.TODAY, NEXT_YEAR)] == [True, False]


def test_status_frozen_at_receipt_holds_for_its_year(hands: cases.Crew) -> None:
    person = people.person(born="12/06/1950", by=hands.officer)
    person = set_household(person=person, household=None, relation="", by=hands.officer)
    record_poverty(
        household=person.household, year=2026, status="poor", certificate_number="4/HN", by=hands.officer
    )
    case = cases.received(hands, person, facts=POOR, group="elderly_poor")
    record_poverty(household=person.household, year=2026, status="not_poor", by=hands.officer)
    case = Case.objects.get(pk=case.pk)
    found = facts_judged(case, today=cases.TODAY)
    assert (found.poverty, found.evidence_of("poverty")) == (
        PovertyStatus.POOR,
        Evidence("poverty", EvidenceKind.POVERTY_CERTIFICATE, "4/HN"),
    )


def test_area_of_a_case_is_that_of_the_day(hands: cases.Crew) -> None:
    DifficultyArea.objects.create(
        unit_code=offices.TINH_KHE, difficulty="special", valid_from=dt.date(2026, 1, 1),
        valid_to=dt.date(2026, 12, 31), instrument_id="nd335-2026", mark="sourced",
    )  # fmt: skip
    child = people.person(born="05/2025", by=hands.officer)
    case = cases.received(hands, child, facts=Facts(poverty=PovertyStatus.POOR), group="toddler_poor")
    days = (dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    assert [facts_judged(case, today=day).in_special_difficulty_area for day in days] == [True, None]


def test_grounds_name_the_papers_and_missing_ones_are_said_without_weight(
    client: Client, hands: cases.Crew
) -> None:
    told = Facts(father_state=ParentState.DEAD, mother_state=ParentState.MISSING).with_evidence(
        Evidence("father_state", EvidenceKind.DEATH_EXTRACT, "12/TLKT", dt.date(2026, 4, 3))
    )
    child = people.person(born="05/2018", by=hands.officer)
    case = cases.under_appraisal(hands, child, facts=told, group="child_one_dead_other_missing")
    offices.sign_in(client, hands.appraiser)
    page = client.get(reverse("case_detail", args=[case.pk])).context
    assert [check.reason for check in page["applied"].checks][-1] == (
        "Cha: đã chết, Trích lục khai tử số 12/TLKT, ngày 03/04/2026; mẹ: bị tuyên bố mất tích"
    )
    assert page["applied"].papers == (
        "Cần giấy tờ: Quyết định, bản án của Tòa án (Tình trạng của mẹ)",
    )  # fmt: skip
    assert [button.blocked for button in page["buttons"] if button.step.slug == "propose-grant"] == [False]


def test_paper_of_health_is_asked_for_and_named_only_to_those_who_may_see_it(hands: cases.Crew) -> None:
    paper = Evidence("hiv_confirmed", EvidenceKind.MEDICAL_CONFIRMATION, "9/YT")
    facts = Facts(hiv_confirmed=True, poverty=PovertyStatus.POOR)
    shown = {}
    for name, told in (("without", facts), ("with", facts.with_evidence(paper))):
        child = people.person(f"Bé {name}", born="01/01/2018", by=hands.officer)
        case = cases.received(hands, child, facts=told, group="child_hiv")
        item, known = assessment_of(case, today=cases.TODAY), facts_judged(case, today=cases.TODAY)
        assert item is not None
        for health in (True, False):
            choice = group_choice(item, known, health=health, today=cases.TODAY)
            words = " ".join([*(str(check.reason) for check in choice.checks), *choice.papers])
            shown[name, health] = ("9/YT" in words, "cơ sở y tế" in words)
    assert shown == {
        ("without", True): (False, True), ("without", False): (False, False),
        ("with", True): (True, True), ("with", False): (False, False),
    }  # fmt: skip


def test_facts_of_a_case_are_not_saved_over_a_change_nobody_has_seen(
    client: Client, hands: cases.Crew
) -> None:
    case = cases.empty_draft(hands)
    offices.sign_in(client, hands.officer)
    url = reverse("case_facts", args=[case.pk])
    form = client.get(url).context["form"]
    seen = {name: str(form[name].value()) for name in ("version", "case_version")}
    other = Facts(disability_degree=DisabilityDegree.SEVERE)
    actions.record_facts(case=case, facts=other, by=hands.officer)

    answer = client.post(url, seen | {"disability_degree": "mild"})
    assert answer.context["differences"] == [("Mức độ khuyết tật", "Khuyết tật nặng", "Khuyết tật nhẹ")]
    case = Case.objects.get(pk=case.pk)
    assert Facts.from_json(case.facts).disability_degree == DisabilityDegree.SEVERE
    form = answer.context["form"]
    renewed = {name: form[name].value() for name in ("version", "case_version")}
    assert client.post(url, renewed | {"disability_degree": "mild"}).status_code == 302


def test_facts_of_the_person_changed_meanwhile_are_not_overwritten_by_a_case(
    client: Client, hands: cases.Crew
) -> None:
    case = cases.empty_draft(hands)
    offices.sign_in(client, hands.officer)
    url = reverse("case_facts", args=[case.pk])
    form = client.get(url).context["form"]
    seen = {name: str(form[name].value()) for name in ("version", "case_version")}
    record_facts_of_person(person=case.person, facts=Facts(abandoned=False), by=hands.officer)
    answer = client.post(url, seen | {"disability_degree": "mild"})
    assert answer.status_code == 200
    assert answer.context["differences"] == [
        ("Bị bỏ rơi", "Không", "Chưa rõ"),
        ("Mức độ khuyết tật", "Chưa rõ", "Khuyết tật nhẹ"),
    ]
