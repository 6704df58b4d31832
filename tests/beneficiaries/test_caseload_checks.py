"""Findings that take more than one row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from beneficiaries.caseload.checks import amounts_disagree, base_seen, duplicates, with_checks
from beneficiaries.caseload.rows import ReadRow
from tests.beneficiaries.caseload_books import read

HEAD = ["STT", "Họ và tên", "Giới tính", "Ngày sinh", "CCCD", "Đối tượng", "Hệ số", "Mức trợ cấp"]
Told = tuple[str, str, str, str]


def people(*told: Told) -> tuple[ReadRow, ...]:
    """Rows 2, 3, ... with (name, sex, born, number)."""
    rows = [
        [number, name, sex, born, id_number, "NKT nặng", "1,5", 810000]
        for number, (name, sex, born, id_number) in enumerate(told, 1)
    ]
    return read([HEAD, *rows])


AN = ("Lê Thị Án", "Nữ", "05/03/1950", "051150000001")

PAIRS: list[tuple[str, Told, Told, int | None]] = [
    ("same number, the later of two that agree", AN, AN, 3),
    (
        "same number, the one of another birth",
        ("Lê Thị An", "Nữ", "05/03/1960", "051150000001"),
        AN,
        2,
    ),
    ("same number under another name", AN, ("Lê Thị Bé", "Nữ", "05/03/1950", "051150000001"), 3),
    (
        "same name, a slip in the number",
        AN,
        ("LÊ THỊ ẤN", "Nữ", "05/03/1950", "051150000012"),
        3,
    ),
    (
        "same name, a slip, both at odds: the one with the other's birth",
        ("Lê Thị An", "Nam", "05/03/1949", "051150000003"),
        ("Lê Thị An", "Nữ", "05/03/1950", "051153000003"),
        2,
    ),
    ("same name, three digits apart", AN, ("Lê Thị An", "Nữ", "05/03/1950", "051150000123"), None),
    (
        "same name, the number of one who shows none",
        ("Lê Thị An", "Nữ", "05/03/1950", ""),
        ("Lê Thị An", "Nam", "05/03/1960", "051150000001"),
        3,
    ),
    (
        "same name, the number of one who shows an old card",
        ("Lê Thị An", "Nam", "05/03/1960", "051150000001"),
        ("Lê Thị An", "Nữ", "05/03/1950", "212046533"),
        2,
    ),
    (
        "same name, a number that fits its own row",
        ("Lê Thị An", "Nữ", "05/03/1950", ""),
        ("Lê Thị An", "Nữ", "06/07/1950", "051150000001"),
        None,
    ),
    (
        "same name, both with whole numbers of their own",
        ("Lê Thị An", "Nữ", "05/03/1950", "079150999999"),
        ("Lê Thị An", "Nữ", "05/03/1960", "051150000001"),
        None,
    ),
    ("same name, no numbers", ("Lê An", "Nam", "1950", ""), ("Lê An", "Nam", "1950", ""), None),
    ("two people", AN, ("Lê Thị Bé", "Nữ", "05/03/1951", "051151000009"), None),
]


@pytest.mark.parametrize(
    ("first", "second", "copy"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS]
)
def test_doubtful_copy(first: Told, second: Told, copy: int | None) -> None:
    found = duplicates(people(first, second))
    other = None if copy is None else 5 - copy
    assert {place[1]: note.data["row"] for place, note in found.items()} == ({copy: other} if copy else {})


def test_duplicate_names_the_other_row_in_words_and_data() -> None:
    [note] = duplicates(people(AN, AN)).values()
    assert (note.code, note.cell, note.shown, note.becomes) == (
        "duplicate_person",
        "B3",
        "Lê Thị Án",
        "Xã Ba Tơ 2: Lê Thị Án",
    )
    assert note.data == {"sheet": "Xã Ba Tơ", "row": 2, "name": "Lê Thị Án", "why": "same_number"}


def lists(*amounts: tuple[str, int]) -> tuple[ReadRow, ...]:
    rows = [
        [
            number,
            f"Lê Văn {number}",
            "Nam",
            "05/03/1990",
            f"05109000000{number}",
            "NKT nặng",
            coefficient,
            amount,
        ]
        for number, (coefficient, amount) in enumerate(amounts, 1)
    ]
    return read([HEAD, *rows])


def test_base_is_what_most_amounts_give() -> None:
    assert base_seen(lists(("1,5", 810_000), ("2,0", 1_080_000), ("1,5", 750_000))) == 540_000
    assert base_seen(lists(("", 810_000), ("1,5", 0))) is None
    assert base_seen(()) is None


def test_amount_outside_those_due_is_found_with_what_is_due() -> None:
    rows = lists(("1,5", 810_000), ("1,5", 810_000), ("1,5", 1_080_000))
    found = amounts_disagree(rows, lambda row, base: {int(base * Decimal("1.5")), base})
    assert [(place, note.cell, note.shown, note.becomes, note.data) for place, note in found.items()] == [
        (("Xã Ba Tơ", 4), "H4", "1080000", "540000 / 810000", {"due": [540_000, 810_000], "base": 540_000})
    ]


def test_amount_nobody_can_tell_is_no_finding() -> None:
    assert amounts_disagree(lists(("1,5", 810_000)), lambda row, base: set()) == {}


def test_amounts_are_checked_only_where_what_is_due_is_given() -> None:
    rows = lists(("1,5", 810_000), ("1,5", 810_000), ("1,5", 1_080_000))
    assert [row.findings for row in with_checks(rows)] == [(), (), ()]
    found = with_checks(rows, lambda row, base: {810_000})
    assert [[str(note.code) for note in row.findings] for row in found] == [
        [],
        [],
        ["amount_disagrees_with_rules"],
    ]
