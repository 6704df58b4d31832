"""The screens of the workflow: page buttons, URL, form and permission check all read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offices.actors import Actor
from offices.roles import Permission
from payments import actions
from payments.enums import ContractState, RunState
from payments.forms import CloseReportForm, DecideForm, DeclineForm, HandOverForm, ReasonForm, StepForm
from payments.models import Contract, PaymentRun
from payments.taking import excluded_hands

S, P = RunState, Permission


@dataclass(frozen=True)
class Step:
    """One button of a run: the words on it, the words after it, what it runs and who may press it when."""

    slug: str
    label: Promise
    done: Promise
    action: Callable[..., PaymentRun]
    transition: str
    form: type[StepForm]
    permission: Permission
    from_states: tuple[RunState, ...]
    main: bool = False

    @property
    def asks(self) -> bool:
        """Whether the step has something to type, and so a page of its own."""
        return self.form is not StepForm


STEPS: tuple[Step, ...] = (
    Step(
        "build", _("Build the lists"), _("The lists are being built."),
        actions.build_again, "start_build", StepForm, P.PAYMENT_BUILD, (S.OPEN,), main=True,
    ),
    Step(
        "check", _("Check against the month before"), _("The differences stand below, each with its reason."),
        actions.check_run, "check_lists", StepForm, P.PAYMENT_BUILD, (S.BUILT,), main=True,
    ),
    Step(
        "approve", _("Approve the lists"), _("The lists are approved and sealed; they can be printed."),
        actions.approve_run, "approve", StepForm, P.PAYMENT_APPROVE, (S.CHECKED,), main=True,
    ),
    Step(
        "send-back", _("Send back"), _("The lists are sent back, to be built again."),
        actions.send_back_run, "reopen", ReasonForm, P.PAYMENT_APPROVE, (S.CHECKED,),
    ),
    Step(
        "reopen", _("Take the lists back"), _("The lists are taken back, to be built again."),
        actions.reopen_run, "reopen", ReasonForm, P.PAYMENT_BUILD, (S.BUILDING, S.BUILT, S.CHECKED),
    ),
    Step(
        "hand-over", _("Hand over to the providers"), _("Each provider's file is made and stays as it is."),
        actions.hand_over, "hand_over", HandOverForm, P.PAYMENT_BUILD, (S.APPROVED,), main=True,
    ),
    Step(
        "correct", _("Begin a corrected version"),
        _("The approved lists pay nothing; build the corrected ones."),
        actions.correct_run, "supersede", ReasonForm, P.PAYMENT_APPROVE, (S.APPROVED,),
    ),
    Step(
        "start-paying", _("Providers confirmed their files"), _("The providers pay; take in their answers."),
        actions.start_paying, "start_paying", StepForm, P.PAYMENT_BUILD, (S.HANDED_OVER,), main=True,
    ),
    Step(
        "close-report", _("Close the report"), _("What became of every payment is known."),
        actions.close_report, "close_report", CloseReportForm, P.PAYMENT_BUILD, (S.BEING_PAID,), main=True,
    ),
    Step(
        "reconcile", _("Reconcile"), _("The money adds up; another person may settle."),
        actions.reconcile, "reconcile", StepForm, P.PAYMENT_BUILD, (S.REPORTED,), main=True,
    ),
    Step(
        "settle", _("Settle the month"), _("The month is settled."),
        actions.settle, "settle", StepForm, P.PAYMENT_APPROVE, (S.RECONCILED,), main=True,
    ),
    Step(
        "reopen-report", _("Send the report back"), _("The report is sent back, to be reconciled again."),
        actions.reopen_report, "reopen_report", ReasonForm, P.PAYMENT_APPROVE, (S.RECONCILED,),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class ContractStep:
    """One decision on a contract, by the payment approver."""

    slug: str
    label: Promise
    done: Promise
    action: Callable[..., Contract]
    form: type[forms.Form]
    from_state: ContractState
    main: bool = False


CONTRACT_STEPS: tuple[ContractStep, ...] = (
    ContractStep(
        "confirm", _("Confirm the contract"), _("The contract is confirmed: money may go out under it."),
        actions.confirm_contract, DecideForm, ContractState.PROPOSED, main=True,
    ),
    ContractStep(
        "decline", _("Decline the contract"), _("The contract is declined."),
        actions.decline_contract, DeclineForm, ContractState.PROPOSED,
    ),
    ContractStep(
        "close", _("End the contract early"), _("The contract is ended: nothing new goes out under it."),
        actions.close_contract, DeclineForm, ContractState.CONFIRMED,
    ),
)  # fmt: skip

CONTRACT_BY_SLUG = {step.slug: step for step in CONTRACT_STEPS}


def contract_steps_open_to(contract: Contract, actor: Actor) -> tuple[ContractStep, ...]:
    """The decisions this person may take on a contract now: never on one's own proposal."""
    if not actor.may(Permission.PAYMENT_APPROVE) or actor.user_id == contract.proposed_by_id:
        return ()
    return tuple(step for step in CONTRACT_STEPS if contract.state == step.from_state)


BY_SLUG = {step.slug: step for step in STEPS}


def steps_open_to(run: PaymentRun, actor: Actor) -> tuple[Step, ...]:
    """The steps this person may press now."""
    if run.office_id != actor.office_id:
        return ()
    return tuple(
        step
        for step in STEPS
        if run.state in step.from_states
        and actor.may(step.permission)
        and not excluded_hands(run, step.transition, actor)
    )
