"""Form fields for dates, months and money typed the Vietnamese way."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ui import formats

# Years a day or month of these papers can lie in.
_YEARS = range(1880, 2201)
# What people type between day, month and year.
_SEPARATORS = re.compile(r"[\s./-]+")


class DayField(forms.DateField):
    """A date typed as dd/mm/yyyy, also d-m-yyyy, ddmmyyyy or ISO. Cleans to `datetime.date`."""

    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
    )
    input_formats = ["%d/%m/%Y", "%d/%m/%y", "%d%m%Y", "%Y/%m/%d"]
    default_error_messages = {"invalid": _("Enter a date as day/month/year, for example 05/09/2026.")}

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str):
            value = _SEPARATORS.sub("/", value.strip())
        day = super().to_python(value)
        if day is not None and day.year not in _YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class MonthField(forms.Field):
    """A month typed as mm/yyyy, also m-yyyy or ISO yyyy-mm. Cleans to day 1 of it."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "mm/yyyy", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Enter a month as month/year, for example 09/2026.")}

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value.replace(day=1)
        parts = _SEPARATORS.sub("/", str(value).strip()).split("/")
        if len(parts) == 2 and len(parts[0]) == 4:
            parts.reverse()
        try:
            month, year = (int(part) for part in parts)
            first = dt.date(year, month, 1)
        except (ValueError, OverflowError) as refusal:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refusal
        if year not in _YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return first

    def prepare_value(self, value: Any) -> Any:
        return formats.month(value) if isinstance(value, dt.date) else value


class MoneyField(forms.Field):
    """Whole đồng typed with or without dots: "1.234.567". Cleans to int, never below `min_value`."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Enter a whole amount in đồng, for example 540.000."),
        "min_value": _("The amount is too small."),
    }

    def __init__(self, *, min_value: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value = min_value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        digits = re.sub(r"\s|đ(ồng)?$", "", str(value).strip())
        # Dots group by three; "540.5" is a mistake, not 5.405.
        if not re.fullmatch(r"-?(\d+|\d{1,3}(\.\d{3})+)", digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(digits.replace(".", ""))

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and value < self.min_value:
            raise ValidationError(self.error_messages["min_value"], code="min_value")

    def prepare_value(self, value: Any) -> Any:
        return formats.grouped(value) if isinstance(value, int) else value
