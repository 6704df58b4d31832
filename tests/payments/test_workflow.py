"""The whole machine against one literal table."""

from __future__ import annotations

from collections import defaultdict

import pytest

from audit.models import Entry
from cases.management.commands.document_workflows import pages, workflow_table
from payments import actions
from payments.enums import RunState
from payments.models import Contract, PaymentRun
from payments.steps import STEPS
from tests.factories import payments

TABLE = {
    ("open", "start_build", "building"),
    ("building", "finish_build", "built"),
    ("built", "check_lists", "checked"),
    ("checked", "approve", "approved"),
    ("building", "reopen", "open"),
    ("built", "reopen", "open"),
    ("checked", "reopen", "open"),
    ("approved", "supersede", "superseded"),
    ("approved", "hand_over", "handed_over"),
    ("handed_over", "start_paying", "being_paid"),
    ("being_paid", "close_report", "reported"),
    ("reported", "reconcile", "reconciled"),
    ("reconciled", "reopen_report", "reported"),
    ("reconciled", "settle", "settled"),
}
CONTRACT_TABLE = {
    ("proposed", "confirm", "confirmed"),
    ("proposed", "decline", "declined"),
    ("confirmed", "close_contract", "closed"),
}

# Every step as someone takes it: its transition, who takes it, what it asks, where it starts.
DEEDS = {
    "build": ("start_build", actions.build_again, "accountant", {}, {"open"}),
    "check": ("check_lists", actions.check_run, "accountant", {}, {"built"}),
    "approve": ("approve", actions.approve_run, "approver", {}, {"checked"}),
    "send-back": ("reopen", actions.send_back_run, "approver", {"reason": "Xem lại."}, {"checked"}),
    "reopen": (
        "reopen", actions.reopen_run, "accountant", {"reason": "Sửa."}, {"building", "built", "checked"},
    ),
    "hand-over": ("hand_over", actions.hand_over, "accountant", {}, {"approved"}),
    "correct": ("supersede", actions.correct_run, "approver", {"reason": "Sai."}, {"approved"}),
    "start-paying": ("start_paying", actions.start_paying, "accountant", {}, {"handed_over"}),
    "close-report": ("close_report", actions.close_report, "accountant", {}, {"being_paid"}),
    "reconcile": ("reconcile", actions.reconcile, "accountant", {}, {"reported"}),
    "settle": ("settle", actions.settle, "approver", {}, {"reconciled"}),
    "reopen-report": (
        "reopen_report", actions.reopen_report, "approver", {"reason": "Xem lại."}, {"reconciled"},
    ),
}  # fmt: skip
OUT_OF_ORDER = [
    (state, slug)
    for state in RunState.values
    for slug, (*_deed, sources) in DEEDS.items()
    if state not in sources
]


def test_transitions_equal_the_table() -> None:
    assert set(workflow_table(PaymentRun)) == TABLE


def test_transitions_of_contracts_equal_the_table() -> None:
    assert set(workflow_table(Contract)) == CONTRACT_TABLE


def test_steps_cover_the_table_but_for_the_job() -> None:
    by_transition: dict[str, set[str]] = defaultdict(set)
    for step in STEPS:
        by_transition[step.transition] |= set(step.from_states)
    sources: dict[str, set[str]] = defaultdict(set)
    for source, transition, _target in TABLE:
        sources[transition].add(source)
    assert sources.pop("finish_build") == {"building"}  # taken by the job that builds
    assert by_transition == sources


def test_every_step_is_tested() -> None:
    assert {step.slug: (step.transition, set(step.from_states)) for step in STEPS} == {
        slug: (deed[0], deed[4]) for slug, deed in DEEDS.items()
    }


@pytest.mark.parametrize("state", RunState.values)
def test_factory_reaches_every_state(db: None, state: str) -> None:
    payments.allowance()
    assert payments.IN_STATE[state](payments.crew()).state == state


@pytest.mark.parametrize(("state", "slug"), OUT_OF_ORDER)
def test_step_out_of_order_is_refused_and_leaves_no_entry(db: None, state: str, slug: str) -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.IN_STATE[state](hands)
    _transition, action, who, words, _sources = DEEDS[slug]
    entries = Entry.objects.count()

    with pytest.raises(actions.RunMoved) as refusal:
        action(run=run, by=getattr(hands, who), **words)

    assert refusal.value.stands_at == state
    assert Entry.objects.count() == entries
    stands = PaymentRun.objects.get(pk=run.pk)
    assert (stands.state, stands.version) == (state, run.version)


@pytest.mark.parametrize("name", ["paymentrun.md", "contract.md"])
def test_workflow_page_is_current(name: str) -> None:
    page = next(path for path in pages() if path.name == name)
    assert page.read_text(encoding="utf-8") == pages()[page]
