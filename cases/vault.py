"""Where scans lie: encrypted, under random names, outside anything a web server serves."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from audit.cipher import decrypt, encrypt

_NAME = re.compile(r"[0-9a-f]{32}")


def put(content: bytes) -> str:
    """Keep the content encrypted; gives the random name it is found by."""
    name = secrets.token_hex(16)
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(encrypt(content))
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    return name


def get(name: str) -> bytes:
    """The content as it was put. Raises FileNotFoundError, audit.cipher.Undecipherable."""
    return decrypt(_path(name).read_bytes())


def discard(name: str) -> None:
    """Forget content no row speaks of."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return Path(settings.UPLOAD_ROOT) / name[:2] / name
