"""The forms of facts and details: what they begin with, and what someone else changed meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from beneficiaries import forms
from beneficiaries.actions import StaleFacts
from beneficiaries.forms.persons import data_of
from beneficiaries.models import Person
from beneficiaries.presenters.people import FIELDS, fact_rows
from beneficiaries.queries import FactsInHand, facts_in_hand
from beneficiaries.rules import PersonData, columns_of
from offices.actors import Actor
from policy.facts import Facts
from policy.law import Group
from policy.queries import current_law


@dataclass(frozen=True)
class FactsPage:
    """What a facts form is made from: what is known, for which group, which year."""

    hand: FactsInHand
    group: Group | None
    chooser: forms.GroupAskedForm
    year: int


def facts_page(
    person: Person,
    actor: Actor,
    today: dt.date,
    *,
    asked: Mapping[str, str],
    told: Facts | None = None,
    otherwise: str = "",
) -> FactsPage:
    """The facts of a person, or those `told` in a case, for the group asked about."""
    chooser = forms.GroupAskedForm(asked or None, law=current_law(), today=today, actor=actor)
    group = chooser.asked(otherwise)
    if group and not chooser.is_bound:
        chooser.initial["group"] = group.key
    return FactsPage(facts_in_hand(person, today, told), group, chooser, today.year)


def facts_form(
    page: FactsPage, data: Any, *, actor: Actor, case_version: int | None = None
) -> forms.FactsForm:
    """The form of a page."""
    return forms.FactsForm(
        data,
        initial_facts=page.hand.facts,
        fixed=page.hand.fixed,
        group=page.group,
        year=page.year,
        actor=actor,
        initial={"version": page.hand.version, "case_version": case_version},
    )


def stale_facts(
    form: forms.FactsForm, stale: StaleFacts, *, case_version: int | None = None
) -> dict[str, Any]:
    """Template context: what someone else recorded meanwhile beside what was typed, which is kept."""
    form.renew(version=stale.version, **({} if case_version is None else {"case_version": case_version}))
    return {
        "differences": fact_differences(stale.facts, form.to_facts(), health=form.health),
        "stale_by": stale.by,
        "stale_at": stale.at,
    }


def stale_details(form: forms.PersonForm, person: Person) -> dict[str, Any]:
    """Template context: the details someone else corrected meanwhile beside those typed, which are kept."""
    form.renew(person.version)
    return {"differences": detail_differences(data_of(person), form.to_data())}


def fact_differences(now: Facts, typed: Facts, *, health: bool) -> list[tuple[str, str, str]]:
    """(name, as recorded now, as typed) of each fact that differs."""
    here, there = (dict(fact_rows(facts, health=health)) for facts in (now, typed))
    names = dict.fromkeys((*here, *there))
    return [
        (name, here.get(name, _("Not known")), there.get(name, _("Not known")))
        for name in names
        if here.get(name) != there.get(name)
    ]


def detail_differences(now: PersonData, typed: PersonData) -> list[tuple[str, str, str]]:
    """(name, as recorded now, as typed) of each detail that differs."""
    here, there = (asdict(columns_of(data)) for data in (now, typed))
    shown = {name: str(FIELDS[name]) for name in here if name in FIELDS and name != "born_on"}
    rows = [(_("Date of birth"), str(now.born or ""), str(typed.born or ""))]
    rows += [(words, str(here[name]), str(there[name])) for name, words in shown.items()]
    return [(words, old or "–", new or "–") for words, old, new in rows if old != new]
