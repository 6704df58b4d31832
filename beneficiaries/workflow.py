"""The path of a change of how a person is paid, on one screen."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import FSMField, transition

from beneficiaries.enums import AccountState

S = AccountState


class PayeeAccountWorkflow(models.Model):
    """Owns `state`; every transition stamps the instant it is given."""

    state = FSMField(default=S.WAITING, choices=S.choices, protected=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transition(field=state, source=S.WAITING, target=S.CONFIRMED)
    def confirm(self, *, at: dt.datetime) -> None:
        """Another person confirms; money goes there once the cooling period is over."""
        self.decided_at = at

    @transition(field=state, source=S.WAITING, target=S.DECLINED)
    def decline(self, *, at: dt.datetime) -> None:
        """Declined or withdrawn; the person is paid as before."""
        self.decided_at = at
