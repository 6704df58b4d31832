"""Which rows an actor may see: one filter per kind of record, used by every read path.

A commune office sees its own records; a province office sees those of the communes under it;
an actor without the permission sees none.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from offices.actors import Actor
from offices.roles import Permission

M = TypeVar("M", bound=Model)


def persons(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Persons registered with the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.PERSON_VIEW, "office")


def households(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Households of the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.PERSON_VIEW, "office")


def entitlements(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Entitlements of persons the actor may see."""
    return _of_offices(rows, actor, Permission.PERSON_VIEW, "person__office")


def cases(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Cases handled by the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.CASE_VIEW, "office")


def case_documents(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Papers issued in cases the actor may see."""
    return _of_offices(rows, actor, Permission.CASE_VIEW, "case__office")


def caseload_imports(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Caseload workbooks uploaded for the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.CASELOAD_IMPORT, "office")


def payment_lists(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Payment lists of the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.PAYMENT_VIEW, "office")


def payment_lines(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Lines of payment lists the actor may see."""
    return _of_offices(rows, actor, Permission.PAYMENT_VIEW, "payment_list__office")


def payment_runs(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """The province's payment runs: for its own office and for communes that have a list in them."""
    if not actor.may(Permission.PAYMENT_VIEW):
        return rows.none()
    if actor.is_province:
        return rows.filter(office_id=actor.office_id)
    return rows.filter(lists__office_id=actor.office_id).distinct()


def providers(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Those who pay out for the actor's province: seen in the province only."""
    return _of_province(rows, actor, "office")


def contracts(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Contracts with providers of the actor's province: seen in the province only."""
    return _of_province(rows, actor, "provider__office")


def provider_files(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Files handed to providers hold every commune's people: seen in the province only."""
    return _of_province(rows, actor, "run__office")


def instructions(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Payments told to providers for people of the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.PAYMENT_VIEW, "office")


def counted_offices(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """The own office and those under it, whose people the actor may count without seeing who they are."""
    if not (actor.may(Permission.PAYMENT_VIEW) or actor.may(Permission.LAW_MANAGE)):
        return rows.none()
    own = Q(pk=actor.office_id)
    return rows.filter(own | Q(parent_id=actor.office_id) if actor.is_province else own)


def law_changes(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Changes of the law: all for the province's administrators, the confirmed ones for everybody."""
    decides = actor.may(Permission.LAW_MANAGE) and actor.is_province
    return rows if decides else rows.filter(state="confirmed")


def _of_offices(rows: QuerySet[M], actor: Actor, permission: Permission, field: str) -> QuerySet[M]:
    if not actor.may(permission):
        return rows.none()
    own = Q(**{f"{field}_id": actor.office_id})
    if actor.is_province:
        own |= Q(**{f"{field}__parent_id": actor.office_id})
    return rows.filter(own)


def _of_province(rows: QuerySet[M], actor: Actor, field: str) -> QuerySet[M]:
    if not (actor.is_province and actor.may(Permission.PAYMENT_VIEW)):
        return rows.none()
    return rows.filter(**{f"{field}_id": actor.office_id})
