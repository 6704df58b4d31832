"""Conditions of the law: grounds of closure, the child's own consent, views heard, the scales, groups."""

from __future__ import annotations

import datetime as dt

import pytest

from protection.groups import GROUP_KEYS, GROUPS
from protection.rules.conditions import (
    CaseStanding,
    ItemDates,
    age_on,
    consent,
    isolation_period,
    plan_items,
    to_close,
    to_go_on,
    to_set_aside,
    to_submit,
)
from protection.rules.scales import HARM_ITEMS, PROTECTION_ITEMS, Counts, counts

DAY = dt.date(2026, 11, 16)


def met(conditions: tuple) -> dict[str, bool | None]:
    return {condition.reason.code: condition.met for condition in conditions}


@pytest.mark.parametrize(
    ("no_risk", "stable", "isolated", "closes", "goes_on"),
    [
        pytest.param(True, True, False, True, False, id="Art.30(1)b-both-grounds"),
        pytest.param(True, False, False, False, True, id="Art.30(1)c-not-stable"),
        pytest.param(False, True, False, False, True, id="Art.30(1)c-risk-remains"),
        pytest.param(False, False, False, False, True, id="Art.30(1)c-neither"),
        pytest.param(True, True, True, False, False, id="Art.32-isolation-in-force"),
        pytest.param(None, None, False, False, True, id="Art.30-not-reviewed"),
    ],
)
def test_closure_rests_on_two_grounds(no_risk, stable, isolated, closes, goes_on) -> None:
    standing = CaseStanding(no_risk=no_risk, stable=stable, isolated=isolated)
    assert all(condition.met for condition in to_close(standing)) is closes
    assert all(condition.met for condition in to_go_on(standing)) is goes_on


@pytest.mark.parametrize(
    ("given_by", "age", "holds"),
    [
        pytest.param(("parent",), 6, True, id="Art.36(1)-six"),
        pytest.param(("parent",), 7, False, id="Art.36(1)-seven-not-asked"),
        pytest.param(("parent", "child"), 7, True, id="Art.36(1)-seven-asked"),
        pytest.param(("parent",), None, False, id="Art.36(1)-age-not-known"),
    ],
)
def test_child_of_seven_consents_itself(given_by, age, holds) -> None:
    assert met(consent(given_by=given_by, age=age)) == {"child_agreed": holds}


@pytest.mark.parametrize(
    ("born", "day", "estimate", "age"),
    [
        (dt.date(2019, 11, 17), DAY, None, 6),
        (dt.date(2019, 11, 16), DAY, None, 7),
        (dt.date(2020, 2, 29), dt.date(2027, 2, 28), None, 6),
        (None, DAY, 9, 9),
        (None, DAY, None, None),
    ],
)
def test_age_in_full_years(born, day, estimate, age) -> None:
    assert age_on(born, day, estimate) == age


def test_plan_is_not_submitted_before_child_and_parents_are_heard() -> None:
    assert met(to_submit(CaseStanding())) == {"child_heard": False, "parents_heard": False}
    assert met(to_submit(CaseStanding(child_heard=True, parents_heard=True))) == {
        "child_heard": True,
        "parents_heard": True,
    }


def test_plan_holds_services_in_order() -> None:
    assert met(plan_items(())) == {"plan_has_items": False, "items_in_order": True}
    backwards = (ItemDates(DAY, DAY - dt.timedelta(days=1)),)
    assert met(plan_items(backwards)) == {"plan_has_items": True, "items_in_order": False}


@pytest.mark.parametrize(("level", "holds"), [("low", True), ("medium", False), ("high", False), ("", None)])
def test_case_is_set_aside_on_a_low_level_alone(level, holds) -> None:
    assert met(to_set_aside(CaseStanding(level=level))) == {"low_risk": holds}


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        pytest.param(0, 14, {"isolation_in_order": True, "isolation_within": True}, id="Art.32(3)-15"),
        pytest.param(0, 15, {"isolation_in_order": True, "isolation_within": False}, id="Art.32(3)-16"),
        pytest.param(5, 4, {"isolation_in_order": False, "isolation_within": True}, id="Art.32(3)-order"),
        pytest.param(-1, 4, {"isolation_in_order": False, "isolation_within": True}, id="Art.32(3)-early"),
    ],
)
def test_isolation_lasts_fifteen_days_in_all(start, end, found) -> None:
    days = {"starts_on": DAY + dt.timedelta(days=start), "ends_on": DAY + dt.timedelta(days=end)}
    assert met(isolation_period(first_on=DAY, **days)) == found


def test_scales_are_counted_and_not_concluded() -> None:
    answers = dict.fromkeys(HARM_ITEMS, "high") | dict.fromkeys(PROTECTION_ITEMS, "low")
    answers["no_protector"] = "medium"
    assert counts(answers, HARM_ITEMS) == Counts(4, 1, 0)
    assert counts(answers, PROTECTION_ITEMS) == Counts(0, 0, 5)


def test_fourteen_groups_with_their_sub_groups() -> None:
    assert [(group.point, group.article, len(group.parts)) for group in GROUPS] == [
        ("a", 3, 4),
        ("b", 4, 2),
        ("c", 5, 12),
        ("d", 6, 3),
        ("đ", 7, 0),
        ("e", 8, 4),
        ("g", 9, 2),
        ("h", 10, 2),
        ("i", 11, 0),
        ("k", 12, 5),
        ("l", 13, 5),
        ("m", 14, 2),
        ("n", 15, 2),
        ("o", 16, 3),
    ]
    assert len(GROUP_KEYS) == len(set(GROUP_KEYS)) == 48
