"""Files as answers: never kept by a browser."""

from __future__ import annotations

from django.http import HttpResponse

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"pdf": PDF, "xlsx": XLSX, "csv": "text/csv", "xml": "application/xml", "zip": "application/zip"}


def download(content: bytes, kind: str, name: str, disposition: str = "attachment") -> HttpResponse:
    """Bytes as a file of a name."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'{disposition}; filename="{name}"', "Cache-Control": "no-store"},
    )
