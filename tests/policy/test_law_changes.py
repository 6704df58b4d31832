"""What each kind of change of the law does once it is confirmed, and what it leaves as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from freezegun import freeze_time

from audit.models import Entry
from cases.models import Case
from payments.ledger import ledger_rows
from payments.models import PaymentLine
from policy import actions
from policy.enums import BenefitKey, Mark, Measure, Regime, RowKind
from policy.facts import PartialDate
from policy.models import CalendarDay, Citation, LawChange, Rate, RegimeLimit, Verification, Withdrawal
from policy.queries import citing_law, current_law, current_law_of_supports, verified_law, working_calendar
from policy.rules import funeral_support_due, monthly_due
from policy.rules.changes import Change, Objection
from policy.support_facts import FuneralFacts
from tests.factories import cases, law, offices, payments

pytestmark = pytest.mark.django_db

NOVEMBER = law.NOVEMBER
DECEMBER = dt.date(2026, 12, 1)
BORN = PartialDate(1980)


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


def funeral(died_on: dt.date, known_on: dt.date = DECEMBER) -> int:
    facts = FuneralFacts(
        died_on=died_on, on_monthly_assistance=True, applied_and_qualified=False,
        child_of_single_parent=False, on_survivor_allowance=False, on_other_allowance=False,
        on_social_pension=False, died_in_emergency=False, lived_in_facility=False, other_funeral_support=0,
    )  # fmt: skip
    found = funeral_support_due(facts=facts, known_on=known_on, law=current_law_of_supports(), province="51")
    return found.amount


def monthly(month: dt.date, known_on: dt.date) -> int:
    due = monthly_due(
        group="disability_severe", born=BORN, month=month, known_on=known_on, law=current_law(), province="51"
    )
    return due.amount


def refused(change: Change) -> tuple[Objection, ...]:
    with pytest.raises(actions.ChangeObjected) as refusal:
        law.made(change)
    return refusal.value.objections


# Supports


def test_support_pays_more_from_its_day_only() -> None:
    law.made(law.benefit("25"))
    days = [dt.date(2026, 10, 31), NOVEMBER]
    assert [funeral(day) for day in days] == [10_800_000, 13_500_000]
    assert funeral(NOVEMBER, known_on=dt.date(2026, 10, 31)) == 10_800_000


def test_support_in_dong_keeps_its_measure() -> None:
    law.made(law.benefit("120000", key=BenefitKey.PROTECTION_FOOD, measure=Measure.DONG, months_at_most=3))
    row = current_law_of_supports().benefits_of("protection_food", NOVEMBER, NOVEMBER)[0]
    assert (row.value, row.measure, row.months_at_most, row.instrument) == (
        120_000, "dong", 3, law.RESOLUTION.id,
    )  # fmt: skip


def test_support_already_so_is_refused() -> None:
    law.made(law.benefit("25"))
    assert refused(law.benefit("25")) == (Objection.ALREADY_SO, Objection.ALREADY_THERE)


# Withdrawal


def test_withdrawn_rate_does_not_count_in_rule_nor_sql() -> None:
    mistaken = law.rate(650_000)
    law.made(mistaken)
    before = monthly(NOVEMBER, NOVEMBER)
    law.made(law.withdrawal(mistaken.row, known_from=dt.date(2026, 11, 10)))
    assert [before, monthly(NOVEMBER, dt.date(2026, 11, 9)), monthly(NOVEMBER, dt.date(2026, 11, 10))] == [
        975_000, 975_000, 810_000,
    ]  # fmt: skip
    payments.allowance()
    rows = {
        day: {
            row.due
            for row in ledger_rows(office=offices.office(offices.PROVINCE), month=NOVEMBER, as_of=day)
            if row.month == NOVEMBER
        }
        for day in (dt.date(2026, 11, 9), dt.date(2026, 11, 10))
    }
    assert list(rows.values()) == [{975_000}, {810_000}]
    assert Rate.objects.filter(amount=650_000).count() == 1


def test_withdrawn_coefficient_does_not_count_in_rule_nor_sql() -> None:
    mistaken = law.coefficient("2.0")
    law.made(mistaken)
    law.made(law.withdrawal(mistaken.row, known_from=dt.date(2026, 11, 10)))
    payments.allowance()
    for day, amount in ((dt.date(2026, 11, 9), 1_080_000), (dt.date(2026, 11, 10), 810_000)):
        due = {
            row.due
            for row in ledger_rows(office=offices.office(offices.PROVINCE), month=NOVEMBER, as_of=day)
            if row.month == NOVEMBER
        }
        assert (monthly(NOVEMBER, day), due) == (amount, {amount})


def test_withdrawn_support_gives_way_to_the_one_before() -> None:
    mistaken = law.benefit("25")
    law.made(mistaken)
    law.made(law.withdrawal(mistaken.row))
    assert funeral(dt.date(2026, 11, 3)) == 10_800_000


def test_withdrawal_leaves_what_was_known_before_and_says_so() -> None:
    mistaken = law.rate(650_000)
    law.made(mistaken)
    change = law.made(law.withdrawal(mistaken.row, known_from=dt.date(2026, 11, 10)))
    entry = Entry.objects.get(event="law_change.confirmed", subject_id=str(change.pk))
    assert ((entry.before or {})["row"]["amount"], Withdrawal.objects.get().change_id) == (650_000, change.pk)


def test_what_may_not_be_withdrawn() -> None:
    loaded = current_law().rate("base", NOVEMBER, NOVEMBER)
    assert loaded is not None
    assert refused(law.withdrawal(loaded)) == (Objection.LOADED_WITH_THE_PACKAGE,)
    mistaken = law.rate(650_000)
    law.made(mistaken)
    law.made(law.withdrawal(mistaken.row))
    again = refused(law.withdrawal(mistaken.row))
    assert (Objection.ALREADY_WITHDRAWN in again, Withdrawal.objects.count()) == (True, 1)


def test_late_withdrawal_counts_from_its_own_day() -> None:
    mistaken, hands = law.rate(650_000), law.crew()
    law.made(mistaken, hands)
    asked = actions.propose_withdrawal(
        change=law.withdrawal(mistaken.row), reason="Nhập nhầm.", by=hands.proposer
    )
    with freeze_time("2026-11-15 03:00:00"):
        actions.confirm_change(change=asked, by=hands.confirmer)
    assert Withdrawal.objects.get().known_from == dt.date(2026, 11, 15)


def test_database_refuses_a_withdrawal_of_nothing() -> None:
    change = law.made(law.rate(650_000))
    with pytest.raises(IntegrityError, match="withdrawal_of_one_figure"), transaction.atomic():
        Withdrawal.objects.create(known_from=NOVEMBER, change=change)


# Names


def test_new_decree_renames_a_group_from_its_day() -> None:
    law.made(law.naming(code="7.b"))
    now, eve = current_law(), dt.date(2026, 10, 31)
    assert [now.code("disability_severe", day) for day in (eve, NOVEMBER)] == ["6", "7.b"]
    assert now.citation("disability_severe", NOVEMBER) == (
        "điểm b khoản 7 Điều 3 Nghị quyết 999/2026/NQ-HĐND"
    )
    # Conditions, coefficients and amounts go with the meaning, not with the letter.
    assert monthly(NOVEMBER, NOVEMBER) == 810_000
    assert Citation.objects.filter(group="disability_severe", on_screen=True).count() == 1


def test_renaming_touches_no_other_group() -> None:
    before = {group.key: group for group in current_law().groups_on(NOVEMBER)}
    law.made(law.naming())
    after = {group.key: group for group in current_law().groups_on(NOVEMBER)}
    assert {key for key in after if after[key] != before[key]} == {"disability_severe"}
    assert set(after) == set(before)


def test_list_built_after_the_renaming_prints_the_new_code() -> None:
    law.made(law.naming(code="7.b"))
    payments.allowance()
    payments.built(payments.crew(), NOVEMBER, dt.date(2026, 11, 20))
    assert PaymentLine.objects.get().group_code == "7.b"


def test_same_instrument_names_a_group_once() -> None:
    law.made(law.naming())
    assert refused(law.naming(valid_from=DECEMBER)) == (Objection.ALREADY_NAMED,)


# Time limits


def test_time_limit_counts_for_files_received_from_its_day() -> None:
    law.made(law.regime(5))
    now = current_law()
    days = [dt.date(2026, 10, 31), NOVEMBER]
    assert [now.regime_on(day).working_days for day in days] == [7, 5]
    assert [step.working_days for step in now.steps_of(Regime.R3, NOVEMBER)] == [5]
    assert [step.working_days for step in now.steps_of(Regime.R3)] == [7]


def test_case_received_later_is_due_by_the_new_limit() -> None:
    law.made(law.regime(5, received_from=dt.date(2026, 11, 16)))
    cases.received(cases.crew())
    case = Case.objects.get()
    assert (case.working_days, case.due_on) == (5, dt.date(2026, 11, 23))


def test_newest_of_several_time_limits_counts() -> None:
    law.made(law.regime(5))
    law.made(law.regime(4, received_from=DECEMBER))
    now = current_law()
    assert [now.regime_on(day).working_days for day in (NOVEMBER, DECEMBER)] == [5, 4]
    assert RegimeLimit.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        (law.regime(7), Objection.ALREADY_SO),
        (law.regime(0), Objection.NOT_MORE_THAN_ZERO),
        (law.regime(3, 4), Objection.STEPS_DO_NOT_MATCH),
        (law.regime(6, 3, key=Regime.R2), Objection.REGIME_OVER),
    ],
)
def test_time_limit_that_does_not_fit(change: Change, objection: Objection) -> None:
    assert refused(change) == (objection,)


def test_second_limit_from_the_same_day_is_refused() -> None:
    law.made(law.regime(5))
    assert refused(law.regime(4)) == (Objection.LIMIT_ON_RECORD,)


# Sources


def test_verified_instrument_is_sourced_with_its_official_title() -> None:
    law.made(law.verification(title="Nghị định sửa đổi (tên chính thức)", document="Công báo 901+902"))
    row = next(row for row in current_law().instruments if row.id == "nd76-2024")
    assert (row.mark, row.title_vi) == (Mark.SOURCED, "Nghị định sửa đổi (tên chính thức)")
    kept = Verification.objects.select_related("change").get()
    hands = (kept.change.proposed_by.full_name, kept.change.decided_by and kept.change.decided_by.full_name)
    assert (kept.document, kept.verified_on, hands) == (
        "Công báo 901+902", dt.date(2026, 10, 20), ("Phạm Thị Đề", "Lê Văn Duyệt"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (RowKind.RATE, "base||2024-07-01|2024-07-01"),
        (RowKind.COEFFICIENT, "pension_75|75|2025-07-01|2025-07-01"),
        (RowKind.BENEFIT, "funeral_pensioner||2025-07-01|2025-07-01"),
        (RowKind.GROUP, "pension_75|nd176-2025"),
        (RowKind.REGIME, "R2"),
    ],
)
def test_verified_row_is_sourced_and_moves_no_amount(kind: RowKind, key: str) -> None:
    before = verified_law()
    law.made(law.verification(kind, key))
    after = verified_law()
    from policy.rules.changes import rows_of

    changed = {name for name, row in rows_of(after).items() if row != rows_of(before)[name]}
    assert (changed, rows_of(after)[kind, key].mark) == ({(kind, key)}, Mark.SOURCED)
    assert current_law().rates == before.rates
    assert refused(law.verification(kind, key)) == (Objection.NOTHING_TO_VERIFY,)


def test_steps_of_a_verified_procedure_are_sourced() -> None:
    law.made(law.verification(RowKind.REGIME, "R2"))
    assert {step.mark for step in verified_law().steps_of(Regime.R2)} == {Mark.SOURCED}


# Calendar


def test_cancelled_day_is_what_its_weekday_says_and_stays_on_record() -> None:
    new_year = dt.date(2027, 1, 1)
    law.made(law.day_cancelled(new_year))
    assert working_calendar().is_working(new_year)
    assert [row.kind for row in CalendarDay.objects.filter(day=new_year)] == ["holiday", "cancelled"]


def test_cancelled_day_may_be_entered_again() -> None:
    wrong = law.day(dt.date(2026, 12, 26), holiday=False, name="")
    law.made(wrong)
    law.made(law.day_cancelled(wrong.day))
    law.made(law.day(wrong.day, name="Nghỉ bù"))
    assert (working_calendar().holidays[wrong.day], working_calendar().make_up_days & {wrong.day}) == (
        "Nghỉ bù", frozenset(),
    )  # fmt: skip


def test_reloading_the_package_keeps_what_was_changed() -> None:
    from policy.loading import load_law

    law.made(law.day_cancelled(dt.date(2027, 1, 1)))
    law.made(law.naming())
    law.made(law.verification(title="Tên chính thức"))
    before = (current_law(), working_calendar(), CalendarDay.objects.count())
    load_law()
    assert (current_law(), working_calendar(), CalendarDay.objects.count()) == before


def test_citing_law_knows_the_instruments_of_every_change() -> None:
    law.made(law.regime(5))
    assert citing_law().cite("Điều 3", law.RESOLUTION.id) == "Điều 3 Nghị quyết 999/2026/NQ-HĐND"
    regime = current_law().regime_on(NOVEMBER)
    assert current_law().cite(regime.article, regime.instrument) == "Điều 3 Nghị quyết 999/2026/NQ-HĐND"


def test_a_figure_is_decimal_after_the_trail() -> None:
    change = law.made(law.benefit("0.25", key=BenefitKey.TRANSPORT_OFFICE, measure=Measure.LITRES_PER_KM))
    assert LawChange.objects.get(pk=change.pk).change == law.benefit(
        "0.25", key=BenefitKey.TRANSPORT_OFFICE, measure=Measure.LITRES_PER_KM
    )
    row = current_law_of_supports().benefits_of("transport_office", NOVEMBER, NOVEMBER)[0]
    assert row.value == Decimal("0.25")
