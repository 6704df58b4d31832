"""What is asked of reports: filters of foreseen changes, and the figures of a what-if."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from policy.causes import FORESEEN, Cause, ProposedKind
from policy.labels import choices
from policy.law import Law
from policy.months import add_months, first_of
from policy.rules.foreseen import ForeseenKind
from reports.labels import band_label, change_kind_choices
from reports.rules.whatif import Hypothesis, bands_on, known_for
from ui.fields import MoneyField, MonthField
from ui.formats import month as month_words

# Amounts and months beyond these are slips of the finger.
LARGEST_RATE = 100_000_000
YEARS_AHEAD = 10
NATIONWIDE, PROVINCE = "nation", "province"


class ChangesForm(forms.Form):
    """How far ahead to look, for which kind of change and in which commune."""

    months = forms.TypedChoiceField(label=_("Months ahead"), coerce=int, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    cause = forms.ChoiceField(label=_("Cause"), required=False)
    case = forms.ChoiceField(label=_("Case to open"), required=False)
    office = forms.TypedChoiceField(label=_("Commune"), coerce=int, required=False)

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["months"].choices = [(number, str(number)) for number in range(1, 13)]
        fields["months"].initial = 3
        fields["kind"].choices = [("", _("All")), *change_kind_choices()]
        fields["cause"].choices = [("", _("All")), *_foreseen_causes()]
        fields["case"].choices = [("", _("All")), *_kinds_foreseen()]
        fields["office"].choices = [("", _("All")), *((office.pk, office.name) for office in offices)]
        if len(offices) < 2:
            del self.fields["office"]

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters as asked, or none of them when what was asked makes no sense."""
        values = self.cleaned_data if self.is_valid() else {}
        kind = values.get("kind", "")
        return {
            "months": values.get("months") or 3,
            "kind": ForeseenKind(kind) if kind else "",
            "cause": values.get("cause", ""),
            "case": values.get("case", ""),
            "office": values.get("office") or None,
        }


def _foreseen_causes() -> list[tuple[str, Any]]:
    return [(key, words) for key, words in choices(Cause) if key in FORESEEN]


def _kinds_foreseen() -> list[tuple[str, Any]]:
    kinds = (ProposedKind.ADJUST, ProposedKind.STOP, ProposedKind.REVIEW)
    return [(key, words) for key, words in choices(ProposedKind) if key in kinds]


class CoefficientField(forms.DecimalField):
    """A coefficient typed with a decimal comma or point: "2,5"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class WhatIfForm(forms.Form):
    """Other figures of the law from a month on. Nothing typed here is kept."""

    from_month = MonthField(label=_("From month"))
    reach = forms.ChoiceField(
        label=_("Where the new rates count"),
        choices=[(NATIONWIDE, _("Nationwide")), (PROVINCE, _("In this province only"))],
        help_text=_("Of a national and a provincial rate the greater counts."),
    )
    base = MoneyField(label=_("New base standard, đồng a month"), required=False, min_value=1)
    pension = MoneyField(label=_("New social pension, đồng a month"), required=False, min_value=1)
    band = forms.ChoiceField(label=_("Coefficient to change"), required=False)
    coefficient = CoefficientField(
        label=_("New coefficient"),
        required=False,
        min_value=Decimal("0.1"),
        max_digits=4,
        decimal_places=2,
        help_text=_("For example 2,5."),
    )

    def __init__(self, *args: Any, law: Law, today: dt.date, province: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.law, self.today, self.province = law, today, province
        month = first_of(today)
        for name, kind in (("base", "base"), ("pension", "pension")):
            if rate := law.rate(kind, month, today, province):
                self.fields[name].widget.attrs["placeholder"] = MoneyField().prepare_value(rate.amount)
        fields: dict[str, Any] = self.fields
        fields["from_month"].initial = add_months(month, 1)
        fields["band"].choices = [
            ("", _("None")),
            *((band.key, band_label(band, law)) for band in bands_on(law, month, today)),
        ]

    def clean_from_month(self) -> dt.date:
        month: dt.date = self.cleaned_data["from_month"]
        earliest = add_months(first_of(self.today), -12)
        latest = add_months(first_of(self.today), 12 * YEARS_AHEAD)
        if not earliest <= month <= latest:
            raise forms.ValidationError(
                _("Choose a month from %(first)s to %(last)s."),
                params={"first": month_words(earliest), "last": month_words(latest)},
            )
        return month

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in ("base", "pension"):
            if (values.get(name) or 0) > LARGEST_RATE:
                self.add_error(name, _("The amount is too large."))
        band, coefficient = values.get("band"), values.get("coefficient")
        if band and coefficient is None and "coefficient" not in self.errors:
            self.add_error("coefficient", _("Write the new coefficient."))
        if coefficient is not None and not band:
            self.add_error("band", _("Choose the coefficient to change."))
        if not self.errors and not any((values.get("base"), values.get("pension"), band)):
            raise forms.ValidationError(_("Write at least one new figure."))
        month = values.get("from_month")
        if band and month:
            found = {row.key: row for row in bands_on(self.law, month, known_for(month, self.today))}
            if band not in found:
                self.add_error("band", _("That coefficient is not in force in that month."))
            values["band"] = found.get(band)
        return values

    @property
    def hypothesis(self) -> Hypothesis:
        """What was typed; only after validation."""
        values = self.cleaned_data
        return Hypothesis(
            from_month=values["from_month"],
            base=values["base"],
            pension=values["pension"],
            province=self.province if values["reach"] == PROVINCE else "",
            band=values["band"] or None,
            coefficient=values["coefficient"],
        )
