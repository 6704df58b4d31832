"""`manage.py propose_changes`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.actions import propose
from cases.tasks import PROPOSING
from offices.actors import system_job


class Command(BaseCommand):
    help = "Proposes to officers the cases that foreseen changes call for; asked again, does nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        done = propose(today=timezone.localdate(), by=system_job(PROPOSING))
        self.stdout.write(f"proposed {done.opened}, renewed {done.renewed}, closed {done.lapsed}")
