"""The text of a VietQR code: a transfer that a banking application reads off paper. EMVCo merchant format."""

from __future__ import annotations

_NAPAS = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_DONG = "704"


def vietqr(*, bank: str, account: str, amount: int, text: str) -> str:
    """The code for a transfer of some đồng to an account at a bank (its six digits)."""
    payee = _field("00", bank) + _field("01", account)
    target = _field("00", _NAPAS) + _field("01", payee) + _field("02", _TO_ACCOUNT)
    body = (
        _field("00", "01")
        + _field("01", "12")  # for one use
        + _field("38", target)
        + _field("53", _DONG)
        + _field("54", str(amount))
        + _field("58", "VN")
        + _field("62", _field("08", text))
        + "6304"
    )
    return body + checksum(body)


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE of the text, four capital hexadecimal digits."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
            value &= 0xFFFF
    return f"{value:04X}"


def _field(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"
