"""Every decision about a row held back, and every step of a mass review: form, action, permission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entitlements import actions, forms
from entitlements.enums import Resolution, ReviewState
from entitlements.models import CaseloadRow, MassReview
from entitlements.refusals import excluded_reviewer
from entitlements.rules import HoldReason
from offices.actors import Actor
from offices.roles import Permission


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


# Mass reviews

S, P = ReviewState, Permission
FORM, WHY = forms.ReviewStepForm, forms.ReviewReasonForm


@dataclass(frozen=True)
class ReviewStep:
    """One button of a review: the words on it and after it, what it runs and who may press it when."""

    slug: str
    label: Promise
    done: Promise
    action: Callable[..., MassReview]
    transition: str
    form: type[forms.ReviewStepForm]
    permissions: tuple[Permission, ...]  # one of them
    from_states: tuple[ReviewState, ...]
    main: bool = False

    @property
    def asks(self) -> bool:
        """Whether the step has something to type, and so a page of its own."""
        return self.form is not forms.ReviewStepForm

    def allows(self, actor: Actor) -> bool:
        """Whether the role holds one of the permissions."""
        return any(actor.may(permission) for permission in self.permissions)


REVIEW_STEPS: tuple[ReviewStep, ...] = (
    ReviewStep(
        "submit", _("Submit to the chair"), _("The review lies before the chair."),
        actions.submit_review, "submit_review", FORM, (P.REVIEW_SUBMIT,), (S.PREPARED,), main=True,
    ),
    ReviewStep(
        "sign", _("Sign the list decision"), _("The decision is signed and numbered; its list is sealed."),
        actions.sign_review, "sign_review", FORM, (P.REVIEW_SIGN,), (S.SUBMITTED,), main=True,
    ),
    ReviewStep(
        "apply", _("Apply to the allowances"), _("The new levels stand on the allowances."),
        actions.apply_review, "apply_review", FORM, (P.REVIEW_PREPARE,), (S.SIGNED,), main=True,
    ),
    ReviewStep(
        "prepare-again", _("Prepare again"), _("The review is prepared as people and allowances are now."),
        actions.prepare_review_again, "prepare_again", FORM, (P.REVIEW_PREPARE,), (S.PREPARED,),
    ),
    ReviewStep(
        "send-back", _("Send back"), _("The review is sent back, to be prepared again."),
        actions.send_back_review, "send_back_review", WHY, (P.REVIEW_SUBMIT, P.REVIEW_SIGN),
        (S.SUBMITTED,),
    ),
    ReviewStep(
        "cancel", _("Cancel the review"), _("The review is cancelled; another may be prepared."),
        actions.cancel_review, "cancel_review", WHY, (P.REVIEW_PREPARE,),
        (S.PREPARED, S.SUBMITTED),
    ),
)  # fmt: skip
REVIEW_BY_SLUG = {step.slug: step for step in REVIEW_STEPS}


def review_steps_open_to(review: MassReview, actor: Actor) -> tuple[ReviewStep, ...]:
    """The steps this person may press now; the province prepares and applies, the commune decides."""
    own = review.office_id == actor.office_id
    above = actor.is_province and review.office.parent_id == actor.office_id
    return tuple(
        step
        for step in REVIEW_STEPS
        if review.state in step.from_states
        and step.allows(actor)
        and (own or (above and step.permissions == (P.REVIEW_PREPARE,)))
        and not excluded_reviewer(review, step.transition, actor)
    )
