"""A caseload workbook from upload to people, entitlements and what was paid before."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import Entry
from beneficiaries.caseload.rows import WorkbookNotUnderstood
from beneficiaries.models import Person
from beneficiaries.queries import current_facts
from entitlements import actions
from entitlements.models import CaseloadImport, CaseloadRow, Entitlement, OpeningPayment
from offices.actors import NotPermitted
from policy.enums import DisabilityDegree
from tests.factories import caseloads, offices, people
from tests.factories.caseloads import listed, neighbours, preview, taken_over, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return offices.actor("commune_officer", name="Võ Thị Cán")


def counts() -> tuple[int, int, int]:
    return Person.objects.count(), Entitlement.objects.count(), OpeningPayment.objects.count()


def held(caseload_import: CaseloadImport) -> dict[int, list[str]]:
    return {row.row: row.hold_reasons for row in caseload_import.rows.filter(action="hold")}


def test_preview_registers_nobody_and_keeps_every_row(officer) -> None:
    done = preview(workbook(*neighbours(), listed(note="Đã chết ngày 05/09/2026")), by=officer)

    assert counts() == (0, 0, 0)
    assert list(done.rows.values_list("row", "action", "outcome")) == [
        (6, "create", "pending"),
        (7, "create", "pending"),
        (8, "hold", "pending"),
    ]
    (sheet,) = done.summary["sheets"]
    assert (sheet["read"], sheet["base"], sheet["month"], sheet["commune"]) == (
        3,
        500_000,
        "2026-09-01",
        "Xã Tịnh Khê",
    )
    assert Entry.objects.get(event="caseload.previewed").after["read"] == 3


def test_accepted_row_becomes_a_person_with_everything_the_list_says(officer) -> None:
    row = listed(
        name="ĐINH THỊ  THUÝ",
        born="1978",
        account="1418650920990",
        proxy="Đinh Văn Nam",
        id_number=51178123456,
    )
    taken_over(workbook(*neighbours(), row), by=officer)

    person = Person.objects.get(search_name="dinh thi thuy")
    assert (person.name, person.code, person.id_number, person.sex) == (
        "ĐINH THỊ THUÝ",
        "21211-00003",
        "051178123456",
        "F",
    )
    assert (str(person.born), person.ethnicity, person.hamlet) == ("1978", "01", "Thôn Cổ Lũy")
    account, collector = person.payee_accounts.get(), person.collectors.get()
    assert (account.method, account.account_number, collector.name) == (
        "account",
        "1418650920990",
        "Đinh Văn Nam",
    )
    assert current_facts(person).disability_degree == DisabilityDegree.SEVERE
    assert [(finding.code, finding.source) for finding in person.findings.all()] == [
        ("dob_year_only", "danh-sach.xlsx · Danh sách:8")
    ]
    entitlement = person.entitlements.get()
    assert (
        entitlement.group_id,
        entitlement.decision_number,
        entitlement.decision_on,
        entitlement.start_month,
        entitlement.end_month,
        entitlement.source,
    ) == ("disability_severe", "12/QĐ-UBND", dt.date(2026, 3, 1), dt.date(2026, 4, 1), None, "import")


def test_opening_payments_are_the_months_stated_as_paid(officer) -> None:
    taken_over(workbook(listed()), by=officer, paid_through=dt.date(2026, 8, 1))
    assert list(OpeningPayment.objects.order_by("month").values_list("month", "amount")) == [
        (dt.date(2026, month, 1), 750_000) for month in (4, 5, 6, 7, 8)
    ]


def test_opening_payments_of_a_list_paid_at_the_old_base_stay_at_it(officer) -> None:
    taken_over(workbook(listed(), month="10/2026"), by=officer, paid_through=dt.date(2026, 10, 1))
    assert set(OpeningPayment.objects.values_list("amount", flat=True)) == {750_000}


def test_accepted_and_held_are_all_rows_read(officer) -> None:
    doubtful = [
        listed(name="Một", id_number="051178000003", note="đã chết 05/09/2026"),
        listed(name="Hai", id_number="051178000004", note="chuyển đi từ tháng 8"),
        listed(name="Ba", id_number="051178000005", amount=700_000),
        listed(name="Bốn", id_number="051178000006", group="nhóm lạ"),
        listed(name="Năm", id_number="051178000007", start="sớm"),
        listed(name="Sáu", id_number="051178000008", amount="abc"),
        listed(name="Trần Thị Lan", id_number="051178000002", decision="9/QĐ-UBND ngày 01/03/2026"),
    ]
    done = taken_over(workbook(*neighbours(), *doubtful), by=officer)

    assert held(done) == {
        8: ["note_says_dead"],
        9: ["note_says_moved"],
        10: ["amount_disagrees_with_rules"],
        11: ["unknown_group"],
        12: ["start_unreadable"],
        13: ["amount_unreadable"],
        14: ["duplicate_person"],
    }
    outcomes = list(done.rows.values_list("outcome", flat=True))
    assert (outcomes.count("accepted"), outcomes.count("held"), len(outcomes)) == (2, 7, 9)
    assert counts()[:2] == (2, 2)


def test_confirmation_enters_the_trail_once_and_each_person_and_allowance_too(officer) -> None:
    done = taken_over(workbook(*neighbours(), listed(note="đã chết 05/09/2026")), by=officer)

    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events == [
        "caseload.previewed",
        "person.registered",
        "person.registered",
        "entitlement.granted",
        "entitlement.granted",
        "caseload.confirmed",
    ]
    entry = Entry.objects.get(event="caseload.confirmed")
    assert (entry.actor_name, entry.role, entry.office_code) == ("Võ Thị Cán", "commune_officer", "21211")
    assert entry.after == {
        "state": "confirmed",
        "file": "danh-sach.xlsx",
        "sha256": done.sha256,
        "paid_through": "2026-09-01",
        "read": 3,
        "accepted": 2,
        "created": 2,
        "held": 1,
    }


def test_same_file_again_changes_nothing(officer) -> None:
    content = workbook(*neighbours(), listed(note="đã chết 05/09/2026"))
    taken_over(content, by=officer)
    before = counts()
    again = taken_over(content, by=officer)
    assert counts() == before
    assert list(again.rows.values_list("action", "outcome")) == [
        ("same", "accepted"),
        ("same", "accepted"),
        ("hold", "held"),
    ]


def test_same_file_again_changes_nothing_after_the_record_was_corrected(officer) -> None:
    from beneficiaries.actions import update_person

    content = workbook(listed(id_number=""))
    taken_over(content, by=officer)
    update_person(
        person=Person.objects.get(),
        data=people.data("Nguyễn Thị Hoà", born="13/06/1978", id_number="051178999999"),
        by=officer,
    )
    taken_over(content, by=officer)
    assert counts()[:2] == (1, 1)


def test_two_previews_confirmed_one_after_the_other_register_once(officer) -> None:
    content = workbook(*neighbours())
    first, second = preview(content, by=officer), preview(content, by=officer)
    actions.confirm_caseload(caseload_import=first, by=officer)
    second = actions.confirm_caseload(caseload_import=second, by=officer)
    assert counts()[:2] == (2, 2)
    assert set(second.rows.values_list("action", "outcome")) == {("same", "accepted")}


def test_next_months_list_of_the_same_people_is_the_same(officer) -> None:
    taken_over(workbook(*neighbours(), month="08/2026"), by=officer, paid_through=dt.date(2026, 8, 1))
    later = taken_over(workbook(*neighbours(), listed()), by=officer)
    assert list(later.rows.values_list("action", flat=True)) == ["same", "same", "create"]


def test_person_on_record_with_another_decision_is_held(officer) -> None:
    person = people.person("Nguyễn thị Hoa", born="12/06/1978", by=officer, id_number="051178123456")
    done = preview(workbook(listed()), by=officer)
    row = done.rows.get()
    assert (row.action, row.hold_reasons, row.person) == ("hold", ["duplicate_person"], person)


def test_number_registered_in_another_commune_is_held(officer) -> None:
    people.person("Lê Thị Tám", code=offices.SON_HA, id_number="051178123456", born="12/06/1978")
    assert held(preview(workbook(listed()), by=officer)) == {6: ["duplicate_person"]}


def test_two_full_numbers_make_two_people_of_one_name_and_birth(officer) -> None:
    people.person(born="12/06/1978", by=officer, id_number="051178777777")
    assert held(preview(workbook(listed()), by=officer)) == {}


def test_other_commune_is_held(officer) -> None:
    done = preview(workbook(listed(), commune="UBND XÃ SƠN HÀ"), by=officer)
    assert held(done) == {6: ["other_commune"]}


def test_commune_the_province_does_not_have_is_held() -> None:
    administrator = offices.actor("administrator", code=offices.PROVINCE)
    done = preview(workbook(listed(), commune="UBND XÃ NƠI KHÁC"), by=administrator)
    assert held(done) == {6: ["unknown_commune"]}


def test_province_imports_the_commune_each_sheet_names() -> None:
    administrator = offices.actor("administrator", code=offices.PROVINCE)
    taken_over(workbook(listed(), commune="UBND PHƯỜNG ĐỨC PHỔ"), by=administrator)
    assert Person.objects.get().office.code == offices.DUC_PHO


def test_sheet_without_a_commune_belongs_to_the_officers_own_when_chosen(officer) -> None:
    content = workbook(listed(), commune="")
    assert held(preview(content, by=officer)) == {6: ["unknown_commune"]}
    assert held(preview(content, by=officer, commune_from_sheet=False)) == {}
    assert held(preview(content, by=officer, office=offices.office(), commune_from_sheet=False)) == {}


def test_confirming_twice_says_who_and_when(officer) -> None:
    done = taken_over(workbook(listed()), by=officer)
    with pytest.raises(actions.ImportClosed, match="Võ Thị Cán"):
        actions.confirm_caseload(caseload_import=done, by=officer)
    assert counts()[:2] == (1, 1)


def test_discarded_workbook_cannot_be_taken_over(officer) -> None:
    done = actions.cancel_caseload(caseload_import=preview(workbook(listed()), by=officer), by=officer)
    with pytest.raises(actions.ImportClosed):
        actions.confirm_caseload(caseload_import=done, by=officer)
    assert (done.state, counts()) == ("cancelled", (0, 0, 0))


def test_another_office_may_not_confirm(officer) -> None:
    done = preview(workbook(listed()), by=officer)
    for stranger in (
        offices.actor("commune_officer", code=offices.SON_HA),
        offices.actor("administrator", code=offices.PROVINCE),
        offices.actor("payment_accountant"),
    ):
        with pytest.raises(NotPermitted):
            actions.confirm_caseload(caseload_import=done, by=stranger)
    assert counts() == (0, 0, 0)


def test_workbook_that_lists_nobody_is_refused(officer) -> None:
    with pytest.raises(actions.NothingToImport):
        preview(workbook(), by=officer)
    assert CaseloadImport.objects.count() == 0


def test_file_that_is_no_workbook_is_refused(officer) -> None:
    with pytest.raises(WorkbookNotUnderstood):
        preview(b"not a workbook", by=officer)


def test_month_paid_cannot_lie_ahead(officer) -> None:
    with pytest.raises(actions.PaidThroughTooLate):
        preview(workbook(listed()), by=officer, paid_through=dt.date(2026, 11, 1))
    assert CaseloadRow.objects.count() == 0


def test_month_paid_a_year_before_the_list_is_taken_for_a_slip(officer) -> None:
    with pytest.raises(actions.PaidThroughTooEarly):
        preview(workbook(listed()), by=officer, paid_through=dt.date(2025, 9, 1))
    assert CaseloadRow.objects.count() == 0


def test_preview_of_the_same_people_costs_the_same_queries(officer, django_assert_num_queries) -> None:
    one = workbook(listed())
    many = workbook(*neighbours(), listed())
    with django_assert_num_queries(10):
        preview(one, by=officer)
    with django_assert_num_queries(10):
        preview(many, by=officer)


def test_row_numbers_and_cells_are_those_of_the_workbook(officer) -> None:
    done = preview(workbook(*neighbours(), listed(amount=700_000)), by=officer)
    row = done.rows.get(action="hold")
    (note,) = row.findings
    assert (row.sheet, row.row, note["cell"], note["shown"], note["becomes"]) == (
        "Danh sách",
        8,
        "J8",
        "700000",
        "750000",
    )
    assert row.raw[1] == ["Họ và tên", "Nguyễn Thị Hoa"]
    assert done.paid_through == caseloads.PAID_THROUGH
