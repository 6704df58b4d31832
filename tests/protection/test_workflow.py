"""The whole machine of child protection against one literal table."""

from __future__ import annotations

import pytest

from cases.management.commands.document_workflows import workflow_table
from protection.enums import State
from protection.models import ChildCase
from tests.factories import protection

TABLE = {
    ("reported", "forward", "forwarded"),
    ("forwarded", "take_over", "reported"),
    ("forwarded", "come_back", "reported"),
    ("reported", "assess_initially", "initially_assessed"),
    ("initially_assessed", "protect", "in_emergency"),
    ("specifically_assessed", "protect", "in_emergency"),
    ("meeting_held", "protect", "in_emergency"),
    ("plan_submitted", "protect", "in_emergency"),
    ("in_implementation", "protect", "in_emergency"),
    ("reviewed", "protect", "in_emergency"),
    ("initially_assessed", "assess_specifically", "specifically_assessed"),
    ("in_emergency", "assess_specifically", "specifically_assessed"),
    ("specifically_assessed", "hold_meeting", "meeting_held"),
    ("meeting_held", "submit_plan", "plan_submitted"),
    ("plan_submitted", "return_plan", "meeting_held"),
    ("plan_submitted", "approve_plan", "in_implementation"),
    ("in_implementation", "review", "reviewed"),
    ("reviewed", "go_on", "specifically_assessed"),
    ("reviewed", "conclude", "closed"),
    ("initially_assessed", "set_aside", "set_aside"),
    ("closed", "reopen", "reported"),
    ("set_aside", "reopen", "reported"),
}


def test_transitions_equal_the_table() -> None:
    assert set(workflow_table(ChildCase)) == TABLE


@pytest.mark.parametrize("state", State.values)
def test_factory_reaches_every_state(db: None, state: str) -> None:
    assert protection.IN_STATE[State(state)](protection.crew()).state == state
