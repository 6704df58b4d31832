"""What every step of a case has in common: the lock, the order, the hands; and the ways it is refused."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django_fsm import can_proceed

from cases.enums import EDITABLE_STATES, State
from cases.labels import condition_sentence
from cases.models import Case
from cases.rules import Condition, unmet
from offices.actors import Actor
from offices.roles import Permission


class CaseRefusal(Exception):
    """A step of a case was refused; the text says what happened and what to do."""


class CaseNotReady(CaseRefusal):
    """Conditions of the step do not hold."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.conditions = tuple(conditions)
        super().__init__(" ".join(condition_sentence(condition) for condition in self.conditions))


class SameHands(CaseRefusal):
    """The person took an earlier step that excludes this one."""


class CaseMoved(CaseRefusal):
    """Someone else has already acted, or the step does not follow from where the case stands."""

    def __init__(self, case: Case) -> None:
        self.stands_at = State(case.state)
        words = {"state": str(self.stands_at.label)}
        if case.moved_by is not None and case.moved_at is not None:
            words |= {
                "name": case.moved_by.get_full_name(),
                "time": f"{timezone.localtime(case.moved_at):%H:%M %d/%m/%Y}",
            }
            sentence = gettext(
                "Nothing was done: %(name)s already acted on this case at %(time)s. "
                "It now stands at “%(state)s”. Look at the case again before you go on."
            )
        else:
            sentence = gettext(
                "Nothing was done: this case has changed and now stands at “%(state)s”. "
                "Look at the case again before you go on."
            )
        super().__init__(sentence % words)


class AnotherCaseRuns(CaseRefusal):
    """A case for the same allowance is running already."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(
            gettext("Nothing was opened: case %(code)s for this allowance is running. Finish it first.")
            % {"code": case.code}
        )


class SlotDiffers(CaseRefusal):
    """A change cannot turn an allowance into one of another kind."""

    def __init__(self) -> None:
        super().__init__(
            gettext("An allowance is adjusted within its own kind only: register the other as a new case.")
        )


def lock(case: Case) -> Case:
    """Lock the row, then read it with what every step needs.

    Two statements: a row that waited for its lock would come back joined to what its neighbours were before.
    """
    Case.objects.select_for_update().values_list("pk", flat=True).get(pk=case.pk)
    return Case.objects.select_related("office", "person", "group", "moved_by", "target").get(pk=case.pk)


def take(case: Case, *, transition: str, version: int, permission: Permission, by: Actor) -> Case:
    """Lock the case; check the person's permission, that the step follows and nothing changed, the hands.

    Raises NotPermitted, CaseMoved, SameHands.
    """
    locked = lock(case)
    by.require(permission, office_id=locked.office_id)
    if locked.version != version or not can_proceed(getattr(locked, transition)):
        raise CaseMoved(locked)
    if sentence := excluded_hands(locked, transition, by):
        raise SameHands(sentence)
    return locked


def take_for_editing(case: Case, *, by: Actor) -> Case:
    """Lock a case whose file may still be typed or corrected. Raises NotPermitted, CaseMoved."""
    locked = lock(case)
    by.require(Permission.CASE_REGISTER, office_id=locked.office_id)
    if locked.state not in EDITABLE_STATES:
        raise CaseMoved(locked)
    return locked


def refuse_unless(conditions: tuple[Condition, ...]) -> None:
    """Raise CaseNotReady with the conditions that do not hold."""
    if missing := unmet(conditions):
        raise CaseNotReady(missing)


# Whoever took an earlier step may not take these: (who, what to tell them).
EXCLUDED_HANDS: dict[str, tuple[tuple[str, Promise], ...]] = {
    "approve": (
        ("registered_by_id", gettext_lazy("Whoever registered a case may not approve it.")),
        ("submitted_by_id", gettext_lazy("Whoever submitted a case may not approve it.")),
        ("appraised_by_id", gettext_lazy("Whoever appraised a case may not approve it.")),
    ),
    "sign": (
        ("registered_by_id", gettext_lazy("Whoever registered a case may not sign it.")),
        ("submitted_by_id", gettext_lazy("Whoever submitted a case may not sign it.")),
        ("approved_by_id", gettext_lazy("Whoever approved a case may not sign it.")),
    ),
    "refuse": (
        ("registered_by_id", gettext_lazy("Whoever registered a case may not refuse it.")),
        ("submitted_by_id", gettext_lazy("Whoever submitted a case may not refuse it.")),
        ("approved_by_id", gettext_lazy("Whoever approved a case may not refuse it.")),
    ),
}


def excluded_hands(case: Case, transition: str, by: Actor) -> str:
    """Why an earlier step by these hands keeps them from this one; "" when nothing does."""
    for field, sentence in EXCLUDED_HANDS.get(transition, ()):
        if getattr(case, field) in by.hands:
            return str(sentence)
    return ""


def keep(case: Case, *, by: Actor) -> None:
    """Save a step taken: the version moves on and the case says who moved it."""
    case.version += 1
    case.moved_by_id = by.user_id
    case.save()
