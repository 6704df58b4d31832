"""Example files for the demo: one in every state, reached through the actions of those whose turn it was.

Nobody here exists. Nothing is payable before the month the demo is loaded in, so a caseload can still be
imported and paid for the months before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from beneficiaries.actions import register_person
from beneficiaries.models import Person
from beneficiaries.rules import PersonData
from cases import actions
from cases.models import Case
from cases.papers import papers_for
from offices.actors import Actor
from offices.loading import DEMO_NAMES
from offices.models import Office
from offices.queries import actor_named
from offices.roles import Permission
from policy.enums import DisabilityDegree, MaritalState, PovertyStatus, Sex, SupporterState
from policy.facts import Child, Facts, PartialDate

DEMO_OFFICES = ("21211", "21289", "21439", "21484")


@dataclass(frozen=True)
class Example:
    """One example file: who asks, for what, on which facts, and how many steps it has taken."""

    name: str
    sex: Sex
    born: str
    ethnicity: str
    hamlet: str
    group: str
    facts: Facts
    steps: tuple[str, ...]


_PENSION = Facts(has_pension_or_si=False)
_SEVERE = Facts(disability_degree=DisabilityDegree.SEVERE)
_EXTREME = Facts(disability_degree=DisabilityDegree.EXTREME)
_PARENT = Facts(
    poverty=PovertyStatus.NEAR_POOR,
    marital_state=MaritalState.SINGLE,
    children=(
        Child(PartialDate.parse("14/05/2016"), studying=True),
        Child(PartialDate.parse("02/09/2020"), studying=None),
    ),
)
_ALONE = Facts(poverty=PovertyStatus.POOR, supporter_state=SupporterState.NONE, has_pension_or_si=False)

_TO_APPROVED = ("receive", "start_appraisal", "propose_grant", "approve")

EXAMPLES = (
    Example("Phạm Thị Lành", Sex.FEMALE, "18/03/1950", "01", "Thôn Mẫu 1", "pension_75", _PENSION, ()),
    Example(
        "Đinh Văn Sáng",
        Sex.MALE,
        "07/11/1988",
        "19",
        "Thôn Mẫu 2",
        "disability_severe",
        _SEVERE,
        _TO_APPROVED[:1],
    ),
    Example(
        "Nguyễn Thị Bình An", Sex.FEMALE, "1949", "01", "Thôn Mẫu 1", "pension_75", _PENSION, _TO_APPROVED[:2]
    ),
    Example(
        "Hồ Văn Thái",
        Sex.MALE,
        "22/06/2019",
        "30",
        "Thôn Mẫu 3",
        "disability_extreme",
        _EXTREME,
        ("receive", "start_appraisal", "return_for_supplement"),
    ),
    Example(
        "Lê Thị Ngọc",
        Sex.FEMALE,
        "30/01/1991",
        "01",
        "Thôn Mẫu 2",
        "single_parent",
        _PARENT,
        _TO_APPROVED[:3],
    ),
    Example(
        "Trần Văn Phước", Sex.MALE, "05/05/1947", "01", "Thôn Mẫu 3", "elderly_poor", _ALONE, _TO_APPROVED
    ),
    Example(
        "Võ Thị Hiền",
        Sex.FEMALE,
        "12/08/1951",
        "01",
        "Thôn Mẫu 1",
        "pension_75",
        _PENSION,
        (*_TO_APPROVED, "sign"),
    ),
    Example(
        "Bùi Văn Đức",
        Sex.MALE,
        "19/02/1975",
        "01",
        "Thôn Mẫu 2",
        "disability_severe",
        _SEVERE,
        (*_TO_APPROVED, "refuse"),
    ),
)

_WORDS = {
    "propose_grant": {"note": ""},
    "return_for_supplement": {"reason": "Bổ sung giấy xác nhận khuyết tật còn hiệu lực."},
    "refuse": {"reason": "Giấy xác nhận khuyết tật không đúng mức độ đề nghị."},
}
_HANDS = {
    "receive": Permission.CASE_REGISTER,
    "start_appraisal": Permission.CASE_APPRAISE,
    "return_for_supplement": Permission.CASE_APPRAISE,
    "propose_grant": Permission.CASE_APPRAISE,
    "approve": Permission.CASE_APPROVE,
    "sign": Permission.CASE_SIGN,
    "refuse": Permission.CASE_SIGN,
}
_ROLES = {
    Permission.CASE_REGISTER: "commune_officer",
    Permission.CASE_APPRAISE: "department_appraiser",
    Permission.CASE_APPROVE: "department_approver",
    Permission.CASE_SIGN: "commune_chair",
}


def load_examples(*, at: dt.datetime) -> int:
    """Make the example files of the demo's communes where there are none yet; returns how many were made."""
    made = 0
    for code in DEMO_OFFICES:
        if (
            Case.objects.filter(office__code=code).exists()
            or Person.objects.filter(office__code=code).exists()
        ):
            continue
        for example in EXAMPLES:
            _make(example, Office.objects.get(code=code), at=at)
            made += 1
    return made


def _make(example: Example, office: Office, *, at: dt.datetime) -> None:
    today = timezone.localdate(at)

    def hand(permission: Permission) -> Actor:
        username = f"{DEMO_NAMES[_ROLES[permission]][0]}.{office.code}"
        return actor_named(username, permission=permission, on=today)

    officer = hand(Permission.CASE_REGISTER)
    person = register_person(
        office=office,
        data=PersonData(
            name=example.name,
            sex=example.sex.value,
            born=PartialDate.parse(example.born),
            ethnicity=example.ethnicity,
            hamlet=example.hamlet,
        ),
        by=officer,
    )
    case = actions.open_draft(person=person, by=officer, today=today)
    case = actions.record_facts(case=case, facts=example.facts, by=officer)
    case = actions.choose_group(case=case, group_key=example.group, by=officer, today=today)
    case = actions.record_intake(
        case=case,
        by=officer,
        papers={paper.key: "original" for paper in papers_for(example.group)},
        channel="desk",
        applicant_name=example.name,
        applicant_relation="bản thân",
        applicant_phone="",
        applicant_address=example.hamlet,
    )
    for step in example.steps:
        act: Callable[..., Case] = getattr(actions, step)
        case = act(case=case, version=case.version, by=hand(_HANDS[step]), at=at, **_WORDS.get(step, {}))
