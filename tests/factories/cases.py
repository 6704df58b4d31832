"""Cases in any state, each reached through the actions of the people whose turn it is."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from beneficiaries.models import Person
from cases import actions
from cases.enums import CaseKind
from cases.models import Case, Scan
from cases.papers import Paper, papers_for
from entitlements.models import Entitlement
from offices.actors import Actor
from offices.names import fold
from policy.enums import DisabilityDegree
from policy.facts import Facts, PartialDate
from tests.factories import offices, people

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# A Monday morning under Decree 335/2026.
AT = dt.datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
TODAY = AT.date()
_numbers = count(1)


@dataclass(frozen=True)
class Crew:
    """One person for each hand a case passes through, in one commune."""

    officer: Actor
    appraiser: Actor
    approver: Actor
    chair: Actor


def crew(code: str = offices.TINH_KHE) -> Crew:
    return Crew(
        officer=offices.actor("commune_officer", code=code, name="Võ Thị Cán"),
        appraiser=offices.actor("department_appraiser", code=code, name="Lê Văn Thẩm"),
        approver=offices.actor("department_approver", code=code, name="Trần Thị Duyệt"),
        chair=offices.actor("commune_chair", code=code, name="Phạm Văn Ký"),
    )


def person(
    name: str = "Nguyễn Thị Hoa",
    *,
    born: str = "12/06/1948",
    sex: str = "F",
    code: str = offices.TINH_KHE,
    **fields: Any,
) -> Person:
    number = next(_numbers)
    birth = PartialDate.parse(born)
    return Person.objects.create(
        office=offices.office(code),
        code=f"{code}-{90000 + number}",
        name=name,
        search_name=fold(name),
        sort_key=fold(name),
        sex=sex,
        born_on=birth.earliest,
        born_latest_on=birth.latest,
        born_precision=birth.precision,
        hamlet=fields.pop("hamlet", "Thôn Cổ Lũy"),
        **fields,
    )


NO_PENSION = Facts(has_pension_or_si=False)
SEVERE = Facts(disability_degree=DisabilityDegree.SEVERE, has_pension_or_si=True)
EXTREME = Facts(disability_degree=DisabilityDegree.EXTREME, has_pension_or_si=True)


def empty_draft(hands: Crew, who: Person | None = None) -> Case:
    return actions.open_draft(
        person=who or person(code=hands.officer.office_code), by=hands.officer, today=TODAY
    )


def draft(
    hands: Crew, who: Person | None = None, *, facts: Facts = NO_PENSION, group: str = "pension_75"
) -> Case:
    """A draft with nothing missing."""
    case = empty_draft(hands, who)
    case = actions.record_facts(case=case, facts=facts, by=hands.officer)
    case = actions.choose_group(case=case, group_key=group, by=hands.officer, today=TODAY)
    return actions.record_intake(
        case=case,
        by=hands.officer,
        papers={paper.key: "original" for paper in papers_for(group)},
        channel="desk",
        applicant_name="Nguyễn Văn Nam",
        applicant_relation="con",
        applicant_phone="0905000111",
        applicant_address="Thôn Cổ Lũy",
    )


def step(case: Case, action: Any, by: Actor, at: dt.datetime = AT, **words: str) -> Case:
    return action(case=case, version=case.version, by=by, at=at, **words)


def received(hands: Crew, who: Person | None = None, at: dt.datetime = AT, **kind: Any) -> Case:
    return step(draft(hands, who, **kind), actions.receive, hands.officer, at)


def under_appraisal(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(received(hands, who, **kind), actions.start_appraisal, hands.appraiser)


def returned(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(
        under_appraisal(hands, who, **kind),
        actions.return_for_supplement,
        hands.appraiser,
        reason="Bổ sung giấy xác nhận.",
    )


def appraised(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(under_appraisal(hands, who, **kind), actions.propose_grant, hands.appraiser, note="")


def approved(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(appraised(hands, who, **kind), actions.approve, hands.approver)


def signed(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(approved(hands, who, **kind), actions.sign, hands.chair)


def refused(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(approved(hands, who, **kind), actions.refuse, hands.chair, reason="Không đủ điều kiện.")


def withdrawn(hands: Crew, who: Person | None = None, **kind: Any) -> Case:
    return step(received(hands, who, **kind), actions.withdraw, hands.officer, reason="Theo đơn xin rút.")


def picture() -> bytes:
    """A small photograph of a paper."""
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(file, "JPEG")
    return file.getvalue()


def scan(case: Case, *, by: Actor, paper: Paper = Paper.IDENTITY) -> Scan:
    """A paper of the case photographed."""
    uploads = [actions.Upload("to1.jpg", picture())]
    return actions.add_scans(case=case, paper=paper, uploads=uploads, by=by)[0]


def change(
    hands: Crew,
    kind: str,
    target: Entitlement,
    *,
    facts: Facts | None = None,
    **told: Any,
) -> Case:
    """A change begun by the office itself, with everything recorded."""
    case = actions.open_change(
        kind=CaseKind(kind), target=target, by=hands.officer, reason="Qua rà soát.", facts=facts
    )
    return actions.record_change(case=case, by=hands.officer, **{"reason": "Qua rà soát."} | told)


def changed(
    hands: Crew, kind: str, target: Entitlement, *, at: dt.datetime = AT, until: str = "signed", **told: Any
) -> Case:
    """A change taken up and carried by four people to a state."""
    case = change(hands, kind, target, **told)
    for state, action, by, words in (
        ("received", actions.receive, hands.officer, {}),
        ("under_appraisal", actions.start_appraisal, hands.appraiser, {}),
        ("appraised", actions.propose_grant, hands.appraiser, {"note": ""}),
        ("approved", actions.approve, hands.approver, {}),
        ("signed", actions.sign, hands.chair, {}),
    ):
        case = step(case, action, by, at, **words)
        if state == until:
            break
    return case


# What makes each change of a severely disabled person's allowance good to be signed.
GOOD_CHANGES: dict[str, dict[str, Any]] = {
    "adjust": {"facts": EXTREME, "group_key": "disability_extreme", "effective_month": dt.date(2026, 11, 1)},
    "stop": {"cause": "refuses", "event_on": TODAY},
    "suspend": {"cause": "not_complying", "event_on": dt.date(2026, 11, 2)},
    "resume": {"facts": SEVERE},
}


def allowance(hands: Crew, *, held: bool = False) -> Entitlement:
    """A severely disabled person's allowance of 810,000 đồng a month; `held`: suspended from this month."""
    who = people.person("Đinh Thị Bưởi", born="12/06/1978", code=hands.officer.office_code, by=hands.officer)
    target = people.entitlement(who, group="disability_severe", start="2025-01", by=hands.chair)
    if held:
        changed(hands, "suspend", target, **GOOD_CHANGES["suspend"])
    return target


def good_change(hands: Crew, kind: str, state: str = "signed") -> Case:
    """A change of any kind in any state, begun by the office itself."""
    target = allowance(hands, held=kind == "resume")
    told = GOOD_CHANGES[kind]
    if state == "draft":
        return change(hands, kind, target, **told)
    if state in ("returned", "refused"):
        case = changed(hands, kind, target, until="under_appraisal", **told)
        action, by = {
            "returned": (actions.return_for_supplement, hands.appraiser),
            "refused": (actions.refuse, hands.chair),
        }[state]
        return step(case, action, by, reason="Chưa rõ.")
    if state == "withdrawn":
        case = changed(hands, kind, target, until="received", **told)
        return step(case, actions.withdraw, hands.officer, reason="Không cần nữa.")
    return changed(hands, kind, target, until=state, **told)


IN_STATE = {
    "draft": draft,
    "received": received,
    "under_appraisal": under_appraisal,
    "returned": returned,
    "appraised": appraised,
    "approved": approved,
    "signed": signed,
    "refused": refused,
    "withdrawn": withdrawn,
}
