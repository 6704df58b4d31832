"""Parts of every official paper: header, signatures, recipients. Decree 30/2020/NĐ-CP, Annex I."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ui.pdf.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR
from ui.pdf.text import clean, fitting_size, width_of, wrap

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COMMITTEE = "ỦY BAN NHÂN DÂN"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Room for a hand-written signature and the round stamp.
SIGNATURE_ROOM: float = 24 * mm
WIDE = 230 * mm
# Below the baseline, in points: clear of the dots under Vietnamese letters.
RULE_GAP = 5.5


class Signing(StrEnum):
    """In what power a person signs. Decree 30/2020, Article 13."""

    SELF = "self"
    DEPUTY = "KT."  # ký thay: a deputy for the head
    BY_ORDER = "TL."  # thừa lệnh
    DELEGATED = "TUQ."  # thừa ủy quyền
    ACTING = "Q."  # quyền


@dataclass(frozen=True)
class NationalHeader:
    """Head of a paper. `issuer` by line; `number` whole ("Số: 05/QĐ-UBND"); no date leaves dots."""

    issuer: tuple[str, ...]
    place: str = ""
    date: dt.date | None = None
    number: str = ""
    superior: str = ""
    subject: str = ""
    dated: bool = True


@dataclass(frozen=True)
class Signature:
    """One block: `above` (a date, italic), `titles` in capitals, a hint in italics, the name when known."""

    titles: tuple[str, ...]
    name: str = ""
    hint: str = ""
    above: str = ""


def issuer_of(office_name: str) -> tuple[str, ...]:
    """An office's name as header lines: "Xã Sơn Hà" or "UBND xã Sơn Hà" -> ỦY BAN NHÂN DÂN / XÃ SƠN HÀ."""
    name = clean(office_name).strip()
    for short in ("UBND ", "Ủy ban nhân dân ", "Uỷ ban nhân dân "):
        if name.casefold().startswith(short.casefold()):
            return (COMMITTEE, name[len(short) :].upper())
    if name.casefold().startswith(("xã ", "phường ", "đặc khu ", "tỉnh ", "thành phố ")):
        return (COMMITTEE, name.upper())
    return (name.upper(),)


def signed_by(
    title: str, name: str = "", *, power: Signing = Signing.SELF, head: str = "CHỦ TỊCH", body: str = ""
) -> Signature:
    """The block of a signer: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH; `body` puts TM. above for a collective paper."""
    lines = [f"TM. {body.upper()}"] if body else []
    if power == Signing.SELF:
        lines.append(title.upper())
    elif power == Signing.ACTING:
        lines.append(f"{power} {title.upper()}")
    else:
        lines += [f"{power} {head.upper()}", title.upper()]
    return Signature(titles=tuple(lines), name=name)


def dated_at(place: str, date: dt.date | None) -> str:
    """Place and date: "Sơn Hà, ngày 05 tháng 9 năm 2026"; zeros before days below 10 and months 1, 2."""
    if date is None:
        words = "ngày …… tháng …… năm …………"
    else:
        month = f"{date.month:02d}" if date.month < 3 else str(date.month)
        words = f"ngày {date.day:02d} tháng {month} năm {date.year}"
    return f"{place}, {words}" if place else words[0].upper() + words[1:]


def draw_header(canvas: Canvas, header: NationalHeader, x: float, top: float, width: float) -> float:
    """Draw the header with its upper edge at `top`; returns the height used, in points."""
    size = 13 if width_of(NATION, BOLD, 13) <= width * 0.585 else 12
    right_width = max(width_of(NATION, BOLD, size), width_of(MOTTO, BOLD, size + 1))
    if width > WIDE:  # on landscape paper the halves keep near the middle
        left_width, left, right = width * 0.4, x + width * 0.2, x + width * 0.76
    else:
        left_width = width - right_width - 4 * mm
        left, right = x + left_width / 2, x + width - right_width / 2

    baseline = top - size
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(right, baseline, NATION)
    motto_base = baseline - size * 1.3
    canvas.setFont(BOLD, size + 1)
    canvas.drawCentredString(right, motto_base, MOTTO)
    _rule(canvas, right, motto_base - RULE_GAP, width_of(MOTTO, BOLD, size + 1))

    y = baseline
    if header.superior:
        y = _centred(canvas, [clean(header.superior).upper()], REGULAR, size, left, y, left_width)
    y = _centred(canvas, [clean(line) for line in header.issuer], BOLD, size, left, y, left_width)
    last = clean(header.issuer[-1]) if header.issuer else ""
    left_bottom = y + size * 1.3 - RULE_GAP
    _rule(canvas, left, left_bottom, min(width_of(last, BOLD, size), left_width) * 0.42)

    lowest = min(left_bottom, motto_base - RULE_GAP)
    line = lowest - size * 1.55
    if header.number:
        canvas.setFont(REGULAR, fitting_size(clean(header.number), REGULAR, 13, left_width))
        canvas.drawCentredString(left, line, clean(header.number))
        lowest = line
    if header.dated:
        text = clean(dated_at(header.place, header.date))
        canvas.setFont(ITALIC, fitting_size(text, ITALIC, 13, right_width))
        canvas.drawCentredString(right, line, text)
        lowest = line
    if header.subject:
        end = _centred(canvas, [clean(header.subject)], REGULAR, 12, left, line - 17, left_width)
        lowest = min(lowest, end + 12 * 1.3)
    return top - lowest + 4


