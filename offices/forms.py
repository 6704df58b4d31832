"""What is typed about delegations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.actors import Actor
from offices.enums import Power
from offices.models import Assignment, User
from offices.queries import colleagues_of, delegable_of
from ui.fields import DayField


class _HeldRole(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.full_name} · {obj.get_role_display()}"


class DelegationForm(forms.Form):
    """Whose role, to whom, in what power, by which document, from when to when."""

    held = _HeldRole(label=_("Role delegated"), queryset=Assignment.objects.none())
    deputy = forms.ModelChoiceField(label=_("Deputy"), queryset=User.objects.none())
    power = forms.ChoiceField(label=_("Signs as"), choices=Power)
    title = forms.CharField(
        label=_("Title of the deputy"), max_length=80, help_text=_("Printed under the power: Vice chair.")
    )
    document = forms.CharField(
        label=_("Written delegation"), max_length=120, help_text=_("Number and date of the document.")
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("To"), help_text=_("The last day."))

    def __init__(self, *args: Any, actor: Actor, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held"].queryset = delegable_of(actor, on=today)  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = colleagues_of(actor, on=today)  # type: ignore[attr-defined]


class EndDelegationForm(forms.Form):
    """Why a delegation ends before its last day."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
