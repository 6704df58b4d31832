"""The pages of a case in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.events import event_named
from audit.models import Entry
from audit.queries import history_of
from beneficiaries.forms import FactsForm
from beneficiaries.labels import guarded
from beneficiaries.presenters import facts_form, facts_page
from beneficiaries.presenters.facts import FactsPage
from cases.change_labels import history_words, proposal_words, state_words
from cases.change_presenters import change_card, kind_of
from cases.enums import CLOCK_STATES, CLOSED_STATES, EDITABLE_STATES, CaseKind, Channel, PaperForm, State
from cases.forms import StepForm
from cases.labels import condition_article, condition_sentence, paper_label
from cases.models import Case
from cases.outlook import outlook_page, why_of
from cases.papers import papers_for
from cases.queries import (
    PublicStatus,
    assessments_of,
    facts_judged,
    facts_of,
    standing_of,
)
from cases.rules import Condition, unmet
from cases.steps import Step, steps_open_to
from offices.actors import Actor
from offices.presenters import acting_as
from offices.roles import ROLES, Permission
from policy.clock import due_on
from policy.enums import Outcome
from policy.facts import HEALTH_FACTS, Facts
from policy.labels import group_label, need_words
from policy.presenters import checks_of, clock_lines, explain
from policy.presenters.facts import fact_rows, paper_need_words
from policy.queries import current_law, working_calendar
from policy.rules import GroupAssessment, entitlements_due
from policy.rules.papers import papers_needed
from ui.presenters import CheckItem, PathStep, TimelineEntry, Tone

# The straight road; a returned, refused or withdrawn case has left it.
PATH = (State.RECEIVED, State.UNDER_APPRAISAL, State.APPRAISED, State.APPROVED, State.SIGNED)
TONES: dict[State, Tone] = {
    State.DRAFT: "neutral",
    State.RECEIVED: "info",
    State.UNDER_APPRAISAL: "info",
    State.RETURNED: "warn",
    State.APPRAISED: "info",
    State.APPROVED: "info",
    State.SIGNED: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "neutral",
}
# Plain words for the citizen: the steps inside the office are one to them.
CITIZEN_WORDS: dict[State, Promise] = {
    State.RECEIVED: gettext_lazy("Received, waiting to be processed"),
    State.UNDER_APPRAISAL: gettext_lazy("Being processed"),
    State.RETURNED: gettext_lazy("Waiting for you to supplement the file: see the request you were given"),
    State.APPRAISED: gettext_lazy("Being processed"),
    State.APPROVED: gettext_lazy("Being processed: waiting for the decision"),
    State.SIGNED: gettext_lazy("Finished: the result is at the one-stop desk"),
    State.REFUSED: gettext_lazy("Finished: a written answer is at the one-stop desk"),
    State.WITHDRAWN: gettext_lazy("Withdrawn at the applicant's request"),
}
Weighed = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True)
class StepButton:
    """A step this person may press now, with what stands in its way. The first of a page is the main one."""

    step: Step
    url: str
    form: StepForm
    checks: tuple[CheckItem, ...]
    blocked: bool

    label: Promise

    @property
    def ident(self) -> str:
        return f"missing-{self.step.slug}"

    @property
    def tone(self) -> str:
        return "primary" if self.step.main else "secondary"

    @property
    def missing(self) -> list[CheckItem]:
        return [check for check in self.checks if check.state != "met"]


@dataclass(frozen=True)
class CaseRow:
    """One row of the list."""

    url: str
    code: str
    person: str
    allowance: str
    kind: str
    state: str
    tone: Tone
    due_on: dt.date | None
    on_clock: bool
    office: str


@dataclass(frozen=True)
class GroupChoice:
    """A group on the facts page of a registration."""

    key: str
    name: str
    article: str
    fits: bool | None
    amount: int
    sums: tuple[str, ...]
    checks: tuple[CheckItem, ...]
    needs: tuple[str, ...]
    papers: tuple[str, ...] = ()
    highest: bool = False


@dataclass(frozen=True)
class GroupSection:
    """Groups with one answer: those that fit, those not yet told, those that do not."""

    title: str
    choices: tuple[GroupChoice, ...]
    folded: bool


def case_row(case: Case) -> CaseRow:
    """A case as the list shows it."""
    return CaseRow(
        url=reverse("case_detail", args=[case.pk]),
        code=title_of(case),
        person=case.person.shown_name,
        allowance=allowance_of(case),
        kind=kind_of(case),
        state=state_words(case),
        tone=TONES[State(case.state)],
        due_on=case.due_on,
        on_clock=case.on_clock,
        office=case.office.name,
    )


def title_of(case: Case) -> str:
    """The code, or that it has none yet."""
    return case.code or _("Draft, no code yet")


def allowance_of(case: Case) -> str:
    """The allowance applied for, by the neutral name of its group."""
    return group_label(case.group_id) if case.group_id else ""


def case_page(case: Case, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """Everything the page of a case shows this person."""
    health = actor.may(Permission.HEALTH_VIEW)
    law = current_law()
    on = case.decided_on or today
    change = change_card(case, today=today)
    assessed = () if change else assessments_of(case, today=on, law=law)
    standing = next((item for item in assessed if item.group == case.group_id), None)
    applied = change.assessment if change else standing
    facts = facts_judged(case, today=today)
    return {
        "case": case,
        "title": title_of(case),
        "allowance": allowance_of(case),
        "today": today,
        "kind": kind_of(case),
        "change": change,
        "state": state_words(case),
        "tone": TONES[State(case.state)],
        "on_clock": case.on_clock,
        "path": [PathStep(state, state.label) for state in PATH],
        "station": path_station(case),
        "stopped": "" if case.state in (*PATH, State.DRAFT) else state_words(case),
        "clock": clock_of(case),
        "papers": paper_checks(case),
        "applied": group_choice(applied, facts, health=health, today=today) if applied else None,
        "why": why_of(case, on, law, health=health),
        "facts": fact_rows(facts, health=health, guard=partial(guarded, health=health)),
        "applicant": applicant_rows(case),
        "notes": note_rows(case),
        "buttons": step_buttons(case, actor, today=today),
        "documents": case.documents.all(),
        "scans_url": reverse("case_scans", args=[case.pk]),
        "history": [history_line(case, entry) for entry in history_of(case)],
        **outlook_page(case, applied, law=law, today=today, health=health),
        **editing_urls(case, actor),
    }


def editing_urls(case: Case, actor: Actor) -> dict[str, str]:
    """Pages on which this person may still type or correct the file."""
    may = actor.may(Permission.CASE_REGISTER) and case.office_id == actor.office_id
    if not may or case.state not in EDITABLE_STATES:
        return {}
    urls = {"facts_url": reverse("case_facts", args=[case.pk])}
    if case.kind != CaseKind.NEW:
        urls["change_url"] = reverse("case_change", args=[case.pk])
    elif case.state == State.DRAFT:
        urls["group_url"] = reverse("case_group", args=[case.pk])
    if case.group_id:
        urls["intake_url"] = reverse("case_intake", args=[case.pk])
    return urls


def facts_form_of(
    case: Case, actor: Actor, asked: Mapping[str, str], data: Any
) -> tuple[FactsPage, FactsForm]:
    """The form of a case's facts, for the group chosen or asked about."""
    page = facts_page(
        case.person,
        actor,
        timezone.localdate(),
        asked=asked,
        told=facts_of(case),
        otherwise=case.group_id or "",
    )
    return page, facts_form(page, data, actor=actor, case_version=case.version)


