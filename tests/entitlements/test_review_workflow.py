"""The whole path of a mass review against one literal table."""

from __future__ import annotations

from collections import defaultdict

import pytest

from audit.models import Entry
from cases.management.commands.document_workflows import pages, workflow_table
from entitlements import actions
from entitlements.enums import ReviewState
from entitlements.models import MassReview
from entitlements.steps import REVIEW_STEPS
from tests.factories import payments, reviews

TABLE = {
    ("prepared", "prepare_again", "prepared"),
    ("prepared", "submit_review", "submitted"),
    ("prepared", "cancel_review", "cancelled"),
    ("submitted", "send_back_review", "prepared"),
    ("submitted", "sign_review", "signed"),
    ("submitted", "cancel_review", "cancelled"),
    ("signed", "apply_review", "applied"),
}

# Every step as someone takes it: its transition, who takes it, what it asks, where it starts.
DEEDS = {
    "submit": ("submit_review", actions.submit_review, "approver", {}, {"prepared"}),
    "sign": ("sign_review", actions.sign_review, "chair", {}, {"submitted"}),
    "apply": ("apply_review", actions.apply_review, "officer", {}, {"signed"}),
    "prepare-again": ("prepare_again", actions.prepare_review_again, "officer", {}, {"prepared"}),
    "send-back": (
        "send_back_review", actions.send_back_review, "chair", {"reason": "Xem lại."}, {"submitted"},
    ),
    "cancel": (
        "cancel_review", actions.cancel_review, "officer", {"reason": "Lập nhầm."}, {"prepared", "submitted"},
    ),
}  # fmt: skip
OUT_OF_ORDER = [
    (state, slug)
    for state in ReviewState.values
    for slug, (*_deed, sources) in DEEDS.items()
    if state not in sources
]


def test_transitions_equal_the_table() -> None:
    assert set(workflow_table(MassReview)) == TABLE


def test_steps_cover_the_table() -> None:
    by_transition: dict[str, set[str]] = defaultdict(set)
    for step in REVIEW_STEPS:
        by_transition[step.transition] |= set(step.from_states)
    sources: dict[str, set[str]] = defaultdict(set)
    for source, transition, _target in TABLE:
        sources[transition].add(source)
    assert by_transition == sources


def test_every_step_is_tested() -> None:
    assert {step.slug: (step.transition, set(step.from_states)) for step in REVIEW_STEPS} == {
        slug: (deed[0], deed[4]) for slug, deed in DEEDS.items()
    }


@pytest.mark.parametrize("state", ReviewState.values)
def test_factory_reaches_every_state(db: None, state: str) -> None:
    payments.allowance()
    assert reviews.IN_STATE[state](reviews.crew()).state == state


@pytest.mark.parametrize(("state", "slug"), OUT_OF_ORDER)
def test_step_out_of_order_is_refused_and_leaves_no_entry(db: None, state: str, slug: str) -> None:
    payments.allowance()
    hands = reviews.crew()
    review = reviews.IN_STATE[state](hands)
    _transition, action, who, words, _sources = DEEDS[slug]
    entries = Entry.objects.count()

    with pytest.raises(actions.ReviewMoved) as refusal:
        reviews.step(review, action, getattr(hands, who), **words)

    assert refusal.value.stands_at == state
    assert Entry.objects.count() == entries
    stands = MassReview.objects.get(pk=review.pk)
    assert (stands.state, stands.version) == (state, review.version)


def test_workflow_page_is_current() -> None:
    page = next(path for path in pages() if path.name == "massreview.md")
    assert page.read_text(encoding="utf-8") == pages()[page]
