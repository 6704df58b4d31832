"""A change of an allowance that stands, in words: what it is about, from what to what, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.models import Person
from cases.changes import AllowanceChange
from cases.documents.change import ChangeSnapshot
from cases.enums import CAUSES, CaseKind, DocumentKind, State
from cases.models import Case
from cases.queries import change_of
from entitlements.models import Entitlement
from offices.actors import Actor
from offices.roles import Permission
from policy.enums import Slot, Turn
from policy.grounds import causes_on
from policy.labels import group_label, label, sentence
from policy.months import format_month
from policy.presenters import explain
from policy.queries import current_law
from policy.reasons import Finding
from policy.rules import GroupAssessment
from ui.presenters import CheckItem

_CAUSES = dict(CAUSES)


@dataclass(frozen=True)
class ChangeCard:
    """The change of a case: the allowance it is about, what is asked, a month's money before and after."""

    about: list[tuple[str, str]]
    asked: list[tuple[str, str]]
    turn: str
    since: str
    before: int
    after: int
    before_lines: list[str]
    after_lines: list[str]
    checks: list[CheckItem]
    assessment: GroupAssessment | None
    decided: bool

    @property
    def recorded(self) -> bool:
        """Whether nothing the law turns on is still to be recorded."""
        return all(check.state != "unknown" for check in self.checks)

    @property
    def difference(self) -> int:
        return self.after - self.before


def kind_of(case: Case) -> str:
    """The change asked for; "" for a new allowance."""
    return "" if case.kind == CaseKind.NEW else str(CaseKind(case.kind).label)


def page_after_facts(case: Case) -> str:
    """The address that follows the facts: the change they bear, the groups they fit, or the papers."""
    if case.kind != CaseKind.NEW:
        return "case_change"
    return "case_group" if case.state == State.DRAFT else "case_intake"


def change_card(case: Case, *, today: dt.date) -> ChangeCard | None:
    """The change of a case as weighed today, or as decided; None for a new allowance."""
    if case.kind == CaseKind.NEW:
        return None
    if case.state == State.SIGNED:
        return _decided(case)
    change = change_of(case, today=today)
    assert change is not None
    effect = change.effect
    return ChangeCard(
        about=_about(case, change),
        asked=_asked(case),
        turn=label(effect.turn),
        since=format_month(effect.from_month) if effect.from_month else "",
        before=change.amount_before,
        after=change.amount,
        before_lines=explain(change.before) if change.before else [],
        after_lines=explain(change.after) if change.after else [],
        checks=[_check(finding) for finding in effect.findings],
        assessment=change.assessment if effect.turn != Turn.SUSPEND else None,
        decided=False,
    )


def choices_for(case: Case, *, today: dt.date) -> dict[str, list[tuple[str, Any]]]:
    """The causes the law of the day names, and the groups an allowance of its kind may be adjusted to."""
    law = current_law()
    slot = Slot(case.slot)
    groups = [row for row in law.groups_on(today) if row.slot == slot and row.proposed]
    keys = dict.fromkeys([*(row.key for row in groups), case.group_id or ""])
    causes = causes_on(law.grounds, Turn(case.kind), today)
    return {
        "causes": [("", "–"), *((cause, _CAUSES[cause]) for cause in causes)],
        "groups": [(key, group_label(key)) for key in keys if key],
    }


def opening_page(target: Entitlement, kind: CaseKind) -> dict[str, Any]:
    """The page that opens a change."""
    return {
        "person": target.person,
        "title": kind.label,
        "about": [
            (_("Group"), group_label(target.group_id)),
            (_("Decision"), target.decision_number),
            (_("From month"), format_month(target.start_month)),
        ],
    }


def offered_changes(row: Any, person: Person, actor: Actor) -> tuple[tuple[str, str], ...]:
    """The changes this person may open of an allowance on the page of a person: words and address."""
    if not actor.may(Permission.CASE_REGISTER) or person.office_id != actor.office_id:
        return ()
    kinds: tuple[CaseKind, ...] = ()
    if person.died_on:
        stops = Case.objects.filter(target_id=row.pk, kind=CaseKind.STOP, state=State.SIGNED)
        kinds = () if stops.exists() else (CaseKind.STOP,)
    elif row.running and row.suspended:
        kinds = (CaseKind.RESUME, CaseKind.STOP)
    elif row.running:
        kinds = (CaseKind.ADJUST, CaseKind.STOP, CaseKind.SUSPEND)
    words = {
        CaseKind.ADJUST: _("Adjust"),
        CaseKind.STOP: _("Stop"),
        CaseKind.SUSPEND: _("Suspend"),
        CaseKind.RESUME: _("Resume"),
    }
    return tuple((words[kind], reverse("change_new", args=[row.pk, kind.value])) for kind in kinds)


def _about(case: Case, change: AllowanceChange) -> list[tuple[str, str]]:
    now, target = change.standing, case.target
    assert target is not None
    rows = [
        (_("Group"), group_label(now.group)),
        (_("Children raised"), str(now.units) if now.units > 1 else ""),
        (_("Decision"), target.decision_number),
        (_("From month"), format_month(now.start_month)),
        (_("To month"), format_month(now.end_month) if now.end_month else ""),
        (_("Suspended from"), format_month(now.pause.from_month) if now.pause else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _asked(case: Case) -> list[tuple[str, str]]:
    turns_to = case.group_id if case.target and case.group_id != case.target.group_id else None
    rows = [
        (_("Begun by"), _("The applicant") if case.asked else _("The office itself")),
        (_("Why the change"), case.change_reason),
        (_("Cause"), str(_CAUSES.get(case.cause, ""))),
        (_("Day it happened"), f"{case.event_on:%d/%m/%Y}" if case.event_on else ""),
        (_("Group from then on"), group_label(turns_to) if turns_to else ""),
        (_("From month"), format_month(case.effective_month) if case.effective_month else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _decided(case: Case) -> ChangeCard:
    """As the decision says: what stood before has gone on since."""
    assert case.target is not None
    paper = ChangeSnapshot.from_json(case.documents.get(kind=DocumentKind.CHANGE).snapshot)
    about = [
        (_("Group"), group_label(case.target.group_id)),
        (_("Children raised"), str(paper.units_before) if paper.units_before > 1 else ""),
        (_("Decision"), paper.decision_before),
        (_("From month"), format_month(case.target.start_month)),
        (
            _("Suspended from"),
            format_month(dt.date.fromisoformat(paper.held_from)) if paper.held_from else "",
        ),
    ]
    return ChangeCard(
        about=[(name, value) for name, value in about if value],
        asked=_asked(case),
        turn=label(Turn(paper.turn)),
        since=_month(paper.from_month),
        before=paper.amount_before,
        after=paper.amount,
        before_lines=[],
        after_lines=[],
        checks=[],
        assessment=None,
        decided=True,
    )


def _month(iso: str) -> str:
    return format_month(dt.date.fromisoformat(iso))


def _check(finding: Finding) -> CheckItem:
    return CheckItem(sentence(finding), finding.outcome.value, article=finding.article)
