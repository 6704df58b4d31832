"""Figures of the law: bases, coefficients, supports, and the withdrawal of a wrong one."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policy.enums import BenefitKey, RateKind
from policy.forms.basis import BasisForm, CoefficientField, ProposalForm
from policy.labels import choices, group_label
from policy.law import Benefit, Coefficient, Rate, packaged_law
from policy.presenters.rows import row_words
from policy.rules.changes import (
    BenefitChange,
    CoefficientChange,
    RateChange,
    WithdrawalChange,
    figures_of,
)
from ui.fields import DayField, MoneyField


class RateForm(BasisForm):
    """A base or level, of the whole country or higher in the province."""

    kind = forms.ChoiceField(label=_("What"), choices=choices(RateKind))
    place = forms.ChoiceField(label=_("Where"), required=False)
    amount = MoneyField(label=_("Amount a month (đồng)"), min_value=1)

    field_order = ("kind", "place", "amount", "valid_from", "valid_to", "known_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("The whole country")), self.province]  # type: ignore[attr-defined]

    def change(self) -> RateChange:
        values = self.cleaned_data
        row = Rate(
            kind=RateKind(values["kind"]), amount=values["amount"], province=values["place"], **self.dated()
        )
        return RateChange(row, self.chosen())


class CoefficientForm(BasisForm):
    """A coefficient of a group for an age band."""

    group = forms.ChoiceField(label=_("Group"))
    age_from = forms.IntegerField(
        label=_("From age"), required=False, min_value=0, max_value=130, help_text=_("Completed years.")
    )
    age_to = forms.IntegerField(
        label=_("Until before age"), required=False, min_value=1, max_value=130, help_text=_("Not included.")
    )
    value = CoefficientField(label=_("Coefficient"))

    field_order = ("group", "age_from", "age_to", "value", "valid_from", "valid_to", "known_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = dict.fromkeys(group.key for group in self.law.groups)
        self.fields["group"].choices = [(key, group_label(key)) for key in keys]  # type: ignore[attr-defined]

    def change(self) -> CoefficientChange:
        values = self.cleaned_data
        row = Coefficient(
            group=values["group"],
            age_from=values["age_from"],
            age_to=values["age_to"],
            value=values["value"],
            **self.dated(),
        )
        return CoefficientChange(row, self.chosen())


_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")


class FigureField(CoefficientField):
    """The figure of a support: times the base, đồng or a quantity. Cleans to Decimal."""

    default_error_messages = {"invalid": _("Enter a figure, for example 1,5 or 40.000.000.")}
    limit = 10**12

    def to_python(self, value: Any) -> Any:
        text = "" if value is None else str(value).strip()
        # Dots group thousands, as in 40.000.000; a comma or a lone dot begins decimals.
        grouped = "," in text or text.count(".") > 1 or bool(_GROUPED.fullmatch(text))
        return super().to_python(text.replace(".", "") if grouped else text)


class BenefitForm(BasisForm):
    """The level of a support, measured as the law has measured it so far."""

    key = forms.ChoiceField(label=_("Support"), choices=choices(BenefitKey))
    value = FigureField(
        label=_("Level"), help_text=_("In the unit of this support: times the base, đồng, kilograms.")
    )
    age_from = forms.IntegerField(
        label=_("From age"), required=False, min_value=0, max_value=130, help_text=_("Completed years.")
    )
    age_to = forms.IntegerField(
        label=_("Until before age"), required=False, min_value=1, max_value=130, help_text=_("Not included.")
    )
    months_at_most = forms.IntegerField(label=_("Months at most"), required=False, min_value=1, max_value=600)
    days_at_least = forms.IntegerField(
        label=_("Days of treatment at least"), required=False, min_value=1, max_value=365
    )
    valid_from = DayField(
        label=_("First day it is for"),
        help_text=_("Monthly supports begin on the first of a month; others go by the day of the event."),
    )
    valid_to = DayField(
        label=_("Last day"), required=False, help_text=_("Leave empty while no end is foreseen.")
    )

    field_order = (
        "key", "value", "age_from", "age_to", "months_at_most", "days_at_least", "valid_from", "valid_to",
        "known_from",
    )  # fmt: skip

    def change(self) -> BenefitChange:
        values = self.cleaned_data
        newest = max(
            (row for row in self.law.benefits if row.key == values["key"]),
            key=lambda row: (row.valid_from, row.known_from),
        )
        row = Benefit(
            key=newest.key,
            measure=newest.measure,
            ceiling=newest.ceiling,
            **{
                name: values[name]
                for name in ("value", "age_from", "age_to", "months_at_most", "days_at_least")
            },
            **self.dated() | {"valid_to": values["valid_to"]},
        )
        return BenefitChange(row, self.chosen())


class WithdrawalForm(ProposalForm):
    """A figure entered on screen by mistake."""

    row = forms.ChoiceField(
        label=_("Figure"), help_text=_("Only figures entered on screen and still counting are offered.")
    )
    known_from = DayField(
        label=_("It no longer counts from"),
        help_text=_("Today or later. Lists already approved stay as they are."),
    )

    field_order = ("row", "known_from", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        loaded = set(figures_of(packaged_law()))
        self.figures = {
            f"{kind}:{key}": row
            for (kind, key), row in figures_of(self.law).items()
            if (kind, key) not in loaded and row.withdrawn_from is None
        }
        words = [(name, row_words(row, self.law)) for name, row in self.figures.items()]
        self.fields["row"].choices = [("", "–"), *words]  # type: ignore[attr-defined]
        self.fields["known_from"].initial = self.today

    def change(self) -> WithdrawalChange:
        values = self.cleaned_data
        return WithdrawalChange(self.figures[values["row"]], values["known_from"])
