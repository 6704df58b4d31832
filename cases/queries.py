"""Reads of cases: lists, queues, the standing a step is judged by, and what the law proposes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from beneficiaries.queries import as_recorded, of_person
from cases.changes import AllowanceChange, weigh_change
from cases.enums import CLOSED_STATES, EDITABLE_STATES, CaseKind, Proposal, State
from cases.models import Case, IssuedDocument, Scan
from cases.rules import Change as ChangeStanding
from cases.rules import RunningAllowance, Standing, exclude_each_other
from entitlements.models import Entitlement
from entitlements.queries import held
from offices import scope
from offices.actors import Actor
from offices.names import fold
from offices.roles import Permission
from policy.enums import Outcome
from policy.facts import Facts
from policy.labels import sentence
from policy.law import Law
from policy.months import add_months, first_of
from policy.queries import current_law
from policy.rules import (
    GroupAssessment,
    Held,
    MonthExplained,
    MonthRow,
    Recipient,
    assess,
    course,
    explain_month,
    monthly_due,
    next_turn,
)
from policy.rules.as_of import poverty_in_year

# Whose turn it is in each state; the steps they take are in steps.py.
AWAITED: dict[State, Permission] = {
    State.DRAFT: Permission.CASE_REGISTER,
    State.RECEIVED: Permission.CASE_APPRAISE,
    State.UNDER_APPRAISAL: Permission.CASE_APPRAISE,
    State.RETURNED: Permission.CASE_REGISTER,
    State.APPRAISED: Permission.CASE_APPROVE,
    State.APPROVED: Permission.CASE_SIGN,
}


MONTHS_AHEAD = 12


# Lists


def case_rows(actor: Actor) -> QuerySet[Case]:
    """Cases the actor may see, with what a row shows."""
    return scope.cases(Case.objects.all(), actor).select_related(
        "person__office", "person__household", "office", "group", "target"
    )


def listed(
    actor: Actor,
    *,
    today: dt.date,
    state: str = "",
    kind: str = "",
    due: str = "",
    mine: bool = False,
    text: str = "",
) -> QuerySet[Case]:
    """The list page: by state, kind, overdue or due within two days, waiting for this actor, code or name."""
    rows = my_queue(actor) if mine else case_rows(actor)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if due == "overdue":
        rows = rows.overdue(today)  # type: ignore[attr-defined]  # CaseQuerySet through scope
    elif due == "soon":
        rows = rows.on_the_clock().filter(due_on__range=(today, today + dt.timedelta(days=2)))  # type: ignore[attr-defined]
    if text.strip():
        rows = rows.filter(_matches(text))
    return rows.order_by(F("due_on").asc(nulls_last=True), "-id")


def find_cases(actor: Actor, text: str, limit: int = 20) -> list[Case]:
    """Cases by code, decision number or the person's name without accents, newest first; one query."""
    if not text.strip():
        return []
    return list(case_rows(actor).filter(_matches(text)).order_by("-id")[:limit])


def my_queue(actor: Actor) -> QuerySet[Case]:
    """Cases waiting for a step this actor may take, by due date; never one their own hands exclude."""
    states = [state for state, permission in AWAITED.items() if actor.may(permission)]
    hands = Q(registered_by__in=actor.hands) | Q(submitted_by__in=actor.hands)
    excluded = Q(state=State.APPRAISED) & (hands | Q(appraised_by__in=actor.hands))
    excluded |= Q(state=State.APPROVED) & (hands | Q(approved_by__in=actor.hands))
    rows = case_rows(actor).filter(office=actor.office_id, state__in=states)
    # Written as "not in", because a plain exclude() would also drop rows whose people are not set.
    mine = rows.exclude(pk__in=Case.objects.filter(excluded).values("pk"))
    return mine.order_by(F("due_on").asc(nulls_last=True), "id")


def documents_of(actor: Actor) -> QuerySet[IssuedDocument]:
    """Papers issued in cases the actor may see."""
    return scope.case_documents(IssuedDocument.objects.select_related("case"), actor)