def _rule(canvas: Canvas, centre: float, y: float, length: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(centre - length / 2, y, centre + length / 2, y)


def _centred(
    canvas: Canvas, texts: Sequence[str], font: str, size: float, centre: float, y: float, width: float
) -> float:
    """Draw centred lines from baseline `y` down; returns the next baseline."""
    for text in texts:
        for line in wrap(text, font, size, width):
            canvas.setFont(font, fitting_size(line, font, size, width))
            canvas.drawCentredString(centre, y, line)
            y -= size * 1.3
    return y


def signature_height(signatures: Sequence[Signature], width: float, size: float = 13) -> float:
    """Height of a row of signature blocks, in points."""
    column = width / max(1, len(signatures)) - 2 * mm
    return max((_block_height(block, column, size) for block in signatures), default=0)


def _block_height(block: Signature, column: float, size: float) -> float:
    lines = sum(len(wrap(clean(title), BOLD, size, column)) for title in block.titles)
    lines += bool(block.hint) + bool(block.above)
    lines += max(1, len(wrap(clean(block.name), BOLD, size, column)))
    return lines * size * 1.3 + SIGNATURE_ROOM


def draw_signatures(
    canvas: Canvas, signatures: Sequence[Signature], x: float, top: float, width: float, size: float = 13
) -> float:
    """Draw signature blocks side by side; returns the height used."""
    if not signatures:
        return 0
    column = width / len(signatures)
    height = signature_height(signatures, width, size)
    dated = any(block.above for block in signatures)
    titled = max(
        sum(len(wrap(clean(title), BOLD, size, column - 2 * mm)) for title in block.titles)
        for block in signatures
    )
    for index, block in enumerate(signatures):
        centre = x + column * (index + 0.5)
        y = top - size
        if block.above:
            _centred(canvas, [clean(block.above)], ITALIC, size, centre, y, column - 2 * mm)
        y -= size * 1.3 * dated
        _centred(canvas, [clean(title) for title in block.titles], BOLD, size, centre, y, column - 2 * mm)
        if block.hint:
            below = y - size * 1.3 * titled
            _centred(canvas, [clean(block.hint)], ITALIC, size - 1.5, centre, below, column - 2 * mm)
        names = wrap(clean(block.name), BOLD, size, column - 2 * mm)
        _centred(
            canvas,
            names,
            BOLD,
            size,
            centre,
            top - height + size * 1.3 * max(0, len(names) - 1) + 4,
            column - 2 * mm,
        )
    return height


def draw_recipients(canvas: Canvas, recipients: Sequence[str], x: float, top: float, width: float) -> float:
    """Draw "Nơi nhận" with its list; returns the height used. The last item ends with a full stop."""
    y = top - 12
    canvas.setFont(BOLD_ITALIC, 12)
    canvas.drawString(x, y, "Nơi nhận:")
    y -= 14
    canvas.setFont(REGULAR, 11)
    for index, recipient in enumerate(recipients):
        end = "." if index == len(recipients) - 1 else ";"
        for number, line in enumerate(wrap(f"- {clean(recipient)}{end}", REGULAR, 11, width)):
            canvas.drawString(x + (0 if number == 0 else 6), y, line)
            y -= 13.5
    return top - y


def recipients_height(recipients: Sequence[str], width: float) -> float:
    """Height of "Nơi nhận", in points."""
    return 26 + 13.5 * sum(len(wrap(f"- {clean(r)};", REGULAR, 11, width)) for r in recipients)
