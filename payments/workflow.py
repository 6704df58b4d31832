"""The whole path of a payment run on one screen. Who may take a step: steps.py."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from payments.enums import RunState

S = RunState


class PaymentRunWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given."""

    state = FSMField(default=S.OPEN, choices=S.choices, protected=True)
    moved_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    built_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

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
