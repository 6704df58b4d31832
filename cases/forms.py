"""What is typed about a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.actions import Upload
from cases.enums import CaseKind, PaperForm, State
from cases.labels import paper_label, scan_refusal
from cases.models import Case
from cases.papers import Paper, papers_for
from cases.scanned import LARGEST, ScanRefused, inspect, shown_name
from ui.fields import DayField, MonthField


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


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once; the value is the list of them."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(file, initial) for file in files]


class ScanForm(forms.Form):
    """The sheets of one paper, scanned or photographed."""

    paper = forms.ChoiceField(label=_("Paper"))
    sheets = _FilesField(
        label=_("Files"),
        widget=_FilesInput(
            attrs={"accept": "application/pdf,image/jpeg,image/png", "capture": "environment"}
        ),
        help_text=_(
            "PDF, JPEG or PNG, at most 10 MB each. Several sheets of one paper may be chosen together."
        ),
    )

    def __init__(self, *args: Any, papers: Sequence[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(paper.key, paper_label(paper)) for paper in papers]
        self.fields["paper"].choices = choices  # type: ignore[attr-defined]

    def clean_sheets(self) -> list[Upload]:
        """The files as they came; a refused one is named."""
        uploads, errors = [], []
        for file in self.cleaned_data["sheets"]:
            content = file.read(LARGEST + 1)
            try:
                inspect(content)
            except ScanRefused as refused:
                errors.append(f"{shown_name(file.name)}: {scan_refusal(refused)}")
            uploads.append(Upload(file.name, content))
        if errors:
            raise ValidationError(errors)
        return uploads


class TakeBackForm(forms.Form):
    """Why a scan is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class GroupForm(forms.Form):
    """One of the groups the law names today."""

    group = forms.ChoiceField(label=_("Group"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined]


class ChangeReasonForm(forms.Form):
    """Why the office, or who asks, wants an allowance changed."""

    reason = forms.CharField(
        label=_("Why the change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("These words are printed in the decision. Name no illness."),
    )


# What the day asked for is, by kind.
_EVENT_HELP = {
    CaseKind.STOP: _(
        "The day it happened; that month is the last one paid. Of a death the recorded day counts, of an "
        "unanswered request the three months since the suspension."
    ),
    CaseKind.SUSPEND: _(
        "A day in the first month not collected; the last day to comply; or the first day in detention."
    ),
}
_MONTH_HELP = {
    CaseKind.ADJUST: _("The month the condition changed. It may lie before today: the rest becomes arrears."),
    CaseKind.SUSPEND: _("Left empty: the month the decision is signed in, which is also the earliest."),
    CaseKind.RESUME: _("Only when the group or the children counted changed: the month of that change."),
}


class ChangeForm(ChangeReasonForm):
    """What the change is: cause and day of a stop or suspension, month and group of an adjustment."""

    cause = forms.ChoiceField(label=_("Cause"))
    event_on = DayField(label=_("Day it happened"), required=False)
    group = forms.ChoiceField(label=_("Group from then on"))
    effective_month = MonthField(label=_("From month"), required=False)
    field_order = ("cause", "event_on", "group", "effective_month", "reason")

    def __init__(
        self,
        *args: Any,
        case: Case,
        causes: list[tuple[str, Any]],
        groups: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        known = {name: getattr(case, name) for name in ("cause", "event_on", "effective_month")}
        initial = known | {"reason": case.change_reason, "group": case.group_id}
        super().__init__(*args, **{"initial": initial, **kwargs})
        kind = CaseKind(case.kind)
        fields: Any = self.fields
        fields["cause"].choices, fields["group"].choices = causes, groups
        fields["event_on"].help_text = _EVENT_HELP.get(kind, "")
        fields["effective_month"].help_text = _MONTH_HELP.get(kind, "")
        fields["effective_month"].required = kind == CaseKind.ADJUST
        of_cause = kind in (CaseKind.STOP, CaseKind.SUSPEND)
        for name in ("group",) if of_cause else ("cause", "event_on"):
            del fields[name]
        if kind == CaseKind.STOP:
            del fields["effective_month"]

    def told(self) -> dict[str, Any]:
        """Clean values under the names `actions.record_change` takes."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "group"}
        return told | {"group_key": self.cleaned_data.get("group", "")}


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
        changes = self.instance.kind != CaseKind.NEW
        self.fields["applicant_name"].required = not changes
        if changes:
            self.fields["applicant_name"].help_text = _("Left empty: the office itself makes the change.")
        asks_papers = self.instance.kind in (CaseKind.NEW, CaseKind.ADJUST)
        for paper in papers_for(self.instance.group_id or "") if asks_papers else ():
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
    kind = forms.ChoiceField(
        label=_("What is asked"), required=False, choices=[("", _("Everything")), *CaseKind.choices]
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
