"""Fields for dates, months and money typed the Vietnamese way."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from ui.fields import DayField, MoneyField, MonthField


@pytest.mark.parametrize(
    "typed", ["05/09/2026", "5/9/2026", "5-9-2026", "5.9.2026", "05 09 2026", "2026-09-05", "05092026"]
)
def test_day_is_read_in_every_common_way(typed: str) -> None:
    assert DayField().clean(typed) == dt.date(2026, 9, 5)


@pytest.mark.parametrize("typed", ["31/02/2026", "09/2026", "2026", "mai"])
def test_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(typed)
    assert refusal.value.code == "invalid"


@pytest.mark.parametrize("typed", ["09/2026", "9/2026", "9-2026", "2026-09"])
def test_month_is_its_first_day(typed: str) -> None:
    assert MonthField().clean(typed) == dt.date(2026, 9, 1)


@pytest.mark.parametrize("typed", ["13/2026", "2026", "09/10/2026", "chín"])
def test_month_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        MonthField().clean(typed)
    assert refusal.value.code == "invalid"


def test_month_is_shown_as_typed() -> None:
    assert MonthField().prepare_value(dt.date(2026, 9, 1)) == "09/2026"


@pytest.mark.parametrize("typed", ["1.234.567", "1234567", " 1.234.567 đ", "1.234.567 đồng", "1 234 567"])
def test_money_is_read_with_or_without_dots(typed: str) -> None:
    assert MoneyField().clean(typed) == 1234567


@pytest.mark.parametrize("typed", ["540.5", "540,000", "năm trăm", "1.23.456"])
def test_money_that_is_unclear_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        MoneyField().clean(typed)
    assert refusal.value.code == "invalid"


def test_money_below_the_least_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        MoneyField().clean("-5")
    assert refusal.value.code == "min_value"


def test_money_is_shown_grouped() -> None:
    assert MoneyField().prepare_value(1234567) == "1.234.567"
