"""The facts monthly assistance turns on, with the papers they rest on, grouped by what a group needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.forms.fact_lists import (
    LISTS,
    NOT_KNOWN,
    YES_NO,
    YES_NO_VALUES,
    RowSet,
    add_rows,
    flag,
    read_rows,
    rows_of,
)
from beneficiaries.forms.fact_papers import PaperFields, add_paper, paper_fields, read_paper, shown_papers
from offices.actors import Actor
from offices.roles import Permission
from policy.enums import (
    DisabilityDegree,
    DisabilityType,
    MaritalState,
    ParentState,
    PovertyStatus,
    SiAllowanceKind,
    StudyLevel,
    StudyStatus,
    SupporterState,
)
from policy.facts import Facts
from policy.labels import FACT_LABELS, choices, group_label
from policy.law import Group, Law
from policy.rules.conditions import fields_of
from ui.fields import DayField, MoneyField

_CHOICES: dict[str, type[StrEnum]] = {
    "father_state": ParentState,
    "mother_state": ParentState,
    "study_status": StudyStatus,
    "study_level": StudyLevel,
    "poverty": PovertyStatus,
    "marital_state": MaritalState,
    "supporter_state": SupporterState,
    "disability_degree": DisabilityDegree,
    "si_allowance_kind": SiAllowanceKind,
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
_DAYS = ("adopted_on", "course_ends_on", "certificate_on", "certificate_expires_on")
_TEXTS = {"school": 120, "certificate_number": 60}
_AMOUNTS = ("pension_amount", "si_allowance_amount")
_HEALTH = "hiv_confirmed"
# The question whether a list is empty, and the fact it is about.
_QUESTIONS = {"raises_children": "children", "has_supporters": "supporters"}
_QUESTION_LABELS = {
    "raises_children": _("Raises children"),
    "has_supporters": _("Somebody is obliged to support"),
}

# Title, facts in order, and the lists under them.
_FIELDSETS: tuple[tuple[str | Promise, tuple[str, ...], tuple[str, ...]], ...] = (
    (_("Household and place"), ("poverty", "in_special_difficulty_area"), ()),
    (
        _("Disability"),
        (
            "disability_degree",
            "disability_types",
            "certificate_number",
            "certificate_on",
            "certificate_expires_on",
        ),
        (),
    ),
    (
        _("Pension and income"),
        (
            "has_pension_or_si",
            "pension_amount",
            "si_allowance_amount",
            "si_allowance_kind",
            "has_stable_income",
        ),
        (),
    ),
    (_("Parents"), ("father_state", "mother_state", "abandoned", "adopted", "adopted_on"), ()),
    (
        _("Studies"),
        ("study_status", "study_level", "school", "course_ends_on", "had_clause1_before_16"),
        ("pause",),
    ),
    (_("Marriage and children"), ("marital_state", "raises_children"), ("child",)),
    (
        _("Support and care"),
        ("has_supporters", "supporter_state", "can_live_in_community", "taken_in_instead_of_facility"),
        ("supporter",),
    ),
    (_("Health (restricted)"), (_HEALTH,), ()),
)


@dataclass(frozen=True)
class FactField:
    """A fact with the paper beside it."""

    field: forms.BoundField
    paper: PaperFields | None


@dataclass(frozen=True)
class FieldSet:
    """Facts that belong together and the lists under them; `needed` when the group asked about needs one."""

    title: str | Promise
    facts: tuple[FactField, ...]
    lists: tuple[RowSet, ...]
    needed: bool
    wrong: bool


class FactsForm(forms.Form):
    """All facts, each "not known" until told. The health fact is there only for actors who may see it.

    `fixed` facts are recorded elsewhere and only shown. A press of an "add" button gives the same page
    with all that was typed and one more row. `version` and `case_version` say what the form began with;
    `year` is the one a poverty status typed now is for.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    case_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        initial_facts: Facts | None = None,
        actor: Actor | None = None,
        fixed: Collection[str] = (),
        group: Group | None = None,
        year: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.year = year
        self.initial_facts = initial_facts or Facts()
        self.health = actor is not None and actor.may(Permission.HEALTH_VIEW)
        self.group, self.fixed = group, fixed
        more = data.get("more", "") if data else ""
        if more:
            kwargs["initial"] = {**(kwargs.get("initial") or {}), **_as_typed(data)}
            data = None
        super().__init__(data, **kwargs)
        known = self.initial_facts
        for name, kind in _CHOICES.items():
            self._add(name, forms.ChoiceField(choices=[NOT_KNOWN, *choices(kind)]), getattr(known, name))
        for name in (*_FLAGS, *((_HEALTH,) if self.health else ())):
            self._add(name, forms.ChoiceField(choices=YES_NO), flag(getattr(known, name)))
        for name in _DAYS:
            self._add(name, DayField(), getattr(known, name))
        for name, length in _TEXTS.items():
            self._add(name, forms.CharField(max_length=length), getattr(known, name))
        for name in _AMOUNTS:
            self._add(name, MoneyField(), getattr(known, name))
        if year:
            of_year = gettext("Poverty status of the household in %(year)s")
            self.fields["poverty"].label = of_year % {"year": year}
        types = forms.MultipleChoiceField(
            choices=choices(DisabilityType), widget=forms.CheckboxSelectMultiple
        )
        self._add("disability_types", types, list(known.disability_types or ()))
        for name, fact in _QUESTIONS.items():
            rows = getattr(known, fact)
            question = forms.ChoiceField(choices=YES_NO, label=_QUESTION_LABELS[name])
            self._add(name, question, flag(None if rows is None else bool(rows)))
        for listed in LISTS:
            add_rows(self, listed, getattr(known, listed.fact), more=more == listed.key)
        for fact in shown_papers(health=self.health):
            if fact not in fixed:
                add_paper(self, fact, known)

    def _add(self, name: str, field: forms.Field, initial: Any) -> None:
        field.required, field.initial = False, initial
        if name in FACT_LABELS:
            field.label = FACT_LABELS[name]  # type: ignore[assignment]  # a lazy sentence
        if name in self.fixed:
            field.disabled = True
            field.help_text = _("Recorded elsewhere; it is changed there.")
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.rows = {listed.fact: read_rows(self, listed) for listed in LISTS}
        self.papers = {fact: read_paper(self, fact) for fact in shown_papers(health=self.health)}
        self._check_question(
            "raises_children",
            _("Children are listed below. Answer “Yes” or remove their rows."),
            _("List each child the person raises, at least the year of birth."),
        )
        self._check_question(
            "has_supporters", _("People are listed below. Answer “Yes” or remove their rows."), None
        )
        if cleaned.get("has_pension_or_si") == "no" and any(cleaned.get(name) for name in _AMOUNTS):
            self.add_error("has_pension_or_si", _("An amount is written below. Answer “Yes” or empty it."))
        for pause in self.rows["study_pauses"]:
            if pause.ended_on and pause.ended_on < pause.began_on:
                self.add_error("study_status", _("A break in the studies cannot end before it begins."))
        return cleaned

    def _check_question(self, name: str, listed: Promise, empty: Promise | None) -> None:
        rows, answer = self.rows[_QUESTIONS[name]], self.cleaned_data.get(name)
        if rows and answer == "no":
            self.add_error(name, str(listed))
        elif empty and not rows and answer == "yes" and not self.errors:
            self.add_error(name, str(empty))

    def to_facts(self) -> Facts:
        """The facts as typed; birth, sex, death and what the actor may not see stay as they were."""
        typed, known = self.cleaned_data, self.initial_facts
        values: dict[str, Any] = {
            name: kind(typed[name]) if typed[name] else None for name, kind in _CHOICES.items()
        }
        flags = (*_FLAGS, *((_HEALTH,) if self.health else ()))
        values |= {name: YES_NO_VALUES.get(typed[name]) for name in flags}
        values |= {name: typed[name] for name in (*_DAYS, *_AMOUNTS)}
        values |= {name: " ".join(typed[name].split()) or None for name in _TEXTS}
        values["disability_types"] = tuple(map(DisabilityType, typed["disability_types"])) or None
        values["study_pauses"] = self.rows["study_pauses"] or None
        for name, fact in _QUESTIONS.items():
            values[fact] = self.rows[fact] or (() if typed[name] == "no" else None)
        if values["poverty"] != known.poverty:
            values["poverty_year"] = self.year if values["poverty"] else None
        facts = replace(known, **{name: value for name, value in values.items() if name not in self.fixed})
        for fact, paper in self.papers.items():
            if fact not in self.fixed:
                facts = facts.with_evidence(paper) if paper else facts.without_evidence(fact)
        return facts

    def renew(self, **versions: int) -> None:
        """Let the next press count from what stands now, all that was typed kept."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for name, version in versions.items():
            self.data[name] = str(version)  # type: ignore[index]

    @property
    def fieldsets(self) -> list[FieldSet]:
        """The fields in the order of the page."""
        lists = {listed.key: listed for listed in LISTS}
        needed = set(fields_of(self.group)) if self.group else None
        found = []
        for title, names, keys in _FIELDSETS:
            facts = tuple(
                FactField(self[name], paper_fields(self, _QUESTIONS.get(name, name), self.initial_facts))
                for name in names
                if name in self.fields
            )
            if not facts:
                continue
            rows = tuple(rows_of(self, lists[key]) for key in keys)
            about = {_QUESTIONS.get(name, name) for name in names}
            found.append(
                FieldSet(title, facts, rows, needed is None or bool(about & needed), _wrong(facts, rows))
            )
        return found

    @property
    def needed_sets(self) -> list[FieldSet]:
        """What the group asked about turns on; everything when none is."""
        return [one for one in self.fieldsets if one.needed]

    @property
    def other_sets(self) -> list[FieldSet]:
        """The rest, which may stay folded."""
        return [one for one in self.fieldsets if not one.needed]

    @property
    def other_wrong(self) -> bool:
        return any(one.wrong for one in self.other_sets)


def _wrong(facts: tuple[FactField, ...], lists: tuple[RowSet, ...]) -> bool:
    fields = [fact.field for fact in facts]
    fields += [bound for fact in facts if fact.paper for bound in fact.paper.fields]
    fields += [bound for rows in lists for row, _gone in rows.rows for bound in row]
    return any(bound.errors for bound in fields)


def _as_typed(data: Any) -> dict[str, Any]:
    """What was typed, to be shown again; boxes left empty too."""
    typed = {name: data.get(name) for name in data}
    many = data.getlist("disability_types") if hasattr(data, "getlist") else data.get("disability_types")
    return typed | {"disability_types": many or []}


class GroupAskedForm(forms.Form):
    """For which group the facts are to be gathered."""

    group = forms.ChoiceField(label=_("Facts for the group"), required=False)

    def __init__(self, *args: Any, law: Law, today: dt.date, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        health = actor.may(Permission.HEALTH_VIEW)
        self.groups = {
            group.key: group
            for group in law.groups_on(today)
            if group.proposed and (health or _HEALTH not in fields_of(group))
        }
        options = [(key, f"{group.code} · {group_label(key)}") for key, group in self.groups.items()]
        self.fields["group"].choices = [("", _("Every group")), *options]  # type: ignore[attr-defined]

    def asked(self, otherwise: str = "") -> Group | None:
        """The group chosen, else this one; None for all."""
        key = self.cleaned_data.get("group") if self.is_bound and self.is_valid() else ""
        return self.groups.get(key or ("" if "group" in self.data else otherwise))
