"""Search, likely duplicates and the list, always within scope."""

from __future__ import annotations

import pytest

from beneficiaries.queries import find_persons, listed, similar_persons
from tests.factories import offices, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return offices.actor("commune_officer")


def names(found) -> list[str]:
    return [person.name for person in found]


@pytest.mark.parametrize(
    "text",
    [
        "dinh thi thuy",
        "ĐINH THỊ THÚY",
        "thuy dinh",
        "  Đinh   thi ",
        "thu",
        "thuý",
        "051150",
        "051 150 123456",
        "21211-00001",
    ],
)
def test_person_is_found_by(officer, text: str) -> None:
    people.person("Đinh Thị Thuý", by=officer, born="1950", id_number="051150123456")
    people.person("Lê Văn Nam", by=officer, sex="M")
    assert names(find_persons(officer, text)) == ["Đinh Thị Thuý"]


@pytest.mark.parametrize("text", ["", "   ", "...", "hinh", "999999"])
def test_nobody_is_found_by(officer, text: str) -> None:
    people.person("Đinh Thị Thuý", by=officer)
    assert find_persons(officer, text) == []


def test_names_that_begin_with_the_text_come_first_then_vietnamese_order(officer) -> None:
    for name in ("Trần An Lan", "An Thị Đào", "An Thị Dung", "Lê Văn An"):
        people.person(name, by=officer)
    assert names(find_persons(officer, "an")) == ["An Thị Dung", "An Thị Đào", "Lê Văn An", "Trần An Lan"]


def test_search_is_one_query_of_at_most_twenty(officer, django_assert_num_queries) -> None:
    for _ in range(21):
        people.person(by=officer)
    with django_assert_num_queries(1):
        assert len(find_persons(officer, "hoa")) == 20


def test_search_and_list_keep_to_scope(officer) -> None:
    people.person("Đinh Thị Thuý", code=offices.SON_HA, id_number="051148123456")
    stranger = offices.actor("commune_officer", code=offices.SON_HA)
    inspector = offices.actor("inspector", code=offices.PROVINCE)
    administrator = offices.actor("administrator", code=offices.PROVINCE)

    assert [len(find_persons(who, "thuy")) for who in (officer, stranger, inspector, administrator)] == [
        0,
        1,
        1,
        0,
    ]
    assert [len(find_persons(who, "051148")) for who in (officer, stranger, inspector, administrator)] == [
        0,
        1,
        1,
        0,
    ]
    assert [listed(who).count() for who in (officer, stranger, inspector, administrator)] == [0, 1, 1, 0]


def test_list_is_in_vietnamese_order(officer) -> None:
    for name in ("Trần Văn Ông", "Lê Thị Đào", "Võ Thị Dung", "Bùi Văn An", "Nguyễn Văn Ân", "Hồ Văn Ánh"):
        people.person(name, by=officer)
    assert names(listed(officer)) == [
        "Bùi Văn An",
        "Hồ Văn Ánh",
        "Nguyễn Văn Ân",
        "Võ Thị Dung",
        "Lê Thị Đào",
        "Trần Văn Ông",
    ]


def test_list_filters_by_hamlet_group_and_finding(officer) -> None:
    disabled = people.person("Lê Thị Đào", by=officer, hamlet="Thôn Gò", id_number="051148123456")
    people.entitlement(disabled, group="disability_severe")
    people.person("Bùi Văn An", by=officer, sex="M")

    assert names(listed(officer, hamlet="Thôn Gò")) == ["Lê Thị Đào"]
    assert names(listed(officer, group="disability_severe")) == ["Lê Thị Đào"]
    assert names(listed(officer, group="adult_hiv")) == []
    assert names(listed(officer, finding="id_missing")) == ["Bùi Văn An"]
    assert names(listed(officer, finding="any")) == ["Bùi Văn An"]
    assert names(listed(officer, text="dao")) == ["Lê Thị Đào"]


def test_similar_people_share_number_or_name_and_birth_year(officer) -> None:
    people.person("Lê Thị Đào", by=officer, born="1950", id_number="051150123456")
    similar = [
        people.data("Lê thị  Dao", born="12/06/1950"),
        people.data("Trần Văn Ba", born="12/06/1970", id_number="051150123456"),
        people.data("Lê Thị Đào", born="12/06/1951"),
    ]
    assert [names(similar_persons(officer, one)) for one in similar] == [["Lê Thị Đào"], ["Lê Thị Đào"], []]
