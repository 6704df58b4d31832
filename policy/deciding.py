"""What every step of a change of the law has in common: the lock, the hands; and the ways it is refused."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from offices.actors import Actor, NotPermitted
from offices.roles import Permission
from policy.enums import ChangeState
from policy.labels import label, objection_words
from policy.models import LawChange
from policy.rules.changes import Objection


class LawRefusal(Exception):
    """A change of the law was refused; the text says what happened and what to do."""


class ChangeObjected(LawRefusal):
    """The change does not fit the law as it stands."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__(" ".join(objection_words(objection) for objection in objections))


class SameHands(LawRefusal):
    """Whoever proposed a change may not decide on it."""

    def __init__(self) -> None:
        super().__init__(_("You proposed this change, so another administrator must decide on it."))


class ChangeMoved(LawRefusal):
    """Someone has already decided."""

    def __init__(self, change: LawChange) -> None:
        self.stands_at = ChangeState(change.state)
        words = {"state": label(self.stands_at)}
        sentence = _("Nothing was done: this change is already decided. It stands at “%(state)s”.")
        if change.decided_by is not None and change.decided_at is not None:
            words |= {
                "name": change.decided_by.get_full_name(),
                "time": f"{timezone.localtime(change.decided_at):%H:%M %d/%m/%Y}",
            }
            sentence = _(
                "Nothing was done: %(name)s decided on this change at %(time)s. It stands at “%(state)s”."
            )
        super().__init__(sentence % words)


def require_law_manager(by: Actor) -> None:
    """Only an administrator of the province changes the law: it counts in every commune. NotPermitted."""
    by.require(Permission.LAW_MANAGE)
    if not by.is_province:
        raise NotPermitted(Permission.LAW_MANAGE)


def may_manage(actor: Actor) -> bool:
    """Whether this person may propose and decide."""
    return actor.may(Permission.LAW_MANAGE) and actor.is_province


def take(change: LawChange, *, transition: str, by: Actor) -> LawChange:
    """Lock the law and the change; check the person, that nobody has decided, and the hands.

    One change is decided at a time, so that each is judged by the law the one before left.
    Raises NotPermitted, ChangeMoved, SameHands.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('policy_lawchange'))")
    LawChange.objects.select_for_update().values_list("pk", flat=True).get(pk=change.pk)
    locked = LawChange.objects.select_related("proposed_by", "decided_by").get(pk=change.pk)
    require_law_manager(by)
    if not can_proceed(getattr(locked, transition)):
        raise ChangeMoved(locked)
    if by.user_id == locked.proposed_by_id:
        raise SameHands
    return locked
