"""Two people at the same moment, across the apps: nothing is done twice, nothing is lost."""

from __future__ import annotations

import datetime as dt

from beneficiaries.actions import register_person
from beneficiaries.models import Person
from cases import actions
from cases.models import Case
from entitlements.actions import record_death
from entitlements.models import Entitlement
from offices.models import NumberSeries
from tests.factories import cases, offices, people
from tests.factories.concurrency import press_at_once

DIED = dt.date(2026, 10, 20)  # the month before the signature


def test_death_recorded_while_the_decision_is_signed_leaves_no_running_allowance(committed_db: None) -> None:
    hands = cases.crew()
    case = cases.approved(hands)

    signed, dead = press_at_once(
        lambda: actions.sign(case=case, version=case.version, by=hands.chair, at=cases.AT),
        lambda: record_death(person=case.person, died_on=DIED, document="TL-KT 1", by=hands.officer),
    )

    assert type(dead) is Person
    state = Case.objects.get(pk=case.pk).state
    ends = list(Entitlement.objects.values_list("end_reason", flat=True))
    # Whoever was first: unsigned with nothing granted, or signed and ended by the death.
    assert (type(signed).__name__, state, ends) in [
        ("CaseNotReady", "approved", []),
        ("Case", "signed", ["death"]),
    ]


def test_numbers_given_out_at_once_are_all_different(committed_db: None) -> None:
    officers = [offices.actor("commune_officer") for _desk in range(4)]

    results = press_at_once(
        *(
            lambda by=by, number=number: register_person(
                office=offices.office(), data=people.data(f"Người {number}"), by=by
            )
            for number, by in enumerate(officers)
        )
    )

    assert sorted(person.code for person in results) == [f"21211-{number:05d}" for number in range(1, 5)]
    assert NumberSeries.objects.get(kind="person").last == 4


def test_decisions_signed_at_once_have_numbers_in_a_row(committed_db: None) -> None:
    hands = cases.crew()
    both = [cases.approved(hands), cases.approved(hands)]

    results = press_at_once(
        *(
            lambda case=case: actions.sign(case=case, version=case.version, by=hands.chair, at=cases.AT)
            for case in both
        )
    )

    assert sorted(case.decision_number for case in results) == ["01/QĐ-UBND", "02/QĐ-UBND"]


def test_two_drafts_asked_for_at_once_are_one(committed_db: None) -> None:
    officer = offices.actor("commune_officer")
    person = people.person(by=officer)

    def draft() -> Case:
        return actions.open_draft(person=person, by=officer, today=cases.TODAY)

    first, second = press_at_once(draft, draft)
    assert (first, Case.objects.count()) == (second, 1)
