"""Life events, what follows from them and proposed cases in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.actions import EventData
from beneficiaries.models import LifeEvent, Person
from beneficiaries.relations import relations_on
from cases.enums import PromptOutcome, PromptSource
from cases.models import Prompt
from cases.prompting import Followed, events_of, kinds_open_to, prompts_of
from entitlements.models import Entitlement
from offices.actors import Actor
from offices.roles import Permission
from policy.enums import MaritalState, ParentState, PovertyStatus, StudyStatus, SupporterState
from policy.labels import fact_label, group_label, label
from policy.life import EndedCondition, LifeEventKind
from policy.life_labels import cause_name, cause_sentence
from ui import formats
from ui.presenters import Tone

_TONES: dict[str, Tone] = {
    PromptOutcome.OPEN: "info",
    PromptOutcome.CASE: "good",
    PromptOutcome.DISMISSED: "neutral",
    PromptOutcome.LAPSED: "neutral",
}
_KIND_TONES: dict[str, Tone] = {"stop": "warn", "new": "good", "adjust": "info"}

# The facts an event may change, by the list their values are of.
_FACT_KINDS: dict[str, type[StrEnum]] = {
    "father_state": ParentState,
    "mother_state": ParentState,
    "marital_state": MaritalState,
    "poverty": PovertyStatus,
    "study_status": StudyStatus,
    "supporter_state": SupporterState,
}


def event_kinds(person: Person) -> list[tuple[str, str]]:
    """(words, address) of each kind of event; of the dead only the death itself is told anew."""
    kinds = [LifeEventKind.DEATH] if person.died_on else list(LifeEventKind)
    return [(label(kind), reverse("life_event_form", args=[person.pk, kind.value])) for kind in kinds]


def event_rows(data: EventData) -> list[tuple[str, str]]:
    """An event as told, term by term."""
    rows = [
        (_("Event"), label(data.kind)),
        (_("Happened on"), formats.day(data.happened_on)),
        (_("Until"), formats.day(data.until) if data.until else ""),
        (_("Condition that ended"), _condition(data.condition)),
        (_("Where to"), data.place),
        (_("Document number"), data.document_number),
        (_("Document date"), formats.day(data.document_on) if data.document_on else ""),
        (_("Issued by"), data.issuer),
    ]
    return [(term, value) for term, value in rows if value]


def data_of(event: LifeEvent) -> EventData:
    """A recorded event as it was told."""
    return EventData(
        LifeEventKind(event.kind),
        event.happened_on,
        event.until,
        event.condition,
        event.place,
        event.document_number,
        event.document_on,
        event.issuer,
    )


def followed_rows(found: Iterable[Followed], actor: Actor) -> list[dict[str, Any]]:
    """Consequences before they are saved, the automatic ones first."""
    shown = [
        {
            "person": one.person.shown_name,
            "url": _person_url(one.person, actor),
            "allowance": _allowance(one.entitlement),
            "kind": _("Done at once") if one.consequence.automatic else label(one.consequence.kind),
            "tone": "warn" if one.consequence.automatic else _KIND_TONES.get(one.consequence.kind, "neutral"),
            "automatic": one.consequence.automatic,
            "month": one.consequence.month,
            "cause": cause_name(one.consequence.cause),
            "sentence": cause_sentence(one.consequence.cause),
            "article": one.consequence.article,
            "group": group_label(one.consequence.group) if one.consequence.group else "",
            "needs": [fact_label(name) for name in one.consequence.needs],
        }
        for one in found
    ]
    return sorted(shown, key=lambda row: not row["automatic"])


def prompt_row(prompt: Prompt, actor: Actor) -> dict[str, Any]:
    """A proposal as the lists show it."""
    data = prompt.data
    return {
        "pk": prompt.pk,
        "url": reverse("prompt_detail", args=[prompt.pk]),
        "person": prompt.person.shown_name,
        "person_url": _person_url(prompt.person, actor),
        "hamlet": prompt.person.hamlet,
        "office": prompt.person.office.name,
        "allowance": _allowance(prompt.entitlement),
        "kind": prompt.get_kind_display(),
        "tone": _KIND_TONES.get(prompt.kind, "neutral"),
        "month": prompt.about_month,
        "cause": cause_name(prompt.reason),
        "sentence": cause_sentence(prompt.reason),
        "article": prompt.article,
        "before": data.get("before"),
        "after": data.get("after"),
        "decides": data.get("decides", True),
        "group": group_label(data["group"]) if data.get("group") else "",
        "needs": [fact_label(name) for name in data.get("needs", ())],
        "outcome": prompt.get_outcome_display(),
        "outcome_tone": _TONES[prompt.outcome],
        "waits": prompt.outcome == PromptOutcome.OPEN,
    }


def prompt_page(prompt: Prompt, actor: Actor) -> dict[str, Any]:
    """A proposal on its own page: what, why, the facts it changes, who answered."""
    facts = [(fact_label(name), _fact(name, value)) for name, value in prompt.data.get("facts", {}).items()]
    own = actor.may(Permission.CASE_REGISTER) and prompt.person.office_id == actor.office_id
    return {
        "prompt": prompt,
        "row": prompt_row(prompt, actor),
        "facts": facts,
        "may_answer": own and prompt.outcome == PromptOutcome.OPEN,
        "kinds": kinds_open_to(prompt),
        "source": _source(prompt),
        "answered_by": prompt.answered_by.get_full_name() if prompt.answered_by else "",
    }


def person_life(person: Person, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """Events, relations and proposals for the person's page."""
    shows_cases = actor.may(Permission.CASE_VIEW)
    prompts = prompts_of(actor, person) if shows_cases else []
    return {
        "prompts": [prompt_row(prompt, actor) for prompt in prompts],
        "life_events": [_event_line(event) for event in events_of(actor, person)],
        "relations": [
            {
                "pk": row.pk,
                "own": row.person_id == person.pk,
                "link": label(link),
                "name": other.shown_name,
                "url": _person_url(other, actor),
                "since": row.valid_from,
            }
            for row, other, link in relations_on(person, today)
        ],
    }


def _event_line(event: LifeEvent) -> dict[str, Any]:
    return {
        "url": reverse("life_event", args=[event.person_id, event.pk]),
        "kind": event.get_kind_display(),
        "on": event.happened_on,
        "until": event.until,
        "detail": " · ".join(filter(None, (_condition(event.condition), event.place, event.document_number))),
        "by": event.recorded_by.get_full_name() if event.recorded_by else "",
        "at": event.recorded_at,
        "corrected": hasattr(event, "corrected_by"),
    }


def _source(prompt: Prompt) -> str:
    if prompt.source == PromptSource.FORESEEN or prompt.life_event is None:
        return str(PromptSource(prompt.source).label)
    event = prompt.life_event
    words = {
        "kind": event.get_kind_display(),
        "name": event.person.shown_name,
        "day": formats.day(event.happened_on),
    }
    return _("%(kind)s of %(name)s on %(day)s") % words


def _person_url(person: Person, actor: Actor) -> str:
    """A link where the actor may look; relatives may live in another commune."""
    own = person.office_id == actor.office_id
    return reverse("person_detail", args=[person.pk]) if own or actor.is_province else ""


def _allowance(entitlement: Entitlement | None) -> str:
    return group_label(str(entitlement.group_id)) if entitlement else ""


def _condition(code: str) -> str:
    return label(EndedCondition(code)) if code else ""


def _fact(name: str, value: Any) -> str:
    """A plain value of a fact in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return label(_FACT_KINDS[name](value))
