"""What is asked of and answered to proposed cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseKind, PromptKind, PromptOutcome
from offices.models import Office
from policy.causes import Cause
from policy.labels import choices
from ui.fields import MonthField


class PromptFilterForm(forms.Form):
    """Which proposals the list shows."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Case to open"), required=False, choices=[("", _("All")), *PromptKind.choices]
    )
    month = MonthField(label=_("Month"), required=False)
    reason = forms.ChoiceField(label=_("Cause"), required=False, choices=[("", _("All")), *choices(Cause)])
    outcome = forms.ChoiceField(label=_("Answer"), required=False, choices=PromptOutcome.choices)
    office = forms.TypedChoiceField(label=_("Commune"), coerce=int, required=False)

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((office.pk, office.name) for office in offices),
        ]
        if len(offices) < 2:
            del self.fields["office"]

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters as asked; what makes no sense is left out."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "text": values.get("q", ""),
            "kind": values.get("kind", ""),
            "month": values.get("month"),
            "reason": values.get("reason", ""),
            "outcome": values.get("outcome") or PromptOutcome.OPEN,
            "office": values.get("office") or None,
        }


class PromptKindForm(forms.Form):
    """The kind of case to open, where the proposal leaves it open."""

    kind = forms.ChoiceField(label=_("Case to open"))

    def __init__(self, *args: Any, kinds: tuple[CaseKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = kinds[0].value


class DismissForm(forms.Form):
    """Why no case is opened."""

    reason = forms.CharField(
        label=_("Why no case is opened"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
