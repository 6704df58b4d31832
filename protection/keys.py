"""Keys to a case: giving, taking back, and asking who holds which."""

from __future__ import annotations

import datetime as dt

from offices.actors import Actor, NotPermitted
from offices.roles import Permission
from protection.enums import Duty
from protection.models import ChildCase, Member

# The duty that lets each permission be used on a case; emergency access stands in for it while it lasts.
DUTY_OF = {
    Permission.PROTECTION_WORK: Duty.OFFICER,
    Permission.PROTECTION_SUPERVISE: Duty.SUPERVISOR,
    Permission.PROTECTION_DECIDE: Duty.CHAIR,
}


def give_key(
    case: ChildCase,
    *,
    user_id: int,
    office_id: int,
    duty: Duty,
    at: dt.datetime,
    reason: str = "",
    expires_at: dt.datetime | None = None,
) -> Member:
    """Let somebody open a case."""
    return Member.objects.create(
        case=case,
        user_id=user_id,
        office_id=office_id,
        duty=duty,
        since_at=at,
        reason=reason,
        expires_at=expires_at,
    )


def end_keys(
    case: ChildCase, *, at: dt.datetime, duties: tuple[Duty, ...] = (), user_id: int | None = None
) -> int:
    """End standing keys of some duties, or of one person; returns how many."""
    keys = Member.objects.standing().filter(case=case)
    if duties:
        keys = keys.filter(duty__in=duties)
    if user_id is not None:
        keys = keys.filter(user_id=user_id)
    return keys.update(ended_at=at)


def duties_of(case: ChildCase, by: Actor) -> set[Duty]:
    """The duties of the keys an actor holds in their office. The case itself hides from an expired one."""
    if by.user_id is None or by.office_id is None:
        return set()
    keys = Member.objects.standing().filter(case=case, user_id=by.user_id, office_id=by.office_id)
    return {Duty(duty) for duty in keys.values_list("duty", flat=True)}


def usable(permission: Permission, duties: set[Duty]) -> bool:
    """Whether these duties let the permission be used on the case."""
    return DUTY_OF[permission] in duties or Duty.BREAK_GLASS in duties


def require_key(case: ChildCase, by: Actor, *permissions: Permission) -> set[Duty]:
    """The actor's duties on the case. Raises NotPermitted unless one of the permissions may be used on it."""
    duties = duties_of(case, by)
    if not any(by.may(permission) and usable(permission, duties) for permission in permissions):
        raise NotPermitted(permissions[0])
    return duties


def holder(case: ChildCase, duty: Duty) -> Member | None:
    """Who has a duty now."""
    return Member.objects.standing().filter(case=case, duty=duty).select_related("user").first()
