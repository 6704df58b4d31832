"""Whether the facts allow a step of a child-protection case. Pure: a standing in, conditions out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

ISOLATION_DAYS = 15  # Decree 56/2017/ND-CP, Article 32(3)
CONSENT_AGE = 7  # Decree 56/2017/ND-CP, Article 36(1)
CHILD_AGE = 16  # Law on Children, Article 1


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


class Reason(Enum):
    """A condition of a step: code, sentence when it holds, sentence when it does not, article."""

    STATED = (
        "stated",
        _("The reason is stated."),
        _("State the reason."),
        _("Decree 56/2017/ND-CP, Article 24"),
    )
    LOW_RISK = (
        "low_risk",
        _("The initial assessment concludes a low level."),
        _("The initial assessment does not conclude a low level."),
        _("Decree 56/2017/ND-CP, Article 26(2)"),
    )
    ISOLATION_WITHIN = (
        "isolation_within",
        _("The isolation lasts at most 15 days in all."),
        _("The isolation would last more than 15 days in all (to %(detail)s at the latest)."),
        _("Decree 56/2017/ND-CP, Article 32(3)"),
    )
    ISOLATION_IN_ORDER = (
        "isolation_in_order",
        _("The isolation ends after it begins."),
        _("The isolation would end before it begins."),
        _("Decree 56/2017/ND-CP, Article 32(3)"),
    )
    ISOLATION_RUNS = (
        "isolation_runs",
        _("An isolation is in force."),
        _("No isolation is in force."),
        _("Decree 56/2017/ND-CP, Article 32(3)"),
    )
    NO_ISOLATION_RUNS = (
        "no_isolation_runs",
        _("No isolation is in force."),
        _("An isolation is in force: extend it or lift it."),
        _("Decree 56/2017/ND-CP, Article 32"),
    )
    CHILD_HEARD = (
        "child_heard",
        _("The child's view is recorded, or why it could not be asked."),
        _("Record the child's view, or why it could not be asked."),
        _("Decree 56/2017/ND-CP, Article 27(1)g"),
    )
    PARENTS_HEARD = (
        "parents_heard",
        _("The parents' view is recorded, or they are the ones who harm."),
        _("Record the parents' view, or that they are the ones who harm."),
        _("Decree 56/2017/ND-CP, Article 27(1)h"),
    )
    PLAN_HAS_ITEMS = (
        "plan_has_items",
        _("The plan names services with dates and who is responsible."),
        _("The plan names no service yet."),
        _("Decree 56/2017/ND-CP, Article 28(3)"),
    )
    ITEMS_IN_ORDER = (
        "items_in_order",
        _("Every service begins before it ends."),
        _("A service of the plan would end before it begins."),
        _("Decree 56/2017/ND-CP, Article 28(3)a"),
    )
    NO_RISK = (
        "no_risk",
        _("The review finds no remaining risk of abuse."),
        _("The review does not find that no risk of abuse remains."),
        _("Decree 56/2017/ND-CP, Article 30(1)b"),
    )
    STABLE = (
        "stable",
        _("The review finds the child stable in body, mind, understanding and feelings."),
        _("The review does not find the child stable in body, mind, understanding and feelings."),
        _("Decree 56/2017/ND-CP, Article 30(1)b"),
    )
    ISOLATION_OVER = (
        "isolation_over",
        _("No isolation is in force any more."),
        _("An isolation is still in force: lift it first."),
        _("Decree 56/2017/ND-CP, Article 32(3)"),
    )
    RISK_REMAINS = (
        "risk_remains",
        _("Risk remains or the child is not stable."),
        _("The review finds no risk and a stable child: close the case."),
        _("Decree 56/2017/ND-CP, Article 30(1)c"),
    )
    CHILD_AGREED = (
        "child_agreed",
        _("The child of 7 or more gave its own consent, or is younger."),
        _("The child is 7 or more, or its age is not known: its own consent is needed as well."),
        _("Decree 56/2017/ND-CP, Article 36(1)"),
    )

    def __init__(self, code: str, met_sentence: str, unmet_sentence: str, article: str) -> None:
        self.code = code
        self.met_sentence = met_sentence
        self.unmet_sentence = unmet_sentence
        self.article = article


@dataclass(frozen=True)
class Condition:
    """A condition of a step and whether it holds; None: cannot be told yet."""

    reason: Reason
    met: bool | None
    detail: str = ""


@dataclass(frozen=True)
class ItemDates:
    """When a service of the plan begins and is expected to end."""

    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class CaseStanding:
    """What the steps turn on. `level` is the conclusion of the initial assessment, "" before it."""

    level: str = ""
    child_heard: bool = False
    parents_heard: bool = False
    no_risk: bool | None = None
    stable: bool | None = None
    isolated: bool = False


Ask = Callable[[CaseStanding], tuple[Condition, ...]]


def nothing_asked(standing: CaseStanding) -> tuple[Condition, ...]:
    """A step the order of the workflow alone decides."""
    return ()


def to_set_aside(standing: CaseStanding) -> tuple[Condition, ...]:
    """No plan is needed where the initial assessment finds a low level."""
    return (Condition(Reason.LOW_RISK, standing.level == "low" if standing.level else None),)


def to_submit(standing: CaseStanding) -> tuple[Condition, ...]:
    """A plan goes to the chair once child and parents are heard. Articles 27(1) and 28."""
    return (
        Condition(Reason.CHILD_HEARD, standing.child_heard),
        Condition(Reason.PARENTS_HEARD, standing.parents_heard),
    )


def plan_items(items: tuple[ItemDates, ...]) -> tuple[Condition, ...]:
    """What a plan must hold. Article 28(3)."""
    return (
        Condition(Reason.PLAN_HAS_ITEMS, bool(items)),
        Condition(Reason.ITEMS_IN_ORDER, all(item.starts_on <= item.ends_on for item in items)),
    )


def to_close(standing: CaseStanding) -> tuple[Condition, ...]:
    """Both grounds of closure, and no isolation left in force. Article 30(1)b."""
    return (
        Condition(Reason.NO_RISK, standing.no_risk),
        Condition(Reason.STABLE, standing.stable),
        Condition(Reason.ISOLATION_OVER, not standing.isolated),
    )


def to_go_on(standing: CaseStanding) -> tuple[Condition, ...]:
    """The cycle begins anew unless both grounds of closure hold. Article 30(1)c."""
    return (Condition(Reason.RISK_REMAINS, not (standing.no_risk and standing.stable)),)


def to_isolate(standing: CaseStanding) -> tuple[Condition, ...]:
    """A new isolation while none is in force."""
    return (Condition(Reason.NO_ISOLATION_RUNS, not standing.isolated),)


def to_change_isolation(standing: CaseStanding) -> tuple[Condition, ...]:
    """Extending or lifting needs an isolation in force."""
    return (Condition(Reason.ISOLATION_RUNS, standing.isolated),)


def last_isolation_day(first_on: dt.date) -> dt.date:
    """The fifteenth day, the first one counted: calendar days. Article 32(3)."""
    return first_on + dt.timedelta(days=ISOLATION_DAYS - 1)


def isolation_period(*, first_on: dt.date, starts_on: dt.date, ends_on: dt.date) -> tuple[Condition, ...]:
    """A period of isolation of a child first isolated on `first_on` in this cycle. Article 32(3)."""
    last = last_isolation_day(first_on)
    return (
        Condition(Reason.ISOLATION_IN_ORDER, first_on <= starts_on <= ends_on),
        Condition(Reason.ISOLATION_WITHIN, ends_on <= last, f"{last:%d/%m/%Y}"),
    )


def consent(*, given_by: tuple[str, ...], age: int | None) -> tuple[Condition, ...]:
    """Consent to give information on: by the representative, and from 7 by the child too. Article 36(1)."""
    younger = age is not None and age < CONSENT_AGE
    return (Condition(Reason.CHILD_AGREED, younger or "child" in given_by),)


def age_on(born: dt.date | None, day: dt.date, estimate: int | None) -> int | None:
    """Full years on a day; the estimate without a birth date; None when neither is known."""
    if born is None:
        return estimate
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def unmet(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The conditions that do not hold, or cannot be told."""
    return tuple(condition for condition in conditions if condition.met is not True)
