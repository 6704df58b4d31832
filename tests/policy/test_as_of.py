"""What the facts say on a day: by the article, on the day, the day before, in another year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policy.enums import Outcome, StudyStatus, SupporterIncome, SupporterState
from policy.facts import Facts, StudyPause, Supporter
from policy.reasons import Reason
from policy.rules.as_of import facts_as_of
from tests.policy.people import NEW, facts, judged

AID, PENSION, OWN = (
    SupporterIncome.MONTHLY_ASSISTANCE,
    SupporterIncome.SOCIAL_PENSION,
    SupporterIncome.OWN_INCOME,
)
NOTHING = SupporterIncome.NOTHING


def supporters(*incomes: SupporterIncome | None) -> tuple[Supporter, ...]:
    return tuple(Supporter("Nguyễn Văn Nam", "con", receives=income) for income in incomes)


@pytest.mark.parametrize(
    ("listed", "stated", "fits", "needs"),
    [
        pytest.param((), "able", True, (), id="5.a list empty"),
        pytest.param((AID,), "able", True, (), id="5.a on monthly assistance"),
        pytest.param((AID, AID), None, True, (), id="5.a all on monthly assistance"),
        pytest.param((AID, OWN), "all_on_allowance", False, (), id="5.a one with own income"),
        pytest.param((NOTHING,), None, False, (), id="5.a one without allowance"),
        pytest.param((AID, None), None, None, ("supporters",), id="5.a one not known"),
        pytest.param((PENSION,), None, None, ("supporters",), id="5.a social pension left open"),
        pytest.param((PENSION,), "all_on_allowance", True, (), id="5.a social pension, officer states"),
        pytest.param((PENSION,), "none", None, ("supporters",), id="5.a statement against the list"),
        pytest.param(None, "none", True, (), id="5.a no list, officer states"),
        pytest.param(None, None, None, ("supporter_state",), id="5.a nothing known"),
    ],
)
def test_supporters_are_judged_by_their_list(
    listed: tuple | None, stated: str | None, fits: bool | None, needs: tuple[str, ...]
) -> None:
    state = SupporterState(stated) if stated else None
    rows = None if listed is None else supporters(*listed)
    found = judged(facts("1960", poverty="poor", supporter_state=state, supporters=rows), "elderly_poor", NEW)
    assert (found.fits, found.needs) == (fits, needs)


@pytest.mark.parametrize(
    ("year", "on", "fits"),
    [
        pytest.param(2026, date(2026, 12, 31), True, id="07/2021 last day of its year"),
        pytest.param(2026, date(2027, 1, 1), None, id="07/2021 first day of the next year"),
        pytest.param(2027, date(2026, 12, 31), None, id="07/2021 year not begun"),
        pytest.param(None, date(2027, 1, 1), True, id="07/2021 stated for the year judged"),
    ],
)
def test_poverty_counts_in_its_own_year(year: int | None, on: date, fits: bool | None) -> None:
    person = facts("1960", poverty="poor", poverty_year=year, supporter_state="none")
    found = judged(person, "elderly_poor", on)
    assert (found.fits, found.needs) == (fits, () if fits else ("poverty",))
    (condition,) = [finding for finding in found.findings if finding.reason == Reason.POOR]
    assert condition.number == on.year


STUDYING = {"had_clause1_before_16": True, "study_status": StudyStatus.STUDYING}
SPRING = (date(2026, 2, 1), date(2026, 6, 30))


def paused(*pause: Any) -> dict[str, Any]:
    return {"study_pauses": (StudyPause(*pause),)}


@pytest.mark.parametrize(
    ("known", "on", "fits", "needs"),
    [
        pytest.param({}, NEW, True, (), id="2 studying"),
        pytest.param({"study_level": "general"}, NEW, True, (), id="2 general education"),
        pytest.param({"study_level": "other"}, NEW, False, (), id="2 second degree"),
        pytest.param({"course_ends_on": NEW}, NEW, True, (), id="2 last day of the course"),
        pytest.param(
            {"course_ends_on": date(2026, 11, 15)}, NEW, None, ("course_ends_on",), id="2 the day after"
        ),
        pytest.param(paused(*SPRING, True), NEW, True, (), id="2 pause authorised"),
        pytest.param(paused(*SPRING, False), NEW, False, (), id="2 pause not authorised"),
        pytest.param(paused(*SPRING), NEW, None, ("study_pauses",), id="2 pause unclear"),
        pytest.param(paused(NEW, None, True), NEW, True, (), id="2 on a pause"),
        pytest.param(paused(NEW, None, False), NEW, False, (), id="2 broke off today"),
        pytest.param(
            paused(date(2026, 11, 17), None, False), NEW, True, (), id="2 breaks off later"
        ),
        pytest.param({"study_status": None}, NEW, None, ("study_status",), id="2 nothing known"),
    ],
)  # fmt: skip
def test_studies_are_judged_by_course_and_pauses(
    known: dict[str, Any], on: date, fits: bool | None, needs: tuple[str, ...]
) -> None:
    found = judged(facts("2009-01-05", **STUDYING | known), "youth_studying", on)
    assert (found.fits, found.needs) == (fits, needs)


@pytest.mark.parametrize(
    ("adopted", "adopted_on", "fits"),
    [
        pytest.param(None, date(2026, 11, 17), True, id="1.a the day before"),
        pytest.param(True, date(2026, 11, 17), True, id="1.a adopted from tomorrow"),
        pytest.param(None, NEW, False, id="1.a the day"),
        pytest.param(False, None, True, id="1.a nobody has adopted"),
        pytest.param(None, None, None, id="1.a not known"),
    ],
)
def test_adoption_counts_from_its_day(
    adopted: bool | None, adopted_on: date | None, fits: bool | None
) -> None:
    child = facts("2020", abandoned=True, adopted=adopted, adopted_on=adopted_on)
    assert judged(child, "child_abandoned", NEW).fits is fits


@pytest.mark.parametrize(
    ("flag", "pension", "allowance", "known"),
    [
        (False, 1_200_000, None, True),
        (None, None, 1, True),
        (True, 0, 0, False),
        (True, 0, None, True),
        (None, None, None, None),
    ],
)
def test_pension_follows_from_the_amounts(
    flag: bool | None, pension: int | None, allowance: int | None, known: bool | None
) -> None:
    told = Facts(has_pension_or_si=flag, pension_amount=pension, si_allowance_amount=allowance)
    assert facts_as_of(told, NEW).has_pension_or_si is known


def test_finding_names_the_list_it_rests_on() -> None:
    person = facts("1960", poverty="poor", supporters=supporters(AID))
    found = judged(person, "elderly_poor", NEW)
    assert [(item.fact, item.field) for item in found.findings if item.field.startswith("supporter")] == [
        ("all_on_allowance", "supporters")
    ]
    assert {item.outcome for item in found.findings} == {Outcome.MET}
