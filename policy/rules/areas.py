"""Where an area of ethnic minorities and mountains is of special difficulty, and when. Article 5(7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from offices.names import fold
from policy.enums import DifficultyClass, EvidenceKind, Mark
from policy.facts import Evidence, Facts

FACT = "in_special_difficulty_area"


@dataclass(frozen=True)
class Area:
    """The class of a hamlet, or of a whole commune (`hamlet` is ""), both days included."""

    unit_code: str
    hamlet: str
    difficulty: DifficultyClass
    valid_from: date
    valid_to: date | None
    instrument: str
    article: str
    mark: Mark

    @property
    def place(self) -> tuple[str, str]:
        """What tells one place from another, however its name is spelt."""
        return self.unit_code, fold(self.hamlet)

    def on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def meets(self, other: Area) -> bool:
        """Whether two rows speak of one place on one day."""
        if self.place != other.place:
            return False
        return (self.valid_to is None or other.valid_from <= self.valid_to) and (
            other.valid_to is None or self.valid_from <= other.valid_to
        )

    def ended_before(self, day: date) -> Area:
        return replace(self, valid_to=day - timedelta(days=1))


def area_of(areas: Iterable[Area], unit_code: str, hamlet: str, on: date) -> Area | None:
    """The row that speaks for a home on a day: the hamlet's own, else that of the whole commune.

    None when the table is silent, also when the hamlet is not known and a hamlet of the commune is classed
    otherwise than the whole.
    """
    rows = {area.place: area for area in areas if area.unit_code == unit_code and area.on(on)}
    if hamlet.strip() and (own := rows.get((unit_code, fold(hamlet)))):
        return own
    whole = rows.get((unit_code, ""))
    if whole is None or hamlet.strip():
        return whole
    return whole if all(area.difficulty == whole.difficulty for area in rows.values()) else None


def facts_in_area(facts: Facts, area: Area | None, citation: str) -> Facts:
    """The facts with the answer of the table; where it is silent, the officer's own statement stands.

    What the table said of another day or home does not.
    """
    if area is None:
        paper = facts.evidence_of(FACT)
        if paper is None or paper.kind != EvidenceKind.AREA_LIST:
            return facts
        return replace(facts, in_special_difficulty_area=None).without_evidence(FACT)
    listed = Evidence(FACT, EvidenceKind.AREA_LIST, citation)
    special = area.difficulty == DifficultyClass.SPECIAL
    return replace(facts, in_special_difficulty_area=special).with_evidence(listed)


def is_stated(facts: Facts) -> bool:
    """Whether the area is an officer's own statement and not from the table."""
    paper = facts.evidence_of(FACT)
    return facts.in_special_difficulty_area is not None and (
        paper is None or paper.kind != EvidenceKind.AREA_LIST
    )
