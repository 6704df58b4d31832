"""Every action leaves its line in the log, and is not done when the line cannot be written."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError
from django.utils import timezone

from audit.models import Entry
from offices.actors import Actor, system_job
from offices.models import Assignment
from protection import actions as acts
from protection.enums import Duty
from protection.models import ChildCase, LogEntry, Member, Referral, Task, Visit
from protection.wall import inside
from tests.factories import offices, people
from tests.factories import protection as factory

pytestmark = pytest.mark.django_db

AT = factory.AT
WHY = {"reason": "Theo quy định."}


@dataclass(frozen=True)
class Deed:
    """Something done by one actor on a case: the call with `by` left open, and the event it leaves."""

    event: str
    by: Actor
    call: Callable[[Actor], Any]
    sees: Actor  # whose eyes find the line afterwards
    trace: str = "deed"


def of(actor: Actor) -> Assignment:
    return Assignment.objects.select_related("office").get(pk=actor.assignment_id)


def on_case(
    event: str, action: Any, state: str, hand: str = "officer", trace: str = "deed", **told: Any
) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = factory.crew()
        case = factory.IN_STATE[state](hands)
        by = getattr(hands, hand)
        words = {key: value(hands) if callable(value) else value for key, value in told.items()}
        versioned = "version" in inspect.signature(action).parameters
        fixed = {"case": case, "at": AT} | ({"version": case.version} if versioned else {})
        return Deed(event, by, lambda by: action(by=by, **fixed, **words), hands.supervisor, trace)

    return prepare


def _receive() -> Deed:
    hands = factory.crew()
    return Deed(
        "reported",
        hands.officer,
        lambda by: acts.receive_report(report=factory.REPORT, by=by, at=AT),
        hands.supervisor,
    )


def _isolated(action: Any, event: str, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = factory.crew()
        case = factory.step(
            factory.in_emergency(hands),
            acts.isolate,
            hands.chair,
            ground="by_carer",
            decision_number="1/QĐ",
            place="Nhà bà",
            ends_on=factory.TODAY + dt.timedelta(days=5),
        )
        fixed = {"case": case, "version": case.version, "at": AT} | told
        return Deed(event, hands.chair, lambda by: action(by=by, **fixed), hands.supervisor)

    return prepare


def _answered(action: Any, event: str, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands, there = factory.crew(), factory.crew(offices.SON_HA)
        case = factory.step(
            factory.reported(hands),
            acts.forward,
            hands.officer,
            to_office=offices.office(offices.SON_HA),
            reason="Xảy ra ở đó.",
        )
        by = hands.officer if action is acts.take_back else there.officer
        fixed = {"case": case, "version": case.version, "at": AT} | told
        sees = there.supervisor if action is acts.accept else hands.supervisor
        return Deed(event, by, lambda by: action(by=by, **fixed), sees)

    return prepare


def _reply() -> Deed:
    hands = factory.crew()
    case = factory.step(
        factory.in_implementation(hands),
        acts.refer,
        hands.officer,
        service="legal",
        to_whom="Trung tâm",
        told="Cần tư vấn.",
    )
    with inside(hands.officer):
        referral = Referral.objects.get(case=case)
    return Deed(
        "replied",
        hands.officer,
        lambda by: acts.record_reply(referral=referral, reply="accepted", by=by, at=AT),
        hands.supervisor,
    )


def _missed() -> Deed:
    hands = factory.crew()
    factory.in_implementation(hands)
    job = system_job("protection.missed_visits")
    late = AT + dt.timedelta(days=60)
    return Deed("visit_missed", job, lambda by: acts.report_missed_visits(by=by, at=late), hands.supervisor)


def _task() -> Deed:
    hands = factory.crew()
    case = factory.in_implementation(hands)
    acts.report_missed_visits(by=system_job("protection.missed_visits"), at=AT + dt.timedelta(days=60))
    with inside(hands.supervisor):
        task = Task.objects.get(case=case)
    return Deed(
        "task_done",
        hands.supervisor,
        lambda by: acts.finish_task(task=task, note="Đã nhắc.", by=by, at=AT),
        hands.supervisor,
    )


def _glass() -> Deed:
    hands = factory.crew()
    case, night = factory.reported(hands), offices.actor("child_protection_officer")
    now = timezone.now()
    return Deed(
        "glass_broken",
        night,
        lambda by: acts.break_glass(code=case.code, reason="Trực đêm.", hours=1, by=by, at=now),
        hands.supervisor,
    )


def _glass_review() -> Deed:
    hands = factory.crew()
    case, night = factory.reported(hands), offices.actor("child_protection_officer")
    acts.break_glass(code=case.code, reason="Trực đêm.", hours=1, by=night, at=timezone.now())
    with inside(hands.supervisor):
        task = Task.objects.get(case=case)
    return Deed(
        "glass_reviewed",
        hands.supervisor,
        lambda by: acts.review_glass(task=task, justified=True, note="Đúng.", by=by, at=AT),
        hands.supervisor,
    )


def _end_access() -> Deed:
    hands = factory.crew()
    partner = offices.actor("child_protection_officer", code=offices.SON_HA)
    case = factory.step(factory.reported(hands), acts.share, hands.officer, assignment=of(partner), **WHY)
    with inside(hands.officer):
        key = Member.objects.get(case=case, duty="partner")
    return Deed(
        "access_ended",
        hands.officer,
        lambda by: acts.end_access(key=key, by=by, at=AT, **WHY),
        hands.supervisor,
    )


def _ask() -> Deed:
    hands, there, child = factory.crew(), factory.crew(offices.SON_HA), people.person()
    factory.reported(there, person_id=child.pk)
    case = factory.reported(hands, person_id=child.pk)
    to = offices.office(offices.SON_HA)
    return Deed(
        "asked",
        hands.officer,
        lambda by: acts.ask(case=case, to_office=to, question="Hỏi.", by=by, at=AT),
        hands.supervisor,
    )


def _answer() -> Deed:
    hands, there, child = factory.crew(), factory.crew(offices.SON_HA), people.person()
    factory.reported(there, person_id=child.pk)
    case = factory.reported(hands, person_id=child.pk)
    asked = acts.ask(
        case=case, to_office=offices.office(offices.SON_HA), question="Hỏi.", by=hands.officer, at=AT
    )
    return Deed(
        "answered",
        there.officer,
        lambda by: acts.answer(inquiry=asked, answer="Đáp.", by=by, at=AT),
        there.supervisor,
    )


def _find() -> Deed:
    hands = factory.crew()
    case = factory.reported(hands)
    return Deed(
        "found", hands.officer, lambda by: acts.find(text=case.code, by=by, at=AT), hands.supervisor, "look"
    )


SON_HA_OFFICE = {"to_office": lambda hands: _with_officer(), **WHY}


def _with_officer() -> Any:
    offices.actor("child_protection_officer", code=offices.SON_HA)
    return offices.office(offices.SON_HA)


DEEDS: dict[Any, Callable[[], Deed]] = {
    acts.receive_report: _receive,
    acts.add_report: on_case("report_added", acts.add_report, "initially_assessed", report=factory.REPORT),
    acts.forward: on_case("forwarded", acts.forward, "reported", **SON_HA_OFFICE),
    acts.transfer: on_case("offered", acts.transfer, "in_implementation", **SON_HA_OFFICE),
    acts.accept: _answered(acts.accept, "taken_over"),
    acts.decline: _answered(acts.decline, "offer_declined", **WHY),
    acts.take_back: _answered(acts.take_back, "offer_taken_back", **WHY),
    acts.record_child: on_case(
        "child_recorded",
        acts.record_child,
        "reported",
        child=replace(factory.CHILD, child_name="Bé Mới"),
        person_id=None,
    ),
    acts.record_groups: on_case("groups_recorded", acts.record_groups, "reported", groups=["l.4", "b.1"]),
    acts.assess_initially: on_case(
        "initially_assessed", acts.assess_initially, "reported", answers=factory.answers(), conclusion="high"
    ),
    acts.record_measure: on_case(
        "measure_taken", acts.record_measure, "initially_assessed", kind="medical", taken_at=AT
    ),
    acts.isolate: on_case(
        "isolated",
        acts.isolate,
        "initially_assessed",
        "chair",
        ground="by_carer",
        decision_number="1/QĐ",
        place="Nhà bà",
        ends_on=factory.TODAY + dt.timedelta(days=14),
    ),
    acts.extend_isolation: _isolated(
        acts.extend_isolation,
        "isolation_extended",
        decision_number="2/QĐ",
        ends_on=factory.TODAY + dt.timedelta(days=14),
        **WHY,
    ),
    acts.lift_isolation: _isolated(acts.lift_isolation, "isolation_lifted", **WHY),
    acts.assess_specifically: on_case(
        "specifically_assessed",
        acts.assess_specifically,
        "in_emergency",
        level="medium",
        answers=factory.SPECIFIC,
    ),
    acts.hold_meeting: on_case(
        "meeting_held", acts.hold_meeting, "specifically_assessed", answers=factory.MEETING
    ),
    acts.submit_plan: on_case(
        "plan_submitted", acts.submit_plan, "meeting_held", goal="An toàn.", items=[factory.ITEM]
    ),
    acts.approve_plan: on_case(
        "plan_approved", acts.approve_plan, "plan_submitted", "chair", decision_number="3/QĐ"
    ),
    acts.return_plan: on_case("plan_returned", acts.return_plan, "plan_submitted", "chair", **WHY),
    acts.refer: on_case(
        "referred", acts.refer, "in_implementation", service="legal", to_whom="Trung tâm", told="Cần tư vấn."
    ),
    acts.record_reply: _reply,
    acts.record_visit: on_case(
        "visited",
        acts.record_visit,
        "in_implementation",
        made_at=AT,
        saw_child=True,
        child_safe=True,
        findings="Ổn.",
    ),
    acts.report_missed_visits: _missed,
    acts.finish_task: _task,
    acts.review: on_case("reviewed", acts.review, "in_implementation", answers=factory.SAFE),
    acts.conclude: on_case("closed", acts.conclude, "reviewed", "chair", **WHY),
    acts.go_on: lambda: _unsafe(),
    acts.set_aside: lambda: _low(),
    acts.reopen: on_case("reopened", acts.reopen, "closed", **WHY),
    acts.record_consent: on_case(
        "consent_recorded",
        acts.record_consent,
        "reported",
        answers={"by_whom": ["parent", "child"], "given": True, "about": "Khám sức khỏe."},
    ),
    acts.give_duty: on_case(
        "duty_given",
        acts.give_duty,
        "reported",
        "supervisor",
        duty=Duty.OFFICER,
        assignment=lambda hands: of(offices.actor("child_protection_officer")),
        **WHY,
    ),
    acts.share: on_case(
        "shared",
        acts.share,
        "reported",
        assignment=lambda hands: of(offices.actor("child_protection_officer", code=offices.SON_HA)),
        **WHY,
    ),
    acts.end_access: _end_access,
    acts.withhold: on_case("withheld", acts.withhold, "reported", who="Người chú", **WHY),
    acts.break_glass: _glass,
    acts.review_glass: _glass_review,
    acts.ask: _ask,
    acts.answer: _answer,
    acts.look: on_case("viewed", acts.look, "reported", trace="look", part="now"),
    acts.find: _find,
    acts.note_print: on_case("printed", acts.note_print, "reported", trace="look", paper="record"),
    acts.unseal: on_case("unsealed", acts.unseal, "reported", trace="look", kind="reporter", **WHY),
}


def _unsafe() -> Deed:
    hands = factory.crew()
    case = factory.reviewed(hands, found=factory.AT_RISK)
    return Deed(
        "went_on",
        hands.chair,
        lambda by: acts.go_on(case=case, version=case.version, by=by, at=AT, **WHY),
        hands.supervisor,
    )


def _low() -> Deed:
    hands = factory.crew()
    case = factory.initially_assessed(hands, "low")
    return Deed(
        "set_aside",
        hands.chair,
        lambda by: acts.set_aside(case=case, version=case.version, by=by, at=AT, **WHY),
        hands.supervisor,
    )


IDS = [action.__name__ for action in DEEDS]


def lines(deed: Deed) -> list[LogEntry]:
    """Every line anybody concerned can see."""
    found = {}
    for eyes in {deed.sees, *([deed.by] if deed.by.user_id else [])}:
        with inside(eyes):
            found |= {line.pk: line for line in LogEntry.objects.all()}
    return list(found.values())


def rows(deed: Deed) -> dict[str, list[dict[str, Any]]]:
    """Everything the actor's supervisor sees."""
    with inside(deed.sees):
        return {
            model.__name__: list(model.objects.order_by("pk").values())
            for model in apps.get_app_config("protection").get_models()
        }


