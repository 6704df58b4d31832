"""Who the child is, the two assessments, the meeting, the special circumstances, consent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from offices.actors import Actor
from offices.roles import Permission
from protection import logbook
from protection.enums import WORKED_STATES, FormKind
from protection.events import Event
from protection.intake import ChildData
from protection.models import ChildCase, FilledForm
from protection.rules.conditions import age_on, consent
from protection.rules.scales import HARM_ITEMS, PROTECTION_ITEMS, counts
from protection.taking import keep, refuse_unless, take
from protection.wall import behind_the_wall

P = Permission


@behind_the_wall
def record_child(
    *, case: ChildCase, version: int, child: ChildData, person_id: int | None, by: Actor, at: dt.datetime
) -> ChildCase:
    """Recorded who the child is, as far as known. Raises NotPermitted, CaseMoved."""
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=WORKED_STATES)
    changed = sorted(name for name, value in child.values().items() if getattr(case, name) != value)
    for name, value in child.values().items():
        setattr(case, name, value)
    case.person_id = person_id
    keep(case, by=by)
    logbook.record(Event.CHILD_RECORDED, case=case, by=by, at=at, after={"fields": changed})
    return case


@behind_the_wall
def record_groups(
    *, case: ChildCase, version: int, groups: list[str], by: Actor, at: dt.datetime
) -> ChildCase:
    """Recorded the special circumstances of the child, several at once. Law on Children, Article 10."""
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=WORKED_STATES)
    before, case.groups = case.groups, sorted(set(groups))
    keep(case, by=by)
    logbook.record(
        Event.GROUPS_RECORDED,
        case=case,
        by=by,
        at=at,
        before={"groups": before},
        after={"groups": case.groups},
    )
    return case


@behind_the_wall
def assess_initially(
    *,
    case: ChildCase,
    version: int,
    answers: Mapping[str, str],
    conclusion: str,
    note: str = "",
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Made the initial assessment: both scales, and the level a human concludes.

    Raises NotPermitted, CaseMoved. Decree 56/2017/ND-CP, Article 26(2).
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, transition="assess_initially")
    harm, protection = counts(answers, HARM_ITEMS), counts(answers, PROTECTION_ITEMS)
    before = {"state": case.state}
    case.level = conclusion
    case.assess_initially(at=at)
    keep(case, by=by)
    data = {"answers": dict(answers), "conclusion": conclusion, "note": note}
    fill(case=case, kind=FormKind.INITIAL, data=data, by=by, at=at)
    after = {
        "state": case.state,
        "level": conclusion,
        "harm": [harm.high, harm.medium, harm.low],
        "protection": [protection.high, protection.medium, protection.low],
    }
    logbook.record(Event.INITIALLY_ASSESSED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def assess_specifically(
    *, case: ChildCase, version: int, level: str, answers: Mapping[str, Any], by: Actor, at: dt.datetime
) -> ChildCase:
    """Made the specific assessment with the views of child and parents. Raises NotPermitted, CaseMoved.

    Decree 56/2017/ND-CP, Article 27(1).
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, transition="assess_specifically")
    before = {"state": case.state, "level": case.level}
    case.level = level
    case.assess_specifically(at=at)
    keep(case, by=by)
    fill(case=case, kind=FormKind.SPECIFIC, data={**answers, "level": level}, by=by, at=at)
    after = {"state": case.state, "level": level}
    logbook.record(Event.SPECIFICALLY_ASSESSED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def hold_meeting(
    *, case: ChildCase, version: int, answers: Mapping[str, Any], by: Actor, at: dt.datetime
) -> ChildCase:
    """Recorded the meeting chaired by the commune chair. Raises NotPermitted, CaseMoved.

    Decree 56/2017/ND-CP, Article 27(2).
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, transition="hold_meeting")
    before = {"state": case.state}
    case.hold_meeting(at=at)
    keep(case, by=by)
    fill(case=case, kind=FormKind.MEETING, data=answers, by=by, at=at)
    after = {"state": case.state, "held_on": answers["held_on"]}
    logbook.record(Event.MEETING_HELD, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def record_consent(
    *, case: ChildCase, version: int, answers: Mapping[str, Any], by: Actor, at: dt.datetime
) -> ChildCase:
    """Recorded consent given or withdrawn: by the representative, and from 7 by the child.

    A withdrawal needs nobody else. Raises NotPermitted, CaseMoved, CaseNotReady.
    Decree 56/2017/ND-CP, Article 36(1); Law on Children, Article 6(11).
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=WORKED_STATES)
    if answers["given"]:
        age = age_on(case.child_born_on, timezone.localdate(at), case.child_age)
        refuse_unless(consent(given_by=tuple(answers["by_whom"]), age=age))
    keep(case, by=by)
    fill(case=case, kind=FormKind.CONSENT, data=answers, by=by, at=at)
    after = {"given": answers["given"], "by_whom": answers["by_whom"]}
    logbook.record(Event.CONSENT_RECORDED, case=case, by=by, at=at, after=after)
    return case


def fill(
    *, case: ChildCase, kind: FormKind, data: Mapping[str, Any], by: Actor, at: dt.datetime
) -> FilledForm:
    """Keep a form as filled. Part of a step: the step's own entry tells of it."""
    return FilledForm.objects.create(
        case=case, kind=kind, cycle=case.cycle, data=logbook.plain(data), at=at, filled_by=by.name
    )
