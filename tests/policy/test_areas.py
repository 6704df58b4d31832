"""Which row of the table of areas speaks for a home on a day. Article 5(7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policy.enums import DifficultyClass, EvidenceKind, Mark
from policy.facts import Evidence, Facts
from policy.rules.areas import Area, area_of, facts_in_area, is_stated
from tests.policy.people import facts, judged

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
SPECIAL, DIFFICULT = DifficultyClass.SPECIAL, DifficultyClass.DIFFICULT
# Made up for tests: no such list is law.
WHOLE = Area("21289", "", DIFFICULT, FIRST, LAST, "test", "Điều 1", Mark.SOURCED)
HAMLET = replace(WHOLE, hamlet="Thôn Gò Hoà", difficulty=SPECIAL)
DURING = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("rows", "hamlet", "on", "found"),
    [
        pytest.param((WHOLE, HAMLET), "Thôn Gò Hoà", DURING, HAMLET, id="hamlet listed"),
        pytest.param((WHOLE, HAMLET), "thôn gò hòa", DURING, HAMLET, id="hamlet spelt otherwise"),
        pytest.param((WHOLE, HAMLET), "Thôn Bãi", DURING, WHOLE, id="hamlet without a row"),
        pytest.param((WHOLE, HAMLET), "", DURING, None, id="hamlet not known"),
        pytest.param((WHOLE,), "", DURING, WHOLE, id="no hamlet differs"),
        pytest.param((HAMLET,), "Thôn Bãi", DURING, None, id="table silent"),
        pytest.param((), "Thôn Gò Hoà", DURING, None, id="table empty"),
        pytest.param((HAMLET,), "Thôn Gò Hoà", date(2025, 12, 31), None, id="the day before"),
        pytest.param((HAMLET,), "Thôn Gò Hoà", FIRST, HAMLET, id="the first day"),
        pytest.param((HAMLET,), "Thôn Gò Hoà", LAST, HAMLET, id="the last day"),
        pytest.param((HAMLET,), "Thôn Gò Hoà", date(2027, 1, 1), None, id="the day after"),
        pytest.param((replace(HAMLET, unit_code="21211"),), "Thôn Gò Hoà", DURING, None, id="other commune"),
    ],
)
def test_area_of_a_home(rows: tuple[Area, ...], hamlet: str, on: date, found: Area | None) -> None:
    assert area_of(rows, "21289", hamlet, on) == found


@pytest.mark.parametrize(
    ("area", "stated", "fits", "needs"),
    [
        pytest.param(HAMLET, False, True, (), id="7 table says special"),
        pytest.param(WHOLE, True, False, (), id="7 table says not special"),
        pytest.param(None, True, True, (), id="7 table silent, officer states"),
        pytest.param(None, None, None, ("in_special_difficulty_area",), id="7 nothing known"),
    ],
)
def test_toddler_is_judged_by_the_table_where_it_speaks(
    area: Area | None, stated: bool | None, fits: bool | None, needs: tuple[str, ...]
) -> None:
    told = facts("2025", poverty="near_poor", in_special_difficulty_area=stated)
    found = judged(facts_in_area(told, area, "Điều 1 Quyết định thử"), "toddler_poor", DURING)
    assert (found.fits, found.needs) == (fits, needs)


def test_answer_of_the_table_is_marked_and_that_of_an_officer_too() -> None:
    told = Facts(in_special_difficulty_area=True)
    listed = facts_in_area(told, HAMLET, "Điều 1 Quyết định thử")
    paper = Evidence("in_special_difficulty_area", EvidenceKind.AREA_LIST, "Điều 1 Quyết định thử")
    assert (listed.evidence, is_stated(listed), is_stated(told), is_stated(Facts())) == (
        (paper,), False, True, False
    )  # fmt: skip