def scans_of(actor: Actor) -> QuerySet[Scan]:
    """Scans in cases the actor may see, without those taken back."""
    return scope.case_scans(Scan.objects.filter(removed_at=None).select_related("case", "added_by"), actor)


def version_of(case: Case) -> int:
    """The version a case stands at now."""
    return Case.objects.values_list("version", flat=True).get(pk=case.pk)


def case_opened(actor: Actor) -> QuerySet[Case]:
    """Cases in scope with `scan_count`: the scans this actor may see, counted with the case itself."""
    scans = scans_of(actor).filter(case=OuterRef("pk")).order_by().values("case")
    counted = Subquery(scans.annotate(count=Count("pk")).values("count"))
    return case_rows(actor).annotate(scan_count=Coalesce(counted, 0))


def cases_of_person(actor: Actor, person_id: int) -> QuerySet[Case]:
    """A person's cases, newest first."""
    return case_rows(actor).filter(person_id=person_id).order_by("-id")


@dataclass(frozen=True)
class PublicStatus:
    """All a citizen sees of a file."""

    code: str
    state: State
    received_on: dt.datetime | None
    due_on: dt.date | None


def public_status(code: str) -> PublicStatus | None:
    """What anyone who knows the code may learn. No name, no group, no amount."""
    case = (
        Case.objects.filter(code__iexact=code.strip()).only("code", "state", "received_at", "due_on").first()
    )
    if case is None:
        return None
    return PublicStatus(case.code or "", State(case.state), case.received_at, case.due_on)


def _matches(text: str) -> Q:
    words = Q()
    for word in fold(text).split():
        words &= Q(person__search_name__contains=word)
    return Q(code__icontains=text.strip()) | Q(decision_number__istartswith=text.strip()) | words


# What the law says


def facts_of(case: Case) -> Facts:
    """The facts a case is judged by: frozen at receipt, but a death counts whenever it is known."""
    facts = Facts.from_json(case.facts)
    if case.state in EDITABLE_STATES:
        return of_person(facts, case.person)
    return replace(facts, died_on=case.person.died_on)


def facts_judged(case: Case, *, today: dt.date) -> Facts:
    """The facts of a case as of a day: with the household's result of that year and the class of the area.

    A poverty status frozen at receipt holds for its year; the next year asks for its own.
    """
    told = facts_of(case)
    if told.poverty is not None and told.poverty_year is None:
        received = timezone.localdate(case.first_received_at) if case.first_received_at else today
        told = replace(told, poverty_year=received.year)
    facts = as_recorded(told, case.person, today)
    if case.state in EDITABLE_STATES or poverty_in_year(told, today.year) is None:
        return facts
    facts = replace(facts, poverty=told.poverty, poverty_year=told.poverty_year)
    paper = told.evidence_of("poverty")
    return facts.with_evidence(paper) if paper else facts


def assessments_of(case: Case, *, today: dt.date, law: Law | None = None) -> tuple[GroupAssessment, ...]:
    """Every group of the law weighed for a case's person, those that fit first."""
    return assess(facts_judged(case, today=today), today, law or current_law(), settings.PROVINCE_CODE)


def assessment_of(case: Case, *, today: dt.date) -> GroupAssessment | None:
    """The group a case applies for, weighed; None while none is chosen or the law no longer names it."""
    return next((item for item in assessments_of(case, today=today) if item.group == case.group_id), None)


@dataclass(frozen=True)
class Outlook:
    """What a case gives its person month by month, and why; `next` is the first change foreseen.

    `rows` is empty when nothing would be paid: no group, a refusal, conditions that do not hold.
    """

    recipient: Recipient
    held: Held | None
    rows: tuple[MonthRow, ...] = ()
    next: MonthRow | None = None
    explained: MonthExplained | None = None


