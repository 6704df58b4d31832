"""One row of a caseload list, cell by cell, to a person with repairs and findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from beneficiaries.caseload.cells import (
    Birth,
    CellRefused,
    Decision,
    as_text,
    is_empty,
    parse_coefficient,
    parse_count,
    parse_day,
    parse_decision,
    parse_money,
    parse_start,
    read_birth,
)
from beneficiaries.caseload.columns import Columns
from beneficiaries.caseload.enums import Code, Meaning
from beneficiaries.caseload.groups import group_of
from beneficiaries.caseload.remarks import read_remark
from beneficiaries.caseload.rows import Note, ReadRow
from beneficiaries.caseload.sheets import Person
from beneficiaries.caseload.tcvn3 import decoded
from beneficiaries.ethnicity import ethnicity_code
from beneficiaries.identity import check_id_number
from beneficiaries.names import fold, nfc, tidy_name
from policy.enums import GroupKey, Sex
from policy.facts import PartialDate

M = Meaning

_SEXES = {"nam": Sex.MALE, "m": Sex.MALE, "1": Sex.MALE, "male": Sex.MALE, "trai": Sex.MALE}
_SEXES |= {"nu": Sex.FEMALE, "f": Sex.FEMALE, "2": Sex.FEMALE, "female": Sex.FEMALE, "gai": Sex.FEMALE}
_TICKS = {"x", "1", "v", "co", "✓", "✔", "nam", "nu"}
# Spreadsheets keep 15 digits of a number.
_EXACT = 10**15
# An account number as banks write it, apart from spaces, dots and hyphens between the digits.
_ACCOUNT = re.compile(r"[0-9]{1,30}|[A-Z0-9]{1,30}")
# Letters the record of a person holds of each text.
_LONGEST = {M.NAME: 200, M.PROXY_NAME: 200, M.HAMLET: 120, M.BANK: 120}


@dataclass(frozen=True)
class SheetContext:
    """What a row shares with its neighbours."""

    sheet: str
    month: date | None
    commune: str
    columns: Columns
    old_columns: frozenset[int] = frozenset()
    known_words: frozenset[str] = frozenset()

    def decoded(self, index: int | None, text: str) -> str:
        """A text of one column in Unicode."""
        return decoded(text, undecided_is_tcvn3=index in self.old_columns, known=self.known_words)


@dataclass
class _Row:
    """The cells of one row by meaning, collecting what is repaired and found."""

    context: SheetContext
    number: int
    cells: Sequence[Any]
    repairs: list[Note] = field(default_factory=list)
    findings: list[Note] = field(default_factory=list)

    def value(self, meaning: Meaning) -> Any:
        index = self.context.columns.index(meaning)
        return self.cells[index] if index is not None and index < len(self.cells) else ""

    def cell(self, meaning: Meaning) -> str:
        index = self.context.columns.index(meaning)
        return "" if index is None else f"{column_letters(index)}{self.number}"

    def text(self, meaning: Meaning) -> str:
        """The cell as Unicode words, tidied; a dash is nothing."""
        value = self.value(meaning)
        return "" if is_empty(value) else tidy_name(self.decoded(meaning, as_text(value)))

    def decoded(self, meaning: Meaning, text: str) -> str:
        return self.context.decoded(self.context.columns.index(meaning), text)

    def repair(self, code: str, meaning: Meaning, becomes: str = "") -> None:
        self.repairs.append(Note(code, self.cell(meaning), as_text(self.value(meaning)), becomes))

    def find(self, code: str, meaning: Meaning, becomes: str = "", **data: Any) -> None:
        self.findings.append(Note(code, self.cell(meaning), as_text(self.value(meaning)), becomes, data))

    def fitting(self, meaning: Meaning, text: str) -> str:
        """The text as far as the record holds it; what is cut off stays in the row as typed."""
        longest = _LONGEST[meaning]
        if len(text) <= longest:
            return text
        self.find(Code.TEXT_TOO_LONG, meaning, text[:longest])
        return text[:longest]

    def parsed(self, parse: Callable[[Any, str], Any], meaning: Meaning, refused: Code) -> Any:
        """The cell read strictly; a cell that is not what it should be is a finding and gives nothing."""
        try:
            return parse(self.value(meaning), self.cell(meaning))
        except CellRefused:
            self.find(refused, meaning)
            return None


@dataclass(frozen=True)
class PersonReader:
    """Reads the people of one table."""

    context: SheetContext

    def read(self, person: Person, cells: Sequence[Any]) -> ReadRow:
        """One row, with every doubt a finding. Nothing is refused."""
        row = _Row(self.context, person.index + 1, cells)
        name = _name(row)
        sex, birth = _sex_and_birth(row)
        id_number = _id_number(row, birth.born, sex)
        group = _group(row, person.group_words)
        coefficient = row.parsed(parse_coefficient, M.COEFFICIENT, Code.COEFFICIENT_UNREADABLE)
        decision = _decision(row)
        note = "; ".join(text for index in self.context.columns.notes if (text := _note_text(row, index)))
        remark = _remark(row, note)
        commune = row.text(M.COMMUNE) or person.commune or self.context.commune
        if not commune:
            row.find(Code.UNKNOWN_COMMUNE, M.COMMUNE)
        return ReadRow(
            sheet=self.context.sheet,
            row=row.number,
            commune_words=commune,
            raw=_raw(row),
            name=row.fitting(M.NAME, name),
            sex=sex,
            born=birth.born,
            id_number=id_number,
            ethnicity_code=_ethnicity(row),
            hamlet=row.fitting(M.HAMLET, row.text(M.HAMLET) or person.hamlet or row.text(M.ADDRESS)),
            group_key=group,
            units=_units(row, group, coefficient),
            coefficient=coefficient,
            amount=row.parsed(parse_money, M.AMOUNT, Code.AMOUNT_UNREADABLE),
            start_month=row.parsed(parse_start, M.START, Code.START_UNREADABLE),
            decision_number=decision.number,
            decision_on=decision.on,
            proxy_name=row.fitting(M.PROXY_NAME, _person_name(row, M.PROXY_NAME)),
            account_number=_account(row),
            bank=row.fitting(M.BANK, row.text(M.BANK)),
            note=note,
            death_on=remark[0],
            moved_from_month=remark[1],
            list_month=self.context.month,
            repairs=tuple(row.repairs),
            findings=tuple(row.findings),
            cells={str(meaning): row.cell(meaning) for meaning in self.context.columns.by_meaning},
        )


def column_letters(index: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _name(row: _Row) -> str:
    if not row.context.columns.has(M.NAME):
        name = f"{row.text(M.FAMILY_NAME)} {_person_name(row, M.GIVEN_NAME)}".strip()
    else:
        raw = as_text(row.value(M.NAME))
        name = _person_name(row, M.NAME)
        unicode_text = row.decoded(M.NAME, raw)
        if unicode_text != raw:
            row.repair(Code.TEXT_TCVN3, M.NAME, name)
        if nfc(unicode_text) != unicode_text:
            row.repair(Code.NAME_NFD, M.NAME, name)
        if tidy_name(unicode_text) != nfc(unicode_text):
            row.repair(Code.NAME_SPACES, M.NAME, name)
    if not name:
        row.find(Code.NAME_MISSING, M.NAME)
    return name


def _person_name(row: _Row, meaning: Meaning) -> str:
    """A name as written. Old fonts have no small capital for a first letter such as Ú: it is given back."""
    raw, text = as_text(row.value(meaning)), row.text(meaning)
    if row.decoded(meaning, raw) == raw:
        return text
    return " ".join(word[0].upper() + word[1:] for word in text.split())


def _sex_and_birth(row: _Row) -> tuple[Sex | None, Birth]:
    columns = row.context.columns
    sex, birth_at = None, M.BORN
    if columns.has(M.MALE, M.FEMALE):
        male, female = not is_empty(row.value(M.MALE)), not is_empty(row.value(M.FEMALE))
        if columns.has(M.MALE) and columns.has(M.FEMALE):
            sex = None if male == female else Sex.MALE if male else Sex.FEMALE
        elif columns.has(M.FEMALE):
            sex = Sex.FEMALE if female else Sex.MALE
        if not columns.has(M.BORN, M.BORN_YEAR):
            birth_at = M.MALE if male and not female else M.FEMALE
            if male and female and as_text(row.value(M.MALE)) != as_text(row.value(M.FEMALE)):
                row.find(Code.SEX_UNCLEAR, M.MALE)
                row.find(Code.DOB_UNREADABLE, M.FEMALE)
                return None, Birth(None)
    if columns.has(M.SEX):
        sex = _SEXES.get(fold(row.text(M.SEX)), sex)
    if sex is None and columns.has(M.SEX, M.MALE, M.FEMALE):
        row.find(Code.SEX_UNCLEAR, M.SEX if columns.has(M.SEX) else M.MALE)
    birth = _three_columns(row) if columns.has(M.BORN_YEAR) else read_birth(row.value(birth_at))
    if birth.finding:
        at = M.BORN_YEAR if columns.has(M.BORN_YEAR) else birth_at
        row.find(birth.finding, at, str(birth.born or ""))
    return sex, birth


def _three_columns(row: _Row) -> Birth:
    parts = [as_text(row.value(meaning)).strip() for meaning in (M.BORN_DAY, M.BORN_MONTH, M.BORN_YEAR)]
    while parts and is_empty(parts[0]):
        parts.pop(0)
    return read_birth("/".join(part or "00" for part in parts))


def _id_number(row: _Row, born: PartialDate | None, sex: Sex | None) -> str:
    check = check_id_number(row.value(M.ID_NUMBER), born, sex)
    for code in check.repairs:
        row.repair(code, M.ID_NUMBER, check.number)
    for code in check.findings:
        row.find(code, M.ID_NUMBER)
    return check.number


def _group(row: _Row, heading: str) -> GroupKey | None:
    """The group of the row's own words; where it has none, of the heading it stands under."""
    words = row.text(M.GROUP) or heading
    group = group_of(words, row.context.month)
    if group is None:
        row.find(Code.UNKNOWN_GROUP, M.GROUP, heading=heading)
    return group


