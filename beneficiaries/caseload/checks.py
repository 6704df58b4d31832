"""Findings that take more than one row: amounts against the law, people listed twice. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from beneficiaries.caseload.enums import Code, Meaning
from beneficiaries.caseload.rows import Note, ReadRow
from beneficiaries.identity import birth_year_of, disagreements, sex_of
from beneficiaries.names import fold

# The amounts the law allows for a row at a base rate; several where the birth date is not proven, none
# where nothing can be told.
DueAmounts = Callable[[ReadRow, int], set[int]]
Place = tuple[str, int]

# Slips of the pen in a number copied by hand.
_SLIPS = 2


def with_checks(rows: Sequence[ReadRow], due: DueAmounts | None = None) -> tuple[ReadRow, ...]:
    """The rows with the findings of this module added; amounts are checked where `due` is given."""
    doubles = duplicates(rows)
    amounts = amounts_disagree(rows, due) if due else {}
    return tuple(
        row.with_findings(*(found[row.place] for found in (amounts, doubles) if row.place in found))
        for row in rows
    )


def base_seen(rows: Iterable[ReadRow]) -> int | None:
    """The base rate a list was made with, in đồng: what most amounts divided by their coefficients give."""
    bases = Counter(
        int(row.amount / row.coefficient)
        for row in rows
        if row.amount and row.coefficient and row.amount % row.coefficient == 0
    )
    return bases.most_common(1)[0][0] if bases else None


def amounts_disagree(rows: Sequence[ReadRow], due: DueAmounts) -> dict[Place, Note]:
    """Rows whose amount is none of those the law allows at the base of their own sheet. Articles 4 and 6."""
    sheets = defaultdict(list)
    for row in rows:
        sheets[row.sheet].append(row)
    found = {}
    for own in sheets.values():
        base = base_seen(own)
        for row in own:
            allowed = due(row, base) if base is not None and row.amount is not None else set()
            if allowed and row.amount not in allowed:
                found[row.place] = Note(
                    Code.AMOUNT_DISAGREES,
                    row.cells.get(Meaning.AMOUNT, ""),
                    str(row.amount),
                    " / ".join(str(amount) for amount in sorted(allowed)),
                    {"due": sorted(allowed), "base": base},
                )
    return found


def duplicates(rows: Sequence[ReadRow]) -> dict[Place, Note]:
    """The doubtful one of every two rows that seem to be one person, with the row it repeats.

    Doubtful is the row whose birth date and sex disagree with the number it shows, else the later one.
    """
    found: dict[Place, Note] = {}
    for first, second, why in _pairs(rows):
        copy, other = _copy_and_other(first, second)
        found.setdefault(
            copy.place,
            Note(
                Code.DUPLICATE_PERSON,
                copy.cells.get(Meaning.NAME, ""),
                copy.name,
                f"{other.sheet} {other.row}: {other.name}",
                {"sheet": other.sheet, "row": other.row, "name": other.name, "why": why},
            ),
        )
    return found


def _pairs(rows: Sequence[ReadRow]) -> Iterator[tuple[ReadRow, ReadRow, str]]:
    by_number, by_name = defaultdict(list), defaultdict(list)
    for row in rows:
        if row.id_number:
            by_number[row.id_number].append(row)
        if row.name:
            by_name[fold(row.name)].append(row)
    for same in by_number.values():
        for first, second in combinations(same, 2):
            yield first, second, "same_number"
    for same in by_name.values():
        for first, second in combinations(same, 2):
            if first.id_number == second.id_number:
                continue
            if _nearly_same(first.id_number, second.id_number):
                yield first, second, "same_name_near_number"
            elif _shows_number_of(first, second) or _shows_number_of(second, first):
                yield first, second, "number_of_the_other"


def _nearly_same(one: str, other: str) -> bool:
    if len(one) != 12 or len(other) != 12:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= _SLIPS


def _shows_number_of(row: ReadRow, other: ReadRow) -> bool:
    """A number that fits the other's birth and sex and not one's own, where the other has none to compare."""
    if len(row.id_number) != 12 or len(other.id_number) == 12:
        return False
    return _fits(row.id_number, other) and bool(disagreements(row.id_number, row.born, row.sex))


def _fits(number: str, row: ReadRow) -> bool:
    return (
        row.born is not None and birth_year_of(number) == row.born.year and sex_of(number) == (row.sex or "")
    )


def _copy_and_other(first: ReadRow, second: ReadRow) -> tuple[ReadRow, ReadRow]:
    if _doubt(first) > _doubt(second):
        return first, second
    if _doubt(first) < _doubt(second):
        return second, first
    # Both are at odds with their numbers: the one that carries the other's birth is the copy.
    if len(first.id_number) == 12 and _doubt(first) and _fits(first.id_number, second):
        return first, second
    return second, first


def _doubt(row: ReadRow) -> int:
    return len(disagreements(row.id_number, row.born, row.sex)) if len(row.id_number) == 12 else 0