def applicant_rows(case: Case) -> list[tuple[str, Any]]:
    """Who applied and how."""
    rows = [
        (_("Full name"), case.applicant_name),
        (_("Relation to the person"), case.applicant_relation),
        (_("Telephone"), case.applicant_phone),
        (_("Address"), case.applicant_address),
        (_("Received through"), Channel(case.channel).label),
    ]
    if case.received_at:
        rows.append((_("Received at"), f"{timezone.localtime(case.received_at):%H:%M %d/%m/%Y}"))
    if case.attempt > 1:
        rows.append((_("Times received"), str(case.attempt)))
    return rows


def note_rows(case: Case) -> list[tuple[str, Any]]:
    """What was written at each step, and what was decided."""
    decided = f"{case.decision_number} ({case.decided_on:%d/%m/%Y})" if case.decision_number else ""
    rows = [
        (_("To be supplemented"), case.supplement_request),
        (_("Proposal of the department"), proposal_words(case)),
        (_("Appraisal note"), case.appraisal_note),
        (_("Reasons for refusal"), case.refusal_reasons),
        (_("Decision"), decided),
    ]
    return [(name, value) for name, value in rows if value]


def track_page(status: PublicStatus | None) -> dict[str, Any]:
    """What a citizen sees of a file."""
    if status is None:
        return {"status": None}
    dates = []
    if status.received_on:
        dates.append((_("Received on"), f"{timezone.localtime(status.received_on):%d/%m/%Y}"))
    if status.due_on and status.state in CLOCK_STATES:
        dates.append((_("Result due on"), f"{status.due_on:%d/%m/%Y}"))
    return {
        "status": status,
        "words": CITIZEN_WORDS[status.state],
        "tone": TONES[status.state],
        "dates": dates,
    }


