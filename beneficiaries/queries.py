"""Reads of people: search, the list, likely duplicates, the facts known now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from beneficiaries.models import (
    FactSheet,
    Finding,
    Household,
    HouseholdPoverty,
    PayeeAccount,
    PayeeAccountQuerySet,
    Person,
)
from beneficiaries.names import fold
from beneficiaries.rules import PersonData, columns_of, tells_apart
from offices import scope
from offices.actors import Actor
from policy.enums import EvidenceKind, PovertyStatus, Sex
from policy.facts import Evidence, Facts
from policy.queries import facts_at_home
from policy.rules.areas import FACT as AREA_FACT
from policy.rules.areas import is_stated
from policy.rules.as_of import poverty_in_year

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


def newest_sheet(person: Person) -> FactSheet | None:
    """The fact sheet that counts."""
    return FactSheet.objects.filter(person=person).order_by("-id").first()


def facts_of_sheet(sheet: FactSheet | None) -> Facts:
    """What a sheet says. A poverty status without its year is of the year it was recorded in."""
    facts = Facts.from_json(sheet.facts) if sheet else Facts()
    if sheet is None or facts.poverty is None or facts.poverty_year is not None:
        return facts
    return replace(facts, poverty_year=timezone.localdate(sheet.recorded_at).year)


def current_facts(person: Person) -> Facts:
    """The newest fact sheet, with birth, sex and death as the record has them now."""
    return of_person(facts_of_sheet(newest_sheet(person)), person)


def of_person(facts: Facts, person: Person) -> Facts:
    """The same facts with what the record itself says: birth, sex, death."""
    sex = Sex(person.sex) if person.sex else None
    return replace(facts, born=person.born, sex=sex, died_on=person.died_on)


def at_household(facts: Facts, household: Household | None, year: int) -> Facts:
    """The facts with the poverty status of the household in a year, and its certificate, where recorded."""
    row = household.poverty_years.filter(year=year).first() if household else None
    if row is None:
        return facts
    told = replace(facts, poverty=PovertyStatus(row.status), poverty_year=year)
    if not (row.certificate_number or row.recognised_on):
        return told if facts.poverty_year in (None, year) else told.without_evidence("poverty")
    return told.with_evidence(
        Evidence("poverty", EvidenceKind.POVERTY_CERTIFICATE, row.certificate_number, row.recognised_on)
    )


def as_recorded(facts: Facts, person: Person, on: dt.date) -> Facts:
    """Facts with what is recorded elsewhere for a day: the household's year, the class of the area."""
    told = at_household(facts, person.household, on.year)
    return facts_at_home(told, unit_code=person.office.code, hamlet=person.hamlet, on=on)


def facts_on(person: Person, on: dt.date) -> Facts:
    """What the office knows of a person for a day, or for a month by a day of it: as rules judge it."""
    return as_recorded(current_facts(person), person, on)


@dataclass(frozen=True)
class FactsInHand:
    """What a facts form begins with; `fixed` are the facts recorded elsewhere, which it only shows."""

    facts: Facts
    fixed: frozenset[str]
    version: int


def facts_in_hand(person: Person, today: dt.date, told: Facts | None = None) -> FactsInHand:
    """A person's facts, or those `told` of them, to be recorded anew: the poverty status is this year's."""
    sheet = newest_sheet(person)
    begun = of_person(facts_of_sheet(sheet), person) if told is None else told
    facts = as_recorded(begun, person, today)
    if poverty_in_year(facts, today.year) is None:
        facts = replace(facts, poverty=None, poverty_year=None).without_evidence("poverty")
    household = person.household
    fixed = {
        "poverty": household is not None and household.poverty_years.filter(year=today.year).exists(),
        AREA_FACT: facts.in_special_difficulty_area is not None and not is_stated(facts),
    }
    names = frozenset(name for name, elsewhere in fixed.items() if elsewhere)
    return FactsInHand(facts, names, sheet.version if sheet else 0)


def facts_to_edit(person: Person, today: dt.date) -> Facts:
    """The facts a case begins with."""
    return facts_in_hand(person, today).facts


# Poverty, year by year


def households_of(actor: Actor, year: int, *, hamlet: str = "", lacking: bool = False) -> QuerySet[Household]:
    """Households of the actor's own office by hamlet and code, with members and the years about `year`."""
    rows = scope.households(Household.objects.filter(office=actor.office_id), actor)
    if hamlet:
        rows = rows.filter(hamlet=hamlet)
    if lacking:
        rows = rows.exclude(poverty_years__year=year)
    years = HouseholdPoverty.objects.filter(year__in=(year - 1, year))
    return rows.prefetch_related(
        Prefetch("poverty_years", years, to_attr="years"),
        Prefetch("members", Person.objects.order_by("sort_key", "pk"), to_attr="people"),
    ).order_by("hamlet", "code")


def household_hamlets(actor: Actor) -> list[str]:
    """The hamlets of the office's households."""
    rows = scope.households(Household.objects.filter(office=actor.office_id).exclude(hamlet=""), actor)
    return sorted(set(rows.order_by().values_list("hamlet", flat=True)))


def without_household(actor: Actor, groups: Iterable[str]) -> QuerySet[Person]:
    """People of the office who have an allowance of one of these groups and are in no household."""
    rows = scope.persons(Person.objects.filter(office=actor.office_id, household__isnull=True), actor)
    running = Person.objects.filter(entitlements__group_id__in=groups, entitlements__end_month__isnull=True)
    return rows.filter(died_on__isnull=True, pk__in=running.values("pk")).order_by("sort_key", "pk")


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
