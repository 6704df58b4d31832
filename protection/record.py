"""The filled forms in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from protection.enums import ConsentBy, FormKind, Level
from protection.models import FilledForm
from protection.rules.scales import HARM_ITEMS, PROTECTION_ITEMS, Counts, counts


def filled_rows(form: FilledForm) -> list[tuple[Any, Any]]:
    """Every answer of a filled form, in the order of the paper."""
    if form.kind == FormKind.INITIAL:
        return _initial(form.data)
    names = NAMES[FormKind(form.kind)]
    return [
        (_(label), _shown(form.data[name]))
        for name, label in names.items()
        if form.data.get(name) not in ("", None)
    ]


def counts_words(found: Counts) -> str:
    """A scale's counts: "3 high, 1 medium, 1 low"."""
    return _("%(high)s high, %(medium)s medium, %(low)s low") % {
        "high": found.high,
        "medium": found.medium,
        "low": found.low,
    }


def _initial(data: dict[str, Any]) -> list[tuple[Any, Any]]:
    answers = data["answers"]
    rows: list[tuple[Any, Any]] = []
    for title, items in (
        (_("Harm and risk, counted"), HARM_ITEMS),
        (_("What protects, counted"), PROTECTION_ITEMS),
    ):
        rows += [(_(label), Level(answers[name]).label) for name, label in items.items()]
        rows.append((title, counts_words(counts(answers, items))))
    rows.append((_("Conclusion: how vulnerable the child is"), Level(data["conclusion"]).label))
    return [*rows, (_("Note"), data["note"])]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(ConsentBy(item).label) for item in value)
    if value in Level.values:
        return str(Level(value).label)
    return str(value)


# Message ids of the forms' own labels; translated when shown.
NAMES: dict[FormKind, dict[str, str]] = {
    FormKind.SPECIFIC: {
        "level": "Level of risk",
        "body_and_mind": "Body, mind and feelings of the child",
        "family": "Family, relations, and its ability to protect",
        "risk_factors": "What may bring harm again",
        "schooling": "Schooling and ability to protect itself",
        "community": "Safety and help around the child",
        "needs": "Needs: health, assistance, schooling, legal aid, therapy, other services",
        "child_view": "What the child says and wishes",
        "child_not_asked": "Why the child could not be asked",
        "parents_view": "What parents or carers say and wish",
    },
    FormKind.MEETING: {"held_on": "Held on", "present": "Who was present", "agreed": "What was agreed"},
    FormKind.REVIEW: {
        "no_risk": "No risk of abuse remains",
        "stable_body": "Stable in body",
        "stable_mind": "Stable in mind",
        "stable_understanding": "Stable in understanding",
        "stable_feelings": "Stable in feelings",
        "opinion": "Condition of the child and safety of the surroundings",
    },
    FormKind.CONSENT: {
        "by_whom": "By whom",
        "given": "Consent given",
        "about": "What it is about, and for whom",
    },
}
