"""Numbers of banks by the names people write."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from offices.names import fold


def bank_number(name: str) -> str:
    """The six digits of a bank in the switched network; "" when the name is not known for certain."""
    words = fold(name).replace("ngan hang tmcp", "ngan hang").strip()
    return _numbers().get(words, "")


@cache
def _numbers() -> dict[str, str]:
    text = (Path(__file__).parent / "banks.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)["numbers"]
    return {name: number for number, names in rows.items() for name in names}
