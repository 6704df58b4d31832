"""Changes of the law judged without a database: what stands against them, what they do, how they are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from policy.clock import DayKind, WorkingCalendar
from policy.enums import BenefitKey, Mark, Measure, RateKind, Regime, RowKind
from policy.law import Benefit, Coefficient, Instrument, Law, Naming, Rate, RegimeLimit
from policy.rules import changes
from policy.rules.changes import (
    BenefitChange,
    CalendarChange,
    Change,
    CoefficientChange,
    DayCancelledChange,
    NamingChange,
    Objection,
    RateChange,
    RegimeChange,
    VerificationChange,
    WithdrawalChange,
)
from tests.policy.people import LAW

TODAY = dt.date(2026, 10, 20)
NOVEMBER = dt.date(2026, 11, 1)
DECEMBER = dt.date(2026, 12, 1)
# A made-up resolution for tests: no such figure is law.
BASIS = Instrument(
    "999-2026", "999/2026/NQ-HĐND", "Thử nghiệm", dt.date(2026, 10, 1), dt.date(2026, 10, 10), Mark.SOURCED,
    kind_vi="Nghị quyết",
)  # fmt: skip
DATED: dict[str, Any] = {
    "valid_from": NOVEMBER, "known_from": NOVEMBER, "article": "Điều 1", "mark": Mark.SOURCED,
    "instrument": BASIS.id,
}  # fmt: skip
RATE = RateChange(Rate(kind=RateKind.BASE, amount=600_000, province="51", **DATED), BASIS)
COEFFICIENT = CoefficientChange(
    Coefficient(group="disability_severe", value=Decimal("2.0"), age_from=16, age_to=60, **DATED), BASIS
)
BENEFIT = BenefitChange(
    Benefit(key=BenefitKey.FUNERAL_CHILD, measure=Measure.TIMES_BASE, value=Decimal(25), **DATED), BASIS
)
NAMING = NamingChange(
    Naming("disability_severe", "7.b", "Thử", NOVEMBER, "Điều 3", Mark.SOURCED, BASIS.id), BASIS
)
REGIME = RegimeChange(RegimeLimit(Regime.R3, (5,), 0, NOVEMBER, "Điều 3", Mark.SOURCED, BASIS.id), BASIS)
COMPARED = VerificationChange(RowKind.INSTRUMENT, "nd76-2024", "Công báo", "Tên")
HOLIDAY = CalendarChange(dt.date(2026, 12, 24), True, "Nghỉ")
CALENDAR = WorkingCalendar({dt.date(2027, 1, 1): "Tết"}, frozenset({dt.date(2026, 12, 26)}))
WITH_RATE = changes.with_change(LAW, RATE)
ALL: tuple[Change, ...] = (
    *(RATE, COEFFICIENT, BENEFIT),
    *(WithdrawalChange(change.row, DECEMBER) for change in (RATE, COEFFICIENT, BENEFIT)),
    *(NAMING, REGIME, COMPARED, HOLIDAY, DayCancelledChange(dt.date(2027, 1, 1))),
)
READERS = {
    RateChange: changes.rate_change,
    CoefficientChange: changes.coefficient_change,
    BenefitChange: changes.benefit_change,
    WithdrawalChange: changes.withdrawal_change,
    NamingChange: changes.naming_change,
    RegimeChange: changes.regime_change,
    VerificationChange: changes.verification_change,
    CalendarChange: changes.calendar_change,
    DayCancelledChange: changes.day_cancelled_change,
}


def against(change: Change, law: Law = LAW, today: dt.date = TODAY) -> set[str]:
    found = changes.objections(change, law=law, calendar=CALENDAR, today=today)
    return {objection.value for objection in found}


def altered(change: Any, **fields: Any) -> Any:
    return replace(change, row=replace(change.row, **fields))


@pytest.mark.parametrize("change", ALL, ids=lambda change: type(change).__name__)
def test_change_reads_back_as_it_was_kept(change: Change) -> None:
    assert READERS[type(change)](changes.to_data(change)) == change


@pytest.mark.parametrize("change", [item for item in ALL if not isinstance(item, WithdrawalChange)], ids=str)
def test_nothing_stands_against_a_fitting_change(change: Change) -> None:
    assert against(change) == set()


def test_nothing_stands_against_withdrawing_what_was_added() -> None:
    assert against(WithdrawalChange(RATE.row, DECEMBER), WITH_RATE) == set()


OTHER_NUMBER = replace(BASIS, id="other")
ISSUED_LATER = replace(BASIS, issued_on=dt.date(2026, 11, 2))


@pytest.mark.parametrize(
    ("change", "objections"),
    [
        (altered(RATE, amount=0), {"not_more_than_zero", "not_higher_than_national"}),
        (altered(RATE, amount=540_000), {"not_higher_than_national"}),
        (altered(RATE, amount=540_001), set()),
        (altered(RATE, province="", amount=540_000), set()),
        (altered(RATE, valid_to=dt.date(2026, 10, 31)), {"ends_before_it_begins"}),
        (altered(RATE, valid_to=NOVEMBER), set()),
        (altered(RATE, known_from=TODAY), set()),
        (altered(RATE, known_from=dt.date(2026, 10, 19)), {"applied_in_the_past"}),
        (replace(RATE, instrument=ISSUED_LATER), {"applied_before_issued"}),
        (replace(RATE, instrument=replace(BASIS, issued_on=NOVEMBER)), set()),
        (replace(RATE, instrument=replace(BASIS, number="335/2026/NĐ-CP")), {"instrument_known"}),
        (replace(RATE, instrument=replace(BASIS, id="nd335-2026")), {"instrument_known"}),
        (altered(COEFFICIENT, value=Decimal(0)), {"not_more_than_zero"}),
        (altered(COEFFICIENT, age_to=16), {"ages_out_of_order"}),
        (altered(COEFFICIENT, age_to=17), set()),
        (altered(COEFFICIENT, age_from=None, age_to=0), {"ages_out_of_order"}),
        (altered(COEFFICIENT, age_from=None, age_to=1), set()),
        (altered(COEFFICIENT, age_to=None), set()),
        (altered(COEFFICIENT, group="elderly_80"), {"group_not_in_force"}),
        (altered(BENEFIT, value=Decimal(-1)), {"not_more_than_zero"}),
        (altered(BENEFIT, valid_from=dt.date(2026, 11, 2)), set()),
        (
            altered(BENEFIT, key=BenefitKey.CARE_CHILD, valid_from=dt.date(2026, 11, 2)),
            {"not_first_of_month"},
        ),
        (
            altered(BENEFIT, key=BenefitKey.FACILITY_NURTURING, valid_from=dt.date(2026, 11, 2)),
            {"not_first_of_month"},
        ),
        (
            altered(BENEFIT, key=BenefitKey.FACILITY_LEAVING, valid_from=dt.date(2026, 11, 2)),
            {"not_first_of_month"},
        ),
        (
            altered(BENEFIT, key=BenefitKey.FACILITY_STUDYING, valid_from=dt.date(2026, 11, 2)),
            {"not_first_of_month"},
        ),
        (altered(NAMING, valid_from=TODAY), set()),
        (altered(NAMING, valid_from=dt.date(2026, 10, 19)), {"named_in_the_past"}),
        (altered(NAMING, group="elderly_80"), {"group_not_in_force"}),
        (replace(NAMING, instrument=ISSUED_LATER), {"applied_before_issued"}),
        (replace(NAMING, instrument=replace(BASIS, issued_on=NOVEMBER)), set()),
        (replace(NAMING, instrument=replace(BASIS, number="335/2026/NĐ-CP")), {"instrument_known"}),
        (altered(NAMING, instrument="nd335-2026"), {"already_named"}),
        (altered(REGIME, step_days=(7,)), {"already_so"}),
        (altered(REGIME, step_days=(7,), posting_days=1), set()),
        (altered(REGIME, step_days=(0,)), {"not_more_than_zero"}),
        (altered(REGIME, step_days=(1,)), set()),
        (altered(REGIME, step_days=(3, 4)), {"steps_do_not_match"}),
        (altered(REGIME, posting_days=5), set()),
        (altered(REGIME, posting_days=6), {"posting_too_long"}),
        (altered(REGIME, received_from=TODAY), set()),
        (altered(REGIME, received_from=dt.date(2026, 10, 19)), {"received_in_the_past"}),
        (altered(REGIME, regime=Regime.R2, step_days=(6, 3)), {"regime_over"}),
        (replace(REGIME, instrument=ISSUED_LATER), {"applied_before_issued"}),
        (replace(REGIME, instrument=replace(BASIS, issued_on=NOVEMBER)), set()),
        (replace(REGIME, instrument=replace(BASIS, number="335/2026/NĐ-CP")), {"instrument_known"}),
        (replace(COMPARED, key="nd335-2026"), {"nothing_to_verify"}),
        (replace(COMPARED, key="nd0"), {"nothing_to_verify"}),
        (replace(COMPARED, kind=RowKind.REGIME), {"nothing_to_verify"}),
        (replace(COMPARED, document="  "), {"document_not_named"}),
        (replace(HOLIDAY, day=TODAY), set()),
        (replace(HOLIDAY, day=dt.date(2026, 10, 19)), {"day_past"}),
        (replace(HOLIDAY, day=dt.date(2027, 1, 1)), {"day_listed"}),
        (replace(HOLIDAY, day=dt.date(2026, 12, 26)), {"day_listed"}),
        (replace(HOLIDAY, name=" "), {"day_without_name"}),
        (replace(HOLIDAY, holiday=False, name=""), {"not_a_weekend"}),
        (replace(HOLIDAY, holiday=False, name="", day=dt.date(2026, 12, 19)), set()),
        (DayCancelledChange(dt.date(2026, 12, 26)), set()),
        (DayCancelledChange(dt.date(2026, 12, 24)), {"day_not_listed"}),
        (DayCancelledChange(dt.date(2026, 10, 19)), {"day_past", "day_not_listed"}),
        (WithdrawalChange(RATE.row, DECEMBER), {"not_on_record"}),
        (WithdrawalChange(LAW.rates[0], DECEMBER), {"loaded_with_the_package"}),
    ],
)
def test_what_stands_against_a_change(change: Change, objections: set[str]) -> None:
    assert against(change) == objections


def test_regime_reaches_from_its_first_to_its_last_day() -> None:
    limit = altered(REGIME, regime=Regime.R2, step_days=(6, 3))
    today = dt.date(2025, 6, 1)
    basis = replace(BASIS, issued_on=today)
    days = (dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date(2026, 10, 4), dt.date(2026, 10, 5))
    found = [
        against(replace(altered(limit, received_from=day), instrument=basis), today=today) for day in days
    ]
    assert found == [{"regime_over"}, set(), set(), {"regime_over"}]


def test_withdrawal_of_what_is_withdrawn_and_in_the_past() -> None:
    gone = changes.with_change(WITH_RATE, WithdrawalChange(RATE.row, NOVEMBER))
    row = next(row for row in gone.rates if row.withdrawn_from)
    assert against(WithdrawalChange(row, DECEMBER), gone) == {"already_withdrawn"}
    assert against(WithdrawalChange(RATE.row, dt.date(2026, 10, 19)), WITH_RATE) == {"applied_in_the_past"}
    assert against(WithdrawalChange(RATE.row, TODAY), WITH_RATE) == set()


@pytest.mark.parametrize("change", [RATE, COEFFICIENT, BENEFIT], ids=lambda change: type(change).__name__)
def test_same_figure_again_is_refused(change: Any) -> None:
    law = changes.with_change(LAW, change)
    assert against(change, law) == {"already_so", "already_there"}
    assert against(altered(change, valid_from=DECEMBER, known_from=DECEMBER), law) == {"already_so"}
    assert against(altered(change, known_from=DECEMBER), law) == {"already_so"}
    gone = changes.with_change(law, WithdrawalChange(change.row, DECEMBER))
    assert against(altered(change, known_from=DECEMBER), gone) == set()


def test_second_limit_from_one_day_is_refused_and_a_later_one_is_compared_with_it() -> None:
    law = LAW.with_limits([REGIME.row])
    assert against(altered(REGIME, step_days=(4,)), law) == {"limit_on_record"}
    assert against(altered(REGIME, received_from=DECEMBER), law) == {"already_so"}
    assert against(altered(REGIME, received_from=DECEMBER, step_days=(7,)), law) == set()


def test_figures_are_known_no_earlier_than_their_confirmation() -> None:
    late = dt.date(2026, 11, 15)
    rate = changes.known_no_earlier(RATE, late)
    gone = changes.known_no_earlier(WithdrawalChange(RATE.row, NOVEMBER), late)
    assert isinstance(rate, RateChange)
    assert isinstance(gone, WithdrawalChange)
    assert (rate.row.known_from, rate.row.valid_from, gone.known_from) == (late, NOVEMBER, late)
    for change in (RATE, NAMING, REGIME, COMPARED, HOLIDAY, WithdrawalChange(RATE.row, DECEMBER)):
        assert changes.known_no_earlier(change, NOVEMBER) == change


# What a change does


@pytest.mark.parametrize(
    ("change", "last", "before", "back", "overruled"),
    [
        pytest.param(RATE, None, None, False, None, id="first of the province: before it the national"),
        pytest.param(altered(RATE, valid_from=dt.date(2026, 9, 1)), None, None, True, None, id="back-dated"),
        pytest.param(altered(RATE, valid_to=dt.date(2026, 12, 31)), DECEMBER, None, False, None, id="ends"),
        pytest.param(altered(RATE, province="", amount=550_000), None, None, False, None, id="national"),
        pytest.param(
            altered(RATE, province="", valid_from=dt.date(2025, 1, 1)), dt.date(2026, 6, 1), 500_000, True,
            None, id="until the next figure",
        ),
    ],
)  # fmt: skip
def test_consequence_of_a_rate(
    change: RateChange, last: dt.date | None, before: int | None, back: bool, overruled: int | None
) -> None:
    found = changes.consequence(change, law=LAW, province="51")
    was = found.before
    assert isinstance(was, Rate)
    assert (found.first_month, found.last_month, found.known_from) == (
        change.row.valid_from, last, NOVEMBER,
    )  # fmt: skip
    assert (was.amount, found.after, found.reaches_back) == (before or 540_000, change.row, back)
    assert found.overruled_by is overruled


def test_national_rate_below_the_provinces_own_changes_nothing_there() -> None:
    national = altered(RATE, province="", amount=580_000, valid_from=DECEMBER)
    found = changes.consequence(national, law=WITH_RATE, province="51")
    assert found.overruled_by == RATE.row
    assert changes.consequence(national, law=WITH_RATE, province="48").overruled_by is None


def test_consequence_of_a_coefficient_and_a_support() -> None:
    one = changes.consequence(COEFFICIENT, law=LAW, province="51")
    two = changes.consequence(BENEFIT, law=LAW, province="51")
    assert isinstance(one.before, Coefficient)
    assert isinstance(two.before, Benefit)
    assert [one.before.value, two.before.value] == [Decimal("1.5"), Decimal(20)]
    assert [one.after, two.after] == [COEFFICIENT.row, BENEFIT.row]
    assert [one.overruled_by, two.overruled_by, one.last_month, two.last_month] == [None] * 4


def test_other_ages_are_no_rivals() -> None:
    later = altered(COEFFICIENT, age_from=60, age_to=None, valid_from=DECEMBER)
    found = changes.consequence(COEFFICIENT, law=changes.with_change(LAW, later), province="51")
    same = altered(COEFFICIENT, valid_from=DECEMBER)
    again = changes.consequence(COEFFICIENT, law=changes.with_change(LAW, same), province="51")
    assert [found.last_month, again.last_month] == [None, NOVEMBER]
    care = altered(BENEFIT, key=BenefitKey.CARE_CHILD, age_from=0, age_to=4)
    older = altered(care, age_from=4, age_to=16, valid_from=DECEMBER)
    law = changes.with_change(LAW, older)
    assert changes.consequence(care, law=law, province="51").last_month is None


def test_consequence_of_a_withdrawal_is_the_other_way_round() -> None:
    law = changes.with_change(WITH_RATE, altered(RATE, valid_from=DECEMBER, amount=700_000))
    found = changes.consequence(WithdrawalChange(RATE.row, DECEMBER), law=law, province="51")
    assert isinstance(found.after, Rate)
    assert (found.before, found.after.amount, found.known_from, found.last_month) == (
        RATE.row, 540_000, DECEMBER, NOVEMBER,
    )  # fmt: skip
    assert found.reaches_back


def test_withdrawn_figure_counts_until_the_day_it_is_known() -> None:
    law = changes.with_change(WITH_RATE, WithdrawalChange(RATE.row, dt.date(2026, 11, 10)))
    amounts = [
        rate.amount if (rate := law.rate("base", NOVEMBER, day, "51")) else None
        for day in (dt.date(2026, 11, 9), dt.date(2026, 11, 10))
    ]
    assert amounts == [600_000, 540_000]


def test_change_knows_its_instrument_once() -> None:
    assert [row.id for row in WITH_RATE.instruments].count(BASIS.id) == 1
    twice = changes.with_change(WITH_RATE, COEFFICIENT)
    assert [row.id for row in twice.instruments].count(BASIS.id) == 1
    assert len(twice.coefficients) == len(LAW.coefficients) + 1


def test_before_a_day_a_name_and_a_limit() -> None:
    new_year, plain = DayCancelledChange(dt.date(2027, 1, 1)), HOLIDAY
    assert [changes.day_before(item, CALENDAR) for item in (new_year, plain)] == [
        DayKind.HOLIDAY, DayKind.WORKING,
    ]  # fmt: skip
    group = changes.group_before(NAMING, LAW)
    assert group is not None
    assert (group.code, group.instrument) == ("6", "nd335-2026")
    assert changes.regime_before(REGIME, LAW).working_days == 7


def test_keys_name_every_row_once() -> None:
    rows = changes.rows_of(LAW)
    counted = (LAW.instruments, LAW.rates, LAW.coefficients, LAW.benefits, LAW.groups, LAW.regimes)
    assert len(rows) == sum(len(group) for group in counted)
    assert {kind for kind, _key in rows} == set(RowKind)
    assert {kind for kind, _key in changes.figures_of(LAW)} == {
        RowKind.RATE, RowKind.COEFFICIENT, RowKind.BENEFIT,
    }  # fmt: skip
    assert [changes.key_of(item.row) for item in (RATE, COEFFICIENT, BENEFIT)] == [
        "base|51|2026-11-01|2026-11-01",
        "disability_severe|16|2026-11-01|2026-11-01",
        "funeral_child||2026-11-01|2026-11-01",
    ]
    assert [changes.row_kind(item.row) for item in (RATE, COEFFICIENT, BENEFIT)] == [
        "rate", "coefficient", "benefit",
    ]  # fmt: skip


@pytest.mark.parametrize("objection", list(Objection))
def test_every_objection_is_a_sentence(objection: Objection) -> None:
    assert (Objection(objection.value), objection.sentence.endswith(".")) == (objection, True)
