"""What reading a workbook gives: its sheets, its people, and every row that is not a person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from beneficiaries.caseload.columns import Problem
from beneficiaries.caseload.enums import ProblemCode, RowKind
from beneficiaries.names import proper_case
from policy.enums import GroupKey, Sex
from policy.facts import PartialDate


class WorkbookNotUnderstood(ValueError):
    """The workbook cannot be read without guessing; `problems` say where, `words.sentence` in which words."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(_plain(problem) for problem in problems))
        self.problems = problems


def _plain(problem: Problem) -> str:
    meaning = f" {problem.meaning}" if problem.meaning else ""
    heads = f": {', '.join(problem.heads)}" if problem.heads else ""
    if problem.code in (ProblemCode.NOT_A_WORKBOOK, ProblemCode.TOO_LARGE):
        return str(problem.code)
    return f"{problem.sheet} row {problem.row or '-'}: {problem.code}{meaning}{heads}"


@dataclass(frozen=True)
class Note:
    """A repair or a finding at one cell: what it shows, and what it became or should be looked at for."""

    code: str
    cell: str = ""
    shown: str = ""
    becomes: str = ""
    data: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ReadRow:
    """One person of a caseload list. Money in đồng, months as their first day; None or "" is not given.

    `name` is as written, composed and tidied; `raw` holds every cell as typed by the words of its head;
    `cells` names the cell each meaning was read from; `units` are the children of a single parent.
    """

    sheet: str
    row: int
    commune_words: str
    raw: dict[str, Any] = field(hash=False)
    name: str
    sex: Sex | None
    born: PartialDate | None
    id_number: str
    ethnicity_code: str
    hamlet: str
    group_key: GroupKey | None
    units: int | None
    coefficient: Decimal | None
    amount: int | None
    start_month: date | None
    decision_number: str
    decision_on: date | None
    proxy_name: str
    account_number: str
    bank: str
    note: str
    death_on: date | None
    moved_from_month: date | None
    list_month: date | None = None
    repairs: tuple[Note, ...] = ()
    findings: tuple[Note, ...] = ()
    cells: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def shown_name(self) -> str:
        """The name for the screen: one capital a word where it was typed all in capitals."""
        return proper_case(self.name)

    @property
    def place(self) -> tuple[str, int]:
        """Sheet and row, which name a row in its workbook."""
        return self.sheet, self.row

    def with_findings(self, *found: Note) -> ReadRow:
        return replace(self, findings=(*self.findings, *found))


@dataclass(frozen=True)
class OtherRow:
    """A row that is not a person, and what it is."""

    sheet: str
    row: int
    kind: RowKind
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: the month and commune its title names, and the rows that are not people."""

    name: str
    month: date | None = None
    commune_words: str = ""
    is_tcvn3: bool = False
    has_table: bool = True
    unknown_heads: tuple[str, ...] = ()
    others: tuple[OtherRow, ...] = ()

    @property
    def unrecognised(self) -> tuple[OtherRow, ...]:
        """Rows nobody should overlook: neither a person nor anything a list usually holds."""
        return tuple(row for row in self.others if row.kind is RowKind.UNRECOGNISED)


@dataclass(frozen=True)
class Workbook:
    """Everything read from one file: every used row is in `rows` or in the `others` of its sheet."""

    sheets: tuple[Sheet, ...]
    rows: tuple[ReadRow, ...]
