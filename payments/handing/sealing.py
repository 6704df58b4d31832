"""Hashes of what is sent, and encryption with a password that is told by another way."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pyzipper


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def encrypted(content: bytes, *, name: str, password: str) -> bytes:
    """A zip file with one member, AES-256. The password is kept nowhere."""
    buffer = BytesIO()
    with pyzipper.AESZipFile(
        buffer, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as package:
        package.setpassword(password.encode())
        package.writestr(name, content)
    return buffer.getvalue()
