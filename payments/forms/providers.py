"""What is typed about providers and contracts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import PayMethod
from offices.models import Office
from payments.actions.contracts import ContractTerms
from payments.enums import FeeKind, FileKind, ProviderKind
from payments.handing.columns import DEFAULT, REQUIRED, TITLES
from ui.fields import DayField


class ProviderForm(forms.Form):
    """Who pays out."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProviderKind.choices, widget=forms.RadioSelect)
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)


class ContractForm(forms.Form):
    """The terms of a contract; `columns` one a line, key = title."""

    number = forms.CharField(label=_("Contract number"), max_length=60)
    signed_on = DayField(label=_("Signed on"))
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("To"), required=False)
    methods = forms.MultipleChoiceField(
        label=_("Pays"), choices=PayMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    communes = forms.ModelMultipleChoiceField(
        label=_("Communes"),
        queryset=Office.objects.none(),
        required=False,
        help_text=_("Choose none for every commune of the province."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    fee_kind = forms.ChoiceField(label=_("Fee"), choices=FeeKind.choices, widget=forms.RadioSelect)
    fee_rate = forms.DecimalField(
        label=_("Rate of the fee"),
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=3,
        localize=True,
        help_text=_("Per mille, for example 5,5; or đồng for each payment."),
    )
    file_kind = forms.ChoiceField(label=_("File"), choices=FileKind.choices)
    encrypts = forms.BooleanField(label=_("Encrypt the file with a password"), required=False)
    columns = forms.CharField(
        label=_("Columns of the file and of the answer"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One a line, in order: the key, an equals sign, the title as the provider names it."),
    )
    payer_name = forms.CharField(label=_("Paying account in the name of"), max_length=140, required=False)
    payer_account = forms.CharField(label=_("Paying account number"), max_length=34, required=False)
    payer_bank = forms.CharField(label=_("Bank of the paying account"), max_length=140, required=False)

    def __init__(self, *args: Any, province: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].queryset = Office.objects.filter(parent=province).order_by("name")  # type: ignore[attr-defined]
        self.fields["columns"].initial = "\n".join(f"{key} = {title}" for key, title in DEFAULT)

    def clean_columns(self) -> tuple[tuple[str, str], ...]:
        columns: list[tuple[str, str]] = []
        for line in self.cleaned_data["columns"].splitlines():
            key, equals, title = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if key not in TITLES or not equals or not title:
                words = {"line": line.strip(), "keys": ", ".join(TITLES)}
                raise forms.ValidationError(gettext("“%(line)s” is no column. Keys: %(keys)s.") % words)
            columns.append((key, title))
        keys, titles = [key for key, _title in columns], [title.casefold() for _key, title in columns]
        if missing := [key for key in REQUIRED if key not in keys]:
            raise forms.ValidationError(
                gettext("These columns must be there: %(keys)s.") % {"keys": ", ".join(missing)}
            )
        if len(set(keys)) < len(keys) or len(set(titles)) < len(titles):
            raise forms.ValidationError(gettext("A key or title stands there twice."))
        return tuple(columns)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("A contract cannot end before it begins."))
        kind, methods = cleaned.get("file_kind"), cleaned.get("methods") or []
        transfers = kind in (FileKind.PAIN001, FileKind.VIETQR)
        if transfers and methods != [PayMethod.ACCOUNT]:
            self.add_error("methods", _("This file is for transfers to accounts only."))
        if kind == FileKind.PAIN001:
            for name in ("payer_name", "payer_account", "payer_bank"):
                if not cleaned.get(name):
                    self.add_error(name, _("A transfer order names the account the money comes from."))
        return cleaned

    def to_terms(self) -> ContractTerms:
        """The terms as the action takes them."""
        values = dict(self.cleaned_data)
        values["methods"], values["communes"] = tuple(values["methods"]), tuple(values["communes"])
        return ContractTerms(**values)


class DecideForm(forms.Form):
    """A decision with nothing to type."""


class DeclineForm(forms.Form):
    """A decision that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
