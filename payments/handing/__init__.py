"""The files providers are handed: one module per layout. The same snapshot gives the same bytes."""

from __future__ import annotations

from payments.enums import FileKind
from payments.handing.pain001 import render_pain001
from payments.handing.post_list import render_post_list
from payments.handing.slips import render_slips
from payments.handing.snapshot import FileSnapshot, Payment
from payments.handing.tables import render_csv, render_xlsx

SUFFIX = {
    FileKind.XLSX: "xlsx",
    FileKind.CSV: "csv",
    FileKind.PAIN001: "xml",
    FileKind.POST_LIST: "pdf",
    FileKind.VIETQR: "pdf",
}
_RENDER = {
    FileKind.XLSX: render_xlsx,
    FileKind.CSV: render_csv,
    FileKind.PAIN001: render_pain001,
    FileKind.POST_LIST: render_post_list,
    FileKind.VIETQR: render_slips,
}

__all__ = ["SUFFIX", "FileSnapshot", "Payment", "render_file"]


def render_file(kind: str, snapshot: FileSnapshot) -> bytes:
    """The bytes of a file of some kind. Raises SchemaRefused for a pain.001 its schema refuses."""
    return _RENDER[FileKind(kind)](snapshot)
