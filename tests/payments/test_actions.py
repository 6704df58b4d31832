"""Building, checking and approving the lists of a month."""

from __future__ import annotations

import datetime as dt

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Entry
from beneficiaries import actions as people_actions
from entitlements.actions import end, grant, record_death
from entitlements.enums import Source
from offices.actors import NotPermitted
from offices.models import User
from payments import actions
from payments.enums import RunState
from payments.ledger import list_seals
from payments.models import Difference, PaymentLine, PaymentList, PaymentMonth, PaymentRun
from payments.tasks import build_in_background
from policy.models import Rate
from tests.factories import offices, payments, people

pytestmark = pytest.mark.django_db

JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (dt.date(2026, month, 1) for month in range(7, 13))


def money(run: PaymentRun) -> list[tuple[str, int, int, int, int]]:
    """(name, regular, arrears, recovery, total) of each line."""
    lines = PaymentLine.objects.filter(payment_list__run=run).order_by("payment_list", "position")
    return list(lines.values_list("name", "regular", "arrears", "recovery", "total"))


def settled(run: PaymentRun, name: str = "Nguyễn Thị Hoa") -> list[tuple[str, dt.date, int]]:
    """(kind, month, amount) of a person's line."""
    rows = PaymentMonth.objects.filter(line__payment_list__run=run, line__name=name).order_by("month")
    return list(rows.values_list("kind", "month", "amount"))


def reasons(run: PaymentRun) -> dict[str, tuple[str, str, int, int]]:
    """(kind, reason, before, after) by name."""
    return {row.name: (row.kind, row.reason, row.before, row.after) for row in run.differences.all()}


# Building


def test_october_pays_the_new_base_and_the_difference_since_july() -> None:
    payments.allowance(group="disability_severe", born="12/06/1978")
    run = payments.built(payments.crew())
    assert money(run) == [("Nguyễn Thị Hoa", 810_000, 180_000, 0, 990_000)]
    assert settled(run) == [
        ("arrears", JULY, 60_000),
        ("arrears", AUGUST, 60_000),
        ("arrears", SEPTEMBER, 60_000),
        ("regular", OCTOBER, 810_000),
    ]
    line = PaymentLine.objects.get()
    assert (line.base, line.arrears_from, line.arrears_to) == (540_000, JULY, SEPTEMBER)


def test_run_before_the_decree_is_known_pays_the_old_base() -> None:
    payments.allowance()
    run = payments.built(payments.crew(), as_of=dt.date(2026, 10, 4))
    assert money(run) == [("Nguyễn Thị Hoa", 750_000, 0, 0, 750_000)]


def test_base_known_after_the_october_run_comes_as_arrears_in_november() -> None:
    """Lists of July to October at 500,000; the new level enters for November: 4 × 40,000."""
    payments.allowance(group="single_parent", born="1990")
    hands = payments.crew()
    payments.approved(hands, as_of=dt.date(2026, 10, 4))
    run = payments.built(hands, NOVEMBER, dt.date(2026, 11, 3))
    assert money(run) == [("Nguyễn Thị Hoa", 540_000, 160_000, 0, 700_000)]


def test_late_decision_pays_the_months_since_the_start() -> None:
    payments.allowance(start="2026-07", paid_through=None)
    run = payments.built(payments.crew())
    assert money(run) == [("Nguyễn Thị Hoa", 810_000, 2_430_000, 0, 3_240_000)]
    assert PaymentLine.objects.get().note == "joined"


def test_one_run_for_the_province_and_a_list_for_each_commune() -> None:
    payments.allowance("Lê Văn Nam")
    payments.allowance("Đinh Thị Sâm", code=offices.SON_HA)
    payments.allowance("Trần Thị Lan", code=offices.SON_HA, group="disability_extreme")
    run = payments.built(payments.crew())
    assert PaymentRun.objects.count() == 1
    lists = run.lists.order_by("office_code").values_list("office_code", "persons", "regular", "total")
    assert list(lists) == [
        (offices.TINH_KHE, 1, 810_000, 990_000),
        (offices.SON_HA, 2, 1_890_000, 1_890_000 + 180_000 + 240_000),
    ]
    assert (run.persons, run.total) == (3, sum(row.total for row in run.lists.all()))


