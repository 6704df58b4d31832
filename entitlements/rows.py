"""A row of a workbook as kept between preview, confirmation and resolution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from beneficiaries.caseload.rows import Note, ReadRow
from beneficiaries.rules import Doubt, Newcomer, PersonData
from entitlements.rules import facts_of_group, units_of
from policy.enums import Sex
from policy.facts import PartialDate

DECEASED, MOVED = "deceased", "moved"
# Findings that a resolution leaves nothing of; a difference of amounts stays to be looked at.
_ANSWERS = {
    DECEASED: ("note_says_dead",),
    MOVED: ("note_says_moved",),
    "present": ("note_says_dead", "note_says_moved"),
    "another_person": ("duplicate_person",),
}
_DATES = ("start_month", "decision_on", "died_on", "moved_from", "list_month")


@dataclass(frozen=True)
class ListedPerson:
    """What one row says, as read; `base` is the base rate its sheet was made with, in đồng."""

    name: str
    sex: str = ""
    born: PartialDate | None = None
    id_number: str = ""
    ethnicity: str = ""
    hamlet: str = ""
    group: str = ""
    units: int = 1
    coefficient: str = ""
    amount: int | None = None
    start_month: date | None = None
    decision_number: str = ""
    decision_on: date | None = None
    collector: str = ""
    account_number: str = ""
    bank: str = ""
    note: str = ""
    died_on: date | None = None
    moved_from: date | None = None
    list_month: date | None = None
    base: int | None = None
    # What officers decided about the row while it was held back (enums.Resolution).
    resolved: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: ReadRow, base: int | None) -> ListedPerson:
        """What the reader read."""
        return cls(
            name=row.name,
            sex=row.sex or "",
            born=row.born,
            id_number=row.id_number,
            ethnicity=row.ethnicity_code,
            hamlet=row.hamlet,
            group=row.group_key or "",
            units=units_of(row.group_key or "", row.units),
            coefficient="" if row.coefficient is None else str(row.coefficient),
            amount=row.amount,
            start_month=row.start_month,
            decision_number=row.decision_number,
            decision_on=row.decision_on,
            collector=row.proxy_name,
            account_number=row.account_number,
            bank=row.bank,
            note=row.note,
            died_on=row.death_on,
            moved_from=row.moved_from_month,
            list_month=row.list_month,
            base=base,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage."""
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        data |= {name: data[name].isoformat() for name in _DATES if data[name]}
        return data | {"born": self.born.iso() if self.born else None, "resolved": list(self.resolved)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListedPerson:
        """Read what `to_json` wrote."""
        values = dict(data)
        values |= {name: date.fromisoformat(values[name]) for name in _DATES if values.get(name)}
        values["born"] = PartialDate.parse(values["born"]) if values.get("born") else None
        values["resolved"] = tuple(values.get("resolved", ()))
        return cls(**values)

    def newcomer(self, *, office_id: int, findings: Iterable[Mapping[str, Any]], source: str) -> Newcomer:
        """The person to be registered from this row."""
        died_on = self.died_on if DECEASED in self.resolved else None
        answered = {code for resolution in self.resolved for code in _ANSWERS.get(resolution, ())}
        return Newcomer(
            office_id=office_id,
            data=PersonData(
                name=self.name,
                sex=self.sex,
                born=self.born,
                id_number=self.id_number,
                ethnicity=self.ethnicity,
                hamlet=self.hamlet,
            ),
            account_number=self.account_number,
            bank=self.bank,
            collector=self.collector,
            facts=replace(
                facts_of_group(self.group),
                born=self.born,
                sex=Sex(self.sex) if self.sex else None,
                died_on=died_on,
            ),
            doubts=tuple(
                Doubt(
                    note["code"],
                    _shown(note),
                )
                for note in findings
                if note["code"] not in answered
            ),
            source=source,
            died_on=died_on,
        )


def note_json(note: Note) -> dict[str, Any]:
    """A repair or finding for storage."""
    return asdict(note)


def note_of(data: Mapping[str, Any]) -> Note:
    """Read what `note_json` wrote."""
    return Note(**data)


def _shown(note: Mapping[str, Any]) -> dict[str, str]:
    """Cell, what it shows, and what it should be where that is something else."""
    kept = {name: note[name] for name in ("cell", "shown", "becomes") if note.get(name)}
    if kept.get("becomes") == kept.get("shown"):
        kept.pop("becomes", None)
    return kept
