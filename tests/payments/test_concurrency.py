"""Two people press at once: one succeeds, the other gets a clear sentence."""

from __future__ import annotations

from audit.models import Entry
from payments import actions
from payments.models import Instruction, PaymentLine, PaymentResult, PaymentRun, ProviderFile, ResultFile
from tests.factories import offices, payments, providers
from tests.factories.concurrency import press_at_once


def test_two_approvals_at_once_count_once(committed_db: None) -> None:
    payments.allowance()
    hands = payments.crew()
    second = offices.actor("payment_approver", code=offices.PROVINCE, name="Lý Thị Hai")
    run = payments.checked(hands)

    results = press_at_once(
        *(lambda by=by: actions.approve_run(run=run, by=by) for by in (hands.approver, second))
    )

    assert sorted(type(result).__name__ for result in results) == ["PaymentRun", "RunMoved"]
    assert Entry.objects.filter(event="payment_run.approved").count() == 1
    refusal = next(result for result in results if isinstance(result, actions.RunMoved))
    approved = PaymentRun.objects.get()
    assert approved.approved_by.full_name in str(refusal)
    assert (approved.version, refusal.stands_at) == (run.version + 1, "approved")


def test_two_builds_at_once_are_one_run(committed_db: None) -> None:
    payments.allowance()
    first, second = payments.crew(), payments.crew()

    results = press_at_once(*(lambda hands=hands: payments.built(hands) for hands in (first, second)))

    assert [type(result).__name__ for result in results] == ["PaymentRun", "PaymentRun"]
    run = PaymentRun.objects.get()
    assert (run.state, run.total, PaymentLine.objects.count()) == ("built", 990_000, 1)


def test_build_and_approval_at_once_leave_a_sealed_run_whole(committed_db: None) -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)

    approval, build = press_at_once(
        lambda: actions.approve_run(run=run, by=hands.approver), lambda: payments.built(hands)
    )

    stands = PaymentRun.objects.get()
    if stands.state == "approved":
        assert isinstance(build, actions.RunLocked)
    else:
        assert isinstance(approval, actions.RunMoved)
    assert (stands.total, PaymentLine.objects.count()) == (990_000, 1)


def test_two_hand_overs_at_once_tell_each_payment_once(committed_db: None) -> None:
    payments.allowance()
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver)
    second = offices.actor("payment_accountant", code=offices.PROVINCE, name="Lý Thị Hai")
    run = payments.approved(hands)

    results = press_at_once(
        *(lambda by=by: actions.hand_over(run=run, by=by) for by in (hands.accountant, second))
    )

    assert sorted(type(result).__name__ for result in results) == ["PaymentRun", "RunMoved"]
    assert (ProviderFile.objects.count(), Instruction.objects.count()) == (1, 1)


def test_same_answer_from_two_desks_at_once_is_taken_once(committed_db: None) -> None:
    payments.allowance()
    hands = payments.crew()
    file = ProviderFile.objects.get(run=payments.being_paid(hands))
    content = providers.answer_csv(file, providers.everything_paid(file))

    results = press_at_once(
        *[lambda: actions.take_answer(file=file, name="kq.csv", content=content, by=hands.accountant)] * 2
    )

    assert sorted(type(result).__name__ for result in results) == ["AnswerAlreadyTaken", "ResultFile"]
    assert (ResultFile.objects.count(), PaymentResult.objects.count()) == (1, 1)


def test_two_settlers_at_once_settle_once(committed_db: None) -> None:
    payments.allowance()
    hands = payments.crew()
    second = offices.actor("payment_approver", code=offices.PROVINCE, name="Lý Thị Hai")
    run = payments.reconciled(hands)

    results = press_at_once(
        *(lambda by=by: actions.settle(run=run, by=by) for by in (hands.approver, second))
    )

    assert sorted(type(result).__name__ for result in results) == ["PaymentRun", "RunMoved"]
    assert Entry.objects.filter(event="payment_run.settled").count() == 1
