"""Supports beside the monthly allowances, in words."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from django.utils import translation

from policy import support_facts
from policy.carer_reasons import CarerReason
from policy.enums import BenefitKey, CareArrangement, DisabilityDegree, HungerCause, Outcome
from policy.facts import Facts
from policy.labels import fact_label, fact_words, label, sentence
from policy.presenters import explain_share, explain_support
from policy.reasons import Finding
from policy.rules import care_support_due, funeral_support_due, rice_due
from policy.support_facts import CareFacts, FuneralFacts, HungerFacts
from policy.support_reasons import SupportReason
from tests.policy.people import LAW, facts

KNOWN = date(2026, 11, 20)
FACTS = [getattr(support_facts, name) for name in dir(support_facts) if name.endswith("Facts")]


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_every_fact_has_a_name(kind: type) -> None:
    assert [field.name for field in fields(kind) if not fact_label(field.name)] == []


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_reason_is_a_sentence(language: str, outcome: Outcome) -> None:
    with translation.override(language):
        found = [sentence(Finding(reason, outcome, number=3)) for reason in (*SupportReason, *CarerReason)]
    assert [text for text in found if not text.endswith(".") or "%" in text] == []


def test_support_in_vietnamese() -> None:
    care = CareFacts(CareArrangement.OWN_HOUSEHOLD, pregnant=False, spouse_has_share=False)
    found = care_support_due(
        person=facts("1990", disability_degree=DisabilityDegree.EXTREME),
        care=care,
        month=date(2026, 11, 1),
        known_on=KNOWN,
        law=LAW,
    )
    with translation.override("vi"):
        lines = explain_support(found)
        assert fact_words(found.chosen[0].findings[0]) == "Người khuyết tật đặc biệt nặng"
    assert lines[:6] == [
        "Tổng mức hỗ trợ: 540.000 đồng.",
        "Hỗ trợ chăm sóc: hộ gia đình đang trực tiếp chăm sóc người khuyết tật đặc biệt nặng"
        " (Điều 17 Nghị định 335/2026/NĐ-CP).",
        "Mức chuẩn 540.000 đồng/tháng (Điều 4 và Điều 32 Nghị định 335/2026/NĐ-CP).",
        "540.000 × 1,0 = 540.000 đồng",
        "Người được chăm sóc thuộc nhóm được hỗ trợ.",
        "Hộ gia đình đang trực tiếp chăm sóc người này.",
    ]


def test_what_is_needed_in_vietnamese() -> None:
    known = FuneralFacts(died_on=date(2026, 11, 3), on_monthly_assistance=True, died_in_emergency=False)
    found = funeral_support_due(facts=known, known_on=KNOWN, law=LAW)
    with translation.override("vi"):
        assert explain_support(found)[-1] == (
            "Chưa xác định được chắc chắn; cần thông tin: Sống tại cơ sở trợ giúp xã hội, "
            "Mức hỗ trợ mai táng theo văn bản khác."
        )


def test_actual_cost_and_quantity_have_their_own_lines() -> None:
    unclaimed = FuneralFacts(
        died_on=date(2026, 11, 3),
        died_in_emergency=True,
        buried_by_others=True,
        actual_cost=40_000_000,
        other_funeral_support=0,
    )
    burial = funeral_support_due(facts=unclaimed, known_on=KNOWN, law=LAW).chosen[0]
    hungry = HungerFacts(date(2026, 11, 3), True, HungerCause.DISASTER, people=4, months=2)
    with translation.override("en"):
        assert explain_share(burial)[2:4] == [
            "540.000 × 50,0 = 27.000.000 đồng",
            "At the actual cost: 40.000.000 đồng.",
        ]
        assert explain_share(rice_due(facts=hungry, known_on=KNOWN, law=LAW))[:2] == [
            f"{label(BenefitKey.RICE_HUNGER)} (Điều 12, Điều 13 Nghị định 335/2026/NĐ-CP).",
            "Rice: 120 kg.",
        ]


def test_nothing_known_names_facts_and_no_sum() -> None:
    found = care_support_due(
        person=Facts(), care=CareFacts(), month=date(2026, 11, 1), known_on=KNOWN, law=LAW
    )
    with translation.override("en"):
        lines = explain_support(found)
    assert (found.fits, found.amount, lines[-1].startswith("Cannot be told for certain yet; needed: ")) == (
        None,
        0,
        True,
    )
