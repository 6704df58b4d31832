"""What reports join from the apps below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from beneficiaries.models import Person
from entitlements.foreseen import ForeseenRow, foreseen_rows
from entitlements.models import Entitlement
from offices import scope
from offices.actors import Actor
from offices.models import Office
from policy.facts import PartialDate
from policy.law import Law
from policy.months import add_months, first_of
from policy.queries import current_law
from policy.rules.foreseen import ForeseenKind
from reports.rules.whatif import Allowance, Counted, Hypothesis, Outcome, compare
from reports.sql import statement

MONTHS_AHEAD = 3


@dataclass(frozen=True)
class ChangeAhead:
    """An amount that a birthday will change, in đồng a month; 0 when the allowance ends."""

    person_id: int
    name: str
    month: dt.date
    before: int
    after: int


def changes_ahead(actor: Actor, *, today: dt.date) -> list[ChangeAhead]:
    """Allowances whose amount will change by age or by a recorded end in the coming months, for home."""
    return [
        ChangeAhead(
            row.person_id,
            row.entitlement.person.name,
            row.change.month,
            row.change.before.amount,
            row.change.amount_after,
        )
        for row in changes_listed(actor, today=today, months=MONTHS_AHEAD)
        if row.change.kind != ForeseenKind.DECISION
    ]


def changes_listed(
    actor: Actor,
    *,
    today: dt.date,
    months: int,
    kind: str = "",
    cause: str = "",
    case: str = "",
    office: int | None = None,
) -> list[ForeseenRow]:
    """What will change in the next months, by month and name: of a kind, cause, proposed case, office.

    "decision" also finds amounts and ends that an officer has to decide on.
    """
    month = first_of(today)
    rows = scope.entitlements(Entitlement.objects.all(), actor)
    if office:
        rows = rows.filter(person__office_id=office)
    found = foreseen_rows(
        rows,
        first=add_months(month, 1),
        last=add_months(month, months),
        known_on=today,
        law=current_law(),
    )
    return [
        row
        for row in found
        if (not kind or row.change.kind == kind or (kind == ForeseenKind.DECISION and row.change.decides))
        and (not cause or row.change.cause == cause)
        and (not case or row.change.case == case)
    ]


def offices_shown(actor: Actor) -> list[Office]:
    """The offices with people the actor may see, by name, for a filter."""
    people = scope.persons(Person.objects.all(), actor)
    return list(Office.objects.filter(pk__in=people.values("office_id")).order_by("name"))


def offices_counted(actor: Actor) -> QuerySet[Office]:
    """The offices whose allowances the actor may count, by name."""
    return scope.counted_offices(Office.objects.all(), actor).order_by("name")


def counted_allowances(offices: list[int], *, first: dt.date, last: dt.date) -> Iterator[Counted]:
    """How many people have which allowances in the months from `first` to `last`."""
    with connection.cursor() as cursor:
        cursor.execute(statement("count_allowances"), {"offices": offices, "first": first, "last": last})
        for office_id, sex, born, year_only, groups, units, firsts, lasts, persons in cursor.fetchall():
            yield Counted(
                office_id=office_id,
                sex=sex,
                born=_born(born, year_only),
                allowances=tuple(map(Allowance, groups, units, firsts, lasts)),
                persons=persons,
            )


def _born(month: dt.date | None, year_only: bool) -> PartialDate | None:
    if month is None:
        return None
    return PartialDate(month.year) if year_only else PartialDate(month.year, month.month)


def whatif_outcome(hypothesis: Hypothesis, *, offices: list[int], law: Law, today: dt.date) -> Outcome:
    """What a hypothetical law would cost in some offices. Reads once, writes nothing."""
    months = hypothesis.months
    return compare(
        counted_allowances(offices, first=months[0], last=months[-1]),
        hypothesis,
        law=law,
        today=today,
        province=settings.PROVINCE_CODE,
    )
