"""Cases proposed to officers: foreseen for the whole province at once, and answered one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import recorder
from beneficiaries.queries import facts_to_edit
from cases import events
from cases.actions.changing import open_change
from cases.actions.drafts import open_draft, record_facts
from cases.enums import CHANGE_KINDS, CaseKind, PromptOutcome, PromptSource, State
from cases.models import Case, Prompt
from cases.prompting import kinds_open_to, without_cause
from cases.taking import CaseRefusal
from entitlements.foreseen import ForeseenRow, foreseen_rows
from entitlements.models import Entitlement
from offices.actors import Actor, NotPermitted
from offices.roles import Permission
from policy.facts import Facts
from policy.life_labels import cause_sentence
from policy.months import add_months, first_of
from policy.queries import current_law

# How far ahead cases are proposed, and how far back a cause that still stands is looked for.
MONTHS_AHEAD = 3
MONTHS_BACK = 12
_BATCH = 1000

Key = tuple[int, str, dt.date]


class PromptAnswered(CaseRefusal):
    """Someone has already answered, or the cause is gone."""

    def __init__(self, prompt: Prompt) -> None:
        words = {"answer": str(prompt.get_outcome_display())}
        super().__init__(_("Nothing was done: this proposal is already closed (%(answer)s).") % words)


class KindNotOffered(CaseRefusal):
    """The proposal cannot be answered with this kind of case."""

    def __init__(self) -> None:
        super().__init__(_("Choose one of the kinds of case offered."))


class NoReasonGiven(CaseRefusal):
    """A proposal is dismissed with a reason only."""

    def __init__(self) -> None:
        super().__init__(_("Say why no case is opened."))


@dataclass(frozen=True)
class Proposed:
    """What a round of proposals did."""

    opened: int = 0
    renewed: int = 0
    lapsed: int = 0


@transaction.atomic
def propose(*, today: dt.date, by: Actor) -> Proposed:
    """Proposed a case for every change foreseen in the province; asked again, does nothing twice.

    Closes proposals whose cause is gone, and opens anew those whose cause is back or whose case was
    withdrawn. For system jobs only. Raises NotPermitted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('cases_prompt'))")
    if by.user_id is not None:
        raise NotPermitted(Permission.CASE_REGISTER)
    month = first_of(today)
    first = add_months(month, -MONTHS_BACK)
    known = {
        (prompt.entitlement_id or 0, prompt.reason, prompt.about_month): prompt
        for prompt in Prompt.objects.filter(
            source=PromptSource.FORESEEN, about_month__gte=first
        ).select_related("person", "case")
    }
    wanted = {
        _key(row): row
        for row in foreseen_rows(
            Entitlement.objects.all(),
            first=first,
            last=add_months(month, MONTHS_AHEAD),
            known_on=today,
            law=current_law(),
        )
        if row.change.case is not None
        and (row.change.month >= month or row.change.cause.stands or _key(row) in known)
    }
    opened = _create([row for key, row in wanted.items() if key not in known], by)
    renewed = sum(_renew(known[key], row, by) for key, row in wanted.items() if key in known)
    gone = [prompt for key, prompt in known.items() if key not in wanted and _waits(prompt)]
    lapsed = lapse(
        prompts=[*gone, *without_cause().select_related("person")],
        reason=_("The cause is gone: the facts or the allowance have changed."),
        by=by,
    )
    return Proposed(opened, renewed, lapsed)


@transaction.atomic
def open_from_prompt(*, prompt: Prompt, kind: str, by: Actor, today: dt.date) -> Case:
    """Opened the case that was proposed, with the facts the cause changes.

    Raises NotPermitted, PromptAnswered, KindNotOffered.
    """
    prompt = _take(prompt, by)
    if kind not in kinds_open_to(prompt):
        raise KindNotOffered
    facts = _facts(prompt, today)
    if kind in CHANGE_KINDS and prompt.entitlement is not None:
        reason = cause_sentence(prompt.reason)
        case = open_change(kind=CaseKind(kind), target=prompt.entitlement, by=by, reason=reason, facts=facts)
    else:
        case = open_draft(person=prompt.person, by=by, today=today)
        if prompt.data.get("facts"):
            case = record_facts(case=case, facts=facts, by=by)
    prompt.case = case
    _answer(prompt, PromptOutcome.CASE, by)
    after = {"case": case.pk, "kind": kind, "reason": prompt.reason}
    recorder.record(events.prompt_answered, subject=prompt, by=by, after=after)
    return case


