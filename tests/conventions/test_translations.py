"""Every message the code names has a Vietnamese sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "ui",
    "audit",
    "offices",
    "policy",
    "beneficiaries",
    "entitlements",
    "cases",
    "protection",
    "payments",
    "reports",
    "config",
)
CALLS = {"_", "gettext", "gettext_lazy", "pgettext", "ngettext", "N_", "gettext_noop"}


def messages_in_code() -> set[str]:
    found: set[str] = set()
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                    found |= {
                        argument.value
                        for argument in node.args
                        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                    }
    return found


def messages_in_templates() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for pattern in (
            r"{%\s*(?:translate|trans)\s+\"([^\"]+)\"",
            r"{%\s*(?:translate|trans)\s+'([^']+)'",
            r"_\(\"([^\"]+)\"\)",
            r"_\('([^']+)'\)",
        ):
            found |= set(re.findall(pattern, text))
        for head, block in re.findall(
            r"{%\s*blocktranslate([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", text, flags=re.S
        ):
            for part in re.split(r"{%\s*plural\s*%}", block):
                part = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", part)
                if "trimmed" in head:
                    part = " ".join(line.strip() for line in part.strip().splitlines() if line.strip())
                found.add(part)
    return found


def vietnamese() -> dict[str, str]:
    catalogue: dict[str, str] = {}
    for path in sorted((ROOT / "locale_src" / "vi").glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            catalogue[entry.msgid] = entry.msgstr or (entry.msgstr_plural or {}).get(0, "")
            if entry.msgid_plural:
                catalogue[entry.msgid_plural] = catalogue[entry.msgid]
    return catalogue


def test_every_message_has_vietnamese() -> None:
    known = vietnamese()
    named = {message for message in messages_in_code() | messages_in_templates() if message.strip()}
    assert sorted(message for message in named if not known.get(message)) == []


def test_translations_keep_their_placeholders() -> None:
    pattern = re.compile(r"%\(\w+\)[sd]|{\w+}")
    broken = [
        message
        for message, sentence in vietnamese().items()
        if sentence and set(pattern.findall(message)) != set(pattern.findall(sentence))
    ]
    assert broken == []