def test_person_with_two_allowances_has_two_lines_and_counts_once() -> None:
    first = payments.allowance(group="single_parent", units=2, born="1990")
    payments.paid(
        people.entitlement(first.person, group="disability_severe", start="2025-01"), through="2026-09"
    )
    run = payments.built(payments.crew())
    assert sorted(line[1] for line in money(run)) == [810_000, 1_080_000]
    assert (run.persons, run.total) == (1, 810_000 + 180_000 + 1_080_000 + 240_000)


def test_month_of_death_is_paid_and_no_later_one() -> None:
    october, september = payments.allowance("Lê Văn Nam"), payments.allowance("Trần Thị Lan")
    officer = offices.actor("commune_officer")
    record_death(person=october.person, died_on=dt.date(2026, 10, 2), document="", by=officer)
    record_death(person=september.person, died_on=dt.date(2026, 9, 30), document="", by=officer)
    run = payments.built(payments.crew())
    assert [(line[0], line[1]) for line in money(run)] == [("Trần Thị Lan", 0), ("Lê Văn Nam", 810_000)]
    assert settled(run, "Trần Thị Lan") == [("arrears", month, 60_000) for month in (JULY, AUGUST, SEPTEMBER)]
    assert [(row.name, row.reason) for row in run.unpaid.all()] == [("Trần Thị Lan", "dead")]


def test_month_paid_after_death_is_taken_back_from_what_is_still_due() -> None:
    """Paid for August and September, dead in July: July's difference is all there is to take it from."""
    one = payments.allowance()
    record_death(
        person=one.person, died_on=dt.date(2026, 7, 9), document="", by=offices.actor("commune_officer")
    )
    payments.allowance("Lê Văn Nam")
    run = payments.built(payments.crew())
    assert settled(run) == [("arrears", JULY, 60_000), ("recovery", AUGUST, 60_000)]
    assert money(run) == [
        ("Nguyễn Thị Hoa", 0, 60_000, 60_000, 0),
        ("Lê Văn Nam", 810_000, 180_000, 0, 990_000),
    ]
    assert (run.regular, run.arrears, run.recovery, run.total) == (810_000, 240_000, 60_000, 990_000)


def test_what_nobody_is_left_to_give_back_stays_in_sight() -> None:
    """Paid for August and September, dead in July: 60,000 is taken from July's difference, the rest stays."""
    one = payments.allowance()
    payments.allowance("Lê Văn Nam")
    record_death(
        person=one.person, died_on=dt.date(2026, 7, 9), document="", by=offices.actor("commune_officer")
    )
    hands = payments.crew()
    first = payments.approved(hands)
    left = 2 * 750_000 - 60_000
    assert list(first.unpaid.values_list("name", "reason", "owed_back")) == [("Nguyễn Thị Hoa", "dead", left)]
    second = payments.built(hands, NOVEMBER, dt.date(2026, 11, 3))
    assert [line[0] for line in money(second)] == ["Lê Văn Nam"]
    assert list(second.unpaid.values_list("name", "owed_back")) == [("Nguyễn Thị Hoa", left)]


def test_what_is_left_of_a_recovery_waits_for_the_next_run() -> None:
    one = payments.allowance(group="disability_severe", paid_through=None, start="2026-01")
    payments.paid(one, through="2026-08", amount=1_000_000)  # 250,000 a month too much until June
    hands = payments.crew()
    first = payments.approved(hands)
    overpaid = 6 * 250_000 + 2 * 190_000
    assert money(first)[0][1:] == (810_000, 810_000, 1_620_000, 0)
    second = payments.built(hands, NOVEMBER, dt.date(2026, 11, 3))
    assert money(second)[0][1:] == (810_000, 0, overpaid - 1_620_000, 810_000 - (overpaid - 1_620_000))


def test_allowance_that_replaces_another_counts_what_the_other_was_paid() -> None:
    """October is paid as severe; from October the decision says extremely severe: only the rest is due."""
    one = payments.allowance(group="disability_severe")
    hands = payments.crew()
    payments.approved(hands)
    chair = offices.actor("commune_chair")
    end(entitlement=one, last_month=SEPTEMBER, reason="replaced", by=chair)
    grant(
        person=one.person, group_key="disability_extreme", start_month=OCTOBER, decision_number="9/QĐ-UBND",
        decision_on=dt.date(2026, 10, 20), source=Source.CASE, by=chair,
    )  # fmt: skip
    run = payments.built(hands, NOVEMBER, dt.date(2026, 11, 3))
    assert settled(run) == [("arrears", OCTOBER, 270_000), ("regular", NOVEMBER, 1_080_000)]


