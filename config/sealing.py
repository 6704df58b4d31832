"""Keys that seal the most sensitive fields: from the environment, else one file of this checkout."""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from pathlib import Path

from config import postgres


def protection_keys(var_dir: Path) -> list[str]:
    """ANSINH_PROTECTION_KEYS, newest first, separated by commas; else the key kept in the var folder."""
    if given := os.environ.get("ANSINH_PROTECTION_KEYS", ""):
        return given.split(",")
    file = var_dir / "protection-key"
    if not file.exists():
        var_dir.mkdir(mode=postgres.PASSABLE, parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
        with contextlib.suppress(FileExistsError):  # Two processes that make it agree on one.
            os.link(fresh, file)
        fresh.unlink()
    return [file.read_text().strip()]
