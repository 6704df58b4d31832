"""The law as dated rows, loaded from `policy/law/*.toml`, and its changes on screen."""

from policy.models.changes import (
    LawChange,
    Verification,
    Withdrawal,
)
from policy.models.law import (
    Benefit,
    CalendarDay,
    Citation,
    Coefficient,
    Dated,
    DifficultyArea,
    Group,
    Instrument,
    Mark,
    Rate,
    Regime,
    RegimeLimit,
)

__all__ = [
    "Benefit",
    "CalendarDay",
    "Citation",
    "Coefficient",
    "Dated",
    "DifficultyArea",
    "Group",
    "Instrument",
    "LawChange",
    "Mark",
    "Rate",
    "Regime",
    "RegimeLimit",
    "Verification",
    "Withdrawal",
]
