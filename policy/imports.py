"""Lists of areas of difficulty as files of Excel or CSV; their rows become law through actions."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export import fields, resources, widgets
from import_export.formats.base_formats import CSV, XLSX

from offices.names import fold
from policy.enums import DifficultyClass
from policy.labels import LABELS, label
from policy.models import DifficultyArea

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 5000
# Enough to put a file right; the rest follows when these are.
SHOWN = 10


class UnreadablePlaces(Exception):
    """A file says something that cannot be taken over; `sentences` name the rows."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = list(sentences)
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Place:
    """A commune or hamlet with its class, as a file has it."""

    unit_code: str
    hamlet: str
    difficulty: DifficultyClass


class CodeWidget(widgets.Widget):  # type: ignore[misc]  # the library has no types
    """A commune code of five digits; Excel may have taken it for a number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = str(value if value is not None else "").strip().removesuffix(".0").zfill(5)
        if len(text) != 5 or not text.isdecimal():
            raise ValueError(_("“%(value)s” is no commune code.") % {"value": value})
        return text


class ClassWidget(widgets.Widget):  # type: ignore[misc]
    """A class by its word on screen or its name here."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> DifficultyClass:
        told = fold(str(value or ""))
        for member in DifficultyClass:
            if told in (member.value, fold(label(member))):
                return member
        words = ", ".join(str(word) for word in LABELS[DifficultyClass].values())
        raise ValueError(_("“%(value)s” is no class. Classes: %(words)s.") % {"value": value, "words": words})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return label(DifficultyClass(value))


class AreaResource(resources.ModelResource):  # type: ignore[misc]
    """The table of areas; the first three columns are those an import reads."""

    unit_code = fields.Field("unit_code", gettext_lazy("Commune code"), CodeWidget())
    hamlet = fields.Field("hamlet", gettext_lazy("Hamlet"), widgets.CharWidget())
    difficulty = fields.Field("difficulty", gettext_lazy("Difficulty class"), ClassWidget())
    valid_from = fields.Field("valid_from", gettext_lazy("From"), widgets.DateWidget("%d/%m/%Y"))
    valid_to = fields.Field("valid_to", gettext_lazy("To"), widgets.DateWidget("%d/%m/%Y"))
    instrument = fields.Field("instrument", gettext_lazy("Instrument"))

    class Meta:
        model = DifficultyArea
        fields = ("unit_code", "hamlet", "difficulty", "valid_from", "valid_to", "instrument")


def table_workbook(rows: Any) -> bytes:
    """The table as an Excel workbook, the heads alone when it is empty."""
    content: bytes = AreaResource().export(queryset=rows).export("xlsx")
    return content


def read_places(file: UploadedFile) -> tuple[Place, ...]:
    """The places of a file, each once checked by the columns. Raises UnreadablePlaces."""
    resource = AreaResource()
    columns = [resource.fields[name] for name in ("unit_code", "hamlet", "difficulty")]
    data = _dataset(file)
    heads = {fold(str(head or "")): head for head in data.headers or ()}
    if missing := [str(one.column_name) for one in columns if fold(str(one.column_name)) not in heads]:
        raise UnreadablePlaces(_("Columns missing: %(columns)s.") % {"columns": ", ".join(missing)})
    if len(data) > MAX_ROWS:
        raise UnreadablePlaces(_("The file has more than %(rows)s rows.") % {"rows": MAX_ROWS})
    found, wrong = [], []
    for number, cells in enumerate(data.dict, 2):
        row = {str(one.column_name): cells[heads[fold(str(one.column_name))]] for one in columns}
        if not any(str(value or "").strip() for value in row.values()):
            continue
        try:
            code, hamlet, difficulty = (one.widget.clean(row[str(one.column_name)]) for one in columns)
            found.append(Place(code, str(hamlet or "").strip(), difficulty))
        except ValueError as refusal:
            wrong.append(_("Row %(row)s: %(words)s") % {"row": number, "words": refusal})
    if wrong:
        raise UnreadablePlaces(*wrong[:SHOWN])
    return tuple(found)


def _dataset(file: UploadedFile) -> Any:
    if (file.size or 0) > MAX_BYTES:
        raise UnreadablePlaces(_("The file is larger than 5 MB."))
    content = file.read()
    try:
        if content[:2] == b"PK":
            with zipfile.ZipFile(file) as package:
                if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                    raise UnreadablePlaces(_("The file is larger than 5 MB."))
            return XLSX().create_dataset(content)
        return CSV().create_dataset(content.decode("utf-8-sig"))
    except UnreadablePlaces:
        raise
    except Exception as refusal:  # the readers of Excel and CSV raise whatever their formats make them
        raise UnreadablePlaces(_("This file can be read neither as Excel nor as CSV.")) from refusal
