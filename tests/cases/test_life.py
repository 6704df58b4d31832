"""A life event recorded once: what is done at once, what is proposed to whom, corrections, pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from audit.models import Entry
from beneficiaries.actions import (
    DeathBeforeBirth,
    EventAfterDeath,
    EventBeforeBirth,
    EventCorrected,
    RelationKnown,
    add_relation,
    end_relation,
    record_event,
    record_facts,
    set_household,
)
from beneficiaries.models import FactSheet, LifeEvent, Person, Relation
from beneficiaries.queries import current_facts
from beneficiaries.relations import relatives_of
from cases import actions
from cases.models import Case, Prompt
from entitlements import actions as entitlement_actions
from offices.actors import Actor, NotPermitted
from policy.enums import MaritalState, ParentState, PovertyStatus
from policy.facts import Facts
from policy.life import Link
from tests.factories import offices, people
from tests.factories.prompts import SENTENCED, TODAY, event, propose

pytestmark = pytest.mark.django_db

NOON = "2026-11-16 03:00:00"


@pytest.fixture
def officer(db: None) -> Actor:
    return offices.actor("commune_officer")


def told(life_event: LifeEvent) -> list[tuple[str, str, str, str]]:
    """(person, kind, cause, answer) of what an event proposed."""
    return [
        (row.person.name, row.kind, row.reason, row.outcome)
        for row in Prompt.objects.filter(life_event=life_event).order_by("pk")
    ]


# Recording


def test_death_ends_the_allowances_and_proposes_the_funeral_support(officer: Actor) -> None:
    entitlement = people.entitlement(people.person("Đinh Văn Mất", by=officer))
    death = event(entitlement.person, "death", "10/11/2026", by=officer, document_number="TL 5")
    entitlement.refresh_from_db()
    person = Person.objects.get()
    assert (entitlement.end_month, entitlement.end_reason) == (dt.date(2026, 11, 1), "death")
    assert (person.died_on, person.death_document) == (dt.date(2026, 11, 10), "TL 5")
    assert told(death) == [("Đinh Văn Mất", "review", "funeral", "open")]
    assert [Entry.objects.filter(event=name).count() for name in ("person.died", "entitlement.ended")] == [
        1,
        1,
    ]


def test_death_reaches_the_child_the_widow_and_the_mother(officer: Actor) -> None:
    father = people.person("Hồ Văn Cha", born="01/02/1985", sex="M", by=officer)
    child = people.person("Hồ Thị Con", born="03/04/2018", by=officer)
    wife = people.person("Lê Thị Vợ", born="05/06/1988", by=officer)
    mother = people.person("Trần Thị Bà", born="07/08/1955", by=officer)
    record_facts(person=child, facts=Facts(mother_state=ParentState.MISSING), by=officer)
    record_facts(person=mother, facts=Facts(poverty=PovertyStatus.POOR), by=officer)
    for one, other, kind in ((child, father, "parent"), (wife, father, "spouse"), (father, mother, "parent")):
        add_relation(person=one, other=other, kind=kind, by=officer)
    death = event(father, "death", "10/11/2026", by=officer)
    assert sorted(told(death)) == [
        ("Hồ Thị Con", "new", "parent_gone", "open"),
        ("Lê Thị Vợ", "new", "spouse_gone", "open"),
        ("Trần Thị Bà", "new", "supporter_gone", "open"),
    ]


def test_case_of_a_child_begins_with_the_state_of_the_parent(officer: Actor) -> None:
    father = people.person("Hồ Văn Cha", born="01/02/1985", sex="M", by=officer)
    child = people.person("Hồ Thị Con", born="03/04/2018", by=officer)
    record_facts(person=child, facts=Facts(mother_state=ParentState.DEAD), by=officer)
    add_relation(person=child, other=father, kind="parent", by=officer)
    event(father, "sentence", "02/11/2026", by=officer)
    prompt = Prompt.objects.get()
    assert prompt.data["group"] == "child_one_dead_other_sentence"
    case = actions.open_from_prompt(prompt=prompt, kind="new", by=officer, today=TODAY)
    facts = Facts.from_json(case.facts)
    assert (case.kind, facts.father_state, facts.mother_state) == (
        "new",
        ParentState.SERVING_SENTENCE,
        ParentState.DEAD,
    )


def test_event_tells_the_persons_own_facts_once(officer: Actor) -> None:
    person = people.entitlement(people.person(by=officer), group="single_parent").person
    wedding = event(person, "marriage", "08/11/2026", by=officer)
    assert told(wedding) == [("Nguyễn Thị Hoa", "stop", "married", "open")]
    assert current_facts(person).marital_state == MaritalState.MARRIED
    assert FactSheet.objects.count() == 1


def test_relative_in_another_commune_is_proposed_to_that_commune(officer: Actor) -> None:
    far = offices.actor("commune_officer", code=offices.SON_HA)
    father = people.person("Hồ Văn Cha", born="01/02/1985", sex="M", by=officer)
    child = people.person("Hồ Thị Con", born="03/04/2018", code=offices.SON_HA, by=far)
    Relation.objects.create(person=child, other=father, kind="parent")
    event(father, "death", "10/11/2026", by=officer)
    prompt = Prompt.objects.get()
    assert (prompt.person, prompt.kind) == (child, "review")
    with pytest.raises(NotPermitted):
        actions.dismiss_prompt(prompt=prompt, reason="Không.", by=officer)
    actions.dismiss_prompt(prompt=prompt, reason="Đã có quyết định.", by=far)


def test_people_of_the_household_are_related_through_its_head(officer: Actor) -> None:
    head = set_household(
        person=people.person("Hồ Văn Cha", sex="M", by=officer), household=None, relation="Chủ hộ", by=officer
    )
    links = {}
    for name, relation in (
        ("Lê Thị Vợ", "Vợ"),
        ("Hồ Văn Con", "con trai"),
        ("Hồ Thị Mẹ", "mẹ"),
        ("Hồ Cháu", "cháu"),
    ):
        one = people.person(name, by=officer)
        set_household(person=one, household=head.household, relation=relation, by=officer)
        one.refresh_from_db()
        links[name] = relatives_of(one, TODAY).get(head, set()) - {Link.HOUSEHOLD}
    assert links == {
        "Lê Thị Vợ": {Link.SPOUSE},
        "Hồ Văn Con": {Link.PARENT},
        "Hồ Thị Mẹ": {Link.CHILD},
        "Hồ Cháu": set(),
    }
    assert {person.name: found for person, found in relatives_of(head, TODAY).items()} == {
        "Lê Thị Vợ": {Link.HOUSEHOLD, Link.SPOUSE},
        "Hồ Văn Con": {Link.HOUSEHOLD, Link.CHILD},
        "Hồ Thị Mẹ": {Link.HOUSEHOLD, Link.PARENT},
        "Hồ Cháu": {Link.HOUSEHOLD},
    }


def test_relation_that_ended_before_the_day_counts_no_more(officer: Actor) -> None:
    carer, cared = people.person("Lê Thị Hai", by=officer), people.person(by=officer)
    relation = add_relation(
        person=cared, other=carer, kind="carer", valid_from=dt.date(2026, 1, 1), by=officer
    )
    end_relation(relation=relation, valid_to=dt.date(2026, 11, 9), by=officer)
    days = (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 11, 9), dt.date(2026, 11, 10))
    assert [relatives_of(carer, day) for day in days] == [
        {},
        {cared: {Link.CARED_FOR}},
        {cared: {Link.CARED_FOR}},
        {},
    ]


# Corrections and refusals


def test_correction_closes_what_no_longer_follows(officer: Actor) -> None:
    person = people.entitlement(people.person(by=officer)).person
    wrong = event(person, "missing", "10/11/2026", by=officer)
    assert told(wrong) == [("Nguyễn Thị Hoa", "stop", "declared_missing", "open")]
    right = event(person, "missing", "20/10/2026", by=officer, corrects=wrong)
    assert told(wrong) == [("Nguyễn Thị Hoa", "stop", "declared_missing", "lapsed")]
    assert told(right) == [("Nguyễn Thị Hoa", "stop", "declared_missing", "open")]
    assert (right.corrects, wrong.corrected_by) == (wrong, right)


def test_correction_of_the_same_month_keeps_the_proposal(officer: Actor) -> None:
    person = people.entitlement(people.person(by=officer)).person
    wrong = event(person, "missing", "10/11/2026", by=officer)
    right = event(person, "missing", "12/11/2026", by=officer, corrects=wrong)
    assert (told(wrong), len(told(right)), Prompt.objects.count()) == ([], 1, 1)


def test_corrected_day_of_death_moves_the_end(officer: Actor) -> None:
    entitlement = people.entitlement(people.person(by=officer))
    first = event(entitlement.person, "death", "10/11/2026", by=officer)
    second = event(entitlement.person, "death", "28/10/2026", by=officer)
    entitlement.refresh_from_db()
    assert (entitlement.end_month, second.corrects) == (dt.date(2026, 10, 1), first)
    assert Person.objects.get().died_on == dt.date(2026, 10, 28)


def test_death_told_by_the_older_action_is_an_event_too(officer: Actor) -> None:
    person = people.person(by=officer)
    for _time in range(2):
        entitlement_actions.record_death(
            person=person, died_on=dt.date(2026, 11, 10), document="TL 1", by=officer
        )
    (death,) = LifeEvent.objects.all()
    assert (death.kind, death.happened_on, death.document_number) == ("death", dt.date(2026, 11, 10), "TL 1")


def test_event_is_corrected_once_and_by_its_own_kind(officer: Actor) -> None:
    person = people.person(by=officer)
    wrong = event(person, "missing", "10/11/2026", by=officer)
    with pytest.raises(EventCorrected):
        event(person, "moved", "12/11/2026", by=officer, corrects=wrong)
    event(person, "missing", "12/11/2026", by=officer, corrects=wrong)
    with pytest.raises(EventCorrected):
        event(person, "missing", "13/11/2026", by=officer, corrects=wrong)
    with pytest.raises(EventCorrected):
        event(people.person("Lê Thị Hai", by=officer), "missing", "13/11/2026", by=officer, corrects=wrong)


@pytest.mark.parametrize(
    ("kind", "on", "refusal"),
    [
        ("death", "11/06/1948", DeathBeforeBirth),
        ("missing", "11/06/1948", EventBeforeBirth),
        ("missing", "11/11/2026", EventAfterDeath),
    ],
)
def test_event_lies_within_the_life(officer: Actor, kind: str, on: str, refusal: type[Exception]) -> None:
    person = people.person(born="12/06/1948", by=officer)
    event(person, "death", "10/11/2026", by=officer)
    with pytest.raises(refusal):
        event(person, kind, on, by=officer)
    assert LifeEvent.objects.count() == 1


def test_event_is_never_edited_or_taken_away(officer: Actor) -> None:
    event(people.person(by=officer), "missing", "10/11/2026", by=officer)
    with pytest.raises(DatabaseError, match="corrected by a new row"), transaction.atomic():
        LifeEvent.objects.update(happened_on=dt.date(2026, 1, 1))
    with pytest.raises(DatabaseError, match="corrected by a new row"), transaction.atomic():
        LifeEvent.objects.all().delete()


@pytest.mark.parametrize(
    ("role", "code"), [("commune_officer", offices.SON_HA), ("commune_chair", offices.TINH_KHE)]
)
def test_only_the_officers_of_the_commune_record(role: str, code: str) -> None:
    person, actor = people.person(), offices.actor(role, code=code)
    with pytest.raises(NotPermitted):
        actions.record_life_event(person=person, data=SENTENCED, today=TODAY, by=actor)
    with pytest.raises(NotPermitted):
        record_event(person=person, data=SENTENCED, by=actor)


def test_trail_tells_the_kind_and_the_day(officer: Actor) -> None:
    event(people.person(by=officer), "sentence", "02/11/2026", by=officer)
    entry = Entry.objects.get(event="person.event_recorded")
    assert entry.after == {"kind": "sentence", "happened_on": "2026-11-02"}


def test_proposal_of_an_event_lapses_when_the_allowance_has_ended(officer: Actor) -> None:
    entitlement = people.entitlement(people.person(by=officer))
    missing = event(entitlement.person, "missing", "10/11/2026", by=officer)
    propose()
    assert [row[3] for row in told(missing)] == ["open"]
    entitlement_actions.end(
        entitlement=entitlement, last_month=dt.date(2026, 11, 1), reason="Mất tích", by=officer
    )
    propose()
    assert [row[3] for row in told(missing)] == ["lapsed"]


# Relations


def test_relation_is_between_two_people_once(officer: Actor) -> None:
    one, other = people.person(by=officer), people.person("Lê Thị Hai", by=officer)
    relation = add_relation(person=one, other=other, kind="spouse", by=officer)
    with pytest.raises(RelationKnown):
        add_relation(person=one, other=other, kind="spouse", by=officer)
    with pytest.raises(RelationKnown):
        add_relation(person=one, other=one, kind="carer", by=officer)
    end_relation(relation=relation, valid_to=TODAY, by=officer)
    with pytest.raises(RelationKnown):
        end_relation(relation=relation, valid_to=TODAY, by=officer)
    add_relation(person=one, other=other, kind="spouse", by=officer)


def test_relation_names_nobody_of_another_commune(officer: Actor) -> None:
    far = offices.actor("commune_officer", code=offices.SON_HA)
    stranger = people.person("Lê Thị Xa", by=far)
    with pytest.raises(NotPermitted):
        add_relation(person=people.person(by=officer), other=stranger, kind="parent", by=officer)
    with pytest.raises(NotPermitted):
        add_relation(person=stranger, other=people.person(by=officer), kind="parent", by=officer)


# Pages


@freeze_time(NOON)
def test_consequences_are_shown_before_and_listed_after_saving(client: Client, officer: Actor) -> None:
    person = people.entitlement(people.person(by=officer)).person
    desk = offices.sign_in(client, officer)
    typed = {"happened_on": "10/11/2026", "document_number": "QĐ 1", "issuer": "Tòa án"}
    preview = desk.post(reverse("life_event_form", args=[person.pk, "missing"]), typed)
    page = preview.content.decode()
    assert ("Tòa án đã tuyên bố mất tích" in page, "12/2026" in page) == (True, True)
    assert (LifeEvent.objects.count(), Prompt.objects.count()) == (0, 0)

    answer = desk.post(reverse("life_event_record", args=[person.pk, "missing"]), typed, follow=True)
    after = answer.content.decode()
    prompt = Prompt.objects.get()
    assert reverse("prompt_detail", args=[prompt.pk]) in after
    on_person = desk.get(reverse("person_detail", args=[person.pk])).content.decode()
    assert reverse("life_event", args=[person.pk, LifeEvent.objects.get().pk]) in on_person


@freeze_time(NOON)
def test_death_is_recorded_by_the_form(client: Client, officer: Actor) -> None:
    entitlement = people.entitlement(people.person(by=officer), start="2025-01")
    desk = offices.sign_in(client, officer)
    url = reverse("life_event_record", args=[entitlement.person_id, "death"])
    typed: dict[str, Any] = {"document_number": "TL 1"}
    assert desk.post(url, typed | {"happened_on": "01/01/1900"}).status_code == 200
    assert desk.post(url, typed | {"happened_on": "20/05/2025"}).status_code == 302
    entitlement.refresh_from_db()
    assert (entitlement.end_reason, f"{entitlement.end_month:%Y-%m}") == ("death", "2025-05")


@freeze_time(NOON)
def test_event_is_corrected_from_its_page(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    wrong = event(person, "moved", "10/11/2026", by=officer, place="Xã Sơn Hà")
    desk = offices.sign_in(client, officer)
    form_url = f"{reverse('life_event_form', args=[person.pk, 'moved'])}?corrects={wrong.pk}"
    assert form_url in desk.get(reverse("life_event", args=[person.pk, wrong.pk])).content.decode()
    form = desk.get(form_url).context["form"]
    assert (form["place"].value(), form["corrects"].value()) == ("Xã Sơn Hà", wrong.pk)
    typed = {"happened_on": "12/11/2026", "place": "Xã Sơn Hà", "corrects": str(wrong.pk)}
    desk.post(reverse("life_event_record", args=[person.pk, "moved"]), typed)
    assert LifeEvent.objects.get(corrects=wrong).happened_on == dt.date(2026, 11, 12)
    assert "Đã đính chính" in desk.get(reverse("life_event", args=[person.pk, wrong.pk])).content.decode()


@freeze_time(NOON)
def test_kind_of_event_that_does_not_exist_is_not_found(client: Client, officer: Actor) -> None:
    person = people.person(by=officer)
    desk = offices.sign_in(client, officer)
    for name in ("life_event_form", "life_event_record"):
        assert desk.post(reverse(name, args=[person.pk, "wedding"]), {}).status_code == 404
    assert (
        desk.get(reverse("life_event_form", args=[person.pk, "death"]), {"corrects": "x"}).status_code == 200
    )


@freeze_time(NOON)
def test_relation_is_added_and_ended_by_its_forms(client: Client, officer: Actor) -> None:
    person, other = people.person(by=officer), people.person("Lê Thị Hai", by=officer)
    desk = offices.sign_in(client, officer)
    url = reverse("relation_new", args=[person.pk])
    assert desk.post(url, {"other": person.code, "kind": "carer"}).status_code == 200
    assert desk.post(url, {"other": other.code, "kind": "carer"}).status_code == 302
    relation = Relation.objects.get()
    page = desk.get(reverse("person_detail", args=[other.pk])).content.decode()
    assert "Người được chăm sóc" in page
    end_url = reverse("relation_end", args=[person.pk, relation.pk])
    assert desk.post(end_url, {"valid_to": "10/11/2026"}).status_code == 302
    relation.refresh_from_db()
    assert relation.valid_to == dt.date(2026, 11, 10)
    assert desk.get(end_url).status_code == 404


def test_draft_of_a_change_is_not_taken_for_a_new_request(officer: Actor) -> None:
    entitlement = people.entitlement(people.person(by=officer))
    change = actions.open_change(kind="stop", target=entitlement, by=officer, reason="Hết điều kiện.")
    draft = actions.open_draft(person=entitlement.person, by=officer, today=TODAY)
    again = actions.open_change(kind="stop", target=entitlement, by=officer, reason="Hết điều kiện.")
    assert (draft.kind, again, Case.objects.count()) == ("new", change, 2)
    with pytest.raises(ValueError, match="no change"):
        actions.open_change(kind="new", target=entitlement, by=officer, reason="Hưởng mới.")
