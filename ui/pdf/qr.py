"""QR codes drawn as vectors."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Seal:
    """What lets a reader check a paper: an address or code as QR, and a few words printed beside it."""

    data: str
    words: tuple[str, ...] = ()


def qr_drawing(data: str, side: float) -> Drawing:
    """A square QR code of `side` points, with its quiet zone, correction level M."""
    code = QrCodeWidget(data, barLevel="M")
    left, bottom, right, top = code.getBounds()
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (top - bottom), 0, 0])
    drawing.add(code)
    return drawing


def draw_qr(canvas: Canvas, data: str, x: float, y: float, side: float) -> None:
    """Draw a QR code with its lower left corner at (x, y)."""
    renderPDF.draw(qr_drawing(data, side), canvas, x, y)
