"""A person is registered, and so paid, once: whatever workbooks and decisions they come by."""

from __future__ import annotations

import pytest

from audit.models import Entry
from beneficiaries.models import Person
from entitlements import actions
from entitlements.models import CaseloadRow, Entitlement
from offices.actors import Actor
from tests.factories import caseloads, offices, people
from tests.factories.caseloads import listed, neighbours, taken_over, workbook
from tests.factories.concurrency import press_at_once


@pytest.fixture
def officer(db: None) -> Actor:
    return offices.actor("commune_officer")


def counts() -> tuple[int, int]:
    return Person.objects.count(), Entitlement.objects.count()


def accept(row: CaseloadRow, by: Actor) -> CaseloadRow:
    return actions.accept_lawful_amount(row=row, reason="Đúng hệ số.", by=by)


def test_row_held_is_the_same_once_another_workbook_has_registered_the_person(officer: Actor) -> None:
    held = caseloads.held_row(by=officer, amount=700_000)
    taken_over(workbook(*neighbours(), listed()), by=officer)
    assert counts() == (3, 3)

    row = accept(held, officer)

    assert (row.outcome, row.person, row.entitlement) == (
        "accepted",
        Person.objects.get(id_number="051178123456"),
        Entitlement.objects.get(person__id_number="051178123456"),
    )
    assert counts() == (3, 3)
    assert Entry.objects.get(event="caseload.row_resolved").after["outcome"] == "accepted"


def test_row_held_is_a_double_once_the_person_is_on_record_with_another_decision(officer: Actor) -> None:
    held = caseloads.held_row(by=officer, amount=700_000)
    person = people.person(id_number="051178123456", born="12/06/1978", by=officer)

    row = accept(held, officer)

    assert (row.outcome, row.hold_reasons, row.person) == ("held", ["duplicate_person"], person)
    assert counts() == (3, 2)


def test_same_file_confirmed_twice_gives_its_held_row_one_person(officer: Actor) -> None:
    content = workbook(*neighbours(), listed(amount=700_000))
    first, second = (taken_over(content, by=officer).rows.get(outcome="held") for _copy in range(2))
    accept(first, officer)
    assert (accept(second, officer).outcome, counts()) == ("accepted", (3, 3))


def test_another_person_is_registered_although_one_decision_names_both(officer: Actor) -> None:
    held = caseloads.held_row(
        by=officer,
        name="Lê Văn Nam",
        sex="Nam",
        id_number="051078000002",
        born="12/06/1978",
        decision="1/QĐ-UBND ngày 01/03/2026",
    )
    row = actions.accept_as_another_person(row=held, reason="Đã gặp.", by=officer)
    assert (row.outcome, counts()) == ("accepted", (3, 3))


@pytest.mark.parametrize(
    "cells",
    [{"id_number": "051178999999"}, {"id_number": "", "born": "01/01/1980"}],
    ids=["another number", "no number, another birth"],
)
def test_namesake_in_the_same_decision_is_held_and_not_taken_for_the_same(
    officer: Actor, cells: dict[str, str]
) -> None:
    taken_over(workbook(*neighbours(), listed()), by=officer)
    again = taken_over(workbook(*neighbours(), listed(**cells)), by=officer)
    assert list(again.rows.values_list("action", "hold_reasons")) == [
        ("same", []),
        ("same", []),
        ("hold", ["duplicate_person"]),
    ]
    assert counts() == (3, 3)


def test_two_held_copies_of_one_person_resolved_at_once_register_once(committed_db: None) -> None:
    officer = offices.actor("commune_officer")
    content = workbook(*neighbours(), listed(amount=700_000))
    first, second = (taken_over(content, by=officer).rows.get(outcome="held") for _copy in range(2))

    outcome = press_at_once(lambda: accept(first, officer), lambda: accept(second, officer))

    assert [result.outcome for result in outcome] == ["accepted", "accepted"]
    assert counts() == (3, 3)
