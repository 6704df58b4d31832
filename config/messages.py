"""Merges the translations of each area (locale_src) into Django's catalogue and compiles it.

`python -m config.messages` writes what is stale; `--check` only says whether something is.
No gettext programs are needed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "vi"
HEADER = {
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class MessagesError(ValueError):
    """Two areas translate one message differently. The message names both files."""


def merged(folder: Path) -> polib.POFile:
    """One catalogue of all areas, in the order of the messages. Raises MessagesError."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(HEADER)
    known: dict[tuple[str, str], polib.POEntry] = {}
    for path in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            key = (entry.msgctxt or "", entry.msgid)
            earlier = known.setdefault(key, entry)
            if (earlier.msgstr, earlier.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                files = f"{earlier.occurrences[0][0]} and {path.name}"
                raise MessagesError(f"{files} translate {entry.msgid!r} differently.")
            if earlier is entry:
                entry.occurrences = [(path.name, "")]
    catalogue.extend(known[key] for key in sorted(known))
    return catalogue


def build(root: Path = ROOT, *, write: bool = True) -> list[Path]:
    """Files of the catalogue that were stale, now written unless `write` is off. Raises MessagesError."""
    catalogue = merged(root / "locale_src" / LANGUAGE)
    target = root / "locale" / LANGUAGE / "LC_MESSAGES"
    wanted = {
        target / "django.po": f"{catalogue}\n".encode(),
        target / "django.mo": catalogue.to_binary(),
    }
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    if write:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
    return stale


def main(arguments: list[str]) -> int:
    """Command line. Ends with 1 when translations disagree or, under --check, are stale."""
    check = "--check" in arguments
    try:
        stale = build(write=not check)
    except MessagesError as error:
        print(error, file=sys.stderr)
        return 1
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
