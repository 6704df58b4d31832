"""Why a month pays what it pays, and the course of months; tables whose id is the article or the example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import GroupKey, MaritalState, ParentState, PovertyStatus, SupporterState
from policy.facts import Child, PartialDate
from policy.law import Law, Rate
from policy.months import add_months, months_between
from policy.reasons import Reason
from policy.rules import (
    Held,
    MonthExplained,
    MonthRow,
    Paid,
    Recipient,
    Turn,
    course,
    explain_month,
    first_list_month,
    fold,
    monthly_due,
    next_turn,
    why_group,
)
from policy.rules.allowance_changes import Pause
from tests.policy.people import LAW, NEW, born, facts
from tests.policy.test_amounts_of_anyone import BIRTHS, GROUPS, KNOWN, MONTHS

NOVEMBER, TODAY = date(2026, 11, 1), date(2026, 11, 16)
SLOTS = {group.key: group.slot for group in LAW.groups}


def held(group: str, start: str = "2025-01", key: int = 1, **more: object) -> Held:
    return Held(key, group, SLOTS[group], date.fromisoformat(f"{start}-01"), **more)


def someone(birth: str, *allowances: Held, **more: object) -> Recipient:
    return Recipient(born(birth), allowances, **more)


def explained(who: Recipient, month: date = NOVEMBER, **more: object) -> MonthExplained:
    return explain_month(who, **{"month": month, "known_on": TODAY, "law": LAW, **more})


def reasons(found: MonthExplained) -> list[Reason]:
    return [finding.reason for finding in found.reasons]


# Several groups at once: Article 6(2), Article 31; base 540,000

PARENT = {
    "poverty": PovertyStatus.NEAR_POOR,
    "marital_state": MaritalState.SINGLE,
    "children": (Child(born("2015")), Child(born("2018"))),
}


def test_single_parent_of_two_is_paid_by_the_child() -> None:
    found = explained(someone("1990", held("single_parent", units=2)), facts=facts("1990", **PARENT))
    assert (found.total, [part.due.amount for part in found.parts]) == (1_080_000, [1_080_000])
    assert (reasons(found), found.set_aside, found.higher) == ([], (), ())


def test_single_parent_with_a_severe_disability_has_both() -> None:
    who = someone("1990", held("single_parent", units=2), held("disability_severe", key=2))
    found = explained(who, facts=facts("1990", **PARENT, disability_degree="severe"))
    assert (found.total, [part.due.amount for part in found.parts]) == (1_890_000, [1_080_000, 810_000])
    assert reasons(found) == [Reason.SINGLE_PARENT_AND_OTHER]
    assert [part.gives_way for part in found.parts] == [None, None]


def test_orphan_with_an_extreme_disability_has_the_higher_only() -> None:
    dead = {"father_state": ParentState.DEAD, "mother_state": ParentState.DEAD}
    child = facts("01/06/2021", **dead, disability_degree="extreme")
    found = explained(someone("01/06/2021", held("disability_extreme")), facts=child)
    assert (found.total, reasons(found)) == (1_350_000, [Reason.HIGHEST_ONLY])
    assert [(item.assessment.group, item.assessment.amount) for item in found.set_aside] == [
        ("child_both_dead", 810_000)
    ]


def test_man_of_77_without_support_has_assistance_and_no_pension() -> None:
    man = facts(
        "01/03/1949",
        poverty=PovertyStatus.POOR,
        supporter_state=SupporterState.NONE,
        has_pension_or_si=False,
    )
    found = explained(someone("01/03/1949", held("elderly_poor")), facts=man)
    assert (found.total, reasons(found)) == (1_080_000, [Reason.PENSION_OR_ASSISTANCE])
    assert [(item.assessment.group, item.finding.reason) for item in found.set_aside] == [
        ("pension_75", Reason.PENSION_OR_ASSISTANCE)
    ]


def test_toddler_with_a_severe_disability_is_in_clause_6_and_not_in_7() -> None:
    child = facts(
        "01/06/2024",
        poverty=PovertyStatus.POOR,
        in_special_difficulty_area=True,
        disability_degree="severe",
    )
    found = explained(someone("01/06/2024", held("disability_severe")), facts=child)
    assert (found.total, found.set_aside, found.higher) == (1_080_000, (), ())
    toddler = why_group(child, "toddler_poor", NEW, LAW).applied
    assert [(item.reason, item.fact) for item in toddler.unmet] == [
        (Reason.NOT_IN_OTHER_GROUP, "disability_severe")
    ]


def test_higher_group_the_facts_fit_is_told_but_not_paid() -> None:
    man = facts("01/03/1949", poverty=PovertyStatus.POOR, supporter_state=SupporterState.NONE)
    found = explained(someone("01/03/1949", held("pension_75")), facts=man)
    assert (found.total, [(item.group, item.amount) for item in found.higher]) == (
        540_000,
        [("elderly_poor", 1_080_000)],
    )
    assert found.parts[0].gives_way.reason == Reason.PENSION_OR_ASSISTANCE


def test_two_on_the_books_that_do_not_go_together_stay_in_the_total_and_say_so() -> None:
    who = someone("01/03/2012", held("child_both_dead"), held("single_parent", key=2))
    found = explained(who)
    assert found.total == 810_000 + 540_000
    assert [part.gives_way and part.gives_way.reason for part in found.parts] == [
        None,
        Reason.SINGLE_PARENT_AND_OTHER,
    ]


# Base, and what was known before: Articles 4 and 32


def province(amount: int) -> Law:
    local = Rate(
        kind="base", amount=amount, valid_from=date(2026, 1, 1), known_from=date(2026, 1, 1),
        article="Điều 1", mark=LAW.rates[0].mark, instrument=LAW.instruments[0].id, province="51",
    )  # fmt: skip
    return LAW.with_money(rates=(*LAW.rates, local))


@pytest.mark.parametrize(("local", "base"), [(530_000, 540_000), (650_000, 650_000)])
def test_greater_of_state_and_province_counts_and_both_are_shown(local: int, base: int) -> None:
    (part,) = explained(someone("1990", held("disability_severe")), law=province(local), province="51").parts
    assert (part.base.national.amount, part.base.local.amount, part.due.base) == (540_000, local, base)


@pytest.mark.parametrize(
    ("month", "known", "before"),
    [
        ("2026-06", "2026-11-16", []),
        ("2026-07", "2026-11-16", [("2026-10-04", 750_000)]),
        ("2026-09", "2026-11-16", [("2026-10-04", 750_000)]),
        ("2026-09", "2026-10-04", []),
        ("2026-11", "2026-11-16", []),
    ],
)
def test_what_was_known_before_explains_arrears(
    month: str, known: str, before: list[tuple[str, int]]
) -> None:
    who = someone("1990", held("disability_severe"))
    (part,) = explained(who, date.fromisoformat(f"{month}-01"), known_on=date.fromisoformat(known)).parts
    assert [(f"{item.until}", item.due.amount) for item in part.before] == before


def test_unproven_birth_needs_its_paper() -> None:
    assert explained(someone("1951", held("elderly_poor"))).needs == ("born",)


# Months


def months(rows: tuple[MonthRow, ...]) -> list[tuple[object, ...]]:
    """(first, last, due, paid, difference, what changed) of each stretch."""
    return [
        (
            f"{stretch.first.month:%Y-%m}",
            f"{stretch.last.month:%Y-%m}",
            stretch.first.due.amount,
            stretch.first.paid,
            stretch.first.difference,
            [turn.value for turn in stretch.first.turns],
        )
        for stretch in fold(rows)
    ]


def walked(
    who: Recipient, slot: str = "main", paid: Paid | None = None, **more: object
) -> list[tuple[object, ...]]:
    known = {"today": TODAY, "last": add_months(NOVEMBER, 12), "law": LAW, **more}
    return months(course(who, slot, paid=paid, **known))


def paid_monthly(first: str, last: str, amount: int) -> dict[date, int]:
    span = months_between(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01"))
    return dict.fromkeys(span, amount)


def test_base_change_of_july_2026_leaves_four_months_of_arrears() -> None:
    """Single parent with a child, lists of July to October paid at 500,000, the level known in November."""
    paid = Paid(date(2024, 7, 1), paid_monthly("2026-03", "2026-10", 500_000))
    who = someone("1990", held("single_parent", "2026-03"))
    assert walked(who, "single_parent", paid, last=NOVEMBER) == [
        ("2026-03", "2026-06", 500_000, 500_000, 0, ["starts"]),
        ("2026-07", "2026-09", 540_000, 500_000, 40_000, ["base"]),
        ("2026-10", "2026-10", 540_000, 500_000, 40_000, ["instrument"]),
        ("2026-11", "2026-11", 540_000, 0, 540_000, []),
    ]
    rows = course(who, "single_parent", today=TODAY, last=NOVEMBER, law=LAW, paid=paid)
    assert (sum(row.difference for row in rows[:-1]), sum(row.difference for row in rows)) == (
        160_000,
        700_000,
    )


def test_disabled_of_march_2025_paid_first_in_july_has_four_months_of_arrears() -> None:
    """Certificate of March, decision of June, first list of July: the months before are arrears."""
    who = someone("1990", held("disability_severe", "2025-03"))
    july = {"today": date(2025, 7, 20), "last": date(2025, 7, 1)}
    assert walked(who, paid=Paid(date(2024, 7, 1)), **july) == [
        ("2025-03", "2025-07", 750_000, 0, 750_000, ["starts"]),
    ]


def test_same_facts_under_decree_335_begin_with_the_month_of_signature() -> None:
    who = someone("1990", held("disability_severe", "2026-11"))
    assert walked(who, paid=Paid(date(2024, 7, 1)), last=NOVEMBER) == [
        ("2026-11", "2026-11", 810_000, 0, 810_000, ["starts"]),
    ]


@pytest.mark.parametrize(
    ("birth", "group", "expected"),
    [
        ("10/03/2023", "child_no_care", [1_350_000, 810_000]),
        ("10/03/2011", "child_no_care", [810_000, 0]),
        ("10/03/1967", "disability_severe", [810_000, 1_080_000]),
        ("10/03/1952", "elderly_poor", [810_000, 1_080_000]),
        ("10/03/2024", "toddler_poor", [810_000, 0]),
    ],
    ids=["4", "16", "60", "75", "3"],
)
def test_birthday_moves_a_level_in_its_month_and_ends_in_the_next(
    birth: str, group: str, expected: list[int]
) -> None:
    rows = walked(someone(birth, held(group, "2026-11")))
    ends = expected[1] == 0
    turn = ("2027-04", ["age_limit"]) if ends else ("2027-03", ["birthday"])
    assert [(row[0], row[2], row[5]) for row in rows if row[5]] == [
        ("2026-11", expected[0], ["starts"]),
        (turn[0], expected[1], turn[1]),
    ]


def test_law_that_moves_the_band_is_not_a_birthday() -> None:
    """77 years old: 1.5 until 80 under Decree 20/2021, 2.0 from 75 under Decree 335/2026. Article 6."""
    rows = walked(someone("10/03/1949", held("elderly_poor", "2026-05")), last=NOVEMBER)
    assert [(row[0], row[2], row[5]) for row in rows if row[5]] == [
        ("2026-05", 750_000, ["starts"]),
        ("2026-07", 1_080_000, ["base", "coefficient"]),
        ("2026-10", 1_080_000, ["instrument"]),
    ]


def test_death_is_paid_for_its_month_and_ends_with_the_next() -> None:
    rows = walked(someone("1990", held("disability_severe", "2026-08"), died_on=date(2026, 9, 12)))
    assert [(row[0], row[1], row[2], row[5]) for row in rows] == [
        ("2026-08", "2026-09", 810_000, ["starts"]),
        ("2026-10", "2026-10", 0, ["death"]),
    ]


def test_gap_between_decisions_stops_and_starts_again() -> None:
    who = someone(
        "1990",
        held("disability_severe", "2026-01", end_month=date(2026, 2, 1), ended="Tạm dừng"),
        held("disability_severe", "2026-05", key=2),
    )
    rows = walked(who, last=date(2026, 6, 1), today=date(2026, 6, 15))
    assert [(row[0], row[1], row[2], row[5]) for row in rows] == [
        ("2026-01", "2026-02", 750_000, ["starts"]),
        ("2026-03", "2026-04", 0, ["stops"]),
        ("2026-05", "2026-06", 750_000, ["again"]),
    ]


def test_suspended_months_pay_nothing_and_say_so_until_it_is_lifted() -> None:
    pause = Pause(date(2026, 3, 1), date(2026, 4, 1))
    who = someone("1990", held("disability_severe", "2026-01", pauses=(pause,)))
    rows = walked(who, last=date(2026, 6, 1), today=date(2026, 6, 15))
    assert [(row[0], row[1], row[2], row[5]) for row in rows] == [
        ("2026-01", "2026-02", 750_000, ["starts"]),
        ("2026-03", "2026-04", 0, ["suspended"]),
        ("2026-05", "2026-06", 750_000, ["again"]),
    ]


def test_suspension_ahead_is_the_next_turn() -> None:
    one = held("disability_severe", "2026-01", pauses=(Pause(date(2027, 1, 1)),))
    found = next_turn(one, someone("1990", one), after=NOVEMBER, known_on=TODAY, law=LAW)
    assert found is not None
    assert (found.month, found.due.amount, found.turns) == (date(2027, 1, 1), 0, (Turn.SUSPENDED,))


def test_another_group_and_another_number_of_children_are_told() -> None:
    end = date(2026, 10, 1)
    severe = held("disability_severe", "2026-10", end_month=end)
    one = held("single_parent", "2026-10", end_month=end)
    group = someone("10/03/1990", severe, held("disability_extreme", "2026-11", key=2))
    children = someone("1990", one, held("single_parent", "2026-11", key=2, units=2))
    assert walked(group, last=NOVEMBER)[-1][5] == ["group"]
    assert walked(children, "single_parent", last=NOVEMBER)[-1][5] == ["units"]


def test_course_ends_after_the_month_that_says_so_but_shows_what_was_paid_later() -> None:
    who = someone("1990", held("disability_severe", "2026-01", end_month=date(2026, 3, 1)))
    paid = Paid(date(2024, 7, 1), paid_monthly("2026-01", "2026-05", 750_000))
    assert walked(who, paid=paid) == [
        ("2026-01", "2026-03", 750_000, 750_000, 0, ["starts"]),
        ("2026-04", "2026-05", 0, 750_000, -750_000, ["stops"]),
    ]


def test_months_before_the_books_and_after_today_tell_no_payment() -> None:
    rows = course(
        someone("1990", held("disability_severe", "2024-05")), "main",
        today=TODAY, last=date(2026, 12, 1), law=LAW, paid=Paid(date(2024, 7, 1)),
    )  # fmt: skip
    told = {row.month: row.paid for row in rows}
    assert (told[date(2024, 6, 1)], told[date(2024, 7, 1)], told[NOVEMBER], told[date(2026, 12, 1)]) == (
        None, 0, 0, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("birth", "group", "month", "amount", "turns"),
    [
        ("10/03/2021", "disability_severe", "2037-03", 810_000, [Turn.BIRTHDAY]),
        ("10/03/1967", "disability_severe", "2027-03", 1_080_000, [Turn.BIRTHDAY]),
        ("10/03/2021", "child_both_dead", "2037-04", 0, [Turn.AGE_LIMIT]),
    ],
)
def test_next_turn_is_found_however_far(
    birth: str, group: str, month: str, amount: int, turns: list[Turn]
) -> None:
    one = held(group, "2026-11")
    row = next_turn(one, someone(birth, one), after=NOVEMBER, known_on=TODAY, law=LAW)
    assert (f"{row.month:%Y-%m}", row.due.amount, list(row.turns)) == (month, amount, turns)


def test_next_turn_of_a_recorded_end_is_the_month_after() -> None:
    one = held("disability_severe", "2026-11", end_month=date(2026, 12, 1))
    row = next_turn(one, someone("1990", one), after=NOVEMBER, known_on=TODAY, law=LAW)
    assert (f"{row.month:%Y-%m}", row.due.amount, list(row.turns)) == ("2027-01", 0, [Turn.STOPS])


def test_nothing_is_foreseen_for_an_old_person() -> None:
    one = held("disability_severe", "2026-11")
    assert next_turn(one, someone("1940", one), after=NOVEMBER, known_on=TODAY, law=LAW) is None


@pytest.mark.parametrize(
    ("decided", "month"), [("2026-11-24", "2026-12"), ("2026-11-25", "2027-01"), ("2026-12-31", "2027-02")]
)
def test_decision_before_the_25th_is_on_the_next_list(decided: str, month: str) -> None:
    assert f"{first_list_month(date.fromisoformat(decided)):%Y-%m}" == month


# Why this group, and why not another


def test_near_groups_are_of_the_same_clause_or_miss_one_condition() -> None:
    dead = {"father_state": ParentState.DEAD, "mother_state": ParentState.ALIVE}
    child = facts("01/06/2015", **dead, poverty=PovertyStatus.POOR)
    why = why_group(child, "child_hiv", NEW, LAW)
    assert (why.applied.fits, [item.reason for item in why.applied.unmet]) == (
        False,
        [Reason.HIV_CONFIRMED],
    )
    near = {item.group for item in why.near}
    assert {key for key in GroupKey if key.startswith(("child_both", "child_one"))} <= near
    assert "pension_75" not in near


def test_group_carried_on_from_old_lists_is_weighed_when_held() -> None:
    why = why_group(facts("01/06/2015"), "child_no_care", NEW, LAW)
    assert (why.applied.code, [item.reason for item in why.applied.findings]) == ("1", [Reason.AGE_UNDER])


def test_group_the_law_no_longer_names_is_not_weighed() -> None:
    assert why_group(facts("01/06/1940"), "elderly_80", NEW, LAW).applied is None


def test_unknown_fact_is_named() -> None:
    why = why_group(replace(facts("1990"), disability_degree=None), "disability_severe", NEW, LAW)
    assert (why.applied.fits, why.applied.needs) == (None, ("disability_degree",))


# Whoever it is


@given(GROUPS, BIRTHS, MONTHS, KNOWN, st.integers(1, 3))
def test_total_is_what_the_rule_of_amounts_says(
    group: str, birth: PartialDate, month: date, known: date, children: int
) -> None:
    units = children if group == "single_parent" else 1
    who = Recipient(birth, (Held(1, group, SLOTS[group], month, units),))
    due = monthly_due(group=group, units=units, born=birth, month=month, known_on=known, law=LAW)
    found = explain_month(who, month=month, known_on=known, law=LAW)
    rows = course(who, SLOTS[group], today=known, last=add_months(month, 14), law=LAW)
    assert (found.total, found.parts[0].due) == (due.amount, due)
    named = min(item.valid_from for item in LAW.groups if item.key == group)
    assert rows[0].month == max(month, named.replace(day=1))
    assert [row for stretch in fold(rows) for row in stretch.rows] == list(rows)
    assert [row.due.amount for row in rows] == [
        monthly_due(group=group, units=units, born=birth, month=row.month, known_on=known, law=LAW).amount
        for row in rows
    ]
