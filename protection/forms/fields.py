"""Fields and the base of every step's form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offices.actors import Actor
from offices.models import Assignment, Office
from offices.roles import ROLES, Permission
from protection.models import ChildCase

# How far a clock on the desk may be ahead of ours.
AHEAD = dt.timedelta(minutes=10)


class MomentField(forms.DateTimeField):
    """An instant that has passed, typed as "HH:MM dd/mm/yyyy". Cleans to an aware datetime."""

    widget = forms.DateTimeInput(
        format="%H:%M %d/%m/%Y", attrs={"placeholder": "HH:MM dd/mm/yyyy", "autocomplete": "off"}
    )
    input_formats = ["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
    default_error_messages = {
        "invalid": _("Enter hour and date, for example 22:30 05/09/2026."),
        "ahead": _("This moment has not come yet."),
    }

    def to_python(self, value: Any) -> dt.datetime | None:
        if isinstance(value, str) and "T" in value:
            value = value.strip()[:40] + "?"  # ISO with its own zone is not what people type here
        moment = super().to_python(value)
        if moment is not None and not 2000 <= moment.year <= 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if moment is not None and moment > timezone.now() + AHEAD:
            raise ValidationError(self.error_messages["ahead"], code="ahead")
        return moment


class StepForm(forms.Form):
    """A step with nothing to type: only the version of the case the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: ChildCase, actor: Actor, **kwargs: Any) -> None:
        initial = {"version": case.version} | kwargs.pop("initial", {})
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.case, self.actor = case, actor

    def told(self) -> dict[str, Any]:
        """Clean values under the names the action takes."""
        return dict(self.cleaned_data)

    def answers(self) -> dict[str, Any]:
        """What goes into the form as filled: all but the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def words(label: Any, *, required: bool = True, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


class AssignmentField(forms.ModelChoiceField):
    """A person under a role, shown as name, role and office."""

    def label_from_instance(self, obj: Assignment) -> str:
        return f"{obj.user.full_name} · {ROLES[obj.role].label} · {obj.office.name}"


def people_field(label: Any, permissions: tuple[Permission, ...], **kwargs: Any) -> AssignmentField:
    """A choice among everybody who holds one of the permissions today."""
    roles = [role.code for role in ROLES.values() if role.permissions & set(permissions)]
    people = Assignment.objects.filter(role__in=roles, user__is_active=True)
    return AssignmentField(
        people.select_related("user", "office").order_by("office__name", "user__full_name"),
        label=label,
        **kwargs,
    )


def commune_field(label: Any, **kwargs: Any) -> forms.ModelChoiceField:
    """A choice among the communes of the province."""
    return forms.ModelChoiceField(
        Office.objects.filter(kind="commune").order_by("name"), label=label, **kwargs
    )
