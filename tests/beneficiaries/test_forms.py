"""What is typed about people: clear errors, clean values, health kept from those who may not see it."""

from __future__ import annotations

import pytest

from beneficiaries.forms import (
    AccountForm,
    CollectorForm,
    FactsForm,
    HouseholdForm,
    LifeEventForm,
    PersonForm,
)
from policy.enums import DisabilityDegree, MaritalState, ParentState, PovertyStatus, Sex
from policy.facts import Child, Facts, PartialDate
from policy.life import LifeEventKind
from tests.factories import offices, people

TYPED = {
    "name": "Đinh Thị Thuý",
    "born": "12/06/1950",
    "sex": "F",
    "id_number": "051 150.123456",
    "ethnicity": "19",
}


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("1950", PartialDate(1950)),
        ("06/1950", PartialDate(1950, 6)),
        ("6-1950", PartialDate(1950, 6)),
        ("12/06/1950", PartialDate(1950, 6, 12)),
        ("12.6.1950", PartialDate(1950, 6, 12)),
        ("1950-06-12", PartialDate(1950, 6, 12)),
    ],
)
def test_birth_date_is_read(text: str, born: PartialDate) -> None:
    form = PersonForm(TYPED | {"born": text})
    assert form.is_valid()
    assert form.to_data().born == born


@pytest.mark.parametrize("text", ["", "31/02/1950", "13/1950", "12/06/50", "hôm qua", "1750", "12/06/2090"])
def test_birth_date_is_refused(text: str) -> None:
    form = PersonForm(TYPED | {"born": text})
    assert list(form.errors) == ["born"]


def test_number_is_cleaned_and_letters_are_refused() -> None:
    form = PersonForm(TYPED)
    assert form.is_valid()
    assert form.to_data().id_number == "051150123456"
    assert list(PersonForm(TYPED | {"id_number": "0511x"}).errors) == ["id_number"]


@pytest.mark.django_db
def test_people_like_this_are_shown_before_going_on() -> None:
    officer = offices.actor("commune_officer")
    person = people.person("Đinh thị Thúy", born="1950", by=officer)

    first = PersonForm(TYPED, actor=officer)
    assert (list(first.errors), first.similar) == (["not_the_same"], [person])
    assert PersonForm(TYPED | {"not_the_same": "on"}, actor=officer).is_valid()


@pytest.mark.django_db
def test_person_is_not_like_themself() -> None:
    officer = offices.actor("commune_officer")
    person = people.person("Đinh thị Thúy", born="1950", by=officer)
    form = PersonForm(TYPED, actor=officer, person=person)
    assert (form.is_valid(), form.similar) == (True, [])
    assert PersonForm(person=person)["born"].value() == "1950"


FACTS = Facts(
    born=PartialDate(1980),
    sex=Sex.FEMALE,
    father_state=ParentState.DEAD,
    abandoned=False,
    hiv_confirmed=True,
    poverty=PovertyStatus.POOR,
    marital_state=MaritalState.WIDOWED,
    children=(Child(PartialDate(2015), True), Child(PartialDate(2018, 3))),
    disability_degree=DisabilityDegree.SEVERE,
    has_pension_or_si=False,
)


def typed(form: FactsForm) -> dict[str, str]:
    """What a browser sends back when nothing is changed."""
    return {bound.html_name: str(bound.value() or "") for bound in form}


@pytest.mark.django_db
def test_facts_come_back_as_they_were_shown() -> None:
    officer = offices.actor("commune_officer")
    for facts in (FACTS, Facts(), Facts(children=())):
        sent = typed(FactsForm(initial_facts=facts, actor=officer))
        form = FactsForm(sent, initial_facts=facts, actor=officer)
        assert form.is_valid(), form.errors
        assert form.to_facts() == facts


