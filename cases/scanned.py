"""What an uploaded scan really is, told from its content. Pure: bytes in, a verdict out."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

LARGEST = 10 * 1024 * 1024
LARGEST_SIDE = 20_000  # points of a picture; a scanner's A3 at 1200 dpi is below it
LONGEST_NAME = 120
_PNG_END = b"IEND\xaeB`\x82"
# A page is to be read, not to run: names a reader acts upon.
_ACTIVE = frozenset(("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/XFA"))


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


class ScanKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


class Refusal(Enum):
    """Why a file is not kept, in a sentence."""

    EMPTY = _("The file is empty.")
    TOO_LARGE = _("The file is larger than 10 MB. Scan it in grey at 200 dpi, or split it.")
    WRONG_KIND = _("This is not a PDF, JPEG or PNG. Scan or photograph the paper and choose that file.")
    DAMAGED = _("The file cannot be read to its end. Scan the paper again.")
    MORE_INSIDE = _("There is something else in this file beside the page. Scan the paper again.")
    ACTIVE = _("This PDF carries programs or other files. Print it and scan the paper.")
    LOCKED = _("This PDF asks for a password. Save it without one.")


class ScanRefused(Exception):
    """The content is not one of the kinds kept."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True)
class Inspected:
    """A scan that may be kept: its kind and number of pages."""

    kind: ScanKind
    pages: int


def inspect(content: bytes) -> Inspected:
    """Tell what the content is; neither the name nor the browser's word counts. Raises ScanRefused.

    A file that is two things at once (a picture followed by an archive or a page of script) is refused.
    """
    if not content:
        raise ScanRefused(Refusal.EMPTY)
    if len(content) > LARGEST:
        raise ScanRefused(Refusal.TOO_LARGE)
    if content.startswith(b"%PDF-"):
        return Inspected(ScanKind.PDF, _pages_of_pdf(content))
    if content.startswith(b"\xff\xd8\xff"):
        _read_picture(content, "JPEG", ends_with=b"\xff\xd9")
        return Inspected(ScanKind.JPEG, 1)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _read_picture(content, "PNG", ends_with=_PNG_END)
        return Inspected(ScanKind.PNG, 1)
    raise ScanRefused(Refusal.WRONG_KIND)


def shown_name(name: str) -> str:
    """The last part of a file name, printable and short: a label, never a path."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    printable = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    if len(printable) > LONGEST_NAME:
        printable = f"{printable[: LONGEST_NAME - 9]}…{printable[-8:]}"
    return printable or "scan"


def _pages_of_pdf(content: bytes) -> int:
    if not content.rstrip(b"\r\n \t\0").endswith(b"%%EOF"):
        raise ScanRefused(Refusal.MORE_INSIDE if b"%%EOF" in content else Refusal.DAMAGED)
    _refuse_second_kind(content)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise ScanRefused(Refusal.LOCKED)
        pages = len(reader.pages)
        # Every object, so that those packed into compressed streams are seen as well.
        objects = [reader.get_object(number) for number in range(1, int(reader.trailer.get("/Size", 0)))]
        active = any(name in _ACTIVE for thing in objects for name in _names_in(thing))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise ScanRefused(Refusal.DAMAGED) from error
    if active:
        raise ScanRefused(Refusal.ACTIVE)
    if pages < 1:
        raise ScanRefused(Refusal.DAMAGED)
    return pages


def _names_in(thing: Any) -> Iterator[str]:
    """Names in an object; what it points to comes by its own number."""
    if isinstance(thing, NameObject):
        yield thing
    elif isinstance(thing, dict):
        for key, value in dict.items(thing):
            yield key
            yield from _names_in(value)
    elif isinstance(thing, list):
        for value in list.__iter__(thing):
            yield from _names_in(value)


def _refuse_second_kind(content: bytes) -> None:
    """An archive is found from its end and a page of script wherever it stands."""
    if zipfile.is_zipfile(io.BytesIO(content)) or b"<script" in content.lower():
        raise ScanRefused(Refusal.MORE_INSIDE)


def _read_picture(content: bytes, kind: str, *, ends_with: bytes) -> None:
    if not content.rstrip(b"\0\r\n").endswith(ends_with):
        raise ScanRefused(Refusal.MORE_INSIDE if ends_with in content else Refusal.DAMAGED)
    if b"%PDF-" in content:
        raise ScanRefused(Refusal.MORE_INSIDE)
    _refuse_second_kind(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if max(picture.size) > LARGEST_SIDE:
                    raise ScanRefused(Refusal.TOO_LARGE)
                picture.load()
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError,
        Image.DecompressionBombWarning, Image.DecompressionBombError,
    ) as error:  # fmt: skip
        raise ScanRefused(Refusal.DAMAGED) from error
