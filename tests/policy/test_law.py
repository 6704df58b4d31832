"""The law as data: what was in force, as known when."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from policy.enums import GroupKey, Regime
from policy.law import NotInForce, read_law
from policy.months import add_months
from tests.policy.people import LAW

TO_2026 = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("kind", "month", "known_on", "amount"),
    [
        pytest.param("base", date(2021, 6, 1), date(2021, 6, 20), 270_000, id="136/2013"),
        pytest.param("base", date(2021, 7, 1), date(2021, 7, 20), 360_000, id="20/2021 Art.4(2)"),
        pytest.param("base", date(2024, 6, 1), date(2024, 6, 20), 360_000, id="20/2021 last month"),
        pytest.param("base", date(2024, 7, 1), date(2024, 7, 20), 500_000, id="76/2024"),
        pytest.param("base", date(2026, 9, 1), date(2026, 9, 30), 500_000, id="335/2026 not yet known"),
        pytest.param("base", date(2026, 9, 1), date(2026, 10, 4), 500_000, id="335/2026 the day before"),
        pytest.param("base", date(2026, 9, 1), date(2026, 10, 5), 540_000, id="335/2026 Art.32 back to July"),
        pytest.param("base", date(2026, 7, 1), date(2026, 10, 5), 540_000, id="335/2026 first month"),
        pytest.param("base", date(2026, 6, 1), date(2026, 10, 5), 500_000, id="335/2026 not before July"),
        pytest.param(
            "base", date(2026, 10, 1), date(2026, 9, 24), 500_000, id="October list made in September"
        ),
        pytest.param("base", date(2026, 12, 1), date(2026, 12, 1), 540_000, id="335/2026 goes on"),
        pytest.param("pension", date(2025, 7, 1), date(2025, 7, 1), 500_000, id="176/2025"),
        pytest.param("pension", date(2026, 9, 1), date(2026, 9, 30), 500_000, id="176/2025 still"),
        pytest.param("pension", date(2026, 9, 1), date(2026, 10, 5), 540_000, id="335/2026 Art.31"),
    ],
)
def test_rate_by_month_and_knowledge(kind: str, month: date, known_on: date, amount: int) -> None:
    rate = LAW.rate(kind, month, known_on)
    assert rate is not None
    assert rate.amount == amount


def test_rate_of_pension_before_it_existed() -> None:
    assert LAW.rate("pension", date(2025, 6, 1), date(2026, 11, 1)) is None


@pytest.mark.parametrize(
    ("local", "amount"),
    [
        pytest.param(650_000, 650_000, id="higher"),
        pytest.param(530_000, 540_000, id="overtaken by the national"),
    ],
)
def test_rate_is_the_greater_of_national_and_provincial(local: int, amount: int) -> None:
    national = LAW.rate("base", TO_2026, TO_2026)
    assert national is not None
    law = LAW.with_money(rates=[*LAW.rates, replace(national, province="51", amount=local)])
    assert [law.rate("base", TO_2026, TO_2026, province).amount for province in ("51", "48", None)] == [
        amount,
        540_000,
        540_000,
    ]


def test_coefficient_of_5a_upper_band_moves_from_80_to_75() -> None:
    september = date(2026, 9, 1)
    rows = [
        LAW.coefficient("elderly_poor", 77, september, known)
        for known in (date(2026, 10, 4), date(2026, 10, 5))
    ]
    assert [(row.value, row.instrument) for row in rows if row] == [
        (Decimal("1.5"), "nd20-2021"),
        (Decimal("2.0"), "nd335-2026"),
    ]


def test_coefficient_outside_every_band() -> None:
    assert LAW.coefficient("toddler_poor", 3, TO_2026, TO_2026) is None


@pytest.mark.parametrize("key", list(GroupKey))
def test_coefficients_leave_no_hole_between_ages(key: GroupKey) -> None:
    """Every age from the lowest to the highest band has a coefficient, whatever is known."""
    for month in (date(2024, 7, 1), date(2025, 7, 1), date(2026, 7, 1), date(2026, 10, 1)):
        for known in (date(2026, 9, 30), date(2026, 10, 5)):
            covered = [age for age in range(121) if LAW.coefficient(key, age, month, known)]
            assert covered == list(range(min(covered, default=0), max(covered, default=-1) + 1))


@pytest.mark.parametrize(
    ("key", "on", "code", "citation"),
    [
        ("elderly_facility_eligible", "2026-10-04", "5.d", "điểm d khoản 5 Điều 5 Nghị định 20/2021/NĐ-CP"),
        ("elderly_facility_eligible", "2026-10-05", "5.b", "điểm b khoản 5 Điều 5 Nghị định 335/2026/NĐ-CP"),
        ("elderly_75_hardship", "2025-06-30", "5.b", "điểm b khoản 5 Điều 5 Nghị định 20/2021/NĐ-CP"),
        (
            "child_one_dead_other_sentence",
            "2026-11-01",
            "1.đ",
            "điểm đ khoản 1 Điều 5 Nghị định 335/2026/NĐ-CP",
        ),
        ("disability_severe", "2026-11-01", "6", "khoản 6 Điều 5 Nghị định 335/2026/NĐ-CP"),
        ("pension_75", "2026-11-01", "HT", "khoản 1 Điều 2 Nghị định 176/2025/NĐ-CP"),
        ("child_no_care", "2026-11-01", "1", "khoản 1 Điều 5 Nghị định 335/2026/NĐ-CP"),
    ],
)
def test_citation_by_date(key: str, on: str, code: str, citation: str) -> None:
    day = date.fromisoformat(on)
    assert (LAW.code(key, day), LAW.citation(key, day)) == (code, citation)


def test_citation_of_a_group_that_ended() -> None:
    with pytest.raises(NotInForce):
        LAW.citation("elderly_80", date(2025, 7, 1))


def test_groups_in_force_are_every_key_but_the_two_that_ended() -> None:
    keys = {group.key for group in LAW.groups_on(date(2026, 11, 1))}
    assert keys == set(GroupKey) - {"elderly_75_hardship", "elderly_80"}


def test_group_letters_keep_the_order_of_the_text() -> None:
    codes = [group.code for group in LAW.groups_on(date(2026, 11, 1)) if group.code.startswith("1.")]
    assert codes == ["1.a", "1.b", "1.c", "1.d", "1.đ", "1.e", "1.g", "1.h", "1.i", "1.k", "1.l"]


@pytest.mark.parametrize(
    ("received", "key", "decided_by", "days", "posting"),
    [
        ("2025-06-30", "R1", "district_chair", 20, 2),
        ("2025-07-01", "R2", "commune_chair", 10, 2),
        ("2026-10-04", "R2", "commune_chair", 10, 2),
        ("2026-10-05", "R3", "commune_chair", 7, 0),
    ],
)
def test_regime_by_day_of_receipt(received: str, key: str, decided_by: str, days: int, posting: int) -> None:
    regime = LAW.regime_on(date.fromisoformat(received))
    assert (regime.key, regime.decided_by, regime.working_days, regime.posting_days) == (
        key,
        decided_by,
        days,
        posting,
    )


@pytest.mark.parametrize("regime", list(Regime))
def test_regime_steps_add_up_to_its_days(regime: Regime) -> None:
    row = next(item for item in LAW.regimes if item.key == regime)
    assert sum(step.working_days for step in LAW.steps_of(regime)) == row.working_days


def test_regime_before_the_first_decree() -> None:
    with pytest.raises(NotInForce):
        LAW.regime_on(date(2021, 6, 30))


def test_every_group_and_coefficient_belong_together() -> None:
    assert {row.group for row in LAW.coefficients} == {group.key for group in LAW.groups} == set(GroupKey)


def test_every_instrument_named_exists() -> None:
    named = {
        row.instrument for rows in (LAW.rates, LAW.groups, LAW.coefficients, LAW.regimes) for row in rows
    }
    assert named <= {instrument.id for instrument in LAW.instruments}


def test_every_base_month_has_one_rate() -> None:
    months = [add_months(date(2015, 1, 1), index) for index in range(144)]
    assert [month for month in months if LAW.rate("base", month, date(2026, 12, 31)) is None] == []


def test_read_law_refuses_a_field_it_does_not_know(tmp_path) -> None:
    (tmp_path / "x.toml").write_text(
        '[instrument]\nid = "x"\nnumber = "1"\ntitle_vi = "x"\nissued_on = 2026-01-01\n'
        'in_force_on = 2026-01-01\nmark = "sourced"\ncolour = "red"\n',
        encoding="utf-8",
    )
    with pytest.raises(TypeError, match="colour"):
        read_law(tmp_path)