def _units(row: _Row, group: GroupKey | None, coefficient: Decimal | None) -> int | None:
    """The children of a single parent: counted in their own column, else the coefficient. Article 6(1)."""
    if group is not GroupKey.SINGLE_PARENT:
        return None
    counted = row.parsed(parse_count, M.CHILDREN, Code.CHILDREN_UNREADABLE)
    if counted is not None:
        return int(counted)
    return int(coefficient) if coefficient is not None and coefficient == int(coefficient) else None


def _ethnicity(row: _Row) -> str:
    words = row.text(M.ETHNICITY)
    code = ethnicity_code(words)
    if words and not code:
        row.find(Code.UNKNOWN_ETHNICITY, M.ETHNICITY)
    return code


def _decision(row: _Row) -> Decision:
    if row.context.columns.has(M.DECISION):
        return row.parsed(parse_decision, M.DECISION, Code.DECISION_UNREADABLE) or Decision()
    numbered = row.parsed(parse_decision, M.DECISION_NUMBER, Code.DECISION_UNREADABLE) or Decision()
    on = row.parsed(parse_day, M.DECISION_ON, Code.DECISION_UNREADABLE)
    return Decision(numbered.number, on or numbered.on)


def _account(row: _Row) -> str:
    value = row.value(M.ACCOUNT)
    if is_empty(value):
        return ""
    if isinstance(value, float) and value >= _EXACT:
        row.find(Code.ACCOUNT_DIGITS_LOST, M.ACCOUNT)
        return ""
    words = as_text(value).replace("\u00a0", " ").replace(".", " ").replace("-", " ").split()
    number = "".join(words)
    # Of "Agribank 4500205123456" only the person can say which part is the account.
    if not _ACCOUNT.fullmatch(number) or (len(words) > 1 and not number.isdigit()):
        row.find(Code.ACCOUNT_UNREADABLE, M.ACCOUNT)
        return ""
    return number


