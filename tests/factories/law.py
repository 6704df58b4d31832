"""Changes of the law in any state, each reached through the actions of an administrator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from offices.actors import Actor
from policy import actions
from policy.enums import DifficultyClass, Mark, RateKind
from policy.law import Coefficient, Instrument, Rate
from policy.models import LawChange
from policy.queries import current_law
from policy.rules.area_changes import AreaChange
from policy.rules.areas import Area
from policy.rules.changes import CalendarChange, CoefficientChange, RateChange
from tests.factories import offices

# A made-up resolution for tests: no such figure is law.
RESOLUTION = Instrument(
    id="999-2026-nq-hdnd",
    number="999/2026/NQ-HĐND",
    title_vi="Nghị quyết thử nghiệm",
    issued_on=dt.date(2026, 10, 1),
    in_force_on=dt.date(2026, 10, 10),
    mark=Mark.SOURCED,
    kind_vi="Nghị quyết",
)
NOVEMBER = dt.date(2026, 11, 1)


@dataclass(frozen=True)
class Crew:
    """Two administrators of the province."""

    proposer: Actor
    confirmer: Actor


def crew() -> Crew:
    return Crew(
        proposer=offices.actor("administrator", code=offices.PROVINCE, name="Phạm Thị Đề"),
        confirmer=offices.actor("administrator", code=offices.PROVINCE, name="Lê Văn Duyệt"),
    )


def rate(
    amount: int = 600_000,
    *,
    province: str = offices.PROVINCE,
    valid_from: dt.date = NOVEMBER,
    known_from: dt.date = NOVEMBER,
    instrument: Instrument = RESOLUTION,
    **fields: Any,
) -> RateChange:
    row = Rate(
        kind=RateKind.BASE,
        amount=amount,
        valid_from=valid_from,
        known_from=known_from,
        article="Điều 1",
        mark=Mark.SOURCED,
        instrument=instrument.id,
        province=province,
        **fields,
    )
    return RateChange(row, instrument)


def coefficient(
    value: str = "2.0", *, group: str = "disability_severe", age_from: int | None = 16,
    age_to: int | None = 60, valid_from: dt.date = NOVEMBER, known_from: dt.date = NOVEMBER,
) -> CoefficientChange:  # fmt: skip
    decree = next(row for row in current_law().instruments if row.id == "nd335-2026")
    row = Coefficient(
        group=group,
        value=Decimal(value),
        valid_from=valid_from,
        known_from=known_from,
        article="điểm e khoản 1 Điều 6",
        mark=Mark.SOURCED,
        instrument=decree.id,
        age_from=age_from,
        age_to=age_to,
    )
    return CoefficientChange(row, decree)


def day(
    on: dt.date = dt.date(2026, 12, 24), *, holiday: bool = True, name: str = "Nghỉ bù"
) -> CalendarChange:
    return CalendarChange(day=on, holiday=holiday, name=name)


def areas(
    *places: tuple[str, DifficultyClass],
    code: str = offices.SON_HA,
    valid_from: dt.date = NOVEMBER,
    valid_to: dt.date | None = None,
    instrument: Instrument = RESOLUTION,
) -> AreaChange:
    """Hamlets of a commune ("" for the whole) with their classes: made up for tests."""
    rows = [
        Area(code, hamlet, difficulty, valid_from, valid_to, instrument.id, "Điều 1", Mark.SOURCED)
        for hamlet, difficulty in places
    ]
    return AreaChange(tuple(rows), instrument)


def listed(change: AreaChange, hands: Crew | None = None) -> LawChange:
    """Areas proposed by one administrator and confirmed by another."""
    pair = hands or crew()
    made = actions.propose_areas(change=change, reason="Theo danh sách.", by=pair.proposer)
    return actions.confirm_change(change=made, by=pair.confirmer)


def proposed(hands: Crew) -> LawChange:
    return actions.propose_rate(change=rate(), reason="Theo nghị quyết.", by=hands.proposer)


def waiting(hands: Crew) -> LawChange:
    """A proposal that fits on whatever day the test runs."""
    wanted = day(dt.date(2099, 12, 24))
    return actions.propose_calendar_day(change=wanted, reason="Theo thông báo.", by=hands.proposer)


def confirmed(hands: Crew) -> LawChange:
    return actions.confirm_change(change=proposed(hands), by=hands.confirmer)


def rejected(hands: Crew) -> LawChange:
    return actions.reject_change(change=proposed(hands), reason="Sai số.", by=hands.confirmer)


IN_STATE = {"proposed": proposed, "confirmed": confirmed, "rejected": rejected}
