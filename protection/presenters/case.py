"""The page of a case in words. No title names a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.actors import Actor
from offices.roles import ROLES
from protection.enums import Duty, FormKind, Harm, Level, State
from protection.events import Event
from protection.forms.steps import pathway
from protection.keys import duties_of
from protection.labels import (
    condition_article,
    condition_sentence,
    group_article,
    group_label,
)
from protection.models import ChildCase, LogEntry, Measure
from protection.presenters.queue import LEVEL_TONES, TONES, clock_row
from protection.queries import (
    calendar,
    clocks_of,
    deeds_of,
    isolation_in_force,
    keys_of,
    looks_at,
    offices_to_ask,
    standing_with,
)
from protection.record import filled_rows
from protection.rules.conditions import Condition, unmet
from protection.steps import STEPS, Step, is_open_to
from ui.formats import day, moment
from ui.presenters import CheckItem, PathStep, Tab, TimelineEntry

PATH = (
    State.REPORTED,
    State.INITIALLY_ASSESSED,
    State.SPECIFICALLY_ASSESSED,
    State.MEETING_HELD,
    State.PLAN_SUBMITTED,
    State.IN_IMPLEMENTATION,
    State.REVIEWED,
    State.CLOSED,
)
PARTS = ("now", "record", "support", "circle")
LOG_SHOWN = 100


@dataclass(frozen=True)
class StepButton:
    """A step this person may press now, with what stands in its way."""

    label: Any
    url: str
    main: bool
    missing: tuple[CheckItem, ...]
    ident: str


def case_page(case: ChildCase, actor: Actor, part: str, *, now: dt.datetime) -> dict[str, Any]:
    """One part of a case's page: where it stands, the record, the support, or who may see it."""
    duties = duties_of(case, actor)
    page: dict[str, Any] = {
        "case": case,
        "part": part,
        "state": State(case.state).label,
        "tone": TONES.get(case.state, "info"),
        "level": Level(case.level).label if case.level else "",
        "level_tone": LEVEL_TONES.get(case.level, "neutral"),
        "today": timezone.localdate(now),
        "tabs": _tabs(case, part) if _sees_all(duties) else [],
        "may_print": _sees_all(duties),
    }
    if part == "now" or not _sees_all(duties):
        return page | {"part": "now"} | _now(case, actor, duties, now=now)
    if part == "record":
        return page | _record(case, duties)
    return page | (_support(case, actor, duties) if part == "support" else _circle(case, duties))


def record_page(case: ChildCase) -> dict[str, Any]:
    """What a printed record holds."""
    return {"case": case, "child": child_rows(case)} | _record(case, set())


def child_rows(case: ChildCase) -> list[tuple[Any, Any]]:
    """Who the child is, as far as known."""
    return [
        (_("Name of the child"), case.child_name),
        (_("Date of birth"), day(case.child_born_on) if case.child_born_on else ""),
        (_("Age, as estimated"), "" if case.child_age is None else case.child_age),
        (_("Sex"), case.get_child_sex_display()),
        (_("Where the child lives"), case.child_address),
        (_("How the child is now, where and with whom"), case.child_now),
        (_("Parents or carers"), case.carers),
        (_("Forms of harm"), "; ".join(str(Harm(harm).label) for harm in case.harms)),
        (_("A parent or carer is the one who harms"), _yes_no(case.harmed_by_carer)),
    ]


def step_buttons(case: ChildCase, actor: Actor, duties: set[Duty], *, isolated: bool) -> list[StepButton]:
    """Only the buttons this person may press now, each with its unmet conditions beside it."""
    standing = standing_with(case, isolated=isolated)
    return [
        StepButton(
            label=step.label,
            url=reverse("protection_step", args=[case.code, step.slug]),
            main=step.main,
            missing=tuple(condition_check(item) for item in unmet(step.conditions(standing))),
            ident=f"missing-{step.slug}",
        )
        for step in STEPS
        if is_open_to(step, case, actor, duties)
    ]


def condition_check(condition: Condition) -> CheckItem:
    """A condition of a step as a line of a checklist."""
    state: Any = "unknown" if condition.met is None else "met" if condition.met else "unmet"
    return CheckItem(condition_sentence(condition), state, article=condition_article(condition))


def step_page(case: ChildCase, step: Step, form: forms.BaseForm) -> dict[str, Any]:
    """The page of a step."""
    rows = list(form.rows()) if hasattr(form, "rows") else []
    in_rows = {bound.name for row in rows for bound in row}
    return {
        "title": step.label,
        "kicker": case.code,
        "back_url": reverse("protection_case", args=[case.code]),
        "form": form,
        "rows": rows,
        "plain": [bound for bound in form if bound.name not in in_rows],
        "label": step.label,
        "counts_url": reverse("protection_counts") if step.slug == "assess-initially" else "",
    }


def deed_page(
    form: forms.BaseForm, *, title: Any, back_url: str, kicker: str = "", text: Any = ""
) -> dict[str, Any]:
    """The page of a deed beside the steps."""
    return {
        "title": title,
        "kicker": kicker,
        "back_url": back_url,
        "form": form,
        "rows": [],
        "plain": list(form),
        "label": title,
        "text": text,
        "counts_url": "",
    }


def may_read_record(case: ChildCase, actor: Actor) -> bool:
    """Whether this person may read more than where the case stands."""
    return _sees_all(duties_of(case, actor))


