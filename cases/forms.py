"""What is typed about a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import PaperForm, State
from cases.labels import paper_label
from cases.models import Case
from cases.papers import papers_for


class StepForm(forms.Form):
    """A step with nothing to type: only the version of the case the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(StepForm):
    """A step that may carry a note."""

    note = forms.CharField(
        label=_("Appraisal note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReasonForm(StepForm):
    """A step that must say why; the words go into the paper and the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Write whole sentences: they are printed in the letter to the applicant. Name no illness."
        ),
    )


class GroupForm(forms.Form):
    """One of the groups the law names today."""

    group = forms.ChoiceField(label=_("Group"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined]


class IntakeForm(forms.ModelForm):
    """Who applies, how the file came, and each paper of the group in the form it came in."""

    class Meta:
        model = Case
        fields = ["channel", "applicant_name", "applicant_relation", "applicant_phone", "applicant_address"]
        help_texts = {
            "applicant_relation": _("For example: the person themself, mother, guardian."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applicant_name"].required = True
        for paper in papers_for(self.instance.group_id or ""):
            self.fields[f"paper_{paper.key}"] = forms.ChoiceField(
                label=paper_label(paper),
                required=False,
                choices=[("", _("Not handed in")), *PaperForm.choices],
                initial=self.instance.papers.get(paper.key, ""),
            )

    def intake(self) -> dict[str, Any]:
        """Clean values under the names `actions.record_intake` takes."""
        papers = {
            name.removeprefix("paper_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("paper_") and value
        }
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"papers": papers}

    @property
    def paper_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("paper_")]


class CaseFilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Code, decision or name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
    )
    due = forms.ChoiceField(
        label=_("Time limit"),
        required=False,
        choices=[("", _("Any")), ("overdue", _("Overdue")), ("soon", _("Due within two days"))],
    )
    mine = forms.BooleanField(label=_("Waiting for me"), required=False)


class PersonSearchForm(forms.Form):
    """The first question of a registration: who is it for?"""

    q = forms.CharField(label=_("Name or identification number"), required=False, max_length=100)


class TrackForm(forms.Form):
    """The code on the receipt."""

    code = forms.CharField(label=_("Case code"), max_length=50)
