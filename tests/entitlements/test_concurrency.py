"""Two people press at once: one succeeds, the other gets a clear sentence; nobody is registered twice."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from audit.models import Entry
from beneficiaries.models import Person
from entitlements import actions
from entitlements.models import Entitlement
from tests.factories import caseloads, offices, people


def press_at_once(*presses: Callable[[], Any]) -> list[str]:
    """Run each in its own thread and connection; the names of the results or exceptions, sorted."""
    results: list[Any] = [None] * len(presses)
    barrier = Barrier(len(presses))

    def run(place: int, press: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            results[place] = press()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=item) for item in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(type(result).__name__ for result in results)


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
