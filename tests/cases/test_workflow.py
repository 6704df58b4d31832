"""The whole machine against one literal table."""

from __future__ import annotations

from collections import defaultdict

import pytest

from audit.models import Entry
from cases import actions
from cases.enums import CaseKind, State
from cases.management.commands.document_workflows import pages, workflow_table
from cases.models import Case
from cases.steps import STEPS
from tests.factories import cases

TABLE = {
    ("draft", "receive", "received"),
    ("received", "start_appraisal", "under_appraisal"),
    ("under_appraisal", "return_for_supplement", "returned"),
    ("returned", "resume", "received"),
    ("under_appraisal", "appraise", "appraised"),
    ("appraised", "approve", "approved"),
    ("appraised", "send_back", "under_appraisal"),
    ("approved", "send_back", "under_appraisal"),
    ("approved", "sign", "signed"),
    ("under_appraisal", "refuse", "refused"),
    ("appraised", "refuse", "refused"),
    ("approved", "refuse", "refused"),
    ("draft", "withdraw", "withdrawn"),
    ("received", "withdraw", "withdrawn"),
    ("under_appraisal", "withdraw", "withdrawn"),
    ("returned", "withdraw", "withdrawn"),
    ("appraised", "withdraw", "withdrawn"),
}

# Every step as an officer takes it: its transition, who takes it, what it asks.
DEEDS = {
    "receive": ("receive", actions.receive, "officer", {}),
    "resume": ("resume", actions.resume, "officer", {}),
    "start-appraisal": ("start_appraisal", actions.start_appraisal, "appraiser", {}),
    "propose-grant": ("appraise", actions.propose_grant, "appraiser", {"note": ""}),
    "propose-refusal": ("appraise", actions.propose_refusal, "appraiser", {"reason": "Không đủ."}),
    "return": ("return_for_supplement", actions.return_for_supplement, "appraiser", {"reason": "Thiếu."}),
    "approve": ("approve", actions.approve, "approver", {}),
    "send-back": ("send_back", actions.send_back, "approver", {"reason": "Xem lại."}),
    "return-unsigned": ("send_back", actions.send_back, "chair", {"reason": "Xem lại."}),
    "sign": ("sign", actions.sign, "chair", {}),
    "refuse": ("refuse", actions.refuse, "chair", {"reason": "Không đủ."}),
    "withdraw": ("withdraw", actions.withdraw, "officer", {"reason": "Theo đơn."}),
}
SOURCES: dict[str, set[str]] = defaultdict(set)
for _source, _transition, _target in TABLE:
    SOURCES[_transition].add(_source)
OUT_OF_ORDER = [
    (state, slug)
    for state in State.values
    for slug, (transition, *_rest) in DEEDS.items()
    if state not in SOURCES[transition]
]


def test_transitions_equal_the_table() -> None:
    assert set(workflow_table(Case)) == TABLE


def test_steps_cover_the_table() -> None:
    by_transition: dict[str, set[str]] = defaultdict(set)
    for step in STEPS:
        by_transition[step.transition] |= set(step.from_states)
    assert by_transition == SOURCES


def test_every_step_is_tested() -> None:
    assert {step.slug: step.transition for step in STEPS} == {slug: deed[0] for slug, deed in DEEDS.items()}


@pytest.mark.parametrize("state", State.values)
def test_factory_reaches_every_state(db: None, state: str) -> None:
    assert cases.IN_STATE[state](cases.crew()).state == state


@pytest.mark.parametrize(("state", "slug"), OUT_OF_ORDER)
def test_step_out_of_order_is_refused_and_leaves_no_entry(db: None, state: str, slug: str) -> None:
    hands = cases.crew()
    case = cases.IN_STATE[state](hands)
    _transition, action, who, words = DEEDS[slug]
    entries, version = Entry.objects.count(), case.version

    with pytest.raises(actions.CaseMoved) as refusal:
        cases.step(case, action, getattr(hands, who), **words)

    assert refusal.value.stands_at == state
    assert Entry.objects.count() == entries
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.version) == (state, version)


@pytest.mark.parametrize("kind", [kind for kind in CaseKind.values if kind != CaseKind.NEW])
@pytest.mark.parametrize("state", State.values)
def test_change_goes_by_the_same_table(db: None, state: str, kind: str) -> None:
    hands = cases.crew()
    case = cases.good_change(hands, kind, state)
    entries, version = Entry.objects.count(), case.version
    assert case.state == state
    for _transition, action, who, words in (DEEDS[slug] for at, slug in OUT_OF_ORDER if at == state):
        with pytest.raises(actions.CaseMoved):
            cases.step(case, action, getattr(hands, who), **words)
    assert (Entry.objects.count(), Case.objects.get(pk=case.pk).version) == (entries, version)


def test_pages_of_workflows_are_current() -> None:
    assert {path.name: path.read_text(encoding="utf-8") if path.exists() else "" for path in pages()} == {
        path.name: text for path, text in pages().items()
    }
