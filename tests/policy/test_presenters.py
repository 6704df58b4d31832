"""What the rules say, in words; the Vietnamese is read from the translation source."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from django.utils import translation

from policy import labels
from policy.clock import due_on
from policy.enums import GroupKey, Outcome
from policy.facts import Facts
from policy.holidays_seed import vietnam_holidays
from policy.presenters import clock_lines, coefficient_text, dong, explain
from policy.reasons import Finding, Reason
from tests.policy.people import due


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_explain_shows_article_base_coefficient_and_sum() -> None:
    assert explain(due("single_parent", "1990", "2026-11", units=2)) == [
        "11/2026: Poor single parent raising children (khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP).",
        "Base 540.000 đồng a month (Điều 4 và Điều 32 Nghị định 335/2026/NĐ-CP).",
        "Coefficient 1,0 (điểm d khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP).",
        "540.000 × 1,0 × 2 children = 1.080.000 đồng",
    ]


def test_explain_says_why_nothing_is_due() -> None:
    assert explain(due("toddler_poor", "15/11/2023", "2026-12", "2026-12-20"))[1:] == [
        "The age limit of 3 is passed: payment stopped after the month of that birthday."
    ]


def test_explain_asks_for_the_paper_the_amount_turns_on() -> None:
    assert explain(due("elderly_poor", "1951", "2026-11"))[-1] == (
        "The birth date is not fully proven and the amount turns on it: a paper is needed."
    )


def test_clock_lines() -> None:
    found = due_on(datetime(2026, 11, 23, 9, 0), 1, vietnam_holidays([2026]))
    assert clock_lines(found) == [
        "23/11/2026 · Day of receipt, not counted",
        "24/11/2026 · Public holiday: Ngày Văn hóa Việt Nam",
        "25/11/2026 · Working day 1: Working day",
    ]


@pytest.mark.parametrize(("amount", "shown"), [(0, "0"), (540_000, "540.000"), (1_234_567, "1.234.567")])
def test_dong(amount: int, shown: str) -> None:
    assert dong(amount) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("1.0", "1,0"), ("2.50", "2,5"), ("3", "3,0"), ("1.25", "1,25"), ("1.250", "1,25")]
)
def test_coefficient_text(value: str, shown: str) -> None:
    assert coefficient_text(Decimal(value)) == shown


@pytest.mark.parametrize("kind", list(labels.LABELS), ids=lambda kind: kind.__name__)
def test_every_choice_has_a_label(kind: type[StrEnum]) -> None:
    assert [value for value, _words in labels.choices(kind)] == [member.value for member in kind]


def test_every_fact_has_a_label() -> None:
    assert set(labels.FACT_LABELS) == set(Facts.__dataclass_fields__)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_reads_as_a_sentence(reason: Reason) -> None:
    for outcome in Outcome:
        words = labels.sentence(Finding(reason, outcome, number=16))
        assert re.fullmatch(r"[A-Z][^%]+\.", words)


def test_fact_words() -> None:
    findings = [
        Finding(Reason.PARENTS_CANNOT_CARE, Outcome.UNKNOWN, fact="dead/", field="mother_state"),
        Finding(Reason.POOR, Outcome.UNMET, fact="near_poor", field="poverty"),
        Finding(Reason.AGE_AT_LEAST, Outcome.MET, fact="06/1950", field="born"),
    ]
    assert [labels.fact_words(finding) for finding in findings] == [
        "Father: Dead; mother: Not known",
        "Near-poor household",
        "06/1950",
    ]


def test_no_label_or_sentence_names_the_illness() -> None:
    """Lists, letters and screens may show these words to people who may not know."""
    sentences = {getattr(reason, outcome) for reason in Reason for outcome in ("met", "unmet", "unknown")}
    groups = {labels.group_label(key) for key in GroupKey}
    assert [words for words in sentences | groups if "HIV" in words] == []


def test_explanations_of_every_month_are_sentences() -> None:
    lines = [line for key in GroupKey for line in explain(due(key, "2010", f"{date(2026, 11, 1):%Y-%m}"))]
    assert [line for line in lines if "%" in line or not line[0].isalnum()] == []
