"""What officers decide about rows held back."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import Entry
from beneficiaries.models import Person
from entitlements import actions
from entitlements.models import OpeningPayment
from entitlements.steps import steps_for
from offices.actors import NotPermitted
from tests.factories import caseloads, offices, people

pytestmark = pytest.mark.django_db

AUGUST, SEPTEMBER = dt.date(2026, 8, 1), dt.date(2026, 9, 1)


@pytest.fixture
def officer():
    return offices.actor("commune_officer")


def openings(row) -> dict[int, int]:
    rows = OpeningPayment.objects.filter(entitlement=row.entitlement_id)
    return {month.month: amount for month, amount in rows.values_list("month", "amount")}


def test_lawful_amount_counts_and_the_difference_stays_to_be_looked_at(officer) -> None:
    row = caseloads.held_row(by=officer, amount=700_000)
    row = actions.accept_lawful_amount(row=row, reason="Tính đúng hệ số.", by=officer)
    row.refresh_from_db()
    assert (row.outcome, row.hold_reasons, row.outcome_reason) == ("accepted", [], "Tính đúng hệ số.")
    assert openings(row)[9] == 750_000
    finding = row.person.findings.get()
    assert (finding.code, finding.data["shown"], finding.data["becomes"]) == (
        "amount_disagrees_with_rules",
        "700000",
        "750000",
    )
    entry = Entry.objects.get(event="caseload.row_resolved")
    assert (entry.reason, entry.after["resolution"], entry.after["outcome"]) == (
        "Tính đúng hệ số.",
        "lawful_amount",
        "accepted",
    )


def test_death_ends_the_allowance_and_later_payments_stay_visible(officer) -> None:
    row = caseloads.held_row(by=officer, note="đã chết ngày 20/08/2026")
    row = actions.accept_until_death(
        row=row, died_on=dt.date(2026, 8, 20), reason="Theo trích lục.", by=officer
    )
    row.refresh_from_db()
    assert (row.person.died_on, row.entitlement.end_month, row.entitlement.end_reason) == (
        dt.date(2026, 8, 20),
        AUGUST,
        "death",
    )
    assert openings(row)[9] == 750_000
    assert row.person.findings.count() == 0
    assert Entry.objects.filter(event="person.died").count() == 1


def test_move_ends_the_allowance_the_month_before(officer) -> None:
    row = caseloads.held_row(by=officer, note="chuyển đi từ tháng 9")
    row = actions.accept_until_move(row=row, moved_from=SEPTEMBER, reason="Đã cắt khẩu.", by=officer)
    row.refresh_from_db()
    assert (row.entitlement.end_month, row.entitlement.end_reason, row.person.died_on) == (
        AUGUST,
        "moved",
        None,
    )


def test_end_before_the_start_is_refused_and_the_row_stays_held(officer) -> None:
    row = caseloads.held_row(by=officer, note="chuyển đi từ tháng 4")
    with pytest.raises(actions.EndsBeforeStart):
        actions.accept_until_move(row=row, moved_from=dt.date(2026, 4, 1), reason="x", by=officer)
    row.refresh_from_db()
    assert (row.outcome, row.hold_reasons) == ("held", ["note_says_moved"])


def test_note_may_turn_out_to_end_nothing(officer) -> None:
    row = caseloads.held_row(by=officer, note="đã chết ngày 20/08/2026")
    row = actions.accept_as_present(row=row, reason="Ghi nhầm dòng.", by=officer)
    row.refresh_from_db()
    assert (row.outcome, row.person.died_on, row.entitlement.end_month) == ("accepted", None, None)


def test_another_person_is_registered_beside_the_one_it_resembles(officer) -> None:
    twin = people.person(born="12/06/1978", by=officer, id_number="")
    row = caseloads.held_row(by=officer)
    row = actions.accept_as_another_person(row=row, reason="Hai người trùng tên.", by=officer)
    row.refresh_from_db()
    assert row.outcome == "accepted"
    assert row.person_id != twin.pk
    assert Person.objects.filter(search_name="nguyen thi hoa").count() == 2


def test_same_person_is_given_one_more_allowance(officer) -> None:
    twin = people.person(born="12/06/1978", by=officer, id_number="051178123456")
    people.entitlement(twin, group="single_parent", units=1)
    row = caseloads.held_row(by=officer)
    row = actions.accept_as_same_person(row=row, person=twin, reason="Cùng người.", by=officer)
    row.refresh_from_db()
    assert (row.outcome, row.person) == ("accepted", twin)
    assert sorted(twin.entitlements.values_list("group_id", flat=True)) == [
        "disability_severe",
        "single_parent",
    ]
    assert openings(row)[9] == 750_000


def test_same_person_with_an_allowance_of_the_kind_is_refused(officer) -> None:
    twin = people.person(born="12/06/1978", by=officer, id_number="051178123456")
    people.entitlement(twin, group="disability_extreme")
    row = caseloads.held_row(by=officer)
    with pytest.raises(actions.OverlappingEntitlement):
        actions.accept_as_same_person(row=row, person=twin, reason="Cùng người.", by=officer)
    row.refresh_from_db()
    assert row.outcome == "held"


def test_row_left_out_registers_nobody(officer) -> None:
    row = caseloads.held_row(by=officer, group="nhóm lạ")
    before = Person.objects.count()
    row = actions.leave_out(row=row, reason="Không còn hưởng.", by=officer)
    assert (row.outcome, row.outcome_reason, Person.objects.count()) == (
        "rejected",
        "Không còn hưởng.",
        before,
    )


def test_every_reason_is_settled_before_a_row_is_taken_over(officer) -> None:
    row = caseloads.held_row(by=officer, note="đã chết ngày 20/08/2026", amount=700_000)
    row = actions.accept_lawful_amount(row=row, reason="Đúng hệ số.", by=officer)
    row.refresh_from_db()
    assert (row.outcome, row.hold_reasons) == ("held", ["note_says_dead"])
    row = actions.accept_until_death(row=row, died_on=dt.date(2026, 8, 20), reason="Trích lục.", by=officer)
    row.refresh_from_db()
    assert (row.outcome, row.outcome_reason) == ("accepted", "Đúng hệ số.\nTrích lục.")


def test_row_is_resolved_once(officer) -> None:
    row = caseloads.held_row(by=officer, amount=700_000)
    actions.accept_lawful_amount(row=row, reason="Đúng.", by=officer)
    for again in (actions.accept_lawful_amount, actions.leave_out):
        with pytest.raises(actions.RowResolved):
            again(row=row, reason="Lần nữa", by=officer)
    assert Entry.objects.filter(event="caseload.row_resolved").count() == 1


def test_row_waits_for_confirmation(officer) -> None:
    content = caseloads.workbook(*caseloads.neighbours(), caseloads.listed(amount=700_000))
    row = caseloads.preview(content, by=officer).rows.get(action="hold")
    with pytest.raises(actions.RowResolved):
        actions.accept_lawful_amount(row=row, reason="Đúng.", by=officer)


def test_resolved_row_stays_so_when_the_file_comes_again(officer) -> None:
    content = caseloads.workbook(*caseloads.neighbours(), caseloads.listed(amount=700_000))
    done = caseloads.taken_over(content, by=officer)
    actions.accept_lawful_amount(row=done.rows.get(outcome="held"), reason="Đúng.", by=officer)
    again = caseloads.taken_over(content, by=officer)
    assert set(again.rows.values_list("action", flat=True)) == {"same"}
    assert Person.objects.count() == 3


def test_own_commune_resolves_rows_of_the_provinces_workbook(officer) -> None:
    administrator = offices.actor("administrator", code=offices.PROVINCE)
    row = caseloads.held_row(by=administrator, amount=700_000)
    stranger = offices.actor("commune_officer", code=offices.SON_HA)
    with pytest.raises(NotPermitted):
        actions.accept_lawful_amount(row=row, reason="Đúng.", by=stranger)
    row = actions.accept_lawful_amount(row=row, reason="Đúng.", by=officer)
    assert row.outcome == "accepted"


@pytest.mark.parametrize(
    ("cells", "slugs"),
    [
        ({"note": "đã chết ngày 20/08/2026"}, ["deceased", "present", "left-out"]),
        ({"note": "chuyển đi từ tháng 8"}, ["moved", "present", "left-out"]),
        ({"amount": 700_000}, ["lawful-amount", "left-out"]),
        ({"id_number": "051178000002"}, ["another-person", "same-person", "left-out"]),
        ({"group": "nhóm lạ"}, ["left-out"]),
    ],
)
def test_decisions_offered(officer, cells: dict, slugs: list[str]) -> None:
    row = caseloads.held_row(by=officer, **cells)
    assert [step.slug for step in steps_for(row)] == slugs
