"""The screens of a change of the law: buttons, URL, form and permission check all read these tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offices.actors import Actor
from policy import actions
from policy.deciding import may_manage
from policy.enums import ChangeState
from policy.forms import (
    AreaForm,
    AreaListForm,
    BenefitForm,
    CalendarDayForm,
    CoefficientForm,
    ConfirmForm,
    DayCancelledForm,
    NamingForm,
    ProposalForm,
    RateForm,
    ReasonForm,
    RegimeForm,
    VerificationForm,
    WithdrawalForm,
)
from policy.models import LawChange


@dataclass(frozen=True)
class Proposal:
    """One kind of change: the words on its button, its form and what it runs."""

    slug: str
    label: Promise
    form: type[ProposalForm]
    action: Callable[..., LawChange]


@dataclass(frozen=True)
class Step:
    """One button of a proposed change: the words on it and after it, what it runs and when."""

    slug: str
    label: Promise
    done: Promise
    action: Callable[..., LawChange]
    transition: str
    form: type[forms.Form]
    from_states: tuple[ChangeState, ...]
    main: bool = False


PROPOSALS: tuple[Proposal, ...] = (
    Proposal("rate", _("Propose a base or level"), RateForm, actions.propose_rate),
    Proposal("coefficient", _("Propose a coefficient"), CoefficientForm, actions.propose_coefficient),
    Proposal("benefit", _("Propose the level of a support"), BenefitForm, actions.propose_benefit),
    Proposal("naming", _("Propose the name of a group"), NamingForm, actions.propose_naming),
    Proposal("regime", _("Propose a time limit"), RegimeForm, actions.propose_regime),
    Proposal(
        "verification", _("Compare with the official text"), VerificationForm, actions.propose_verification
    ),
    Proposal("withdrawal", _("Withdraw a figure"), WithdrawalForm, actions.propose_withdrawal),
    Proposal("calendar-day", _("Propose a calendar day"), CalendarDayForm, actions.propose_calendar_day),
    Proposal("area", _("Propose the class of an area"), AreaForm, actions.propose_areas),
    Proposal("area-list", _("Propose a list of areas from a file"), AreaListForm, actions.propose_areas),
    Proposal("day-cancelled", _("Cancel a calendar day"), DayCancelledForm, actions.propose_day_cancelled),
)

STEPS: tuple[Step, ...] = (
    Step(
        "confirm", _("Confirm the change"), _("The change is confirmed: it is law now."),
        actions.confirm_change, "confirm", ConfirmForm, (ChangeState.PROPOSED,), main=True,
    ),
    Step(
        "reject", _("Reject the change"), _("The change is rejected: the law stays as it was."),
        actions.reject_change, "reject", ReasonForm, (ChangeState.PROPOSED,),
    ),
)  # fmt: skip

PROPOSAL_BY_SLUG = {proposal.slug: proposal for proposal in PROPOSALS}
BY_SLUG = {step.slug: step for step in STEPS}


def steps_open_to(change: LawChange, actor: Actor) -> tuple[Step, ...]:
    """The steps this person may press now: never on their own proposal."""
    if not may_manage(actor) or change.proposed_by_id == actor.user_id:
        return ()
    return tuple(step for step in STEPS if change.state in step.from_states)
