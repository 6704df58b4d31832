"""The facts monthly assistance turns on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.forms.persons import BirthField
from offices.actors import Actor
from offices.roles import Permission
from policy.enums import (
    DisabilityDegree,
    MaritalState,
    ParentState,
    PovertyStatus,
    StudyStatus,
    SupporterState,
)
from policy.facts import Child, Facts
from policy.labels import FACT_LABELS, choices

NOT_KNOWN = ("", _("Not known"))
YES_NO = [NOT_KNOWN, ("yes", _("Yes")), ("no", _("No"))]
_YES_NO_VALUES = {"yes": True, "no": False}
# Rows for children beyond those already recorded.
SPARE_CHILDREN = 2

_CHOICES: dict[str, type[StrEnum]] = {
    "father_state": ParentState,
    "mother_state": ParentState,
    "study_status": StudyStatus,
    "poverty": PovertyStatus,
    "marital_state": MaritalState,
    "supporter_state": SupporterState,
    "disability_degree": DisabilityDegree,
}
_FLAGS = (
    "abandoned",
    "adopted",
    "had_clause1_before_16",
    "in_special_difficulty_area",
    "can_live_in_community",
    "taken_in_instead_of_facility",
    "has_pension_or_si",
    "has_stable_income",
)
_HEALTH = "hiv_confirmed"

_FIELDSETS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Household and place"), ("poverty", "in_special_difficulty_area")),
    (_("Disability"), ("disability_degree",)),
    (_("Pension and income"), ("has_pension_or_si", "has_stable_income")),
    (_("Parents"), ("father_state", "mother_state", "abandoned", "adopted")),
    (_("Studies"), ("study_status", "had_clause1_before_16")),
    (_("Marriage and children"), ("marital_state", "raises_children")),
    (
        _("Support and care"),
        ("supporter_state", "can_live_in_community", "taken_in_instead_of_facility"),
    ),
    (_("Health (restricted)"), (_HEALTH,)),
)


@dataclass(frozen=True)
class FieldSet:
    """Fields that belong together, and the rows of children under them."""

    title: str | Promise
    fields: tuple[forms.BoundField, ...]
    children: tuple[tuple[forms.BoundField, forms.BoundField], ...] = ()


class FactsForm(forms.Form):
    """All facts, each "not known" until told. The health fact is there only for actors who may see it."""

    def __init__(
        self,
        data: Any = None,
        *,
        initial_facts: Facts | None = None,
        actor: Actor | None = None,
        **kwargs: Any,
    ) -> None:
        self.initial_facts = initial_facts or Facts()
        super().__init__(data, **kwargs)
        self.health = actor is not None and actor.may(Permission.HEALTH_VIEW)
        for name, kind in _CHOICES.items():
            self._add(name, [NOT_KNOWN, *choices(kind)], str)
        for name in (*_FLAGS, *((_HEALTH,) if self.health else ())):
            self._add(name, YES_NO, _flag)
        known = self.initial_facts.children
        self.fields["raises_children"] = forms.ChoiceField(
            label=_("Raises children"),
            required=False,
            choices=YES_NO,
            initial="" if known is None else "yes" if known else "no",
        )
        self.rows = max(len(known or ()), self._typed_rows()) + SPARE_CHILDREN
        for index in range(self.rows):
            child = known[index] if known and index < len(known) else Child(None)
            self.fields[f"child_{index}_born"] = BirthField(
                label=_("Child born"), required=False, initial=child.born
            )
            self.fields[f"child_{index}_studying"] = forms.ChoiceField(
                label=_("Studying without interruption"),
                required=False,
                choices=YES_NO,
                initial=_flag(child.studying),
            )

    def _add(self, name: str, options: list[Any], shown: Callable[[Any], str]) -> None:
        value = getattr(self.initial_facts, name)
        self.fields[name] = forms.ChoiceField(
            label=FACT_LABELS[name],  # type: ignore[arg-type]  # a lazy sentence
            required=False,
            choices=options,
            initial="" if value is None else shown(value),
        )

    def _typed_rows(self) -> int:
        typed = [
            index
            for index in range(30)
            if self.data.get(f"child_{index}_born") or self.data.get(f"child_{index}_studying")
        ]
        return max(typed, default=-1) + 1

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        rows = self._children(cleaned)
        if rows and cleaned.get("raises_children") == "no":
            self.add_error(
                "raises_children", _("Children are listed below. Answer “Yes” or empty their rows.")
            )
        if not rows and cleaned.get("raises_children") == "yes" and not self.errors:
            self.add_error(
                "raises_children", _("List each child the person raises, at least the year of birth.")
            )
        return cleaned

    def to_facts(self) -> Facts:
        """The facts as typed; birth, sex, death and what the actor may not see stay as they were."""
        typed = self.cleaned_data
        values: dict[str, Any] = {
            name: kind(typed[name]) if typed[name] else None for name, kind in _CHOICES.items()
        }
        values |= {name: _YES_NO_VALUES.get(typed[name]) for name in _FLAGS}
        if self.health:
            values[_HEALTH] = _YES_NO_VALUES.get(typed[_HEALTH])
        children = self._children(typed)
        values["children"] = children or (() if typed["raises_children"] == "no" else None)
        return replace(self.initial_facts, **values)

    @property
    def fieldsets(self) -> list[FieldSet]:
        """The fields in the order of the page."""
        found = []
        for title, names in _FIELDSETS:
            fields = tuple(self[name] for name in names if name in self.fields)
            children: tuple[tuple[forms.BoundField, forms.BoundField], ...] = ()
            if "raises_children" in names:
                children = tuple(
                    (self[f"child_{index}_born"], self[f"child_{index}_studying"])
                    for index in range(self.rows)
                )
            if fields:
                found.append(FieldSet(title, fields, children))
        return found

    def _children(self, typed: dict[str, Any]) -> tuple[Child, ...]:
        return tuple(
            Child(born, _YES_NO_VALUES.get(typed.get(f"child_{index}_studying", "")))
            for index in range(self.rows)
            if (born := typed.get(f"child_{index}_born"))
        )


def _flag(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
