"""Workbooks that cannot be read without guessing are refused by sheet and head."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beneficiaries.caseload.columns import Problem
from beneficiaries.caseload.enums import Meaning, ProblemCode
from beneficiaries.caseload.reader import read_workbook
from beneficiaries.caseload.rows import WorkbookNotUnderstood
from tests.beneficiaries.caseload_books import Rows, read


def problems(rows: Rows, merged: Sequence[str] = ()) -> tuple[Problem, ...]:
    with pytest.raises(WorkbookNotUnderstood) as refused:
        read(rows, merged)
    return refused.value.problems


def test_missing_column_is_refused_by_sheet_and_heads() -> None:
    rows = [["STT", "Họ và tên", "Ngày sinh", "Đối tượng"], [1, "Lê An", "1950", "HT75"]]
    [problem] = problems(rows)
    shown = ("STT", "Họ và tên", "Ngày sinh", "Đối tượng")
    assert problem == Problem(ProblemCode.MISSING_COLUMN, "Xã Ba Tơ", 1, Meaning.ID_NUMBER, shown)


def test_list_whose_names_have_a_head_nobody_knows_is_refused() -> None:
    rows = [
        ["STT", "Chủ nhân", "Ngày sinh", "CCCD", "Đối tượng"],
        [1, "Lê An", "1950", "051050000001", "HT75"],
    ]
    assert [problem.meaning for problem in problems(rows)] == [Meaning.NAME]


def test_ambiguous_column_is_refused_by_sheet_and_heads() -> None:
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "CCCD", "Đối tượng", "Loại đối tượng"],
        [1, "Lê An", "1950", "051050000001", "HT75", "K8"],
    ]
    assert problems(rows) == (
        Problem(ProblemCode.AMBIGUOUS_COLUMN, "Xã Ba Tơ", 1, Meaning.GROUP, ("Đối tượng", "Loại đối tượng")),
    )


def test_workbook_without_a_list_and_a_file_that_is_none_are_refused() -> None:
    assert [problem.code for problem in problems([["Kính gửi"]])] == [ProblemCode.NO_TABLE]
    with pytest.raises(WorkbookNotUnderstood) as refused:
        read_workbook(b"not a workbook")
    assert [problem.code for problem in refused.value.problems] == [ProblemCode.NOT_A_WORKBOOK]
