"""Encryption of what is sealed: the reporter's identity and the person suspected of harm."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(Exception):
    """What is sealed cannot be opened with the keys of this installation."""


def seal(data: Mapping[str, str]) -> bytes:
    """Encrypt with the newest key (authenticated: a changed byte does not open)."""
    return _keys().encrypt(json.dumps(dict(data), ensure_ascii=False).encode())


def unseal(content: bytes) -> dict[str, str]:
    """Decrypt with any of the keys. Raises SealBroken."""
    try:
        opened = _keys().decrypt(bytes(content))
    except InvalidToken as broken:
        raise SealBroken from broken
    data: dict[str, str] = json.loads(opened)
    return data


def _keys() -> MultiFernet:
    """The keys of the settings, newest first: to change the key, put a new one before the old."""
    return MultiFernet([Fernet(key) for key in settings.PROTECTION_KEYS])
