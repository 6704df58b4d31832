"""What a decision does to an allowance that stands, from which month and why. Articles 8 and 9.

A change counts from its own month, a stop from the month after, a resumption from the month the allowance
was suspended. A suspension holds back what is still to be paid, so it never begins before the month it is
decided in: the decrees name no other day, this is interpretation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from policy.allowance_reasons import AllowanceReason as Reason
from policy.enums import Outcome, StopCause, SuspendCause, Turn
from policy.grounds import Ground, ground_on
from policy.law import Law
from policy.months import add_months, first_of, last_day_of, next_month, previous_month
from policy.reasons import Finding, ReasonCode

MONTHS_UNCOLLECTED = 3
MONTHS_NOT_COMPLYING = 3
MONTHS_DETAINED = 1


@dataclass(frozen=True)
class Pause:
    """Months held back by a suspension, both included; `to_month` None while it runs."""

    from_month: date
    to_month: date | None = None
    cause: str = ""
    decided_on: date | None = None

    def holds(self, month: date) -> bool:
        return self.from_month <= month and (self.to_month is None or month <= self.to_month)


def held_back(month: date, pauses: Iterable[Pause]) -> bool:
    """Whether nothing is due for a month because the allowance is suspended. Article 9."""
    return any(pause.holds(month) for pause in pauses)


@dataclass(frozen=True)
class Standing:
    """The allowance a change is about. Months are first days.

    `pause` is the suspension that runs, `died_on` the recorded death of the person.
    """

    group: str
    units: int
    start_month: date
    end_month: date | None = None
    pause: Pause | None = None
    died_on: date | None = None


@dataclass(frozen=True)
class Effect:
    """What the decision does: the turn, its first month and all that allows or forbids it.

    A stop pays `last_month` last. None: cannot be told yet.
    """

    turn: Turn
    from_month: date | None
    findings: tuple[Finding, ...] = ()

    @property
    def last_month(self) -> date | None:
        return previous_month(self.from_month) if self.from_month else None


def adjusted(
    now: Standing,
    *,
    from_month: date | None,
    changes: bool | None,
    on: date,
    law: Law,
    files_on: date,
) -> Effect:
    """An adjustment from the month the condition changed; arrears and recoveries follow by themselves.

    `changes` is whether group, units or amount differ; `files_on` the day whose procedure counts.
    """
    article = _article(law, Turn.ADJUST, "", files_on)
    findings = [
        Finding(Reason.MONTH_COME, _told(from_month, lambda month: month <= first_of(on)), article,
                field="effective_month"),
    ]  # fmt: skip
    if from_month is not None:
        findings += [
            Finding(Reason.AFTER_FIRST_MONTH, _outcome(now.start_month < from_month), article),
            Finding(Reason.STILL_RUNS, _runs(now, from_month), article),
            Finding(Reason.CHANGES_SOMETHING, _outcome(changes), article),
        ]
    findings.append(Finding(Reason.NOT_SUSPENDED, _outcome(now.pause is None), article))
    return Effect(Turn.ADJUST, from_month, tuple(findings))


def stopped(
    now: Standing,
    *,
    cause: str,
    event_on: date | None,
    fits: bool | None,
    on: date,
    law: Law,
    files_on: date,
) -> Effect:
    """A stop from the month after the event; whoever is not eligible any more when suspended, from then.

    `fits` is whether the facts fit the group on the day of the event.
    """
    ground = ground_on(law.grounds, Turn.STOP, cause, files_on)
    article = _cite(law, ground) or _article(law, Turn.STOP, StopCause.NOT_ELIGIBLE, files_on)
    findings = [_cause(cause, ground, article)]
    if cause == StopCause.DEATH:
        event_on = now.died_on
        findings.append(Finding(Reason.DEATH_RECORDED, _outcome(event_on is not None), article))
    elif cause == StopCause.STILL_NOT_COMPLYING:
        event_on = _three_months_suspended(now)
        passed = event_on is not None and event_on <= on
        findings.append(Finding(Reason.SUSPENDED_THREE_MONTHS, _outcome(passed), article))
    else:
        findings.append(
            Finding(Reason.EVENT_PAST, _told(event_on, lambda day: day <= on), article, field="event_on")
        )
    if cause == StopCause.NOT_ELIGIBLE and event_on is not None:
        findings.append(Finding(Reason.NO_LONGER_FITS, _outcome(None if fits is None else not fits), article))
    month = next_month(event_on) if event_on else None
    if cause == StopCause.NOT_ELIGIBLE and now.pause is not None:
        month = now.pause.from_month
    if month is not None:
        findings += [
            Finding(Reason.AFTER_FIRST_MONTH, _outcome(now.start_month < month), article),
            Finding(Reason.STILL_RUNS, _runs(now, previous_month(month)), article),
        ]
    return Effect(Turn.STOP, month, tuple(findings))


def suspended(
    now: Standing,
    *,
    cause: str,
    event_on: date | None,
    from_month: date | None,
    on: date,
    law: Law,
    files_on: date,
) -> Effect:
    """A suspension from the month asked for, never before the month it is decided in.

    `event_on` is a day in the first month not collected, the last day to comply, or the first in detention.
    """
    ground = ground_on(law.grounds, Turn.SUSPEND, cause, files_on)
    article = _cite(law, ground) or _article(law, Turn.SUSPEND, SuspendCause.NOT_COMPLYING, files_on)
    month = max(from_month or first_of(on), first_of(on))
    reason: ReasonCode = Reason.EVENT_PAST
    if cause == SuspendCause.NOT_COLLECTED:
        reason = Reason.UNCOLLECTED_THREE_MONTHS
        met = _told(event_on, lambda day: add_months(first_of(day), MONTHS_UNCOLLECTED) <= on)
    elif cause == SuspendCause.DETAINED:
        reason = Reason.DETAINED_ONE_MONTH
        met = _told(event_on, lambda day: _same_day_later(day, MONTHS_DETAINED) <= on)
    else:
        met = _told(event_on, lambda day: day < on)
    return Effect(
        Turn.SUSPEND,
        month,
        (
            _cause(cause, ground, article),
            Finding(reason, met, article, field="event_on"),
            Finding(Reason.NOT_SUSPENDED, _outcome(now.pause is None), article),
            Finding(Reason.AFTER_FIRST_MONTH, _outcome(now.start_month < month), article),
            Finding(Reason.STILL_RUNS, _runs(now, month), article),
        ),
    )


def resumed(
    now: Standing,
    *,
    group: str,
    units: int,
    fits: bool | None,
    from_month: date | None,
    changes: bool | None,
    on: date,
    law: Law,
    files_on: date,
) -> Effect:
    """The end of a suspension, as the facts have it now.

    Nothing changed: paid again from the month of the suspension. Another group or number of children:
    adjusted from the month of that change. Not eligible any more: stopped from the month of the suspension.
    """
    article = _article(law, Turn.RESUME, "", files_on)
    is_suspended = Finding(Reason.SUSPENDED, _outcome(now.pause is not None), article)
    if now.pause is None:
        return Effect(Turn.RESUME, None, (is_suspended,))
    held_from = now.pause.from_month
    if fits is False:
        unfit = Finding(Reason.NO_LONGER_FITS, Outcome.MET, article)
        return Effect(Turn.STOP, held_from, (is_suspended, unfit))
    if (group, units) == (now.group, now.units):
        runs = Finding(Reason.STILL_RUNS, _runs(now, held_from), article)
        return Effect(Turn.RESUME, held_from, (is_suspended, runs))
    change = adjusted(now, from_month=from_month, changes=changes, on=on, law=law, files_on=files_on)
    others = tuple(row for row in change.findings if row.reason != Reason.NOT_SUSPENDED)
    return Effect(Turn.ADJUST, from_month, (is_suspended, *others))


def _three_months_suspended(now: Standing) -> date | None:
    pause = now.pause
    if pause is None or pause.cause != SuspendCause.NOT_COMPLYING or pause.decided_on is None:
        return None
    return _same_day_later(pause.decided_on, MONTHS_NOT_COMPLYING)


def _same_day_later(day: date, months: int) -> date:
    """The same day of a later month, or its last when it has no such day. Civil Code, Article 148."""
    month = add_months(first_of(day), months)
    return month.replace(day=min(day.day, last_day_of(month).day))


def _cause(cause: str, ground: Ground | None, article: str) -> Finding:
    outcome = Outcome.UNKNOWN if not cause else _outcome(ground is not None)
    return Finding(Reason.CAUSE_NAMED, outcome, article, field="cause")


def _article(law: Law, turn: Turn, cause: str, on: date) -> str:
    return _cite(law, ground_on(law.grounds, turn, cause, on))


def _cite(law: Law, ground: Ground | None) -> str:
    return law.cite(ground.article, ground.instrument) if ground else ""


def _runs(now: Standing, month: date) -> Outcome:
    return _outcome(now.end_month is None or month <= now.end_month)


def _outcome(met: bool | None) -> Outcome:
    return Outcome.UNKNOWN if met is None else Outcome.MET if met else Outcome.UNMET


def _told(value: date | None, holds: Callable[[date], bool]) -> Outcome:
    return _outcome(None if value is None else holds(value))
