"""`manage.py import_caseload`: its report, its dry run, and its refusals in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from beneficiaries.models import Person
from entitlements.models import CaseloadImport
from offices.models import User
from tests.factories import offices
from tests.factories.caseloads import listed, neighbours, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook(*neighbours(), listed(born="1978", note="đã chết ngày 05/09/2026")))
    return path


def username(role: str, code: str = offices.TINH_KHE) -> str:
    return User.objects.get(pk=offices.actor(role, code=code).user_id).username


def run(file: Path, by: str, **options: Any) -> dict[str, Any]:
    report = file.with_suffix(".json")
    arguments = {"commune_from_sheet": True, "paid_through": "2026-09", "report": str(report)} | options
    call_command("import_caseload", str(file), by=by, **arguments)
    return json.loads(report.read_text(encoding="utf-8"))


def test_report_names_every_row(file: Path) -> None:
    report = run(file, username("commune_officer"))

    persons = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    digest = CaseloadImport.objects.get().sha256
    assert report == {
        "file": "danh-sach.xlsx",
        "sha256": digest,
        "paid_through": "2026-09",
        "dry_run": False,
        "read": 3,
        "accepted": 2,
        "held": 1,
        "same": 0,
        "sheets": [
            {
                "sheet": "Danh sách",
                "commune_code": "21211",
                "read": 3,
                "accepted": 2,
                "held": 1,
                "same": 0,
                "rows": [
                    *(
                        {
                            "row": row,
                            "action": "create",
                            "outcome": "accepted",
                            "findings": [],
                            "repairs": [],
                            "hold_reasons": [],
                            "person_id": person,
                        }
                        for row, person in zip((6, 7), persons, strict=True)
                    ),
                    {
                        "row": 8,
                        "action": "hold",
                        "outcome": "held",
                        "findings": ["dob_year_only", "note_says_dead"],
                        "repairs": [],
                        "hold_reasons": ["note_says_dead"],
                        "person_id": None,
                    },
                ],
            }
        ],
    }


def test_dry_run_reports_and_keeps_nothing(file: Path) -> None:
    report = run(file, username("commune_officer"), dry_run=True)
    assert (report["read"], report["accepted"], report["held"], report["dry_run"]) == (3, 2, 1, True)
    assert (Person.objects.count(), CaseloadImport.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("role", ["payment_accountant", "commune_chair", "inspector"])
def test_by_must_hold_the_permission(file: Path, role: str) -> None:
    with pytest.raises(CommandError, match=r"caseload\.import"):
        run(file, username(role))
    assert CaseloadImport.objects.count() == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"paid_through": "tháng chín"}, "not a month"),
        ({"paid_through": "2096-01"}, "Đã chi trả đến hết tháng"),
        ({"by": "nobody"}, "nobody"),
    ],
)
def test_refusal_is_said_in_words(file: Path, options: dict[str, str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(file, **{"by": username("commune_officer")} | options)


def test_file_that_is_missing_or_no_workbook_is_refused(tmp_path: Path) -> None:
    by = username("commune_officer")
    broken = tmp_path / "khong-phai.xlsx"
    with pytest.raises(CommandError, match="khong-phai"):
        run(broken, by)
    broken.write_bytes(b"x")
    with pytest.raises(CommandError, match="Excel"):
        run(broken, by)
