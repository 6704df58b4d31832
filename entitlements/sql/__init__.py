"""The statements of this folder, one a file; each is called from `entitlements.reviewing` or the trail."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
# What a statement may name in braces: another file put in its place.
SHARED = ("review_rows", "ended_by_review")


@cache
def statement(name: str) -> str:
    """The text of a statement, with the rows it builds on put where it asks for them."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for shared in SHARED:
        if f"{{{shared}}}" in text:
            text = text.replace(f"{{{shared}}}", statement(shared))
    return text
