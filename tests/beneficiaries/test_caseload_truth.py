"""The caseload of four communes in September 2026, row by row against the truth behind it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from beneficiaries.caseload.checks import base_seen, with_checks
from beneficiaries.caseload.enums import RowKind
from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import ReadRow, Workbook
from beneficiaries.ethnicity import ethnicity_code
from policy.facts import PartialDate
from policy.law import packaged_law
from policy.months import last_day_of
from policy.rules import monthly_due

DATA = Path(__file__).resolve().parents[1] / "data"
MONTH = date(2026, 9, 1)
GROUPS = {
    "HT75": "pension_75",
    "HT70": "pension_70",
    "K1": "child_no_care",
    "K2": "youth_studying",
    "K3": "child_hiv",
    "K4": "single_parent",
    "K5a": "elderly_poor",
    "K5d": "elderly_facility_eligible",
    "K6DN": "disability_extreme",
    "K6N": "disability_severe",
    "K7": "toddler_poor",
    "K8": "adult_hiv",
}
# Numbers the sheet shows in full once repaired; the others are lost or wrong in the sheet itself.
NUMBER_LOST = {"id_old_9_digits", "id_missing", "id_bad_length", "id_birth_year_disagrees"}


@cache
def workbook() -> Workbook:
    return read_workbook(DATA / "caseload-2026-09.xlsx")


@cache
def truth() -> dict[tuple[str, int], dict[str, Any]]:
    rows = json.loads((DATA / "caseload-2026-09.truth.json").read_text(encoding="utf-8"))["rows"]
    return {(row["sheet"], row["row"]): row for row in rows}


def due_amounts(row: ReadRow, base: int) -> set[int]:
    """What the law gives for any birth day the row allows, at the base the sheet was made with."""
    if row.group_key is None or row.born is None:
        return set()
    earliest, latest = row.born.earliest, row.born.latest
    years = range(earliest.year, latest.year + 1)
    days = {earliest, latest} | {
        day
        for year, month in product(years, range(1, 13))
        if earliest <= (day := date(year, month, 1)) <= latest
    }
    law, known_on = packaged_law(), last_day_of(MONTH)
    return {
        int(due.coefficient * base * due.units)
        for day in days
        if (
            due := monthly_due(
                group=row.group_key,
                units=row.units or 1,
                born=PartialDate.from_date(day),
                month=MONTH,
                known_on=known_on,
                law=law,
            )
        ).amount
    }


@cache
def checked() -> tuple[ReadRow, ...]:
    return with_checks(workbook().rows, due_amounts)


def is_copy(row: ReadRow) -> bool:
    return "duplicate_person" in truth()[row.place]["issues"]


def codes(row: ReadRow) -> set[str]:
    return {str(note.code) for note in (*row.repairs, *row.findings)}


def test_every_person_of_the_truth_is_read_and_nobody_else() -> None:
    assert sorted(row.place for row in workbook().rows) == sorted(truth())
    assert len(workbook().rows) == 1040


def test_every_used_row_of_every_sheet_is_accounted_for_once() -> None:
    for sheet in workbook().sheets:
        people = [row.row for row in workbook().rows if row.sheet == sheet.name]
        numbers = sorted([*people, *(other.row for other in sheet.others)])
        assert numbers == list(range(1, len(numbers) + 1))
        assert sheet.unrecognised == ()


def test_rows_that_are_not_people_are_named_for_what_they_are() -> None:
    sheet = workbook().sheets[0]
    assert Counter(other.kind for other in sheet.others) == {
        RowKind.TITLE: 3,
        RowKind.BLANK: 3,
        RowKind.HEAD: 2,
        RowKind.NUMBERING: 1,
        RowKind.GROUP_HEADING: 11,
        RowKind.SUBTOTAL: 11,
        RowKind.TOTAL: 1,
        RowKind.SIGNATURE: 2,
    }


def test_titles_name_month_and_commune() -> None:
    assert [(sheet.month, sheet.commune_words, sheet.is_tcvn3) for sheet in workbook().sheets] == [
        (MONTH, "Xã Tịnh Khê", False),
        (MONTH, "Xã Sơn Hà", False),
        (MONTH, "Phường Đức Phổ", True),
        (MONTH, "Xã Ba Tơ", False),
    ]


def test_values_equal_the_truth() -> None:
    def read(row: ReadRow) -> dict[str, Any]:
        return {
            "sheet": row.commune_words,
            "name": row.shown_name,
            "sex": str(row.sex),
            "ethnicity": row.ethnicity_code,
            "hamlet": row.hamlet,
            "group": row.group_key,
            "children": row.units,
            "coefficient": row.coefficient,
            "shown_amount": row.amount,
            "start": row.start_month.isoformat() if row.start_month else None,
            "decision": row.decision_number,
            "decision_date": row.decision_on.isoformat() if row.decision_on else None,
            "account": row.account_number,
            "proxy": row.proxy_name,
        }

    def true(row: ReadRow) -> dict[str, Any]:
        values = {name: truth()[row.place][name] for name in read(row)}
        values |= {
            "ethnicity": ethnicity_code(values["ethnicity"]),
            "group": GROUPS[values["group"]],
            "coefficient": Decimal(str(values["coefficient"])),
        }
        return values | ({"name": row.shown_name} if is_copy(row) else {})

    assert [(row.place, read(row)) for row in workbook().rows if read(row) != true(row)] == []


def test_birth_dates_equal_the_truth_as_far_as_the_sheet_shows_them() -> None:
    precisions = {"dob_year_only": "year", "dob_impossible": "year", "dob_month_year": "month"}
    wrong = []
    for row in workbook().rows:
        true = truth()[row.place]
        precision = next((precisions[issue] for issue in true["issues"] if issue in precisions), "day")
        if row.born is None or row.born.precision != precision or not true["dob"].startswith(row.born.iso()):
            wrong.append(row.place)
    assert wrong == []


def test_numbers_equal_the_truth_wherever_the_sheet_still_shows_them() -> None:
    wrong = [
        (row.place, row.id_number)
        for row in workbook().rows
        if not is_copy(row)
        and not NUMBER_LOST & set(truth()[row.place]["issues"])
        and row.id_number != truth()[row.place]["cccd"]
    ]
    assert wrong == []


def test_every_visible_issue_is_a_repair_or_a_finding() -> None:
    tcvn3 = {sheet.name for sheet in workbook().sheets if sheet.is_tcvn3}
    unseen = []
    for row in checked():
        issues = set(truth()[row.place]["issues"])
        if is_copy(row):
            # What was wrong with the name and number of the replaced person cannot be seen.
            issues = {issue for issue in issues if not issue.startswith(("name_", "id_"))}
        if row.sheet in tcvn3:
            # TCVN3 has no combining marks: nothing is left of a decomposed name.
            issues.discard("name_nfd")
        unseen += [(row.place, issue) for issue in issues - codes(row)]
    assert unseen == []


def test_findings_beyond_the_truth_are_known_one_by_one() -> None:
    beyond = [
        (row.place, str(note.code), is_copy(row))
        for row in checked()
        for note in (*row.repairs, *row.findings)
        if note.code not in truth()[row.place]["issues"] and note.code != "text_tcvn3"
    ]
    # A copy shows a number that disagrees with the birth date and often the sex of its own row.
    assert Counter((code, copy) for _, code, copy in beyond) == {
        ("id_birth_year_disagrees", True): 8,
        ("id_sex_disagrees", True): 4,
        ("amount_disagrees_with_rules", False): 1,
    }
    [(place, _, _)] = [found for found in beyond if not found[2]]
    assert truth()[place]["dob"] == "2022-09-05"
    assert (truth()[place]["group"], truth()[place]["shown_amount"]) == ("K1", 1_250_000)


def test_text_of_old_fonts_is_named_in_the_old_sheet_only() -> None:
    found = {row.sheet for row in workbook().rows if "text_tcvn3" in codes(row)}
    assert found == {"Phường Đức Phổ"}


def test_base_is_seen_in_every_sheet() -> None:
    rows = workbook().rows
    bases = {
        sheet.name: base_seen(row for row in rows if row.sheet == sheet.name) for sheet in workbook().sheets
    }
    assert set(bases.values()) == {500_000}


def test_duplicates_name_the_row_they_repeat() -> None:
    found = {
        row.place: (note.data["sheet"], note.data["row"])
        for row in checked()
        for note in row.findings
        if note.code == "duplicate_person"
    }
    assert found == {
        ("Xã Tịnh Khê", 92): ("Xã Tịnh Khê", 28),
        ("Xã Tịnh Khê", 199): ("Xã Tịnh Khê", 184),
        ("Phường Đức Phổ", 45): ("Xã Tịnh Khê", 67),
        ("Xã Ba Tơ", 64): ("Phường Đức Phổ", 18),
        ("Xã Ba Tơ", 68): ("Phường Đức Phổ", 260),
        ("Xã Ba Tơ", 108): ("Xã Ba Tơ", 22),
        ("Xã Ba Tơ", 172): ("Xã Ba Tơ", 61),
        ("Xã Ba Tơ", 278): ("Xã Ba Tơ", 75),
    }


def test_notes_of_deaths_and_moves_give_their_dates() -> None:
    dead = {row.place: row.death_on for row in workbook().rows if "note_says_dead" in codes(row)}
    moved = [row.moved_from_month for row in workbook().rows if "note_says_moved" in codes(row)]
    assert (len(dead), None in dead.values()) == (18, False)
    assert dead[("Phường Đức Phổ", 17)] == date(2026, 8, 21)
    assert moved == [date(2026, 8, 1)] * 4


def test_repairs_show_cell_and_both_values() -> None:
    row = workbook().rows[0]
    assert [(note.code, note.cell, note.shown, note.becomes) for note in row.repairs] == [
        ("id_number_lost_leading_zero", "E10", "79039467359", "079039467359")
    ]
    assert row.name == "NGUYỄN NGỌC DŨNG"
    assert row.raw["Ngày, tháng, năm sinh / Nam"] == "24.06.1939"
    json.dumps(row.raw)
