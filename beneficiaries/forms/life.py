"""Life events, and relations between people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.actions import EventData
from beneficiaries.models import LifeEvent, Person
from offices import scope
from offices.actors import Actor
from policy.labels import choices
from policy.life import EndedCondition, LifeEventKind, RelationKind
from ui.fields import DayField

# What is asked besides the day and the document.
_ASKED: dict[LifeEventKind, tuple[str, ...]] = {
    LifeEventKind.SENTENCE: ("until", "place"),
    LifeEventKind.MOVED: ("place",),
    LifeEventKind.CONDITION_ENDED: ("condition",),
    LifeEventKind.ENTERED_FACILITY: ("place",),
    LifeEventKind.LEFT_FACILITY: ("place",),
}
_ALWAYS = ("happened_on", "document_number", "document_on", "issuer", "corrects")
_DAYS = {
    LifeEventKind.DEATH: _("Died on"),
    LifeEventKind.MISSING: _("Day the court's decision takes effect"),
    LifeEventKind.FOUND: _("Day the court's decision is set aside, or of the return"),
    LifeEventKind.SENTENCE: _("From"),
    LifeEventKind.MOVED: _("Lives there from"),
}
_PLACES = {
    LifeEventKind.SENTENCE: _("Prison or institution"),
    LifeEventKind.MOVED: _("To which commune and province"),
    LifeEventKind.ENTERED_FACILITY: _("Facility"),
    LifeEventKind.LEFT_FACILITY: _("Facility"),
}
# Without the paper these are not proven.
_PROVEN = {LifeEventKind.DEATH, LifeEventKind.MISSING, LifeEventKind.SENTENCE, LifeEventKind.ADOPTED}


class LifeEventForm(forms.Form):
    """One event; the fields follow its kind."""

    happened_on = DayField(label=_("Happened on"))
    until = DayField(label=_("Until"), required=False)
    condition = forms.ChoiceField(label=_("Condition that ended"), choices=choices(EndedCondition))
    place = forms.CharField(label=_("Where to"), max_length=200)
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=120,
        required=False,
        help_text=_("For example: extract of the death record, decision or certificate, with its number."),
    )
    document_on = DayField(label=_("Document date"), required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    corrects = forms.ModelChoiceField(
        queryset=LifeEvent.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, person: Person, kind: LifeEventKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.kind = person, kind
        fields: dict[str, Any] = self.fields
        for name in set(fields) - set(_ALWAYS) - set(_ASKED.get(kind, ())):
            del fields[name]
        fields["happened_on"].label = _DAYS.get(kind, _("Happened on"))
        if "place" in fields:
            fields["place"].label = _PLACES[kind]
            fields["place"].required = kind == LifeEventKind.MOVED
        fields["document_number"].required = kind in _PROVEN
        fields["corrects"].queryset = LifeEvent.objects.filter(person=person, kind=kind, corrected_by=None)

    def clean_happened_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["happened_on"]
        # A move is announced ahead; nothing else is known before it happens.
        if day > timezone.localdate() and self.kind != LifeEventKind.MOVED:
            raise ValidationError(_("The day cannot lie in the future."))
        if self.person.born_on and day < self.person.born_on:
            raise ValidationError(_("The day lies before the birth date."))
        if self.kind != LifeEventKind.DEATH and self.person.died_on and day > self.person.died_on:
            raise ValidationError(_("The person had died by that day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, until = cleaned.get("happened_on"), cleaned.get("until")
        if day and until and until < day:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned

    def to_data(self) -> EventData:
        """The clean values as an event."""
        told = {name: self.cleaned_data[name] for name in self.fields if name != "corrects"}
        return EventData(self.kind, **told)


class RelationForm(forms.Form):
    """Who else, and what they are to the person."""

    other = forms.CharField(
        label=_("The other person"),
        max_length=30,
        help_text=_("Person code or identification number, as on the other's page."),
    )
    kind = forms.ChoiceField(label=_("What the other is to this person"), choices=choices(RelationKind))
    valid_from = DayField(label=_("From"), required=False)

    def __init__(self, *args: Any, actor: Actor, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.person = actor, person

    def clean_other(self) -> Person:
        text = str(self.cleaned_data["other"]).strip()
        rows = scope.persons(Person.objects.all(), self.actor).exclude(pk=self.person.pk)
        found = list(rows.filter(Q(code__iexact=text) | Q(id_number=text))[:2])
        if len(found) != 1:
            raise ValidationError(_("No other person, or more than one, has this code or number."))
        return found[0]


class EndRelationForm(forms.Form):
    """The last day of a relation."""

    valid_to = DayField(label=_("Last day"))
