"""Facts typed to reckon a support; nothing of it is kept. An empty answer means "not known"."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, ClassVar, get_args, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _

from policy.enums import CarerOf
from policy.facts import Child, Facts, PartialDate
from policy.labels import choices, fact_label
from policy.law import Law
from policy.months import first_of
from policy.rules import (
    CarerAssessment,
    Share,
    Support,
    care_support_due,
    essentials_due,
    facility_ceilings,
    facility_due,
    facility_meal_ceiling,
    funeral_support_due,
    house_support_due,
    injury_due,
    judge_carer,
    protection_food_due,
    rice_due,
    transport_due,
    treatment_due,
    visit_due,
)
from policy.support_facts import (
    CareFacts,
    CarerFacts,
    EssentialsFacts,
    FacilityFacts,
    FuneralFacts,
    HouseFacts,
    HungerFacts,
    InjuryFacts,
    ProtectionFacts,
    TransportFacts,
    TreatmentFacts,
    VisitFacts,
)
from ui.fields import DayField, MoneyField, MonthField

Answer = Support | Share | CarerAssessment | tuple[Share, ...]
# Whole numbers that are amounts in đồng; the others are counts.
MONEY = {"actual_cost", "other_funeral_support", "insurance_would_pay", "fare", "petrol_price"}


class YesNoField(forms.TypedChoiceField):
    """Yes, no or not known. Cleans to True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        answers = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
        super().__init__(
            choices=answers, coerce=lambda text: text == "yes", empty_value=None, required=False, **kwargs
        )


