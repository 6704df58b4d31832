"""What is typed of a report (form 01), as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ChildData:
    """Who the child is, as far as known."""

    child_name: str = ""
    child_born_on: dt.date | None = None
    child_age: int | None = None
    child_sex: str = ""
    child_address: str = ""
    child_now: str = ""
    carers: str = ""
    harms: tuple[str, ...] = ()
    harmed_by_carer: bool | None = None

    def values(self) -> dict[str, object]:
        """Columns of ChildCase."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"harms": list(self.harms)}


@dataclass(frozen=True)
class ReportData:
    """A report: when it came, how, what it says. What names reporter or suspect is sealed."""

    received_at: dt.datetime
    channel: str
    what: str
    means: str = "telephone"
    anonymous: bool = False
    when: str = ""
    place: str = ""
    in_danger: bool = False
    consequence: str = ""
    done: str = ""
    child: ChildData = field(default_factory=ChildData)
    reporter: dict[str, str] = field(default_factory=dict)
    harmer: dict[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, object]:
        """Columns of Report."""
        own = ("received_at", "channel", "means", "anonymous", "what", "when", "place")
        return {name: getattr(self, name) for name in (*own, "in_danger", "consequence", "done")}
