"""What is typed about answers of providers, single payments and holds."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from beneficiaries.caseload.cells import CellRefused, parse_money
from payments.enums import ResultState
from ui.fields import DayField

MAX_ANSWER = 20 * 1024 * 1024
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")


class MoneyField(forms.CharField):
    """Whole đồng, typed with or without separators: 1.000.000, 1,000,000, 500 000."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return parse_money(text)
        except CellRefused as refusal:
            raise forms.ValidationError(_("Write whole đồng, for example 1.000.000.")) from refusal


class AnswerForm(forms.Form):
    """A file a provider answered with."""

    file = forms.FileField(
        label=_("Answer of the provider"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.xml"}),
        help_text=_(
            "Excel or CSV with the columns of the contract, or a report in ISO 20022; at most 20 MB."
        ),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_ANSWER:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        file.name = _UNSAFE.sub("", file.name or "")
        return file


class ResultForm(forms.Form):
    """What became of one payment."""

    state = forms.ChoiceField(
        label=_("What became of it"), choices=ResultState.choices, widget=forms.RadioSelect
    )
    amount = MoneyField(
        label=_("Amount paid (đồng)"), required=False, help_text=_("Only for a payment made in part.")
    )
    paid_on = DayField(label=_("Paid on"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed unless all was paid.")
    )


class SettleFindingForm(forms.Form):
    """What a row that fits no payment is."""

    settlement = forms.CharField(
        label=_("What it is and what was done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class HoldForm(forms.Form):
    """Why a payment is held."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class LiftForm(forms.Form):
    """Why a hold is lifted."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class InstructionFilterForm(forms.Form):
    """Which payments of a file to show."""

    q = forms.CharField(label=_("Name, code or reference"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All")),
            ("none", _("Not answered yet")),
            *ResultState.choices,
            ("carried", _("Carried over")),
            ("held", _("Held")),
        ],
    )
