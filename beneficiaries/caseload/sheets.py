"""The tables inside a sheet: titles, heads of up to three rows, headings, totals, signatures and people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beneficiaries.caseload.cells import as_text, is_empty
from beneficiaries.caseload.columns import Columns, Head, meaning_of, recognise
from beneficiaries.caseload.enums import Meaning, RowKind
from beneficiaries.caseload.groups import group_of
from beneficiaries.caseload.tcvn3 import decoded, mostly_tcvn3
from beneficiaries.names import fold, tidy_name

M = Meaning
Grid = Sequence[Sequence[Any]]
Lines = Sequence[list[str]]  # the same cells as Unicode words
Span = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column) of merged cells, from 0

_PERSONAL = (M.BORN, M.BORN_YEAR, M.MALE, M.FEMALE, M.ID_NUMBER, M.OLD_ID_NUMBER)
_ROMAN_OR_LETTER = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ]|[a-zđ])[.)]?")
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?(?:\s*=.*)?")
_LETTERS = re.compile(r"[^\W\d_]")
_FIGURES = re.compile(r"\d{3}|^[\d.,]+$")
_TOTAL = re.compile(r"(?:[\divxlc]+[.)\s]+)?(?:tổng|tong cong|tong so|cộng|cong)\b(?! hòa| hoà)")
_GRAND = re.compile(r"(?:tổng|tong)\b")
_CARRIED = re.compile(r"(?:mang|chuyển|cộng) (?:sang|trang|từ trang)")
_HAMLET = re.compile(
    r"(?:[\divxlc]+[.)\s]+)?"
    r"((?:thôn|tổ dân phố|tdp|khu phố|kp|bản|làng|buôn|ấp|xóm|khu dân cư|kdc|tổ)\s+.{1,60})",
    re.IGNORECASE,
)
_COMMUNE = re.compile(
    r"(?:[\divxlc]+[.)\s]+)?((?:xã|phường|thị trấn|đặc khu)\s+(?!hội).{1,60})", re.IGNORECASE
)
_SIGNATURE = re.compile(
    r"\b(nguoi lap|lap bieu|chu tich|tm uy ban|uy ban nhan dan|ubnd|ke toan|thu truong|thu quy|xac nhan"
    r"|ky ten|ky ghi ro|bang chu|cong chuc|can bo|giam doc|truong phong|phe duyet|noi nhan|luu vt"
    r"|ngay (\d+ )?thang (\d+ )?nam)\b"
)


@dataclass
class Table:
    """One table: its columns, and its people by row index with the headings they stand under."""

    columns: Columns
    head_row: int
    people: list[Person] = field(default_factory=list)
    has_group_headings: bool = False


@dataclass(frozen=True)
class Person:
    """A row that holds a person, and the headings above it."""

    index: int
    group_words: str = ""
    hamlet: str = ""
    commune: str = ""


@dataclass
class Layout:
    """All tables of a sheet and the kind of every other row."""

    tables: list[Table] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    others: list[tuple[int, RowKind, str]] = field(default_factory=list)


def lay_out(grid: Grid, merged: Sequence[Span], *, sheet: str) -> Layout:
    """Find the tables of a sheet and account for every row of it."""
    layout = Layout()
    lines = unicode_lines(grid)
    heads = list(_heads(lines, merged, sheet))
    start = 0
    for position, (first, end, columns) in enumerate(heads):
        if position == 0:
            _take_titles(layout, lines, 0, first)
        layout.others += [(index, RowKind.HEAD, _line(lines[index])) for index in range(first, end)]
        until = heads[position + 1][0] if position + 1 < len(heads) else len(lines)
        previous = layout.tables[-1] if layout.tables else None
        if previous and previous.columns.by_meaning == columns.by_meaning:
            _read_body(layout, previous, lines, end, until)
        else:
            table = Table(columns, first)
            layout.tables.append(table)
            _read_body(layout, table, lines, end, until)
        start = until
    if not heads:
        _take_titles(layout, lines, start, len(lines))
    return layout


def unicode_lines(grid: Grid) -> Lines:
    """Every cell as tidy Unicode words. Texts that prove no encoding follow their line, then their sheet."""
    texts = [[as_text(cell) for cell in cells] for cells in grid]
    by_sheet = bool(mostly_tcvn3(text for line in texts for text in line))
    lines = []
    for line in texts:
        by_line = mostly_tcvn3(line)
        old = by_sheet if by_line is None else by_line
        lines.append([tidy_name(decoded(text, undecided_is_tcvn3=old)) if text else "" for text in line])
    return lines


def _take_titles(layout: Layout, lines: Lines, first: int, end: int) -> None:
    for index in range(first, end):
        text = _line(lines[index])
        layout.others.append((index, RowKind.TITLE if text else RowKind.BLANK, text))
        layout.titles += [words for words in lines[index] if words]


def _line(texts: Sequence[str]) -> str:
    return " | ".join(words for words in texts if words)


def _heads(lines: Lines, merged: Sequence[Span], sheet: str) -> Iterator[tuple[int, int, Columns]]:
    """(first row, row after, columns) of every head of the sheet."""
    index = 0
    while index < len(lines):
        if not _starts_head(lines, index):
            index += 1
            continue
        first = index - 1 if _is_parent(lines, merged, index) else index
        end = index + 1
        while end < len(lines) and end - first < 3 and _continues_head(lines, merged, index, end):
            end += 1
        yield first, end, recognise(_head_cells(lines, merged, first, end), sheet=sheet, row=index + 1)
        index = end


def _starts_head(lines: Lines, index: int) -> bool:
    if sum(bool(words) for words in lines[index]) < 3:
        return False
    meanings = {meaning_of(words) for words in lines[index] if len(words) <= 60 and _LETTERS.match(words)}
    named = bool(meanings & {M.NAME, M.GIVEN_NAME})
    known = meanings - {None, M.ASIDE}
    # A list of people whose names have a head nobody knows is refused later, not passed over here.
    return len(known) >= 3 and (named or len(known & set(_PERSONAL)) >= 2 or _is_nameless(known))


def _is_nameless(known: set[Meaning | None]) -> bool:
    return M.ORDINAL in known and bool(known & set(_PERSONAL)) and len(known) >= 4


def _is_parent(lines: Lines, merged: Sequence[Span], index: int) -> bool:
    if index == 0 or sum(not is_empty(cell) for cell in lines[index - 1]) < 2:
        return False
    width = sum(not is_empty(cell) for cell in lines[index])
    return any(
        top == bottom == index - 1 and 1 <= right - left < width - 1
        for (top, left), (bottom, right) in merged
    ) and not any(len(words) > 60 for words in lines[index - 1])


def _continues_head(lines: Lines, merged: Sequence[Span], head: int, index: int) -> bool:
    filled = [column for column, cell in enumerate(lines[index]) if not is_empty(cell)]
    if not filled:
        # The lower half of cells merged downwards may be all blank.
        return any(top <= head and bottom >= index for (top, _), (bottom, _) in merged)
    top_words = lines[head]
    for column in filled:
        words = lines[index][column]
        if len(words) > 40 or _NUMBERING.fullmatch(words) or _FIGURES.search(words):
            return False
        above = top_words[column] if column < len(top_words) else ""
        if meaning_of(above) in (M.ORDINAL, M.NAME):
            return False
    return True


def _head_cells(lines: Lines, merged: Sequence[Span], first: int, end: int) -> list[Head]:
    width = max(len(lines[row]) for row in range(first, end))
    stack = [lines[row] + [""] * (width - len(lines[row])) for row in range(first, end)]
    for offset, line in enumerate(stack[:-1]):
        _fill_merged(line, [span for span in merged if span[0][0] == first + offset])
        # A head typed without merging: words below with nothing above belong to the words to the left.
        for column in range(1, width):
            if not line[column] and any(below[column] for below in stack[offset + 1 :]):
                line[column] = line[column - 1]
    heads = []
    for column in range(width):
        words = [line[column] for line in stack if line[column]]
        if words:
            heads.append(Head(column, words[-1], " ".join(words[:-1])))
    return heads


def _fill_merged(line: list[str], spans: list[Span]) -> None:
    for (_, left), (_, right) in spans:
        for column in range(left + 1, min(right + 1, len(line))):
            line[column] = line[column] or line[left]


def _read_body(layout: Layout, table: Table, lines: Lines, first: int, end: int) -> None:
    group = hamlet = commune = ""
    closed = False
    for index in range(first, end):
        kind, words = _classify(table.columns, lines[index], index - first, closed)
        if kind is None:
            table.people.append(Person(index, group, hamlet, commune))
            continue
        if kind is RowKind.GROUP_HEADING:
            group, table.has_group_headings = words, True
        elif kind is RowKind.HAMLET_HEADING:
            hamlet = words
        elif kind is RowKind.COMMUNE_HEADING:
            commune, hamlet = words, ""
        closed = closed or kind in (RowKind.TOTAL, RowKind.SIGNATURE)
        layout.others.append((index, kind, _line(lines[index])))


def _classify(
    columns: Columns, texts: Sequence[str], offset: int, closed: bool
) -> tuple[RowKind | None, str]:
    """The kind of a row and the words that matter; None for a person."""
    filled = [words for words in texts if words]
    if not filled:
        return RowKind.BLANK, ""

    def at(*meanings: Meaning) -> str:
        places = [place for meaning in meanings if (place := columns.index(meaning)) is not None]
        return next((texts[place] for place in places if place < len(texts) and texts[place]), "")

    name, ordinal = at(M.NAME, M.GIVEN_NAME, M.FAMILY_NAME), at(M.ORDINAL)
    if offset < 2 and _NUMBERING.fullmatch(name) and all(_NUMBERING.fullmatch(words) for words in filled):
        return RowKind.NUMBERING, ""
    is_numbered = bool(re.fullmatch(r"\d+\.?", ordinal))
    first = next((words for words in filled if not _ROMAN_OR_LETTER.fullmatch(words)), filled[0])
    lower = first.lower()
    if not is_numbered and (_TOTAL.match(lower) or _CARRIED.match(lower)):
        return (RowKind.TOTAL if _GRAND.match(lower) else RowKind.SUBTOTAL), ""
    identified = any(re.search(r"\d", at(meaning)) for meaning in _PERSONAL)
    details = at(M.AMOUNT, M.GROUP, M.COEFFICIENT, M.DECISION, M.DECISION_NUMBER, M.ACCOUNT)
    if identified or (name and (is_numbered or (details and not closed and not _is_heading(ordinal)))):
        signs = _SIGNATURE.search(fold(_line(texts))) and not is_numbered and not name
        return (RowKind.SIGNATURE, "") if signs else (None, "")
    return _other_kind(" ".join(filled), first, ordinal, closed)


def _is_heading(ordinal: str) -> bool:
    return _ROMAN_OR_LETTER.fullmatch(ordinal) is not None


def _other_kind(line: str, first: str, ordinal: str, closed: bool) -> tuple[RowKind, str]:
    if _SIGNATURE.search(fold(line)):
        return RowKind.SIGNATURE, ""
    bare = re.sub(r"^(?:[IVXLC]+|[A-ZĐ])\s*[.)\-]\s*", "", first)
    if group_of(bare) or group_of(first):
        return RowKind.GROUP_HEADING, bare if group_of(bare) else first
    if found := _HAMLET.fullmatch(bare):
        return RowKind.HAMLET_HEADING, found[1]
    if found := _COMMUNE.fullmatch(bare):
        return RowKind.COMMUNE_HEADING, found[1]
    if closed:
        return RowKind.SIGNATURE, ""
    is_heading = _is_heading(ordinal) or bare != first
    # Words of a heading nobody knows must not leave the group above it in force.
    return (RowKind.GROUP_HEADING, bare) if is_heading else (RowKind.UNRECOGNISED, "")