def test_every_action_is_in_this_test() -> None:
    assert {action for _name, action in inspect.getmembers(acts, inspect.isfunction)} == set(DEEDS)


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=IDS)
def test_action_leaves_one_line_that_says_who_where_and_what(prepare: Callable[[], Deed]) -> None:
    deed = prepare()
    before = {line.pk for line in lines(deed)}

    deed.call(deed.by)

    (line,) = [line for line in lines(deed) if line.pk not in before]
    assert (line.event, line.trace) == (deed.event, deed.trace)
    assert (line.user_id, line.user_name, line.role, line.office_code) == (
        deed.by.user_id,
        deed.by.name,
        deed.by.role,
        deed.by.office_code,
    )
    assert line.after


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=IDS)
def test_action_is_not_done_when_its_line_cannot_be_written(prepare: Callable[[], Deed]) -> None:
    deed = prepare()
    before = rows(deed)
    with pytest.raises(DatabaseError, match="too long"):
        deed.call(replace(deed.by, name="x" * 201))  # longer than the log's column
    assert rows(deed) == before


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=IDS)
def test_log_names_no_child_and_no_reporter(prepare: Callable[[], Deed]) -> None:
    deed = prepare()
    deed.call(deed.by)
    kept = " ".join(f"{line.before} {line.after} {line.reason}" for line in lines(deed))
    assert [name for name in ("Bé Kín Đáo", "Bé Mới", "Bà Hàng Xóm", "Ông Gây Hại") if name in kept] == []


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=IDS)
def test_action_writes_nothing_into_the_trail_of_the_benefit_side(prepare: Callable[[], Deed]) -> None:
    deed = prepare()
    before = list(Entry.objects.values_list("pk", "subject_type"))
    deed.call(deed.by)
    assert list(Entry.objects.values_list("pk", "subject_type")) == before
    assert Entry.objects.filter(subject_type__startswith="protection").count() == 0


def test_missed_visit_becomes_one_task_of_the_supervisor() -> None:
    hands = factory.crew()
    case = factory.in_implementation(hands)
    job = system_job("protection.missed_visits")
    due = factory.TODAY + dt.timedelta(days=14)
    done = [
        acts.report_missed_visits(by=job, at=dt.datetime.combine(day, dt.time(0, 5), tzinfo=factory.ZONE))
        for day in (due, due + dt.timedelta(days=1), due + dt.timedelta(days=2))
    ]
    assert done == [0, 1, 0]
    with inside(hands.supervisor):
        task = Task.objects.get(case=case)
        assert (task.user_id, task.about_id) == (hands.supervisor.user_id, hands.officer.user_id)


def test_job_sees_visits_and_no_record() -> None:
    hands = factory.crew()
    factory.in_implementation(hands)
    with inside(system_job("protection.missed_visits")):
        assert (ChildCase.objects.count(), Visit.objects.count()) == (1, 1)
        for name in ("Report", "Sealed", "FilledForm", "Measure", "Plan", "PlanItem", "LogEntry", "Withheld"):
            assert apps.get_model("protection", name).objects.count() == 0
