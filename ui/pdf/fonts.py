"""The serif of our papers: Times New Roman or its equal when complete on this system, else IBM Plex Serif.

A system font is taken only when its four faces hold every Vietnamese letter and ₫: the Liberation 1.x
that some systems still carry has none of the letters with two marks.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_ibm_plex_serif
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Paper", "Paper-Bold", "Paper-Italic", "Paper-BoldItalic"

_MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for mark in _MARKS
) | set("đĐ₫…–“”")

_BUNDLED = Path(fontpkg_ibm_plex_serif.ROOT) / "files"
_CHOICES: tuple[tuple[Path, tuple[str, str, str, str]], ...] = (
    *(
        (
            Path(folder),
            (
                "Times_New_Roman.ttf",
                "Times_New_Roman_Bold.ttf",
                "Times_New_Roman_Italic.ttf",
                "Times_New_Roman_Bold_Italic.ttf",
            ),
        )
        for folder in ("/usr/share/fonts/truetype/msttcorefonts", "/usr/share/fonts/msttcore")
    ),
    (
        Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
        ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    ),
    (
        Path("/System/Library/Fonts/Supplemental"),
        (
            "Times New Roman.ttf",
            "Times New Roman Bold.ttf",
            "Times New Roman Italic.ttf",
            "Times New Roman Bold Italic.ttf",
        ),
    ),
    *(
        (
            Path(folder),
            (
                "LiberationSerif-Regular.ttf",
                "LiberationSerif-Bold.ttf",
                "LiberationSerif-Italic.ttf",
                "LiberationSerif-BoldItalic.ttf",
            ),
        )
        for folder in (
            "/usr/share/fonts/truetype/liberation2",
            "/usr/share/fonts/truetype/liberation",
            "/usr/share/fonts/liberation-serif",
            "/usr/share/fonts/liberation-serif-fonts",
        )
    ),
    (
        _BUNDLED,
        (
            "IBMPlexSerif-Regular.ttf",
            "IBMPlexSerif-Bold.ttf",
            "IBMPlexSerif-Italic.ttf",
            "IBMPlexSerif-BoldItalic.ttf",
        ),
    ),
)


class NoPaperFont(RuntimeError):
    """No font with every Vietnamese letter was found."""


def lacks(path: Path) -> set[str]:
    """The Vietnamese letters a font file cannot draw; all of them when it cannot be read."""
    try:
        glyphs = TTFont("probe", str(path)).face.charToGlyph
    except (TTFError, OSError):
        return set(VIETNAMESE)
    return {letter for letter in VIETNAMESE if ord(letter) not in glyphs}


@cache
def register() -> tuple[Path, ...]:
    """Make the four faces known to reportlab, once a process; returns the files chosen."""
    for folder, names in _CHOICES:
        files = tuple(folder / name for name in names)
        if all(file.is_file() for file in files) and not any(lacks(file) for file in files):
            for name, file in zip((REGULAR, BOLD, ITALIC, BOLD_ITALIC), files, strict=True):
                pdfmetrics.registerFont(TTFont(name, str(file)))
            rl_config.useA85 = 0  # binary streams: a fifth smaller, and faster to write
            pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
            return files
    raise NoPaperFont("Install fonts-liberation2 or fontpkg-ibm-plex-serif")
