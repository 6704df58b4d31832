"""The whole path of a child-protection case. Who may take a step: steps.py; if the facts allow it: rules."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from protection.enums import State

S = State


class ProtectionWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given. The clocks are counted from these."""

    state = FSMField(default=S.REPORTED, choices=State.choices, protected=True)
    moved_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    forwarded_at = models.DateTimeField(null=True)
    assessed_at = models.DateTimeField(null=True)
    protected_at = models.DateTimeField(null=True)
    planning_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.REPORTED, target=S.FORWARDED)
    def forward(self, *, at: dt.datetime) -> None:
        """The report goes at once to the commune where it happened; the 12 hours run on. Article 26(1)."""
        self.moved_at = self.forwarded_at = at

    @transition(field=state, source=S.FORWARDED, target=S.REPORTED)
    def take_over(self, *, at: dt.datetime) -> None:
        """The commune where it happened accepts the report."""
        self.moved_at = at

    @transition(field=state, source=S.FORWARDED, target=S.REPORTED)
    def come_back(self, *, at: dt.datetime) -> None:
        """The report is declined or taken back; the office that forwarded it has it again."""
        self.moved_at = at
        self.forwarded_at = None

    @transition(field=state, source=S.REPORTED, target=S.INITIALLY_ASSESSED)
    def assess_initially(self, *, at: dt.datetime) -> None:
        """Risk and harm are assessed on both scales. Article 26(2)."""
        self.moved_at = self.assessed_at = self.planning_at = at

    @transition(
        field=state,
        source=[
            S.INITIALLY_ASSESSED,
            S.SPECIFICALLY_ASSESSED,
            S.MEETING_HELD,
            S.PLAN_SUBMITTED,
            S.IN_IMPLEMENTATION,
            S.REVIEWED,
        ],
        target=S.IN_EMERGENCY,
    )
    def protect(self, *, at: dt.datetime, taken_at: dt.datetime) -> None:
        """Emergency measures or temporary isolation protect the child. Articles 31 and 32."""
        self.moved_at = at
        self.protected_at = self.protected_at or taken_at
        if self.submitted_at:  # a plan was under way: the emergency asks for another
            self.planning_at = at
            self.submitted_at = self.approved_at = self.reviewed_at = None

    @transition(field=state, source=[S.INITIALLY_ASSESSED, S.IN_EMERGENCY], target=S.SPECIFICALLY_ASSESSED)
    def assess_specifically(self, *, at: dt.datetime) -> None:
        """Needs and specific risks are assessed, with the views of child and parents. Article 27(1)."""
        self.moved_at = at

    @transition(field=state, source=S.SPECIFICALLY_ASSESSED, target=S.MEETING_HELD)
    def hold_meeting(self, *, at: dt.datetime) -> None:
        """The meeting under the chair has settled the measures. Article 27(2)."""
        self.moved_at = at

    @transition(field=state, source=S.MEETING_HELD, target=S.PLAN_SUBMITTED)
    def submit_plan(self, *, at: dt.datetime) -> None:
        """The plan is drafted and submitted to the chair. Article 28(1)."""
        self.moved_at = self.submitted_at = at

    @transition(field=state, source=S.PLAN_SUBMITTED, target=S.MEETING_HELD)
    def return_plan(self, *, at: dt.datetime) -> None:
        """The chair sends the plan back to be changed."""
        self.moved_at = at
        self.submitted_at = None

    @transition(field=state, source=S.PLAN_SUBMITTED, target=S.IN_IMPLEMENTATION)
    def approve_plan(self, *, at: dt.datetime) -> None:
        """The chair approves the plan. Article 28(4)."""
        self.moved_at = self.approved_at = at

    @transition(field=state, source=S.IN_IMPLEMENTATION, target=S.REVIEWED)
    def review(self, *, at: dt.datetime) -> None:
        """The child's condition and safety are reviewed after the plan. Article 30(1)a."""
        self.moved_at = self.reviewed_at = at

    @transition(field=state, source=S.REVIEWED, target=S.SPECIFICALLY_ASSESSED)
    def go_on(self, *, at: dt.datetime) -> None:
        """Risk remains or the child is not stable: meeting and plan begin anew. Article 30(1)c."""
        self.moved_at = self.planning_at = at
        self.submitted_at = self.approved_at = self.reviewed_at = None

    @transition(field=state, source=S.REVIEWED, target=S.CLOSED)
    def conclude(self, *, at: dt.datetime) -> None:
        """No risk of abuse remains and the child is stable. Article 30(1)b."""
        self.moved_at = self.closed_at = at

    @transition(field=state, source=S.INITIALLY_ASSESSED, target=S.SET_ASIDE)
    def set_aside(self, *, at: dt.datetime) -> None:
        """The assessment found no harm and no risk that needs a plan."""
        self.moved_at = self.closed_at = at

    @transition(field=state, source=[S.CLOSED, S.SET_ASIDE], target=S.REPORTED)
    def reopen(self, *, at: dt.datetime) -> None:
        """New information: the process and its clocks begin anew."""
        self.moved_at = self.received_at = at
        self.assessed_at = self.protected_at = self.submitted_at = self.approved_at = None
        self.reviewed_at = self.closed_at = self.forwarded_at = self.planning_at = None
