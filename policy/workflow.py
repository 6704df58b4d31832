"""The whole path of a change of the law on one screen. Who may take a step: steps.py."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from policy.enums import ChangeState
from policy.labels import choices

S = ChangeState


class LawChangeWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given."""

    state = FSMField(default=S.PROPOSED.value, choices=choices(ChangeState), protected=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.PROPOSED, target=S.CONFIRMED)
    def confirm(self, *, at: dt.datetime) -> None:
        """Another person confirms; the change is law from now on."""
        self.decided_at = at

    @transition(field=state, source=S.PROPOSED, target=S.REJECTED)
    def reject(self, *, at: dt.datetime) -> None:
        """Another person rejects; the law stays as it was."""
        self.decided_at = at
