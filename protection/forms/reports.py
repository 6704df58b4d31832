"""The report and who the child is: little is required, everything is possible."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import Person
from offices import scope
from offices.actors import Actor
from protection.enums import Harm, ReportChannel, ReportMeans, Sex
from protection.forms.fields import MomentField, commune_field, words
from protection.intake import ChildData, ReportData
from protection.models import ChildCase
from ui.fields import DayField

CHILD = (
    "child_name",
    "child_born_on",
    "child_age",
    "child_sex",
    "child_address",
    "child_now",
    "carers",
    "harms",
    "harmed_by_carer",
)
YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]


class AboutChild(forms.Form):
    """Fields about the child, shared by the report and its correction."""

    child_name = forms.CharField(label=_("Name of the child"), required=False, max_length=200)
    child_born_on = DayField(label=_("Date of birth"), required=False)
    child_age = forms.IntegerField(label=_("Age, as estimated"), required=False, min_value=0, max_value=17)
    child_sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("Not known")), *Sex.choices]
    )
    child_address = forms.CharField(label=_("Where the child lives"), required=False, max_length=200)
    child_now = words(_("How the child is now, where and with whom"), required=False, rows=2)
    carers = words(_("Parents or carers"), required=False, rows=2)
    harms = forms.MultipleChoiceField(
        label=_("Forms of harm"),
        required=False,
        choices=Harm.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    harmed_by_carer = forms.ChoiceField(
        label=_("A parent or carer is the one who harms"), required=False, choices=YES_NO
    )
    person = forms.CharField(
        label=_("Person code or identification number, when registered"), required=False, max_length=30
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_person(self) -> Person | None:
        text = self.cleaned_data["person"].strip()
        if not text:
            return None
        rows = scope.persons(Person.objects.all(), self.actor)
        found = rows.filter(code=text) | rows.filter(id_number=text)
        if len(people := list(found[:2])) != 1:
            raise forms.ValidationError(_("No single registered person has this code or number."))
        return people[0]

    def to_child(self) -> ChildData:
        """Clean values about the child."""
        data = {name: self.cleaned_data[name] for name in CHILD}
        data["harms"] = tuple(data["harms"])
        data["harmed_by_carer"] = {"yes": True, "no": False}.get(data["harmed_by_carer"])
        return ChildData(**data)

    @property
    def person_id(self) -> int | None:
        person = self.cleaned_data["person"]
        return person.pk if person else None


class ReportForm(AboutChild):
    """Form 01, typed while somebody is on the telephone: who reports and what happened are enough."""

    received_at = MomentField(label=_("Received at"))
    channel = forms.ChoiceField(label=_("Who reports"), choices=ReportChannel)
    means = forms.ChoiceField(label=_("How"), choices=ReportMeans)
    what = words(_("What is told"), rows=4)
    in_danger = forms.BooleanField(label=_("Life, health or dignity is in danger now"), required=False)
    when = forms.CharField(label=_("When it happened"), required=False, max_length=200)
    place = forms.CharField(label=_("Where it happened"), required=False, max_length=200)
    commune = commune_field(
        _("Commune where it happened"),
        required=False,
        help_text=_("Another commune than this one: the report is forwarded to it at once."),
    )
    consequence = words(_("Likely consequence for the child"), required=False, rows=2)
    done = words(_("What has been done already"), required=False, rows=2)
    anonymous = forms.BooleanField(label=_("The reporter stays anonymous"), required=False)
    reporter_name = forms.CharField(label=_("Name of the reporter"), required=False, max_length=200)
    reporter_phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    reporter_address = forms.CharField(label=_("Address"), required=False, max_length=200)
    reporter_relation = forms.CharField(label=_("Relation to the child"), required=False, max_length=100)
    harmer_name = forms.CharField(label=_("Name of the person suspected"), required=False, max_length=200)
    harmer_relation = forms.CharField(label=_("Relation to the child"), required=False, max_length=100)
    harmer_about = forms.CharField(
        label=_("What else is known of this person"), required=False, max_length=500
    )

    def __init__(self, *args: Any, now: dt.datetime, actor: Actor, **kwargs: Any) -> None:
        initial = {"received_at": timezone.localtime(now), "means": "telephone"}
        super().__init__(*args, actor=actor, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        named = any(data.get(name) for name in ("reporter_name", "reporter_phone", "reporter_address"))
        if data.get("anonymous") and named:
            self.add_error("anonymous", _("An anonymous reporter is not written down."))
        return data

    def to_report(self) -> ReportData:
        """Clean values of the report."""
        own = ("received_at", "channel", "means", "anonymous", "what", "when", "place", "in_danger")
        return ReportData(
            child=self.to_child(),
            reporter=self._about("reporter"),
            harmer=self._about("harmer"),
            **{name: self.cleaned_data[name] for name in (*own, "consequence", "done")},
        )

    def _about(self, whom: str) -> dict[str, str]:
        return {
            name.removeprefix(f"{whom}_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{whom}_") and value
        }


class ChildForm(AboutChild):
    """Who the child is, corrected or completed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: ChildCase, actor: Actor, **kwargs: Any) -> None:
        known = {name: getattr(case, name) for name in CHILD} | {"version": case.version}
        known["harmed_by_carer"] = {True: "yes", False: "no", None: ""}[case.harmed_by_carer]
        if case.person_id:
            known["person"] = Person.objects.filter(pk=case.person_id).values_list("code", flat=True).first()
        super().__init__(*args, actor=actor, initial=known, **kwargs)

    def told(self) -> dict[str, Any]:
        return {
            "version": self.cleaned_data["version"],
            "child": self.to_child(),
            "person_id": self.person_id,
        }
