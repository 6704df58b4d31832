"""Load the administrative units of Vietnam, their successions, and the offices of the province."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from offices.loading import load_offices, load_units


class Command(BaseCommand):
    help = "Load administrative units, successions and the province's offices (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        units, successions = load_units()
        offices = load_offices(
            province_code=settings.PROVINCE_CODE, agency_code=settings.PROVINCE_AGENCY_CODE
        )
        self.stdout.write(f"{units} units, {successions} successions, {offices} offices")
