"""What is typed about workbooks, rows held back, a death, and mass reviews."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.labels import finding_label
from beneficiaries.models import Person
from beneficiaries.queries import person_rows
from entitlements.enums import RowAction, RowOutcome
from entitlements.labels import HOLD_REASONS, REVIEW_KINDS, hold_label
from entitlements.models import CaseloadImport, CaseloadRow, MassReview
from entitlements.queries import (
    changes_of_law,
    codes_in,
    codes_listed,
    communes_of,
    communes_to_review,
    resembled,
)
from entitlements.rows import ListedPerson
from entitlements.rules import Terms
from offices.actors import Actor
from offices.models import Office
from policy.months import add_months, first_of, format_month
from ui.fields import DayField, MonthField

MAX_UPLOAD = 10 * 1024 * 1024
# A small file can unpack to more than the machine holds.
MAX_UNPACKED = 200 * 1024 * 1024

__all__ = [
    "DeceasedForm",
    "MovedForm",
    "ReasonForm",
    "ReviewFilterForm",
    "ReviewForm",
    "ReviewReasonForm",
    "ReviewStepForm",
    "RowFilterForm",
    "SamePersonForm",
    "UploadForm",
]


class UploadForm(forms.Form):
    """A caseload workbook, up to which month it has been paid, and whose it is."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=_(
            "The list as your office keeps it, at most 10 MB. Nothing is registered before you confirm."
        ),
    )
    paid_through = MonthField(
        label=_("Paid through"),
        help_text=_("The last month this list has already been paid for, for example 09/2026."),
    )
    office = forms.ModelChoiceField(
        label=_("Commune"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("As each sheet says"),
        help_text=_("Choose a commune only when the sheets do not name one."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.is_province:
            communes = Office.objects.filter(pk__in=[one.pk for one in communes_of(actor)])
            self.fields["office"].queryset = communes.order_by("name")  # type: ignore[attr-defined]
        else:
            del self.fields["office"]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise ValidationError(
                _("The file is larger than 10 MB. Save each commune's sheet as its own file.")
            )
        # By content: the name of a file proves nothing.
        try:
            with zipfile.ZipFile(file) as package:
                parts = package.infolist()
        except zipfile.BadZipFile:
            parts = []
        file.seek(0)
        if not any(part.filename == "xl/workbook.xml" for part in parts):
            raise ValidationError(
                _("This is not an Excel workbook (.xlsx). Open it in Excel and save it as .xlsx.")
            )
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise ValidationError(
                _("The workbook unpacks to more than 200 MB. Remove pictures and unused sheets.")
            )
        return file


class RowFilterForm(forms.Form):
    """Which rows of a workbook are shown."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    action = forms.ChoiceField(
        label=_("What happens"), required=False, choices=[("", _("Everything")), *RowAction.choices]
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"), required=False, choices=[("", _("Everything")), *RowOutcome.choices]
    )
    finding = forms.ChoiceField(label=_("Finding"), required=False)

    def __init__(self, *args: Any, caseload_import: CaseloadImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheets = [sheet["sheet"] for sheet in caseload_import.summary.get("sheets", [])]
        self.fields["sheet"].choices = [("", _("All sheets")), *((name, name) for name in sheets)]  # type: ignore[attr-defined]
        self.fields["finding"].choices = [  # type: ignore[attr-defined]
            ("", _("All rows")),
            *((code, f"{_code_words(code)} ({count})") for code, count in codes_in(caseload_import)),
        ]

    def chosen(self) -> dict[str, str]:
        """The filters; one that is not offered shows everything."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class ReasonForm(forms.Form):
    """A decision that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, row: CaseloadRow, actor: Actor, **kwargs: Any) -> None:
        self.row, self.actor = row, actor
        super().__init__(*args, **kwargs)


class DeceasedForm(ReasonForm):
    """The day of death, as the note or the death record says."""

    died_on = DayField(label=_("Died on"))
    field_order = ("died_on", "reason")

    def __init__(self, *args: Any, row: CaseloadRow, **kwargs: Any) -> None:
        one = ListedPerson.from_json(row.data)
        super().__init__(*args, row=row, **{"initial": {"died_on": one.died_on}, **kwargs})

    def clean_died_on(self) -> Any:
        died_on, one = self.cleaned_data["died_on"], ListedPerson.from_json(self.row.data)
        if died_on > timezone.localdate():
            raise ValidationError(_("The day of death cannot lie in the future."))
        if one.born and died_on < one.born.earliest:
            raise ValidationError(_("A person cannot have died before being born."))
        return died_on


class MovedForm(ReasonForm):
    """The first month the person lives elsewhere."""

    moved_from = MonthField(label=_("Moved in month"))
    field_order = ("moved_from", "reason")

    def __init__(self, *args: Any, row: CaseloadRow, **kwargs: Any) -> None:
        one = ListedPerson.from_json(row.data)
        super().__init__(*args, row=row, **{"initial": {"moved_from": one.moved_from}, **kwargs})


class SamePersonForm(ReasonForm):
    """Whom of the people on record the row means."""

    person = forms.CharField(label=_("Person code"), max_length=30)
    field_order = ("person", "reason")

    def __init__(self, *args: Any, row: CaseloadRow, **kwargs: Any) -> None:
        other = resembled(row)
        person = row.person or (other.person if other else None)
        code = person.code if person else ""
        super().__init__(*args, row=row, **{"initial": {"person": code}, **kwargs})

    def clean_person(self) -> Person:
        rows = person_rows(self.actor).filter(office=self.row.office_id)
        person = rows.filter(code__iexact=self.cleaned_data["person"].strip()).first()
        if person is None:
            raise ValidationError(_("Nobody of this commune has this code."))
        return person


def _code_words(code: str) -> str:
    return hold_label(code) if code in HOLD_REASONS else finding_label(code)


class ReviewForm(forms.Form):
    """Which change of the law to review, for whom, and the first month whose list pays the new level."""

    change = forms.ChoiceField(
        label=_("Change of the law"),
        help_text=_("The amounts known on that day are compared with those known the day before."),
    )
    payable_from = MonthField(
        label=_("Lists pay the new level from"),
        help_text=_("Months before it, back to the first month of the new level, become arrears."),
    )
    office = forms.ModelChoiceField(
        label=_("Commune"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("The whole province, one review for each commune"),
    )

    def __init__(self, *args: Any, actor: Actor, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communes = communes_to_review(actor)
        self.changes = {change.known_on.isoformat(): change for change in changes_of_law(today)}
        self.latest = add_months(first_of(today), 12)
        self.fields["change"].choices = [  # type: ignore[attr-defined]
            (
                key,
                _("New level from %(month)s, applied since %(day)s (%(instruments)s)")
                % {
                    "month": format_month(change.change_month),
                    "day": f"{change.known_on:%d/%m/%Y}",
                    "instruments": ", ".join(change.instruments),
                },
            )
            for key, change in self.changes.items()
        ]
        newest = next(iter(self.changes.values()), None)
        months = [first_of(today)] + ([newest.change_month] if newest else [])
        self.fields["payable_from"].initial = max(months)
        if actor.is_province:
            self.fields["office"].queryset = self.communes.order_by("name")  # type: ignore[attr-defined]
        else:
            del self.fields["office"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "change" not in data or "payable_from" not in data:
            return data
        change, payable_from = self.changes[data["change"]], data["payable_from"]
        if payable_from < change.change_month:
            words = {"month": format_month(change.change_month)}
            self.add_error("payable_from", _("The new level is for months from %(month)s.") % words)
        elif payable_from > self.latest:
            words = {"month": format_month(self.latest)}
            self.add_error("payable_from", _("Choose a month up to %(month)s.") % words)
        else:
            data["terms"] = Terms(change.change_month, payable_from, change.known_before, change.known_on)
        return data

    def offices(self) -> list[Office]:
        """The communes chosen."""
        chosen = self.cleaned_data.get("office")
        return [chosen] if chosen else list(self.communes)


class ReviewStepForm(forms.Form):
    """A step with nothing to type: only the version of the review the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewReasonForm(ReviewStepForm):
    """A step that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class ReviewFilterForm(forms.Form):
    """Which lines of a review to show."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Result"), required=False)
    code = forms.ChoiceField(label=_("Clause, point"), required=False)

    def __init__(self, *args: Any, review: MassReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *REVIEW_KINDS.items()]  # type: ignore[attr-defined]
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((code, code) for code in codes_listed(review)),
        ]

    def chosen(self) -> dict[str, str]:
        """The filters, as `queries.lines_listed` takes them."""
        data = self.cleaned_data if self.is_valid() else {}
        return {"text": data.get("q", ""), "kind": data.get("kind", ""), "code": data.get("code", "")}
