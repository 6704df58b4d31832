"""`manage.py import_caseload FILE --commune-from-sheet --paid-through 2026-09 --by USERNAME`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from beneficiaries.caseload.rows import WorkbookNotUnderstood
from beneficiaries.caseload.words import problem_sentence
from entitlements.actions import ImportRefusal, confirm_caseload, preview_caseload
from entitlements.models import CaseloadImport
from entitlements.reports import caseload_report
from offices.queries import NoSuchActor, actor_named
from offices.roles import Permission
from policy.months import parse_month


class Command(BaseCommand):
    help = (
        "Takes over a caseload workbook: accepted rows become people and entitlements, the others stay held."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the workbook (.xlsx)")
        parser.add_argument(
            "--commune-from-sheet", action="store_true", help="a sheet belongs to the commune it names"
        )
        parser.add_argument(
            "--paid-through", required=True, metavar="YYYY-MM", help="last month already paid"
        )
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who imports")
        parser.add_argument("--dry-run", action="store_true", help="read and report, keep nothing")
        parser.add_argument("--report", metavar="FILE.json", help="write what became of every row")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            content = path.read_bytes()
            paid_through = parse_month(options["paid_through"])
            by = actor_named(options["by"], permission=Permission.CASELOAD_IMPORT, on=timezone.localdate())
        except (OSError, ValueError, NoSuchActor) as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            try:
                done = preview_caseload(
                    file_name=path.name,
                    content=content,
                    paid_through=paid_through,
                    by=by,
                    today=timezone.localdate(),
                    commune_from_sheet=options["commune_from_sheet"],
                )
                if not options["dry_run"]:
                    done = confirm_caseload(caseload_import=done, by=by)
            except WorkbookNotUnderstood as error:
                raise CommandError("\n".join(map(problem_sentence, error.problems))) from error
            except ImportRefusal as error:
                raise CommandError(str(error)) from error
            report = caseload_report(done, dry_run=options["dry_run"])
            transaction.set_rollback(options["dry_run"])
        self._tell(done, report, options["report"])

    def _tell(self, done: CaseloadImport, report: dict[str, Any], to: str | None) -> None:
        if to:
            Path(to).write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        for sheet in report["sheets"]:
            self.stdout.write(
                f"{sheet['sheet']}: read {sheet['read']}, accepted {sheet['accepted']}"
                f" (already there {sheet['same']}), held {sheet['held']}"
            )
        self.stdout.write(
            f"{done.file_name}: read {report['read']} = accepted {report['accepted']} + held {report['held']}"
            + (" (dry run: nothing was kept)" if report["dry_run"] else "")
        )
