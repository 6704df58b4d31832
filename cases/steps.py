"""The screens of the workflow: page buttons, URL, form and permission check all read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import actions, rules
from cases.change_labels import step_words
from cases.enums import State
from cases.forms import NoteForm, ReasonForm, StepForm
from cases.models import Case
from cases.rules import Condition, Standing
from cases.taking import excluded_hands
from offices.actors import Actor
from offices.roles import Permission

S, P = State, Permission


@dataclass(frozen=True)
class Step:
    """One button of a case: the words on it, the words after it, what it runs and who may press it when."""

    slug: str
    label: Promise
    done: Promise
    action: Callable[..., Case]
    transition: str
    form: type[StepForm]
    permission: Permission
    from_states: tuple[State, ...]
    conditions: Callable[[Standing], tuple[Condition, ...]] = rules.nothing_asked
    main: bool = False

    def words(self, case: Case) -> tuple[Promise, Promise]:
        """What is on the button for this case, and what is said after it."""
        return step_words(case, self.slug) or (self.label, self.done)

    @property
    def asks(self) -> bool:
        """Whether the step has something to type, and so a page of its own."""
        return self.form is not StepForm


STEPS: tuple[Step, ...] = (
    Step(
        "receive", _("Receive the file and issue the receipt"),
        _("The file is received; the receipt can be printed."),
        actions.receive, "receive", StepForm, P.CASE_REGISTER, (S.DRAFT,), rules.to_receive, main=True,
    ),
    Step(
        "resume", _("Receive the supplement"),
        _("The supplement is received; the time limit begins again."),
        actions.resume, "resume", StepForm, P.CASE_REGISTER, (S.RETURNED,), rules.to_receive, main=True,
    ),
    Step(
        "start-appraisal", _("Begin the appraisal"), _("The appraisal has begun."),
        actions.start_appraisal, "start_appraisal", StepForm, P.CASE_APPRAISE, (S.RECEIVED,), main=True,
    ),
    Step(
        "propose-grant", _("Propose to grant"), _("The proposal to grant waits for approval."),
        actions.propose_grant, "appraise", NoteForm, P.CASE_APPRAISE, (S.UNDER_APPRAISAL,),
        rules.to_grant, main=True,
    ),
    Step(
        "propose-refusal", _("Propose to refuse"), _("The proposal to refuse waits for approval."),
        actions.propose_refusal, "appraise", ReasonForm, P.CASE_APPRAISE, (S.UNDER_APPRAISAL,),
    ),
    Step(
        "return", _("Return for supplement"),
        _("The file is returned for supplement; the request can be printed."),
        actions.return_for_supplement, "return_for_supplement", ReasonForm, P.CASE_APPRAISE,
        (S.UNDER_APPRAISAL,),
    ),
    Step(
        "approve", _("Approve and submit to the chair"),
        _("The proposal is approved and waits for signature."),
        actions.approve, "approve", StepForm, P.CASE_APPROVE, (S.APPRAISED,), rules.to_approve, main=True,
    ),
    Step(
        "send-back", _("Send back to appraisal"), _("The file is sent back to appraisal."),
        actions.send_back, "send_back", ReasonForm, P.CASE_APPROVE, (S.APPRAISED,),
    ),
    Step(
        "sign", _("Sign the decision"), _("The decision is signed; it can be printed."),
        actions.sign, "sign", StepForm, P.CASE_SIGN, (S.APPROVED,), rules.to_sign, main=True,
    ),
    Step(
        "return-unsigned", _("Send back unsigned"), _("The file is sent back to appraisal."),
        actions.send_back, "send_back", ReasonForm, P.CASE_SIGN, (S.APPROVED,),
    ),
    Step(
        "refuse", _("Refuse in writing"), _("The request is refused; the letter can be printed."),
        actions.refuse, "refuse", ReasonForm, P.CASE_SIGN, (S.UNDER_APPRAISAL, S.APPRAISED, S.APPROVED),
    ),
    Step(
        "withdraw", _("Record the withdrawal"), _("The withdrawal is recorded."),
        actions.withdraw, "withdraw", ReasonForm, P.CASE_REGISTER,
        (S.DRAFT, S.RECEIVED, S.UNDER_APPRAISAL, S.RETURNED, S.APPRAISED),
    ),
)  # fmt: skip

BY_SLUG = {step.slug: step for step in STEPS}


def steps_open_to(case: Case, actor: Actor) -> tuple[Step, ...]:
    """The steps this person may press now; whether the facts allow each is for its conditions to say."""
    if case.office_id != actor.office_id:
        return ()
    return tuple(
        step
        for step in STEPS
        if case.state in step.from_states
        and actor.may(step.permission)
        and not excluded_hands(case, step.transition, actor)
    )
