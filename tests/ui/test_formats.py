"""Numbers, dates and months as Vietnamese readers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from ui import formats
from ui.templatetags.ui import day, moment, money, month, number


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567"), (-540000, "-540.000")],
)
def test_numbers_are_grouped_by_dots(value: int, words: str) -> None:
    assert formats.grouped(value) == words


def test_filters_write_the_vietnamese_way() -> None:
    date = dt.date(2026, 9, 5)
    # 18:30 UTC is already the next day in Việt Nam.
    instant = dt.datetime(2026, 9, 5, 18, 30, tzinfo=dt.UTC)
    assert [money(1234567), number(1234567), day(date), month(date), day(instant), moment(instant)] == [
        "1.234.567 đ",
        "1.234.567",
        "05/09/2026",
        "09/2026",
        "06/09/2026",
        "01:30 06/09/2026",
    ]


def test_filters_leave_nothing_empty() -> None:
    assert [money(None), number(None), day(None), month(None), moment(None)] == [""] * 5
