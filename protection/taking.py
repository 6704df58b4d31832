"""What every step of a case has in common: the lock, the key, the order; and the ways it is refused."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from offices.actors import Actor
from offices.models import Office
from offices.roles import Permission
from protection.enums import State
from protection.keys import require_key
from protection.labels import condition_sentence
from protection.models import ChildCase
from protection.rules.conditions import Condition, unmet


class ProtectionRefusal(Exception):
    """A step was refused; the text says what happened and what to do. It names no child."""


class CaseNotReady(ProtectionRefusal):
    """Conditions of the step do not hold."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.conditions = tuple(conditions)
        super().__init__(" ".join(condition_sentence(condition) for condition in self.conditions))


class CaseMoved(ProtectionRefusal):
    """Someone else has already acted, or the step does not follow from where the case stands."""

    def __init__(self, case: ChildCase) -> None:
        self.stands_at = State(case.state)
        sentence = _(
            "Nothing was done: this case has changed and now stands at “%(state)s”. "
            "Look at the case again before you go on."
        )
        super().__init__(sentence % {"state": str(self.stands_at.label)})


class SameHands(ProtectionRefusal):
    """The person took an earlier step that excludes this one."""


class NobodyThere(ProtectionRefusal):
    """No person in the office has the role this needs."""

    def __init__(self, office: Office) -> None:
        sentence = _("No child-protection officer is named in %(office)s.")
        super().__init__(sentence % {"office": office.name})


def lock(case: ChildCase) -> ChildCase:
    """Lock the row, then read it again. Raises ChildCase.DoesNotExist without a key to it."""
    ChildCase.objects.select_for_update().values_list("pk", flat=True).get(pk=case.pk)
    return ChildCase.objects.select_related("office").get(pk=case.pk)


def take(
    case: ChildCase,
    *permissions: Permission,
    version: int,
    by: Actor,
    transition: str = "",
    states: Iterable[str] = (),
) -> ChildCase:
    """Lock the case; check the key, that nothing changed, and that the step follows.

    Either the transition must follow from the state, or the state be one of `states`.
    Raises NotPermitted, CaseMoved.
    """
    locked = lock(case)
    require_key(locked, by, *permissions)
    follows = can_proceed(getattr(locked, transition)) if transition else locked.state in states
    if locked.version != version or not follows:
        raise CaseMoved(locked)
    return locked


def refuse_unless(conditions: tuple[Condition, ...]) -> None:
    """Raise CaseNotReady with the conditions that do not hold."""
    if missing := unmet(conditions):
        raise CaseNotReady(missing)


def keep(case: ChildCase, *, by: Actor) -> None:
    """Save a step taken: the version moves on and the case says who moved it."""
    case.version += 1
    case.moved_by_id = by.user_id
    case.save()
