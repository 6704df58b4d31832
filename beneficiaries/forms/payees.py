"""How a person is paid, and who collects for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import PayMethod
from beneficiaries.forms.persons import NumberField
from ui.fields import DayField


class AccountForm(forms.Form):
    """Account or cash. A bank account needs its number and its bank."""

    method = forms.ChoiceField(label=_("Payment method"), choices=PayMethod.choices, widget=forms.RadioSelect)
    bank = forms.CharField(label=_("Bank"), max_length=120, required=False)
    account_number = NumberField(label=_("Account number"), max_length=30, required=False)
    owner_name = forms.CharField(
        label=_("Account owner"),
        max_length=200,
        required=False,
        help_text=_("Leave empty when it is the person's own."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("method") == PayMethod.ACCOUNT:
            if not cleaned.get("account_number") and "account_number" not in self.errors:
                self.add_error("account_number", _("A bank account needs its number."))
            if not cleaned.get("bank"):
                self.add_error("bank", _("Name the bank that keeps the account."))
        return cleaned


class AccountReasonForm(forms.Form):
    """Why a change of how the person is paid is declined or withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CollectorForm(forms.Form):
    """Guardian, carer or authorised person who collects on behalf."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    id_number = NumberField(label=_("Personal identification number"), max_length=20, required=False)
    relation = forms.CharField(
        label=_("Relation"), max_length=60, required=False, help_text=_("For example: mother, guardian.")
    )
    authorisation = forms.CharField(
        label=_("Authorisation"),
        max_length=120,
        required=False,
        help_text=_("Number and date of the paper, where one is needed."),
    )
    valid_from = DayField(label=_("From"), required=False)
    valid_to = DayField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("An authorisation cannot end before it begins."))
        return cleaned
