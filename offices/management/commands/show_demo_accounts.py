"""Print the example accounts of the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from offices.queries import demo_accounts


class Command(BaseCommand):
    help = "Print the example accounts (demo mode only)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Example accounts exist in demo mode only.")
        for office in demo_accounts():
            self.stdout.write(office.name)
            for username, role in office.accounts:
                self.stdout.write(f"  {username:<28} {role}")
        self.stdout.write(f"Password of every account: {settings.DEMO_PASSWORD}")
