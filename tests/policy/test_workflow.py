"""The whole machine of a change of the law against one literal table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from freezegun import freeze_time

from audit.models import Entry
from cases.management.commands.document_workflows import pages, workflow_table
from policy import actions
from policy.enums import ChangeState
from policy.models import LawChange
from policy.steps import STEPS
from tests.factories import law

TABLE = {
    ("proposed", "confirm", "confirmed"),
    ("proposed", "reject", "rejected"),
}
DEEDS = {
    "confirm": ("confirm", actions.confirm_change, {}),
    "reject": ("reject", actions.reject_change, {"reason": "Sai số."}),
}
OUT_OF_ORDER = [(state, slug) for state in ("confirmed", "rejected") for slug in DEEDS]


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


def test_transitions_equal_the_table() -> None:
    assert set(workflow_table(LawChange)) == TABLE


def test_steps_cover_the_table() -> None:
    by_transition: dict[str, set[str]] = defaultdict(set)
    for step in STEPS:
        by_transition[step.transition] |= {str(state) for state in step.from_states}
    assert by_transition == {"confirm": {"proposed"}, "reject": {"proposed"}}


def test_every_step_is_tested() -> None:
    assert {step.slug: step.transition for step in STEPS} == {slug: deed[0] for slug, deed in DEEDS.items()}


@pytest.mark.parametrize("state", list(ChangeState))
def test_factory_reaches_every_state(db: None, state: str) -> None:
    assert law.IN_STATE[state](law.crew()).state == state


@pytest.mark.parametrize(("state", "slug"), OUT_OF_ORDER)
def test_step_out_of_order_is_refused_and_leaves_no_entry(db: None, state: str, slug: str) -> None:
    hands = law.crew()
    change = law.IN_STATE[state](hands)
    _transition, action, words = DEEDS[slug]
    entries = Entry.objects.count()

    with pytest.raises(actions.ChangeMoved) as refusal:
        action(change=change, by=hands.confirmer, **words)

    assert refusal.value.stands_at == state
    assert Entry.objects.count() == entries
    assert LawChange.objects.get(pk=change.pk).state == state


def test_workflow_page_is_current() -> None:
    page = next(path for path in pages() if path.name == "lawchange.md")
    assert page.read_text(encoding="utf-8") == pages()[page]
