"""Two people press at once: one succeeds, the other gets a clear sentence."""

from __future__ import annotations

from audit.models import Entry
from payments import actions
from payments.models import PaymentLine, PaymentRun
from tests.factories import offices, payments
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
