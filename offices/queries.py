"""Reads of offices and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models

from offices import scope
from offices.actors import Actor
from offices.enums import OfficeKind
from offices.models import Assignment, User
from offices.roles import DELEGABLE, ROLES, Permission


class NoSuchActor(LookupError):
    """Nobody of that user name holds a fitting role today."""


def actor_of(assignment: Assignment) -> Actor:
    """The actor a person is under one assignment (its user, holder and office loaded)."""
    role = ROLES[assignment.role]
    return Actor(
        user_id=assignment.user_id,
        name=assignment.user.full_name,
        role=role.code,
        role_label=str(role.label),
        office_id=assignment.office_id,
        office_code=assignment.office.code,
        office_name=assignment.office.name,
        office_kind=assignment.office.kind,
        permissions=role.permissions,
        assignment_id=assignment.pk,
        on_behalf_of_id=assignment.on_behalf_of_id,
        on_behalf_of=assignment.on_behalf_of.full_name if assignment.on_behalf_of else "",
        power=assignment.power,
        title=assignment.title,
    )


def assignments_of(user_id: int, *, on: dt.date) -> list[Assignment]:
    """A person's roles on a day, oldest first."""
    return list(
        Assignment.objects.current(on)
        .filter(user_id=user_id, user__is_active=True)
        .select_related("user", "office", "on_behalf_of")
        .order_by("pk")
    )


def actor_named(username: str, *, permission: Permission, on: dt.date) -> Actor:
    """The actor for a command's `--by`: the person's role that holds the permission.

    Raises NoSuchActor when the person is unknown, inactive, or holds no such role that day.
    """
    for assignment in (
        Assignment.objects.current(on)
        .filter(user__username=username, user__is_active=True)
        .select_related("user", "office", "on_behalf_of")
        .order_by("pk")
    ):
        actor = actor_of(assignment)
        if actor.may(permission):
            return actor
    raise NoSuchActor(f"{username}: no current role holds the permission {permission}")


def delegations_of(actor: Actor) -> models.QuerySet[Assignment]:
    """Delegations the administrator keeps, newest first."""
    rows = Assignment.objects.filter(on_behalf_of__isnull=False)
    named = rows.select_related("user", "on_behalf_of", "office")
    return scope.delegations(named, actor).order_by("-valid_from", "-pk")


def delegable_of(actor: Actor, *, on: dt.date) -> models.QuerySet[Assignment]:
    """Roles of the own office whose holders may have a deputy."""
    rows = Assignment.objects.current(on).filter(on_behalf_of=None, role__in=DELEGABLE, user__is_active=True)
    return scope.delegations(rows.select_related("user"), actor).order_by("role", "user__full_name")


def colleagues_of(actor: Actor, *, on: dt.date) -> models.QuerySet[User]:
    """People who hold a role in the own office, by name."""
    held = Assignment.objects.current(on).filter(office=actor.office_id)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name")


@dataclass(frozen=True)
class DemoOffice:
    """One office and its example accounts, for the demo's sign-in page."""

    name: str
    accounts: tuple[tuple[str, str], ...]  # (user name, role)


def demo_accounts() -> list[DemoOffice]:
    """The example accounts of the province office and of the communes that have people registered."""
    rows = (
        Assignment.objects.filter(user__username__endswith=models.F("office__code"))
        .filter(models.Q(office__kind=OfficeKind.PROVINCE) | models.Q(office__persons__isnull=False))
        .select_related("office", "user")
        .distinct()
        .order_by("office__kind", "office__name", "pk")
    )
    by_office: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(rows, key=lambda row: row.office.kind != OfficeKind.PROVINCE):
        by_office.setdefault(row.office.name, []).append((row.user.username, str(ROLES[row.role].label)))
    return [DemoOffice(name, tuple(accounts)) for name, accounts in by_office.items()]
