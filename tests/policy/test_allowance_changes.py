"""What a change of an allowance does, from which month and by which article: regime by regime."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from policy.allowance_reasons import AllowanceReason as Reason
from policy.enums import Outcome, StopCause, SuspendCause, Turn
from policy.grounds import causes_on, ground_on
from policy.law import packaged_law
from policy.rules.allowance_changes import (
    Effect,
    Pause,
    Standing,
    adjusted,
    held_back,
    resumed,
    stopped,
    suspended,
)

LAW = packaged_law()
# A day of each procedure.
R1, R2, R3 = dt.date(2025, 6, 30), dt.date(2026, 10, 4), dt.date(2026, 10, 5)
TODAY = dt.date(2026, 11, 16)
SEVERE = Standing("disability_severe", 1, dt.date(2025, 1, 1))
PAUSE = Pause(dt.date(2026, 8, 1), None, SuspendCause.NOT_COMPLYING, dt.date(2026, 8, 16))
HELD = replace(SEVERE, pause=PAUSE)


def month(year: int, number: int) -> dt.date:
    return dt.date(year, number, 1)


def wrong(effect: Effect) -> dict[str, str]:
    """The findings that stand in the way."""
    return {str(row.reason): row.outcome for row in effect.findings if row.outcome != Outcome.MET}


def articles(effect: Effect) -> set[str]:
    return {row.article for row in effect.findings}


ND20, TT02, ND335 = "Nghị định 20/2021/NĐ-CP", "Thông tư 02/2021/TT-BLĐTBXH", "Nghị định 335/2026/NĐ-CP"


# Grounds


@pytest.mark.parametrize(
    ("turn", "cause", "before", "since"),
    [
        ("adjust", "", f"khoản 1 Điều 8 {ND20}", f"Điều 8 và Điều 9 {ND335}"),
        ("stop", "death", f"điểm a khoản 1 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("stop", "missing", f"điểm a khoản 1 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("stop", "not_eligible", f"điểm b khoản 1 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("stop", "sentence", f"điểm c khoản 1 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("stop", "refuses", f"điểm d khoản 1 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("stop", "still_not_complying", f"điểm đ khoản 1 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("stop", "moved", f"khoản 3 và khoản 4 Điều 8 {ND20}", f"Điều 8 và Điều 9 {ND335}"),
        ("suspend", "not_collected", f"điểm a khoản 3 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("suspend", "not_complying", f"điểm b khoản 3 Điều 2 {TT02}", f"Điều 9 {ND335}"),
        ("suspend", "detained", f"điểm c khoản 3 Điều 2 {TT02}", None),
        ("resume", "", f"khoản 3 Điều 2 {TT02}", f"Điều 9 {ND335}"),
    ],
)
def test_ground_of_each_cause_in_each_procedure(
    turn: str, cause: str, before: str, since: str | None
) -> None:
    cited = []
    for day in (R1, R2, R3):
        ground = ground_on(LAW.grounds, Turn(turn), cause, day)
        cited.append(LAW.cite(ground.article, ground.instrument) if ground else None)
    assert cited == [before, before, since]


def test_causes_the_law_of_a_day_names() -> None:
    stops = tuple(StopCause)
    assert [causes_on(LAW.grounds, Turn.STOP, day) for day in (R1, R2, R3)] == [stops, stops, stops]
    assert causes_on(LAW.grounds, Turn.SUSPEND, R2) == ("not_collected", "not_complying", "detained")
    assert causes_on(LAW.grounds, Turn.SUSPEND, R3) == ("not_collected", "not_complying")
    assert causes_on(LAW.grounds, Turn.ADJUST, R3) == ()


# Adjust: from the month the condition changed


def adjust(now: Standing = SEVERE, *, files_on: dt.date = R3, **told) -> Effect:
    words = {"from_month": month(2026, 9), "changes": True, "on": TODAY} | told
    return adjusted(now, law=LAW, files_on=files_on, **words)


@pytest.mark.parametrize("files_on", [R1, R2, R3], ids=["R1", "R2", "R3"])
@pytest.mark.parametrize(
    ("from_month", "on", "wrongs"),
    [
        (month(2026, 9), TODAY, {}),
        (month(2026, 11), dt.date(2026, 11, 1), {}),
        (month(2026, 11), dt.date(2026, 10, 31), {"month_come": "unmet"}),
        (month(2025, 2), TODAY, {}),
        (month(2025, 1), TODAY, {"after_first_month": "unmet"}),
        (None, TODAY, {"month_come": "unknown"}),
    ],
    ids=["earlier", "the month", "the day before", "second month", "first month", "not recorded"],
)
def test_adjustment_is_from_the_month_of_the_change(files_on, from_month, on, wrongs) -> None:
    effect = adjust(from_month=from_month, on=on, files_on=files_on)
    assert (effect.turn, effect.from_month, wrong(effect)) == (Turn.ADJUST, from_month, wrongs)


def test_adjustment_of_nothing_of_the_ended_and_of_the_suspended_is_refused() -> None:
    assert wrong(adjust(changes=False)) == {"changes_something": "unmet"}
    assert wrong(adjust(replace(SEVERE, end_month=month(2026, 8)))) == {"still_runs": "unmet"}
    assert wrong(adjust(replace(SEVERE, end_month=month(2026, 9)))) == {}
    assert wrong(adjust(HELD)) == {"not_suspended": "unmet"}


# Stop: from the month after the event


def stop(now: Standing = SEVERE, *, files_on: dt.date = R3, **told) -> Effect:
    words = {"cause": "moved", "event_on": dt.date(2026, 10, 20), "fits": None, "on": TODAY} | told
    return stopped(now, law=LAW, files_on=files_on, **words)


@pytest.mark.parametrize("files_on", [R1, R2, R3], ids=["R1", "R2", "R3"])
@pytest.mark.parametrize("cause", ["missing", "not_eligible", "sentence", "refuses", "moved"])
@pytest.mark.parametrize(
    ("event_on", "last", "since"),
    [
        (dt.date(2026, 9, 30), month(2026, 9), month(2026, 10)),
        (dt.date(2026, 10, 1), month(2026, 10), month(2026, 11)),
        (dt.date(2026, 10, 31), month(2026, 10), month(2026, 11)),
    ],
    ids=["the day before", "first day of the month", "last day of the month"],
)
def test_stop_is_from_the_month_after_the_event(files_on, cause, event_on, last, since) -> None:
    effect = stop(cause=cause, event_on=event_on, fits=False, files_on=files_on)
    assert (effect.last_month, effect.from_month, wrong(effect)) == (last, since, {})


def test_stop_for_death_is_by_the_recorded_death() -> None:
    dead = replace(SEVERE, end_month=month(2026, 10), died_on=dt.date(2026, 10, 9))
    effect = stop(dead, cause="death", event_on=None)
    assert (effect.last_month, wrong(effect)) == (month(2026, 10), {})
    assert wrong(stop(cause="death")) == {"death_recorded": "unmet"}


def test_stop_tells_what_it_needs() -> None:
    assert wrong(stop(cause="", event_on=None)) == {"cause_named": "unknown", "event_past": "unknown"}
    assert wrong(stop(event_on=dt.date(2026, 11, 17))) == {"event_past": "unmet"}
    assert wrong(stop(cause="not_eligible", fits=True)) == {"no_longer_fits": "unmet"}
    assert wrong(stop(cause="not_eligible", fits=None)) == {"no_longer_fits": "unknown"}
    assert wrong(stop(replace(SEVERE, end_month=month(2026, 9)))) == {"still_runs": "unmet"}
    assert wrong(stop(event_on=dt.date(2024, 12, 31))) == {"after_first_month": "unmet"}


def test_whoever_is_no_longer_eligible_while_suspended_stops_from_the_suspension() -> None:
    effect = stop(HELD, cause="not_eligible", fits=False)
    assert (effect.from_month, effect.last_month, wrong(effect)) == (month(2026, 8), month(2026, 7), {})
    # Any other cause counts from its own month.
    assert stop(HELD, cause="moved").from_month == month(2026, 11)


@pytest.mark.parametrize(
    ("decided_on", "on", "wrongs", "since"),
    [
        (dt.date(2026, 8, 16), dt.date(2026, 11, 15), {"suspended_three_months": "unmet"}, month(2026, 12)),
        (dt.date(2026, 8, 16), dt.date(2026, 11, 16), {}, month(2026, 12)),
        # There is no 31 November: the last day of the month ends the term.
        (dt.date(2026, 8, 31), dt.date(2026, 11, 29), {"suspended_three_months": "unmet"}, month(2026, 12)),
        (dt.date(2026, 8, 31), dt.date(2026, 11, 30), {}, month(2026, 12)),
    ],
    ids=["the day before", "the day", "month's end, the day before", "month's end"],
)
def test_stop_three_months_after_a_suspension_for_not_complying(decided_on, on, wrongs, since) -> None:
    held = replace(SEVERE, pause=replace(PAUSE, decided_on=decided_on))
    effect = stop(held, cause="still_not_complying", event_on=None, on=on)
    assert (effect.from_month, wrong(effect)) == (since, wrongs)


def test_no_stop_for_not_complying_after_another_suspension_or_none() -> None:
    uncollected = replace(SEVERE, pause=replace(PAUSE, cause=SuspendCause.NOT_COLLECTED))
    for now in (SEVERE, uncollected):
        assert wrong(stop(now, cause="still_not_complying", event_on=None)) == {
            "suspended_three_months": "unmet"
        }


# Suspend: from the month it is decided in


def suspend(now: Standing = SEVERE, *, files_on: dt.date = R3, **told) -> Effect:
    words = {
        "cause": "not_collected", "event_on": dt.date(2026, 8, 10), "from_month": None, "on": TODAY,
    } | told  # fmt: skip
    return suspended(now, law=LAW, files_on=files_on, **words)


@pytest.mark.parametrize(
    ("files_on", "cause", "event_on", "on", "wrongs"),
    [
        (R3, "not_collected", dt.date(2026, 8, 10), dt.date(2026, 10, 31),
         {"uncollected_three_months": "unmet"}),
        (R3, "not_collected", dt.date(2026, 8, 10), dt.date(2026, 11, 1), {}),
        (R2, "not_collected", dt.date(2026, 8, 31), dt.date(2026, 11, 1), {}),
        (R3, "not_complying", dt.date(2026, 11, 16), dt.date(2026, 11, 16), {"event_past": "unmet"}),
        (R3, "not_complying", dt.date(2026, 11, 15), dt.date(2026, 11, 16), {}),
        (R1, "not_complying", dt.date(2026, 11, 15), dt.date(2026, 11, 16), {}),
        (R2, "detained", dt.date(2026, 10, 17), dt.date(2026, 11, 16), {"detained_one_month": "unmet"}),
        (R2, "detained", dt.date(2026, 10, 16), dt.date(2026, 11, 16), {}),
        (R3, "detained", dt.date(2026, 10, 16), dt.date(2026, 11, 16), {"cause_named": "unmet"}),
    ],
    ids=[
        "Điều 9: third month not over", "Điều 9: three months over", "điểm a khoản 3 Điều 2",
        "Điều 9: last day to comply", "Điều 9: the day after", "điểm b khoản 3 Điều 2",
        "điểm c khoản 3 Điều 2: the day before", "điểm c khoản 3 Điều 2: the day", "dropped by 335/2026",
    ],
)  # fmt: skip
def test_suspension_by_cause(files_on, cause, event_on, on, wrongs) -> None:
    effect = suspend(cause=cause, event_on=event_on, on=on, files_on=files_on)
    assert (effect.turn, effect.from_month, wrong(effect)) == (
        Turn.SUSPEND,
        dt.date(on.year, on.month, 1),
        wrongs,
    )


@pytest.mark.parametrize(
    ("asked", "since"),
    [(None, month(2026, 11)), (month(2026, 10), month(2026, 11)), (month(2026, 12), month(2026, 12))],
    ids=["none asked", "an earlier month", "a later month"],
)
def test_suspension_never_begins_before_it_is_decided(asked, since) -> None:
    assert suspend(from_month=asked).from_month == since


def test_suspension_tells_what_it_needs() -> None:
    assert wrong(suspend(cause="", event_on=None)) == {"cause_named": "unknown", "event_past": "unknown"}
    assert wrong(suspend(event_on=None)) == {"uncollected_three_months": "unknown"}
    assert wrong(suspend(HELD)) == {"not_suspended": "unmet"}
    assert wrong(suspend(replace(SEVERE, end_month=month(2026, 10)))) == {"still_runs": "unmet"}
    assert wrong(suspend(replace(SEVERE, start_month=month(2026, 11)))) == {"after_first_month": "unmet"}


# Resume


def resume(now: Standing = HELD, *, files_on: dt.date = R3, **told) -> Effect:
    words = {
        "group": now.group, "units": 1, "fits": True, "from_month": None, "changes": False, "on": TODAY,
    } | told  # fmt: skip
    return resumed(now, law=LAW, files_on=files_on, **words)


@pytest.mark.parametrize(
    ("told", "turn", "since"),
    [
        ({}, Turn.RESUME, month(2026, 8)),
        (
            {"group": "disability_extreme", "from_month": month(2026, 10), "changes": True},
            Turn.ADJUST,
            month(2026, 10),
        ),
        ({"fits": False}, Turn.STOP, month(2026, 8)),
    ],
    ids=["nothing changed", "changed", "not eligible any more"],
)
@pytest.mark.parametrize("files_on", [R2, R3], ids=["R2", "R3"])
def test_end_of_a_suspension_by_what_the_facts_have_become(files_on, told, turn, since) -> None:
    effect = resume(files_on=files_on, **told)
    assert (effect.turn, effect.from_month, wrong(effect)) == (turn, since, {})


def test_resumption_tells_what_it_needs() -> None:
    assert wrong(resume(SEVERE)) == {"suspended": "unmet"}
    assert wrong(resume(group="disability_extreme", changes=True)) == {"month_come": "unknown"}
    assert resume(group="disability_extreme", changes=True).from_month is None


def test_article_of_the_procedure_is_on_every_finding() -> None:
    assert articles(stop(cause="refuses", files_on=R2)) == {f"điểm d khoản 1 Điều 2 {TT02}"}
    assert articles(stop(cause="refuses", files_on=R3)) == {f"Điều 9 {ND335}"}
    assert articles(resume(files_on=R3)) == {f"Điều 9 {ND335}"}
    assert articles(adjust(files_on=R1)) == {f"khoản 1 Điều 8 {ND20}"}


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (month(2026, 7), False),
        (month(2026, 8), True),
        (month(2026, 10), True),
        (month(2026, 11), False),
    ],
)
def test_months_held_back_are_those_of_the_suspension(on, held) -> None:
    closed = Pause(month(2026, 8), month(2026, 10))
    assert held_back(on, [closed]) is held
    assert held_back(on, [Pause(month(2026, 8))]) is (on >= month(2026, 8))
    assert held_back(on, []) is False


def test_reasons_have_three_different_sentences() -> None:
    for reason in Reason:
        assert len({reason.met, reason.unmet, reason.unknown}) == 3
