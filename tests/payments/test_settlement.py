"""From the transfer order to the settled month: nothing is lost, nothing is paid twice, to the đồng."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
import xmlschema
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from beneficiaries import actions as people_actions
from entitlements import actions as entitlement_actions
from offices.models import User
from payments import actions, outgoing
from payments.models import (
    Hold,
    Instruction,
    Leftover,
    PaymentMonth,
    PaymentRun,
    ProviderFile,
    Settlement,
)
from payments.queries.providers import proposed_suspensions
from payments.refusals import (
    CarriedAlready,
    CarriedWithoutContract,
    FindingsOpen,
    HoldRefused,
    HoldsOpen,
    NothingToHold,
    ReportIncomplete,
)
from payments.rules import Balance, Kind, disposal, fee_due, hold_reason, months_undone, uncollected_in_a_row
from payments.rules.contracts import Scope
from policy.months import next_month
from tests.factories import offices, payments, providers
from tests.payments.test_answers import pain002, status

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER, DECEMBER = (dt.date(2026, month, 1) for month in (10, 11, 12))
AS_OF = {OCTOBER: dt.date(2026, 10, 6), NOVEMBER: dt.date(2026, 11, 3), DECEMBER: dt.date(2026, 12, 3)}
ABSENT: providers.Said = ("", "Chưa nhận", "Vắng mặt")


def month(step: Any, hands: payments.Crew, on: dt.date, **said: providers.Said) -> PaymentRun:
    return step(hands, on, AS_OF[on], **said)


def money(run: PaymentRun) -> tuple[int, int, int, int, int]:
    """Carried in, received, paid, unpaid, returned, over all providers."""
    rows = Settlement.objects.filter(file__run=run)
    return tuple(  # type: ignore[return-value]
        sum(getattr(row, name) for row in rows)
        for name in ("carried_in", "received", "paid", "unpaid", "returned")
    )


# The whole way


def test_transfer_order_out_answer_in_settled() -> None:
    for name, number in (("Lê Văn Nam", "0045001000123"), ("Nguyễn Thị Hoa", "4500205000456")):
        entitlement = payments.allowance(name)
        people_actions.set_payee_account(
            person=entitlement.person,
            method="account",
            bank="Agribank",
            account_number=number,
            by=offices.actor("commune_officer"),
        )
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, file_kind="pain001", methods=("account",))
    run = payments.being_paid(hands)
    file = ProviderFile.objects.get(run=run)

    # The bank reads the order and nothing else.
    space = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
    orders = {
        one.findtext("p:Cdtr/p:Nm", namespaces=space): (
            one.findtext("p:PmtId/p:EndToEndId", namespaces=space),
            one.findtext("p:Amt/p:InstdAmt", namespaces=space),
        )
        for one in xmlschema.XMLResource(io.BytesIO(file.content)).root.iter(f"{{{space['p']}}}CdtTrfTxInf")
    }
    paid, amount = orders["Lê Văn Nam"]
    failed, _amount = orders["Nguyễn Thị Hoa"]
    content = pain002(status(paid, "ACSC", amount=amount), status(failed, "RJCT", "AC04"))
    actions.take_answer(file=file, name="pain002.xml", content=content, by=hands.accountant)

    run = actions.close_report(run=run, by=hands.accountant)
    run = actions.reconcile(run=run, by=hands.accountant)
    run = actions.settle(run=run, by=hands.approver)

    settlement = Settlement.objects.get()
    assert (run.state, money(run)) == ("settled", (0, run.total, int(amount), run.total - int(amount), 0))
    assert (settlement.paid_account_count, settlement.paid_cash_count, settlement.unpaid_count) == (1, 0, 1)
    assert settlement.fee == fee_due(kind="per_mille", rate=Decimal("5.5"), paid=int(amount), payments=1)


def test_uncollected_money_goes_out_once_with_the_next_month() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    october = month(payments.settled, hands, OCTOBER, Nguyễn_Thị_Hoa=ABSENT)
    assert money(october) == (0, 1_980_000, 990_000, 990_000, 0)

    november = month(payments.handed_over, hands, NOVEMBER)
    assert list(
        Instruction.objects.filter(file__run=november)
        .values_list("name", "period", "amount")
        .order_by("position")
    ) == [
        ("Nguyễn Thị Hoa", NOVEMBER, 810_000),
        ("Nguyễn Thị Hoa", OCTOBER, 990_000),
        ("Lê Văn Nam", NOVEMBER, 810_000),
    ]
    november = actions.start_paying(run=november, by=hands.accountant)
    providers.answered(november, hands.accountant)
    november = actions.close_report(run=november, by=hands.accountant)
    november = actions.settle(run=actions.reconcile(run=november, by=hands.accountant), by=hands.approver)
    assert money(november) == (990_000, 1_620_000, 2_610_000, 0, 0)
    december = month(payments.handed_over, hands, DECEMBER)
    assert ProviderFile.objects.get(run=december).total == december.total == 1_620_000


def test_carried_money_follows_the_new_account_of_the_person() -> None:
    entitlement = payments.allowance("Nguyễn Thị Hoa")
    officer, chair = offices.actor("commune_officer"), offices.actor("commune_chair")
    account = {"person": entitlement.person, "method": "account", "bank": "Agribank", "by": officer}
    people_actions.set_payee_account(account_number="111", **account)
    hands = payments.crew()
    month(payments.settled, hands, OCTOBER, Nguyễn_Thị_Hoa=("", "Thất bại", "Sai số tài khoản"))
    change = people_actions.set_payee_account(account_number="222", **account)
    people_actions.confirm_account(account=change, by=chair)
    change.__class__.objects.filter(pk=change.pk).update(usable_from=NOVEMBER)  # the days have passed
    november = month(payments.handed_over, hands, NOVEMBER)
    assert set(Instruction.objects.filter(file__run=november).values_list("period", "account_number")) == {
        (OCTOBER, "222"),
        (NOVEMBER, "222"),
    }


def test_money_is_given_back_when_the_provider_has_no_contract_for_the_next_month() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, valid_to=dt.date(2026, 10, 31))
    october = month(payments.settled, hands, OCTOBER, Nguyễn_Thị_Hoa=ABSENT)
    assert money(october) == (0, 990_000, 0, 0, 990_000)
    assert set(PaymentMonth.objects.values_list("month", "undone")) == {
        (row.month, row.amount) for row in PaymentMonth.objects.all()
    }
    # What was given back was never paid: the next list pays it as arrears.
    november = month(payments.built, hands, NOVEMBER)
    assert (november.regular, november.arrears) == (810_000, 990_000)


def test_contract_that_ends_before_carried_money_goes_out_stops_the_hand_over() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    contract = providers.contract(hands.accountant, hands.approver)
    month(payments.settled, hands, OCTOBER, Nguyễn_Thị_Hoa=ABSENT)
    actions.close_contract(contract=contract, reason="Chấm dứt.", by=hands.approver)
    providers.contract(hands.accountant, hands.approver, name="Agribank", kind="bank", number="02")
    with pytest.raises(CarriedWithoutContract):
        month(payments.handed_over, hands, NOVEMBER)


# The report


def test_report_with_unanswered_payments_wants_a_reason() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    run = payments.being_paid(hands)
    with pytest.raises(ReportIncomplete) as refusal, transaction.atomic():
        actions.close_report(run=run, by=hands.accountant)
    assert refusal.value.count == 1
    actions.close_report(run=run, remainder="Bưu điện báo không đến nhận.", by=hands.accountant)
    result = Instruction.objects.get().results.get()
    assert (result.state, result.amount, result.reason) == ("uncollected", 0, "Bưu điện báo không đến nhận.")


def test_open_finding_stops_reconciling() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    run = payments.being_paid(hands)
    file = ProviderFile.objects.get()
    said = providers.everything_paid(file) | {"202610-0": ("5", "Đã chi", "")}
    actions.take_answer(
        file=file, name="a.csv", content=providers.answer_csv(file, said), by=hands.accountant
    )
    run = actions.close_report(run=run, by=hands.accountant)
    with pytest.raises(FindingsOpen):
        actions.reconcile(run=run, by=hands.accountant)


def test_whoever_reported_or_reconciled_does_not_settle() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.reconciled(hands)
    both = offices.actor(
        "payment_approver", code=offices.PROVINCE, person=User.objects.get(pk=hands.accountant.user_id)
    )
    with pytest.raises(actions.SameHands):
        actions.settle(run=run, by=both)
    with pytest.raises(IntegrityError, match="payment_run_settler_did_not_reconcile"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(settled_by=both.user_id)


def test_report_sent_back_is_reconciled_again() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    run = payments.reconciled(hands, Nguyễn_Thị_Hoa=ABSENT)
    run = actions.reopen_report(run=run, reason="Người này đã nhận.", by=hands.approver)
    assert (Settlement.objects.count(), Leftover.objects.count()) == (0, 0)
    actions.record_result(instruction=Instruction.objects.get(), state="paid", by=hands.accountant)
    run = actions.reconcile(run=run, by=hands.accountant)
    assert money(run) == (0, 990_000, 990_000, 0, 0)


def test_report_is_not_sent_back_once_its_money_is_in_the_next_file() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    october = month(payments.reconciled, hands, OCTOBER, Nguyễn_Thị_Hoa=ABSENT)
    month(payments.handed_over, hands, NOVEMBER)
    with pytest.raises(CarriedAlready):
        actions.reopen_report(run=october, reason="Xem lại.", by=hands.approver)


@pytest.mark.parametrize("model", [Leftover, Settlement])
def test_settled_month_never_changes(model: Any) -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.settled(payments.crew(), Nguyễn_Thị_Hoa=ABSENT)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PaymentRun.objects.update(version=99)


def test_settlement_that_does_not_balance_is_refused_by_the_database() -> None:
    payments.allowance()
    payments.reported(payments.crew())
    figures = dict.fromkeys(
        [field.name for field in Settlement._meta.concrete_fields if field.name not in ("id", "file")], 0
    )
    with pytest.raises(IntegrityError, match="settlement_balances"), transaction.atomic():
        Settlement.objects.create(file=ProviderFile.objects.get(), **figures | {"received": 1})


def test_report_reads_the_same_on_paper_and_in_excel() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    run = payments.settled(hands, Nguyễn_Thị_Hoa=ABSENT)
    text = "".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(actions.print_settlement(run=run, by=hands.approver))).pages
    )
    assert "BÁO CÁO QUYẾT TOÁN" in text
    assert "1.980.000" in text
    book = actions.export_settlement(run=run, by=hands.approver)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[5][2:] == [0, 0, 2, 1_980_000, 0, 0, 1, 990_000, 1, 990_000, 0, 0, 5_445]
    assert rows[6][1:] == ["Tổng cộng", 0, 0, 2, 1_980_000, 0, 0, 1, 990_000, 1, 990_000, 0, 0, 5_445]


# Holds


def test_death_after_the_hand_over_is_held_told_and_given_back() -> None:
    entitlement = payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    run = payments.being_paid(hands)
    entitlement_actions.record_death(
        person=entitlement.person,
        died_on=dt.date(2026, 9, 20),
        document="TL-KT 12",
        by=offices.actor("commune_officer"),
    )
    assert [row.reason for row in outgoing.holds_due(run)] == ["dead"]
    actions.place_holds(run=run, by=hands.accountant)
    with pytest.raises(NothingToHold):
        actions.place_holds(run=run, by=hands.accountant)
    providers.answered(run, hands.accountant, Nguyễn_Thị_Hoa=ABSENT)
    run = actions.close_report(run=run, by=hands.accountant)
    with pytest.raises(HoldsOpen), transaction.atomic():
        actions.reconcile(run=run, by=hands.accountant)
    notice = actions.send_holds(file=ProviderFile.objects.get(), by=hands.accountant)
    assert "TẠM GIỮ" in PdfReader(io.BytesIO(notice.content)).pages[0].extract_text()

    run = actions.settle(run=actions.reconcile(run=run, by=hands.accountant), by=hands.approver)
    assert money(run) == (0, 990_000, 0, 0, 990_000)
    # July to September stay due, October never was.
    november = month(payments.built, hands, NOVEMBER)
    assert (november.persons, november.regular, november.arrears) == (1, 0, 180_000)


def test_stop_after_the_hand_over_is_held() -> None:
    entitlement = payments.allowance("Nguyễn Thị Hoa")
    run = payments.handed_over(payments.crew())
    entitlement_actions.end(
        entitlement=entitlement, last_month=dt.date(2026, 9, 1), reason="Thôi hưởng",
        by=offices.actor("commune_officer"),
    )  # fmt: skip
    assert [row.reason for row in outgoing.holds_due(run)] == ["ended"]


def test_held_payment_is_lifted_by_another_person_and_carried() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    run = payments.being_paid(hands)
    hold = actions.hold_payment(
        instruction=Instruction.objects.get(), reason="Đang xác minh.", by=hands.accountant
    )
    with pytest.raises(HoldRefused):
        actions.hold_payment(instruction=Instruction.objects.get(), reason="Nữa.", by=hands.accountant)
    both = offices.actor(
        "payment_approver", code=offices.PROVINCE, person=User.objects.get(pk=hands.accountant.user_id)
    )
    with pytest.raises(HoldRefused):
        actions.lift_hold(hold=hold, reason="Đúng người.", by=both)
    actions.lift_hold(hold=hold, reason="Đúng người.", by=hands.approver)
    providers.answered(run, hands.accountant, Nguyễn_Thị_Hoa=ABSENT)
    run = actions.reconcile(run=actions.close_report(run=run, by=hands.accountant), by=hands.accountant)
    assert (Leftover.objects.get().disposal, Hold.objects.filter(lifted_at__isnull=True).count()) == (
        "carry",
        0,
    )


# Three months not collected


def three_months(hands: payments.Crew, *outcomes: providers.Said | None) -> None:
    for on, said in zip((OCTOBER, NOVEMBER, DECEMBER), outcomes, strict=True):
        month(payments.settled, hands, on, **({"Nguyễn_Thị_Hoa": said} if said else {}))


@pytest.mark.parametrize(
    ("outcomes", "proposed"),
    [
        ((ABSENT, ABSENT, ABSENT), 1),
        ((ABSENT, None, ABSENT), 0),
        ((ABSENT, ABSENT, None), 0),
        # A transfer that fails is not "not collected".
        ((ABSENT, ABSENT, ("", "Thất bại", "Sai số tài khoản")), 0),
    ],
)
def test_three_months_not_collected_propose_a_suspension(outcomes: Any, proposed: int) -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    three_months(hands, *outcomes)
    found = proposed_suspensions(hands.accountant)
    assert [(row.months, row.row.name) for row in found] == [(3, "Nguyễn Thị Hoa")] * proposed
    if proposed:
        assert found[0].row.waiting == 990_000 + 810_000 + 810_000
        commune = [proposed_suspensions(offices.actor("commune_officer", code=code))
                   for code in (offices.TINH_KHE, offices.SON_HA)]  # fmt: skip
        assert [len(rows) for rows in commune] == [1, 0]


def test_two_months_propose_nothing_yet() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    for on in (OCTOBER, NOVEMBER):
        month(payments.settled, hands, on, Nguyễn_Thị_Hoa=ABSENT)
    assert proposed_suspensions(hands.accountant) == []


# Rules, and SQL that agrees with them


@pytest.mark.parametrize(
    ("kind", "rate", "paid", "count", "fee"),
    [
        ("per_mille", "5.5", 990_000, 1, 5_445),
        ("per_mille", "8", 100_062, 1, 800),
        ("per_mille", "8", 100_063, 1, 801),
        ("per_mille", "0", 990_000, 1, 0),
        ("per_payment", "2200", 990_000, 3, 6_600),
    ],
)
def test_fee_is_that_of_the_contract(kind: Any, rate: str, paid: int, count: int, fee: int) -> None:
    assert fee_due(kind=kind, rate=Decimal(rate), paid=paid, payments=count) == fee


@pytest.mark.parametrize(
    ("held", "continues", "where"),
    [(False, True, "carry"), (False, False, "return"), (True, True, "return"), (True, False, "return")],
)
def test_money_not_paid_goes(held: bool, continues: bool, where: str) -> None:
    assert disposal(held=held, continues=continues) == where


@pytest.mark.parametrize(
    ("died", "last", "reason"),
    [
        (dt.date(2026, 10, 1), None, ""),
        (dt.date(2026, 9, 30), None, "dead"),
        (None, OCTOBER, ""),
        (None, dt.date(2026, 9, 1), "ended"),
        (dt.date(2026, 9, 30), dt.date(2026, 9, 1), "dead"),
        (None, None, ""),
    ],
)
def test_hold_follows_the_months_paid_for(died: Any, last: Any, reason: str) -> None:
    assert hold_reason(months=[dt.date(2026, 8, 1), OCTOBER], died_on=died, last_month=last) == reason


def test_months_not_collected_are_counted_without_a_break() -> None:
    january = dt.date(2027, 1, 1)
    collected = {OCTOBER: True, NOVEMBER: False, DECEMBER: False, january: False}
    assert uncollected_in_a_row(collected, through=january) == 3
    assert uncollected_in_a_row({NOVEMBER: False, january: False}, through=january) == 1
    assert uncollected_in_a_row(collected, through=OCTOBER) == 0


MONTHS = [
    (dt.date(2026, 8, 1), Kind.RECOVERY, 40),
    (dt.date(2026, 9, 1), Kind.ARREARS, 60),
    (OCTOBER, Kind.REGULAR, 100),
]


@given(st.integers(1, 120))
def test_what_is_undone_of_the_months_is_what_was_given_back(returned: int) -> None:
    undone = months_undone(MONTHS, total=120, returned=returned)
    sign = {Kind.RECOVERY: -1}
    assert sum(sign.get(kind, 1) * undone.get(on, 0) for on, kind, _amount in MONTHS) == returned
    assert all(0 <= undone.get(on, 0) <= amount for on, _kind, amount in MONTHS)


def test_sql_undoes_the_months_the_rule_undoes() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, valid_to=dt.date(2026, 10, 31))
    payments.settled(hands, Nguyễn_Thị_Hoa=("130.000", "", "Chi thiếu"))
    months = PaymentMonth.objects.order_by("month")
    rule = months_undone(
        [(row.month, Kind(row.kind), row.amount) for row in months], total=990_000, returned=860_000
    )
    assert {row.month: row.undone for row in months if row.undone} == rule


def held_now(instruction: Instruction) -> bool:
    return instruction.holds.filter(lifted_at__isnull=True).exists()


def goes_on(instruction: Instruction, on: dt.date) -> bool:
    """Whether the provider has a contract for such a payment next month, by the rule."""
    provider = instruction.file.contract.provider
    scopes = [
        Scope(
            row.number,
            frozenset(row.methods),
            frozenset(row.communes.values_list("pk", flat=True)),
            row.valid_from,
            row.valid_to,
        )
        for row in provider.contracts.filter(state="confirmed")
    ]
    return any(
        scope.covers(method=instruction.method, commune=instruction.office_id, day=next_month(on))
        for scope in scopes
    )


@pytest.mark.parametrize(
    ("died", "last"),
    [
        (None, None),
        (dt.date(2026, 10, 2), None),
        (dt.date(2026, 9, 30), None),
        (None, dt.date(2026, 9, 1)),
        (None, OCTOBER),
        (dt.date(2026, 8, 3), dt.date(2026, 8, 1)),
    ],
)
def test_sql_holds_what_the_rule_holds(died: dt.date | None, last: dt.date | None) -> None:
    entitlement = payments.allowance("Nguyễn Thị Hoa")
    run = payments.handed_over(payments.crew())
    officer = offices.actor("commune_officer")
    if last:
        entitlement_actions.end(entitlement=entitlement, last_month=last, reason="Thôi hưởng", by=officer)
    if died:
        entitlement_actions.record_death(
            person=entitlement.person, died_on=died, document="TL-KT 1", by=officer
        )
    entitlement.refresh_from_db()
    months = list(PaymentMonth.objects.exclude(kind="recovery").values_list("month", flat=True))
    reason = hold_reason(months=months, died_on=died, last_month=entitlement.end_month)
    assert [row.reason for row in outgoing.holds_due(run)] == ([reason] if reason else [])


@pytest.mark.parametrize("seed", range(6))
def test_money_is_conserved_whatever_the_providers_answer(seed: int) -> None:
    """Two months, four people, two providers, any answers: every đồng in is paid, kept or given back."""
    import random

    dice = random.Random(seed)
    names = ["Nguyễn Thị Hoa", "Lê Văn Nam", "Đinh Văn Ba", "Phạm Thị Tư"]
    for number, name in enumerate(names):
        entitlement = payments.allowance(name, code=dice.choice([offices.TINH_KHE, offices.SON_HA]))
        if number % 2:
            officer = offices.actor("commune_officer", code=entitlement.person.office.code)
            people_actions.set_payee_account(
                person=entitlement.person,
                method="account",
                bank="Agribank",
                account_number=f"00{number}",
                by=officer,
            )
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, methods=("cash",))
    providers.contract(
        hands.accountant, hands.approver, name="Agribank", kind="bank", number="02", methods=("account",),
        valid_to=dice.choice([None, dt.date(2026, 11, 30)]), fee_kind="per_payment", fee_rate=Decimal(2200),
    )  # fmt: skip
    before = 0
    for on in (OCTOBER, NOVEMBER):
        run = actions.start_paying(run=month(payments.handed_over, hands, on), by=hands.accountant)
        for file in run.files.all():
            said = {}
            for row in file.instructions.all():
                said[row.reference] = {
                    "paid": (row.amount, "", ""),
                    "partial": (dice.randrange(1, row.amount), "", "Chi thiếu"),
                    "failed": ("", "Thất bại", "Sai số"),
                    "uncollected": ABSENT,
                }[dice.choice(["paid", "partial", "failed", "uncollected"])]
            content = providers.answer_csv(file, said)
            actions.take_answer(file=file, name="a.csv", content=content, by=hands.accountant)
        held = dice.choice(list(Instruction.objects.filter(file__run=run)))
        if held.results.last().state != "paid":
            actions.hold_payment(instruction=held, reason="Xác minh.", by=hands.accountant)
            actions.send_holds(file=held.file, by=hands.accountant)
        run = actions.close_report(run=run, by=hands.accountant)
        run = actions.settle(run=actions.reconcile(run=run, by=hands.accountant), by=hands.approver)
        carried_in, received, paid, unpaid, returned = money(run)
        assert Balance(carried_in, received, paid, unpaid, returned).difference == 0
        assert (carried_in, received) == (before, run.total)
        assert unpaid == sum(
            row.amount for row in Leftover.objects.filter(instruction__file__run=run, disposal="carry")
        )
        assert {row.pk: row.disposal for row in Leftover.objects.filter(instruction__file__run=run)} == {
            row.pk: disposal(held=held_now(row.instruction), continues=goes_on(row.instruction, on))
            for row in Leftover.objects.filter(instruction__file__run=run)
        }
        assert PaymentMonth.objects.filter(undone__gt=0).exists() is bool(
            Leftover.objects.filter(disposal="return").exists()
        )
        before = unpaid
