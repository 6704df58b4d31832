"""Background jobs of child protection. Their arguments and names tell nothing of any case."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from offices.actors import system_job


@app.periodic(cron="5 0 * * *")
@app.task(queue="protection", name="protection.missed_visits")
def look_for_missed_visits(timestamp: int) -> None:
    """Each night: a visit that was missed becomes a task of the supervisor."""
    from protection.actions import report_missed_visits

    report_missed_visits(by=system_job("protection.missed_visits"), at=timezone.now())
