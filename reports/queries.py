"""What reports join from the apps below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from beneficiaries.models import Person
from entitlements.models import Entitlement, Suspension
from offices import scope
from offices.actors import Actor
from offices.models import Office
from policy.facts import PartialDate
from policy.law import Law
from policy.months import add_months, first_of, last_day_of, months_between
from policy.queries import current_law
from reports.rules.changes import ChangeKind, Foreseen, Running, ages_that_matter, foreseen
from reports.rules.whatif import Allowance, Counted, Hypothesis, Outcome, compare
from reports.sql import statement

MONTHS_AHEAD = 3
_RUNNING_SUSPENSION = Suspension.objects.filter(entitlement=OuterRef("pk"), to_month=None)


@dataclass(frozen=True)
class ChangeAhead:
    """An amount that a birthday will change, in đồng a month; 0 when the allowance ends."""

    person_id: int
    name: str
    month: dt.date
    before: int
    after: int


def changes_ahead(actor: Actor, *, today: dt.date) -> list[ChangeAhead]:
    """Allowances whose amount will change in the coming months, by month, for the home page."""
    return [
        ChangeAhead(
            row.person_id,
            row.entitlement.person.name,
            row.change.month,
            row.change.before.amount,
            row.change.amount_after,
        )
        for row in changes_listed(actor, today=today, months=MONTHS_AHEAD)
        if row.change.kind != ChangeKind.DECISION
    ]


@dataclass(frozen=True)
class ChangeRow:
    """A foreseen change with the allowance and the person it is about."""

    entitlement: Entitlement
    change: Foreseen

    @property
    def person_id(self) -> int:
        return self.entitlement.person_id


def changes_listed(
    actor: Actor, *, today: dt.date, months: int, kind: str = "", office: int | None = None
) -> list[ChangeRow]:
    """What will change in the next months, by month and name: of a kind, of an office. One query and the law.

    "decision" also finds amounts and ends that an officer has to follow up.
    """
    first = add_months(first_of(today), 1)
    last = add_months(first_of(today), months)
    law = current_law()
    rows = scope.entitlements(
        Entitlement.objects.filter(_may_change(law, first, last), person__died_on__isnull=True), actor
    )
    if office:
        rows = rows.filter(person__office_id=office)
    found = [
        ChangeRow(row, change)
        for row in rows.select_related("person", "person__office")
        .annotate(held_from=Subquery(_RUNNING_SUSPENSION.values("from_month")[:1]))
        .order_by("person__sort_key", "pk")
        for change in foreseen(
            Running(row.group_id, row.units, row.person.born, row.start_month, row.end_month, row.held_from),
            first=first,
            last=last,
            known_on=today,
            law=law,
            province=settings.PROVINCE_CODE,
        )
        if not kind or change.kind == kind or (kind == ChangeKind.DECISION and change.follow_up)
    ]
    return sorted(found, key=lambda row: row.change.month)


def _may_change(law: Law, first: dt.date, last: dt.date) -> Q:
    """Allowances with a birthday that matters from the month before on, an end or a suspension recorded."""
    window = months_between(add_months(first, -1), last)
    born = Q(pk__in=[])
    for age in ages_that_matter(law):
        earliest = dt.date(window[0].year - age, window[0].month, 1)
        latest = last_day_of(dt.date(window[-1].year - age, window[-1].month, 1))
        born |= Q(person__born_latest_on__range=(earliest, latest))
    running = Q(end_month__isnull=True) | Q(end_month__gte=first)
    ends = Q(end_month__range=(window[0], add_months(last, -1)))
    # Written as "in", because a join would list an allowance once for each of its suspensions.
    held = Suspension.objects.filter(to_month=None, from_month__range=(first, last))
    return (born & running) | ends | Q(pk__in=held.values("entitlement_id"))


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