@transaction.atomic
def dismiss_prompt(*, prompt: Prompt, reason: str, by: Actor) -> Prompt:
    """Dismissed a proposal, saying why no case is opened.

    Raises NotPermitted, PromptAnswered, NoReasonGiven.
    """
    prompt = _take(prompt, by)
    if not reason.strip():
        raise NoReasonGiven
    prompt.answer = reason.strip()
    _answer(prompt, PromptOutcome.DISMISSED, by)
    after = {"reason": prompt.reason, "about_month": prompt.about_month}
    recorder.record(events.prompt_dismissed, subject=prompt, by=by, after=after, reason=prompt.answer)
    return prompt


@transaction.atomic
def lapse(*, prompts: Iterable[Prompt], reason: str, by: Actor) -> int:
    """Closed proposals whose cause is gone; returns how many. The caller has checked the permission."""
    rows = list(prompts)
    now = timezone.now()
    for prompt in rows:
        prompt.outcome, prompt.answer, prompt.answered_at = PromptOutcome.LAPSED, reason, now
    Prompt.objects.bulk_update(rows, ["outcome", "answer", "answered_at"], batch_size=_BATCH)
    subjects = [(row, {"reason": row.reason, "about_month": row.about_month}) for row in rows]
    return recorder.record_many(events.prompt_lapsed, subjects=subjects, by=by, reason=reason)


def _take(prompt: Prompt, by: Actor) -> Prompt:
    """Lock a proposal nobody has answered, in the actor's own office."""
    Prompt.objects.select_for_update().values_list("pk", flat=True).get(pk=prompt.pk)
    locked = Prompt.objects.select_related("person", "entitlement").get(pk=prompt.pk)
    by.require(Permission.CASE_REGISTER, office_id=locked.person.office_id)
    if not _waits(locked):
        raise PromptAnswered(locked)
    return locked


def _answer(prompt: Prompt, outcome: PromptOutcome, by: Actor) -> None:
    prompt.outcome, prompt.answered_at, prompt.answered_by_id = outcome, timezone.now(), by.user_id
    prompt.save(update_fields=["outcome", "answered_at", "answered_by", "answer", "case"])


def _facts(prompt: Prompt, today: dt.date) -> Facts:
    """The person's facts with what the cause changes among them."""
    known = facts_to_edit(prompt.person, today).to_json()
    return Facts.from_json(known | dict(prompt.data.get("facts", {})))


def _waits(prompt: Prompt) -> bool:
    return prompt.outcome == PromptOutcome.OPEN


# Foreseen changes


def _key(row: ForeseenRow) -> Key:
    return row.entitlement.pk, row.change.cause.value, row.change.month


def _values(row: ForeseenRow) -> dict[str, Any]:
    """What a proposal says of a foreseen change."""
    change = row.change
    assert change.case is not None  # an end already recorded proposes nothing
    return {
        "kind": change.case.value,
        "article": change.article,
        "data": {
            "before": change.before.amount,
            "after": change.amount_after,
            "decides": change.decides,
            "needs": list(change.needs),
        },
    }


def _create(rows: list[ForeseenRow], by: Actor) -> int:
    prompts = Prompt.objects.bulk_create(
        [
            Prompt(
                person=row.entitlement.person,
                entitlement=row.entitlement,
                reason=row.change.cause.value,
                about_month=row.change.month,
                source=PromptSource.FORESEEN,
                **_values(row),
            )
            for row in rows
        ],
        batch_size=_BATCH,
    )
    subjects = [(prompt, _told(prompt)) for prompt in prompts]
    return recorder.record_many(events.prompt_proposed, subjects=subjects, by=by)


def _told(prompt: Prompt) -> dict[str, Any]:
    """What the trail says of a proposal."""
    return {
        "person": prompt.person.code,
        "kind": prompt.kind,
        "reason": prompt.reason,
        "about_month": prompt.about_month,
    }


def _renew(prompt: Prompt, row: ForeseenRow, by: Actor) -> bool:
    """Bring a proposal up to what is foreseen now: other amounts, a cause that is back, a case withdrawn."""
    values = _values(row)
    back = prompt.outcome == PromptOutcome.LAPSED or (
        prompt.case is not None and prompt.case.state == State.WITHDRAWN
    )
    changed = any(getattr(prompt, name) != value for name, value in values.items())
    if not back and not (_waits(prompt) and changed):
        return False
    for name, value in values.items():
        setattr(prompt, name, value)
    if back:
        prompt.outcome, prompt.answer, prompt.case = PromptOutcome.OPEN, "", None
        prompt.answered_at = prompt.answered_by = None
    prompt.save()
    recorder.record(events.prompt_renewed, subject=prompt, by=by, after=values)
    return True
