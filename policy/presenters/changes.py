"""Changes of the law in words: before and after, what follows, who may decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.models import Entry
from audit.queries import history_of
from offices.actors import Actor
from offices.presenters import history_line
from policy import events
from policy.deciding import may_manage
from policy.enums import ChangeState, RowKind
from policy.forms import ProposalForm
from policy.labels import label, objection_words
from policy.models import LawChange
from policy.presenters.differences import before_and_after, consequences_of, title_of
from policy.presenters.marks import MarkWords
from policy.presenters.pages import frame
from policy.queries import other_administrators, province_name, verified_law
from policy.rules import changes
from policy.rules.area_changes import AreaChange
from policy.rules.changes import Objection
from policy.steps import PROPOSALS, steps_open_to
from ui.presenters import Tone


def form_values(today: dt.date) -> dict[str, Any]:
    """What a form of a proposal is made from."""
    code = settings.PROVINCE_CODE
    return {"law": verified_law(), "province": (code, province_name()), "today": today}


def show_objections(form: ProposalForm, objections: Iterable[Objection]) -> None:
    """Put what stands against a proposal at the top of its form."""
    for objection in objections:
        form.add_error(None, objection_words(objection))


def proposed_words() -> str:
    return _("The change is proposed. It counts once another administrator has confirmed it.")


def change_state(change: LawChange) -> MarkWords:
    """The state in words and colour."""
    state = ChangeState(change.state)
    tones: dict[ChangeState, Tone] = {
        ChangeState.PROPOSED: "warn",
        ChangeState.CONFIRMED: "good",
        ChangeState.REJECTED: "neutral",
    }
    return MarkWords(label(state), tones[state])


def changes_page(actor: Actor, page: Page) -> dict[str, Any]:
    province = province_name()
    rows = [(change, title_of(change.change, province), change_state(change)) for change in page]
    buttons = [(step.label, reverse("law_change_new", args=[step.slug])) for step in PROPOSALS]
    return frame(actor, "law_changes") | {"page": page, "rows": rows, "proposals": buttons}


def change_page(change: LawChange, actor: Actor, today: dt.date) -> dict[str, Any]:
    """A change before and after, what follows from it, who proposed and who may decide."""
    pending = change.state == ChangeState.PROPOSED
    entries = list(history_of(change))
    wanted = change.change
    if pending and not isinstance(wanted, AreaChange):
        wanted = changes.known_no_earlier(wanted, today)
    own = change.proposed_by_id == actor.user_id
    manages = may_manage(actor)
    return {
        "change": change,
        "title": title_of(change.change, province_name()),
        "state": change_state(change),
        "rows": before_and_after(wanted, None if pending else _kept(entries)),
        "consequences": consequences_of(wanted) if pending else [],
        "facts": _facts(change),
        "pending": pending,
        "own": own,
        "others": other_administrators(change, today) if pending else [],
        "buttons": [
            (step.label, reverse("law_change_step", args=[change.pk, step.slug]), step.main)
            for step in steps_open_to(change, actor)
        ],
        "withdraw_url": _withdraw_url(change, entries) if manages else "",
        "history": [history_line(entry) for entry in entries] if manages else [],
    }


def _withdraw_url(change: LawChange, entries: Sequence[Entry]) -> str:
    """Where a figure that was confirmed and still counts can be withdrawn; "" for anything else."""
    entry = _confirmed(entries)
    if entry is None or change.kind not in changes.FIGURES:
        return ""
    kind = RowKind(change.kind)
    key = changes.key_of(changes.FIGURES[kind]((entry.after or {})["row"]["row"]))
    row = changes.figures_of(verified_law()).get((kind, key))
    if row is None or row.withdrawn_from is not None:
        return ""
    return f"{reverse('law_change_new', args=['withdrawal'])}?{urlencode({'row': f'{kind.value}:{key}'})}"


def _confirmed(entries: Sequence[Entry]) -> Entry | None:
    return next((entry for entry in entries if entry.event == events.change_confirmed.name), None)


def _kept(entries: Sequence[Entry]) -> dict[str, Any]:
    """What the law said before a confirmed change, from the trail; empty for a rejected one."""
    entry = _confirmed(entries)
    return (entry.before or {}) if entry else {}


def _facts(change: LawChange) -> list[tuple[str, str]]:
    rows = [
        (_("Proposed by"), change.proposed_by.get_full_name()),
        (_("Why it is proposed"), change.reason),
    ]
    if change.decided_by is not None:
        rows.append((_("Decided by"), change.decided_by.get_full_name()))
    if change.decision_reason:
        rows.append((_("Why it was rejected"), change.decision_reason))
    return rows
