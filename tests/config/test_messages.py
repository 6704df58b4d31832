"""Merging of translations."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from config.messages import MessagesError, build, merged

SAVE = 'msgid "Save"\nmsgstr "Lưu"\n'
CHILDREN = 'msgid "%(n)s child"\nmsgid_plural "%(n)s children"\nmsgstr[0] "%(n)s con"\n'


def write(root: Path, **areas: str) -> Path:
    folder = root / "locale_src/vi"
    folder.mkdir(parents=True, exist_ok=True)
    for area, text in areas.items():
        (folder / f"{area}.po").write_text(text, encoding="utf-8")
    return folder


def test_merged_joins_areas_in_order_of_messages(tmp_path: Path) -> None:
    folder = write(tmp_path, cases=SAVE, payments=f'{SAVE}\nmsgid "Cancel"\nmsgstr "Hủy"\n')
    assert [(entry.msgid, entry.msgstr) for entry in merged(folder)] == [("Cancel", "Hủy"), ("Save", "Lưu")]


def test_merged_names_both_files_that_disagree(tmp_path: Path) -> None:
    folder = write(tmp_path, cases=SAVE, payments='msgid "Save"\nmsgstr "Ghi"\n')
    with pytest.raises(MessagesError, match=r"^cases\.po and payments\.po translate 'Save' differently"):
        merged(folder)


def test_context_makes_another_message(tmp_path: Path) -> None:
    folder = write(tmp_path, cases=SAVE, payments='msgctxt "money"\nmsgid "Save"\nmsgstr "Tiết kiệm"\n')
    assert sorted((entry.msgctxt or "", entry.msgstr) for entry in merged(folder)) == [
        ("", "Lưu"),
        ("money", "Tiết kiệm"),
    ]


def test_build_compiles_plurals_and_then_finds_nothing_stale(tmp_path: Path) -> None:
    write(tmp_path, cases=f"{SAVE}\n{CHILDREN}")
    assert [path.name for path in build(tmp_path)] == ["django.po", "django.mo"]
    compiled = polib.mofile(str(tmp_path / "locale/vi/LC_MESSAGES/django.mo"))
    assert [entry.msgstr or entry.msgstr_plural[0] for entry in compiled] == ["%(n)s con", "Lưu"]
    assert build(tmp_path) == []


def test_build_without_writing_names_what_is_stale(tmp_path: Path) -> None:
    write(tmp_path, cases=SAVE)
    build(tmp_path)
    write(tmp_path, cases=SAVE.replace("Lưu", "Ghi"))
    assert [path.name for path in build(tmp_path, write=False)] == ["django.po", "django.mo"]
    assert "Lưu" in (tmp_path / "locale/vi/LC_MESSAGES/django.po").read_text(encoding="utf-8")
