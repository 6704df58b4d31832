"""What the home page joins from the apps below."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from entitlements.models import Entitlement
from offices import scope
from offices.actors import Actor
from policy.facts import PartialDate
from policy.months import add_months, first_of, next_month
from policy.queries import current_law
from policy.rules import monthly_due

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
    """Allowances whose amount an age will change in the coming months, by month; one query beside the law."""
    months = [add_months(first_of(today), ahead) for ahead in range(1, MONTHS_AHEAD + 1)]
    law = current_law()
    edges = {age for row in law.coefficients for age in (row.age_from, row.age_to) if age}
    rows = scope.entitlements(
        Entitlement.objects.filter(
            Q(end_month__isnull=True) | Q(end_month__gte=months[0]),
            person__died_on__isnull=True,
            person__born_latest_on__month__in=[month.month for month in months],
        ),
        actor,
    ).select_related("person")
    found = []
    for row in rows:
        person = row.person
        if person.born_on is None or person.born_latest_on is None:
            continue
        month = next(m for m in months if m.month == person.born_latest_on.month)
        if month.year - person.born_latest_on.year not in edges:
            continue
        born = PartialDate.from_columns(person.born_on, person.born_precision)
        amounts = [
            monthly_due(
                group=row.group_id,
                units=row.units,
                born=born,
                month=asked,
                known_on=today,
                law=law,
                province=settings.PROVINCE_CODE,
            ).amount
            for asked in (first_of(today), month, next_month(month))
        ]
        before, at, after = amounts
        if at != before:
            found.append(ChangeAhead(person.pk, person.name, month, before, at))
        elif after != at:
            found.append(ChangeAhead(person.pk, person.name, next_month(month), at, after))
    return sorted(found, key=lambda change: (change.month, change.name))