def test_month_already_paid_by_earlier_books_is_left_out() -> None:
    payments.allowance(paid_through="2026-10", born="12/06/1978")
    payments.allowance("Lê Văn Nam")
    run = payments.built(payments.crew(), as_of=dt.date(2026, 10, 4))
    assert [line[0] for line in money(run)] == ["Lê Văn Nam"]
    assert [(row.name, row.reason) for row in run.unpaid.all()] == [("Nguyễn Thị Hoa", "already_paid")]


def test_child_is_paid_for_the_month_of_turning_16_and_no_later() -> None:
    payments.allowance("Lê Văn Nam", group="child_no_care", born="30/09/2010")
    payments.allowance("Trần Thị Lan", group="child_no_care", born="01/10/2010")
    run = payments.built(payments.crew())
    assert {line[0]: line[1] for line in money(run)} == {"Lê Văn Nam": 0, "Trần Thị Lan": 810_000}
    assert [(row.name, row.reason) for row in run.unpaid.all()] == [("Lê Văn Nam", "age")]


def test_printed_columns_are_frozen_as_they_were_at_the_build() -> None:
    one = payments.allowance(born="1950", hamlet="Thôn Mỹ Lại", id_number="051150001234")
    officer = offices.actor("commune_officer")
    people_actions.set_payee_account(
        person=one.person, method="account", bank="Agribank", account_number="4500205001234",
        owner_name="Nguyễn Thị Hoa", by=officer,
    )  # fmt: skip
    people_actions.set_collector(
        person=one.person, name="Nguyễn Văn Con", id_number="051075000111", relation="con",
        authorisation="01/GUQ", valid_from=None, valid_to=None, by=officer,
    )  # fmt: skip
    payments.built(payments.crew())
    line = PaymentLine.objects.get()
    assert (line.born, line.hamlet, line.id_number, line.group_code) == (
        "1950",
        "Thôn Mỹ Lại",
        "051150001234",
        "6",
    )
    assert (line.method, line.bank, line.account_number) == ("account", "Agribank", "4500205001234")
    assert (line.collector_name, line.collector_id) == ("Nguyễn Văn Con", "051075000111")


def test_lines_stand_by_hamlet_then_by_given_name() -> None:
    for name, hamlet in (
        ("Lê Văn Ân", "Tổ dân phố 10"),
        ("Lê Thị Đào", "Tổ dân phố 2"),
        ("Trần Văn Dũng", "Tổ dân phố 2"),
        ("Phạm Thị An", "Thôn Đông"),
        ("Bùi Thị Cúc", "Thôn Yên"),
    ):
        payments.allowance(name, hamlet=hamlet)
    run = payments.built(payments.crew())
    assert [line[0] for line in money(run)] == [
        "Phạm Thị An", "Bùi Thị Cúc", "Trần Văn Dũng", "Lê Thị Đào", "Lê Văn Ân",
    ]  # fmt: skip


def test_run_asked_twice_is_one_run_and_follows_the_records() -> None:
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    first = payments.checked(hands)
    address = PaymentList.objects.get().pk
    payments.allowance("Trần Thị Lan")
    second = payments.built(hands)
    assert second.pk == first.pk
    assert PaymentRun.objects.get().state == "built"
    assert [line[0] for line in money(second)] == ["Trần Thị Lan", "Lê Văn Nam"]
    assert (second.persons, second.checked_by) == (2, None)
    assert PaymentList.objects.get().pk == address
    assert Difference.objects.count() == 0


def test_commune_with_nobody_left_has_no_list() -> None:
    one = payments.allowance(code=offices.SON_HA)
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    payments.built(hands)
    end(entitlement=one, last_month=dt.date(2026, 6, 1), reason="wrong", by=offices.actor("commune_chair"))
    run = payments.built(hands)
    assert [row.office_code for row in run.lists.all()] == [offices.TINH_KHE]


def test_build_tells_of_itself_once() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.built(hands)
    entry = Entry.objects.get(event="payment_run.built")
    assert (entry.actor_name, entry.role) == ("Đỗ Thị Toán", "payment_accountant")
    assert entry.after == {
        "month": "2026-10-01", "as_of": "2026-10-06", "persons": 1, "regular": 810_000, "arrears": 180_000,
        "recovery": 0, "total": 990_000, "lists": 1, "unpaid": 0,
    }  # fmt: skip


