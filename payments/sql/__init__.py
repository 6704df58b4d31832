"""The statements of this folder, one a file; each is called from one typed function of `payments.ledger`."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def statement(name: str) -> str:
    """The text of a statement, with the ledger put where it asks for it."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    if "{ledger}" in text:
        text = text.replace("{ledger}", statement("month_ledger"))
    return text
