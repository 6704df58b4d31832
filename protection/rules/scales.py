"""The two scales of the initial assessment (form 02). Counted for the eye; the conclusion is a human's.

Items recalled from the annex of Decree 56/2017/ND-CP, to be verified against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


# Part A: harm and risk. High is bad.
HARM_ITEMS: dict[str, str] = {
    "harm_degree": _("How badly the child is harmed"),
    "harmer_access": _("How easily the person suspected of harm reaches the child"),
    "development": _("Effect on the child's development"),
    "care_obstacles": _("Obstacles to safety where the child is cared for"),
    "no_protector": _("Lack of people who protect the child"),
}
# Part B: what protects. High is good.
PROTECTION_ITEMS: dict[str, str] = {
    "self_protection": _("The child's ability to protect itself"),
    "knows_protectors": _("Knows who can protect it"),
    "relations": _("Can build relations with protectors"),
    "asks_help": _("Can ask for help"),
    "watched_over": _("Others watch over and help"),
}
LEVELS = ("high", "medium", "low")


@dataclass(frozen=True)
class Counts:
    """How often each level was chosen on one scale: (high, medium, low)."""

    high: int
    medium: int
    low: int


def counts(answers: Mapping[str, str], items: Iterable[str]) -> Counts:
    """Count the levels of one scale. KeyError when an item has no answer."""
    found = Counter(answers[item] for item in items)
    return Counts(*(found[level] for level in LEVELS))
