"""What is typed about delegations, and what drafts of other forms look like."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.actors import Actor
from offices.drafts import LARGEST
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


class DraftForm(forms.Form):
    """Which form of which page, and its fields by name; each holds a list of texts."""

    path = forms.RegexField(r"^/[^?#]*$", max_length=200)
    form = forms.CharField(max_length=40)
    fields = forms.JSONField(required=False)  # type: ignore[assignment]

    def clean_fields(self) -> dict[str, list[str]]:
        fields = self.cleaned_data["fields"] or {}
        if not isinstance(fields, dict) or len(json.dumps(fields)) > LARGEST:
            raise ValidationError("fields")
        for values in fields.values():
            if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
                raise ValidationError("fields")
        return fields


def read_json(body: bytes) -> dict[str, Any]:
    """The members of a JSON object; of anything else, none."""
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
