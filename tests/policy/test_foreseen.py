"""What the law foresees for a running allowance, by article: the month before, the month, the amounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policy.causes import FORESEEN, Cause, ProposedKind
from policy.enums import PovertyStatus
from policy.facts import Child, Facts, PartialDate
from policy.rules.foreseen import Course, Foreseen, PovertyYear, Running, foreseen
from tests.policy.people import LAW, NEW, OLD

START = date(2025, 1, 1)
YEAR = (date(2026, 12, 1), date(2027, 11, 1))
R335, R20 = "Nghị định 335/2026/NĐ-CP", "Nghị định 20/2021/NĐ-CP"
STOP, ADJUST = f"Điều 9 {R335}", f"Điều 8 {R335}"
POOR = tuple(PovertyYear(year, PovertyStatus.POOR) for year in (2026, 2027))


def born(text: str) -> PartialDate:
    return PartialDate.parse(text)


def running(group: str, birth: str | None, *, units: int = 1, **known: Any) -> Running:
    return Running(group, units, born(birth) if birth else None, START, **{"poverty": POOR, **known})


def found(one: Running, first: date = YEAR[0], last: date = YEAR[1], known_on: date = NEW) -> list[Foreseen]:
    return foreseen(one, first=first, last=last, known_on=known_on, law=LAW, province="51")


def told(change: Foreseen) -> tuple[str, str, str, int, int, bool, str | None, str]:
    return (
        f"{change.month:%Y-%m}",
        change.cause.value,
        change.kind.value,
        change.before.amount,
        change.amount_after,
        change.decides,
        change.case.value if change.case else None,
        change.article,
    )


COEFFICIENT = {
    letter: f"điểm {letter} khoản 1 Điều 6 {R335}" for letter in ("a", "b", "c", "d", "đ", "e", "g", "h")
}

CASES: dict[str, tuple[Running, tuple[str, str, str, int, int, bool, str | None, str]]] = {
    "5(7) 3 years": (
        running("toddler_poor", "10/01/2024"),
        ("2027-02", "age_ends", "ends", 810_000, 0, False, "stop", STOP),
    ),
    "6(1)a 4 years": (
        running("child_both_dead", "10/01/2023"),
        ("2027-01", "age_amount", "amount", 1_350_000, 810_000, False, "adjust", COEFFICIENT["a"]),
    ),
    "circular 01/2019 8(2)c 6 years": (
        running("disability_severe", "10/01/2021"),
        (
            "2027-01", "certificate_at_6", "decision", 1_080_000, 1_080_000, True, "review",
            "điểm c khoản 2 Điều 8 Thông tư 01/2019/TT-BLĐTBXH",
        ),
    ),
    "5(2) 16 years, clause 1": (
        running("child_both_dead", "10/11/2010"),
        ("2026-12", "studies", "ends", 810_000, 0, True, "stop", f"khoản 2 Điều 5 {R335}"),
    ),
    "5(8) 16 years, clause 3": (
        running("child_hiv", "10/01/2011"),
        ("2027-02", "clause_8", "ends", 1_080_000, 0, True, "stop", f"khoản 8 Điều 5 {R335}"),
    ),
    "6(1)e 16 years, clause 6": (
        running("disability_severe", "10/01/2011"),
        ("2027-01", "age_amount", "amount", 1_080_000, 810_000, False, "adjust", COEFFICIENT["e"]),
    ),
    "6(1)e 60 years": (
        running("disability_extreme", "10/01/1967"),
        ("2027-01", "age_amount", "amount", 1_080_000, 1_350_000, False, "adjust", COEFFICIENT["e"]),
    ),
    "6(1) 75 years, clause 5.a": (
        running("elderly_poor", "10/01/1952"),
        ("2027-01", "age_amount", "amount", 810_000, 1_080_000, False, "adjust", COEFFICIENT["đ"]),
    ),
    "pension 70 years": (
        running("pension_70", "10/01/1957"),
        ("2027-01", "age_amount", "amount", 0, 540_000, False, "adjust", "Điều 3 Nghị định 176/2025/NĐ-CP"),
    ),
    "pension 75 years": (
        running("pension_70", "10/01/1952"),
        (
            "2027-01", "pension_75", "decision", 540_000, 540_000, True, "review",
            "khoản 1 Điều 2 Nghị định 176/2025/NĐ-CP",
        ),
    ),
    "9 certificate expires": (
        running("disability_severe", "12/06/1978", facts=Facts(certificate_expires_on=date(2027, 3, 15))),
        ("2027-03", "certificate_expires", "decision", 810_000, 810_000, True, "review", STOP),
    ),
    "5(2) course ends": (
        running("youth_studying", "12/06/2007", facts=Facts(course_ends_on=date(2027, 5, 31))),
        ("2027-06", "course_ends", "ends", 810_000, 0, True, "stop", STOP),
    ),
    "5(4) one of two children turns 16": (
        running(
            "single_parent", "12/06/1985", units=2,
            facts=Facts(children=(Child(born("20/02/2011"), False), Child(born("05/05/2019")))),
        ),
        ("2027-02", "child_turns_16", "amount", 1_080_000, 540_000, True, "adjust", ADJUST),
    ),
    "5(4) the last child turns 16": (
        running("single_parent", "12/06/1985", facts=Facts(children=(Child(born("20/02/2011"), False),))),
        ("2027-03", "child_turns_16", "ends", 540_000, 0, True, "stop", STOP),
    ),
    "5(4) a child turns 16, studies not known": (
        running("single_parent", "12/06/1985", facts=Facts(children=(Child(born("20/02/2011")),))),
        (
            "2027-02", "child_turns_16", "decision", 540_000, 540_000, True, "review",
            f"khoản 4 Điều 5 {R335}",
        ),
    ),
    "5(4) course of the last child ends": (
        running(
            "single_parent", "12/06/1985",
            facts=Facts(children=(Child(born("20/02/2010"), True),)),
            courses=(Course(born("20/02/2010"), date(2027, 5, 20)),),
        ),
        ("2027-06", "child_course_ends", "ends", 540_000, 0, True, "stop", STOP),
    ),
}  # fmt: skip

# Clauses that ask for a poverty status of the year, with the article of each.
OF_A_YEAR = {
    "child_hiv": ("10/01/2019", f"khoản 3 Điều 5 {R335}"),
    "single_parent": ("12/06/1985", f"khoản 4 Điều 5 {R335}"),
    "elderly_poor": ("12/06/1958", f"điểm a khoản 5 Điều 5 {R335}"),
    "elderly_facility_eligible": ("12/06/1958", f"điểm b khoản 5 Điều 5 {R335}"),
    "toddler_poor": ("10/06/2025", f"khoản 7 Điều 5 {R335}"),
    "adult_hiv": ("12/06/1985", f"khoản 8 Điều 5 {R335}"),
    "pension_70": ("12/06/1955", "khoản 2 Điều 2 Nghị định 176/2025/NĐ-CP"),
}


@pytest.mark.parametrize(("one", "change"), CASES.values(), ids=CASES)
def test_change_is_foreseen(
    one: Running, change: tuple[str, str, str, int, int, bool, str | None, str]
) -> None:
    assert [told(row) for row in found(one)] == [change]


@pytest.mark.parametrize(("one", "change"), CASES.values(), ids=CASES)
def test_change_is_foreseen_in_its_month_alone(one: Running, change: tuple[Any, ...]) -> None:
    month = date.fromisoformat(f"{change[0]}-01")
    before, after = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1), month
    assert [row.cause for row in found(one, first=before, last=before)] == []
    assert [row.cause.value for row in found(one, first=after, last=after)] == [change[1]]


@pytest.mark.parametrize(("group", "told"), OF_A_YEAR.items(), ids=OF_A_YEAR)
def test_status_of_the_new_year_is_asked_for_from_january(group: str, told: tuple[str, str]) -> None:
    birth, article = told
    one = running(group, birth, poverty=(POOR[0],))
    (change,) = [row for row in found(one) if row.cause == Cause.POVERTY_MISSING]
    assert (change.month, change.case, change.needs) == (date(2027, 1, 1), ProposedKind.REVIEW, ("poverty",))
    assert (change.article, change.before.amount) == (article, change.amount_after)
    assert found(one, last=date(2026, 12, 1)) == []
    assert found(replace(one, poverty=POOR), last=date(2027, 1, 1)) == []


@pytest.mark.parametrize("group", ["child_both_dead", "youth_studying", "disability_severe", "pension_75"])
def test_clause_without_a_status_asks_for_none(group: str) -> None:
    births = {"child_both_dead": "10/06/2018", "youth_studying": "10/06/2007", "pension_75": "10/06/1940"}
    assert found(running(group, births.get(group, "12/06/1980"), poverty=())) == []


@pytest.mark.parametrize(
    ("group", "birth", "status", "stops"),
    [
        ("elderly_poor", "12/06/1958", PovertyStatus.NEAR_POOR, True),
        ("elderly_poor", "12/06/1958", PovertyStatus.NOT_POOR, True),
        ("single_parent", "12/06/1985", PovertyStatus.NEAR_POOR, False),
        ("single_parent", "12/06/1985", PovertyStatus.NOT_POOR, True),
        ("adult_hiv", "12/06/1985", PovertyStatus.NEAR_POOR, True),
        ("pension_70", "12/06/1955", PovertyStatus.NEAR_POOR, False),
    ],
    ids=["5.a near-poor", "5.a", "4 near-poor", "4", "8 near-poor", "pension near-poor"],
)
def test_status_that_no_longer_carries_the_clause_stops_with_january(
    group: str, birth: str, status: PovertyStatus, stops: bool
) -> None:
    one = running(group, birth, poverty=(POOR[0], PovertyYear(2027, status, date(2026, 12, 20))))
    expected = [("2027-01", "poverty_ended", True, 0, STOP)] if stops else []
    assert [
        (f"{row.month:%Y-%m}", row.cause.value, row.decides, row.amount_after, row.article)
        for row in found(one, last=date(2027, 5, 1))
    ] == expected


def test_household_taken_off_the_list_in_march_stops_in_april() -> None:
    left = PovertyYear(2027, PovertyStatus.NOT_POOR, date(2027, 3, 10))
    one = running("elderly_poor", "12/06/1958", poverty=(POOR[0], left))
    assert [(row.month, row.cause) for row in found(one)] == [(date(2027, 4, 1), Cause.POVERTY_ENDED)]


def test_course_that_ends_on_the_first_day_pays_its_month() -> None:
    one = running("youth_studying", "12/06/2007", facts=Facts(course_ends_on=date(2027, 6, 1)))
    assert [row.month for row in found(one)] == [date(2027, 7, 1)]


def test_studies_end_at_22_under_the_older_decree_only() -> None:
    one = running("youth_studying", "10/10/2004")
    first, last = date(2026, 10, 1), date(2026, 12, 1)
    (change,) = found(one, first, last, known_on=OLD)
    assert told(change) == (
        "2026-11", "age_22_ends", "ends", 750_000, 0, False, "stop",
        "khoản 1 Điều 2 Thông tư 02/2021/TT-BLĐTBXH",
    )  # fmt: skip
    assert found(one, first, last) == []


def test_child_who_goes_on_studying_changes_nothing() -> None:
    children = (Child(born("20/02/2011"), True),)
    assert found(running("single_parent", "12/06/1985", facts=Facts(children=children))) == []


def test_single_parent_of_80_years_5a_in_the_older_decree() -> None:
    one = running("elderly_poor", "10/10/1946")
    (change,) = found(one, date(2026, 10, 1), date(2026, 10, 1), known_on=OLD)
    assert (change.cause, change.before.amount, change.amount_after) == (Cause.AGE_AMOUNT, 750_000, 1_000_000)


def test_nothing_is_foreseen_before_the_start_or_after_the_end() -> None:
    one = running("disability_severe", "10/01/1967")
    assert found(replace(one, start_month=date(2027, 1, 1))) == []
    ended = found(replace(one, end_month=date(2026, 12, 1)))
    assert [(row.cause, row.month, row.amount_after, row.case) for row in ended] == [
        (Cause.RECORDED_END, date(2027, 1, 1), 0, None)
    ]


def test_causes_are_foreseen_or_follow_from_an_event() -> None:
    assert {Cause.AGE_AMOUNT, Cause.RECORDED_END} <= FORESEEN
    assert Cause.DIED not in FORESEEN
    assert {cause for cause in Cause if cause.stands} == {
        Cause.CERTIFICATE_EXPIRES,
        Cause.COURSE_ENDS,
        Cause.CHILD_TURNS_16,
        Cause.CHILD_COURSE_ENDS,
        Cause.POVERTY_MISSING,
        Cause.POVERTY_ENDED,
    }
