"""The whole path of a payment run, and of a contract, on one screen each. Who may take a step: steps.py."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from payments.enums import ContractState, RunState

S, C = RunState, ContractState


class PaymentRunWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given."""

    state = FSMField(default=S.OPEN, choices=S.choices, protected=True)
    moved_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    built_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    paying_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reconciled_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.OPEN, target=S.BUILDING)
    def start_build(self, *, at: dt.datetime) -> None:
        """The lists are being computed."""
        self.moved_at = self.started_at = at

    @transition(field=state, source=S.BUILDING, target=S.BUILT)
    def finish_build(self, *, at: dt.datetime) -> None:
        """The lists are there to be checked."""
        self.moved_at = self.built_at = at

    @transition(field=state, source=S.BUILT, target=S.CHECKED)
    def check_lists(self, *, at: dt.datetime) -> None:
        """The differences against the month before are laid out and looked at."""
        self.moved_at = self.checked_at = at

    @transition(field=state, source=S.CHECKED, target=S.APPROVED)
    def approve(self, *, at: dt.datetime) -> None:
        """Another person approves; the lists are sealed."""
        self.moved_at = self.approved_at = at

    @transition(field=state, source=[S.BUILDING, S.BUILT, S.CHECKED], target=S.OPEN)
    def reopen(self, *, at: dt.datetime) -> None:
        """The lists fall, to be built again."""
        self.moved_at = at
        self.started_at = self.built_at = self.checked_at = None

    @transition(field=state, source=S.APPROVED, target=S.SUPERSEDED)
    def supersede(self, *, at: dt.datetime) -> None:
        """The sealed lists stay as they are but pay nothing: a corrected version takes their place."""
        self.moved_at = self.superseded_at = at

    @transition(field=state, source=S.APPROVED, target=S.HANDED_OVER)
    def hand_over(self, *, at: dt.datetime) -> None:
        """Each provider has its file."""
        self.moved_at = self.handed_over_at = at

    @transition(field=state, source=S.HANDED_OVER, target=S.BEING_PAID)
    def start_paying(self, *, at: dt.datetime) -> None:
        """The providers confirmed their files and pay."""
        self.moved_at = self.paying_at = at

    @transition(field=state, source=S.BEING_PAID, target=S.REPORTED)
    def close_report(self, *, at: dt.datetime) -> None:
        """The providers have said what became of every payment."""
        self.moved_at = self.reported_at = at

    @transition(field=state, source=S.REPORTED, target=S.RECONCILED)
    def reconcile(self, *, at: dt.datetime) -> None:
        """The money adds up; what did not arrive is carried on or given back."""
        self.moved_at = self.reconciled_at = at

    @transition(field=state, source=S.RECONCILED, target=S.REPORTED)
    def reopen_report(self, *, at: dt.datetime) -> None:
        """The settlement report falls, to be reconciled again."""
        self.moved_at = at
        self.reconciled_at = None

    @transition(field=state, source=S.RECONCILED, target=S.SETTLED)
    def settle(self, *, at: dt.datetime) -> None:
        """Another person settles the month; nothing of it changes any more."""
        self.moved_at = self.settled_at = at


class ContractWorkflow(models.Model):
    """Owns `state` of a contract; every transition stamps the instant it is given."""

    state = FSMField(default=C.PROPOSED, choices=C.choices, protected=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=C.PROPOSED, target=C.CONFIRMED)
    def confirm(self, *, at: dt.datetime) -> None:
        """Another person confirms; money may go out under it."""
        self.decided_at = at

    @transition(field=state, source=C.PROPOSED, target=C.DECLINED)
    def decline(self, *, at: dt.datetime) -> None:
        """Another person declines; no money goes out under it."""
        self.decided_at = at

    @transition(field=state, source=C.CONFIRMED, target=C.CLOSED)
    def close_contract(self, *, at: dt.datetime) -> None:
        """It ends before its time; nothing new goes out under it."""
        self.closed_at = at
