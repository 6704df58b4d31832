import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import (
    DisabilityType,
    EvidenceKind,
    MaritalState,
    ParentState,
    PovertyStatus,
    Sex,
    SiAllowanceKind,
    StudyLevel,
    StudyStatus,
    SupporterIncome,
    SupporterState,
)
from policy.facts import (
    Child,
    Evidence,
    Facts,
    PartialDate,
    StudyPause,
    Supporter,
    changed_facts,
    completed_years,
    without_health,
)
from policy.rules.papers import EVIDENCED

DATES = st.dates(date(1900, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "shown", "precision", "earliest", "latest"),
    [
        ("1950", "1950", "year", date(1950, 1, 1), date(1950, 12, 31)),
        ("06/1950", "06/1950", "month", date(1950, 6, 1), date(1950, 6, 30)),
        ("6/1950", "06/1950", "month", date(1950, 6, 1), date(1950, 6, 30)),
        ("12/06/1950", "12/06/1950", "day", date(1950, 6, 12), date(1950, 6, 12)),
        ("1950-06-12", "12/06/1950", "day", date(1950, 6, 12), date(1950, 6, 12)),
        ("1952-02", "02/1952", "month", date(1952, 2, 1), date(1952, 2, 29)),
    ],
)
def test_partial_date_read_and_shown(
    text: str, shown: str, precision: str, earliest: date, latest: date
) -> None:
    found = PartialDate.parse(text)
    assert (str(found), found.precision, found.earliest, found.latest) == (shown, precision, earliest, latest)


@pytest.mark.parametrize("text", ["", "31/02/1950", "13/1950", "00/1950", "50", "1950-06-12-01", "năm 1950"])
def test_partial_date_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


def test_partial_date_refuses_a_day_without_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(1950, None, 12)


@given(DATES, st.sampled_from(["day", "month", "year"]))
def test_partial_date_survives_columns_and_text(day: date, precision: str) -> None:
    found = PartialDate.from_columns(day, precision)
    again = PartialDate.from_columns(found.earliest, found.precision)
    assert (again, PartialDate.parse(found.iso()), PartialDate.parse(str(found))) == (found, found, found)


@given(DATES, DATES, st.sampled_from(["day", "month", "year"]))
def test_age_range_holds_the_true_age(day: date, on: date, precision: str) -> None:
    least, greatest = PartialDate.from_columns(day, precision).age_range(on)
    assert least <= completed_years(day, on) <= greatest


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(1950, 6, 12), date(2025, 6, 11), 74),
        (date(1950, 6, 12), date(2025, 6, 12), 75),
        (date(1952, 2, 29), date(2027, 2, 27), 74),
        (date(1952, 2, 29), date(2027, 2, 28), 75),
        (date(1952, 2, 29), date(2028, 2, 28), 75),
        (date(1952, 2, 29), date(2028, 2, 29), 76),
        (date(2026, 6, 2), date(2025, 6, 30), 0),
    ],
)
def test_completed_years(born: date, on: date, age: int) -> None:
    assert completed_years(born, on) == age


def test_facts_survive_json() -> None:
    facts = Facts(
        born=PartialDate(1984, 5),
        sex=Sex.FEMALE,
        father_state=ParentState.DEAD,
        study_status=StudyStatus.PAUSED,
        abandoned=False,
        poverty=PovertyStatus.NEAR_POOR,
        marital_state=MaritalState.WIDOWED,
        children=(Child(PartialDate(2015), True), Child(None)),
        died_on=date(2026, 3, 4),
    )
    assert Facts.from_json(facts.to_json()) == facts


OLD_SHAPE = {
    "born": "1984-05",
    "sex": "F",
    "father_state": "dead",
    "mother_state": None,
    "abandoned": False,
    "hiv_confirmed": True,
    "poverty": "near_poor",
    "children": [{"born": "2015", "studying": True}, {"born": None, "studying": None}],
    "supporter_state": "none",
    "died_on": None,
}


