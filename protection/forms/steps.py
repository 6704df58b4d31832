"""The forms of the steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from offices.roles import Permission
from protection.enums import (
    PATHWAYS,
    ConsentBy,
    Duty,
    Harm,
    IsolationGround,
    Level,
    MeasureKind,
    Service,
)
from protection.forms.fields import MomentField, StepForm, commune_field, people_field, words
from protection.keys import DUTY_OF
from protection.labels import group_choices
from protection.rules.scales import HARM_ITEMS, PROTECTION_ITEMS
from protection.wall import PERMISSIONS
from ui.fields import DayField, MoneyField

PLAN_ROWS = 6
MEASURES = [choice for choice in MeasureKind.choices if choice[0] != MeasureKind.ISOLATION]


class ReasonForm(StepForm):
    """A step that must say why; the words go into the log of the case."""

    reason = words(_("Reason"))


class ForwardForm(ReasonForm):
    """To which commune, and why."""

    to_office = commune_field(_("To which commune"))

    def clean_to_office(self) -> Office:
        office: Office = self.cleaned_data["to_office"]
        if office.pk == self.case.office_id:
            raise forms.ValidationError(_("The case is already with this commune."))
        return office


class AcceptForm(StepForm):
    """Taking over, with or without the officer who had the case."""

    keep_sender = forms.BooleanField(
        label=_("The officer who had the case works along until the access is ended"), required=False
    )


class GroupsForm(StepForm):
    """The groups of the law, several at once."""

    groups = forms.MultipleChoiceField(
        label=_("Special circumstances"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = group_choices()  # type: ignore[attr-defined]
        self.initial["groups"] = self.case.groups


class InitialForm(StepForm):
    """Form 02: both scales; the counts are shown, the conclusion is the officer's."""

    conclusion = forms.ChoiceField(
        label=_("Conclusion: how vulnerable the child is"),
        choices=Level,
        widget=forms.RadioSelect,
        help_text=_("Compare both scales and conclude yourself. High calls for emergency measures."),
    )
    note = words(_("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (HARM_ITEMS | PROTECTION_ITEMS).items():
            self.fields[name] = forms.ChoiceField(label=_(label), choices=Level, widget=forms.RadioSelect)
        self.order_fields(["version", *HARM_ITEMS, *PROTECTION_ITEMS, "conclusion", "note"])

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        answers = {name: data[name] for name in (*HARM_ITEMS, *PROTECTION_ITEMS)}
        return {name: data[name] for name in ("version", "conclusion", "note")} | {"answers": answers}


class MeasureForm(StepForm):
    """An emergency measure."""

    kind = forms.ChoiceField(label=_("Measure"), choices=MEASURES)
    taken_at = MomentField(label=_("Taken at"))
    done_by = forms.CharField(label=_("Carried out by"), max_length=200, required=False)
    note = words(_("Note"), required=False)


class IsolateForm(StepForm):
    """The chair's decision (form 07)."""

    ground = forms.ChoiceField(label=_("Ground"), choices=IsolationGround)
    decision_number = forms.CharField(label=_("Decision number"), max_length=60)
    place = forms.CharField(label=_("Safe place"), max_length=200)
    ends_on = DayField(
        label=_("To"), help_text=_("At most 15 days in all, the first day counted; extensions included.")
    )


class ExtendForm(ReasonForm):
    """A later end, still within the 15 days."""

    decision_number = forms.CharField(label=_("Decision number"), max_length=60)
    ends_on = DayField(label=_("To"))


class SpecificForm(StepForm):
    """Form 03."""

    level = forms.ChoiceField(label=_("Level of risk"), choices=Level)
    body_and_mind = words(_("Body, mind and feelings of the child"))
    family = words(_("Family, relations, and its ability to protect"), required=False)
    risk_factors = words(_("What may bring harm again"), required=False)
    schooling = words(_("Schooling and ability to protect itself"), required=False)
    community = words(_("Safety and help around the child"), required=False)
    needs = words(_("Needs: health, assistance, schooling, legal aid, therapy, other services"))
    child_view = words(_("What the child says and wishes"), required=False)
    child_not_asked = forms.CharField(
        label=_("Why the child could not be asked"), required=False, max_length=300
    )
    parents_view = words(
        _("What parents or carers say and wish"),
        required=False,
        help_text=_("Not asked when they are the ones who harm."),
    )

    def told(self) -> dict[str, Any]:
        answers = self.answers()
        return {"version": self.cleaned_data["version"], "level": answers.pop("level"), "answers": answers}


class MeetingForm(StepForm):
    """Minutes of the meeting under the chair."""

    held_on = DayField(label=_("Held on"))
    present = words(_("Who was present"))
    agreed = words(_("What was agreed"))

    def told(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "answers": self.answers()}


class PlanForm(StepForm):
    """Form 04: goals, and up to six services; rows without a service are left out."""

    goal = words(_("Goals"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = [("", _("None")), *Service.choices]
        proposed = list(pathway(self.case.harms))
        for row in range(PLAN_ROWS):
            first = proposed[row] if row < len(proposed) else ""
            self.fields |= {
                f"service_{row}": forms.ChoiceField(
                    label=_("Service"), choices=services, required=False, initial=first
                ),
                f"task_{row}": forms.CharField(label=_("What is to be done"), required=False, max_length=300),
                f"responsible_{row}": forms.CharField(label=_("Responsible"), required=False, max_length=200),
                f"provider_{row}": forms.CharField(
                    label=_("Service provider"), required=False, max_length=200
                ),
                f"starts_on_{row}": DayField(label=_("From"), required=False),
                f"ends_on_{row}": DayField(label=_("Expected end"), required=False),
                f"cost_{row}": MoneyField(label=_("Estimated cost"), required=False),
            }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for row in self._named(data):
            for name in ("responsible", "starts_on", "ends_on"):
                key = f"{name}_{row}"
                if not data.get(key) and key not in self.errors:
                    self.add_error(key, _("A service of the plan needs this."))
        return data

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("service", "task", "responsible", "provider", "starts_on", "ends_on")
        items = [
            {name: data[f"{name}_{row}"] for name in names} | {"cost": data[f"cost_{row}"] or 0}
            for row in self._named(data)
        ]
        return {"version": data["version"], "goal": data["goal"], "items": items}

    def rows(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each service, for the page."""
        for row in range(PLAN_ROWS):
            yield [self[name] for name in self.fields if name.endswith(f"_{row}")]

    def _named(self, data: dict[str, Any]) -> list[int]:
        return [row for row in range(PLAN_ROWS) if data.get(f"service_{row}")]


def pathway(harms: list[str]) -> tuple[Service, ...]:
    """The services that these forms of harm call for, each once."""
    return tuple(dict.fromkeys(service for harm in harms for service in PATHWAYS.get(Harm(harm), ())))


class ApproveForm(StepForm):
    """The number of the chair's decision (form 05)."""

    decision_number = forms.CharField(label=_("Decision number"), max_length=60)


class ReferralForm(StepForm):
    """A service asked for."""

    service = forms.ChoiceField(label=_("Service"), choices=Service)
    to_whom = forms.CharField(label=_("Asked of"), max_length=200)
    told_words = words(
        _("What is told to them"),
        help_text=_("No more than they need: the name only when it cannot be helped."),
    )
    answer_by = DayField(label=_("Answer wanted by"), required=False)

    def told(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"told": data.pop("told_words")}


class VisitForm(StepForm):
    """A visit made."""

    made_at = MomentField(label=_("Visited at"))
    saw_child = forms.BooleanField(label=_("The child was seen"), required=False)
    child_safe = forms.ChoiceField(
        label=_("The child is safe"),
        required=False,
        choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
    )
    findings = words(_("What was found"))

    def told(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"child_safe": {"yes": True, "no": False}.get(data["child_safe"])}


class ReviewForm(StepForm):
    """Form 06: the two grounds of closure, each part said by the officer."""

    no_risk = forms.BooleanField(label=_("No risk of abuse remains"), required=False)
    stable_body = forms.BooleanField(label=_("Stable in body"), required=False)
    stable_mind = forms.BooleanField(label=_("Stable in mind"), required=False)
    stable_understanding = forms.BooleanField(label=_("Stable in understanding"), required=False)
    stable_feelings = forms.BooleanField(label=_("Stable in feelings"), required=False)
    opinion = words(_("Condition of the child and safety of the surroundings"))

    def told(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "answers": self.answers()}


class ConsentForm(StepForm):
    """Consent given or withdrawn."""

    by_whom = forms.MultipleChoiceField(
        label=_("By whom"), choices=ConsentBy, widget=forms.CheckboxSelectMultiple
    )
    given = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Consent given")), ("no", _("Consent refused or withdrawn"))]
    )
    about = words(_("What it is about, and for whom"))

    def told(self) -> dict[str, Any]:
        answers = self.answers()
        answers["given"] = answers["given"] == "yes"
        return {"version": self.cleaned_data["version"], "answers": answers}


class DutyForm(ReasonForm):
    """A duty passes to another person."""

    duty = forms.ChoiceField(label=_("Duty"), choices=[(duty, duty.label) for duty in DUTY_OF.values()])
    assignment = people_field(_("To whom"), PERMISSIONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["assignment"]
        places = [self.case.office_id, self.case.office.parent_id]
        people.queryset = people.queryset.filter(office_id__in=places)  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"duty": Duty(self.cleaned_data["duty"])}


class ShareForm(ReasonForm):
    """Somebody works along."""

    assignment = people_field(_("Who works along"), (Permission.PROTECTION_WORK,))


class WithholdForm(ReasonForm):
    """Somebody must not learn of the case."""

    who = forms.CharField(label=_("From whom"), max_length=200)
    assignment = people_field(_("Their account, when they have one"), PERMISSIONS, required=False)