def test_build_with_nobody_to_pay_leaves_nothing() -> None:
    entries = Entry.objects.count()
    with pytest.raises(actions.NothingToPay):
        payments.built(payments.crew())
    assert (PaymentRun.objects.count(), Entry.objects.count()) == (0, entries)


def test_build_is_the_accountants_of_the_province() -> None:
    payments.allowance()
    province = offices.office(offices.PROVINCE)
    for role, code in (("payment_approver", offices.PROVINCE), ("payment_accountant", offices.TINH_KHE)):
        with pytest.raises(NotPermitted):
            actions.build_run(
                month=OCTOBER, office=province, as_of=payments.AS_OF, by=offices.actor(role, code=code)
            )
    assert PaymentRun.objects.count() == 0


def test_approved_month_is_not_built_again() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.approved(hands)
    with pytest.raises(actions.RunLocked):
        payments.built(hands)
    assert PaymentRun.objects.get().state == run.state


def test_next_month_waits_until_this_one_is_approved() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.built(hands)
    with pytest.raises(actions.EarlierRunOpen):
        payments.built(hands, NOVEMBER, dt.date(2026, 11, 3))


def test_earlier_month_has_no_lists_once_a_later_one_is_approved() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.approved(hands)
    with pytest.raises(actions.RunOutOfOrder):
        payments.built(hands, SEPTEMBER, dt.date(2026, 10, 10))


def test_lists_are_built_at_most_one_month_ahead() -> None:
    payments.allowance()
    with pytest.raises(actions.RunTooEarly):
        payments.built(payments.crew(), DECEMBER, payments.AS_OF)


# In the background


def test_build_on_screen_leaves_a_job_that_builds() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.building(hands)
    job = ProcrastinateJob.objects.get()
    assert (run.state, job.task_name) == ("building", "payments.build_run")

    build_in_background.func(**job.args)

    built = PaymentRun.objects.get()
    assert (built.state, built.total, built.built_by_id) == ("built", 990_000, hands.accountant.user_id)


def test_build_that_fails_leaves_the_run_open_with_the_reason() -> None:
    run = payments.building(payments.crew())
    build_in_background.func(**ProcrastinateJob.objects.get().args)
    stands = PaymentRun.objects.get(pk=run.pk)
    assert stands.state == "open"
    assert stands.build_error == str(actions.NothingToPay(OCTOBER))
    assert Entry.objects.filter(event="payment_run.build_failed").count() == 1


def test_job_overtaken_by_another_build_does_nothing() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.building(hands)
    stale = ProcrastinateJob.objects.get().args
    built = payments.built(hands)
    build_in_background.func(**stale)
    stands = PaymentRun.objects.get()
    assert (stands.state, stands.version) == ("built", built.version)


def test_run_left_building_by_a_crash_can_be_built_again() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.building(hands)
    assert payments.built(hands).state == "built"


# Checking


def test_differences_name_who_joined_left_and_changed_and_why() -> None:
    payments.allowance("Gốc Mới")
    payments.allowance("Người Mới", start="2026-10", paid_through=None)
    dead = payments.allowance("Người Mất")
    payments.allowance("Trẻ Hết Tuổi", group="child_no_care", born="30/09/2010")
    payments.allowance("Cụ Tròn Bảy Lăm", group="elderly_poor", born="1951-06-01")
    ended = payments.allowance("Người Thôi")
    record_death(
        person=dead.person, died_on=dt.date(2026, 9, 3), document="", by=offices.actor("commune_officer")
    )
    end(entitlement=ended, last_month=SEPTEMBER, reason="moved", by=offices.actor("commune_chair"))
    run = payments.checked(payments.crew())
    assert reasons(run) == {
        "Gốc Mới": ("changed", "base", 750_000, 810_000),
        "Người Mới": ("joined", "new_decision", 0, 810_000),
        "Người Mất": ("left", "dead", 750_000, 0),
        "Trẻ Hết Tuổi": ("left", "age", 750_000, 0),
        "Cụ Tròn Bảy Lăm": ("changed", "base_and_coefficient", 750_000, 1_080_000),
        "Người Thôi": ("left", "ended", 750_000, 0),
    }
    articles = {
        row.name: (row.rate_id is not None, row.coefficient_row_id is not None)
        for row in Difference.objects.all()
    }
    assert (articles["Gốc Mới"], articles["Cụ Tròn Bảy Lăm"]) == ((True, False), (True, True))


