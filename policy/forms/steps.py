"""What is typed at a step of a proposal, and small filters."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    """A step with nothing to type."""


class ReasonForm(forms.Form):
    """A step that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class YearForm(forms.Form):
    """Which year of the calendar to show."""

    year = forms.IntegerField(min_value=2000, max_value=2100)
