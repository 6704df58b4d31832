"""`manage.py build_payment_run 2026-10 --by USERNAME`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from offices.actors import NotPermitted
from offices.enums import OfficeKind
from offices.models import Office
from offices.queries import NoSuchActor, actor_named
from offices.roles import Permission
from payments.actions import PaymentRefusal, build_run
from payments.reports import run_report
from policy.months import format_month, parse_month


class Command(BaseCommand):
    help = "Builds the payment lists of a month, one for each commune; asked again, builds the same run anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", metavar="YYYY-MM", help="the month to pay")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the accountant who builds")
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="day the law is known on (default: today)")
        parser.add_argument("--report", metavar="FILE.json", help="write every list and line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            month = parse_month(options["month"])
            as_of = _day(options["as_of"]) or timezone.localdate()
            by = actor_named(options["by"], permission=Permission.PAYMENT_BUILD, on=timezone.localdate())
            office = Office.objects.get(code=by.office_code)
            if office.kind != OfficeKind.PROVINCE:
                raise CommandError(f"{by.name} works for {office}: lists are built by the province.")
            run = build_run(month=month, office=office, as_of=as_of, by=by)
        except (ValueError, NoSuchActor, NotPermitted, PaymentRefusal) as error:
            raise CommandError(str(error)) from error
        report = run_report(run)
        if options["report"]:
            Path(options["report"]).write_text(
                json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8"
            )
        for row in report["lists"]:
            self.stdout.write(
                f"{row['commune_code']} {row['name']}: {row['persons']} persons, regular {row['regular']},"
                f" arrears {row['arrears']}, recovery {row['recovery']}, total {row['total']}"
            )
        totals = report["totals"]
        self.stdout.write(
            f"{format_month(run.month)} as known on {run.as_of:%d/%m/%Y}: {totals['persons']} persons,"
            f" total {totals['total']}; not paid: {len(report['skipped'])}"
        )


def _day(value: str | dt.date | None) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value)
