"""Row decisions, communes named by sheets, and what a list was paid: pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from beneficiaries.caseload.rows import Note, ReadRow
from entitlements.rules import (
    Action,
    HoldReason,
    Known,
    OfficeName,
    Place,
    day_list_was_made,
    decide,
    facts_of_group,
    lawful_amounts,
    opening_payments,
    place_of,
)
from policy.enums import DisabilityDegree, GroupKey, Sex
from policy.facts import PartialDate
from policy.law import packaged_law

LAW = packaged_law()
HERE = Place(1)
ROW = ReadRow(
    sheet="Danh sách",
    row=6,
    commune_words="Xã Tịnh Khê",
    raw={},
    name="Nguyễn Thị Hoa",
    sex=Sex.FEMALE,
    born=PartialDate(1978, 6, 12),
    id_number="051178123456",
    ethnicity_code="01",
    hamlet="Thôn Cổ Lũy",
    group_key=GroupKey.DISABILITY_SEVERE,
    units=None,
    coefficient=Decimal("1.5"),
    amount=750_000,
    start_month=dt.date(2026, 4, 1),
    decision_number="12/QĐ-UBND",
    decision_on=dt.date(2026, 3, 1),
    proxy_name="",
    account_number="",
    bank="",
    note="",
    death_on=None,
    moved_from_month=None,
)


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"name": ""}, [HoldReason.NAME_MISSING]),
        ({"group_key": None}, [HoldReason.UNKNOWN_GROUP]),
        ({"amount": None}, [HoldReason.AMOUNT_UNREADABLE]),
        ({"start_month": None}, [HoldReason.START_UNREADABLE]),
        ({"group_key": GroupKey.SINGLE_PARENT}, [HoldReason.CHILDREN_UNREADABLE]),
        ({"findings": (Note("note_says_dead"),)}, [HoldReason.NOTE_SAYS_DEAD]),
        ({"findings": (Note("note_says_moved"),)}, [HoldReason.NOTE_SAYS_MOVED]),
        ({"findings": (Note("duplicate_person"),)}, [HoldReason.DUPLICATE_PERSON]),
        ({"findings": (Note("amount_disagrees_with_rules"),)}, [HoldReason.AMOUNT_DISAGREES]),
        (
            {"findings": (Note("amount_disagrees_with_rules"), Note("note_says_dead")), "name": ""},
            [HoldReason.NOTE_SAYS_DEAD, HoldReason.AMOUNT_DISAGREES, HoldReason.NAME_MISSING],
        ),
        ({"findings": (Note("id_missing"), Note("dob_year_only"), Note("dob_impossible"))}, []),
        ({"born": None, "sex": None, "id_number": "", "decision_number": ""}, []),
    ],
)
def test_row_is_held_for(changes: dict, reasons: list[HoldReason]) -> None:
    decision = decide(replace(ROW, **changes), place=HERE, known=())
    assert decision.reasons == tuple(reasons)
    assert decision.action == (Action.HOLD if reasons else Action.CREATE)


def test_row_of_another_commune_is_held_whatever_else() -> None:
    decision = decide(ROW, place=Place(None, HoldReason.OTHER_COMMUNE), known=())
    assert (decision.action, decision.reasons) == (Action.HOLD, (HoldReason.OTHER_COMMUNE,))


def test_row_that_repeats_an_entitlement_is_the_same_even_when_doubtful() -> None:
    doubtful = replace(ROW, findings=(Note("amount_disagrees_with_rules"),))
    decision = decide(doubtful, place=HERE, known=[Known(7), Known(8, 3)])
    assert (decision.action, decision.known) == (Action.SAME, Known(8, 3))


def test_row_of_a_person_on_record_with_another_decision_is_held() -> None:
    decision = decide(ROW, place=HERE, known=[Known(7)])
    assert (decision.action, decision.reasons, decision.known) == (
        Action.HOLD,
        (HoldReason.DUPLICATE_PERSON,),
        Known(7),
    )


COMMUNES = [
    OfficeName(1, "Xã Tịnh Khê"),
    OfficeName(2, "Xã Sơn Hà"),
    OfficeName(3, "Xã Sơn Hạ"),
    OfficeName(4, "Phường Đức Phổ"),
    OfficeName(5, "Xã Sơn Thủy"),
]
ALL = frozenset({1, 2, 3, 4, 5})


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Xã Sơn Hà", Place(2)),
        ("XÃ SƠN HẠ", Place(3)),
        ("xa tinh khe", Place(1)),
        ("Xã Sơn Thuỷ", Place(5)),
        ("Phường Đức Phổ", Place(4)),
        ("xa son ha", Place(None, HoldReason.UNKNOWN_COMMUNE)),
        ("Xã Đức Phổ", Place(None, HoldReason.UNKNOWN_COMMUNE)),
        ("Xã Bình Minh", Place(None, HoldReason.UNKNOWN_COMMUNE)),
        ("", Place(None, HoldReason.UNKNOWN_COMMUNE)),
    ],
)
def test_commune_named_by_a_sheet(words: str, place: Place) -> None:
    assert place_of(words, offices=COMMUNES, allowed=ALL) == place


def test_commune_outside_the_actors_reach_holds() -> None:
    other = Place(None, HoldReason.OTHER_COMMUNE)
    assert place_of("Xã Sơn Hà", offices=COMMUNES, allowed=frozenset({1})) == other
    assert place_of("Xã Sơn Hà", offices=COMMUNES, allowed=ALL, default=1) == other
    assert place_of("", offices=COMMUNES, allowed=frozenset({1}), default=1) == Place(1)


@pytest.mark.parametrize(
    ("month", "base", "day"),
    [
        (dt.date(2026, 9, 1), 500_000, dt.date(2026, 9, 30)),
        # Paid at the old base after the new one was known: made before that day.
        (dt.date(2026, 10, 1), 500_000, dt.date(2026, 10, 4)),
        (dt.date(2026, 10, 1), 540_000, dt.date(2026, 10, 31)),
        (dt.date(2026, 9, 1), None, dt.date(2026, 9, 30)),
        (dt.date(2026, 9, 1), 123_456, dt.date(2026, 9, 30)),
    ],
)
def test_day_a_list_was_made(month: dt.date, base: int | None, day: dt.date) -> None:
    assert day_list_was_made(LAW, kind="base", month=month, base=base) == day


@pytest.mark.parametrize(
    ("row", "month", "base", "amounts"),
    [
        (ROW, dt.date(2026, 9, 1), 500_000, {750_000}),
        (ROW, dt.date(2026, 10, 1), 500_000, {750_000, 810_000}),
        # The month of the fourth birthday pays the lower coefficient.
        (
            replace(ROW, group_key=GroupKey.CHILD_NO_CARE, born=PartialDate(2022, 9, 5)),
            dt.date(2026, 9, 1),
            500_000,
            {750_000},
        ),
        # 59 or 60 this year: until a paper proves it, either is allowed on a list.
        (replace(ROW, born=PartialDate(1966)), dt.date(2026, 9, 1), 500_000, {750_000, 1_000_000}),
        (
            replace(ROW, group_key=GroupKey.SINGLE_PARENT, units=2),
            dt.date(2026, 9, 1),
            500_000,
            {1_000_000},
        ),
        (replace(ROW, group_key=GroupKey.SINGLE_PARENT), dt.date(2026, 9, 1), 500_000, set()),
        (replace(ROW, group_key=None), dt.date(2026, 9, 1), 500_000, set()),
    ],
)
def test_amounts_a_list_may_show(row: ReadRow, month: dt.date, base: int, amounts: set[int]) -> None:
    assert lawful_amounts(row, month=month, base=base, law=LAW, province=None) == amounts


def test_opening_payments_run_from_july_2024_to_the_month_paid() -> None:
    paid = opening_payments(
        group="disability_severe",
        units=1,
        born=PartialDate(2010, 8, 20),
        start_month=dt.date(2019, 1, 1),
        paid_through=dt.date(2026, 9, 1),
        base=500_000,
        law=LAW,
        province=None,
    )
    assert len(paid) == 27
    assert (paid[0], paid[-1]) == ((dt.date(2024, 7, 1), 1_000_000), (dt.date(2026, 9, 1), 750_000))
    # An adult from the month of the 16th birthday on.
    assert [month for month, amount in paid if amount == 750_000] == [
        dt.date(2026, 8, 1),
        dt.date(2026, 9, 1),
    ]


def test_opening_payments_of_a_later_start_begin_there() -> None:
    paid = opening_payments(
        group="single_parent",
        units=2,
        born=PartialDate(1990),
        start_month=dt.date(2026, 8, 1),
        paid_through=dt.date(2026, 10, 1),
        base=500_000,
        law=LAW,
        province=None,
    )
    assert paid == [(dt.date(2026, month, 1), 1_000_000) for month in (8, 9, 10)]


@pytest.mark.parametrize(
    ("group", "degree", "health"),
    [
        ("disability_severe", DisabilityDegree.SEVERE, None),
        ("disability_extreme", DisabilityDegree.EXTREME, None),
        ("child_hiv", None, True),
        ("pension_75", None, None),
    ],
)
def test_facts_a_decision_proves(group: str, degree: DisabilityDegree | None, health: bool | None) -> None:
    facts = facts_of_group(group)
    assert (facts.disability_degree, facts.hiv_confirmed) == (degree, health)