@pytest.mark.django_db
def test_health_is_neither_shown_nor_changed_without_the_permission() -> None:
    accountant = offices.actor("payment_accountant")
    form = FactsForm(initial_facts=FACTS, actor=accountant)
    assert [bound.name for bound in form if bound.name == "hiv_confirmed"] == []
    assert len(form.fieldsets) == len(FactsForm(actor=offices.actor("commune_officer")).fieldsets) - 1

    sent = FactsForm(typed(form) | {"hiv_confirmed": "no"}, initial_facts=FACTS, actor=accountant)
    assert sent.is_valid()
    assert sent.to_facts().hiv_confirmed is True


def test_children_are_read_row_by_row() -> None:
    form = FactsForm({"raises_children": "yes", "child_0_born": "2015", "child_4_born": "03/2018"})
    assert form.is_valid()
    assert form.to_facts().children == (Child(PartialDate(2015)), Child(PartialDate(2018, 3)))


@pytest.mark.parametrize(
    "sent", [{"raises_children": "no", "child_0_born": "2015"}, {"raises_children": "yes"}]
)
def test_children_must_agree_with_the_answer(sent: dict[str, str]) -> None:
    assert list(FactsForm(sent).errors) == ["raises_children"]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"method": "cash"}, []),
        ({"method": "account", "account_number": "4501 2050 0123", "bank": "Agribank"}, []),
        ({"method": "account", "bank": "Agribank"}, ["account_number"]),
        ({"method": "account", "account_number": "45012050"}, ["bank"]),
        ({"method": "account", "account_number": "45a", "bank": "Agribank"}, ["account_number"]),
        ({}, ["method"]),
    ],
)
def test_account_needs_number_and_bank(sent: dict[str, str], wrong: list[str]) -> None:
    assert list(AccountForm(sent).errors) == wrong


def test_authorisation_cannot_end_before_it_begins() -> None:
    form = CollectorForm({"name": "Lê Văn Nam", "valid_from": "01/06/2026", "valid_to": "01/05/2026"})
    assert list(form.errors) == ["valid_to"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "wrong"), [("03/09/1999", []), ("01/01/1940", ["happened_on"]), ("01/01/2090", ["happened_on"])]
)
def test_day_of_death_lies_between_birth_and_today(day: str, wrong: list[str]) -> None:
    typed = {"happened_on": day, "document_number": "TL 1"}
    form = LifeEventForm(typed, person=people.person(), kind=LifeEventKind.DEATH)
    assert list(form.errors) == wrong


@pytest.mark.django_db
def test_household_code_is_one_of_the_office() -> None:
    officer = offices.actor("commune_officer")
    assert list(HouseholdForm({"code": "21211-H00009"}, actor=officer).errors) == ["code"]
    assert HouseholdForm({"code": ""}, actor=officer).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("death", set()),
        ("missing", set()),
        ("found", set()),
        ("sentence", {"until", "place"}),
        ("release", set()),
        ("moved", {"place"}),
        ("condition_ended", {"condition"}),
        ("entered_facility", {"place"}),
        ("left_facility", {"place"}),
        ("marriage", set()),
        ("adopted", set()),
    ],
)
def test_fields_of_an_event_follow_its_kind(kind: str, fields: set[str]) -> None:
    form = LifeEventForm(person=people.person(), kind=LifeEventKind(kind))
    always = {"happened_on", "document_number", "document_on", "issuer", "corrects"}
    assert set(form.fields) - always == fields


@pytest.mark.django_db
def test_move_may_be_told_ahead_and_names_its_place() -> None:
    person, kind = people.person(), LifeEventKind.MOVED
    assert LifeEventForm({"happened_on": "01/01/2090", "place": "Xã A"}, person=person, kind=kind).is_valid()
    assert list(LifeEventForm({"happened_on": "01/01/2026"}, person=person, kind=kind).errors) == ["place"]


@pytest.mark.django_db
def test_sentence_cannot_end_before_it_begins() -> None:
    typed = {"happened_on": "01/06/2026", "until": "01/05/2026", "document_number": "Bản án 1"}
    form = LifeEventForm(typed, person=people.person(), kind=LifeEventKind.SENTENCE)
    assert list(form.errors) == ["until"]
