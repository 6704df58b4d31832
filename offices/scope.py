"""Which rows an actor may see: one filter per kind of record, used by every read path.

A commune office sees its own records; a province office sees those of the communes under it;
an actor without the permission sees none.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Now

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


def case_scans(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Scans in cases the actor may see; those of medical papers only with the right to see health."""
    seen = _of_offices(rows, actor, Permission.CASE_VIEW, "case__office")
    return seen if actor.may(Permission.HEALTH_VIEW) else seen.exclude(paper="medical")


def prompts(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Proposed cases about persons of the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.CASE_VIEW, "person__office")


def life_events(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Life events of persons the actor may see."""
    return _of_offices(rows, actor, Permission.PERSON_VIEW, "person__office")


def relations(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Relations recorded of persons the actor may see."""
    return _of_offices(rows, actor, Permission.PERSON_VIEW, "person__office")


def caseload_imports(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Caseload workbooks uploaded for the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.CASELOAD_IMPORT, "office")


def mass_reviews(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Mass reviews of the actor's office or an office under it."""
    return _of_offices(rows, actor, Permission.REVIEW_VIEW, "office")


def mass_review_lines(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Lines of mass reviews the actor may see."""
    return _of_offices(rows, actor, Permission.REVIEW_VIEW, "review__office")


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


def delegations(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Delegations of roles in the administrator's own office."""
    return rows.filter(office_id=actor.office_id) if actor.may(Permission.OFFICE_MANAGE) else rows.none()


def law_changes(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Changes of the law: all for the province's administrators, the confirmed ones for everybody."""
    decides = actor.may(Permission.LAW_MANAGE) and actor.is_province
    return rows if decides else rows.filter(state="confirmed")


def protection_cases(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Child-protection cases the actor holds a standing key to in this office, unless withheld from them.

    Office and role give no view of a case. Row-level security says the same below (docs/adr/0004).
    """
    if not _protects(actor):
        return rows.none()
    unexpired = Q(members__expires_at__isnull=True) | Q(members__expires_at__gt=Now())
    keys = rows.model._default_manager.filter(
        unexpired,
        members__user_id=actor.user_id,
        members__office_id=actor.office_id,
        members__ended_at__isnull=True,
    )
    return rows.filter(pk__in=keys.values("pk")).exclude(withheld__user_id=actor.user_id)


def protection_tasks(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Tasks of child protection that are the actor's own to see to."""
    return rows.filter(user_id=actor.user_id) if _protects(actor) else rows.none()


def protection_inquiries(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Questions about a child the actor asked, or that came to their office; the database narrows these."""
    if not _protects(actor):
        return rows.none()
    return rows.filter(Q(asked_by_id=actor.user_id) | Q(to_office_id=actor.office_id))


def _protects(actor: Actor) -> bool:
    return any(
        actor.may(permission)
        for permission in (
            Permission.PROTECTION_WORK,
            Permission.PROTECTION_SUPERVISE,
            Permission.PROTECTION_DECIDE,
        )
    )


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
