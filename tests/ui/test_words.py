"""Amounts in words: the rules of the language, word by word."""

from __future__ import annotations

import pytest

from ui.pdf.words import amount_in_words

VECTORS = [
    (0, "Không"),
    (5, "Năm"),
    (10, "Mười"),
    (11, "Mười một"),
    (14, "Mười bốn"),
    (15, "Mười lăm"),
    (20, "Hai mươi"),
    (24, "Hai mươi tư"),
    (100, "Một trăm"),
    (105, "Một trăm linh năm"),
    (111, "Một trăm mười một"),
    (121, "Một trăm hai mươi mốt"),
    (215, "Hai trăm mười lăm"),
    (1_001, "Một nghìn không trăm linh một"),
    (1_015, "Một nghìn không trăm mười lăm"),
    (24_000, "Hai mươi tư nghìn"),
    (54_000, "Năm mươi tư nghìn"),
    (555_000, "Năm trăm năm mươi lăm nghìn"),
    (810_000, "Tám trăm mười nghìn"),
    (1_000_005, "Một triệu không trăm linh năm"),
    (1_080_000, "Một triệu không trăm tám mươi nghìn"),
    (1_234_500, "Một triệu hai trăm ba mươi tư nghìn năm trăm"),
    (2_025_024, "Hai triệu không trăm hai mươi lăm nghìn không trăm hai mươi tư"),
    (10_800_000, "Mười triệu tám trăm nghìn"),
    (11_015_004, "Mười một triệu không trăm mười lăm nghìn không trăm linh bốn"),
    (1_000_000_000, "Một tỷ"),
    (1_000_000_004, "Một tỷ không trăm linh bốn"),
    (1_002_003_004, "Một tỷ không trăm linh hai triệu không trăm linh ba nghìn không trăm linh bốn"),
    (1_500_000_000_000, "Một nghìn năm trăm tỷ"),
    (2_000_005_000_000_000, "Hai triệu không trăm linh năm tỷ"),
    (10**18, "Một tỷ tỷ"),
]


@pytest.mark.parametrize(("amount", "words"), VECTORS, ids=[str(amount) for amount, _words in VECTORS])
def test_amount_is_said_with_tu(amount: int, words: str) -> None:
    assert amount_in_words(amount, four="tư") == f"{words} đồng"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (24_000, "Hai mươi bốn nghìn đồng"),
        (1_234_500, "Một triệu hai trăm ba mươi bốn nghìn năm trăm đồng"),
        (-540_000, "Âm năm trăm bốn mươi nghìn đồng"),
    ],
)
def test_amount_is_said_with_bon_by_default(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words


def test_amount_ends_with_chan_when_the_template_asks() -> None:
    assert amount_in_words(540_000, only=True) == "Năm trăm bốn mươi nghìn đồng chẵn"
