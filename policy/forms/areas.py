"""What is typed about areas of difficulty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policy.enums import DifficultyClass, Mark
from policy.forms.basis import WrittenForm
from policy.imports import UnreadablePlaces, read_places
from policy.labels import choices
from policy.queries import communes
from policy.rules.area_changes import AreaChange
from policy.rules.areas import Area
from ui.fields import DayField


class AreasForm(WrittenForm):
    """Classes of areas by one instrument; they count by day, not by when offices began to apply them."""

    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("To"), required=False, help_text=_("Leave empty while no end is foreseen."))
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
