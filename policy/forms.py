"""What is typed about the law."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from offices.names import fold
from policy.enums import INSTRUMENT_KINDS, DifficultyClass, Mark, RateKind
from policy.imports import UnreadablePlaces, read_places
from policy.labels import LABELS, choices, group_label
from policy.law import Coefficient, Instrument, Law, Rate
from policy.months import last_day_of
from policy.queries import communes
from policy.rules.area_changes import AreaChange
from policy.rules.areas import Area
from policy.rules.changes import CalendarChange, Change, CoefficientChange, RateChange
from ui.fields import DayField, MoneyField, MonthField


class CoefficientField(forms.Field):
    """A coefficient typed with a comma or a point: 1,5. Cleans to Decimal."""

    default_error_messages = {"invalid": _("Enter a coefficient, for example 1,5.")}

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation as refusal:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from refusal
        if not number.is_finite() or number >= 1000 or number != round(number, 2):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class ProposalForm(forms.Form):
    """A change of the law: what is new, and why it is proposed."""

    reason = forms.CharField(
        label=_("Why it is proposed"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, law: Law, province: tuple[str, str], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.law, self.province, self.today = law, province, today

    def what(self) -> list[forms.BoundField]:
        """The fields of the figure itself."""
        return [bound for bound in self if bound.name not in {*BasisForm.BASIS, "reason"}]

    def basis(self) -> list[forms.BoundField]:
        """The fields that say where it is written."""
        return [bound for bound in self if bound.name in BasisForm.BASIS]

    def change(self) -> Change | AreaChange:
        """What the valid form asks for."""
        raise NotImplementedError


class BasisForm(ProposalForm):
    """A figure with its months and the instrument it is written in, on record or new."""

    BASIS = (
        "instrument", "new_kind", "new_number", "new_title", "new_issued_on", "new_in_force_on", "article",
        "mark",
    )  # fmt: skip

    valid_from = MonthField(label=_("First month it is for"))
    valid_to = MonthField(
        label=_("Last month"), required=False, help_text=_("Leave empty while no end is foreseen.")
    )
    known_from = DayField(
        label=_("Offices apply it from"),
        help_text=_("Today or later. Earlier months then get the difference as arrears."),
    )
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    new_kind = forms.ChoiceField(
        label=_("Kind of the new instrument"),
        required=False,
        choices=[("", "–"), *((kind, kind) for kind in INSTRUMENT_KINDS)],
    )
    new_number = forms.CharField(label=_("Number"), required=False, max_length=30)
    new_title = forms.CharField(label=_("Title"), required=False, max_length=300)
    new_issued_on = DayField(label=_("Issued on"), required=False)
    new_in_force_on = DayField(label=_("In force from"), required=False)
    article = forms.CharField(
        label=_("Article"), max_length=120, help_text=_("As cited: clause, then article.")
    )
    mark = forms.ChoiceField(
        label=_("How sure it is"),
        choices=[
            (Mark.SOURCED.value, _("Read in the official text")),
            (Mark.RECALLED.value, LABELS[Mark][Mark.RECALLED]),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "known_from" in self.fields:
            self.fields["known_from"].initial = self.today
        known = [(row.id, row.name_vi) for row in reversed(self.law.instruments)]
        self.fields["instrument"].choices = [("", _("A new one, described below")), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("instrument") and "instrument" not in self.errors:
            for name in ("new_kind", "new_number", "new_title", "new_issued_on", "new_in_force_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A new instrument needs this, or choose one from the list."))
        return cleaned

    def dated(self) -> dict[str, Any]:
        """What rates and coefficients share."""
        values = self.cleaned_data
        return {
            "valid_from": values["valid_from"],
            "valid_to": last_day_of(values["valid_to"]) if values["valid_to"] else None,
            "known_from": values["known_from"],
            "article": values["article"],
            "mark": Mark(values["mark"]),
            "instrument": self.chosen().id,
        }

    def chosen(self) -> Instrument:
        """The instrument on record, or the one described."""
        values = self.cleaned_data
        if key := values["instrument"]:
            return next(row for row in self.law.instruments if row.id == key)
        return Instrument(
            id=slugify(fold(values["new_number"])),
            kind_vi=values["new_kind"],
            number=values["new_number"],
            title_vi=values["new_title"],
            issued_on=values["new_issued_on"],
            in_force_on=values["new_in_force_on"],
            mark=Mark(values["mark"]),
        )


class RateForm(BasisForm):
    """A base or level, of the whole country or higher in the province."""

    kind = forms.ChoiceField(label=_("What"), choices=choices(RateKind))
    place = forms.ChoiceField(label=_("Where"), required=False)
    amount = MoneyField(label=_("Amount a month (đồng)"), min_value=1)

    field_order = ("kind", "place", "amount", "valid_from", "valid_to", "known_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("The whole country")), self.province]  # type: ignore[attr-defined]

    def change(self) -> RateChange:
        values = self.cleaned_data
        row = Rate(
            kind=RateKind(values["kind"]), amount=values["amount"], province=values["place"], **self.dated()
        )
        return RateChange(row, self.chosen())


class CoefficientForm(BasisForm):
    """A coefficient of a group for an age band."""

    group = forms.ChoiceField(label=_("Group"))
    age_from = forms.IntegerField(
        label=_("From age"), required=False, min_value=0, max_value=130, help_text=_("Completed years.")
    )
    age_to = forms.IntegerField(
        label=_("Until before age"), required=False, min_value=1, max_value=130, help_text=_("Not included.")
    )
    value = CoefficientField(label=_("Coefficient"))

    field_order = ("group", "age_from", "age_to", "value", "valid_from", "valid_to", "known_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = dict.fromkeys(group.key for group in self.law.groups)
        self.fields["group"].choices = [(key, group_label(key)) for key in keys]  # type: ignore[attr-defined]

    def change(self) -> CoefficientChange:
        values = self.cleaned_data
        row = Coefficient(
            group=values["group"],
            age_from=values["age_from"],
            age_to=values["age_to"],
            value=values["value"],
            **self.dated(),
        )
        return CoefficientChange(row, self.chosen())


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


class AreasForm(BasisForm):
    """Classes of areas by one instrument; they count by day, not by when offices began to apply them."""

    valid_from = DayField(label=_("From"))  # type: ignore[assignment]  # days in place of months
    valid_to = DayField(  # type: ignore[assignment]
        label=_("To"), required=False, help_text=_("Leave empty while no end is foreseen.")
    )
    known_from = None  # type: ignore[assignment]  # Django's way to leave a field out
    article = forms.CharField(label=_("Article"), max_length=120, required=False)

    def area(self, unit_code: str, hamlet: str, difficulty: DifficultyClass) -> Area:
        """A row of the table from one place and what the form says of all."""
        values = self.cleaned_data
        return Area(
            unit_code=unit_code,
            hamlet=" ".join(hamlet.split()),
            difficulty=difficulty,
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            instrument=self.chosen().id,
            article=values["article"],
            mark=Mark(values["mark"]),
        )


class AreaForm(AreasForm):
    """The class of one commune or hamlet."""

    unit_code = forms.ChoiceField(label=_("Commune"))
    hamlet = forms.CharField(
        label=_("Hamlet"), required=False, max_length=120, help_text=_("Leave empty for the whole commune.")
    )
    difficulty = forms.ChoiceField(label=_("Difficulty class"), choices=choices(DifficultyClass))

    field_order = ("unit_code", "hamlet", "difficulty", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_code"].choices = [("", "–"), *communes().items()]  # type: ignore[attr-defined]

    def change(self) -> AreaChange:
        values = self.cleaned_data
        area = self.area(values["unit_code"], values["hamlet"], DifficultyClass(values["difficulty"]))
        return AreaChange((area,), self.chosen())


class AreaListForm(AreasForm):
    """Classes of many communes and hamlets, from a file of Excel or CSV."""

    file = forms.FileField(
        label=_("File (.xlsx, .csv)"),
        help_text=_("Columns: commune code, hamlet, class. Download the present table for the heads."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    field_order = ("file", "valid_from", "valid_to")

    def clean_file(self) -> Any:
        try:
            self.read = read_places(self.cleaned_data["file"])
        except UnreadablePlaces as refusal:
            raise forms.ValidationError(refusal.sentences) from refusal
        return self.cleaned_data["file"]

    def change(self) -> AreaChange:
        rows = tuple(self.area(place.unit_code, place.hamlet, place.difficulty) for place in self.read)
        return AreaChange(rows, self.chosen())


class AreaFilterForm(forms.Form):
    """Which rows of the table of areas to show."""

    commune = forms.ChoiceField(label=_("Commune"), required=False)
    day = DayField(label=_("In force on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].choices = [("", _("All communes")), *communes().items()]  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """A step with nothing to type."""


class ReasonForm(forms.Form):
    """A step that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class YearForm(forms.Form):
    """Which year of the calendar to show."""

    year = forms.IntegerField(min_value=2000, max_value=2100)
