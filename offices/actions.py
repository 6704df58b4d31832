"""Delegating a role in writing, and ending the delegation."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit import recorder
from offices import events
from offices.actors import Actor
from offices.models import Assignment, User
from offices.roles import DELEGABLE, Permission


class DelegationRefused(Exception):
    """A delegation cannot be made or ended so; the text says why."""


@transaction.atomic
def delegate(
    *,
    held: Assignment,
    deputy: User,
    power: str,
    title: str,
    document: str,
    valid_from: dt.date,
    valid_to: dt.date,
    by: Actor,
    today: dt.date,
) -> Assignment:
    """Delegated a role to a deputy for a time, by a written document.

    A role already held by delegation is not passed on; nobody records a delegation to themselves.
    Raises NotPermitted, DelegationRefused. Decree 30/2020/ND-CP, Article 13.
    """
    held = Assignment.objects.select_for_update().select_related("user", "office").get(pk=held.pk)
    by.require(Permission.OFFICE_MANAGE, office_id=held.office_id)
    _refuse_unless_lawful(held, deputy, valid_from, valid_to, by, today)
    User.objects.select_for_update().get(pk=deputy.pk)  # two administrators queue here
    same = Assignment.objects.filter(user=deputy, office=held.office, role=held.role)
    if same.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from), valid_from__lte=valid_to).exists():
        raise DelegationRefused(_("This person already holds this role there in that period."))
    made = Assignment.objects.create(
        user=deputy,
        office=held.office,
        role=held.role,
        valid_from=valid_from,
        valid_to=valid_to,
        on_behalf_of=held.user,
        power=power,
        title=title.strip(),
        document=document.strip(),
    )
    recorder.record(
        events.delegated,
        subject=made,
        by=by,
        after={
            "role": made.role,
            "holder": held.user.full_name,
            "deputy": deputy.full_name,
            "power": power,
            "document": made.document,
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
    )
    return made


@transaction.atomic
def end_delegation(*, delegation: Assignment, reason: str, by: Actor, today: dt.date) -> Assignment:
    """Ended a delegation early: yesterday was its last day. What was signed under it stays signed.

    Raises NotPermitted, DelegationRefused.
    """
    delegation = Assignment.objects.select_for_update().get(pk=delegation.pk)
    by.require(Permission.OFFICE_MANAGE, office_id=delegation.office_id)
    if delegation.on_behalf_of_id is None or delegation.valid_to is None or delegation.valid_to < today:
        raise DelegationRefused(_("This delegation has already ended."))
    before = {"valid_from": delegation.valid_from, "valid_to": delegation.valid_to}
    last = today - dt.timedelta(days=1)
    # One that never began ends on its first day before anyone could use it.
    delegation.valid_from, delegation.valid_to = min(delegation.valid_from, last), last
    delegation.save(update_fields=["valid_from", "valid_to"])
    recorder.record(
        events.delegation_ended,
        subject=delegation,
        by=by,
        before=before,
        after={"valid_to": last},
        reason=reason,
    )
    return delegation


def _refuse_unless_lawful(
    held: Assignment, deputy: User, valid_from: dt.date, valid_to: dt.date, by: Actor, today: dt.date
) -> None:
    reasons = (
        (held.on_behalf_of_id is not None, _("A delegated role cannot be passed on.")),
        (held.role not in DELEGABLE, _("This role is not delegated.")),
        (held.user_id == deputy.pk, _("Nobody is their own deputy.")),
        (deputy.pk == by.user_id, _("Nobody records a delegation to themselves.")),
        (not deputy.is_active, _("This account is closed.")),
        (valid_to < valid_from, _("A delegation cannot end before it begins.")),
        (valid_to < today, _("This delegation would already have ended.")),
        (
            valid_from < held.valid_from or (held.valid_to is not None and valid_to > held.valid_to),
            _("The holder does not hold the role in all of that period."),
        ),
    )
    for refused, sentence in reasons:
        if refused:
            raise DelegationRefused(sentence)
