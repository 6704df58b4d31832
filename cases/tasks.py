"""Background jobs of cases."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from offices.actors import system_job

PROPOSING = "propose_changes"


# 18:00 UTC is one o'clock at night in Vietnam.
@app.periodic(cron="0 18 * * *")
@app.task(queue="cases", name="cases.propose_changes", queueing_lock=PROPOSING)
def propose_changes(timestamp: int) -> None:
    """Propose every night the cases that foreseen changes call for."""
    from cases.actions import propose

    propose(today=timezone.localdate(), by=system_job(PROPOSING))
