"""Foreseen changes of many allowances at once: a fixed number of queries, then the pure rule."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from beneficiaries.models import FactSheet, HouseholdPoverty, Relation
from entitlements.models import Entitlement, Suspension
from policy.enums import GroupKey, PovertyStatus
from policy.facts import Facts
from policy.law import Law
from policy.life import RelationKind
from policy.months import add_months, last_day_of, months_between
from policy.rules.foreseen import Course, Foreseen, PovertyYear, Running, ages_that_matter, foreseen

# Facts with a day at which an allowance may change, and the groups that rest on them.
_DATED = {
    "course_ends_on": {GroupKey.YOUTH_STUDYING},
    "certificate_expires_on": {GroupKey.DISABILITY_EXTREME, GroupKey.DISABILITY_SEVERE},
}

_HELD = Suspension.objects.filter(entitlement=OuterRef("pk"), to_month=None)


@dataclass(frozen=True)
class ForeseenRow:
    """A foreseen change with the allowance and the person it is about."""

    entitlement: Entitlement
    change: Foreseen

    @property
    def person_id(self) -> int:
        return self.entitlement.person_id


def foreseen_rows(
    rows: QuerySet[Entitlement], *, first: dt.date, last: dt.date, known_on: dt.date, law: Law
) -> list[ForeseenRow]:
    """What will change in the months from `first` to `last` for some allowances, by month and name.

    The dead are left out: their allowances end with the month of death. Six queries whatever the number.
    """
    rows = rows.filter(_may_change(law, first, last, known_on), person__died_on__isnull=True)
    known = _Known(rows)
    found = [
        ForeseenRow(row, change)
        for row in rows.select_related("person", "person__office")
        .annotate(held_from=Subquery(_HELD.values("from_month")[:1]))
        .order_by("person__sort_key", "pk")
        for change in foreseen(
            known.running(row),
            first=first,
            last=last,
            known_on=known_on,
            law=law,
            province=settings.PROVINCE_CODE,
        )
    ]
    return sorted(found, key=lambda row: row.change.month)


class _Known:
    """What the records say of the people of some allowances."""

    def __init__(self, rows: QuerySet[Entitlement]) -> None:
        people = rows.order_by().values("person_id")
        self.sheets = _newest_sheets(FactSheet.objects.filter(person_id__in=people))
        self.poverty = defaultdict(list)
        households = rows.order_by().values("person__household_id")
        for status in HouseholdPoverty.objects.filter(household_id__in=households).order_by("year"):
            self.poverty[status.household_id].append(status)
        parents = rows.filter(group_id=GroupKey.SINGLE_PARENT).order_by().values("person_id")
        links = Relation.objects.filter(kind=RelationKind.PARENT, valid_to=None, other_id__in=parents)
        self.children = defaultdict(list)
        for link in links.select_related("person"):
            self.children[link.other_id].append(link.person)
        self.child_sheets = _newest_sheets(FactSheet.objects.filter(person_id__in=links.values("person_id")))

    def running(self, row: Entitlement) -> Running:
        sheet = self.sheets.get(row.person_id)
        return Running(
            group=str(row.group_id),
            units=row.units,
            born=row.person.born,
            start_month=row.start_month,
            end_month=row.end_month,
            facts=Facts.from_json(sheet.facts) if sheet else Facts(),
            poverty=self._poverty(row, sheet),
            courses=tuple(self._courses(row)),
            suspended_from=row.held_from,  # type: ignore[attr-defined]  # annotated by foreseen_rows
        )

    def _poverty(self, row: Entitlement, sheet: FactSheet | None) -> tuple[PovertyYear, ...]:
        """The household's years; a year it lacks is told by a fact sheet of that year."""
        years = {
            status.year: PovertyYear(status.year, PovertyStatus(status.status), status.recognised_on)
            for status in self.poverty.get(row.person.household_id or 0, ())
        }
        if sheet and (told := sheet.facts.get("poverty")):
            year = sheet.recorded_at.year
            years.setdefault(year, PovertyYear(year, PovertyStatus(told)))
        return tuple(years.values())

    def _courses(self, row: Entitlement) -> Iterable[Course]:
        for child in self.children.get(row.person_id, ()):
            sheet = self.child_sheets.get(child.pk)
            ends_on = Facts.from_json(sheet.facts).course_ends_on if sheet else None
            if child.born and ends_on:
                yield Course(child.born, ends_on)


def _newest_sheets(rows: QuerySet[FactSheet]) -> dict[int, FactSheet]:
    newest = rows.order_by("person_id", "-id").distinct("person_id")
    return {sheet.person_id: sheet for sheet in newest}


def _may_change(law: Law, first: dt.date, last: dt.date, known_on: dt.date) -> Q:
    """Allowances worth asking the rule about: a birthday, a dated fact, children, a status, an end."""
    window = months_between(add_months(first, -1), last)
    running = Q(end_month__isnull=True) | Q(end_month__gte=first)
    ends = Q(end_month__range=(window[0], add_months(last, -1)))
    parents = Q(group_id=GroupKey.SINGLE_PARENT)
    changing = _born(law, window) | _dated(window) | parents | _poor(law, first, last, known_on)
    # Written as "in", because a join would list an allowance once for each of its suspensions.
    held = Suspension.objects.filter(to_month=None, from_month__range=(first, last))
    return (running & changing) | ends | Q(pk__in=held.values("entitlement_id"))


def _born(law: Law, window: list[dt.date]) -> Q:
    born = Q(pk__in=[])
    for age in ages_that_matter(law):
        earliest = dt.date(window[0].year - age, window[0].month, 1)
        latest = last_day_of(dt.date(window[-1].year - age, window[-1].month, 1))
        born |= Q(person__born_latest_on__range=(earliest, latest))
    return born


def _dated(window: list[dt.date]) -> Q:
    """Any fact sheet with such a day: whether it is the newest is for the rule's input to tell."""
    days = (window[0].isoformat(), last_day_of(window[-1]).isoformat())
    found = Q(pk__in=[])
    for name, groups in _DATED.items():
        sheets = FactSheet.objects.filter(person_id=OuterRef("person_id")).annotate(
            day=Cast(KT(f"facts__{name}"), TextField())
        )
        found |= Q(Q(group_id__in=groups), Exists(sheets.filter(day__range=days)))
    return found


def _poor(law: Law, first: dt.date, last: dt.date, known_on: dt.date) -> Q:
    """Allowances that ask for a poverty status, without a fitting one for a year of the window."""
    found = Q(pk__in=[])
    for year in range(first.year, last.year + 1):
        if first > dt.date(year, 12, 1) or last < dt.date(year, 1, 1):
            continue
        for group in law.groups_on(known_on):
            if not group.poverty:
                continue
            fitting = HouseholdPoverty.objects.filter(
                household_id=OuterRef("person__household_id"), year=year, status__in=group.poverty
            )
            found |= Q(Q(group_id=group.key), ~Exists(fitting))
    return found
