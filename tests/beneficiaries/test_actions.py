"""What officers do to the records of people: the row, the findings, the entry in the trail."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import Entry
from beneficiaries import actions
from beneficiaries.enums import PayMethod
from beneficiaries.models import FactSheet, Household, Person
from beneficiaries.queries import current_facts, listed
from offices.actors import NotPermitted
from policy.enums import DisabilityDegree, PovertyStatus, Sex
from policy.facts import Facts, PartialDate
from tests.factories import offices, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return offices.actor("commune_officer", name="Võ Thị Cán")


def entries(event: str) -> list[Entry]:
    return list(Entry.objects.filter(event=event).order_by("pk"))


def open_codes(person: Person) -> list[str]:
    return sorted(person.findings.filter(settled_at__isnull=True).values_list("code", flat=True))


def test_registered_person_is_stored_as_written_and_as_searched(officer) -> None:
    person = people.person("  Đinh  Thị Thuý ", born="06/1950", by=officer, id_number="051 150 123456")

    assert (person.name, person.search_name, person.id_number) == (
        "Đinh Thị Thuý",
        "dinh thi thuy",
        "051150123456",
    )
    assert person.code == "21211-00001"
    assert (person.born_on, person.born_latest_on, person.born_precision) == (
        dt.date(1950, 6, 1),
        dt.date(1950, 6, 30),
        "month",
    )
    assert person.born == PartialDate(1950, 6)


def test_registration_enters_the_trail_with_who_role_office_and_what(officer) -> None:
    person = people.person(by=officer, id_number="051148123456")

    (entry,) = entries("person.registered")
    assert (entry.actor_id, entry.actor_name, entry.role) == (
        officer.user_id,
        "Võ Thị Cán",
        "commune_officer",
    )
    assert (entry.office_code, entry.subject_type, entry.subject_id) == (
        "21211",
        "beneficiaries.person",
        str(person.pk),
    )
    assert (entry.after["code"], entry.after["name"]) == (person.code, "Nguyễn Thị Hoa")
    assert entry.after["id_number"] == "••••••••3456"


@pytest.mark.parametrize(
    ("number", "born", "sex", "codes"),
    [
        ("051148123456", "12/06/1948", "F", []),
        ("", "12/06/1948", "F", ["id_missing"]),
        ("212046533", "12/06/1948", "F", ["id_old_9_digits"]),
        ("05114812345", "12/06/1948", "F", ["id_bad_length"]),
        ("051149123456", "12/06/1948", "F", ["id_birth_year_disagrees"]),
        ("051048123456", "12/06/1948", "F", ["id_sex_disagrees"]),
        ("051148123456", "1948", "F", ["dob_year_only"]),
        ("051148123456", "06/1948", "F", ["dob_month_year"]),
    ],
)
def test_registration_opens_findings(officer, number: str, born: str, sex: str, codes: list[str]) -> None:
    assert open_codes(people.person(by=officer, id_number=number, born=born, sex=sex)) == codes


def test_number_known_already_is_a_finding_not_an_error(officer) -> None:
    first = people.person(by=officer, id_number="051148123456")
    second = people.person("Trần Thị Lan", by=officer, id_number="051148123456")

    finding = second.findings.get()
    assert (finding.code, finding.data) == ("duplicate_person", {"persons": [first.code]})
    assert open_codes(first) == []


def test_correction_records_before_and_after_and_settles_what_it_answers(officer) -> None:
    person = people.person(by=officer, id_number="051148123456", born="1948")

    actions.update_person(
        person=person, data=people.data(id_number="051148123456", phone="0905 111 222"), by=officer
    )

    assert open_codes(person) == []
    (entry,) = entries("person.updated")
    assert entry.before == {
        "born_precision": "year",
        "born_on": "1948-01-01",
        "born_latest_on": "1948-12-31",
        "phone": "",
    }
    assert entry.after == {
        "born_precision": "day",
        "born_on": "1948-06-12",
        "born_latest_on": "1948-06-12",
        "phone": "0905 111 222",
    }


def test_correction_of_nothing_leaves_no_entry(officer) -> None:
    person = people.person(by=officer)
    actions.update_person(person=person, data=people.data(), by=officer)
    assert entries("person.updated") == []


def test_impossible_birth_date_stays_open_until_a_day_is_proven(officer) -> None:
    person = people.person(by=officer, born="1948", id_number="051148123456")
    person.findings.update(code="dob_impossible")

    actions.update_person(
        person=person, data=people.data(born="1948", id_number="051148123456", phone="1"), by=officer
    )
    assert open_codes(person) == ["dob_impossible"]
    actions.update_person(person=person, data=people.data(id_number="051148123456"), by=officer)
    assert open_codes(person) == []


def test_birth_cannot_be_moved_past_death(officer) -> None:
    person = people.person(by=officer)
    actions.record_death(person=person, died_on=dt.date(2026, 9, 3), document="", by=officer)
    with pytest.raises(actions.DeathBeforeBirth):
        actions.update_person(person=person, data=people.data(born="01/10/2026"), by=officer)


def test_other_commune_may_not_change_a_person(officer) -> None:
    person = people.person(by=officer)
    stranger = offices.actor("commune_officer", code=offices.SON_HA)
    with pytest.raises(NotPermitted):
        actions.update_person(person=person, data=people.data(phone="1"), by=stranger)
    with pytest.raises(NotPermitted):
        actions.record_facts(person=person, facts=Facts(), by=stranger)
    with pytest.raises(NotPermitted):
        actions.set_payee_account(person=person, method=PayMethod.CASH, by=stranger)
    assert [entry.event for entry in Entry.objects.all()] == ["person.registered"]


def test_roles_without_the_permission_may_not_register() -> None:
    accountant = offices.actor("payment_accountant")
    with pytest.raises(NotPermitted):
        actions.register_person(office=offices.office(), data=people.data(), by=accountant)
    assert Person.objects.count() == 0


def test_facts_are_kept_sheet_by_sheet(officer) -> None:
    person = people.person(by=officer)
    facts = Facts(disability_degree=DisabilityDegree.SEVERE, hiv_confirmed=True)

    actions.record_facts(person=person, facts=facts, by=officer)
    actions.record_facts(person=person, facts=facts, by=officer)

    assert FactSheet.objects.filter(person=person).count() == 1
    known = current_facts(person)
    assert (known.disability_degree, known.hiv_confirmed, known.sex, known.born) == (
        DisabilityDegree.SEVERE,
        True,
        Sex.FEMALE,
        PartialDate(1948, 6, 12),
    )


def test_trail_names_a_change_of_health_without_its_value(officer) -> None:
    person = people.person(by=officer)
    actions.record_facts(person=person, facts=Facts(hiv_confirmed=True, has_pension_or_si=False), by=officer)

    (entry,) = entries("person.facts_recorded")
    assert entry.after == {"fields": ["has_pension_or_si", "health"], "has_pension_or_si": False}
    assert entry.before == {"has_pension_or_si": None}


def test_death_is_recorded_with_its_paper(officer) -> None:
    person = people.person(by=officer)
    person = actions.record_death(person=person, died_on=dt.date(2026, 9, 3), document="TL-KT 12", by=officer)
    assert (person.died_on, person.death_document) == (dt.date(2026, 9, 3), "TL-KT 12")
    (entry,) = entries("person.died")
    assert entry.after == {"died_on": "2026-09-03", "death_document": "TL-KT 12"}
    with pytest.raises(actions.DeathBeforeBirth):
        actions.record_death(person=person, died_on=dt.date(1940, 1, 1), document="", by=officer)


def test_newest_account_counts_and_the_trail_masks_numbers(officer) -> None:
    person = people.person(by=officer)
    actions.set_payee_account(person=person, method=PayMethod.CASH, by=officer)
    actions.set_payee_account(
        person=person, method=PayMethod.ACCOUNT, bank="Agribank", account_number="4501205001234", by=officer
    )

    account = person.payee_accounts.first()
    assert (account.method, account.account_number, account.owner_name) == (
        "account",
        "4501205001234",
        "Nguyễn Thị Hoa",
    )
    entry = entries("person.account_proposed")[-1]
    assert entry.before["method"] == "cash"
    assert entry.after["account_number"] == "•••••••••1234"


def test_collector_is_recorded(officer) -> None:
    person = people.person(by=officer)
    collector = actions.set_collector(person=person, name="Lê Văn Nam", relation="con", by=officer)
    assert (collector.name, collector.relation) == ("Lê Văn Nam", "con")
    assert entries("person.collector_set")[0].after["name"] == "Lê Văn Nam"


def test_household_begins_with_a_person_and_takes_others_in(officer) -> None:
    head, wife = people.person("Lê Văn Nam", sex="M", by=officer), people.person(by=officer)
    head = actions.set_household(person=head, household=None, relation="chủ hộ", by=officer)
    wife = actions.set_household(person=wife, household=head.household, relation="vợ", by=officer)
    assert (wife.household, wife.household.code) == (head.household, "21211-H00001")
    assert entries("person.household_set")[1].after == {"household": "21211-H00001", "relation": "vợ"}


def test_household_of_another_commune_is_refused(officer) -> None:
    stranger = offices.actor("commune_officer", code=offices.SON_HA)
    other = actions.set_household(person=people.person(by=stranger), household=None, relation="", by=stranger)
    with pytest.raises(NotPermitted):
        actions.set_household(
            person=people.person(by=officer), household=other.household, relation="", by=officer
        )


def test_poverty_is_kept_by_year(officer) -> None:
    person = actions.set_household(person=people.person(by=officer), household=None, relation="", by=officer)
    household: Household = person.household
    actions.record_poverty(household=household, year=2025, status=PovertyStatus.POOR, by=officer)
    actions.record_poverty(household=household, year=2026, status=PovertyStatus.POOR, by=officer)
    actions.record_poverty(household=household, year=2026, status=PovertyStatus.NEAR_POOR, by=officer)
    assert list(household.poverty_years.values_list("year", "status")) == [
        (2026, "near_poor"),
        (2025, "poor"),
    ]
    assert entries("household.poverty_recorded")[-1].before == {"year": 2026, "status": "poor"}


def test_finding_is_settled_once_with_a_reason(officer) -> None:
    person = people.person(by=officer)
    finding = person.findings.get()
    finding = actions.settle_finding(finding=finding, settlement="Chưa được cấp số.", by=officer)
    assert (finding.settlement, finding.settled_by_id) == ("Chưa được cấp số.", officer.user_id)
    assert entries("finding.settled")[0].reason == "Chưa được cấp số."
    with pytest.raises(actions.FindingSettled):
        actions.settle_finding(finding=finding, settlement="Lần nữa", by=officer)


def test_export_is_recorded_and_defends_against_formulas(officer) -> None:
    import io

    from openpyxl import load_workbook

    people.person('=HYPERLINK("x")', by=officer, id_number="051148123456")
    content = actions.export_persons(persons=listed(officer), by=officer)

    head, row = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert row[:5] == ("21211-00001", '\'=HYPERLINK("x")', "12/06/1948", head and row[3], "051148123456")
    assert entries("person.exported")[0].after == {"rows": 1}
