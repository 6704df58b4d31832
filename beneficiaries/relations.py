"""Who stands in which relation to whom: recorded relations, and what the relation to a head says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from beneficiaries.models import Person, Relation
from beneficiaries.names import fold
from policy.life import LINKS, Link, RelationKind

# How lists write the relation to the head of a household, folded.
_HEAD = {"chu ho"}
_SPOUSE = {"vo", "chong", "vo chong"}
_CHILD = {"con", "con trai", "con gai", "con de", "con nuoi", "con ruot"}
_PARENT = {"cha", "bo", "me", "ba", "ma", "cha de", "bo de", "me de", "cha ruot", "me ruot"}


def relations_on(person: Person, day: dt.date) -> list[tuple[Relation, Person, Link]]:
    """Recorded relations that hold on a day: the row, who it is, and what they are to the person."""
    holds = Q(valid_from=None) | Q(valid_from__lte=day)
    holds &= Q(valid_to=None) | Q(valid_to__gte=day)
    found = []
    for row in Relation.objects.filter(holds & Q(person=person)).select_related("other__office"):
        found.append((row, row.other, LINKS[RelationKind(row.kind)][0]))
    for row in Relation.objects.filter(holds & Q(other=person)).select_related("person__office"):
        found.append((row, row.person, LINKS[RelationKind(row.kind)][1]))
    return found


def relatives_of(person: Person, day: dt.date) -> dict[Person, set[Link]]:
    """Everyone an event about a person may concern, with all they are to the person."""
    found: dict[Person, set[Link]] = defaultdict(set)
    for _row, other, link in relations_on(person, day):
        found[other].add(link)
    if person.household_id:
        members = Person.objects.filter(household_id=person.household_id).exclude(pk=person.pk)
        for member in members.select_related("office").order_by("sort_key", "pk"):
            found[member] |= {Link.HOUSEHOLD, *_by_head(person, member)}
    return dict(found)


def _by_head(person: Person, member: Person) -> set[Link]:
    """What a member of the household is to the person, where one of the two is its head."""
    own, other = fold(person.household_relation), fold(member.household_relation)
    if own in _HEAD:
        return {
            link
            for words, link in ((_SPOUSE, Link.SPOUSE), (_CHILD, Link.CHILD), (_PARENT, Link.PARENT))
            if other in words
        }
    if other in _HEAD:
        return {
            link
            for words, link in ((_SPOUSE, Link.SPOUSE), (_CHILD, Link.PARENT), (_PARENT, Link.CHILD))
            if own in words
        }
    return set()
