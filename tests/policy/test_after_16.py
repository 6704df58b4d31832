"""Who came to a facility as a child and is 16: Decree 20/2021, Article 26; Decree 335/2026, Article 23."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import Admission, StudyStatus
from policy.facts import PartialDate
from policy.months import add_months
from policy.rules import Support, assess, community_beside_facility, facility_due, facility_nurturing_due
from policy.support_facts import FacilityFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, born, facts

STUDENT = FacilityFacts(
    Admission.HARDSHIP,
    born("10/02/2008"),
    admitted_on=date(2015, 5, 1),
    stays_as_adult=False,
    study_status=StudyStatus.STUDYING,
)
LEFT = replace(
    STUDENT, study_status=StudyStatus.NOT_STUDYING, study_ended_on=date(2024, 5, 31), self_reliant=False
)


def due(person: FacilityFacts, month: str, known_on: str) -> Support:
    return facility_due(
        facts=person, month=date.fromisoformat(f"{month}-01"), known_on=date.fromisoformat(known_on), law=LAW
    )


@pytest.mark.parametrize(
    ("person", "month", "known_on", "key", "amount"),
    [
        pytest.param(
            STUDENT,
            "2024-02",
            "2024-02-20",
            "facility_nurturing",
            1_440_000,
            id="25(1) the month of turning 16",
        ),
        pytest.param(STUDENT, "2024-03", "2024-03-20", "facility_studying", 1_440_000, id="26(2) studying"),
        pytest.param(
            replace(STUDENT, study_status=StudyStatus.PAUSED),
            "2024-03",
            "2024-03-20",
            "facility_studying",
            1_440_000,
            id="26(2) on a pause",
        ),
        pytest.param(
            replace(STUDENT, born=born("10/02/2002")),
            "2024-02",
            "2024-02-20",
            "facility_studying",
            1_440_000,
            id="26(2) the month of turning 22",
        ),
        pytest.param(
            replace(STUDENT, born=born("10/02/2002")),
            "2024-03",
            "2024-03-20",
            None,
            0,
            id="26(2) no more than 22",
        ),
        pytest.param(
            replace(STUDENT, born=born("10/02/2002")),
            "2026-11",
            "2026-11-20",
            "facility_studying",
            2_160_000,
            id="335/2026 23 no limit of 22",
        ),
        pytest.param(LEFT, "2024-06", "2024-06-20", "facility_leaving", 1_440_000, id="26(5) after school"),
        pytest.param(LEFT, "2026-05", "2026-05-20", "facility_leaving", 2_000_000, id="26(5) the 24th month"),
        pytest.param(LEFT, "2026-06", "2026-06-20", None, 0, id="26(5) no more than 24 months"),
        pytest.param(LEFT, "2026-11", "2026-11-20", None, 0, id="335/2026 23 back to the community"),
        pytest.param(
            replace(LEFT, admitted_as=Admission.SANCTION),
            "2024-06",
            "2024-06-20",
            "facility_leaving",
            1_440_000,
            id="26(5) of 24(3)",
        ),
        pytest.param(
            replace(LEFT, admitted_as=Admission.EMERGENCY),
            "2024-06",
            "2024-06-20",
            None,
            0,
            id="26(5) not of 24(2)",
        ),
        pytest.param(
            replace(LEFT, self_reliant=True), "2024-06", "2024-06-20", None, 0, id="26(5) self-reliant"
        ),
        pytest.param(
            replace(LEFT, stays_as_adult=True),
            "2026-11",
            "2026-11-20",
            "facility_nurturing",
            2_160_000,
            id="24(1)(c) stays as a disabled adult",
        ),
        pytest.param(
            replace(LEFT, admitted_on=date(2025, 1, 10)),
            "2026-11",
            "2026-11-20",
            "facility_nurturing",
            2_160_000,
            id="24(1) came at 16",
        ),
        pytest.param(
            replace(STUDENT, died_on=date(2024, 3, 5)), "2024-04", "2024-04-20", None, 0, id="25 after death"
        ),
        pytest.param(
            replace(STUDENT, admitted_as=Admission.VOLUNTARY),
            "2024-03",
            "2024-03-20",
            None,
            0,
            id="24(5) by contract",
        ),
    ],
)
def test_after_16(person: FacilityFacts, month: str, known_on: str, key: str | None, amount: int) -> None:
    found = due(person, month, known_on)
    assert (found.fits, [share.benefit for share in found.chosen], found.amount) == (
        key is not None, [key] if key else [], amount,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "needs"),
    [
        pytest.param({"admitted_on": None}, ("admitted_on",), id="day of admission"),
        pytest.param({"admitted_on": None, "stays_as_adult": None}, ("admitted_on",), id="both grounds"),
        pytest.param({"study_status": None}, ("study_status",), id="studies"),
        pytest.param({"self_reliant": None}, ("self_reliant",), id="own living"),
        pytest.param({"study_ended_on": None}, ("study_ended_on",), id="end of studies"),
        pytest.param({"admitted_as": None}, ("admitted_as",), id="ground"),
        pytest.param(
            {"born": born("2008"), "admitted_on": date(2024, 6, 1)}, ("admitted_on",), id="age at admission"
        ),
    ],
)
def test_after_16_cannot_be_told(known: dict[str, Any], needs: tuple[str, ...]) -> None:
    found = due(replace(LEFT, **known), "2025-01", "2025-01-20")
    assert (found.fits, found.amount, set(found.needs)) == (None, 0, set(needs))


@pytest.mark.parametrize("birth", [pytest.param(None, id="no birth date"), pytest.param("2008", id="a year")])
def test_unproven_birth_changes_nothing_until_proven(birth: str | None) -> None:
    person = replace(STUDENT, born=born(birth) if birth else None, admitted_on=date(2015, 5, 1))
    found = due(person, "2024-06", "2024-06-20")
    assert [share.benefit for share in found.chosen] == ["facility_nurturing"]


def test_month_must_be_its_first_day() -> None:
    with pytest.raises(ValueError, match="first day"):
        facility_due(facts=STUDENT, month=date(2024, 3, 2), known_on=date(2024, 3, 20), law=LAW)


def test_refusal_says_that_the_person_came_as_a_child_and_left_school() -> None:
    found = due(LEFT, "2026-06", "2026-06-20")
    reasons = {finding.reason for share in found.not_given for finding in share.unmet}
    assert reasons == {SupportReason.STUDYING_AFTER_16, SupportReason.MONTHS_SINCE_SCHOOL}


@given(
    st.dates(date(1940, 1, 1), date(2026, 6, 30)),
    st.sampled_from([*Admission, None]),
    st.integers(0, 60),
    st.booleans(),
)
def test_no_month_has_both_facility_and_monthly_assistance(
    birth: date, ground: Admission | None, index: int, disabled: bool
) -> None:
    """Article 25(5): whoever is paid in a facility is paid no monthly assistance, and the other way round."""
    month = add_months(date(2021, 7, 1), index)
    person = facts(
        f"{birth:%d/%m/%Y}", father_state="dead", mother_state="dead",
        disability_degree="extreme" if disabled else "none",
    )  # fmt: skip
    nurturing = facility_nurturing_due(
        facts=FacilityFacts(ground, PartialDate.from_date(birth)), month=month, known_on=month, law=LAW
    )
    found = community_beside_facility(nurturing, assess(person, month, LAW))
    community = [item for item in found.choice.chosen if item.programme == "monthly_assistance"]
    assert not (nurturing.fits and nurturing.amount and community)
    assert found.settled == (ground is not None or nurturing.fits is False)
