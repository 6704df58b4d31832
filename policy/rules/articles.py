"""Where the law says that an allowance starts, changes, stops or is suspended, by the procedure of a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from policy.enums import Regime
from policy.law import Law


class Deed(StrEnum):
    """What is done to an allowance, or to the support of a carer."""

    ADJUST = "adjust"
    STOP = "stop"
    SUSPEND = "suspend"
    STOP_CARE = "stop_care"
    MOVE = "move"
    FUNERAL = "funeral"
    FACILITY = "facility"
    CARE = "care"


# Sourced, but for the article of moves under Decree 335/2026, where the text gives articles 8 and 9 together.
# The facility's article of the older decree goes on being cited until that of the newer one is at hand.
_UNTIL_R2 = {
    Deed.ADJUST: ("Điều 8", "nd20-2021"),
    Deed.STOP: ("khoản 1 Điều 2", "tt02-2021"),
    Deed.SUSPEND: ("khoản 3 Điều 2", "tt02-2021"),
    Deed.STOP_CARE: ("khoản 2 Điều 2", "tt02-2021"),
    Deed.MOVE: ("Điều 8", "nd20-2021"),
    Deed.FUNERAL: ("Điều 11", "nd20-2021"),
    Deed.FACILITY: ("khoản 5 Điều 25", "nd20-2021"),
    Deed.CARE: ("Điều 20", "nd20-2021"),
}
_FROM_R3 = {
    Deed.ADJUST: ("Điều 8", "nd335-2026"),
    Deed.STOP: ("Điều 9", "nd335-2026"),
    Deed.SUSPEND: ("Điều 9", "nd335-2026"),
    Deed.STOP_CARE: ("Điều 9", "nd335-2026"),
    Deed.MOVE: ("Điều 8, Điều 9", "nd335-2026"),
    Deed.FUNERAL: ("Điều 11", "nd335-2026"),
    Deed.FACILITY: ("khoản 5 Điều 25", "nd20-2021"),
    Deed.CARE: ("Điều 17", "nd335-2026"),
}


def article_of(deed: Deed, *, known_on: date, law: Law) -> str:
    """The article a deed of a day rests on, with its instrument. Decree 335/2026, Article 33."""
    table = _FROM_R3 if law.regime_on(known_on).key == Regime.R3 else _UNTIL_R2
    return law.cite(*table[deed])
