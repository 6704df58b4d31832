"""Conditions of the steps, without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cases.papers import Paper, papers_for
from cases.rules import (
    Reason,
    RunningAllowance,
    Standing,
    exclude_each_other,
    replaced_by,
    to_approve,
    to_grant,
    to_receive,
    to_sign,
    unmet,
)
from policy.enums import GroupKey
from policy.law import packaged_law

NOVEMBER, TODAY = dt.date(2026, 11, 1), dt.date(2026, 11, 16)
COMPLETE = Standing(
    group_key="disability_severe",
    start_month=NOVEMBER,
    units=1,
    amount=810_000,
    fits=True,
    fit_detail="",
    papers=frozenset({"form_01", "identity", "disability"}),
    applicant_name="Nguyễn Văn Nam",
    died_on=None,
    record_changed=False,
    other_case="",
    running=(),
    proposes_grant=True,
)
PENSION = RunningAllowance(7, dt.date(2025, 7, 1), 540_000, "15/QĐ-UBND", excluded=True)


def reasons(conditions: tuple) -> list[Reason]:
    return [condition.reason for condition in unmet(conditions)]


@pytest.mark.parametrize("question", [to_receive, to_grant, to_approve, to_sign])
def test_complete_standing_has_nothing_unmet(question) -> None:
    assert unmet(question(COMPLETE)) == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"group_key": ""}, [Reason.GROUP_CHOSEN]),
        ({"applicant_name": " "}, [Reason.APPLICANT_NAMED]),
        ({"papers": frozenset({"form_01", "identity"})}, [Reason.PAPER_PRESENT]),
        ({"died_on": TODAY}, [Reason.ALIVE]),
        ({"other_case": "H48.21211-261110-0001"}, [Reason.NO_OTHER_CASE]),
        ({"fits": False}, []),
    ],
    ids=["group", "applicant", "papers", "death", "other case", "whether it fits is for the appraisal"],
)
def test_receipt_asks_for_a_complete_file(change: dict, missing: list) -> None:
    assert reasons(to_receive(replace(COMPLETE, **change))) == missing


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"fits": False}, [Reason.FACTS_FIT]),
        ({"fits": None}, [Reason.FACTS_FIT]),
        ({"amount": 0}, [Reason.AMOUNT_PAYABLE]),
        ({"died_on": TODAY, "fits": False, "amount": 0}, [Reason.ALIVE]),
        ({"record_changed": True}, [Reason.RECORD_UNCHANGED]),
        ({"running": (replace(PENSION, amount=810_000),)}, [Reason.HIGHEST_ONLY]),
        ({"running": (replace(PENSION, amount=1_350_000),)}, [Reason.HIGHEST_ONLY]),
        ({"running": (replace(PENSION, start_month=NOVEMBER),)}, [Reason.REPLACEABLE]),
        ({"running": (PENSION,)}, []),
        ({"running": (replace(PENSION, amount=1_350_000, excluded=False),)}, []),
    ],
    ids=[
        "do not fit", "cannot be told", "nothing payable", "death", "record changed", "equal allowance",
        "greater allowance", "allowance of this month", "lower allowance gives way", "both go together",
    ],
)  # fmt: skip
def test_grant_asks_what_the_law_asks(change: dict, missing: list) -> None:
    assert reasons(to_grant(replace(COMPLETE, **change))) == missing


def test_proposal_to_refuse_may_be_approved_but_not_signed() -> None:
    unfit = replace(COMPLETE, fits=False, proposes_grant=False)
    assert to_approve(unfit) == ()
    assert reasons(to_sign(unfit)) == [Reason.PROPOSED_GRANT, Reason.FACTS_FIT]


def test_lower_excluded_allowance_is_replaced_and_no_other() -> None:
    other = replace(PENSION, entitlement_id=8, excluded=False)
    dearer = replace(PENSION, entitlement_id=9, amount=900_000)
    assert replaced_by(replace(COMPLETE, running=(PENSION, other, dearer))) == (PENSION,)


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("pension_75", "elderly_poor", True),
        ("disability_severe", "elderly_poor", True),
        ("single_parent", "disability_severe", False),
        ("disability_extreme", "single_parent", False),
        ("single_parent", "elderly_poor", False),
        ("single_parent", "adult_hiv", False),
        ("single_parent", "pension_75", True),
        ("single_parent", "single_parent", True),
    ],
)
def test_highest_only_with_the_single_parent_exception(one: str, other: str, excluded: bool) -> None:
    law = packaged_law()
    groups = [law.group(key, TODAY) for key in (one, other)]
    assert exclude_each_other(*groups) == excluded


@pytest.mark.parametrize("group", list(GroupKey))
def test_every_group_asks_for_the_declaration_and_identity_first(group: str) -> None:
    assert papers_for(group)[:2] == (Paper.FORM_01, Paper.IDENTITY)
    assert len(set(papers_for(group))) == len(papers_for(group))
