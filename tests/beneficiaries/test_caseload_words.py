"""Every code, meaning and problem has its words."""

from __future__ import annotations

from django.utils.translation import override

from beneficiaries.caseload.columns import Problem
from beneficiaries.caseload.enums import Code, Meaning, ProblemCode, RowKind
from beneficiaries.caseload.rows import Note
from beneficiaries.caseload.words import CODES, MEANINGS, ROW_KINDS, note_words, problem_sentence
from beneficiaries.identity import IdCode


def test_every_code_meaning_and_kind_has_words() -> None:
    assert set(CODES) == {*Code, *IdCode}
    assert set(MEANINGS) == set(Meaning)
    assert set(ROW_KINDS) == set(RowKind)


def test_note_names_its_cell_and_what_it_shows() -> None:
    with override("en"):
        assert note_words(Note(Code.AMOUNT_UNREADABLE, "J15", "abc")) == (
            "The amount cannot be read as whole đồng. Cell J15 shows “abc”."
        )
        assert note_words(Note(IdCode.MISSING, "E3")) == "The identification number is missing."


def test_problem_names_sheet_row_column_and_heads() -> None:
    problem = Problem(ProblemCode.AMBIGUOUS_COLUMN, "Xã A", 6, Meaning.GROUP, ("Loại", "Nhóm"))
    with override("en"):
        assert problem_sentence(problem) == (
            "Sheet “Xã A”, head in row 6: the columns “Loại”; “Nhóm” could all be “Group of beneficiaries”."
            " Rename or remove all but one and send the file again."
        )
        assert [problem_sentence(Problem(code, "Xã A", 6, Meaning.NAME)) == "" for code in ProblemCode] == [
            False
        ] * len(ProblemCode)
