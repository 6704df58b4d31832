"""Reads of child protection. Each is behind the wall: it sees what the actor holds a key to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from offices import scope
from offices.actors import Actor
from offices.models import Assignment, Office
from offices.roles import ROLES, Permission
from policy.clock import WorkingCalendar
from policy.queries import working_calendar
from protection.enums import OPEN_STATES, FormKind, Handover, MeasureKind, State
from protection.models import ChildCase, FilledForm, HandOver, Inquiry, LogEntry, Measure, Member, Task, Visit
from protection.rules.clocks import Clock, Events, clocks
from protection.rules.conditions import CaseStanding

FOUND_AT_MOST = 20


def cases_seen(actor: Actor) -> QuerySet[ChildCase]:
    """Cases the actor holds a key to, with their office."""
    offered = HandOver.objects.filter(case=OuterRef("pk"), outcome=Handover.OFFERED)
    rows = ChildCase.objects.select_related("office").annotate(
        next_visit_on=_next_visit(), offered=Exists(offered)
    )
    return scope.protection_cases(rows, actor)


def queue(actor: Actor) -> QuerySet[ChildCase]:
    """Open cases of the actor, oldest information first."""
    return cases_seen(actor).filter(state__in=OPEN_STATES).order_by("received_at")


def ended(actor: Actor) -> QuerySet[ChildCase]:
    """Closed cases of the actor, newest first."""
    return cases_seen(actor).exclude(state__in=OPEN_STATES).order_by("-closed_at")


def search(actor: Actor, text: str) -> list[ChildCase]:
    """Cases whose code or child's name holds the text, among those the actor holds a key to."""
    wanted = Q(code__iexact=text.replace(" ", "")) | Q(child_name__icontains=text)
    return list(cases_seen(actor).filter(wanted).order_by("-received_at")[:FOUND_AT_MOST])


def tasks_waiting(actor: Actor) -> QuerySet[Task]:
    """What the actor must see to."""
    rows = Task.objects.select_related("case", "about").filter(done_at__isnull=True)
    return scope.protection_tasks(rows, actor)


def inquiries(actor: Actor) -> QuerySet[Inquiry]:
    """Questions the actor asked or may answer, newest first."""
    rows = Inquiry.objects.select_related("from_office", "to_office")
    return scope.protection_inquiries(rows, actor).order_by("-asked_at")


def clocks_of(case: ChildCase, *, now: dt.datetime, calendar: WorkingCalendar) -> tuple[Clock, ...]:
    """The clocks of a case counted anew from its events; none for a case that has ended."""
    if case.state in (State.CLOSED, State.SET_ASIDE):
        return ()
    return clocks(events_of(case), now=timezone.localtime(now), calendar=calendar)


def events_of(case: ChildCase) -> Events:
    """The instants the clocks turn on, in local time."""
    return Events(
        received_at=timezone.localtime(case.received_at),
        assessed_at=_local(case.assessed_at),
        level=case.level,
        protected_at=_local(case.protected_at),
        planning_at=_local(case.planning_at),
        submitted_at=_local(case.submitted_at),
        approved_at=_local(case.approved_at),
        next_visit_on=getattr(case, "next_visit_on", None),
    )


def calendar() -> WorkingCalendar:
    """The working days, as the administrator of the law keeps them."""
    return working_calendar()


def standing_of(case: ChildCase, *, today: dt.date) -> CaseStanding:
    """What the conditions of the next steps turn on."""
    return standing_with(case, isolated=isolation_in_force(case, today=today) is not None)


def standing_with(case: ChildCase, *, isolated: bool) -> CaseStanding:
    """The same where it is known whether an isolation is in force."""
    last = {form.kind: form.data for form in FilledForm.objects.filter(case=case, cycle=case.cycle)}
    specific, review = last.get(FormKind.SPECIFIC, {}), last.get(FormKind.REVIEW)
    return CaseStanding(
        level=case.level,
        child_heard=bool(specific.get("child_view") or specific.get("child_not_asked")),
        parents_heard=bool(specific.get("parents_view") or case.harmed_by_carer),
        no_risk=review["no_risk"] if review else None,
        stable=all(review[name] for name in STABLE_IN) if review else None,
        isolated=isolated,
    )


STABLE_IN = ("stable_body", "stable_mind", "stable_understanding", "stable_feelings")


def isolation_in_force(case: ChildCase, *, today: dt.date) -> Measure | None:
    """The isolation that has not been lifted and has not run out."""
    periods = isolations(case).filter(lifted_at__isnull=True, ends_on__gte=today)
    return periods.order_by("-ends_on").first()


def isolations(case: ChildCase) -> QuerySet[Measure]:
    """Periods of isolation of this cycle."""
    return Measure.objects.filter(case=case, cycle=case.cycle, kind=MeasureKind.ISOLATION)


def keys_of(case: ChildCase) -> list[Member]:
    """Every key to the case, standing ones first."""
    rows = Member.objects.filter(case=case).select_related("user", "office")
    return sorted(rows, key=lambda key: (key.ended_at is not None, key.since_at))


def deeds_of(case: ChildCase) -> QuerySet[LogEntry]:
    """What was done in a case, newest first."""
    return LogEntry.objects.filter(case_key=case.pk, trace="deed")


def looks_at(case: ChildCase) -> QuerySet[LogEntry]:
    """Who looked at a case, newest first: the database shows it to the supervisor alone."""
    return LogEntry.objects.filter(case_key=case.pk, trace="look")


def people_with(permission: Permission, office_ids: Iterable[int | None], *, on: dt.date) -> list[Assignment]:
    """Who holds a permission in some offices on a day, in the order of the offices given."""
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    places = [office_id for office_id in office_ids if office_id is not None]
    rows = (
        Assignment.objects.current(on)
        .filter(role__in=roles, office_id__in=places, user__is_active=True)
        .select_related("user", "office")
        .order_by("pk")
    )
    return sorted(rows, key=lambda row: places.index(row.office_id))


@dataclass(frozen=True)
class Told:
    """What a code says to somebody without a key: which case it is, and whose."""

    case_id: str
    office_id: int


def case_of_code(code: str) -> Told | None:
    """The case a code names, even without a key: only for emergency access."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, office_id FROM protection_case_of_code(%s)", [code])
        found = cursor.fetchone()
    return Told(found[0], found[1]) if found else None


def offices_to_ask(person_id: int) -> list[Office]:
    """Offices that can be asked about a child, because they hold a case the actor has no key to."""
    found = RawSQL("SELECT protection_offices_to_ask(%s)", [person_id])
    return list(Office.objects.filter(pk__in=found))


def visits_missed(*, today: dt.date) -> QuerySet[Visit]:
    """Visits due before today that were neither made nor escalated."""
    return Visit.objects.filter(
        due_on__lt=today, made_at__isnull=True, cancelled_at__isnull=True, escalated_at__isnull=True
    )


def _next_visit() -> Subquery:
    ahead = Visit.objects.filter(case=OuterRef("pk"), made_at__isnull=True, cancelled_at__isnull=True)
    return Subquery(ahead.values("due_on")[:1])


def _local(at: dt.datetime | None) -> dt.datetime | None:
    return timezone.localtime(at) if at else None
