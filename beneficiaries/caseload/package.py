"""The file a workbook comes in: refused before it is opened when it would unpack to more than a list is.

A cell filled far outside the list, or a part that unpacks a thousandfold, would fill the machine's memory.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

MAX_UNPACKED = 200 * 1024 * 1024  # bytes
# Rows times columns of one sheet; 100,000 people with 25 columns fit.
MAX_AREA = 3_000_000
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")


class PackageTooLarge(ValueError):
    """The workbook unpacks to more than the machine should hold."""


def vetted(content: bytes) -> bytes:
    """The same workbook, packed anew from what its parts say they are.

    Another reader than Python's may unpack more than a part declares; of the new file it cannot. What is
    no zip file is returned as it is. Raises PackageTooLarge, zipfile.BadZipFile for a damaged part.
    """
    if not zipfile.is_zipfile(BytesIO(content)):
        return content
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        parts = {part.filename: part for part in source.infolist() if not part.is_dir()}
        if sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
            raise PackageTooLarge
        for name, part in parts.items():
            if part.flag_bits & 0x1:
                raise zipfile.BadZipFile("encrypted part")
            data = source.read(part)
            if name.startswith("xl/worksheets/") and _area(data) > MAX_AREA:
                raise PackageTooLarge
            target.writestr(name, data)
    return packed.getvalue()


def _area(sheet: bytes) -> int:
    """Rows times columns from A1 to the last filled cell."""
    last_row = last_column = row = column = 0
    for tag, attributes in _TAG.findall(sheet):
        place = _PLACE.search(attributes)
        if tag == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            continue
        column = _number(place[1]) if place else column + 1
        # Cells that are only formatted hold nothing and take no room.
        if not attributes.endswith(b"/"):
            last_row = max(last_row, int(place[2]) if place else row)
            last_column = max(last_column, column)
    return last_row * last_column


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
