"""Every decision about a row held back: what it settles, its form and its action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from entitlements import actions, forms
from entitlements.enums import Resolution
from entitlements.models import CaseloadRow
from entitlements.rules import HoldReason


@dataclass(frozen=True)
class Step:
    """One decision; `settles` are the reasons it answers, empty when it answers all."""

    slug: str
    label: str | Promise
    settles: tuple[HoldReason, ...]
    form: type[forms.ReasonForm]
    action: Callable[..., CaseloadRow]


_NOTES = (HoldReason.NOTE_SAYS_DEAD, HoldReason.NOTE_SAYS_MOVED)
_DOUBLE = (HoldReason.DUPLICATE_PERSON,)

STEPS = tuple(
    Step(resolution.value.replace("_", "-"), resolution.label, settles, form, action)
    for resolution, settles, form, action in (
        (Resolution.DECEASED, _NOTES[:1], forms.DeceasedForm, actions.accept_until_death),
        (Resolution.MOVED, _NOTES[1:], forms.MovedForm, actions.accept_until_move),
        (Resolution.PRESENT, _NOTES, forms.ReasonForm, actions.accept_as_present),
        (
            Resolution.LAWFUL_AMOUNT,
            (HoldReason.AMOUNT_DISAGREES,),
            forms.ReasonForm,
            actions.accept_lawful_amount,
        ),
        (Resolution.ANOTHER_PERSON, _DOUBLE, forms.ReasonForm, actions.accept_as_another_person),
        (Resolution.SAME_PERSON, _DOUBLE, forms.SamePersonForm, actions.accept_as_same_person),
        (Resolution.LEFT_OUT, (), forms.ReasonForm, actions.leave_out),
    )
)
BY_SLUG = {step.slug: step for step in STEPS}


def steps_for(row: CaseloadRow) -> tuple[Step, ...]:
    """The decisions open for a row: those that settle one of its reasons, and leaving it out."""
    return tuple(
        step for step in STEPS if not step.settles or any(code in row.hold_reasons for code in step.settles)
    )
