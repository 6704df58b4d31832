"""Vietnamese is written one way: composed letters, one tone placement, one spelling, no stray spaces."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
# Texts that print Vietnamese directly: papers, the law as cited, names of example accounts.
PAPERS = (
    *sorted((ROOT / "cases" / "documents").glob("*.py")),
    *sorted((ROOT / "ui" / "pdf").glob("*.py")),
    ROOT / "ui" / "samples.py",
    *sorted((ROOT / "payments" / "documents").glob("*.py")),
    *sorted((ROOT / "payments" / "handing").glob("*.py")),
    ROOT / "payments" / "settlement_workbook.py",
    ROOT / "policy" / "documents.py",
    ROOT / "payments" / "workbook.py",
    ROOT / "offices" / "loading.py",
)
CATALOGUES = sorted((ROOT / "locale_src" / "vi").glob("*.po"))
LAWS = sorted((ROOT / "policy" / "law").glob("*.toml"))
# Spellings a reader types and `issuer_of` understands; they are never printed.
READ_NOT_WRITTEN = {"Uỷ ban nhân dân "}

# The mark stands on the first of two vowels that end a syllable: hòa, khỏe, thủy; "qu" is a consonant.
MISPLACED = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
# As the decrees of 2025 and 2026 write them; officers are "anh/chị", citizens "ông/bà".
UNWANTED = re.compile(
    r"[Hh]àng (?:tháng|năm|quý)|[Bb]ộ phận một cửa|\b[Bb]ạn\b|\bdiện này\b|[Kk]í tự|[Tt]ập tin"
)


def texts_of_catalogue(path: Path) -> Iterator[str]:
    for entry in polib.pofile(str(path), encoding="utf-8"):
        yield from [entry.msgstr, *entry.msgstr_plural.values()]


def texts_of_python(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def texts_of_law(path: Path) -> Iterator[str]:
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from walk(item)
        elif isinstance(value, list):
            for item in value:
                yield from walk(item)

    yield from walk(tomllib.loads(path.read_text(encoding="utf-8")))


READERS = {".po": texts_of_catalogue, ".py": texts_of_python, ".toml": texts_of_law}
SOURCES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in (*CATALOGUES, *PAPERS, *LAWS)]


def texts_of(path: Path) -> list[str]:
    return [text for text in READERS[path.suffix](path) if text not in READ_NOT_WRITTEN]


def unwanted_in(text: str) -> list[str]:
    return UNWANTED.findall(text)


@pytest.mark.parametrize("path", SOURCES)
def test_letters_are_composed(path: Path) -> None:
    assert [text for text in texts_of(path) if unicodedata.normalize("NFC", text) != text] == []


@pytest.mark.parametrize("path", SOURCES)
def test_tone_marks_are_placed_one_way(path: Path) -> None:
    assert [text for text in texts_of(path) if MISPLACED.search(text)] == []


@pytest.mark.parametrize("path", SOURCES)
def test_words_are_the_agreed_ones(path: Path) -> None:
    assert [(text, found) for text in texts_of(path) if (found := unwanted_in(text))] == []


@pytest.mark.parametrize("path", [*CATALOGUES, *LAWS], ids=lambda path: path.name)
def test_spaces_are_single(path: Path) -> None:
    assert [text for text in texts_of(path) if "  " in text] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_sentences_have_the_edges_of_their_message(path: Path) -> None:
    """Spaces at the ends agree with the English message, and so does a sentence's full stop."""
    wrong = []
    for entry in polib.pofile(str(path), encoding="utf-8"):
        for sentence in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
            spaces = [text != text.strip() for text in (entry.msgid, sentence)]
            closed = [text.endswith(".") for text in (entry.msgid, sentence)]
            abbreviated = " " not in entry.msgid
            if spaces[0] != spaces[1] or (closed[0] != closed[1] and not abbreviated):
                wrong.append((entry.msgid, sentence))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("văn hóa, thủy, khỏe, hòa, ủy ban, quý, quỹ, hoàn, toán, khuyết, suýt, thúy", False),
        ("văn hoá", True),
        ("Thuỷ", True),
        ("ỦY BAN, UỶ BAN", True),
        ("khoẻ", True),
        ("quý vị", False),
    ],
)
def test_misplaced_marks_are_found(text: str, expected: bool) -> None:
    assert bool(MISPLACED.search(text)) is expected
