"""A person's details, death, and findings to settle."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.caseload.cells import YEARS
from beneficiaries.caseload.tcvn3 import decoded, mostly_tcvn3
from beneficiaries.enums import Sex
from beneficiaries.ethnicity import ETHNIC_GROUPS
from beneficiaries.labels import finding_label
from beneficiaries.models import Person
from beneficiaries.names import tidy_name
from beneficiaries.queries import hamlets, open_codes, similar_persons
from beneficiaries.rules import PersonData
from offices.actors import Actor
from offices.roles import Permission
from policy.enums import GroupKey
from policy.facts import PartialDate
from policy.labels import choices


class BirthField(forms.CharField):
    """A birth date as far as papers prove it: 1950, 06/1950 or 12/06/1950."""

    default_error_messages = {
        "birth": _("Write the year (1950), the month (06/1950) or the day (12/06/1950)."),
        "years": _("This year cannot be a year of birth."),
        "future": _("A birth date cannot lie in the future."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 10, "help_text": self.default_error_messages["birth"], **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        if not (text := super().to_python(value)):
            return None
        iso = re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", text)
        try:
            born = PartialDate.parse(text if iso else re.sub(r"\s*[./\-]\s*", "/", text))
        except ValueError:
            raise ValidationError(self.error_messages["birth"], code="birth") from None
        if born.year not in YEARS:
            raise ValidationError(self.error_messages["years"], code="years")
        if born.earliest > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")
        return born

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Nothing more: the value is no longer a text."""


class NumberField(forms.CharField):
    """A number kept as text: digits, with the spaces and dots people type between them left out."""

    default_error_messages = {"digits": _("Write digits only.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs})

    def to_python(self, value: Any) -> str:
        text = re.sub(r"[\s.\-]", "", super().to_python(value) or "")
        if text and not re.fullmatch(r"[0-9]+", text):
            raise ValidationError(self.error_messages["digits"], code="digits")
        return text


class PersonForm(forms.Form):
    """A person's details. With an actor, people who may be the same are shown once before going on."""

    name = forms.CharField(label=_("Full name"), max_length=200, help_text=_("As written on their papers."))
    born = BirthField(label=_("Date of birth"))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Choose")), *Sex.choices])
    id_number = NumberField(
        label=_("Personal identification number"),
        required=False,
        max_length=20,
        help_text=_("12 digits. Leave empty when the person has none yet."),
    )
    ethnicity = forms.ChoiceField(
        label=_("Ethnic group"),
        required=False,
        choices=[("", _("Choose")), *((code, f"{name} ({code})") for code, name in ETHNIC_GROUPS.items())],
    )
    hamlet = forms.CharField(label=_("Hamlet"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    not_the_same = forms.BooleanField(
        label=_("I have looked: this is another person."), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, actor: Actor | None = None, person: Person | None = None, **kwargs: Any
    ) -> None:
        if person is not None:
            kwargs["initial"] = (
                asdict(data_of(person))
                | {"born": person.born, "version": person.version}
                | (kwargs.get("initial") or {})
            )
        super().__init__(*args, **kwargs)
        self.actor, self.person = actor, person
        self.similar: list[Person] = []

    def clean_name(self) -> str:
        """The name as typed, unless an old font shows: what it seems to say is for the officer to type."""
        name = str(self.cleaned_data["name"])
        if mostly_tcvn3([name]) and (told := tidy_name(decoded(name, undecided_is_tcvn3=True))) != name:
            raise ValidationError(
                _("This name is typed in an old font (TCVN3). Is it “%(name)s”? Type it anew."),
                params={"name": told},
            )
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.actor is None or self.errors or cleaned.get("not_the_same"):
            return cleaned
        self.similar = similar_persons(
            self.actor, self.to_data(), but=self.person.pk if self.person else None
        )
        if self.similar and self.person is None:
            self.fields["not_the_same"].widget = forms.CheckboxInput()
            self.add_error(
                "not_the_same", _("People like this are on record. Look at them before you go on.")
            )
        return cleaned

    def to_data(self) -> PersonData:
        """The clean values as a person."""
        about_the_form = ("not_the_same", "version")
        return PersonData(**{n: self.cleaned_data[n] for n in self.fields if n not in about_the_form})

    def renew(self, version: int) -> None:
        """Let the next press count from what stands now, all that was typed kept."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.data["version"] = str(version)  # type: ignore[index]


def data_of(person: Person) -> PersonData:
    """A person as recorded, as the form takes it."""
    return PersonData(
        name=person.name,
        sex=person.sex,
        born=person.born,
        id_number=person.id_number,
        ethnicity=person.ethnicity,
        hamlet=person.hamlet,
        address=person.address,
        phone=person.phone,
    )


class SettleForm(forms.Form):
    """What was seen or done about a finding."""

    settlement = forms.CharField(
        label=_("What you saw or did"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PersonFilterForm(forms.Form):
    """What the list of people shows."""

    q = forms.CharField(label=_("Name, number or code"), required=False, max_length=100)
    hamlet = forms.ChoiceField(label=_("Hamlet"), required=False)
    group = forms.ChoiceField(
        label=_("Group"), required=False, choices=[("", _("All groups")), *choices(GroupKey)]
    )
    finding = forms.ChoiceField(label=_("To be looked at"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.may(Permission.HEALTH_VIEW):
            # Whoever may not see health may not ask for those who have an allowance because of it.
            self.fields["group"].choices = [  # type: ignore[attr-defined]
                (key, words)
                for key, words in self.fields["group"].choices  # type: ignore[attr-defined]
                if key not in (GroupKey.CHILD_HIV, GroupKey.ADULT_HIV)
            ]
        self.fields["hamlet"].choices = [  # type: ignore[attr-defined]
            ("", _("All hamlets")),
            *((name, name) for name in hamlets(actor)),
        ]
        self.fields["finding"].choices = [  # type: ignore[attr-defined]
            ("", _("Everyone")),
            ("any", _("Anything open")),
            *((code, finding_label(code)) for code in open_codes(actor)),
        ]
