"""Reads of people: search, the list, likely duplicates, the facts known now."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from beneficiaries.models import (
    FactSheet,
    Finding,
    Household,
    PayeeAccount,
    PayeeAccountQuerySet,
    Person,
)
from beneficiaries.names import fold
from beneficiaries.rules import PersonData, columns_of, tells_apart
from offices import scope
from offices.actors import Actor
from policy.enums import PovertyStatus, Sex
from policy.facts import Facts

_CODE = re.compile(r"\d{5}-\d*")
_NUMBER = re.compile(r"[\d\s.]+")

# What a row of the list names of a person's allowances and findings, two queries for a whole page.
_OPEN_FINDINGS = Prefetch(
    "findings", Finding.objects.filter(settled_at__isnull=True), to_attr="open_findings"
)


def person_rows(actor: Actor) -> QuerySet[Person]:
    """People the actor may see, with what a row shows of the person."""
    return scope.persons(Person.objects.all(), actor).select_related("office")


def find_persons(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """People by name (no accents needed, words in any order), number or code; one query.

    Names that begin with the text come first, then Vietnamese order.
    """
    if not (found := _matches(text)):
        return []
    begins = Case(
        When(search_name__startswith=fold(text), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return list(person_rows(actor).filter(found).order_by(begins, "sort_key", "pk")[:limit])


def listed(
    actor: Actor,
    *,
    text: str = "",
    hamlet: str = "",
    group: str = "",
    finding: str = "",
    office: int | None = None,
) -> QuerySet[Person]:
    """The list page, in Vietnamese order: by name or number, hamlet, running group, open finding, office."""
    rows = person_rows(actor)
    if text.strip():
        rows = rows.filter(_matches(text) or Q(pk__in=[]))
    if hamlet:
        rows = rows.filter(hamlet=hamlet)
    if office:
        rows = rows.filter(office_id=office)
    if group:
        rows = rows.filter(
            pk__in=Person.objects.filter(
                entitlements__group_id=group, entitlements__end_month__isnull=True
            ).values("pk")
        )
    if finding:
        rows = rows.filter(
            pk__in=Finding.objects.filter(settled_at__isnull=True)
            .filter(_of_code(finding))
            .values("person_id")
        )
    return rows.prefetch_related("entitlements", _OPEN_FINDINGS).order_by("sort_key", "pk")


def accounts_in_scope(actor: Actor) -> PayeeAccountQuerySet:
    """Ways of being paid of people the actor may see."""
    people = scope.persons(Person.objects.all(), actor)
    return PayeeAccount.objects.filter(person__in=people).select_related("person")


def account_changes_in_scope(actor: Actor) -> PayeeAccountQuerySet:
    """Changes of how people are paid that wait for a second person, oldest first."""
    return accounts_in_scope(actor).waiting().select_related("person", "proposed_by").order_by("pk")


def hamlets(actor: Actor) -> list[str]:
    """The hamlets people in scope live in, for the filter."""
    rows = scope.persons(Person.objects.exclude(hamlet=""), actor)
    return sorted(set(rows.order_by().values_list("hamlet", flat=True)))


def open_codes(actor: Actor) -> list[str]:
    """The kinds of findings open among people in scope."""
    rows = findings_in_scope(actor).filter(settled_at__isnull=True)
    return sorted(set(rows.order_by().values_list("code", flat=True)))


def findings_in_scope(actor: Actor) -> QuerySet[Finding]:
    """Findings about people the actor may see."""
    return Finding.objects.filter(person__in=scope.persons(Person.objects.all(), actor)).select_related(
        "person"
    )


def persons_with_number(id_number: str) -> QuerySet[Person]:
    """Everyone on record with this number, in whatever commune."""
    return Person.objects.filter(id_number=id_number)


def similar_persons(actor: Actor, data: PersonData, *, but: int | None = None) -> list[Person]:
    """People in scope who may be the same: the same number, or the same folded name and birth year."""
    columns = columns_of(data)
    alike = Q(pk__in=[])
    if columns.search_name and columns.born_on:
        alike |= Q(search_name=columns.search_name, born_on__year=columns.born_on.year)
    elif columns.search_name:
        alike |= Q(search_name=columns.search_name)
    if tells_apart(columns.id_number):
        alike |= Q(id_number=columns.id_number)
    return list(person_rows(actor).filter(alike).exclude(pk=but or 0).order_by("sort_key", "pk")[:10])


def current_facts(person: Person) -> Facts:
    """The newest fact sheet, with birth, sex and death as the record has them now."""
    sheet = FactSheet.objects.filter(person=person).order_by("-id").first()
    return of_person(Facts.from_json(sheet.facts) if sheet else Facts(), person)


def of_person(facts: Facts, person: Person) -> Facts:
    """The same facts with what the record itself says: birth, sex, death."""
    sex = Sex(person.sex) if person.sex else None
    return replace(facts, born=person.born, sex=sex, died_on=person.died_on)


def poverty_in(household: Household | None, year: int) -> PovertyStatus | None:
    """The status of a household in a year; None when none is recorded."""
    row = household.poverty_years.filter(year=year).first() if household else None
    return PovertyStatus(row.status) if row else None


def facts_to_edit(person: Person, today: dt.date) -> Facts:
    """What the facts form begins with: the poverty of this year is the household's where it is recorded."""
    facts = current_facts(person)
    poverty = poverty_in(person.household, today.year)
    return replace(facts, poverty=poverty) if poverty else facts


def _of_code(finding: str) -> Q:
    return Q() if finding == "any" else Q(code=finding)


def _matches(text: str) -> Q:
    """The condition for what was typed; empty when nothing can match it."""
    text = text.strip()
    if _CODE.fullmatch(text):
        return Q(code__startswith=text)
    if text and _NUMBER.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return Q(id_number__startswith=digits) | Q(code__startswith=digits) if digits else Q()
    words = Q()
    for word in fold(text).split():
        words &= Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")
    return words
