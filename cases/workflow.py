"""The whole path of a case. Who may take a step: steps.py; whether the facts allow it: rules.py."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from cases.enums import State

S = State


class CaseWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given."""

    state = FSMField(default=S.DRAFT, choices=State.choices, protected=True)
    moved_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    appraised_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.DRAFT, target=S.RECEIVED)
    def receive(self, *, at: dt.datetime) -> None:
        """The complete file is at the desk; the time limit begins."""
        self.moved_at = self.received_at = at

    @transition(field=state, source=S.RECEIVED, target=S.UNDER_APPRAISAL)
    def start_appraisal(self, *, at: dt.datetime) -> None:
        """An appraiser takes the file."""
        self.moved_at = at

    @transition(field=state, source=S.UNDER_APPRAISAL, target=S.RETURNED)
    def return_for_supplement(self, *, at: dt.datetime) -> None:
        """The file is not sufficient; the applicant is asked once, for everything."""
        self.moved_at = at

    @transition(field=state, source=S.RETURNED, target=S.RECEIVED)
    def resume(self, *, at: dt.datetime) -> None:
        """The supplement is complete; the time limit begins again from zero."""
        self.moved_at = self.received_at = at

    @transition(field=state, source=S.UNDER_APPRAISAL, target=S.APPRAISED)
    def appraise(self, *, at: dt.datetime) -> None:
        """The appraiser proposes to grant or to refuse."""
        self.moved_at = self.appraised_at = at

    @transition(field=state, source=S.APPRAISED, target=S.APPROVED)
    def approve(self, *, at: dt.datetime) -> None:
        """The department submits the proposal to the chair."""
        self.moved_at = self.approved_at = at

    @transition(field=state, source=[S.APPRAISED, S.APPROVED], target=S.UNDER_APPRAISAL)
    def send_back(self, *, at: dt.datetime) -> None:
        """The proposal is to be appraised anew; earlier approvals fall."""
        self.moved_at = at
        self.appraised_at = self.approved_at = None

    @transition(field=state, source=S.APPROVED, target=S.SIGNED)
    def sign(self, *, at: dt.datetime) -> None:
        """The chair signs the decision."""
        self.moved_at = self.closed_at = at

    @transition(field=state, source=[S.UNDER_APPRAISAL, S.APPRAISED, S.APPROVED], target=S.REFUSED)
    def refuse(self, *, at: dt.datetime) -> None:
        """The chair refuses in writing, with reasons."""
        self.moved_at = self.closed_at = at

    @transition(
        field=state,
        source=[S.DRAFT, S.RECEIVED, S.UNDER_APPRAISAL, S.RETURNED, S.APPRAISED],
        target=S.WITHDRAWN,
    )
    def withdraw(self, *, at: dt.datetime) -> None:
        """The applicant asks to stop before the decision."""
        self.moved_at = self.closed_at = at
