"""Load the law of `policy/law/*.toml` and the public holidays."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from policy.loading import load_law


class Command(BaseCommand):
    help = "Load instruments, groups, rates, coefficients, regimes and holidays (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_law()
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
