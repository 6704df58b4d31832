"""Slips with a VietQR code for each payee, eight a page, to be scanned with a banking application."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from beneficiaries.names import proper_case
from payments.handing.banks import bank_number
from payments.handing.snapshot import FileSnapshot, Payment
from payments.handing.vietqr import vietqr
from ui.formats import vnd
from ui.pdf import fonts
from ui.pdf.qr import draw_qr
from ui.pdf.text import shorten

ACROSS, DOWN = 2, 4
MARGIN = 12 * mm
NO_CODE = "Ngân hàng chưa có trong danh mục mã: chuyển tiền theo số tài khoản."


def render_slips(snapshot: FileSnapshot) -> bytes:
    """The payments as slips; one whose bank is not known carries the account in words only."""
    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    width, height = (A4[0] - 2 * MARGIN) / ACROSS, (A4[1] - 2 * MARGIN) / DOWN
    for index, payment in enumerate(snapshot.payments):
        place = index % (ACROSS * DOWN)
        if index and not place:
            canvas.showPage()
        x = MARGIN + (place % ACROSS) * width
        y = A4[1] - MARGIN - (place // ACROSS + 1) * height
        _draw(canvas, payment, x, y, width, height)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, payment: Payment, x: float, y: float, width: float, height: float) -> None:
    side = 34 * mm
    canvas.rect(x + 1 * mm, y + 1 * mm, width - 2 * mm, height - 2 * mm)
    bank = bank_number(payment.bank)
    if bank:
        text = payment.transfer_text[:25]
        code = vietqr(bank=bank, account=payment.account_number, amount=payment.amount, text=text)
        draw_qr(canvas, code, x + 3 * mm, y + height - side - 3 * mm, side)
    left = x + side + 5 * mm
    lines = [
        (fonts.BOLD, f"{payment.position}. {proper_case(payment.payee)}"),
        (fonts.REGULAR, payment.account_number),
        (fonts.REGULAR, payment.bank),
        (fonts.BOLD, vnd(payment.amount)),
        (fonts.REGULAR, payment.reference),
        (fonts.REGULAR, payment.office_name),
    ]
    for number, (font, line) in enumerate(lines):
        canvas.setFont(font, 10)
        shown = shorten(line, font, 10, x + width - left - 2 * mm)
        canvas.drawString(left, y + height - (8 + 6 * number) * mm, shown)
    if not bank:
        canvas.setFont(fonts.REGULAR, 8)
        canvas.drawString(x + 3 * mm, y + 5 * mm, shorten(NO_CODE, fonts.REGULAR, 8, width - 6 * mm))