def outlook_of(
    case: Case, applied: GroupAssessment | None, *, law: Law, today: dt.date, health: bool
) -> Outlook:
    """A case's allowance from its first month to a year from now, as granted or as if signed today."""
    told, person = facts_judged(case, today=today), case.person
    facts = told if health else told.without_health()
    one = _held_of(case, applied, today=today)
    recipient = Recipient(person.born, (one,) if one else (), person.died_on)
    if one is None:
        return Outlook(recipient, None)
    province = settings.PROVINCE_CODE
    year_ahead = add_months(first_of(today), MONTHS_AHEAD)
    month = min(max(first_of(today), one.start_month), one.end_month or dt.date.max)
    return Outlook(
        recipient,
        one,
        course(recipient, one.slot, today=today, last=year_ahead, law=law, province=province),
        next_turn(one, recipient, after=month, known_on=today, law=law, province=province),
        explain_month(recipient, month=month, known_on=today, law=law, province=province, facts=facts),
    )


def _held_of(case: Case, applied: GroupAssessment | None, *, today: dt.date) -> Held | None:
    """The allowance a case is about: granted, to be changed, or as it would be if signed today."""
    if granted := case.entitlement or case.target:
        return held(granted)
    if applied is None or applied.fits is False or case.state in CLOSED_STATES:
        return None
    return Held(
        key=0, group=applied.group, slot=applied.slot, start_month=first_of(today), units=applied.units
    )


def clause_of(group_key: str | None, *, on: dt.date) -> str:
    """The neutral clause code of a group, for the trail and for papers."""
    group = current_law().group(group_key or "", on)
    return group.code if group else ""


def standing_of(case: Case, *, today: dt.date) -> Standing:
    """All that the steps of a case turn on, as of one day."""
    change = change_of(case, today=today)
    applied = change.assessment if change else assessment_of(case, today=today)
    frozen, person = Facts.from_json(case.facts), case.person
    sex = person.sex or None
    other = (
        Case.objects.running()
        .filter(person=person, slot=case.slot)
        .exclude(pk=case.pk)
        .exclude(slot="")
        .values_list("code", flat=True)
        .first()
    )
    return Standing(
        group_key=case.group_id or "",
        start_month=first_of(today),
        units=change.units if change else applied.units if applied else case.units,
        amount=change.amount if change else applied.amount if applied else 0,
        fits=change.fits if change else applied.fits if applied else None,
        fit_detail=_why_not(applied),
        papers=frozenset(key for key, form in case.papers.items() if form),
        applicant_name=case.applicant_name,
        died_on=person.died_on,
        record_changed=case.state not in EDITABLE_STATES and (frozen.born, frozen.sex) != (person.born, sex),
        other_case=other or "",
        running=running_allowances(case, today=today),
        proposes_grant=case.proposal == Proposal.GRANT,
        change=ChangeStanding(change.effect, case.asked) if change else None,
    )


def change_of(case: Case, *, today: dt.date) -> AllowanceChange | None:
    """What a change comes to, as of one day; None for a new allowance."""
    return None if case.kind == CaseKind.NEW else weigh_change(case, facts_of(case), today=today)


def running_allowances(case: Case, *, today: dt.date) -> tuple[RunningAllowance, ...]:
    """Allowances the person has this month or later, with what this month pays."""
    law, month, person = current_law(), first_of(today), case.person
    applied = law.group(case.group_id or "", today)
    rows = Entitlement.objects.filter(person=person).filter(Q(end_month=None) | Q(end_month__gte=month))
    if case.target_id:  # a change is weighed against the others
        rows = rows.exclude(pk=case.target_id)
    found = []
    for row in rows.order_by("start_month", "id"):
        other = law.group(str(row.group_id), today)
        due = monthly_due(
            group=str(row.group_id),
            units=row.units,
            born=person.born,
            month=max(month, row.start_month),
            known_on=today,
            law=law,
            province=settings.PROVINCE_CODE,
            died_on=person.died_on,
        )
        # A group the law no longer names stands alone in its slot and pays nothing new.
        excluded = exclude_each_other(applied, other) if applied and other else row.slot == case.slot
        found.append(RunningAllowance(row.pk, row.start_month, due.amount, row.decision_number, excluded))
    return tuple(found)


def _why_not(applied: GroupAssessment | None) -> str:
    if applied is None or applied.fits:
        return ""
    return " ".join(sentence(finding) for finding in applied.findings if finding.outcome != Outcome.MET)
