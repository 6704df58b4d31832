from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.enums import MaritalState, ParentState, PovertyStatus, Sex, StudyStatus
from policy.facts import Child, Facts, PartialDate, completed_years

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


def test_facts_without_json_are_unknown() -> None:
    assert Facts.from_json({}) == Facts()


@pytest.mark.parametrize("data", [{"colour": "red"}, {"poverty": "rich"}, {"adopted": "no"}])
def test_facts_refuse_what_they_do_not_know(data: dict) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Facts.from_json(data)
