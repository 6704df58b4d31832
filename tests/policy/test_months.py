from datetime import date

import pytest

from policy.months import (
    add_months,
    first_of,
    format_month,
    last_day_of,
    months_between,
    next_month,
    parse_month,
    previous_month,
    require_month,
)


def test_first_and_last_day() -> None:
    assert (first_of(date(2024, 2, 17)), last_day_of(date(2024, 2, 1))) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
    )


def test_neighbours_across_new_year() -> None:
    assert (next_month(date(2026, 12, 31)), previous_month(date(2026, 1, 15))) == (
        date(2027, 1, 1),
        date(2025, 12, 1),
    )


@pytest.mark.parametrize(
    ("count", "month"),
    [(0, date(2026, 7, 1)), (6, date(2027, 1, 1)), (-7, date(2025, 12, 1)), (12, date(2027, 7, 1))],
)
def test_add_months(count: int, month: date) -> None:
    assert add_months(date(2026, 7, 1), count) == month


def test_months_between_includes_both_ends() -> None:
    assert months_between(date(2026, 11, 1), date(2027, 1, 1)) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def test_months_between_the_wrong_way_round() -> None:
    assert months_between(date(2026, 11, 1), date(2026, 10, 1)) == []


@pytest.mark.parametrize("text", ["2026-10", "2026-10 ", "10/2026"])
def test_parse_month(text: str) -> None:
    assert parse_month(text) == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "tháng 10", "2026-10-01"])
def test_parse_month_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        parse_month(text)


def test_format_month() -> None:
    assert format_month(date(2026, 7, 1)) == "07/2026"


def test_require_month_refuses_another_day() -> None:
    with pytest.raises(ValueError, match="2026-10-02"):
        require_month(date(2026, 10, 2))
