"""Who may open a case: duties, access to work along, emergency access, and whom it is withheld from."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from offices.actors import Actor, NotPermitted
from offices.models import Assignment
from offices.roles import ROLES, Permission
from protection import logbook
from protection.enums import OPEN_STATES, Duty, State, TaskKind
from protection.events import Event
from protection.keys import DUTY_OF, end_keys, give_key, holder, require_key
from protection.models import ChildCase, Member, Task, Withheld
from protection.queries import calendar, case_of_code
from protection.taking import ProtectionRefusal, keep, lock, take
from protection.wall import PERMISSIONS, behind_the_wall

P = Permission
GLASS_HOURS = 24  # the most that the database allows


@behind_the_wall
def give_duty(
    *,
    case: ChildCase,
    version: int,
    duty: Duty,
    assignment: Assignment,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Gave a duty to another person of the office, or of the one above for supervision; the former key ends.

    Raises NotPermitted, CaseMoved.
    """
    case = take(case, P.PROTECTION_SUPERVISE, P.PROTECTION_DECIDE, version=version, by=by, states=OPEN_STATES)
    permission = next(held for held, named in DUTY_OF.items() if named == duty)
    places = {case.office_id} | ({case.office.parent_id} if duty == Duty.SUPERVISOR else set())
    if permission not in ROLES[assignment.role].permissions or assignment.office_id not in places:
        raise NotPermitted(permission)
    keep(case, by=by)
    logbook.record(Event.DUTY_GIVEN, case=case, by=by, at=at, after={"duty": duty}, reason=reason)
    end_keys(case, at=at, duties=(duty,))
    give_key(case, user_id=assignment.user_id, office_id=assignment.office_id, duty=duty, at=at)
    return case


@behind_the_wall
def share(
    *, case: ChildCase, version: int, assignment: Assignment, reason: str, by: Actor, at: dt.datetime
) -> ChildCase:
    """Let a child-protection officer work along until the access is ended. Raises NotPermitted, CaseMoved."""
    case = take(case, P.PROTECTION_WORK, P.PROTECTION_SUPERVISE, version=version, by=by, states=OPEN_STATES)
    if not any(permission in ROLES[assignment.role].permissions for permission in PERMISSIONS):
        raise NotPermitted(P.PROTECTION_WORK)
    keep(case, by=by)
    give_key(
        case,
        user_id=assignment.user_id,
        office_id=assignment.office_id,
        duty=Duty.PARTNER,
        at=at,
        reason=reason,
    )
    after = {"office": assignment.office.code}
    logbook.record(Event.SHARED, case=case, by=by, at=at, after=after, reason=reason)
    return case


@behind_the_wall
def end_access(*, key: Member, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Ended the access of somebody who works along or came in by emergency. Raises NotPermitted."""
    case = lock(ChildCase.objects.get(pk=key.case_id))
    require_key(case, by, P.PROTECTION_WORK, P.PROTECTION_SUPERVISE)
    key = Member.objects.select_for_update().get(pk=key.pk)
    if key.duty not in (Duty.PARTNER, Duty.BREAK_GLASS):
        raise NotPermitted(P.PROTECTION_SUPERVISE)
    key.ended_at = at
    key.save()
    logbook.record(Event.ACCESS_ENDED, case=case, by=by, at=at, after={"duty": key.duty}, reason=reason)
    return case


@behind_the_wall
def withhold(
    *,
    case: ChildCase,
    version: int,
    who: str,
    assignment: Assignment | None = None,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    """Added to whom the case is withheld from: somebody with an account sees nothing of it from now on.

    Raises NotPermitted, CaseMoved, ProtectionRefusal for whoever acts or has a duty on the case.
    """
    case = take(case, P.PROTECTION_WORK, P.PROTECTION_SUPERVISE, version=version, by=by, states=OPEN_STATES)
    user_id = assignment.user_id if assignment else None
    if user_id is not None:
        held = Member.objects.standing().filter(case=case, user_id=user_id)
        if held.filter(duty__in=list(DUTY_OF.values())).exists():
            raise ProtectionRefusal(_("Give this person's duty to somebody else first."))
    keep(case, by=by)
    Withheld.objects.create(case=case, who=who, user_id=user_id, reason=reason, at=at)
    if user_id is not None:
        end_keys(case, at=at, user_id=user_id)
    logbook.record(
        Event.WITHHELD, case=case, by=by, at=at, after={"has_account": user_id is not None}, reason=reason
    )
    return case


@behind_the_wall
def break_glass(*, code: str, reason: str, hours: int, by: Actor, at: dt.datetime) -> ChildCase:
    """Opened the case by emergency access: for some hours, for a reason, and the supervisor reviews it.

    Only for somebody with a role in child protection in the case's own office, who was told its code; never
    for whom it is withheld from. Raises NotPermitted, ProtectionRefusal.
    """
    told = case_of_code(code)
    if told is None or by.user_id is None or told.office_id != by.office_id:
        raise ProtectionRefusal(_("No case of this office opens with this code."))
    if not reason.strip() or not 1 <= hours <= GLASS_HOURS:
        raise ProtectionRefusal(_("Emergency access has a reason and lasts 1 to 24 hours."))
    key = give_key(
        ChildCase(id=uuid.UUID(str(told.case_id))),
        user_id=by.user_id,
        office_id=told.office_id,
        duty=Duty.BREAK_GLASS,
        at=at,
        reason=reason,
        expires_at=at + dt.timedelta(hours=hours),
    )
    case = ChildCase.objects.filter(pk=key.case_id).first()
    if case is None:  # withheld from this person: nothing tells that from a wrong code
        raise ProtectionRefusal(_("No case of this office opens with this code."))
    others = [holder(case, duty) for duty in (Duty.SUPERVISOR, Duty.CHAIR)]
    reviewer = next((member for member in others if member and member.user_id != by.user_id), None)
    Task.objects.create(
        case=case,
        kind=TaskKind.GLASS_BROKEN,
        about_id=by.user_id,
        user_id=reviewer.user_id if reviewer else None,
        due_on=calendar().next_working(timezone.localdate(at)),
        made_at=at,
    )
    after = {"expires_at": key.expires_at, "state": State(case.state)}
    logbook.record(Event.GLASS_BROKEN, case=case, by=by, at=at, after=after, reason=reason)
    return case


@behind_the_wall
def review_glass(*, task: Task, justified: bool, note: str, by: Actor, at: dt.datetime) -> Task:
    """Reviewed somebody else's emergency access; one found unjustified ends at once. Raises NotPermitted."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    case = ChildCase.objects.get(pk=task.case_id)
    require_key(case, by, P.PROTECTION_SUPERVISE, P.PROTECTION_DECIDE)
    if task.kind != TaskKind.GLASS_BROKEN or task.user_id != by.user_id or task.about_id == by.user_id:
        raise NotPermitted(P.PROTECTION_SUPERVISE)
    task.done_at, task.note = at, note
    task.save()
    if not justified:
        end_keys(case, at=at, duties=(Duty.BREAK_GLASS,), user_id=task.about_id)
    after = {"justified": justified}
    logbook.record(Event.GLASS_REVIEWED, case=case, by=by, at=at, after=after, reason=note)
    return task
