"""The law proven as a whole: how many cases carry their article, what holds for everybody, every word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from policy import law as texts
from policy.carer_reasons import CarerReason
from policy.enums import BenefitKey, Outcome, RateKind
from policy.labels import LABELS, label, objection_words, sentence
from policy.reasons import Finding, Reason, ReasonCode
from policy.rules import assess, entitlements_due, funeral_support_due, injury_due
from policy.rules.changes import Objection
from policy.support_facts import FuneralFacts, InjuryFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, NEW, OLD, facts
from tests.policy.test_groups import AGES, KNOWN

# Articles as the ids of the tables write them: 20/2021 11(1)(a); TT 02/2021 3(2); 25(5); 1.b and 6.
ARTICLE = re.compile(r"\d{2,3}/20\d\d|^\d{1,2}\(\d+\)|^[1-8](?:\.[a-zđ])?(?:$|\W)")


def cases_with_articles() -> set[str]:
    """Every case of the tables in this folder whose id names its article, by test and id."""
    found = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        module = import_module(f"tests.policy.{path.stem}")
        for name, function in vars(module).items():
            for mark in getattr(function, "pytestmark", []) if name.startswith("test_") else []:
                if mark.name == "parametrize":
                    ids = [getattr(case, "id", None) for case in mark.args[1]]
                    found |= {f"{path.stem}.{name}[{case}]" for case in ids if case and ARTICLE.search(case)}
    return found


def test_at_least_150_cases_carry_their_article() -> None:
    assert len(cases_with_articles()) >= 150


# What holds for everybody


@given(AGES, KNOWN, st.sampled_from([OLD, NEW]))
def test_highest_only_never_loses_against_any_single_group(birth: str, known: dict, on: date) -> None:
    assessments = assess(facts(birth, **known), on, LAW)
    total = entitlements_due(assessments).total
    assert [item.group for item in assessments if item.fits and item.amount > total] == []


@given(AGES, KNOWN, st.integers(540_000, 2_000_000), st.integers(0, 500_000))
def test_total_never_shrinks_when_the_base_grows(birth: str, known: dict, base: int, more: int) -> None:
    def total(amount: int) -> int:
        law = LAW.with_money(rates=[*LAW.rates, replace(_base(), province="51", amount=amount)])
        return entitlements_due(assess(facts(birth, **known), NEW, law, "51")).total

    assert total(base) <= total(base + more)


@given(st.integers(540_001, 2_000_000), st.integers(1, 500_000), st.booleans())
def test_supports_grow_with_the_base(base: int, more: int, disaster: bool) -> None:
    death = FuneralFacts(
        died_on=NEW, on_monthly_assistance=True, applied_and_qualified=False, child_of_single_parent=False,
        on_survivor_allowance=False, on_other_allowance=False, on_social_pension=False,
        died_in_emergency=disaster, buried_by_others=False, lived_in_facility=False, other_funeral_support=0,
    )  # fmt: skip
    injury = InjuryFacts(NEW, emergency_cause=True, seriously_injured=True, treated_days=5)

    def amounts(amount: int) -> tuple[int, int]:
        law = LAW.with_money(rates=[*LAW.rates, replace(_base(), province="51", amount=amount)])
        return (
            funeral_support_due(facts=death, known_on=NEW, law=law, province="51").amount,
            injury_due(facts=injury, known_on=NEW, law=law, province="51").amount,
        )

    times = 50 if disaster else 20
    assert amounts(base) == (base * times, base * 10)
    assert amounts(base + more) == ((base + more) * times, (base + more) * 10)


def _base() -> texts.Rate:
    rate = LAW.rate(RateKind.BASE, date(2026, 11, 1), NEW)
    assert rate is not None
    return rate


# Every word

REASONS: tuple[type[ReasonCode], ...] = (Reason, SupportReason, CarerReason)


@pytest.mark.parametrize("kind", REASONS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_reason_has_a_vietnamese_sentence(kind: type[ReasonCode], outcome: Outcome) -> None:
    findings = [Finding(reason, outcome, number=3) for reason in kind]
    with translation.override("en"):
        english = [sentence(finding) for finding in findings]
    with translation.override("vi"):
        vietnamese = [sentence(finding) for finding in findings]
    wrong = [
        one
        for one, other in zip(english, vietnamese, strict=True)
        if one == other or not other.endswith(".") or "%" in other or other.isascii()
    ]
    assert wrong == []


def test_every_objection_and_label_is_in_vietnamese() -> None:
    with translation.override("en"):
        english = [objection_words(item) for item in Objection]
    with translation.override("vi"):
        vietnamese = [objection_words(item) for item in Objection]
        empty = [member for kind in LABELS for member in kind if not label(member).strip()]
    assert [one for one, other in zip(english, vietnamese, strict=True) if one == other] == []
    assert empty == []


def test_every_article_is_cited_with_its_instrument() -> None:
    rows = (*LAW.rates, *LAW.coefficients, *LAW.benefits, *LAW.groups, *LAW.regimes, *LAW.carer_rules)
    numbers = {instrument.id: instrument.number for instrument in LAW.instruments}
    wrong = [
        row for row in rows if not LAW.cite(row.article, row.instrument).endswith(numbers[row.instrument])
    ]
    assert wrong == []


def test_every_article_on_file_is_written_as_cited() -> None:
    rows = (*LAW.rates, *LAW.coefficients, *LAW.benefits, *LAW.groups, *LAW.regimes, *LAW.carer_rules)
    # 5, đến and và join articles: Điều 5 đến Điều 10; Điều 4 và Điều 32; Điều 12, Điều 13.
    point = r"(?:điểm [a-zđ](?: khoản \d+)?|khoản \d+)"
    written = re.compile(rf"(?:{point}(?: và {point})? )?Điều \d+(?:(?:, | và | đến )Điều \d+)*")
    assert {row.article for row in rows if row.article and not written.fullmatch(row.article)} == set()


def test_every_support_has_a_chapter_and_a_level_on_record() -> None:
    assert {row.key for row in LAW.benefits} == set(BenefitKey)