SEAL_NAMES = {
    "name": gettext_lazy("Full name"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
    "relation": gettext_lazy("Relation to the child"),
    "about": gettext_lazy("What else is known of this person"),
}


def seal_rows(opened: list[dict[str, str]]) -> list[list[tuple[Any, Any]]]:
    """What was sealed, each as a list of lines."""
    return [[(SEAL_NAMES[name], value) for name, value in seal.items()] for seal in opened]


def _sees_all(duties: set[Duty]) -> bool:
    """Whoever was only asked to take over sees where the case stands, and no more until they have it."""
    return bool(duties - {Duty.RECEIVER})


def _now(case: ChildCase, actor: Actor, duties: set[Duty], *, now: dt.datetime) -> dict[str, Any]:
    local = timezone.localtime(now)
    isolation = isolation_in_force(case, today=local.date())
    report = case.reports.last()
    return {
        "path": [PathStep(state, state.label) for state in PATH],
        "station": _station(case),
        "clocks": [clock_row(clock, local) for clock in clocks_of(case, now=now, calendar=calendar())],
        "buttons": step_buttons(case, actor, duties, isolated=isolation is not None),
        "child": child_rows(case),
        "report": report,
        "isolation": isolation,
        "groups": [(group_label(key), group_article(key)) for key in case.groups],
    }


def _record(case: ChildCase, duties: set[Duty]) -> dict[str, Any]:
    may_unseal = bool(duties & {Duty.OFFICER, Duty.SUPERVISOR})
    return {
        "reports": list(case.reports.all()),
        "filled": [
            {
                "name": FormKind(form.kind).label,
                "at": form.at,
                "by": form.filled_by,
                "rows": filled_rows(form),
            }
            for form in case.filled_forms.all()
        ],
        "measures": [_measure(measure) for measure in case.measures.all()],
        "seals": [
            (kind, reverse("protection_sealed", args=[case.code, kind])) for kind in ("reporter", "harmer")
        ]
        if may_unseal
        else [],
        "add_url": reverse("protection_add_report", args=[case.code]) if Duty.OFFICER in duties else "",
    }


def _support(case: ChildCase, actor: Actor, duties: set[Duty]) -> dict[str, Any]:
    asks = actor.user_id is not None and Duty.OFFICER in duties and case.person_id
    return {
        "plans": list(case.plans.prefetch_related("items").order_by("-submitted_at")),
        "referrals": [
            (referral, reverse("protection_reply", args=[case.code, referral.pk]))
            for referral in case.referrals.all()
        ],
        "visits": list(case.visits.order_by("-due_on")),
        "pathway": [service.label for service in pathway(case.harms)],
        "elsewhere": [
            (office.name, reverse("protection_ask", args=[case.code, office.code]))
            for office in (offices_to_ask(case.person_id) if asks and case.person_id else [])
        ],
        "may_reply": Duty.OFFICER in duties,
    }


def _circle(case: ChildCase, duties: set[Duty]) -> dict[str, Any]:
    may_end = bool(duties & {Duty.OFFICER, Duty.SUPERVISOR})
    return {
        "keys": [
            {
                "name": key.user.full_name,
                "office": key.office.name,
                "duty": Duty(key.duty).label,
                "since": key.since_at,
                "ended": key.ended_at or key.expires_at,
                "reason": key.reason,
                "end_url": reverse("protection_key", args=[case.code, key.pk])
                if may_end and not key.ended_at and key.duty in (Duty.PARTNER, Duty.BREAK_GLASS)
                else "",
            }
            for key in keys_of(case)
        ],
        "withheld": list(case.withheld.all()),
        "hand_overs": list(case.hand_overs.select_related("from_office", "to_office")),
        "history": _timeline(deeds_of(case)[:LOG_SHOWN]),
        "shows_looks": Duty.SUPERVISOR in duties,
        "looks": _timeline(looks_at(case)[:LOG_SHOWN]) if Duty.SUPERVISOR in duties else [],
    }


def _timeline(entries: Iterable[LogEntry]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            text=Event(entry.event).label,
            at=entry.at,
            by=entry.user_name,
            role=_place(entry),
            detail=entry.reason,
        )
        for entry in entries
    ]


def _place(entry: LogEntry) -> str:
    role = ROLES.get(entry.role)
    return " · ".join(part for part in (str(role.label) if role else "", entry.office_name) if part)


def _measure(measure: Measure) -> list[tuple[Any, Any]]:
    rows = [
        (_("Measure"), measure.get_kind_display()),
        (_("Taken at"), moment(timezone.localtime(measure.taken_at))),
        (_("Carried out by"), measure.done_by),
        (_("Ground"), measure.get_ground_display()),
        (_("Decision number"), measure.decision_number),
        (_("Safe place"), measure.place),
        (_("From"), day(measure.starts_on) if measure.starts_on else ""),
        (_("To"), day(measure.ends_on) if measure.ends_on else ""),
        (_("Lifted at"), moment(timezone.localtime(measure.lifted_at)) if measure.lifted_at else ""),
        (_("Note"), measure.note),
    ]
    return [(name, value) for name, value in rows if value]


def _tabs(case: ChildCase, part: str) -> list[Tab]:
    names = {
        "now": _("Where it stands"),
        "record": _("Record"),
        "support": _("Plan and services"),
        "circle": _("Who sees it"),
    }
    url = reverse("protection_case", args=[case.code])
    return [Tab(names[name], f"{url}?part={name}", name == part) for name in PARTS]


def _station(case: ChildCase) -> str:
    if case.state == State.IN_EMERGENCY:
        return State.INITIALLY_ASSESSED
    return State.REPORTED if case.state == State.FORWARDED else case.state


def _yes_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")
