"""Who may take which step where: every state, every step, every role, in the case and out of it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import Client
from django.urls import reverse

from offices.models import Assignment, User
from offices.roles import ROLES
from protection import actions
from protection.enums import Duty, State
from protection.keys import duties_of
from protection.models import LogEntry
from protection.presenters.case import step_buttons
from protection.queries import cases_seen
from protection.steps import BY_SLUG, STEPS
from protection.wall import inside
from tests.factories import offices, protection
from tests.protection.test_workflow import TABLE

pytestmark = pytest.mark.django_db

SOURCES: dict[str, set[str]] = defaultdict(set)
for _source, _transition, _target in TABLE:
    SOURCES[_transition].add(_source)

ALWAYS = {"child", "groups", "consent", "share", "withhold"}
AT_WORK = {"measure", "visit", "refer", "transfer"}
ISOLATION = {"isolate", "extend-isolation", "lift-isolation", "measure"}
# What each duty finds on the page of a case in each state.
OPEN: dict[str, dict[str, set[str]]] = {
    "reported": {
        "officer": ALWAYS | {"assess-initially", "forward"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": {"duty", "forward"},
    },
    "forwarded": {
        "officer": {"take-back", "share", "withhold"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": {"duty", "take-back"},
    },
    "initially_assessed": {
        "officer": ALWAYS | AT_WORK | {"assess-specifically"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty", "set-aside"},
    },
    "in_emergency": {
        "officer": ALWAYS | AT_WORK | {"assess-specifically"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty"},
    },
    "specifically_assessed": {
        "officer": ALWAYS | AT_WORK | {"meeting"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty"},
    },
    "meeting_held": {
        "officer": ALWAYS | AT_WORK | {"submit-plan"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty"},
    },
    "plan_submitted": {
        "officer": ALWAYS | AT_WORK,
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty", "approve-plan", "return-plan"},
    },
    "in_implementation": {
        "officer": ALWAYS | AT_WORK | {"review"},
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty"},
    },
    "reviewed": {
        "officer": ALWAYS | AT_WORK,
        "supervisor": {"duty", "share", "withhold"},
        "chair": ISOLATION | {"duty", "conclude", "go-on"},
    },
    "closed": {"officer": {"reopen"}, "supervisor": {"reopen"}, "chair": set()},
    "set_aside": {"officer": {"reopen"}, "supervisor": {"reopen"}, "chair": set()},
}


def offered(hands: protection.Crew, state: str) -> dict[str, set[str]]:
    case = protection.IN_STATE[State(state)](hands)
    found = {}
    for duty in ("officer", "supervisor", "chair"):
        who = getattr(hands, duty)
        with inside(who):
            seen = cases_seen(who).get(pk=case.pk)
            buttons = step_buttons(seen, who, duties_of(seen, who), isolated=False)
        found[duty] = {button.url.split("/")[-2] for button in buttons}
    return found


@pytest.mark.parametrize("state", State.values)
def test_every_duty_finds_its_steps_in_every_state(state: str) -> None:
    assert offered(protection.crew(), state) == OPEN[state]


def test_steps_reach_every_transition() -> None:
    by_transition: dict[str, set[str]] = defaultdict(set)
    for step in STEPS:
        for transition in step.transitions:
            by_transition[transition] |= set(step.from_states)
    missing = {name: sources - by_transition[name] for name, sources in SOURCES.items()}
    assert {name: sources for name, sources in missing.items() if sources} == {}


@pytest.mark.parametrize("role", ROLES)
def test_role_outside_the_case_takes_no_step_whatever_is_posted(client: Client, role: str) -> None:
    hands = protection.crew()
    case = protection.plan_submitted(hands)
    with inside(hands.supervisor):
        before = LogEntry.objects.count()
    for code in (offices.TINH_KHE, offices.PROVINCE):
        offices.sign_in(client, offices.actor(role, code=code))
        for step in STEPS:
            address = reverse("protection_step", args=[case.code, step.slug])
            told = {"version": case.version, "reason": "Vì muốn.", "by": hands.chair.user_id}
            assert client.post(address, told).status_code in (403, 404)
    with inside(hands.supervisor):
        assert LogEntry.objects.count() == before
    assert protection.reread(case, hands.officer).state == "plan_submitted"


@pytest.mark.parametrize("state", State.values)
def test_step_that_is_not_open_is_not_found_and_leaves_no_line(client: Client, state: str) -> None:
    hands = protection.crew()
    case = protection.IN_STATE[State(state)](hands)
    with inside(hands.supervisor):
        before = LogEntry.objects.count()
    for duty, open_steps in OPEN[state].items():
        offices.sign_in(client, getattr(hands, duty))
        for slug in set(BY_SLUG) - open_steps:
            address = reverse("protection_step", args=[case.code, slug])
            assert client.post(address, {"version": case.version, "reason": "Vì muốn."}).status_code == 404
    with inside(hands.supervisor):
        assert LogEntry.objects.count() == before


def test_step_on_a_case_that_moved_on_is_refused() -> None:
    hands = protection.crew()
    case = protection.reported(hands)
    protection.step(case, actions.record_groups, hands.officer, groups=["b.1"])
    with pytest.raises(actions.CaseMoved):
        protection.step(case, actions.record_groups, hands.officer, groups=["a.1"])


def test_submitter_in_the_role_of_chair_does_not_approve() -> None:
    hands = protection.crew()
    case = protection.plan_submitted(hands)
    both = offices.actor("commune_chair", person=User.objects.get(pk=hands.officer.user_id))
    case = protection.step(
        case,
        actions.give_duty,
        hands.supervisor,
        duty=Duty.CHAIR,
        assignment=Assignment.objects.select_related("office").get(pk=both.assignment_id),
        reason="Kiêm nhiệm.",
    )
    with pytest.raises(actions.SameHands):
        protection.step(case, actions.approve_plan, both, decision_number="1/QĐ")
