"""Life events as the rules take them: what happened to whom, and who stands in which relation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.causes import Cause, ProposedKind
from policy.enums import Sex, Slot
from policy.facts import Facts


class LifeEventKind(StrEnum):
    DEATH = "death"
    MISSING = "missing"  # declared by a court
    FOUND = "found"
    SENTENCE = "sentence"  # prison, or a compulsory measure
    RELEASE = "release"
    MOVED = "moved"
    CONDITION_ENDED = "condition_ended"
    ENTERED_FACILITY = "entered_facility"
    LEFT_FACILITY = "left_facility"
    MARRIAGE = "marriage"
    ADOPTED = "adopted"


class EndedCondition(StrEnum):
    """A condition of Article 5 that someone no longer meets."""

    POVERTY = "poverty"  # neither poor nor near-poor any more
    STUDIES = "studies"
    DISABILITY = "disability"
    NO_PENSION = "no_pension"
    NO_INCOME = "no_income"
    NO_SUPPORTER = "no_supporter"


class RelationKind(StrEnum):
    """What the other is to the person."""

    PARENT = "parent"
    SPOUSE = "spouse"
    CARER = "carer"
    SUPPORTER = "supporter"
    GUARDIAN = "guardian"


class Link(StrEnum):
    """What a relative is to the person an event is about."""

    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"
    CARER = "carer"
    CARED_FOR = "cared_for"
    SUPPORTED = "supported"
    SUPPORTER = "supporter"
    WARD = "ward"
    GUARDIAN = "guardian"
    HOUSEHOLD = "household"


# What the other is to the person, and what the person is to the other.
LINKS: dict[RelationKind, tuple[Link, Link]] = {
    RelationKind.PARENT: (Link.PARENT, Link.CHILD),
    RelationKind.SPOUSE: (Link.SPOUSE, Link.SPOUSE),
    RelationKind.CARER: (Link.CARER, Link.CARED_FOR),
    RelationKind.SUPPORTER: (Link.SUPPORTER, Link.SUPPORTED),
    RelationKind.GUARDIAN: (Link.GUARDIAN, Link.WARD),
}


@dataclass(frozen=True)
class Happening:
    """An event: `until` is the last day of a sentence when known."""

    kind: LifeEventKind
    on: date
    until: date | None = None
    condition: EndedCondition | None = None


@dataclass(frozen=True)
class Held:
    """An allowance someone has; `end_month` is the last month, None while it runs on."""

    ident: int
    group: str
    slot: Slot
    units: int
    start_month: date
    end_month: date | None = None

    def runs_in(self, month: date) -> bool:
        return self.start_month <= month and (self.end_month is None or month <= self.end_month)


@dataclass(frozen=True)
class Party:
    """Someone an event may concern: facts with birth, sex and death, and allowances."""

    ident: int
    facts: Facts
    held: tuple[Held, ...] = ()

    @property
    def sex(self) -> Sex | None:
        return self.facts.sex


@dataclass(frozen=True)
class Relative:
    """A party and all it is to the person the event is about."""

    party: Party
    links: frozenset[Link]


@dataclass(frozen=True)
class Consequence:
    """What follows for a party, and by which article.

    `automatic` happens with the event; anything else is proposed to the officer. `held` is the allowance
    concerned, `facts` what the event changes among the party's facts, `group` the group that may now apply,
    `needs` the facts that would settle it.
    """

    party: int
    cause: Cause
    kind: ProposedKind
    month: date
    article: str
    held: int | None = None
    automatic: bool = False
    facts: tuple[tuple[str, str | bool], ...] = ()
    group: str = ""
    needs: tuple[str, ...] = ()
