"""Encryption at rest: scans and private fields are unreadable without the key."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Undecipherable(Exception):
    """The content is damaged, or none of the keys kept opens it."""


def encrypt(content: bytes) -> bytes:
    """Seal bytes with the newest key; a changed byte will be noticed."""
    return _cipher().encrypt(content)


def decrypt(sealed: bytes) -> bytes:
    """Open what any of the kept keys sealed. Raises Undecipherable."""
    try:
        return _cipher().decrypt(sealed)
    except InvalidToken as error:
        raise Undecipherable from error


def _cipher() -> MultiFernet:
    # The first key seals, all of them open: a key is renewed by putting a new one in front.
    return MultiFernet([Fernet(_key(secret)) for secret in settings.ENCRYPTION_SECRETS])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"ansinh.encryption:{secret}".encode()).digest())
