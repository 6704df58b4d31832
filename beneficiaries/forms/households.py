"""Household of a person, and its poverty status year by year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import Household
from offices import scope
from offices.actors import Actor
from policy.enums import PovertyStatus
from policy.labels import choices
from ui.fields import DayField


class HouseholdForm(forms.Form):
    """The household a person belongs to: an existing one by its code, or a new one."""

    code = forms.CharField(
        label=_("Household code"),
        max_length=30,
        required=False,
        help_text=_("Leave empty to begin a new household with this person."),
    )
    relation = forms.CharField(
        label=_("Relation to the head"),
        max_length=60,
        required=False,
        help_text=_("For example: head, wife, child, grandchild."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.household: Household | None = None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if code:
            rows = scope.households(Household.objects.filter(office=self.actor.office_id), self.actor)
            self.household = rows.filter(code__iexact=code).first()
            if self.household is None:
                raise ValidationError(_("No household of your office has this code."))
        return code


class PovertyForm(forms.Form):
    """Poverty status of a household in one year."""

    year = forms.IntegerField(label=_("Year"), min_value=2016, max_value=2100)
    status = forms.ChoiceField(label=_("Status"), choices=choices(PovertyStatus))
    certificate_number = forms.CharField(label=_("Certificate number"), max_length=40, required=False)
    recognised_on = DayField(label=_("Recognised on"), required=False)
