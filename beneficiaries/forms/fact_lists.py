"""Lists within the facts form: children, people obliged to support, breaks in the studies; a row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.forms.persons import BirthField, NumberField
from policy.enums import SupporterIncome
from policy.facts import Child, StudyPause, Supporter
from policy.labels import choices
from ui.fields import DayField

NOT_KNOWN = ("", _("Not known"))
YES_NO = [NOT_KNOWN, ("yes", _("Yes")), ("no", _("No"))]
YES_NO_VALUES = {"yes": True, "no": False}
# Rows beyond those recorded; more are asked for by a button.
SPARE_ROWS = 1
MAX_ROWS = 40


def flag(value: bool | None) -> str:
    """A yes or no as its choice."""
    return "" if value is None else "yes" if value else "no"


def _text(label: Any, max_length: int) -> Callable[[], forms.Field]:
    return lambda: forms.CharField(label=label, max_length=max_length, required=False)


def _yes_no(label: Any) -> Callable[[], forms.Field]:
    return lambda: forms.ChoiceField(label=label, choices=YES_NO, required=False)


@dataclass(frozen=True)
class ListKind:
    """One list: its fact, the question above it, and what a row is made of."""

    key: str
    fact: str
    title: Promise
    add_label: Promise
    # What a row needs, and what to say when it is missing.
    needs: str
    missing: Promise
    columns: Mapping[str, Callable[[], forms.Field]]
    read: Callable[[Mapping[str, Any]], Any]
    shown: Callable[[Any], dict[str, Any]]


LISTS: tuple[ListKind, ...] = (
    ListKind(
        key="child",
        fact="children",
        title=_("Children raised"),
        add_label=_("Add a child"),
        needs="born",
        missing=_("Write at least the year of birth."),
        columns={
            "name": _text(_("Child's name"), 200),
            "born": lambda: BirthField(label=_("Child born"), required=False, help_text=""),
            "relation": _text(_("Relation to the child"), 60),
            "id_number": lambda: NumberField(label=_("Child's number"), max_length=20, required=False),
            "studying": _yes_no(_("Studying without interruption")),
            "school": _text(_("Child's school"), 120),
        },
        read=lambda row: Child(**{**row, "studying": YES_NO_VALUES.get(row["studying"])}),
        shown=lambda child: {
            "name": child.name,
            "born": child.born,
            "relation": child.relation,
            "id_number": child.id_number,
            "studying": flag(child.studying),
            "school": child.school,
        },
    ),
    ListKind(
        key="supporter",
        fact="supporters",
        title=_("List of people obliged to support"),
        add_label=_("Add a person obliged to support"),
        needs="name",
        missing=_("Write the name."),
        columns={
            "name": _text(_("Supporter's name"), 200),
            "relation": _text(_("Supporter's relation"), 60),
            "person_code": _text(_("Person code, where on record"), 30),
            "receives": lambda: forms.ChoiceField(
                label=_("Lives on"), choices=[NOT_KNOWN, *choices(SupporterIncome)], required=False
            ),
        },
        read=lambda row: Supporter(
            **{**row, "receives": SupporterIncome(row["receives"]) if row["receives"] else None}
        ),
        shown=lambda one: {
            "name": one.name,
            "relation": one.relation,
            "person_code": one.person_code,
            "receives": one.receives or "",
        },
    ),
    ListKind(
        key="pause",
        fact="study_pauses",
        title=_("Breaks in the studies"),
        add_label=_("Add a break"),
        needs="began_on",
        missing=_("Write the first day of the break."),
        columns={
            "began_on": lambda: DayField(label=_("Break from"), required=False),
            "ended_on": lambda: DayField(label=_("Break until"), required=False),
            "authorised": _yes_no(_("Authorised by the school")),
        },
        read=lambda row: StudyPause(**{**row, "authorised": YES_NO_VALUES.get(row["authorised"])}),
        shown=lambda pause: {
            "began_on": pause.began_on,
            "ended_on": pause.ended_on,
            "authorised": flag(pause.authorised),
        },
    ),
)


@dataclass(frozen=True)
class RowSet:
    """A list as the page shows it: the rows, each with its own "remove"."""

    key: str
    title: Promise
    add_label: Promise
    rows: tuple[tuple[tuple[forms.BoundField, ...], forms.BoundField], ...]


def add_rows(form: forms.Form, kind: ListKind, known: tuple[Any, ...] | None, *, more: bool) -> None:
    """Give a form the fields of a list: a row for each recorded or typed, and one to spare."""
    rows = max(len(known or ()), _typed_rows(form, kind)) + SPARE_ROWS + (1 if more else 0)
    for index in range(min(rows, MAX_ROWS)):
        shown = kind.shown(known[index]) if known and index < len(known) else {}
        for name, make in kind.columns.items():
            field = make()
            field.initial = shown.get(name, field.initial)
            form.fields[f"{kind.key}_{index}_{name}"] = field
        form.fields[f"{kind.key}_{index}_gone"] = forms.BooleanField(label=_("Remove"), required=False)


def rows_of(form: forms.Form, kind: ListKind) -> RowSet:
    """The rows of a list as fields of a bound or unbound form."""
    rows = []
    for index in _indexes(form, kind):
        prefix = f"{kind.key}_{index}_"
        rows.append((tuple(form[prefix + name] for name in kind.columns), form[f"{prefix}gone"]))
    return RowSet(kind.key, kind.title, kind.add_label, tuple(rows))


def read_rows(form: forms.Form, kind: ListKind) -> tuple[Any, ...]:
    """The rows typed and not removed; a row that lacks what it needs gets an error."""
    found = []
    for index in _indexes(form, kind):
        prefix = f"{kind.key}_{index}_"
        row = {name: form.cleaned_data.get(prefix + name) for name in kind.columns}
        wrong = any(prefix + name in form.errors for name in kind.columns)
        if form.cleaned_data.get(f"{prefix}gone") or wrong or not any(row.values()):
            continue
        if not row[kind.needs]:
            form.add_error(prefix + kind.needs, str(kind.missing))
            continue
        found.append(kind.read(row))
    return tuple(found)


def _indexes(form: forms.Form, kind: ListKind) -> range:
    first = next(iter(kind.columns))
    return range(sum(name.startswith(f"{kind.key}_") and name.endswith(f"_{first}") for name in form.fields))


def _typed_rows(form: forms.Form, kind: ListKind) -> int:
    source = form.data or form.initial
    typed = [
        index
        for index in range(MAX_ROWS)
        if any(source.get(f"{kind.key}_{index}_{name}") for name in kind.columns)
    ]
    return max(typed, default=-1) + 1
