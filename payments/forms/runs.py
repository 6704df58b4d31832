"""What is typed about a payment run."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payments.models import Contract, PaymentRun
from policy.months import format_month, parse_month


class MonthForm(forms.Form):
    """The month whose lists are to be built, typed as 10/2026."""

    month = forms.CharField(label=_("Month"), max_length=7, help_text=_("For example 10/2026."))

    def __init__(self, *args: Any, suggested: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suggested is not None:
            self.fields["month"].initial = format_month(suggested)

    def clean_month(self) -> dt.date:
        try:
            return parse_month(self.cleaned_data["month"])
        except ValueError as error:
            raise forms.ValidationError(_("Write the month as mm/yyyy, for example 10/2026.")) from error


class StepForm(forms.Form):
    """A step with nothing to type: only the version of the run the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, run: PaymentRun | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run


class ReasonForm(StepForm):
    """A step that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class HandOverForm(StepForm):
    """A password for each contract that wants its file encrypted, typed twice; kept nowhere."""

    def __init__(self, *args: Any, run: PaymentRun | None = None, **kwargs: Any) -> None:
        super().__init__(*args, run=run, **kwargs)
        self.contracts = (
            list(
                Contract.objects.in_force(run.month)
                .filter(provider__office=run.office_id, encrypts=True)
                .select_related("provider")
            )
            if run
            else []
        )
        for contract in self.contracts:
            for part, label in (("password", _("Password for %(name)s")), ("again", _("The same once more"))):
                self.fields[f"{part}_{contract.pk}"] = forms.CharField(
                    label=label % {"name": contract} if part == "password" else label,
                    min_length=12,
                    max_length=100,
                    strip=False,
                    widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
                    help_text=_(
                        "At least 12 characters. Tell the provider by telephone, never with the file."
                    )
                    if part == "password"
                    else "",
                )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        passwords = {}
        for contract in self.contracts:
            password, again = cleaned.get(f"password_{contract.pk}"), cleaned.get(f"again_{contract.pk}")
            if password and again and password != again:
                self.add_error(f"again_{contract.pk}", _("The two passwords are not the same."))
            passwords[contract.pk] = password or ""
        return {"version": cleaned.get("version"), "passwords": passwords}


class CloseReportForm(StepForm):
    """Why payments that no answer names count as not paid; empty when every payment is answered."""

    remainder = forms.CharField(
        label=_("Payments no answer names were not paid because"),
        max_length=300,
        required=False,
        help_text=_("Leave empty when the providers answered for every payment."),
    )


class ListFilterForm(forms.Form):
    """Which lines of a list to show."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    hamlet = forms.ChoiceField(label=_("Hamlet"), required=False)
    only = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All")),
            ("arrears", _("With arrears")),
            ("recovery", _("With recovery")),
            ("joined", _("New on the list")),
        ],
    )

    def __init__(self, *args: Any, hamlets: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].choices = [("", _("All")), *((name, name) for name in hamlets)]  # type: ignore[attr-defined]
