"""Changes of the law in words: before and after, what follows, who may decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.models import Entry
from audit.queries import history_of
from offices.actors import Actor
from offices.presenters import history_line
from policy import events
from policy.clock import DayKind
from policy.deciding import may_manage
from policy.enums import ChangeKind, ChangeState
from policy.forms import ProposalForm
from policy.labels import group_label, label, objection_words
from policy.law import Coefficient, Rate
from policy.models import LawChange
from policy.months import format_month
from policy.presenters.areas import areas_before_and_after, areas_consequences, areas_title
from policy.presenters.pages import MarkWords, ages_words, frame, mark_words, place_words, span_words
from policy.presenters.sums import coefficient_text, dong
from policy.queries import (
    citing_law,
    consequence_of,
    current_law,
    other_administrators,
    province_name,
    working_calendar,
)
from policy.rules import changes
from policy.rules.area_changes import AreaChange
from policy.rules.changes import CalendarChange, Change, MoneyChange, Objection, RateChange
from policy.steps import PROPOSALS, steps_open_to
from ui.presenters import Tone


def form_values(today: dt.date) -> dict[str, Any]:
    """What a form of a proposal is made from."""
    code = settings.PROVINCE_CODE
    return {"law": current_law(), "province": (code, province_name()), "today": today}


def show_objections(form: ProposalForm, objections: Iterable[Objection]) -> None:
    """Put what stands against a proposal at the top of its form."""
    for objection in objections:
        form.add_error(None, objection_words(objection))


def proposed_words() -> str:
    return _("The change is proposed. It counts once another administrator has confirmed it.")


def change_title(change: LawChange, province: str) -> str:
    """What a change is about, in one line."""
    wanted = change.change
    if isinstance(wanted, AreaChange):
        return areas_title(wanted)
    if isinstance(wanted, CalendarChange):
        return f"{wanted.day:%d/%m/%Y}: {_day_words(wanted)}"
    month = format_month(wanted.row.valid_from)
    if isinstance(wanted, RateChange):
        words = {
            "what": label(wanted.row.kind),
            "place": place_words(wanted.row.province, province),
            "month": month,
        }
        return _("%(what)s, %(place)s, from %(month)s") % words
    words = {"group": group_label(wanted.row.group), "month": month}
    words["ages"] = ages_words(wanted.row.age_from, wanted.row.age_to).lower()
    return _("Coefficient: %(group)s, %(ages)s, from %(month)s") % words


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
    rows = [(change, change_title(change, province), change_state(change)) for change in page]
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
        "title": change_title(change, province_name()),
        "state": change_state(change),
        "rows": _before_and_after(change, wanted, entries),
        "consequences": _consequences(wanted) if pending else [],
        "facts": _facts(change),
        "pending": pending,
        "own": own,
        "others": other_administrators(change, today) if pending else [],
        "buttons": [
            (step.label, reverse("law_change_step", args=[change.pk, step.slug]), step.main)
            for step in steps_open_to(change, actor)
        ],
        "history": [history_line(entry) for entry in entries] if manages else [],
    }


def _before_and_after(
    change: LawChange, wanted: Change | AreaChange, entries: Sequence[Entry]
) -> list[tuple[str, str, str]]:
    """(what, before, after); a rejected change has no before."""
    if isinstance(wanted, AreaChange):
        entry = _confirmed_entry(entries)
        kept = (entry.before or {}).get("rows", []) if entry else []
        pending = change.state == ChangeState.PROPOSED
        return areas_before_and_after(wanted, pending=pending, kept=kept)
    if isinstance(wanted, CalendarChange):
        return [(_("The day"), _day_before(change, wanted, entries), _day_words(wanted))]
    before = _figure_before(change, wanted, entries)
    cited = _cited(before)
    rows = [
        (_("Figure"), _figure(before), _figure(wanted.row)),
        (_("Where it is written"), cited, f"{wanted.row.article} {wanted.instrument.name_vi}"),
        (
            _("Months"),
            span_words(before.valid_from, before.valid_to) if before else "–",
            span_words(wanted.row.valid_from, wanted.row.valid_to),
        ),
        (
            _("Offices apply it from"),
            f"{before.known_from:%d/%m/%Y}" if before else "–",
            f"{wanted.row.known_from:%d/%m/%Y}",
        ),
        (
            _("How sure it is"),
            mark_words(before.mark).text if before else "–",
            mark_words(wanted.row.mark).text,
        ),
    ]
    return rows


def _confirmed_entry(entries: Sequence[Entry]) -> Entry | None:
    return next((entry for entry in entries if entry.event == events.change_confirmed.name), None)


def _figure_before(
    change: LawChange, wanted: MoneyChange, entries: Sequence[Entry]
) -> Rate | Coefficient | None:
    """What the law said: now while a change waits, afterwards as the trail kept it."""
    if change.state == ChangeState.PROPOSED:
        return consequence_of(wanted).before
    entry = _confirmed_entry(entries)
    values = (entry.before or {}).get("row") if entry else None
    if not values:
        return None
    return changes.rate_row(values) if change.kind == ChangeKind.RATE else changes.coefficient_row(values)


def _day_before(change: LawChange, wanted: CalendarChange, entries: Sequence[Entry]) -> str:
    if change.state == ChangeState.PROPOSED:
        return label(changes.day_before(wanted, working_calendar()))
    entry = _confirmed_entry(entries)
    return label(DayKind((entry.before or {})["day"])) if entry else "–"


def _figure(row: Rate | Coefficient | None) -> str:
    if row is None:
        return _("None")
    if isinstance(row, Rate):
        return _("%(amount)s đồng a month") % {"amount": dong(row.amount)}
    return coefficient_text(row.value)


def _cited(row: Rate | Coefficient | None) -> str:
    return citing_law().cite(row.article, row.instrument) if row else "–"


def _day_words(wanted: CalendarChange) -> str:
    kind = label(DayKind.HOLIDAY if wanted.holiday else DayKind.MAKE_UP)
    return f"{kind}: {wanted.name}" if wanted.name else kind


def _consequences(wanted: Change | AreaChange) -> list[str]:
    """What follows once the change is confirmed, said before it is."""
    if isinstance(wanted, AreaChange):
        return areas_consequences()
    if isinstance(wanted, CalendarChange):
        return [
            _("Due dates of files received or resumed from now on are counted with this day."),
            _("Due dates already given to applicants stay as they are."),
        ]
    found = consequence_of(wanted)
    words = {
        "first": format_month(found.first_month),
        "last": format_month(found.last_month) if found.last_month else "",
        "day": f"{found.known_from:%d/%m/%Y}",
    }
    whole = _("Amounts change from %(first)s.")
    span = _("Amounts change from %(first)s to %(last)s.") if found.last_month else whole
    lines = [
        span % words,
        _("Offices apply it from %(day)s; lists already approved stay as they are.") % words,
    ]
    if found.overruled_by is not None:
        lines[0] = _(
            "Amounts in this province do not change: its own level of %(amount)s đồng is greater, and the "
            "greater one applies."
        ) % {"amount": dong(found.overruled_by.amount)}
    elif found.reaches_back:
        lines.append(
            _(
                "Months before that which are already paid get the difference in the next lists: arrears "
                "when the new amount is greater, recovery when it is smaller."
            )
        )
    return lines


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
