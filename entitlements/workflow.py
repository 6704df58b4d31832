"""The whole path of a mass review on one screen. Who may take a step: steps.py."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from entitlements.enums import ReviewState

S = ReviewState


class MassReviewWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given."""

    state = FSMField(default=S.PREPARED, choices=S.choices, protected=True)
    moved_at = models.DateTimeField(null=True)
    prepared_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.PREPARED, target=S.PREPARED)
    def prepare_again(self, *, at: dt.datetime) -> None:
        """The lines are computed, or computed anew."""
        self.moved_at = self.prepared_at = at

    @transition(field=state, source=S.PREPARED, target=S.SUBMITTED)
    def submit_review(self, *, at: dt.datetime) -> None:
        """The department lays the list before the chair."""
        self.moved_at = self.submitted_at = at

    @transition(field=state, source=S.SUBMITTED, target=S.PREPARED)
    def send_back_review(self, *, at: dt.datetime) -> None:
        """The list is not signed as it stands: it is prepared again."""
        self.moved_at = at
        self.submitted_at = None

    @transition(field=state, source=S.SUBMITTED, target=S.SIGNED)
    def sign_review(self, *, at: dt.datetime) -> None:
        """The chair decides the new levels; the lines no longer change."""
        self.moved_at = self.signed_at = at

    @transition(field=state, source=S.SIGNED, target=S.APPLIED)
    def apply_review(self, *, at: dt.datetime) -> None:
        """The decision is on every allowance reviewed."""
        self.moved_at = self.applied_at = at

    @transition(field=state, source=[S.PREPARED, S.SUBMITTED], target=S.CANCELLED)
    def cancel_review(self, *, at: dt.datetime) -> None:
        """The review is dropped undecided; another may be prepared."""
        self.moved_at = self.cancelled_at = at
