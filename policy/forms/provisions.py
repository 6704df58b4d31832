"""What the law says beside figures: names of groups, time limits, sources, the working calendar."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policy.enums import Mark, Regime, RowKind
from policy.forms.basis import ProposalForm, WrittenForm
from policy.labels import choices, group_label, label
from policy.law import Instrument, Naming, RegimeLimit
from policy.presenters.rows import row_words
from policy.rules.changes import (
    CalendarChange,
    DayCancelledChange,
    NamingChange,
    RegimeChange,
    VerificationChange,
    rows_of,
)
from ui.fields import DayField


class NamingForm(WrittenForm):
    """Where a new instrument names a group: another letter, another article, other words."""

    group = forms.ChoiceField(label=_("Group"))
    code = forms.CharField(
        label=_("Code printed on lists"), max_length=10, help_text=_("Clause and point, for example 5.b.")
    )
    name_vi = forms.CharField(
        label=_("Name of the group, as the instrument words it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    valid_from = DayField(label=_("Papers name it so from"), help_text=_("Today or later."))

    field_order = ("group", "code", "name_vi", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = dict.fromkeys(group.key for group in self.law.groups_on(self.today))
        self.fields["group"].choices = [(key, group_label(key)) for key in keys]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = self.today

    def change(self) -> NamingChange:
        values = self.cleaned_data
        row = Naming(
            group=values["group"],
            code=values["code"],
            name_vi=values["name_vi"],
            valid_from=values["valid_from"],
            article=values["article"],
            mark=Mark(values["mark"]),
            instrument=self.chosen().id,
        )
        return NamingChange(row, self.chosen())


class StepDaysField(forms.CharField):
    """Working days of each step, in order, as in "7, 3". Cleans to a tuple of int."""

    default_error_messages = {"invalid": _("Enter the working days of each step, for example 7, 3.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        numbers = [part for part in re.split(r"[\s,;]+", str(text)) if part]
        if not all(number.isdecimal() and int(number) < 1000 for number in numbers):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return tuple(int(number) for number in numbers)


class RegimeForm(WrittenForm):
    """Other time limits of a procedure for files received from a day on."""

    regime = forms.ChoiceField(label=_("Procedure"), choices=choices(Regime))
    step_days = StepDaysField(
        label=_("Working days of each step"),
        help_text=_("In the order of the procedures page, for example 7, 3. The whole limit is their sum."),
    )
    posting_days = forms.IntegerField(
        label=_("Working days of public posting among them"), min_value=0, max_value=100
    )
    received_from = DayField(label=_("For files received from"), help_text=_("Today or later."))

    field_order = ("regime", "step_days", "posting_days", "received_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regime"].initial = self.law.regime_on(self.today).key.value
        self.fields["received_from"].initial = self.today

    def change(self) -> RegimeChange:
        values = self.cleaned_data
        row = RegimeLimit(
            regime=Regime(values["regime"]),
            step_days=values["step_days"],
            posting_days=values["posting_days"],
            received_from=values["received_from"],
            article=values["article"],
            mark=Mark(values["mark"]),
            instrument=self.chosen().id,
        )
        return RegimeChange(row, self.chosen())


class VerificationForm(ProposalForm):
    """A recalled row that was compared with the official text."""

    row = forms.ChoiceField(
        label=_("What was compared"), help_text=_("What is not yet sourced. A wrong figure is proposed anew.")
    )
    document = forms.CharField(
        label=_("Compared with"),
        max_length=300,
        help_text=_("The official text: its number and day, and where it was published."),
    )
    title = forms.CharField(
        label=_("Official title"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Of an instrument only, when the title on record differs."),
    )

    field_order = ("row", "document", "title", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {
            f"{kind}:{key}": (kind, key, row)
            for (kind, key), row in rows_of(self.law).items()
            if row.mark != Mark.SOURCED
        }
        words: dict[RowKind, list[tuple[str, str]]] = {kind: [] for kind in RowKind}
        for name, (kind, _key, row) in self.rows.items():
            words[kind].append((name, row_words(row, self.law)))
        grouped = [(label(kind), names) for kind, names in words.items() if names]
        self.fields["row"].choices = [("", "–"), *grouped]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        row = self.rows[cleaned["row"]][2] if cleaned.get("row") else None
        if cleaned.get("title") and row is not None and not isinstance(row, Instrument):
            self.add_error("title", _("Only an instrument has a title."))
        return cleaned

    def change(self) -> VerificationChange:
        values = self.cleaned_data
        kind, key, _row = self.rows[values["row"]]
        return VerificationChange(kind, key, values["document"], values["title"])


class CalendarDayForm(ProposalForm):
    """A public holiday, or a weekend day worked in its place."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("What"),
        choices=[("holiday", _("Public holiday or day off in lieu")), ("make_up", _("Make-up working day"))],
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)

    field_order = ("day", "kind", "name", "reason")

    def change(self) -> CalendarChange:
        values = self.cleaned_data
        return CalendarChange(day=values["day"], holiday=values["kind"] == "holiday", name=values["name"])


class DayCancelledForm(ProposalForm):
    """An entry of the calendar that is wrong."""

    day = DayField(label=_("Day"), help_text=_("From then on the day is what its weekday says."))

    field_order = ("day", "reason")

    def change(self) -> DayCancelledChange:
        return DayCancelledChange(self.cleaned_data["day"])
