"""What every proposal of a change of the law has: its reason, and the instrument it is written in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from offices.names import fold
from policy.enums import INSTRUMENT_KINDS, Mark
from policy.labels import LABELS
from policy.law import Instrument, Law
from policy.months import last_day_of
from policy.rules.area_changes import AreaChange
from policy.rules.changes import Change
from ui.fields import DayField, MonthField


class CoefficientField(forms.Field):
    """A coefficient typed with a comma or a point: 1,5. Cleans to Decimal."""

    default_error_messages = {"invalid": _("Enter a coefficient, for example 1,5.")}
    limit = 1000

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation as refusal:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from refusal
        if not number.is_finite() or number >= self.limit or number != round(number, 2):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class ProposalForm(forms.Form):
    """A change of the law: what is new, and why it is proposed."""

    reason = forms.CharField(
        label=_("Why it is proposed"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, law: Law, province: tuple[str, str], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.law, self.province, self.today = law, province, today

    def what(self) -> list[forms.BoundField]:
        """The fields of the figure itself."""
        return [bound for bound in self if bound.name not in {*WrittenForm.BASIS, "reason"}]

    def basis(self) -> list[forms.BoundField]:
        """The fields that say where it is written."""
        return [bound for bound in self if bound.name in WrittenForm.BASIS]

    def change(self) -> Change | AreaChange:
        """What the valid form asks for."""
        raise NotImplementedError


class WrittenForm(ProposalForm):
    """Something with the instrument it is written in, on record or new."""

    BASIS = (
        "instrument", "new_kind", "new_number", "new_title", "new_issued_on", "new_in_force_on", "article",
        "mark",
    )  # fmt: skip

    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    new_kind = forms.ChoiceField(
        label=_("Kind of the new instrument"),
        required=False,
        choices=[("", "–"), *((kind, kind) for kind in INSTRUMENT_KINDS)],
    )
    new_number = forms.CharField(label=_("Number"), required=False, max_length=30)
    new_title = forms.CharField(label=_("Title"), required=False, max_length=300)
    new_issued_on = DayField(label=_("Issued on"), required=False)
    new_in_force_on = DayField(label=_("In force from"), required=False)
    article = forms.CharField(
        label=_("Article"), max_length=120, help_text=_("As cited: clause, then article.")
    )
    mark = forms.ChoiceField(
        label=_("How sure it is"),
        choices=[
            (Mark.SOURCED.value, _("Read in the official text")),
            (Mark.RECALLED.value, LABELS[Mark][Mark.RECALLED]),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(row.id, row.name_vi) for row in reversed(self.law.instruments)]
        self.fields["instrument"].choices = [("", _("A new one, described below")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("instrument") and "instrument" not in self.errors:
            for name in ("new_kind", "new_number", "new_title", "new_issued_on", "new_in_force_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A new instrument needs this, or choose one from the list."))
        return cleaned

    def chosen(self) -> Instrument:
        """The instrument on record, or the one described."""
        values = self.cleaned_data
        if key := values["instrument"]:
            return next(row for row in self.law.instruments if row.id == key)
        return Instrument(
            id=slugify(fold(values["new_number"])),
            kind_vi=values["new_kind"],
            number=values["new_number"],
            title_vi=values["new_title"],
            issued_on=values["new_issued_on"],
            in_force_on=values["new_in_force_on"],
            mark=Mark(values["mark"]),
        )


class BasisForm(WrittenForm):
    """A figure with its months and the instrument it is written in."""

    valid_from: forms.Field = MonthField(label=_("First month it is for"))
    valid_to: forms.Field = MonthField(
        label=_("Last month"), required=False, help_text=_("Leave empty while no end is foreseen.")
    )
    known_from = DayField(
        label=_("Offices apply it from"),
        help_text=_("Today or later. Earlier months then get the difference as arrears."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_from"].initial = self.today

    def dated(self) -> dict[str, Any]:
        """What rates and coefficients share."""
        values = self.cleaned_data
        return {
            "valid_from": values["valid_from"],
            "valid_to": last_day_of(values["valid_to"]) if values["valid_to"] else None,
            "known_from": values["known_from"],
            "article": values["article"],
            "mark": Mark(values["mark"]),
            "instrument": self.chosen().id,
        }
