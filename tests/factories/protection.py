"""Child-protection cases in any state, each reached through the actions of those whose turn it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from offices.actors import Actor, system_job
from offices.models import Assignment
from protection import actions
from protection.enums import Duty, State
from protection.intake import ChildData, ReportData
from protection.keys import end_keys, give_key
from protection.models import ChildCase, Member, Referral, Task
from protection.rules.scales import HARM_ITEMS, PROTECTION_ITEMS
from protection.wall import inside
from tests.factories import offices, people

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# A Monday morning.
AT = dt.datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
TODAY = AT.date()
CHILD = ChildData(
    child_name="Bé Kín Đáo", child_born_on=dt.date(2016, 5, 4), child_sex="F", harms=("physical",)
)
REPORT = ReportData(
    received_at=AT,
    channel="neighbour",
    what="Nghe tiếng trẻ khóc, thấy vết bầm.",
    child=CHILD,
    reporter={"name": "Bà Hàng Xóm", "phone": "0905999888"},
    harmer={"name": "Ông Gây Hại"},
)


@dataclass(frozen=True)
class Crew:
    """One person for each duty, in one commune."""

    officer: Actor
    supervisor: Actor
    chair: Actor


def crew(code: str = offices.TINH_KHE) -> Crew:
    return Crew(
        officer=offices.actor("child_protection_officer", code=code, name="Lê Thị Trẻ"),
        supervisor=offices.actor("child_protection_supervisor", code=code, name="Trần Văn Giám"),
        chair=offices.actor("commune_chair", code=code, name="Phạm Văn Ký"),
    )


def answers(level: str = "medium") -> dict[str, str]:
    return dict.fromkeys((*HARM_ITEMS, *PROTECTION_ITEMS), level)


SPECIFIC = {
    "body_and_mind": "Vết bầm ở tay.",
    "family": "Sống với bà.",
    "risk_factors": "Người gây hại ở gần.",
    "schooling": "Lớp 4.",
    "community": "Thôn hỗ trợ.",
    "needs": "Khám sức khỏe, tư vấn.",
    "child_view": "Cháu muốn ở với bà.",
    "child_not_asked": "",
    "parents_view": "Đồng ý.",
}
MEETING = {"held_on": TODAY, "present": "Trưởng thôn, công an, trạm y tế, bà.", "agreed": "Lập kế hoạch."}
ITEM = {
    "service": "medical",
    "task": "Khám sức khỏe",
    "responsible": "Trạm y tế",
    "provider": "",
    "starts_on": TODAY,
    "ends_on": TODAY + dt.timedelta(days=30),
    "cost": 200_000,
}
SAFE = {
    "no_risk": True,
    "stable_body": True,
    "stable_mind": True,
    "stable_understanding": True,
    "stable_feelings": True,
    "opinion": "An toàn.",
}
AT_RISK = SAFE | {"no_risk": False}


def report(hands: Crew, **fields: Any) -> ReportData:
    return replace(REPORT, **fields)


def step(case: ChildCase, action: Any, by: Actor, at: dt.datetime = AT, **words: Any) -> ChildCase:
    return action(case=case, version=case.version, by=by, at=at, **words)


def reread(case: ChildCase, by: Actor) -> ChildCase:
    """The case as this person sees it now. Raises ChildCase.DoesNotExist."""
    with inside(by):
        return ChildCase.objects.select_related("office").get(pk=case.pk)


def reported(hands: Crew, at: dt.datetime = AT, person_id: int | None = None, **fields: Any) -> ChildCase:
    told = report(hands, **{"received_at": at} | fields)
    case = actions.receive_report(report=told, person_id=person_id, by=hands.officer, at=at)
    with inside(hands.officer):  # others may have held these roles in the office before this crew
        for duty, who in ((Duty.SUPERVISOR, hands.supervisor), (Duty.CHAIR, hands.chair)):
            if Member.objects.get(case=case, duty=duty).user_id != who.user_id:
                end_keys(case, at=at, duties=(duty,))
                give_key(case, user_id=who.user_id, office_id=who.office_id, duty=duty, at=at)
    return case


def forwarded(hands: Crew, to: str = offices.SON_HA, **kind: Any) -> ChildCase:
    offices.actor("child_protection_officer", code=to)
    return step(
        reported(hands, **kind),
        actions.forward,
        hands.officer,
        to_office=offices.office(to),
        reason="Xảy ra ở xã khác.",
    )


def initially_assessed(hands: Crew, conclusion: str = "medium", **kind: Any) -> ChildCase:
    return step(
        reported(hands, **kind),
        actions.assess_initially,
        hands.officer,
        answers=answers(),
        conclusion=conclusion,
    )


def in_emergency(hands: Crew, **kind: Any) -> ChildCase:
    case = initially_assessed(hands, "high", **kind)
    return step(case, actions.record_measure, hands.officer, kind="shelter", taken_at=AT)


def specifically_assessed(hands: Crew, conclusion: str = "medium", **kind: Any) -> ChildCase:
    case = initially_assessed(hands, conclusion, **kind)
    return step(case, actions.assess_specifically, hands.officer, level=conclusion, answers=SPECIFIC)


def meeting_held(hands: Crew, **kind: Any) -> ChildCase:
    return step(specifically_assessed(hands, **kind), actions.hold_meeting, hands.officer, answers=MEETING)


def plan_submitted(hands: Crew, **kind: Any) -> ChildCase:
    case = meeting_held(hands, **kind)
    return step(case, actions.submit_plan, hands.officer, goal="Trẻ được an toàn.", items=[ITEM])


def in_implementation(hands: Crew, **kind: Any) -> ChildCase:
    return step(
        plan_submitted(hands, **kind), actions.approve_plan, hands.chair, decision_number="07/QĐ-UBND"
    )


def reviewed(hands: Crew, found: dict[str, Any] = SAFE, **kind: Any) -> ChildCase:
    return step(in_implementation(hands, **kind), actions.review, hands.officer, answers=found)


def closed(hands: Crew, **kind: Any) -> ChildCase:
    return step(reviewed(hands, **kind), actions.conclude, hands.chair, reason="Trẻ an toàn, ổn định.")


def set_aside(hands: Crew, **kind: Any) -> ChildCase:
    case = initially_assessed(hands, "low", **kind)
    return step(case, actions.set_aside, hands.chair, reason="Không có nguy cơ.")


def addressed(hands: Crew) -> dict[str, dict[str, Any]]:
    """A case with something behind every address of child protection, and the arguments of each."""
    there, child = crew(offices.BA_TO), people.person()
    reported(there, person_id=child.pk)
    case = in_implementation(hands, person_id=child.pk)
    case = step(case, actions.refer, hands.officer, service="legal", to_whom="Trung tâm", told="Tư vấn.")
    partner = Assignment.objects.select_related("office").get(pk=there.officer.assignment_id)
    case = step(case, actions.share, hands.officer, assignment=partner, reason="Phối hợp.")
    elsewhere = offices.office(offices.BA_TO)
    inquiry = actions.ask(case=case, to_office=elsewhere, question="Hỏi.", by=hands.officer, at=AT)
    actions.report_missed_visits(by=system_job("protection.missed_visits"), at=AT + dt.timedelta(days=90))
    with inside(hands.officer):
        referral, key = Referral.objects.get(case=case), Member.objects.get(case=case, duty="partner")
        task = Task.objects.get(case=case)
    code = {"code": case.code}
    return {
        "protection_case": code,
        "protection_print": code,
        "protection_add_report": code,
        "protection_step": code | {"slug": "review"},
        "protection_sealed": code | {"kind": "reporter"},
        "protection_reply": code | {"pk": referral.pk},
        "protection_key": code | {"pk": key.pk},
        "protection_ask": code | {"office_code": offices.BA_TO},
        "protection_inquiry": {"pk": inquiry.pk},
        "protection_task": {"pk": task.pk},
    }


IN_STATE = {
    State.REPORTED: reported,
    State.FORWARDED: forwarded,
    State.INITIALLY_ASSESSED: initially_assessed,
    State.IN_EMERGENCY: in_emergency,
    State.SPECIFICALLY_ASSESSED: specifically_assessed,
    State.MEETING_HELD: meeting_held,
    State.PLAN_SUBMITTED: plan_submitted,
    State.IN_IMPLEMENTATION: in_implementation,
    State.REVIEWED: reviewed,
    State.CLOSED: closed,
    State.SET_ASIDE: set_aside,
}
