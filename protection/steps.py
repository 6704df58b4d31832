"""The screens of the workflow: page buttons, URL, form and permission check all read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offices.actors import Actor
from offices.roles import Permission
from protection import actions, forms
from protection.enums import ASSESSED_STATES, OPEN_STATES, WORKED_STATES, Duty, State
from protection.keys import usable
from protection.models import ChildCase
from protection.rules import conditions as rules

S, P = State, Permission
WORK, SUPERVISE, DECIDE = (P.PROTECTION_WORK,), (P.PROTECTION_SUPERVISE,), (P.PROTECTION_DECIDE,)


@dataclass(frozen=True)
class Step:
    """One button of a case: the words on it, the words after it, what it runs, who may press it and when.

    A step without permissions is for whom the case was offered to.
    """

    slug: str
    label: Promise
    done: Promise
    action: Callable[..., ChildCase]
    form: Callable[..., Any]
    permissions: tuple[Permission, ...]
    from_states: tuple[State, ...]
    transitions: tuple[str, ...] = ()
    conditions: rules.Ask = rules.nothing_asked
    main: bool = False


STEPS: tuple[Step, ...] = (
    Step(
        "assess-initially", _("Make the initial assessment"), _("The initial assessment is kept."),
        actions.assess_initially, forms.InitialForm, WORK, (S.REPORTED,), ("assess_initially",), main=True,
    ),
    Step(
        "forward", _("Forward to the commune where it happened"),
        _("The report waits for acceptance there; the 12 hours run on."),
        actions.forward, forms.ForwardForm, (*WORK, *DECIDE), (S.REPORTED,), ("forward",),
    ),
    Step(
        "accept", _("Take the case over"), _("The case is with this office now."),
        actions.accept, forms.AcceptForm, (), OPEN_STATES, ("take_over",), main=True,
    ),
    Step(
        "decline", _("Decline the case"), _("The case stays with the office that offered it."),
        actions.decline, forms.ReasonForm, (), OPEN_STATES, ("come_back",),
    ),
    Step(
        "take-back", _("Take the offer back"), _("The offer is taken back."),
        actions.take_back, forms.ReasonForm, (*WORK, *DECIDE), OPEN_STATES, ("come_back",),
    ),
    Step(
        "measure", _("Record an emergency measure"), _("The measure is recorded."),
        actions.record_measure, forms.MeasureForm, (*WORK, *DECIDE), ASSESSED_STATES, ("protect",),
    ),
    Step(
        "isolate", _("Order temporary isolation"), _("The isolation is ordered."),
        actions.isolate, forms.IsolateForm, DECIDE, ASSESSED_STATES, ("protect",), rules.to_isolate,
    ),
    Step(
        "extend-isolation", _("Extend the isolation"), _("The isolation is extended."),
        actions.extend_isolation, forms.ExtendForm, DECIDE, ASSESSED_STATES, (), rules.to_change_isolation,
    ),
    Step(
        "lift-isolation", _("Lift the isolation"), _("The isolation is lifted."),
        actions.lift_isolation, forms.ReasonForm, DECIDE, ASSESSED_STATES, (), rules.to_change_isolation,
    ),
    Step(
        "assess-specifically", _("Make the specific assessment"), _("The specific assessment is kept."),
        actions.assess_specifically, forms.SpecificForm, WORK, (S.INITIALLY_ASSESSED, S.IN_EMERGENCY),
        ("assess_specifically",), main=True,
    ),
    Step(
        "set-aside", _("Find that no plan is needed"), _("The case is set aside."),
        actions.set_aside, forms.ReasonForm, DECIDE, (S.INITIALLY_ASSESSED,), ("set_aside",),
        rules.to_set_aside,
    ),
    Step(
        "meeting", _("Record the meeting"), _("The meeting is recorded."),
        actions.hold_meeting, forms.MeetingForm, WORK, (S.SPECIFICALLY_ASSESSED,), ("hold_meeting",),
        main=True,
    ),
    Step(
        "submit-plan", _("Submit the plan to the chair"), _("The plan waits for the chair."),
        actions.submit_plan, forms.PlanForm, WORK, (S.MEETING_HELD,), ("submit_plan",), rules.to_submit,
        main=True,
    ),
    Step(
        "approve-plan", _("Approve the plan"), _("The plan is approved; the first visit is due."),
        actions.approve_plan, forms.ApproveForm, DECIDE, (S.PLAN_SUBMITTED,), ("approve_plan",), main=True,
    ),
    Step(
        "return-plan", _("Send the plan back"), _("The plan is sent back."),
        actions.return_plan, forms.ReasonForm, DECIDE, (S.PLAN_SUBMITTED,), ("return_plan",),
    ),
    Step(
        "visit", _("Record a visit"), _("The visit is recorded; the next one is due."),
        actions.record_visit, forms.VisitForm, WORK, ASSESSED_STATES,
    ),
    Step(
        "refer", _("Ask for a service"), _("The request is recorded."),
        actions.refer, forms.ReferralForm, WORK, ASSESSED_STATES,
    ),
    Step(
        "review", _("Review after the plan"), _("The review waits for the chair."),
        actions.review, forms.ReviewForm, WORK, (S.IN_IMPLEMENTATION,), ("review",), main=True,
    ),
    Step(
        "conclude", _("Close the case"), _("The case is closed."),
        actions.conclude, forms.ReasonForm, DECIDE, (S.REVIEWED,), ("conclude",), rules.to_close, main=True,
    ),
    Step(
        "go-on", _("Begin a new plan"), _("The cycle of meeting and plan begins anew."),
        actions.go_on, forms.ReasonForm, DECIDE, (S.REVIEWED,), ("go_on",), rules.to_go_on,
    ),
    Step(
        "reopen", _("Reopen the case"), _("The case is open again; its clocks begin anew."),
        actions.reopen, forms.ReasonForm, (*WORK, *SUPERVISE), (S.CLOSED, S.SET_ASIDE), ("reopen",),
    ),
    Step(
        "transfer", _("Offer to another commune"), _("The case is offered; until it is accepted you go on."),
        actions.transfer, forms.ForwardForm, WORK, ASSESSED_STATES,
    ),
    Step(
        "child", _("Record who the child is"), _("The child's details are recorded."),
        actions.record_child, forms.ChildForm, WORK, WORKED_STATES,
    ),
    Step(
        "groups", _("Record special circumstances"), _("The special circumstances are recorded."),
        actions.record_groups, forms.GroupsForm, WORK, WORKED_STATES,
    ),
    Step(
        "consent", _("Record consent"), _("The consent is recorded."),
        actions.record_consent, forms.ConsentForm, WORK, WORKED_STATES,
    ),
    Step(
        "duty", _("Give a duty to another person"), _("The duty is given."),
        actions.give_duty, forms.DutyForm, (*SUPERVISE, *DECIDE), OPEN_STATES,
    ),
    Step(
        "share", _("Let somebody work along"), _("This person can open the case."),
        actions.share, forms.ShareForm, (*WORK, *SUPERVISE), OPEN_STATES,
    ),
    Step(
        "withhold", _("Withhold from somebody"), _("The case is withheld from this person."),
        actions.withhold, forms.WithholdForm, (*WORK, *SUPERVISE), OPEN_STATES,
    ),
)  # fmt: skip

BY_SLUG = {step.slug: step for step in STEPS}


def is_open_to(step: Step, case: ChildCase, actor: Actor, duties: set[Duty]) -> bool:
    """Whether this person may press the step now; its conditions say whether the facts allow it.

    `case` is read by `queries.cases_seen`, which tells whether it is offered to an office.
    """
    offered: bool = case.offered  # type: ignore[attr-defined]  # annotated
    if case.state not in step.from_states:
        return False
    if step.action is actions.take_back and not offered:
        return False
    if step.action is actions.transfer and offered:
        return False
    if not step.permissions:
        return Duty.RECEIVER in duties
    return any(actor.may(permission) and usable(permission, duties) for permission in step.permissions)
