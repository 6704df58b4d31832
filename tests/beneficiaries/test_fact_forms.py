"""The form of facts: papers beside facts, rows added and removed, nothing lost, nobody overwritten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from beneficiaries import actions
from beneficiaries.forms import FactsForm
from beneficiaries.queries import current_facts
from offices.actors import Actor
from policy.enums import (
    DisabilityType,
    EvidenceKind,
    ParentState,
    SiAllowanceKind,
    StudyLevel,
    StudyStatus,
    SupporterIncome,
)
from policy.facts import Child, Evidence, Facts, PartialDate, StudyPause, Supporter
from policy.law import packaged_law
from tests.factories import offices, people

DAY = dt.date(2026, 9, 5)
FULL = Facts(
    father_state=ParentState.DEAD,
    adopted_on=DAY,
    study_status=StudyStatus.STUDYING,
    study_level=StudyLevel.COLLEGE,
    school="Cao đẳng Y tế",
    course_ends_on=DAY,
    study_pauses=(StudyPause(DAY, None, True),),
    hiv_confirmed=True,
    children=(
        Child(PartialDate(2015), True, "Bé An", "con", "051215000001", "Tiểu học"),
        Child(PartialDate(2018, 3)),
    ),
    supporters=(Supporter("Lê Văn Nam", "con", "21211-00001", SupporterIncome.OWN_INCOME),),
    disability_types=(DisabilityType.SIGHT, DisabilityType.OTHER),
    certificate_number="05/2024",
    certificate_on=DAY,
    certificate_expires_on=DAY,
    pension_amount=0,
    si_allowance_amount=1_200_000,
    si_allowance_kind=SiAllowanceKind.SURVIVOR,
    has_pension_or_si=True,
    evidence=(
        Evidence("father_state", EvidenceKind.DEATH_EXTRACT, "12/TLKT", DAY, "UBND xã Sơn Hà"),
        Evidence("hiv_confirmed", EvidenceKind.MEDICAL_CONFIRMATION, "9/YT"),
    ),
)


def posted(form: FactsForm, **more: Any) -> QueryDict:
    """What a browser sends when nothing but `more` is changed."""
    sent = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if value is None or value is False or bound.field.disabled:
            continue
        sent.setlist(
            bound.html_name, [str(one) for one in value] if isinstance(value, list) else [str(value)]
        )
    for name, value in more.items():
        sent[name] = value
    return sent


@pytest.fixture
def officer(db: None) -> Actor:
    return offices.actor("commune_officer", name="Võ Thị Cán")


def form_of(facts: Facts, actor: Actor, data: Any = None, **kwargs: Any) -> FactsForm:
    return FactsForm(data, initial_facts=facts, actor=actor, **kwargs)


def test_every_fact_comes_back_as_it_was_shown(officer: Actor) -> None:
    form = form_of(FULL, officer, posted(form_of(FULL, officer)))
    assert form.is_valid(), form.errors
    assert form.to_facts() == FULL


def test_paper_is_read_beside_its_fact_and_taken_away(officer: Actor) -> None:
    shown = form_of(FULL, officer)
    sent = posted(
        shown,
        paper_abandoned_kind="abandonment_minutes",
        paper_abandoned_issued_on="05/09/2026",
        paper_father_state_kind="", paper_father_state_number="", paper_father_state_issued_on="",
        paper_father_state_issuer="",
    )  # fmt: skip
    form = form_of(FULL, officer, sent)
    assert form.is_valid(), form.errors
    facts = form.to_facts()
    assert facts.evidence_of("abandoned") == Evidence("abandoned", EvidenceKind.ABANDONMENT_MINUTES, "", DAY)
    assert facts.evidence_of("father_state") is None


def test_paper_needs_its_kind(officer: Actor) -> None:
    form = form_of(Facts(), officer, {"paper_poverty_number": "3"})
    assert list(form.errors) == ["paper_poverty_kind"]


def test_paper_of_health_is_neither_shown_nor_changed_without_the_permission(officer: Actor) -> None:
    accountant = offices.actor("payment_accountant")
    shown = form_of(FULL, accountant)
    assert [bound.name for bound in shown if "hiv" in bound.name] == []
    sent = posted(shown, paper_hiv_confirmed_kind="other", paper_hiv_confirmed_number="1")
    form = form_of(FULL, accountant, sent)
    assert form.is_valid(), form.errors
    assert form.to_facts() == FULL


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"child_0_name": "Bé An"}, ["child_0_born"]),
        ({"supporter_0_relation": "con"}, ["supporter_0_name"]),
        ({"pause_0_authorised": "yes"}, ["pause_0_began_on"]),
        ({"pause_0_began_on": "05/09/2026", "pause_0_ended_on": "04/09/2026"}, ["study_status"]),
        ({"has_supporters": "no", "supporter_0_name": "Nam"}, ["has_supporters"]),
        ({"has_pension_or_si": "no", "pension_amount": "1.000.000"}, ["has_pension_or_si"]),
        ({"course_ends_on": "31/02/2026"}, ["course_ends_on"]),
        ({"pension_amount": "1.5"}, ["pension_amount"]),
    ],
)  # fmt: skip
def test_errors_stand_where_they_are(sent: dict[str, str], wrong: list[str]) -> None:
    assert list(FactsForm(sent).errors) == wrong


def test_row_is_removed(officer: Actor) -> None:
    form = form_of(FULL, officer, posted(form_of(FULL, officer), child_0_gone="on"))
    assert form.is_valid(), form.errors
    assert form.to_facts().children == FULL.children[1:]


def test_nobody_obliged_is_an_answer_and_silence_is_none() -> None:
    told = [FactsForm(sent) for sent in ({"has_supporters": "no"}, {"has_supporters": "yes"}, {})]
    assert [form.is_valid() and form.to_facts().supporters for form in told] == [(), None, None]


def test_facts_the_group_needs_come_first_and_the_rest_is_kept(officer: Actor) -> None:
    group = packaged_law().group("disability_severe", dt.date(2026, 11, 16))
    form = form_of(FULL, officer, group=group)
    assert [one.facts[0].field.name for one in form.needed_sets] == ["disability_degree"]
    everything = form_of(FULL, officer)
    assert (len(form.needed_sets) + len(form.other_sets), everything.other_sets) == (
        len(everything.needed_sets),
        [],
    )


def test_facts_recorded_elsewhere_are_shown_and_not_taken(officer: Actor) -> None:
    known = Facts(in_special_difficulty_area=True)
    form = form_of(known, officer, {"in_special_difficulty_area": "no"}, fixed={"in_special_difficulty_area"})
    assert form.is_valid()
    assert (
        form.to_facts().in_special_difficulty_area,
        "paper_in_special_difficulty_area_kind" in form.fields,
    ) == (True, False)


def test_status_typed_anew_is_of_the_year_of_the_form(officer: Actor) -> None:
    form = form_of(Facts(), officer, {"poverty": "poor"}, year=2027)
    assert form.is_valid()
    assert form.to_facts().poverty_year == 2027


# On screen


def test_more_rows_are_given_without_saving_or_losing_anything(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    offices.sign_in(client, officer)
    url = reverse("person_facts", args=[person.pk])
    sent = {
        "child_0_born": "2015",
        "child_0_name": "Bé An",
        "school": "Trường A",
        "disability_types": ["sight", "other"],
        "course_ends_on": "sai",
        "more": "child",
    }
    form = client.post(url, sent).context["form"]
    assert (form["child_0_name"].value(), form["school"].value(), form["course_ends_on"].value()) == (
        "Bé An",
        "Trường A",
        "sai",
    )
    assert (form["disability_types"].value(), list(form.errors)) == (["sight", "other"], [])
    assert [name for name in form.fields if name.endswith("_born")] == [
        f"child_{index}_born" for index in range(3)
    ]
    assert person.fact_sheets.count() == 0


def test_form_saved_over_a_change_shows_the_differences(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    offices.sign_in(client, officer)
    url = reverse("person_facts", args=[person.pk])
    begun = posted(client.get(url).context["form"], abandoned="yes", school="Trường A")
    other = Facts(abandoned=False, has_pension_or_si=False)
    actions.record_facts(person=person, facts=other, by=offices.actor("commune_officer", name="Lê Văn Hai"))

    answer = client.post(url, begun)
    assert answer.context["stale_by"] == "Lê Văn Hai"
    assert answer.context["differences"] == [
        ("Bị bỏ rơi", "Không", "Có"),
        ("Có lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng", "Không", "Chưa rõ"),
        ("Cơ sở giáo dục", "Chưa rõ", "Trường A"),
    ]  # fmt: skip
    assert current_facts(person).abandoned is False

    again = posted(answer.context["form"], has_pension_or_si="no")
    assert client.post(url, again).status_code == 302
    found = current_facts(person)
    assert (found.abandoned, found.school, found.has_pension_or_si) == (True, "Trường A", False)


def test_details_saved_over_a_change_show_the_differences(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    offices.sign_in(client, officer)
    url = reverse("person_edit", args=[person.pk])
    begun = posted(client.get(url).context["form"], phone="0905111222")
    actions.update_person(person=person, data=people.data(phone="0905333444"), by=officer)

    answer = client.post(url, begun)
    assert answer.context["differences"] == [("Điện thoại", "0905333444", "0905111222")]
    person.refresh_from_db()
    assert person.phone == "0905333444"
    assert client.post(url, posted(answer.context["form"])).status_code == 302
    person.refresh_from_db()
    assert (person.phone, person.version) == ("0905111222", 3)


def test_person_page_names_the_paper_beside_the_fact(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    actions.record_facts(person=person, facts=FULL, by=officer)
    shown = {}
    for role in ("commune_officer", "payment_accountant"):
        offices.sign_in(client, offices.actor(role))
        shown[role] = dict(client.get(reverse("person_detail", args=[person.pk])).context["facts"])
    assert shown["commune_officer"]["Tình trạng của cha"] == (
        "Đã chết: Trích lục khai tử số 12/TLKT, ngày 05/09/2026, UBND xã Sơn Hà"
    )
    hidden = set(shown["commune_officer"].values()) - set(shown["payment_accountant"].values())
    assert hidden == {"Có: Giấy xác nhận của cơ sở y tế số 9/YT"}


# Poverty by year


@pytest.fixture
def households(officer: Actor) -> list[Any]:
    made = []
    for name, hamlet in (("Lê Thị An", "Thôn Gò"), ("Lê Thị Ba", "Thôn Gò"), ("Lê Thị Cúc", "Thôn Bãi")):
        person = people.person(name, by=officer, hamlet=hamlet)
        made.append(actions.set_household(person=person, household=None, relation="", by=officer).household)
    actions.record_poverty(household=made[0], year=2026, status="near_poor", by=officer)
    return made


def test_year_of_a_hamlet_is_recorded_and_who_lacks_it_is_shown(
    client: Client, officer: Actor, households: list[Any]
) -> None:
    offices.sign_in(client, officer)
    url = f"{reverse('poverty_year')}?year=2027&hamlet=Thôn Gò"
    page = client.get(url).context
    first, second, third = households
    assert [(row["code"], row["members"], row["last"]) for row in page["rows"]] == [
        (first.code, "Lê Thị An", "Hộ cận nghèo"), (second.code, "Lê Thị Ba", "")
    ]  # fmt: skip
    assert page["lacking"] == 3
    sent = {"household": [first.pk, second.pk], f"status_{first.pk}": "poor", f"number_{first.pk}": "1/HN",
            "recognised_on": "20/12/2026"}  # fmt: skip
    assert client.post(url, sent).status_code == 302
    row = first.poverty_years.get(year=2027)
    assert (row.status, row.certificate_number, row.recognised_on) == ("poor", "1/HN", dt.date(2026, 12, 20))
    lacking = client.get(reverse("poverty_year"), {"year": "2027", "lacking": "on"}).context["rows"]
    assert [row["code"] for row in lacking] == [third.code, second.code]


def test_certificate_without_status_and_a_stale_year_are_said(
    client: Client, officer: Actor, households: list[Any]
) -> None:
    offices.sign_in(client, officer)
    first = households[0]
    url = f"{reverse('poverty_year')}?year=2027"
    answer = client.post(url, {"household": [first.pk], f"number_{first.pk}": "1/HN"})
    assert list(answer.context["form"].errors) == [f"status_{first.pk}"]

    actions.record_poverty(household=first, year=2027, status="not_poor", by=officer)
    sent = {"household": [first.pk], f"status_{first.pk}": "poor", f"seen_{first.pk}": ""}
    answer = client.post(url, sent)
    assert answer.context["form"].errors == {
        f"status_{first.pk}": ["Trong lúc đó đã có người khác ghi: Không thuộc hộ nghèo, hộ cận nghèo."]
    }
    assert first.poverty_years.get(year=2027).status == "not_poor"


def test_people_whose_group_asks_for_the_status_and_who_have_no_household_are_named(
    client: Client, officer: Actor
) -> None:
    people.entitlement(people.person("Lê Thị Đào", by=officer), group="elderly_poor")
    people.entitlement(people.person("Lê Thị Em", by=officer), group="disability_severe")
    offices.sign_in(client, officer)
    page = client.get(reverse("poverty_year")).context
    assert [name for _pk, name, _hamlet in page["without_household"]] == ["Lê Thị Đào"]


@pytest.mark.parametrize("number", [1, 3])
def test_year_page_costs_the_same_queries(
    client: Client, officer: Actor, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        person = people.person(by=officer)
        actions.set_household(person=person, household=None, relation="", by=officer)
    offices.sign_in(client, officer)
    # session, user, assignments; hamlets; lacking; law; without a household; count, rows, years, members
    with django_assert_num_queries(13):
        client.get(reverse("poverty_year"))


def test_households_of_another_commune_are_not_touched(
    client: Client, officer: Actor, households: list[Any]
) -> None:
    stranger = offices.actor("commune_officer", code=offices.SON_HA)
    offices.sign_in(client, stranger)
    first = households[0]
    url = f"{reverse('poverty_year')}?year=2027"
    client.post(url, {"household": [first.pk], f"status_{first.pk}": "poor"})
    assert first.poverty_years.filter(year=2027).count() == 0