def test_differences_against_the_run_before_are_those_of_the_month() -> None:
    payments.allowance("Không Đổi")
    payments.allowance("Vừa Tròn Bốn", group="child_no_care", born="15/11/2022")
    hands = payments.crew()
    payments.approved(hands)
    run = payments.checked(hands, NOVEMBER, dt.date(2026, 11, 3))
    assert reasons(run) == {"Vừa Tròn Bốn": ("changed", "coefficient", 1_350_000, 810_000)}


# Approving


def test_approval_seals_every_list() -> None:
    payments.allowance()
    payments.allowance("Đinh Thị Sâm", code=offices.SON_HA)
    hands = payments.crew()
    run = payments.approved(hands)
    seals = {row.pk: row.seal for row in run.lists.all()}
    assert list_seals(run) == seals
    assert sorted(len(seal) for seal in seals.values()) == [64, 64]
    entry = Entry.objects.get(event="payment_run.approved")
    assert entry.after["seals"] == {row.office_code: row.seal for row in run.lists.all()}
    assert (run.approved_by_id, entry.actor_id) == (hands.approver.user_id, hands.approver.user_id)


@pytest.mark.parametrize("hand", ["built", "checked"])
def test_whoever_built_or_checked_does_not_approve(hand: str) -> None:
    payments.allowance()
    hands = payments.crew()
    other = offices.actor("payment_accountant", code=offices.PROVINCE)
    who = hands.accountant if hand == "built" else other
    user = User.objects.get(pk=who.user_id)
    also_approver = offices.actor("payment_approver", code=offices.PROVINCE, person=user)
    run = actions.check_run(run=payments.built(hands), by=other)
    with pytest.raises(actions.SameHands):
        actions.approve_run(run=run, by=also_approver)
    assert PaymentRun.objects.get().state == "checked"


def test_approval_stops_when_someone_on_a_list_has_died_since() -> None:
    one = payments.allowance()
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    run = payments.checked(hands)
    record_death(
        person=one.person, died_on=dt.date(2026, 9, 9), document="", by=offices.actor("commune_officer")
    )
    with pytest.raises(actions.RunOutdated) as refusal:
        actions.approve_run(run=run, by=hands.approver)
    assert [line.name for line in refusal.value.lines] == ["Nguyễn Thị Hoa"]
    assert PaymentRun.objects.get().state == "checked"
    assert Entry.objects.filter(event="payment_run.approved").count() == 0


def test_approval_stops_when_the_law_was_corrected_since() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)
    Rate.objects.filter(kind="base", amount=540_000).update(amount=530_000)
    with pytest.raises(actions.RunOutdated):
        actions.approve_run(run=run, by=hands.approver)


def test_newcomer_since_the_build_does_not_stop_the_approval() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)
    payments.allowance("Lê Văn Nam", start="2026-10", paid_through=None)
    assert actions.approve_run(run=run, by=hands.approver).state == "approved"
    november = payments.built(hands, NOVEMBER, dt.date(2026, 11, 3))
    assert settled(november, "Lê Văn Nam") == [
        ("arrears", OCTOBER, 810_000),
        ("regular", NOVEMBER, 810_000),
    ]


def test_approval_of_lists_built_again_since_is_refused() -> None:
    payments.allowance()
    hands = payments.crew()
    seen = payments.checked(hands)
    actions.check_run(run=payments.built(hands), by=hands.accountant)
    with pytest.raises(actions.RunMoved):
        actions.approve_run(run=seen, by=hands.approver, version=seen.version)


def test_lists_sent_back_are_emptied_and_say_why() -> None:
    payments.allowance()
    hands = payments.crew()
    run = actions.send_back_run(run=payments.checked(hands), reason="Thiếu thôn Mỹ Lại.", by=hands.approver)
    assert (run.state, run.total, PaymentLine.objects.count()) == (RunState.OPEN, 0, 0)
    entry = Entry.objects.get(event="payment_run.sent_back")
    assert entry.reason == "Thiếu thôn Mỹ Lại."
    assert entry.before == {"state": "checked", "total": 990_000}
