"""Who may take someone in: Articles 22 and 23 of Decree 20/2021, Articles 19 and 20 of Decree 335/2026."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.carer_reasons import CarerReason
from policy.enums import CarerOf, Outcome
from policy.rules import judge_carer
from policy.support_facts import CarerFacts
from tests.policy.people import LAW, NEW, OLD

AGAINST = ("ill_treated", "profiteered", "no_longer_able", "violated_rights", "sanctioned")
# Everything is well; nobody is kin of the child, and husband and wife live together.
GOOD = CarerFacts(
    **{field.name: field.name not in (*AGAINST, "close_kin_of_clause_1") for field in fields(CarerFacts)}
)
STRANGER, KIN = False, True


def judged(carer_of: CarerOf, on: date, **known: Any) -> Any:
    return judge_carer(facts=replace(GOOD, **known), carer_of=carer_of, on=on, law=LAW)


@pytest.mark.parametrize("on", [OLD, NEW])
@pytest.mark.parametrize("carer_of", list(CarerOf))
def test_good_carer_meets_every_condition(carer_of: CarerOf, on: date) -> None:
    found = judged(carer_of, on)
    assert (found.fits, found.needs, found.unmet) == (True, (), ())


@pytest.mark.parametrize(
    ("carer_of", "on", "unmet", "kin", "reason", "article"),
    [
        pytest.param(
            "child",
            OLD,
            {"capacity": False},
            STRANGER,
            "CAPACITY",
            "điểm a khoản 1 Điều 22",
            id="20/2021 22(1)(a)",
        ),
        pytest.param(
            "child",
            OLD,
            {"voluntary": False},
            STRANGER,
            "VOLUNTARY",
            "điểm b khoản 1 Điều 22",
            id="20/2021 22(1)(b)",
        ),
        pytest.param(
            "child", OLD, {"home": False}, STRANGER, "HOME", "điểm c khoản 1 Điều 22", id="20/2021 22(1)(c)"
        ),
        pytest.param(
            "child",
            OLD,
            {"economic_means": False},
            STRANGER,
            "MEANS",
            "điểm d khoản 1 Điều 22",
            id="20/2021 22(1)(d) means",
        ),
        pytest.param(
            "child",
            OLD,
            {"health": False},
            STRANGER,
            "HEALTH",
            "điểm d khoản 1 Điều 22",
            id="20/2021 22(1)(d) health",
        ),
        pytest.param(
            "child",
            OLD,
            {"spouse_capacity": False},
            STRANGER,
            "SPOUSE_CAPACITY",
            "điểm đ khoản 1 Điều 22",
            id="20/2021 22(1)(đ) with a",
        ),
        pytest.param(
            "child",
            OLD,
            {"spouse_voluntary": False},
            STRANGER,
            "SPOUSE_VOLUNTARY",
            "điểm đ khoản 1 Điều 22",
            id="20/2021 22(1)(đ) with b",
        ),
        pytest.param("child", OLD, {"capacity": False}, KIN, None, "", id="20/2021 22(2) kin, a"),
        pytest.param(
            "child",
            OLD,
            {"voluntary": False},
            KIN,
            "VOLUNTARY",
            "điểm b khoản 1 Điều 22",
            id="20/2021 22(2) kin, not b",
        ),
        pytest.param("child", OLD, {"home": False}, KIN, None, "", id="20/2021 22(2) kin, c"),
        pytest.param(
            "child", OLD, {"economic_means": False, "health": False}, KIN, None, "", id="20/2021 22(2) kin, d"
        ),
        pytest.param(
            "child",
            OLD,
            {"spouse_capacity": False},
            KIN,
            "SPOUSE_CAPACITY",
            "điểm đ khoản 1 Điều 22",
            id="20/2021 22(2) kin, not đ",
        ),
        pytest.param(
            "child",
            OLD,
            {"ill_treated": True},
            KIN,
            "NO_ILL_TREATMENT",
            "điểm a khoản 4 Điều 22",
            id="20/2021 22(4)(a)",
        ),
        pytest.param(
            "child",
            OLD,
            {"profiteered": True},
            KIN,
            "NO_PROFITEERING",
            "điểm b khoản 4 Điều 22",
            id="20/2021 22(4)(b)",
        ),
        pytest.param(
            "child",
            OLD,
            {"no_longer_able": True},
            KIN,
            "STILL_ABLE",
            "điểm c khoản 4 Điều 22",
            id="20/2021 22(4)(c)",
        ),
        pytest.param(
            "child",
            OLD,
            {"violated_rights": True},
            KIN,
            "RIGHTS_KEPT",
            "điểm d khoản 4 Điều 22",
            id="20/2021 22(4)(d)",
        ),
        pytest.param(
            "child",
            OLD,
            {"sanctioned": True},
            KIN,
            "NO_SANCTION",
            "điểm d khoản 2 Điều 2",
            id="TT 02/2021 2(2)(d)",
        ),
        pytest.param(
            "adult",
            OLD,
            {"capacity": False},
            KIN,
            "CAPACITY",
            "điểm a khoản 1 Điều 23",
            id="20/2021 23(1)(a)",
        ),
        pytest.param(
            "adult", OLD, {"health": False}, KIN, "HEALTH", "điểm b khoản 1 Điều 23", id="20/2021 23(1)(b)"
        ),
        pytest.param(
            "adult", OLD, {"home": False}, KIN, "HOME", "điểm c khoản 1 Điều 23", id="20/2021 23(1)(c)"
        ),
        pytest.param(
            "adult",
            OLD,
            {"economic_means": False},
            KIN,
            "MEANS",
            "điểm d khoản 1 Điều 23",
            id="20/2021 23(1)(d)",
        ),
        pytest.param(
            "adult",
            OLD,
            {"spouse_health": False},
            KIN,
            "SPOUSE_HEALTH",
            "điểm đ khoản 1 Điều 23",
            id="20/2021 23(1)(đ) with b",
        ),
        pytest.param("adult", OLD, {"voluntary": False}, KIN, None, "", id="20/2021 23 asks for no will"),
        pytest.param(
            "adult",
            OLD,
            {"violated_rights": True},
            STRANGER,
            "RIGHTS_KEPT",
            "điểm d khoản 2 Điều 23",
            id="20/2021 23(2)(d)",
        ),
        pytest.param("child", NEW, {"home": False}, STRANGER, "HOME", "Điều 19", id="335/2026 19 home"),
        pytest.param("child", NEW, {"spouse_capacity": False}, KIN, None, "", id="335/2026 19 kin, đ too"),
        pytest.param(
            "child", NEW, {"voluntary": False}, KIN, "VOLUNTARY", "Điều 19", id="335/2026 19 kin, not b"
        ),
        pytest.param(
            "adult", NEW, {"economic_means": False}, STRANGER, "MEANS", "Điều 20", id="335/2026 20 means"
        ),
        pytest.param(
            "child", NEW, {"sanctioned": True}, KIN, "NO_SANCTION", "Điều 9", id="335/2026 9 sanctioned"
        ),
    ],
)
def test_condition_not_met(
    carer_of: str, on: date, unmet: dict[str, bool], kin: bool, reason: str | None, article: str
) -> None:
    found = judged(CarerOf(carer_of), on, **unmet, close_kin_of_clause_1=kin)
    missing = [
        (item.reason, item.article.split(" Nghị định")[0].split(" Thông tư")[0]) for item in found.unmet
    ]
    assert (found.fits, missing) == (
        reason is None,
        [(CarerReason[reason], article)] if reason else [],
    )


@pytest.mark.parametrize("on", [OLD, NEW])
@pytest.mark.parametrize("carer_of", list(CarerOf))
@pytest.mark.parametrize("fact", [field.name for field in fields(CarerFacts)])
def test_unknown_fact_is_never_a_silent_no(fact: str, carer_of: CarerOf, on: date) -> None:
    """Whatever is not known is either not asked or named as needed."""
    found = judged(carer_of, on, **{fact: None})
    asked = {item.field for item in judged(carer_of, on).findings} | {"lives_with_spouse"}
    assert (found.fits, found.needs) == ((None, (fact,)) if fact in asked else (True, ()))


def test_kinship_is_asked_only_where_it_would_excuse() -> None:
    poor = judged(CarerOf.CHILD, OLD, economic_means=False, close_kin_of_clause_1=None)
    fine = judged(CarerOf.CHILD, OLD, close_kin_of_clause_1=None)
    assert [(item.fits, item.needs) for item in (poor, fine)] == [
        (None, ("close_kin_of_clause_1",)),
        (True, ()),
    ]


def test_unmarried_carer_needs_no_spouse_conditions() -> None:
    alone = judged(CarerOf.CHILD, OLD, lives_with_spouse=False, spouse_capacity=None, spouse_voluntary=None)
    assert (alone.fits, alone.needs) == (True, ())


def test_no_conditions_before_the_first_decree() -> None:
    found = judged(CarerOf.CHILD, date(2021, 6, 30))
    assert (found.fits, [item.reason.value for item in found.findings]) == (False, ["support_in_force"])


@given(
    st.builds(
        CarerFacts, **{field.name: st.sampled_from([True, False, None]) for field in fields(CarerFacts)}
    ),
    st.sampled_from(list(CarerOf)),
    st.sampled_from([OLD, NEW]),
)
def test_every_finding_cites_an_article_and_settled_answers_need_nothing(
    facts: CarerFacts, carer_of: CarerOf, on: date
) -> None:
    found = judge_carer(facts=facts, carer_of=carer_of, on=on, law=LAW)
    assert [item for item in found.findings if "Điều" not in item.article or not item.field] == []
    unknown = {item.field for item in found.findings if item.outcome == Outcome.UNKNOWN}
    assert set(found.needs) == (unknown if found.fits is None else set())
