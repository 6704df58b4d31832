"""An event beside the law of a day: what every consequence is written with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from policy.causes import Cause, ProposedKind
from policy.enums import (
    GroupKey,
    MaritalState,
    PovertyStatus,
    StudyStatus,
    SupporterState,
)
from policy.facts import Facts
from policy.law import Group, Law
from policy.life import Consequence, EndedCondition, Happening, Held, LifeEventKind, Party
from policy.months import first_of, next_month
from policy.rules.articles import Deed, article_of
from policy.rules.groups import GroupAssessment, assess

E, P = LifeEventKind, ProposedKind
CLAUSE_1 = frozenset(key for key in GroupKey if key.startswith("child_")) - {GroupKey.CHILD_HIV}
# Which degree of disability is left is for the council to say.
_OF_CONDITION: dict[EndedCondition, dict[str, Any]] = {
    EndedCondition.POVERTY: {"poverty": PovertyStatus.NOT_POOR},
    EndedCondition.STUDIES: {"study_status": StudyStatus.NOT_STUDYING},
    EndedCondition.NO_PENSION: {"has_pension_or_si": True},
    EndedCondition.NO_INCOME: {"has_stable_income": True},
    EndedCondition.NO_SUPPORTER: {"supporter_state": SupporterState.ABLE},
}


def own_facts(event: Happening) -> dict[str, Any]:
    """What an event says of the person's own facts; nothing else among them changes."""
    if event.kind == E.MARRIAGE:
        return {"marital_state": MaritalState.MARRIED}
    if event.kind == E.ADOPTED:
        return {"adopted": True}
    if event.kind != E.CONDITION_ENDED:
        return {}
    return dict(_OF_CONDITION.get(event.condition, {})) if event.condition else {}


@dataclass(frozen=True)
class Desk:
    """An event beside the law of a day."""

    event: Happening
    person: Party
    known_on: date
    law: Law

    @property
    def month(self) -> date:
        return first_of(self.event.on)

    @property
    def after(self) -> date:
        return next_month(self.event.on)

    def article(self, deed: Deed) -> str:
        return article_of(deed, known_on=self.known_on, law=self.law)

    def group(self, key: str) -> Group | None:
        """A group as the law of today has it, or as it was on the day of the event."""
        return self.law.group(key, self.known_on) or self.law.group(key, self.event.on)

    def of_group(self, key: str) -> str:
        group = self.group(key)
        return self.law.cite(group.article, group.instrument) if group else ""

    @property
    def of_clause_1(self) -> str:
        """Clause 1 as a whole, where the point is still to be told."""
        return self.of_group(GroupKey.CHILD_NO_CARE)

    def running(self, party: Party) -> list[Held]:
        """Allowances paid in the month of the event that have no end yet, or a later one."""
        return [
            held
            for held in party.held
            if held.runs_in(self.month) and (held.end_month is None or held.end_month > self.month)
        ]

    def told(self, party: Party, cause: Cause, kind: ProposedKind, article: str, **more: Any) -> Consequence:
        stops = kind in (P.STOP, P.RESUME)
        return Consequence(party.ident, cause, kind, self.after if stops else self.month, article, **more)

    def weighed(self, facts: Facts) -> dict[str, GroupAssessment]:
        """The groups weighed for someone who would apply today: a new case follows today's law and age."""
        return {item.group: item for item in assess(facts, self.known_on, self.law)}


def rests_on(desk: Desk, held: Held, condition: EndedCondition | None) -> bool:
    """Whether a group asks for the condition that ended."""
    group = desk.group(held.group)
    if group is None or condition is None:
        return False
    return {
        EndedCondition.POVERTY: bool(group.poverty),
        EndedCondition.STUDIES: bool(group.study),
        EndedCondition.DISABILITY: bool(group.disability),
        EndedCondition.NO_PENSION: "has_pension_or_si" in group.forbids,
        EndedCondition.NO_INCOME: "has_stable_income" in group.forbids,
        EndedCondition.NO_SUPPORTER: bool(group.supporters),
    }[condition]


def of_age(party: Party, age: int, on: date) -> bool:
    """Whether someone has surely reached an age."""
    return party.facts.born is not None and party.facts.born.age_range(on)[0] >= age


def plain_facts(event: Happening) -> tuple[tuple[str, str | bool], ...]:
    """The event's own facts as plain values, for a proposal."""
    return tuple(
        (name, value if isinstance(value, bool) else str(value)) for name, value in own_facts(event).items()
    )