class BirthField(forms.CharField):
    """A birth date as far as it is known: 1950, 06/1950 or 12/06/1950. Cleans to PartialDate or None."""

    default_error_messages = {"invalid": _("Enter a year, a month or a day: 1950, 06/1950 or 12/06/1950.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text.replace("-", "/"))
        except ValueError as refusal:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from refusal


def field_for(name: str, kind: Any) -> forms.Field:
    """The field a fact is typed in, by its type; never required."""
    common: dict[str, Any] = {"label": fact_label(name), "required": False}
    if kind is bool:
        return YesNoField(label=common["label"])
    if kind is PartialDate:
        return BirthField(help_text=_("The year alone is enough when no more is known."), **common)
    if kind is dt.date:
        return DayField(**common)
    if kind is int and name in MONEY:
        return MoneyField(**common)
    if kind is int:
        return forms.IntegerField(min_value=0, max_value=1_000_000, **common)
    assert isinstance(kind, type)
    assert issubclass(kind, StrEnum)
    offered = [("", _("Not known")), *choices(kind)]
    return forms.TypedChoiceField(choices=offered, coerce=kind, empty_value=None, **common)


def types_of(kind: type) -> Iterator[tuple[str, Any]]:
    """The names of the facts of a kind with the type of each, without its None."""
    hints = get_type_hints(kind)
    for item in fields(kind):
        hint = hints[item.name]
        plain = [part for part in get_args(hint) if part is not types.NoneType]
        yield item.name, plain[0] if plain else hint


class ReckonerForm(forms.Form):
    """A question to the rules of the law on a day."""

    facts: ClassVar[type]

    known_on = DayField(
        label=_("By the law as known on"), help_text=_("Figures applied later do not count yet on this day.")
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_on"].initial = today
        self.fields |= {name: field_for(name, kind) for name, kind in self.asked()}
        self.order_fields([name for name in self.fields if name != "known_on"])

    def asked(self) -> Iterator[tuple[str, Any]]:
        """The facts to ask for."""
        return types_of(self.facts)

    def known(self) -> Any:
        """The facts typed; what is left open is not known."""
        return self.facts(**{item.name: self.cleaned_data.get(item.name) for item in fields(self.facts)})

    def answer(self, law: Law, province: str) -> Answer:
        """What the rules say to the valid form."""
        raise NotImplementedError

    def _asking(self, law: Law) -> dict[str, Any]:
        return {"facts": self.known(), "known_on": self.cleaned_data["known_on"], "law": law}


class FuneralForm(ReckonerForm):
    facts = FuneralFacts

    def answer(self, law: Law, province: str) -> Answer:
        return funeral_support_due(**self._asking(law), province=province)


class RiceForm(ReckonerForm):
    facts = HungerFacts

    def answer(self, law: Law, province: str) -> Answer:
        return rice_due(**self._asking(law))


class EssentialsForm(ReckonerForm):
    facts = EssentialsFacts

    def answer(self, law: Law, province: str) -> Answer:
        return essentials_due(**self._asking(law))


class InjuryForm(ReckonerForm):
    facts = InjuryFacts

    def answer(self, law: Law, province: str) -> Answer:
        return injury_due(**self._asking(law), province=province)


class HouseForm(ReckonerForm):
    facts = HouseFacts

    def answer(self, law: Law, province: str) -> Answer:
        return house_support_due(**self._asking(law))


class ProtectionForm(ReckonerForm):
    facts = ProtectionFacts

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("started_on"), cleaned.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", _("The last day lies before the first."))
        return cleaned

    def answer(self, law: Law, province: str) -> Answer:
        return protection_food_due(**self._asking(law))


class TreatmentForm(ReckonerForm):
    facts = TreatmentFacts

    def answer(self, law: Law, province: str) -> Answer:
        return treatment_due(**self._asking(law))


class TransportForm(ReckonerForm):
    facts = TransportFacts

    def answer(self, law: Law, province: str) -> Answer:
        return transport_due(**self._asking(law))


class VisitForm(ReckonerForm):
    facts = VisitFacts

    def answer(self, law: Law, province: str) -> Answer:
        return visit_due(**self._asking(law))


class MonthlyForm(ReckonerForm):
    """A support that is paid by the month."""

    month = MonthField(label=_("Month"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["month"].initial = first_of(today)


class FacilityForm(MonthlyForm):
    facts = FacilityFacts

    def answer(self, law: Law, province: str) -> Answer:
        return facility_due(**self._asking(law), month=self.cleaned_data["month"], province=province)


class CareForm(MonthlyForm):
    """Support for carers: the person cared for and how."""

    facts = CareFacts
    PERSON = (
        "born", "sex", "disability_degree", "marital_state", "father_state", "mother_state", "abandoned",
        "adopted", "poverty", "supporter_state", "can_live_in_community", "taken_in_instead_of_facility",
    )  # fmt: skip

    toddlers = forms.IntegerField(
        label=_("Children under 36 months the person raises"), required=False, min_value=0, max_value=20
    )

    def asked(self) -> Iterator[tuple[str, Any]]:
        kinds = dict(types_of(Facts))
        yield from ((name, kinds[name]) for name in self.PERSON)
        yield from types_of(CareFacts)

    def answer(self, law: Law, province: str) -> Answer:
        values = self.cleaned_data
        told: dict[str, Any] = {name: values.get(name) for name in self.PERSON}
        person = Facts(**told)
        if values["toddlers"] is not None:
            newborn = Child(PartialDate.from_date(values["month"]))
            person = replace(person, children=(newborn,) * values["toddlers"])
        return care_support_due(
            person=person,
            care=self.known(),
            month=values["month"],
            known_on=values["known_on"],
            law=law,
            province=province,
        )


class CarerForm(ReckonerForm):
    """Whether somebody may take a person in, on the day named."""

    facts = CarerFacts

    carer_of = forms.TypedChoiceField(
        label=_("Who is taken in"), choices=choices(CarerOf), coerce=CarerOf, initial=CarerOf.CHILD.value
    )

    def answer(self, law: Law, province: str) -> Answer:
        values = self.cleaned_data
        return judge_carer(facts=self.known(), carer_of=values["carer_of"], on=values["known_on"], law=law)


class CeilingsForm(ReckonerForm):
    """What a facility may spend at most."""

    meal_cost = MoneyField(label=fact_label("meal_cost"), required=False)

    def asked(self) -> Iterator[tuple[str, Any]]:
        return iter(())

    def answer(self, law: Law, province: str) -> Answer:
        values = self.cleaned_data
        on = values["known_on"]
        meal = facility_meal_ceiling(cost=values["meal_cost"], on=on, known_on=on, law=law)
        return (*facility_ceilings(on=on, known_on=on, law=law, province=province), meal)