def test_facts_stored_before_papers_are_still_read() -> None:
    assert Facts.from_json(OLD_SHAPE) == Facts(
        born=PartialDate(1984, 5),
        sex=Sex.FEMALE,
        father_state=ParentState.DEAD,
        abandoned=False,
        hiv_confirmed=True,
        poverty=PovertyStatus.NEAR_POOR,
        children=(Child(PartialDate(2015), True), Child(None)),
        supporter_state=SupporterState.NONE,
    )


TEXTS = st.text(max_size=20)
NEW_DATES = st.dates(date(2000, 1, 1), date(2030, 12, 31))
PARTIAL = st.builds(PartialDate.from_columns, DATES, st.sampled_from(["day", "month", "year"]))
EVIDENCE = st.lists(
    st.builds(
        Evidence,
        fact=st.sampled_from(EVIDENCED),
        kind=st.sampled_from(EvidenceKind),
        number=TEXTS,
        issued_on=st.none() | NEW_DATES,
        issuer=TEXTS,
    ),
    unique_by=lambda row: row.fact,
).map(lambda rows: tuple(sorted(rows, key=lambda row: row.fact)))
PAUSES = st.builds(StudyPause, NEW_DATES, st.none() | NEW_DATES, st.none() | st.booleans())
CHILDREN = st.builds(Child, st.none() | PARTIAL, st.none() | st.booleans(), TEXTS, TEXTS, TEXTS, TEXTS)
SUPPORTERS = st.builds(Supporter, TEXTS, TEXTS, TEXTS, st.none() | st.sampled_from(SupporterIncome))
FACTS = st.builds(
    Facts,
    born=st.none() | PARTIAL,
    hiv_confirmed=st.none() | st.booleans(),
    adopted_on=st.none() | NEW_DATES,
    study_level=st.none() | st.sampled_from(StudyLevel),
    school=st.none() | TEXTS,
    study_pauses=st.none() | st.lists(PAUSES).map(tuple),
    poverty_year=st.none() | st.integers(2016, 2100),
    children=st.none() | st.lists(CHILDREN).map(tuple),
    supporters=st.none() | st.lists(SUPPORTERS).map(tuple),
    disability_types=st.none() | st.lists(st.sampled_from(DisabilityType), unique=True).map(tuple),
    certificate_expires_on=st.none() | NEW_DATES,
    pension_amount=st.none() | st.integers(0, 10**9),
    si_allowance_kind=st.none() | st.sampled_from(SiAllowanceKind),
    evidence=EVIDENCE,
)


@given(FACTS)
def test_any_facts_survive_storage(facts: Facts) -> None:
    stored = json.loads(json.dumps(facts.to_json()))
    assert Facts.from_json(stored) == facts


@given(FACTS)
def test_facts_without_health_say_nothing_of_it(facts: Facts) -> None:
    kept = Facts.from_json(without_health(facts.to_json()))
    assert (kept.hiv_confirmed, kept.evidence_of("hiv_confirmed")) == (None, None)
    assert set(changed_facts(facts, kept)) <= {"hiv_confirmed"}


def test_changed_facts_are_named_with_their_papers() -> None:
    before = Facts(abandoned=True, poverty=PovertyStatus.POOR)
    after = replace(before, poverty=PovertyStatus.NOT_POOR).with_evidence(
        Evidence("abandoned", EvidenceKind.ABANDONMENT_MINUTES, "3")
    )
    assert changed_facts(before, after) == ["abandoned", "poverty"]
    assert changed_facts(after, after) == []


def test_facts_without_json_are_unknown() -> None:
    assert Facts.from_json({}) == Facts()


@pytest.mark.parametrize(
    "data",
    [
        {"colour": "red"},
        {"poverty": "rich"},
        {"adopted": "no"},
        {"children": [{"colour": "red"}]},
        {"evidence": {"colour": {"kind": "other"}}},
        {"pension_amount": -1},
        {"school": 3},
    ],
)
def test_facts_refuse_what_they_do_not_know(data: dict) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Facts.from_json(data)
