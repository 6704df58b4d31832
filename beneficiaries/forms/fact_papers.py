"""The paper beside a fact: what kind, its number, its date, who issued it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policy.enums import EvidenceKind
from policy.facts import HEALTH_FACTS, Evidence, Facts
from policy.labels import LABELS
from policy.presenters.facts import evidence_words
from policy.rules.papers import EVIDENCED, usual_paper
from ui.fields import DayField

# The certificate of a disability has its own fields.
WITH_PAPER = tuple(fact for fact in EVIDENCED if fact != "disability_degree")
_COLUMNS = ("kind", "number", "issued_on", "issuer")


@dataclass(frozen=True)
class PaperFields:
    """The fields of one paper, and what is recorded of it; open when something is wrong with them."""

    words: str
    fields: tuple[forms.BoundField, ...]
    wrong: bool


def shown_papers(*, health: bool) -> tuple[str, ...]:
    """The facts whose papers this reader may see."""
    return tuple(fact for fact in WITH_PAPER if health or fact not in HEALTH_FACTS)


def add_paper(form: forms.Form, fact: str, known: Facts) -> None:
    """Give a form the fields of the paper of a fact."""
    paper = known.evidence_of(fact)
    usual = usual_paper(known, fact)
    # The usual paper first, where the fact has one; the table of areas is never typed.
    kinds = [kind for kind in EvidenceKind if kind not in (usual, EvidenceKind.AREA_LIST)]
    options = [("", "–"), *((kind.value, LABELS[EvidenceKind][kind]) for kind in [usual, *kinds] if kind)]
    made: dict[str, forms.Field] = {
        "kind": forms.ChoiceField(label=_("Kind of paper"), choices=options, required=False),
        "number": forms.CharField(label=_("Number of the paper"), max_length=60, required=False),
        "issued_on": DayField(label=_("Date of the paper"), required=False),
        "issuer": forms.CharField(label=_("Issued by"), max_length=200, required=False),
    }
    for column, field in made.items():
        field.initial = getattr(paper, column) if paper and paper.kind != EvidenceKind.AREA_LIST else None
        form.fields[f"paper_{fact}_{column}"] = field


def paper_fields(form: forms.Form, fact: str, known: Facts) -> PaperFields | None:
    """The fields of the paper of a fact; None where the form has none."""
    names = [f"paper_{fact}_{column}" for column in _COLUMNS]
    if names[0] not in form.fields:
        return None
    paper = known.evidence_of(fact)
    wrong = any(name in form.errors for name in names) if form.is_bound else False
    return PaperFields(evidence_words(paper) if paper else "", tuple(form[name] for name in names), wrong)


def read_paper(form: forms.Form, fact: str) -> Evidence | None:
    """The paper typed for a fact; one without its kind gets an error."""
    typed: dict[str, Any] = {column: form.cleaned_data.get(f"paper_{fact}_{column}") for column in _COLUMNS}
    if not any(typed.values()):
        return None
    if not typed["kind"]:
        if f"paper_{fact}_kind" not in form.errors:
            form.add_error(f"paper_{fact}_kind", _("Say which paper it is."))
        return None
    return Evidence(
        fact=fact,
        kind=EvidenceKind(typed["kind"]),
        number=" ".join(typed["number"].split()) if typed["number"] else "",
        issued_on=typed["issued_on"],
        issuer=" ".join(typed["issuer"].split()) if typed["issuer"] else "",
    )
