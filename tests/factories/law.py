"""Changes of the law in any state, each reached through the actions of an administrator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from offices.actors import Actor
from policy import actions
from policy.enums import (
    BenefitKey,
    ChangeKind,
    DifficultyClass,
    Mark,
    Measure,
    RateKind,
    Regime,
    RowKind,
)
from policy.law import Benefit, Coefficient, Instrument, Naming, Rate, RegimeLimit
from policy.models import LawChange
from policy.queries import current_law
from policy.rules.area_changes import AreaChange
from policy.rules.areas import Area
from policy.rules.changes import (
    BenefitChange,
    CalendarChange,
    Change,
    CoefficientChange,
    DayCancelledChange,
    Figure,
    NamingChange,
    RateChange,
    RegimeChange,
    VerificationChange,
    WithdrawalChange,
)
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


def benefit(
    value: str = "25", *, key: BenefitKey = BenefitKey.FUNERAL_BENEFICIARY, valid_from: dt.date = NOVEMBER,
    known_from: dt.date = NOVEMBER, **fields: Any,
) -> BenefitChange:  # fmt: skip
    row = Benefit(
        key=key,
        measure=fields.pop("measure", Measure.TIMES_BASE),
        value=Decimal(value),
        valid_from=valid_from,
        known_from=known_from,
        article="Điều 2",
        mark=Mark.SOURCED,
        instrument=RESOLUTION.id,
        **fields,
    )
    return BenefitChange(row, RESOLUTION)


def withdrawal(row: Figure | None = None, *, known_from: dt.date = NOVEMBER) -> WithdrawalChange:
    """Of a rate nobody has entered, unless a figure is given."""
    return WithdrawalChange(row or rate(650_000).row, known_from)


def naming(
    *, group: str = "disability_severe", code: str = "7.b", valid_from: dt.date = NOVEMBER
) -> NamingChange:
    row = Naming(
        group=group,
        code=code,
        name_vi="Người khuyết tật nặng (thử nghiệm)",
        valid_from=valid_from,
        article="điểm b khoản 7 Điều 3",
        mark=Mark.SOURCED,
        instrument=RESOLUTION.id,
    )
    return NamingChange(row, RESOLUTION)


def regime(
    *step_days: int, posting_days: int = 0, received_from: dt.date = NOVEMBER, key: Regime = Regime.R3
) -> RegimeChange:
    row = RegimeLimit(
        regime=key,
        step_days=step_days or (5,),
        posting_days=posting_days,
        received_from=received_from,
        article="Điều 3",
        mark=Mark.SOURCED,
        instrument=RESOLUTION.id,
    )
    return RegimeChange(row, RESOLUTION)


def verification(
    kind: RowKind = RowKind.INSTRUMENT, key: str = "nd76-2024", *, title: str = "", document: str = "Công báo"
) -> VerificationChange:
    return VerificationChange(kind, key, document, title)


def day_cancelled(on: dt.date = dt.date(2027, 1, 1)) -> DayCancelledChange:
    return DayCancelledChange(on)


PROPOSE = {
    ChangeKind.RATE: actions.propose_rate,
    ChangeKind.COEFFICIENT: actions.propose_coefficient,
    ChangeKind.BENEFIT: actions.propose_benefit,
    ChangeKind.WITHDRAWAL: actions.propose_withdrawal,
    ChangeKind.NAMING: actions.propose_naming,
    ChangeKind.REGIME: actions.propose_regime,
    ChangeKind.VERIFICATION: actions.propose_verification,
    ChangeKind.CALENDAR_DAY: actions.propose_calendar_day,
    ChangeKind.DAY_CANCELLED: actions.propose_day_cancelled,
}
_KINDS: dict[type, ChangeKind] = {
    RateChange: ChangeKind.RATE,
    CoefficientChange: ChangeKind.COEFFICIENT,
    BenefitChange: ChangeKind.BENEFIT,
    WithdrawalChange: ChangeKind.WITHDRAWAL,
    NamingChange: ChangeKind.NAMING,
    RegimeChange: ChangeKind.REGIME,
    VerificationChange: ChangeKind.VERIFICATION,
    CalendarChange: ChangeKind.CALENDAR_DAY,
    DayCancelledChange: ChangeKind.DAY_CANCELLED,
}


def made(change: Change, hands: Crew | None = None) -> LawChange:
    """A change proposed by one administrator and confirmed by another."""
    hands = hands or crew()
    action: Any = PROPOSE[_KINDS[type(change)]]
    asked = action(change=change, reason="Theo văn bản.", by=hands.proposer)
    return actions.confirm_change(change=asked, by=hands.confirmer)


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
