"""Two people press at once: one succeeds, the other gets a clear sentence; nobody is registered twice."""

from __future__ import annotations

from typing import Any

from audit.models import Entry
from beneficiaries.models import Person
from entitlements import actions
from entitlements.models import Entitlement, EntitlementLevel, MassReview
from tests.factories import caseloads, offices, payments, people, reviews
from tests.factories.concurrency import outcomes_at_once as press_at_once


def test_two_confirmations_of_one_workbook_take_it_over_once(committed_db: None) -> None:
    officer = offices.actor("commune_officer")
    done = caseloads.preview(caseloads.workbook(*caseloads.neighbours()), by=officer)

    def confirm() -> Any:
        return actions.confirm_caseload(caseload_import=done, by=officer)

    assert press_at_once(confirm, confirm) == ["CaseloadImport", "ImportClosed"]
    assert (Person.objects.count(), Entitlement.objects.count()) == (2, 2)
    assert Entry.objects.filter(event="caseload.confirmed").count() == 1


def test_two_workbooks_of_the_same_people_register_them_once(committed_db: None) -> None:
    officer = offices.actor("commune_officer")
    content = caseloads.workbook(*caseloads.neighbours())
    first, second = caseloads.preview(content, by=officer), caseloads.preview(content, by=officer)

    outcome = press_at_once(
        lambda: actions.confirm_caseload(caseload_import=first, by=officer),
        lambda: actions.confirm_caseload(caseload_import=second, by=officer),
    )

    assert outcome == ["CaseloadImport", "CaseloadImport"]
    assert (Person.objects.count(), Entitlement.objects.count()) == (2, 2)


def test_two_grants_of_one_kind_give_one_allowance(committed_db: None) -> None:
    person = people.person()

    def grant() -> Any:
        return people.entitlement(person)

    assert press_at_once(grant, grant) == ["Entitlement", "OverlappingEntitlement"]
    assert Entitlement.objects.count() == 1


def test_row_held_back_is_taken_over_once(committed_db: None) -> None:
    officer = offices.actor("commune_officer")
    row = caseloads.held_row(by=officer, amount=700_000)

    def accept() -> Any:
        return actions.accept_lawful_amount(row=row, reason="Đúng hệ số.", by=officer)

    assert press_at_once(accept, accept) == ["CaseloadRow", "RowResolved"]
    assert Entitlement.objects.count() == 3


def test_two_people_preparing_one_review_prepare_one(committed_db: None) -> None:
    payments.allowance()
    hands = reviews.crew()

    def prepare(by: Any) -> Any:
        return lambda: actions.prepare_reviews(
            offices=[offices.office()], terms=reviews.TERMS, by=by, at=reviews.AT
        )

    assert press_at_once(prepare(hands.officer), prepare(hands.administrator)) == ["list", "list"]
    assert MassReview.objects.count() == 1
    assert Entry.objects.filter(event="mass_review.prepared").count() == 1


def test_two_applications_of_one_decision_apply_it_once(committed_db: None) -> None:
    payments.allowance()
    hands = reviews.crew()
    review = reviews.signed(hands)

    def apply(by: Any) -> Any:
        return lambda: reviews.step(review, actions.apply_review, by)

    assert press_at_once(apply(hands.officer), apply(hands.administrator)) == ["MassReview", "ReviewMoved"]
    assert EntitlementLevel.objects.count() == 1
