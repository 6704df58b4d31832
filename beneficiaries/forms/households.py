"""Household of a person, and its poverty status year by year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import Household
from beneficiaries.rules import YearResult
from offices import scope
from offices.actors import Actor
from policy.enums import PovertyStatus
from policy.labels import choices, label
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


class YearFilterForm(forms.Form):
    """Which year of which hamlet, and whether only the households without a result."""

    year = forms.IntegerField(label=_("Year"), min_value=2016, max_value=2100, required=False)
    hamlet = forms.ChoiceField(label=_("Hamlet"), required=False)
    lacking = forms.BooleanField(label=_("Without a result only"), required=False)

    def __init__(self, *args: Any, hamlets: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].choices = [  # type: ignore[attr-defined]
            ("", _("All hamlets")),
            *((name, name) for name in hamlets),
        ]


class PovertyYearForm(forms.Form):
    """The result of a yearly review for the households of a page: a status each, one date for all."""

    recognised_on = DayField(
        label=_("Recognised on"), required=False, help_text=_("Counts for every result changed below.")
    )

    def __init__(self, *args: Any, households: list[Household], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.households = households
        for household in households:
            row = next((one for one in household.years if one.year == year), None)  # type: ignore[attr-defined]
            self.fields[f"status_{household.pk}"] = forms.ChoiceField(
                label=gettext("Status of household %(code)s") % {"code": household.code},
                choices=[("", "–"), *choices(PovertyStatus)],
                required=row is not None,
                initial=row.status if row else "",
            )
            self.fields[f"number_{household.pk}"] = forms.CharField(
                label=gettext("Certificate number of household %(code)s") % {"code": household.code},
                max_length=40,
                required=False,
                initial=row.certificate_number if row else "",
            )
            self.fields[f"seen_{household.pk}"] = forms.CharField(
                required=False, initial=row.status if row else "", widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for household in self.households:
            if cleaned.get(f"number_{household.pk}") and not cleaned.get(f"status_{household.pk}"):
                self.add_error(f"status_{household.pk}", _("Choose the status this certificate is for."))
        return cleaned

    def results(self) -> list[YearResult]:
        """A result for each household that was given one."""
        typed = self.cleaned_data
        return [
            YearResult(
                household.pk,
                typed[f"status_{household.pk}"],
                typed[f"number_{household.pk}"],
                typed[f"seen_{household.pk}"],
            )
            for household in self.households
            if typed[f"status_{household.pk}"]
        ]

    def show_stale(self, standing: dict[int, str]) -> None:
        """Say what others recorded meanwhile, and let the next press count from it."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for pk, status in standing.items():
            self.data[f"seen_{pk}"] = status  # type: ignore[index]
            words = label(PovertyStatus(status))
            self.add_error(
                f"status_{pk}", _("Recorded by someone else meanwhile: %(status)s.") % {"status": words}
            )
