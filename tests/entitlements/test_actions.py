"""Granting, ending, and death."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import Entry
from entitlements import actions
from entitlements.models import Entitlement
from offices.actors import NotPermitted
from tests.factories import offices, people

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = dt.date(2026, 5, 1), dt.date(2026, 6, 1), dt.date(2026, 7, 1)


@pytest.fixture
def officer():
    return offices.actor("commune_officer")


@pytest.fixture
def chair():
    return offices.actor("commune_chair", name="Phạm Văn Ký")


def test_grant_is_recorded_under_its_neutral_clause(officer, chair) -> None:
    person = people.person(by=officer)
    entitlement = people.entitlement(person, group="adult_hiv", start="2026-05", by=chair)

    assert (entitlement.slot, entitlement.start_month, entitlement.end_month) == ("main", MAY, None)
    entry = Entry.objects.get(event="entitlement.granted")
    assert entry.after == {
        "person": person.code,
        "clause": "8",
        "units": 1,
        "start_month": "2026-05-01",
        "decision_number": entitlement.decision_number,
        "decision_on": "2026-05-01",
        "source": "case",
    }
    assert (entry.actor_name, entry.subject_id) == ("Phạm Văn Ký", str(entitlement.pk))


def test_two_allowances_of_one_kind_never_run_together(officer) -> None:
    person = people.person(by=officer)
    first = people.entitlement(person, start="2026-05")
    with pytest.raises(actions.OverlappingEntitlement) as refusal:
        people.entitlement(person, group="pension_75", start="2026-07")
    assert refusal.value.standing == first
    assert Entitlement.objects.count() == 1


def test_single_parent_allowance_goes_beside_another(officer) -> None:
    person = people.person(by=officer)
    people.entitlement(person)
    people.entitlement(person, group="single_parent", units=2)
    assert sorted(person.entitlements.values_list("slot", flat=True)) == ["main", "single_parent"]


def test_allowance_follows_one_that_has_ended(officer, chair) -> None:
    person = people.person(by=officer)
    actions.end(entitlement=people.entitlement(person), last_month=MAY, reason="thay thế", by=chair)
    people.entitlement(person, group="disability_extreme", start="2026-06")
    assert list(person.entitlements.order_by("pk").values_list("end_month", flat=True)) == [MAY, None]


def test_allowance_cannot_begin_after_death(officer) -> None:
    person = people.person(by=officer)
    actions.record_death(person=person, died_on=dt.date(2026, 5, 20), document="", by=officer)
    with pytest.raises(actions.PersonDeceased):
        people.entitlement(person, start="2026-06")
    assert people.entitlement(person, start="2026-05").start_month == MAY


def test_end_keeps_an_earlier_end_and_says_why(officer, chair) -> None:
    entitlement = people.entitlement(people.person(by=officer))
    ended = actions.end(entitlement=entitlement, last_month=MAY, reason="hết điều kiện", by=chair)
    again = actions.end(entitlement=entitlement, last_month=JUNE, reason="muộn hơn", by=chair)
    assert (ended.end_month, ended.end_reason, again.end_month) == (MAY, "hết điều kiện", MAY)
    (entry,) = Entry.objects.filter(event="entitlement.ended")
    assert (entry.before, entry.after, entry.reason) == (
        {"end_month": None},
        {"end_month": "2026-05-01"},
        "hết điều kiện",
    )


def test_allowance_cannot_end_before_it_begins(officer, chair) -> None:
    entitlement = people.entitlement(people.person(by=officer), start="2026-06")
    with pytest.raises(actions.EndsBeforeStart):
        actions.end(entitlement=entitlement, last_month=MAY, reason="sai", by=chair)
    entitlement.refresh_from_db()
    assert entitlement.end_month is None


def test_death_ends_every_allowance_with_its_month(officer) -> None:
    person = people.person(by=officer)
    people.entitlement(person)
    people.entitlement(person, group="single_parent", units=2)
    person = actions.record_death(person=person, died_on=dt.date(2026, 5, 20), document="TL 3", by=officer)
    assert list(person.entitlements.values_list("end_month", "end_reason")) == [
        (MAY, "death"),
        (MAY, "death"),
    ]
    assert list(Entry.objects.order_by("pk").values_list("event", flat=True))[-3:] == [
        "person.died",
        "entitlement.ended",
        "entitlement.ended",
    ]


def test_corrected_day_of_death_moves_the_end_it_set(officer) -> None:
    person = people.person(by=officer)
    entitlement = people.entitlement(person)
    actions.record_death(person=person, died_on=dt.date(2026, 5, 20), document="", by=officer)
    actions.record_death(person=person, died_on=dt.date(2026, 7, 2), document="", by=officer)
    entitlement.refresh_from_db()
    assert entitlement.end_month == JULY


def test_death_does_not_lengthen_an_allowance_ended_before(officer, chair) -> None:
    person = people.person(by=officer)
    entitlement = people.entitlement(person)
    actions.end(entitlement=entitlement, last_month=MAY, reason="hết điều kiện", by=chair)
    actions.record_death(person=person, died_on=dt.date(2026, 7, 2), document="", by=officer)
    entitlement.refresh_from_db()
    assert (entitlement.end_month, entitlement.end_reason) == (MAY, "hết điều kiện")


def test_death_is_recorded_by_the_persons_own_office_only(officer) -> None:
    entitlement = people.entitlement(people.person(by=officer))
    stranger = offices.actor("commune_officer", code=offices.SON_HA)
    with pytest.raises(NotPermitted):
        actions.record_death(
            person=entitlement.person, died_on=dt.date(2026, 5, 20), document="", by=stranger
        )
    entitlement.refresh_from_db()
    assert entitlement.end_month is None
