"""Every finding says what it is about: reason, outcome, fact, number, article; whatever is known."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from policy.carer_reasons import CarerReason
from policy.enums import (
    Admission,
    CareArrangement,
    CarerOf,
    DisabilityDegree,
    DisabilityType,
    EvidenceKind,
    HouseDamage,
    HungerCause,
    MaritalState,
    Outcome,
    ParentState,
    PovertyStatus,
    ProtectionKind,
    Sex,
    StudyStatus,
    SupporterIncome,
    TransportMeans,
    VisitLevel,
    Visitor,
)
from policy.facts import Child, Evidence, Facts, PartialDate, StudyPause, Supporter
from policy.reasons import Finding, Reason, ReasonCode
from policy.rules import (
    Share,
    Support,
    assess,
    care_support_due,
    entitlements_due,
    essentials_due,
    facility_due,
    facility_nurturing_due,
    funeral_support_due,
    house_support_due,
    injury_due,
    judge_carer,
    protection_food_due,
    rice_due,
    transport_due,
    treatment_due,
    visit_due,
)
from policy.support_facts import (
    CareFacts,
    CarerFacts,
    EssentialsFacts,
    FacilityFacts,
    FuneralFacts,
    HouseFacts,
    HungerFacts,
    InjuryFacts,
    ProtectionFacts,
    TransportFacts,
    TreatmentFacts,
    VisitFacts,
)
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, born, facts
from tests.policy.test_carers import GOOD

OLD = dt.date(2026, 6, 10)
NEW = dt.date(2026, 11, 3)
MONTH = dt.date(2026, 11, 1)
KNOWN = dt.date(2026, 11, 20)
BIRTHS = (
    "05/11/1920",
    "1941",
    "10/02/1953",
    "1951",
    "10/02/1990",
    "2010",
    "05/11/2010",
    "10/11/2022",
    "12/2025",
)

# Conditions on several facts at once, or on what the law says: their finding names no one fact of its own.
WITHOUT_FIELD = {
    Reason.NOT_IN_OTHER_GROUP, Reason.RATE_IN_FORCE, Reason.GROUP_IN_FORCE, Reason.HIGHEST_ONLY,
    Reason.SINGLE_PARENT_AND_OTHER, Reason.PENSION_OR_ASSISTANCE, SupportReason.IN_FORCE,
    SupportReason.HIGHEST_SUPPORT, SupportReason.NO_HIGHER_FUNERAL_SUPPORT,
    SupportReason.CARED_PERSON_IN_GROUP, SupportReason.MONTHS_AT_MOST,
}  # fmt: skip
# Conditions that show the choice they rest on.
SHOWN = {
    Reason.POOR_OR_NEAR_POOR: "poverty", Reason.POOR: "poverty", Reason.NO_SPOUSE: "marital_state",
    Reason.DISABILITY_EXTREME: "disability_degree", Reason.DISABILITY_SEVERE: "disability_degree",
    SupportReason.TAKEN_IN_BY_CARER: "arrangement", SupportReason.CARED_FOR_AT_HOME: "arrangement",
    SupportReason.HUNGER_CAUSE: "cause", SupportReason.HOUSE_DAMAGE: "damage",
    SupportReason.NEEDS_PROTECTION: "kind", SupportReason.TRANSPORT_MEANS: "transport",
    SupportReason.ADMITTED: "admitted_as", SupportReason.VISITOR: "visitor",
    SupportReason.VISIT_LEVEL: "level", Reason.AGE_AT_LEAST: "born", Reason.AGE_UNDER: "born",
    Reason.AGE_REACHED: "born", Reason.AGE_LIMIT: "born",
}  # fmt: skip

# Facts that are lists of their own kind.
LISTS: dict[str, tuple[Any, ...]] = {
    "supporters": (
        None, (), (Supporter("Nam"),), *((Supporter("Nam", receives=one),) for one in SupporterIncome),
    ),
    "study_pauses": (
        None, (), (StudyPause(dt.date(2026, 9, 1), None, True),),
        (StudyPause(dt.date(2026, 9, 1), None, False),),
        (StudyPause(dt.date(2025, 9, 1), dt.date(2026, 3, 1)),),
    ),
    "disability_types": (None, (), tuple(DisabilityType)),
    "evidence": ((), (Evidence("poverty", EvidenceKind.OTHER, "12", OLD),)),
}  # fmt: skip


def kinds_of(kind: type) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    for item in fields(kind):
        plain = [part for part in get_args(hints[item.name]) if part is not types.NoneType]
        yield item.name, plain[0]


def values_of(name: str, kind: Any) -> tuple[Any, ...]:
    """What a fact may be, the unknown included."""
    if kind is bool:
        return (None, True, False)
    if kind is int:
        return (None, 0, 1, 2, 5, 60_000_000)
    if kind is dt.date:
        return (None, OLD, dt.date(2026, 10, 15), NEW, dt.date(2024, 11, 30))
    if kind is PartialDate:
        return (None, *(born(text) for text in BIRTHS))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return (None, *kind)
    if name in LISTS:
        return LISTS[name]
    if kind is str:
        return (None, "", "KT-12")
    one, unknown = Child(born("01/11/2025")), Child(None)
    return (None, (), (one,), (one, one), (unknown,), (one, unknown), (Child(born("2010"), True),))


def around(base: Any) -> Iterator[Any]:
    """The facts, and the facts with every one of them in turn anything else it may be."""
    yield base
    for name, kind in kinds_of(type(base)):
        for value in values_of(name, kind):
            if value != getattr(base, name):
                yield replace(base, **{name: value})


BASES: list[tuple[Any, Callable[[Any], Share | Support]]] = [
    (
        FuneralFacts(
            NEW,
            born("10/02/1950"),
            True,
            False,
            False,
            True,
            False,
            False,
            PovertyStatus.POOR,
            True,
            False,
            0,
            False,
            0,
        ),
        lambda known: funeral_support_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        FuneralFacts(NEW, None, None, None, None, None, None, None, None, True, True, None, None, None),
        lambda known: funeral_support_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        HungerFacts(NEW, True, HungerCause.DISASTER, 4, 2),
        lambda known: rice_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (InjuryFacts(NEW, True, True, 3), lambda known: injury_due(facts=known, known_on=KNOWN, law=LAW)),
    (
        EssentialsFacts(NEW, True, True, True),
        lambda known: essentials_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        HouseFacts(NEW, True, HouseDamage.DESTROYED, True, PovertyStatus.POOR, False, False),
        lambda known: house_support_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        HouseFacts(NEW, True, HouseDamage.AT_RISK, None, None, None, None),
        lambda known: house_support_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        ProtectionFacts(ProtectionKind.VICTIM, OLD, dt.date(2026, 6, 20)),
        lambda known: protection_food_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        TreatmentFacts(NEW, ProtectionKind.VICTIM, False, 1_000_000),
        lambda known: treatment_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        TransportFacts(NEW, ProtectionKind.VICTIM, TransportMeans.OFFICE, 10, 100, 20_000),
        lambda known: transport_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        VisitFacts(NEW, Visitor.LOCAL, VisitLevel.FIRST),
        lambda known: visit_due(facts=known, known_on=KNOWN, law=LAW),
    ),
    (
        FacilityFacts(
            Admission.HARDSHIP,
            born("10/02/2009"),
            None,
            dt.date(2015, 1, 1),
            False,
            StudyStatus.STUDYING,
            None,
            False,
        ),
        lambda known: facility_due(facts=known, month=MONTH, known_on=KNOWN, law=LAW),
    ),
    (
        FacilityFacts(
            Admission.SANCTION,
            born("10/02/2006"),
            None,
            dt.date(2015, 1, 1),
            False,
            StudyStatus.NOT_STUDYING,
            dt.date(2023, 5, 1),
            False,
        ),
        lambda known: facility_due(
            facts=known, month=dt.date(2024, 6, 1), known_on=dt.date(2024, 6, 20), law=LAW
        ),
    ),
    (
        FacilityFacts(Admission.HARDSHIP, born("10/02/2009")),
        lambda known: facility_nurturing_due(facts=known, month=MONTH, known_on=KNOWN, law=LAW),
    ),
    (
        CareFacts(CareArrangement.TAKEN_IN, True, False),
        lambda known: care_support_due(
            person=facts(
                "10/02/1990",
                sex=Sex.FEMALE,
                disability_degree=DisabilityDegree.EXTREME,
                marital_state=MaritalState.MARRIED,
                children=(Child(born("01/11/2025")),),
            ),
            care=known,
            month=MONTH,
            known_on=KNOWN,
            law=LAW,
        ),
    ),
]


def shares_of(found: Share | Support) -> tuple[Share, ...]:
    return (found,) if isinstance(found, Share) else (*found.chosen, *found.not_given, *found.open)


def faults(finding: Finding, known: Any) -> list[str]:
    """What is wrong with a finding by itself."""
    named = {name for name, _kind in kinds_of(type(known))} | {name for name, _kind in kinds_of(Facts)}
    wrong = []
    if not isinstance(finding.reason, ReasonCode) or not isinstance(finding.outcome, Outcome):
        return ["no reason or outcome"]
    if finding.field not in named and (finding.field or finding.reason not in WITHOUT_FIELD):
        wrong.append(f"{finding.reason}: names {finding.field!r}")
    if "%(number)s" in finding.sentence and finding.number is None and finding.outcome != Outcome.UNKNOWN:
        wrong.append(f"{finding.reason}: no number")
    if (field := SHOWN.get(finding.reason)) is not None:
        if finding.field != field:
            wrong.append(f"{finding.reason}: about {finding.field}")
        # The status of another year says nothing of this one.
        of_another_year = field == "poverty" and getattr(known, "poverty_year", None) is not None
        shown = {str(getattr(known, field, None) or "")} | ({""} if of_another_year else set())
        if hasattr(known, field) and finding.fact not in shown:
            wrong.append(f"{finding.reason}: shows {finding.fact!r}")
    return wrong


@pytest.mark.parametrize(
    ("base", "rule"), BASES, ids=[f"{type(row[0]).__name__}-{n}" for n, row in enumerate(BASES)]
)
def test_every_finding_of_a_support_is_whole(base: Any, rule: Callable[[Any], Share | Support]) -> None:
    wrong = []
    for known in around(base):
        found = rule(known)
        for share in shares_of(found):
            assert isinstance(share.units, int)
            for finding in share.findings:
                wrong += faults(finding, known)
                if share.row is not None and finding.article != share.article:
                    wrong.append(f"{finding.reason}: cites {finding.article!r}")
            assert share.needs == () or share.fits is not False
        if isinstance(found, Support):
            wrong += [fault for finding in found.findings for fault in faults(finding, known)]
            cited = {share.article for share in shares_of(found)}
            assert {finding.article for finding in found.findings if finding.field != "died_on"} <= (
                cited | ({""} if isinstance(known, ProtectionFacts) else set())
            )
    assert wrong == []


@pytest.mark.parametrize(
    ("base", "rule"), BASES, ids=[f"{type(row[0]).__name__}-{n}" for n, row in enumerate(BASES)]
)
def test_what_cannot_be_told_names_facts_that_are_open(
    base: Any, rule: Callable[[Any], Share | Support]
) -> None:
    """Nothing asked for is already known for certain, and whatever cannot be told asks for something."""
    for known in around(base):
        found = rule(known)
        if found.fits is None:
            assert found.needs
        for field in found.needs:
            value = getattr(known, field, None)
            assert value is None or isinstance(value, (PartialDate, dt.date, tuple)), (field, value)


def test_every_finding_of_a_group_is_whole() -> None:
    person = facts("10/02/1950", poverty="poor", marital_state="single", children=(Child(born("2015")),))
    wrong = []
    for known in around(person):
        for on in (OLD, NEW):
            assessed = assess(known, on, LAW)
            for item in assessed:
                for finding in item.findings:
                    wrong += faults(finding, known)
                    if finding.article != item.article:
                        wrong.append(f"{finding.reason}: cites {finding.article!r}")
            choice = entitlements_due(assessed)
            for finding in (*choice.reasons, *(aside.finding for aside in choice.set_aside)):
                wrong += faults(finding, known)
                assert finding.article in {item.article for item in assessed}
            assert {item.outcome for item in choice.reasons} <= {Outcome.MET}
            assert {aside.finding.outcome for aside in choice.set_aside} <= {Outcome.UNMET}
    assert wrong == []


@pytest.mark.parametrize("carer_of", list(CarerOf))
def test_every_finding_of_a_carer_is_whole(carer_of: CarerOf) -> None:
    wrong = []
    for known in around(GOOD):
        found = judge_carer(facts=known, carer_of=carer_of, on=NEW, law=LAW)
        for finding in found.findings:
            wrong += faults(finding, known)
            assert isinstance(finding.reason, CarerReason)
            assert finding.field in {item.name for item in fields(CarerFacts)}
    assert wrong == []


def test_support_that_is_not_in_force_keeps_its_units_and_says_so() -> None:
    before = dt.date(2021, 6, 30)
    found = injury_due(facts=InjuryFacts(before, True, True, 3), known_on=KNOWN, law=LAW)
    assert [finding.reason for finding in found.unmet] == [SupportReason.IN_FORCE]
    assert (found.units, found.amount) == (1, 0)


def test_parents_state_is_shown_for_both() -> None:
    orphan = facts("10/02/2015", father_state=ParentState.DEAD, mother_state=ParentState.MISSING)
    shown = {
        finding.fact
        for item in assess(orphan, NEW, LAW)
        for finding in item.findings
        if finding.reason == Reason.PARENTS_CANNOT_CARE
    }
    assert shown == {"dead/missing"}