def path_station(case: Case) -> str:
    """The station of the straight road where a case stands or left it; "" for a draft."""
    if case.state == State.RETURNED:
        return State.UNDER_APPRAISAL
    if case.state in CLOSED_STATES and case.state != State.SIGNED:
        return ""
    return case.state if case.state in PATH else ""


def clock_of(case: Case) -> list[str]:
    """The arithmetic of the due date, day by day, on the calendar as it stands."""
    if case.received_at is None or not case.working_days:
        return []
    received = timezone.localtime(case.received_at)
    return clock_lines(due_on(received, case.working_days, working_calendar()))


def paper_checks(case: Case) -> list[CheckItem]:
    """Each paper of the group, present or not, and the form it came in."""
    rows = []
    if not case.asked or case.kind not in (CaseKind.NEW, CaseKind.ADJUST):
        return []
    for paper in papers_for(case.group_id) if case.group_id else ():
        form = case.papers.get(paper.key, "")
        note = str(PaperForm(form).label) if form else _("Not handed in")
        rows.append(CheckItem(paper_label(paper), "met" if form else "unmet", note))
    return rows


def step_buttons(case: Case, actor: Actor, *, today: dt.date) -> list[StepButton]:
    """Only the buttons this person may press now, each with its unmet conditions beside it."""
    steps = steps_open_to(case, actor)
    standing = standing_of(case, today=today) if steps else None
    buttons = []
    for step in steps:
        conditions = step.conditions(standing) if standing else ()
        buttons.append(
            StepButton(
                step=step,
                url=reverse("case_step", args=[case.pk, step.slug]),
                form=step.form(initial={"version": case.version}, auto_id=f"{step.slug}-%s"),
                checks=tuple(condition_check(condition) for condition in conditions),
                blocked=bool(unmet(conditions)),
                label=step.words(case)[0],
            )
        )
    return buttons


def condition_check(condition: Condition) -> CheckItem:
    """A condition of a step as a line of a checklist."""
    state: Weighed = "unknown" if condition.met is None else "met" if condition.met else "unmet"
    return CheckItem(condition_sentence(condition), state, article=condition_article(condition))


def group_choice(item: GroupAssessment, facts: Facts, *, health: bool, today: dt.date) -> GroupChoice:
    """A weighed group in words; `papers` are those still to be recorded for what holds."""
    shown = [finding for finding in item.findings if health or finding.field not in HEALTH_FACTS]
    open_ones = [finding for finding in shown if finding.outcome == Outcome.UNKNOWN]
    return GroupChoice(
        key=item.group,
        name=group_label(item.group),
        article=item.article,
        fits=item.fits,
        amount=item.amount,
        sums=tuple(explain(item.due)) if item.fits is not False else (),
        checks=checks_of(item.findings, facts, health=health),
        needs=tuple(dict.fromkeys(need_words(finding) for finding in open_ones)) if item.fits is None else (),
        papers=tuple(
            paper_need_words(need) for need in papers_needed(shown, facts, today) if item.fits is not False
        ),
    )


def group_sections(case: Case, actor: Actor, *, today: dt.date) -> list[GroupSection]:
    """The groups the law names today by whether they fit; the highest amount is marked. Article 6(2)."""
    health = actor.may(Permission.HEALTH_VIEW)
    assessed = assessments_of(case, today=today)
    best = {item.group for item in entitlements_due(assessed).chosen}
    facts = facts_judged(case, today=today)
    choices = [
        replace(group_choice(item, facts, health=health, today=today), highest=item.group in best)
        for item in assessed
    ]
    titles = (
        (True, _("Groups that fit")),
        (None, _("Groups that cannot be told yet")),
        (False, _("Groups that do not fit")),
    )
    found = [
        (title, tuple(choice for choice in choices if choice.fits is answer)) for answer, title in titles
    ]
    filled = [(title, members) for title, members in found if members]
    # The first is always open: a browser will not send a form whose only choices are folded away.
    return [GroupSection(title, members, folded=place > 0) for place, (title, members) in enumerate(filled)]


def history_line(case: Case, entry: Entry) -> TimelineEntry:
    """One entry of the trail: what, who, in which role and office, when, why."""
    role = ROLES.get(entry.role)
    place = acting_as(entry, role.label if role else "", entry.office_name)
    return TimelineEntry(
        text=history_words(case, entry.event, event_named(entry.event).sentence),
        at=entry.at,
        by=entry.actor_name,
        role=place,
        detail=entry.reason,
    )
