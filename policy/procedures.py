"""Every procedure as dated data: `law/procedures/*.toml`, chosen by the day a file was received.

A file keeps the procedure of its day to the end. Decree 335/2026/ND-CP, Article 33.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from policy.enums import DecidedBy, Mark, ProcedureKey, Regime
from policy.law import LAW_FOLDER, NotInForce, packaged_law

PROCEDURES_FOLDER = LAW_FOLDER / "procedures"


@dataclass(frozen=True)
class Step:
    """What one actor does and how long they may take; 0 working days is "at once".

    `calendar_days` is used by laws that count every day, and then `working_days` is None.
    """

    actor: str
    name_vi: str
    working_days: int | None = None
    calendar_days: int | None = None


@dataclass(frozen=True)
class PaperAsked:
    """A paper of the file: a key that never changes, its name, and whether a file is complete without it."""

    key: str
    name_vi: str
    needed: bool


@dataclass(frozen=True)
class Procedure:
    """One procedure under one regime: steps, papers, form, what is posted, who decides."""

    key: ProcedureKey
    regime: Regime
    name_vi: str
    form: str
    decided_by: DecidedBy
    instrument: str
    article: str
    mark: Mark
    steps: tuple[Step, ...]
    papers: tuple[PaperAsked, ...]
    code: str = ""
    posting_days: int = 0
    posted_vi: str = ""
    complaint_days: int = 0

    @property
    def working_days(self) -> int | None:
        """The whole limit in working days; None where the law counts calendar days."""
        if any(step.working_days is None for step in self.steps):
            return None
        return sum(step.working_days or 0 for step in self.steps)

    @property
    def calendar_days(self) -> int | None:
        """The whole limit in calendar days: the longest step, which runs beside the others."""
        days = [step.calendar_days for step in self.steps if step.calendar_days is not None]
        return max(days) if days else None


def procedure_on(key: ProcedureKey, received_on: date) -> Procedure:
    """The procedure for a file received on a day. Raises NotInForce when the law of that day has none."""
    regime = packaged_law().regime_on(received_on).key
    found = packaged_procedures().get((key, regime))
    if found is None:
        raise NotInForce(f"no procedure {key} for files received on {received_on}")
    return found


@lru_cache(maxsize=1)
def packaged_procedures() -> Mapping[tuple[ProcedureKey, Regime], Procedure]:
    """The procedures shipped with the product, by key and regime."""
    return read_procedures(PROCEDURES_FOLDER)


def read_procedures(folder: Path) -> dict[tuple[ProcedureKey, Regime], Procedure]:
    """Read every procedure of a folder. TypeError or ValueError for a field, word or pair not allowed."""
    found: dict[tuple[ProcedureKey, Regime], Procedure] = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            tables = tomllib.load(file)
        if strange := set(tables) - {"procedure"}:
            raise ValueError(f"{path.name} has unknown tables: {', '.join(sorted(strange))}")
        for row in tables["procedure"]:
            for regime in row["regimes"]:
                procedure = _procedure(row, Regime(regime))
                if (procedure.key, procedure.regime) in found:
                    raise ValueError(f"{procedure.key} is defined twice for {regime}")
                found[procedure.key, procedure.regime] = procedure
    return found


def _procedure(row: Mapping[str, Any], regime: Regime) -> Procedure:
    values = {name: value for name, value in row.items() if name != "regimes"}
    return Procedure(
        **values
        | {
            "key": ProcedureKey(row["key"]),
            "regime": regime,
            "decided_by": DecidedBy(row["decided_by"]),
            "mark": Mark(row["mark"]),
            "steps": tuple(Step(**step) for step in row["steps"]),
            "papers": tuple(PaperAsked(**paper) for paper in row["papers"]),
        }
    )
