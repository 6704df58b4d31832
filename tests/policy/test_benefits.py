"""The supports beside the monthly allowances as dated data: every figure by decree, day and article."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from policy import law as texts
from policy.enums import BenefitKey, Mark
from policy.law import packaged_law
from policy.models import Benefit
from policy.queries import current_law_of_supports

LAW = packaged_law()
OLD = date(2026, 9, 1)
NEW = date(2026, 11, 1)

# key, age, value under Decree 20/2021 and 335/2026; the ids are the articles.
FIGURES = [
    ("20/2021 20(1)(a), 335/2026 17", "care_child", 3, "2.5", "2.5"),
    ("20/2021 20(1)(b), 335/2026 17", "care_child", 4, "1.5", "1.5"),
    ("20/2021 20(1)(b) elderly, 335/2026 17", "care_elderly", 66, "1.5", "1.5"),
    ("20/2021 20(2)(a) one, 335/2026 17", "care_one_expected_or_child", 30, "1.5", "1.5"),
    ("20/2021 20(2)(a) two, 335/2026 17", "care_two_expected_or_children", 30, "2.0", "2.0"),
    ("20/2021 20(2)(c), 335/2026 17", "care_extreme_at_home", 30, "1.0", "1.0"),
    ("20/2021 20(2)(d) adult, 335/2026 17", "care_extreme_taken_in", 16, "1.5", "1.5"),
    ("20/2021 20(2)(d) child, 335/2026 17", "care_extreme_taken_in", 15, "2.5", "2.5"),
    ("20/2021 11(1)(a), 335/2026 11", "funeral_beneficiary", 50, "20", "20"),
    ("335/2026 11 applicant", "funeral_applicant", 50, None, "20"),
    ("20/2021 11(1)(b), 335/2026 11", "funeral_child", 9, "20", "20"),
    ("20/2021 11(1)(c) at 80", "funeral_survivor", 80, "20", "20"),
    ("335/2026 11 at 75", "funeral_survivor", 75, None, "20"),
    ("335/2026 11 at 74", "funeral_survivor", 74, None, None),
    ("335/2026 11 at 70, poor", "funeral_survivor_poor", 70, None, "20"),
    ("335/2026 31", "funeral_pensioner", 80, "20", "20"),
    ("20/2021 14(1), 335/2026 12-13", "funeral_emergency", 40, "50", "50"),
    ("20/2021 14(2), 335/2026 12-13", "funeral_unclaimed", 40, "50", "50"),
    ("20/2021 25(3)", "funeral_facility", 40, "50", "50"),
    ("20/2021 12(1) new year, 335/2026 12-13", "rice_new_year", 40, "15", "15"),
    ("20/2021 12(1) hunger, 335/2026 12-13", "rice_hunger", 40, "15", "15"),
    ("20/2021 13, 335/2026 12-13", "injury", 40, "10", "10"),
    ("20/2021 15(1), 335/2026 12-13", "house_rebuilt", 40, "40000000", "40000000"),
    ("20/2021 15(2), 335/2026 12-13", "house_moved", 40, "30000000", "30000000"),
    ("20/2021 15(3), 335/2026 12-13", "house_repaired", 40, "20000000", "20000000"),
    ("TT 02/2021 3(1), 335/2026 16", "protection_food", 40, "60000", "100000"),
    ("20/2021 25(1)(a)", "facility_nurturing", 3, "5.0", "5.0"),
    ("20/2021 25(1)(b)", "facility_nurturing", 4, "4.0", "4.0"),
    ("335/2026 effects", "facility_effects", 40, None, "10"),
    ("335/2026 medicine", "facility_medicine", 40, None, "20"),
    ("335/2026 utilities", "facility_utilities", 40, None, "15"),
    ("335/2026 equipment of a person", "facility_equipment_person", 40, None, "15000000"),
    ("335/2026 equipment of a facility", "facility_equipment", 40, None, "1500000000"),
    ("335/2026 meals", "facility_meals", 40, None, "3"),
    ("20/2021 25(4)", "facility_goods", 40, "1", None),
    ("20/2021 26(2), 335/2026 23", "facility_studying", 21, "4.0", "4.0"),
    ("335/2026 23 past 22", "facility_studying", 22, None, "4.0"),
    ("20/2021 26(5)", "facility_leaving", 17, "4.0", None),
    ("20/2021 12(2), 335/2026 12-13", "essentials", 40, "1", "1"),
    ("TT 02/2021 3(2), 335/2026 16", "protection_treatment", 40, "1", "1"),
    ("TT 02/2021 3(3) fare, 335/2026 16", "transport_public", 40, "1", "1"),
    ("TT 02/2021 3(3) petrol, 335/2026 16", "transport_office", 40, "0.2", "0.2"),
    ("TT 02/2021 3(3) hire, 335/2026 16", "transport_hired", 40, "1", "1"),
    ("335/2026 14 national, first", "visit_national_first", 40, None, "5000000"),
    ("335/2026 14 national, second", "visit_national_second", 40, None, "3000000"),
    ("335/2026 14 national, third", "visit_national_third", 40, None, "1000000"),
    ("335/2026 14 national, first, in kind", "gift_national_first", 40, None, "500000"),
    ("335/2026 14 national, second, in kind", "gift_national_second", 40, None, "500000"),
    ("335/2026 14 national, third, in kind", "gift_national_third", 40, None, "500000"),
    ("335/2026 14 ministry, first", "visit_local_first", 40, None, "3000000"),
    ("335/2026 14 ministry, second", "visit_local_second", 40, None, "2000000"),
    ("335/2026 14 ministry, third", "visit_local_third", 40, None, "1000000"),
    ("335/2026 14 ministry, first, in kind", "gift_local_first", 40, None, "500000"),
    ("335/2026 14 ministry, second, in kind", "gift_local_second", 40, None, "300000"),
    ("335/2026 14 ministry, third, in kind", "gift_local_third", 40, None, "300000"),
]


def value(key: str, age: int, on: date) -> Decimal | None:
    rows = [row for row in LAW.benefits_of(key, on, on) if row.covers(age)]
    return rows[0].value if rows else None


@pytest.mark.parametrize(("key", "age", "old", "new"), [pytest.param(*row[1:], id=row[0]) for row in FIGURES])
def test_figure_under_both_decrees(key: str, age: int, old: str | None, new: str | None) -> None:
    assert [value(key, age, OLD), value(key, age, NEW)] == [
        None if text is None else Decimal(text) for text in (old, new)
    ]


def test_every_support_is_in_the_table() -> None:
    assert {row[1] for row in FIGURES} == set(BenefitKey) == {row.key for row in LAW.benefits}


@pytest.mark.parametrize(
    ("key", "on", "known_on", "instrument"),
    [
        pytest.param("care_child", "2026-09-01", "2026-10-04", "nd20-2021", id="care, not yet known"),
        pytest.param("care_child", "2026-09-01", "2026-10-05", "nd335-2026", id="care, back to July"),
        pytest.param("care_child", "2026-06-01", "2026-10-05", "nd20-2021", id="care, not before July"),
        pytest.param("facility_nurturing", "2026-07-01", "2026-10-05", "nd335-2026", id="facility, Art.32"),
        pytest.param("funeral_child", "2026-10-04", "2026-11-01", "nd20-2021", id="death before"),
        pytest.param("funeral_child", "2026-10-05", "2026-11-01", "nd335-2026", id="death on the day"),
        pytest.param("protection_food", "2026-10-04", "2026-11-01", "tt02-2021", id="food before"),
        pytest.param("protection_food", "2021-07-01", "2021-08-08", "tt02-2021", id="food, TT 02/2021 Art.7"),
        pytest.param("protection_food", "2021-07-01", "2021-08-07", None, id="food, not yet known"),
        pytest.param("funeral_pensioner", "2025-06-30", "2026-11-01", None, id="no social pension yet"),
        pytest.param("funeral_pensioner", "2025-07-01", "2025-07-01", "nd176-2025", id="176/2025"),
        pytest.param("injury", "2021-06-30", "2026-11-01", None, id="before Decree 20/2021"),
    ],
)
def test_support_by_day_and_knowledge(key: str, on: str, known_on: str, instrument: str | None) -> None:
    rows = LAW.benefits_of(key, date.fromisoformat(on), date.fromisoformat(known_on))
    assert (rows[0].instrument if rows else None) == instrument


def test_supports_without_an_article_on_file_and_those_not_plainly_sourced() -> None:
    new = {"facility_goods", "facility_studying", "facility_leaving"}
    facility = {key for key in BenefitKey if key.startswith("facility")} - new | {"funeral_facility"}
    bare = {(row.instrument, row.key) for row in LAW.benefits if not row.article}
    assert bare == {("nd335-2026", key) for key in facility} | {("nd176-2025", "funeral_pensioner")}
    assert {(row.key, row.mark) for row in LAW.benefits if row.mark != Mark.SOURCED} == {
        ("funeral_pensioner", Mark.RECALLED),
        ("funeral_facility", Mark.INTERPRETATION),
        ("facility_effects", Mark.INTERPRETATION),
        ("facility_medicine", Mark.INTERPRETATION),
        ("facility_utilities", Mark.INTERPRETATION),
        ("facility_studying", Mark.INTERPRETATION),
        ("protection_treatment", Mark.INTERPRETATION),
        ("transport_public", Mark.INTERPRETATION),
        ("transport_office", Mark.INTERPRETATION),
        ("transport_hired", Mark.INTERPRETATION),
    }


def test_limits_of_months_and_days() -> None:
    def limits(row: texts.Benefit) -> tuple[str, int | None, int | None]:
        return row.instrument, row.months_at_most, row.days_at_least

    assert {(row.key, *limits(row)) for row in LAW.benefits if row.months_at_most or row.days_at_least} == {
        ("rice_new_year", "nd20-2021", 1, None),
        ("rice_new_year", "nd335-2026", 1, None),
        ("rice_hunger", "nd20-2021", 3, None),
        ("rice_hunger", "nd335-2026", 3, None),
        ("protection_food", "tt02-2021", 3, None),
        ("protection_food", "nd335-2026", 3, None),
        ("injury", "nd335-2026", None, 3),
        ("facility_leaving", "nd20-2021", 24, None),
    }


def test_instrument_is_cited_alone_without_an_article() -> None:
    assert LAW.cite("", "tt02-2021") == "Thông tư 02/2021/TT-BLĐTBXH"


@pytest.mark.django_db
def test_database_holds_the_packaged_supports() -> None:
    assert set(current_law_of_supports().benefits) == set(LAW.benefits)


@pytest.mark.django_db
def test_an_edited_support_is_what_counts() -> None:
    Benefit.objects.filter(key="injury", instrument="nd335-2026").update(value=12)
    assert [row.value for row in current_law_of_supports().benefits_of("injury", NEW, NEW)] == [12]
