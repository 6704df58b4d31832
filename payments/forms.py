"""What is typed about a payment run."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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


class ReasonForm(StepForm):
    """A step that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


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
