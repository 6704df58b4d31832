"""While a plan is carried out: services asked for, replies, visits; and visits that were missed."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from offices.actors import Actor, NotPermitted
from offices.roles import Permission
from protection import logbook
from protection.enums import ASSESSED_STATES, Duty, TaskKind
from protection.events import Event
from protection.keys import holder, require_key
from protection.models import ChildCase, Referral, Task, Visit
from protection.queries import visits_missed
from protection.rules.clocks import next_visit
from protection.taking import keep, take
from protection.wall import behind_the_wall

P = Permission


@behind_the_wall
def refer(
    *,
    case: ChildCase,
    version: int,
    service: str,
    to_whom: str,
    told: str,
    answer_by: dt.date | None = None,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Asked somebody outside for a service, telling no more than needed. Raises NotPermitted, CaseMoved.

    Decree 56/2017/ND-CP, Articles 24(2) and 29(1)b.
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=ASSESSED_STATES)
    keep(case, by=by)
    Referral.objects.create(
        case=case, service=service, to_whom=to_whom, told=told, asked_at=at, answer_by=answer_by
    )
    logbook.record(Event.REFERRED, case=case, by=by, at=at, after={"service": service})
    return case


@behind_the_wall
def record_reply(
    *, referral: Referral, reply: str, reply_text: str = "", by: Actor, at: dt.datetime
) -> ChildCase:
    """Recorded the reply to a request for a service. Raises NotPermitted."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    case = ChildCase.objects.get(pk=referral.case_id)
    require_key(case, by, P.PROTECTION_WORK)
    before = {"reply": referral.reply}
    referral.reply, referral.reply_text, referral.replied_at = reply, reply_text, at
    referral.save()
    after = {"service": referral.service, "reply": reply}
    logbook.record(Event.REPLIED, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def record_visit(
    *,
    case: ChildCase,
    version: int,
    made_at: dt.datetime,
    saw_child: bool,
    child_safe: bool | None,
    findings: str,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Recorded a visit to the child; the next one follows from the level of risk.

    Raises NotPermitted, CaseMoved. Decree 56/2017/ND-CP, Article 29(1)a.
    """
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=ASSESSED_STATES)
    keep(case, by=by)
    made_on = timezone.localdate(made_at)
    ahead = Visit.objects.filter(case=case, made_at__isnull=True, cancelled_at__isnull=True).first()
    due = ahead.due_on if ahead else made_on
    visit = ahead or Visit(case=case, due_on=made_on)
    visit.made_at, visit.made_by = made_at, by.name
    visit.saw_child, visit.child_safe, visit.findings = saw_child, child_safe, findings
    visit.save()
    following = next_visit(made_on, case.level)
    Visit.objects.create(case=case, due_on=following)
    after = {"due_on": due, "made_on": made_on, "saw_child": saw_child, "next_on": following}
    logbook.record(Event.VISITED, case=case, by=by, at=at, after=after)
    return case


@behind_the_wall
def finish_task(*, task: Task, note: str, by: Actor, at: dt.datetime) -> Task:
    """Saw to a task of one's own. Raises NotPermitted."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.user_id != by.user_id or task.kind == TaskKind.GLASS_BROKEN:
        raise NotPermitted(P.PROTECTION_SUPERVISE)
    task.done_at, task.note = at, note
    task.save()
    case = ChildCase.objects.get(pk=task.case_id)
    logbook.record(Event.TASK_DONE, case=case, by=by, at=at, after={"kind": task.kind}, reason=note)
    return task


@behind_the_wall
def report_missed_visits(*, by: Actor, at: dt.datetime) -> int:
    """A missed visit became a task of the supervisor, or of the chair; returns how many."""
    if by.user_id is not None:
        raise NotPermitted(P.PROTECTION_WORK)
    today = timezone.localdate(at)
    found = list(visits_missed(today=today).select_for_update().order_by("pk"))
    for visit in found:
        case = ChildCase.objects.get(pk=visit.case_id)
        officer = holder(case, Duty.OFFICER)
        above = holder(case, Duty.SUPERVISOR) or holder(case, Duty.CHAIR)
        about = officer.user_id if officer and above and officer.user_id != above.user_id else None
        Task.objects.create(
            case=case,
            kind=TaskKind.VISIT_MISSED,
            about_id=about,
            user_id=above.user_id if above else None,
            due_on=today,
            made_at=at,
        )
        visit.escalated_at = at
        visit.save()
        logbook.record(Event.VISIT_MISSED, case=case, by=by, at=at, after={"due_on": visit.due_on})
    return len(found)