def _note_text(row: _Row, index: int) -> str:
    value = row.cells[index] if index < len(row.cells) else ""
    return "" if is_empty(value) else tidy_name(row.context.decoded(index, as_text(value)))


def _remark(row: _Row, note: str) -> tuple[date | None, date | None]:
    remark = read_remark(note, row.context.month)
    notes = row.context.columns.notes
    cell = f"{column_letters(notes[0])}{row.number}" if notes else ""
    if remark.dead:
        died = f"{remark.died_on:%d/%m/%Y}" if remark.died_on else ""
        row.findings.append(Note(Code.NOTE_SAYS_DEAD, cell, note, died))
    if remark.moved:
        moved = f"{remark.moved_from:%m/%Y}" if remark.moved_from else ""
        row.findings.append(Note(Code.NOTE_SAYS_MOVED, cell, note, moved))
    return remark.died_on, remark.moved_from


def _raw(row: _Row) -> dict[str, Any]:
    """Every filled cell as typed, by the words of its head, in values JSON can hold."""
    raw: dict[str, Any] = {}
    for head in row.context.columns.heads:
        value = row.cells[head.index] if head.index < len(row.cells) else ""
        if value == "" or value is None:
            continue
        plain = value if isinstance(value, str | int | float) else as_text(value)
        if isinstance(value, datetime) or not isinstance(value, str | int | float | date):
            plain = str(value)
        key = head.shown if head.shown not in raw else f"{head.shown} ({column_letters(head.index)})"
        raw[key] = plain
    return raw
