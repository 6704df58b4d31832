"""Make one example account per role and office; demo mode only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from offices.loading import load_demo_accounts


class Command(BaseCommand):
    help = "Make one example account per role and office (demo mode only, idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Example accounts exist in demo mode only.")
        self.stdout.write(f"{load_demo_accounts(password=settings.DEMO_PASSWORD)} example accounts")
