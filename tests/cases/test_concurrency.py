"""Two people press at once: one succeeds, the other gets a clear sentence."""

from __future__ import annotations

from typing import Any

from audit.models import Entry
from cases import actions
from cases.models import Case
from entitlements.models import Entitlement
from tests.factories import cases, offices
from tests.factories.concurrency import press_at_once


def outcome(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def test_two_signatures_create_one_entitlement(committed_db: None) -> None:
    hands = cases.crew()
    deputy = offices.actor("commune_chair", name="Đinh Văn Phó")
    case = cases.approved(hands)

    results = press_at_once(
        *(
            lambda by=by: actions.sign(case=case, version=case.version, by=by, at=cases.AT)
            for by in (hands.chair, deputy)
        )
    )

    assert outcome(results) == ["Case", "CaseMoved"]
    assert Entitlement.objects.filter(person=case.person).count() == 1
    assert Entry.objects.filter(event="case.signed").count() == 1
    signed = Case.objects.get(pk=case.pk)
    refusal = next(result for result in results if isinstance(result, actions.CaseMoved))
    assert signed.signed_by.full_name in str(refusal)
    assert refusal.stands_at == "signed"


def test_two_approvals_count_once(committed_db: None) -> None:
    hands = cases.crew()
    second = offices.actor("department_approver", name="Hồ Thị Hai")
    case = cases.appraised(hands)

    results = press_at_once(
        *(
            lambda by=by: actions.approve(case=case, version=case.version, by=by, at=cases.AT)
            for by in (hands.approver, second)
        )
    )

    assert outcome(results) == ["Case", "CaseMoved"]
    assert Entry.objects.filter(event="case.approved").count() == 1


def test_two_desks_receive_one_case_of_a_person(committed_db: None) -> None:
    hands = cases.crew()
    other = offices.actor("commune_officer", name="Bùi Văn Hai")
    who = cases.person()
    first = cases.draft(hands, who)
    second = Case.objects.get(pk=first.pk)
    second.pk = None
    second.save(force_insert=True)

    results = press_at_once(
        lambda: actions.receive(case=first, version=first.version, by=hands.officer, at=cases.AT),
        lambda: actions.receive(case=second, version=second.version, by=other, at=cases.AT),
    )

    assert outcome(results) == ["Case", "CaseNotReady"]
    assert Case.objects.running().filter(person=who).count() == 1
