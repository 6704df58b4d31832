"""What follows from each life event, by article: for the person, and for everyone related."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policy.enums import MaritalState, ParentState, PovertyStatus, Sex, Slot, SupporterState
from policy.facts import Child, Facts, PartialDate
from policy.life import Consequence, EndedCondition, Happening, Held, LifeEventKind, Link, Party, Relative
from policy.rules.life_events import consequences, own_facts
from tests.policy.people import LAW, NEW, OLD

R335, R20 = "Nghị định 335/2026/NĐ-CP", "Nghị định 20/2021/NĐ-CP"
STOP, ADJUST, CARE = f"Điều 9 {R335}", f"Điều 8 {R335}", f"Điều 9 {R335}"
ON = date(2026, 11, 10)
ALIVE, DEAD = ParentState.ALIVE, ParentState.DEAD

Told = tuple[int, str, str, str, str, int | None, bool]
ME, OTHER = 1, 2


def held(group: str, ident: int = 10, *, units: int = 1, slot: Slot = Slot.MAIN, **dates: Any) -> Held:
    return Held(ident, group, slot, units, dates.pop("start", date(2025, 1, 1)), **dates)


def single(ident: int = 10, units: int = 1) -> Held:
    return held("single_parent", ident, units=units, slot=Slot.SINGLE_PARENT)


def party(
    *allowances: Held, ident: int = ME, born: str = "12/06/1980", sex: str = "M", **facts: Any
) -> Party:
    return Party(ident, Facts(born=PartialDate.parse(born), sex=Sex(sex), **facts), allowances)


def relative(link: Link, *allowances: Held, **known: Any) -> Relative:
    return Relative(party(*allowances, ident=OTHER, **known), frozenset({link}))


def event(kind: str, on: date = ON, condition: str | None = None) -> Happening:
    return Happening(LifeEventKind(kind), on, condition=EndedCondition(condition) if condition else None)


def found(what: Happening, who: Party, *others: Relative, known_on: date = NEW) -> tuple[Consequence, ...]:
    return consequences(what, who, others, known_on=known_on, law=LAW)


def told(one: Consequence) -> Told:
    return (
        one.party, one.cause.value, one.kind.value, f"{one.month:%Y-%m}", one.article, one.held,
        one.automatic,
    )  # fmt: skip


SEVERE = held("disability_severe")
FOR_THE_PERSON: dict[str, tuple[Happening, Party, list[Told]]] = {
    "9 death": (
        event("death"), party(SEVERE),
        [
            (ME, "died", "stop", "2026-12", STOP, 10, True),
            (ME, "funeral", "review", "2026-11", f"Điều 11 {R335}", None, False),
        ],
    ),
    "9 death with two allowances": (
        event("death"), party(SEVERE, single(11)),
        [
            (ME, "died", "stop", "2026-12", STOP, 10, True),
            (ME, "died", "stop", "2026-12", STOP, 11, True),
            (ME, "funeral", "review", "2026-11", f"Điều 11 {R335}", None, False),
        ],
    ),
    "9 death without an allowance": (event("death"), party(), []),
    "9 missing": (
        event("missing"), party(SEVERE), [(ME, "declared_missing", "stop", "2026-12", STOP, 10, False)]
    ),
    "9 sentence": (
        event("sentence"), party(SEVERE), [(ME, "serves_sentence", "stop", "2026-12", STOP, 10, False)]
    ),
    "8, 9 move": (
        event("moved"), party(SEVERE),
        [(ME, "moved_away", "stop", "2026-12", f"Điều 8, Điều 9 {R335}", 10, False)],
    ),
    "25(5) facility": (
        event("entered_facility"), party(SEVERE),
        [(ME, "in_facility", "stop", "2026-12", f"khoản 5 Điều 25 {R20}", 10, False)],
    ),
    "25(5) facility, social pension stays": (
        event("entered_facility"), party(held("pension_75"), born="12/06/1940"), []
    ),
    "8 left the facility": (
        event("left_facility"), party(), [(ME, "left_facility", "review", "2026-11", ADJUST, None, False)]
    ),
    "8 found": (event("found"), party(), [(ME, "found_again", "review", "2026-11", ADJUST, None, False)]),
    "8 release": (event("release"), party(), [(ME, "released", "review", "2026-11", ADJUST, None, False)]),
    "5(4) marriage": (
        event("marriage"), party(SEVERE, single(11)),
        [(ME, "married", "stop", "2026-12", f"khoản 4 Điều 5 {R335}", 11, False)],
    ),
    "5(1)a adopted": (
        event("adopted"), party(held("child_abandoned"), born="12/06/2020"),
        [(ME, "adopted", "stop", "2026-12", f"điểm a khoản 1 Điều 5 {R335}", 10, False)],
    ),
    "5(1)b adopted": (
        event("adopted"), party(held("child_both_dead"), born="12/06/2020"),
        [(ME, "adopted", "review", "2026-11", f"điểm b khoản 1 Điều 5 {R335}", 10, False)],
    ),
    "9 poverty ended, 5.a and 6": (
        event("condition_ended", condition="poverty"), party(held("elderly_poor", 9), SEVERE),
        [(ME, "condition_ended", "stop", "2026-12", STOP, 9, False)],
    ),
    "9 studies ended": (
        event("condition_ended", condition="studies"), party(held("youth_studying"), born="12/06/2007"),
        [(ME, "condition_ended", "stop", "2026-12", STOP, 10, False)],
    ),
    "9 disability ended": (
        event("condition_ended", condition="disability"), party(SEVERE, single(11)),
        [(ME, "condition_ended", "stop", "2026-12", STOP, 10, False)],
    ),
    "9 pension begins, social pension": (
        event("condition_ended", condition="no_pension"), party(held("pension_75"), born="12/06/1940"),
        [(ME, "condition_ended", "stop", "2026-12", STOP, 10, False)],
    ),
    "9 income begins, 8": (
        event("condition_ended", condition="no_income"), party(held("adult_hiv")),
        [(ME, "condition_ended", "stop", "2026-12", STOP, 10, False)],
    ),
    "9 supporter appears, 5.a": (
        event("condition_ended", condition="no_supporter"), party(held("elderly_poor"), born="12/06/1955"),
        [(ME, "condition_ended", "stop", "2026-12", STOP, 10, False)],
    ),
    "allowance ended before": (
        event("missing"), party(held("disability_severe", end_month=date(2026, 10, 1))), []
    ),
    "allowance ends with the month": (
        event("missing"), party(held("disability_severe", end_month=date(2026, 11, 1))), []
    ),
    "allowance begins later": (
        event("missing"), party(held("disability_severe", start=date(2026, 12, 1))), []
    ),
}  # fmt: skip

CHILD = {"born": "12/06/2018"}
ELDER = {"born": "12/06/1955", "poverty": PovertyStatus.POOR}
FOR_OTHERS: dict[str, tuple[Happening, Party, Relative, list[Told]]] = {
    "5(1)b father dead, mother dead": (
        event("death"), party(), relative(Link.CHILD, mother_state=DEAD, **CHILD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm b khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1)b father dead, mother unidentified": (
        event("death"), party(), relative(Link.CHILD, mother_state=ParentState.UNIDENTIFIED, **CHILD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm b khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1)c father dead, mother missing": (
        event("death"), party(), relative(Link.CHILD, mother_state=ParentState.MISSING, **CHILD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm c khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1)đ mother sentenced, father dead": (
        event("sentence"), party(sex="F"), relative(Link.CHILD, father_state=DEAD, **CHILD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm đ khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1)g facility, facility": (
        event("entered_facility"), party(),
        relative(Link.CHILD, mother_state=ParentState.IN_FACILITY, **CHILD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm g khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1)h sentence, sentence": (
        event("sentence"), party(), relative(Link.CHILD, mother_state=ParentState.SERVING_SENTENCE, **CHILD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm h khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1) other parent not known": (
        event("missing"), party(), relative(Link.CHILD, **CHILD),
        [(OTHER, "parent_gone", "review", "2026-11", f"khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1) other parent alive": (
        event("death"), party(), relative(Link.CHILD, mother_state=ALIVE, **CHILD), []
    ),
    "5(1) child already 16": (
        event("death"), party(), relative(Link.CHILD, born="16/11/2010", mother_state=DEAD), []
    ),
    "5(1) child 16 tomorrow": (
        event("death"), party(), relative(Link.CHILD, born="17/11/2010", mother_state=DEAD),
        [(OTHER, "parent_gone", "new", "2026-11", f"điểm b khoản 1 Điều 5 {R335}", None, False)],
    ),
    "5(1) sentenced parent dies": (
        event("death"), party(),
        relative(
            Link.CHILD, held("child_one_dead_other_sentence", 20), mother_state=DEAD,
            father_state=ParentState.SERVING_SENTENCE, **CHILD,
        ),
        [(OTHER, "parent_changed", "adjust", "2026-11", f"điểm b khoản 1 Điều 5 {R335}", 20, False)],
    ),
    "5(1) parent released": (
        event("release"), party(),
        relative(
            Link.CHILD, held("child_one_dead_other_sentence", 20), mother_state=DEAD,
            father_state=ParentState.SERVING_SENTENCE, **CHILD,
        ),
        [
            (ME, "released", "review", "2026-11", ADJUST, None, False),
            (OTHER, "parent_back", "stop", "2026-12", f"điểm đ khoản 1 Điều 5 {R335}", 20, False),
        ],
    ),
    "9 carer of the dead": (
        event("death"), party(),
        relative(Link.CARER, held("disability_severe", 20), held("x", 21, slot=Slot.CARE)),
        [(OTHER, "cared_person_gone", "stop", "2026-12", CARE, 21, False)],
    ),
    "9 carer without a support on record": (
        event("moved"), party(), relative(Link.CARER),
        [(OTHER, "cared_person_gone", "review", "2026-11", CARE, None, False)],
    ),
    "9 carer when the disability ended": (
        event("condition_ended", condition="disability"), party(), relative(Link.CARER),
        [(OTHER, "cared_person_gone", "review", "2026-11", CARE, None, False)],
    ),
    "9 carer dies": (
        event("death"), party(), relative(Link.CARED_FOR, held("disability_extreme", 20)),
        [(OTHER, "carer_gone", "review", "2026-11", CARE, None, False)],
    ),
    "9 carer sentenced": (
        event("sentence"), party(), relative(Link.CARED_FOR, held("x", 21, slot=Slot.CARE)),
        [(OTHER, "carer_gone", "stop", "2026-12", CARE, 21, False)],
    ),
    "civil code 60 guardian dies": (
        event("death"), party(), relative(Link.WARD, **CHILD),
        [
            (
                OTHER, "guardian_gone", "review", "2026-11",
                "điểm b khoản 1 Điều 60 Bộ luật Dân sự số 91/2015/QH13", None, False,
            )
        ],
    ),
    "5(4) husband dies": (
        event("death"), party(),
        relative(
            Link.SPOUSE, sex="F", poverty=PovertyStatus.NEAR_POOR,
            children=(Child(PartialDate.parse("05/05/2019")),),
        ),
        [(OTHER, "spouse_gone", "new", "2026-11", f"khoản 4 Điều 5 {R335}", None, False)],
    ),
    "5(4) husband missing, household not poor": (
        event("missing"), party(),
        relative(
            Link.SPOUSE, sex="F", poverty=PovertyStatus.NOT_POOR,
            children=(Child(PartialDate.parse("05/05/2019")),),
        ),
        [],
    ),
    "5(4) husband sentenced": (event("sentence"), party(), relative(Link.SPOUSE, sex="F"), []),
    "5(4) husband found": (
        event("found"), party(), relative(Link.SPOUSE, single(20), sex="F"),
        [
            (ME, "found_again", "review", "2026-11", ADJUST, None, False),
            (OTHER, "spouse_back", "stop", "2026-12", f"khoản 4 Điều 5 {R335}", 20, False),
        ],
    ),
    "11, 5(4) one of two children dies": (
        event("death"), party(born="05/05/2019"), relative(Link.PARENT, single(20, units=2), sex="F"),
        [
            (ME, "funeral", "review", "2026-11", f"Điều 11 {R335}", None, False),
            (OTHER, "child_gone", "adjust", "2026-11", f"khoản 4 Điều 5 {R335}", 20, False),
        ],
    ),
    "5(4) the only child is adopted": (
        event("adopted"), party(born="05/05/2019"), relative(Link.PARENT, single(20), sex="F"),
        [(OTHER, "child_gone", "stop", "2026-12", f"khoản 4 Điều 5 {R335}", 20, False)],
    ),
    "5(4) child of 16 stops studying": (
        event("condition_ended", condition="studies"), party(born="10/11/2010"),
        relative(Link.PARENT, single(20, units=2), sex="F"),
        [(OTHER, "child_gone", "adjust", "2026-11", f"khoản 4 Điều 5 {R335}", 20, False)],
    ),
    "5(4) child under 16 stops studying": (
        event("condition_ended", condition="studies"), party(born="11/11/2010"),
        relative(Link.PARENT, single(20, units=2), sex="F"),
        [],
    ),
    "5(5)a supporter dies": (
        event("death"), party(), relative(Link.SUPPORTED, **ELDER),
        [(OTHER, "supporter_gone", "new", "2026-11", f"điểm a khoản 5 Điều 5 {R335}", None, False)],
    ),
    "5(5)a grown-up child missing": (
        event("missing"), party(), relative(Link.PARENT, held("pension_70", 20), **ELDER),
        [(OTHER, "supporter_gone", "review", "2026-11", f"điểm a khoản 5 Điều 5 {R335}", None, False)],
    ),
    "5(5)a household not poor": (
        event("death"), party(), relative(Link.SUPPORTED, **ELDER | {"poverty": PovertyStatus.NEAR_POOR}), []
    ),
    "5(5)a not 60 yet": (
        event("death"), party(), relative(Link.SUPPORTED, **ELDER | {"born": "17/11/1966"}), []
    ),
    "5(5)a 60 today": (
        event("death"), party(), relative(Link.SUPPORTED, **ELDER | {"born": "16/11/1966"}),
        [(OTHER, "supporter_gone", "new", "2026-11", f"điểm a khoản 5 Điều 5 {R335}", None, False)],
    ),
    "5(5)a supporter found again": (
        event("found"), party(), relative(Link.SUPPORTED, held("elderly_poor", 20), **ELDER),
        [
            (ME, "found_again", "review", "2026-11", ADJUST, None, False),
            (OTHER, "supporter_back", "review", "2026-11", f"điểm a khoản 5 Điều 5 {R335}", 20, False),
        ],
    ),
    "9 household left the list": (
        event("condition_ended", condition="poverty"), party(),
        relative(Link.HOUSEHOLD, held("elderly_poor", 20), held("disability_severe", 21), **ELDER),
        [(OTHER, "household_not_poor", "stop", "2026-12", STOP, 20, False)],
    ),
    "household member dies": (event("death"), party(), relative(Link.HOUSEHOLD, held("elderly_poor")), []),
}  # fmt: skip


@pytest.mark.parametrize(("what", "who", "expected"), FOR_THE_PERSON.values(), ids=FOR_THE_PERSON)
def test_consequence_for_the_person(what: Happening, who: Party, expected: list[Told]) -> None:
    assert [told(one) for one in found(what, who)] == expected


@pytest.mark.parametrize(("what", "who", "other", "expected"), FOR_OTHERS.values(), ids=FOR_OTHERS)
def test_consequence_for_others(what: Happening, who: Party, other: Relative, expected: list[Told]) -> None:
    assert [told(one) for one in found(what, who, other)] == expected


@pytest.mark.parametrize(("what", "who", "other", "expected"), FOR_OTHERS.values(), ids=FOR_OTHERS)
def test_nothing_follows_for_the_dead(
    what: Happening, who: Party, other: Relative, expected: list[Told]
) -> None:
    dead = replace(other.party, facts=replace(other.party.facts, died_on=date(2026, 1, 1)))
    assert [one for one in found(what, who, replace(other, party=dead)) if one.party == OTHER] == []


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 10, 31), "2026-11"), (date(2026, 11, 1), "2026-12"), (date(2026, 11, 30), "2026-12")],
    ids=["day before the month", "first day", "last day"],
)
def test_stop_is_from_the_month_after(day: date, month: str) -> None:
    (one,) = found(event("missing", day), party(SEVERE))
    assert f"{one.month:%Y-%m}" == month


@pytest.mark.parametrize(
    ("known_on", "articles"),
    [
        (date(2026, 10, 4), ["khoản 1 Điều 2 Thông tư 02/2021/TT-BLĐTBXH", f"Điều 11 {R20}"]),
        (date(2026, 10, 5), [STOP, f"Điều 11 {R335}"]),
    ],
    ids=["until 04/10/2026", "from 05/10/2026"],
)
def test_article_is_of_the_procedure_of_the_day(known_on: date, articles: list[str]) -> None:
    death = event("death", date(2026, 9, 3))
    assert [one.article for one in found(death, party(SEVERE), known_on=known_on)] == articles


def test_state_of_the_parent_goes_with_the_proposal() -> None:
    (one,) = found(event("death"), party(), relative(Link.CHILD, mother_state=DEAD, **CHILD))
    assert (one.facts, one.group) == ((("father_state", "dead"),), "child_both_dead")
    (other,) = found(event("missing"), party(sex="F"), relative(Link.CHILD, **CHILD))
    assert (other.facts, other.needs) == ((("mother_state", "missing"),), ("father_state",))


def test_parent_of_unknown_sex_leaves_both_to_be_told() -> None:
    parent = Party(ME, Facts())
    (one,) = found(event("death"), parent, relative(Link.CHILD, mother_state=DEAD, **CHILD))
    assert (one.kind.value, one.facts, one.needs) == ("review", (), ("father_state", "mother_state"))


def test_supporter_gone_leaves_others_to_be_asked_after() -> None:
    (one,) = found(event("death"), party(), relative(Link.SUPPORTED, **ELDER))
    assert (one.group, one.needs) == ("elderly_poor", ("supporter_state",))


def test_one_person_in_two_relations_is_told_once() -> None:
    both = Relative(party(ident=OTHER, **ELDER), frozenset({Link.PARENT, Link.SUPPORTED, Link.HOUSEHOLD}))
    assert [one.cause.value for one in found(event("death"), party(), both)] == ["supporter_gone"]


def test_older_decree_names_its_own_points() -> None:
    child = relative(Link.CHILD, mother_state=DEAD, **CHILD)
    (one,) = found(event("death", date(2026, 9, 3)), party(), child, known_on=OLD)
    assert one.article == f"điểm b khoản 1 Điều 5 {R20}"


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        (event("marriage"), {"marital_state": MaritalState.MARRIED}),
        (event("adopted"), {"adopted": True}),
        (event("condition_ended", condition="poverty"), {"poverty": PovertyStatus.NOT_POOR}),
        (event("condition_ended", condition="no_supporter"), {"supporter_state": SupporterState.ABLE}),
        (event("condition_ended", condition="no_pension"), {"has_pension_or_si": True}),
        (event("condition_ended", condition="no_income"), {"has_stable_income": True}),
        (event("condition_ended", condition="disability"), {}),
        (event("death"), {}),
    ],
    ids=["marriage", "adoption", "poverty", "supporter", "pension", "income", "disability", "death"],
)
def test_event_tells_the_persons_own_facts(what: Happening, facts: dict[str, Any]) -> None:
    assert own_facts(what) == facts
