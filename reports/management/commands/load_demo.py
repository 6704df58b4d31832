"""Load the demo: example accounts and one example file in every state."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from offices.loading import load_demo_accounts
from reports.demo import load_examples


class Command(BaseCommand):
    help = "Load the example accounts and files (demo mode only, idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Example data exists in demo mode only.")
        accounts = load_demo_accounts(password=settings.DEMO_PASSWORD)
        cases = load_examples(at=timezone.now())
        self.stdout.write(f"{accounts} example accounts, {cases} new example files")
