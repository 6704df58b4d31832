"""The statements of this folder, one a file; each is called from one typed function of `reports.queries`."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def statement(name: str) -> str:
    """The text of a statement."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
